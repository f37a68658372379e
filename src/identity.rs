//! Names this build of the program by all that it is made of: what an older or another build has
//! kept is not taken for its own. A build script; the pipeline is in `build.rs`.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script is a program of its own, and reads what is compiled"
)]
#![expect(clippy::print_stdout, reason = "so it speaks with cargo")]

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::error::Error;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is made of, below the root of the workspace. The engine in the browser is an
/// input of every build, and has its own digest there.
const INPUTS: [&str; 7] = [
    "Cargo.lock",
    "Cargo.toml",
    "search/Cargo.toml",
    "search/data",
    "search/src",
    "src",
    "themes/default",
];

/// Of cargo, what makes another program of the same sources.
const SETTINGS: [&str; 4] = ["TARGET", "PROFILE", "OPT_LEVEL", "DEBUG"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("..");
    let mut identity = DefaultHasher::new();
    for input in INPUTS {
        let path = root.join(input);
        println!("cargo::rerun-if-changed={}", path.display());
        take(&path, input, &mut identity)?;
    }
    for setting in SETTINGS {
        env::var(setting)?.hash(&mut identity);
    }
    Command::new(env::var("RUSTC")?).arg("-vV").output()?.stdout.hash(&mut identity);
    println!("cargo::rustc-env=PORTAL_IDENTITY={:016x}", identity.finish());
    Ok(())
}

/// Takes a file, or all files of a folder in the order of their names.
fn take(path: &Path, name: &str, identity: &mut DefaultHasher) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        return entries.iter().try_for_each(|entry| {
            let inner = format!("{name}/{}", entry.file_name().to_string_lossy());
            take(&entry.path(), &inner, identity)
        });
    }
    name.hash(identity);
    fs::read(path)?.hash(identity);
    Ok(())
}
