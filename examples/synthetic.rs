//! Writes a synthetic portal to the disk, for measuring whole runs of the program.
//!
//! `cargo run --release --example synthetic -- --offers 1000 --seed 7 --out DIR`
#![expect(clippy::disallowed_methods, reason = "an example that writes is a program of its own")]
#![expect(clippy::print_stdout, reason = "so is one that speaks")]

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use clap::Parser;

/// Writes a synthetic portal.
#[derive(Parser)]
struct Arguments {
    /// How many offers.
    #[arg(long, default_value_t = 1000)]
    offers: usize,
    /// The same seed gives the same bytes.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// The folder; it must be empty or new.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { offers, seed, out } = Arguments::parse();
    fs::create_dir_all(&out)?;
    if fs::read_dir(&out)?.next().is_some() {
        return Err(format!("{} is not empty", out.display()).into());
    }
    let files = synthetic::catalogue(offers, seed);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    for (path, bytes) in &files {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&out))?;
        fs::write(path, bytes)?;
    }
    println!("{} files, {bytes} bytes in {}", files.len(), out.display());
    Ok(())
}
