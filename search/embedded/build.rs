//! Builds the search engine for the browser, so that one command makes the whole program:
//! `search/web` for WebAssembly, by a cargo within cargo, to `engine.wasm` in `OUT_DIR`, which the
//! library embeds. Where this Rust cannot compile for WebAssembly yet, rustup is asked to add it.
//!
//! All profiles and clippy and rustdoc share one folder, `web` beside them, and the same flags: the
//! engine is compiled once. The folder is not the outer cargo's, so neither waits for the other's
//! lock.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the engine runs on.
const TARGET: &str = "wasm32-unknown-unknown";

/// Of the outer cargo, clippy or the user's settings, and not meant for the browser.
const FOREIGN: [&str; 8] = [
    "RUSTFLAGS",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "CARGO_BUILD_RUSTC_WRAPPER",
    "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_TARGET_DIR",
];

/// What the engine is made of, below the root of the workspace.
const INPUTS: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "search/Cargo.toml",
    "search/data",
    "search/embedded/build.rs",
    "search/slim",
    "search/src",
    "search/web/Cargo.toml",
    "search/web/src",
];

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            for line in reason.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("../..");
    for input in INPUTS {
        println!("cargo::rerun-if-changed={}", root.join(input).display());
    }
    let root = root.canonicalize().map_err(|error| format!("{}: {error}", root.display()))?;
    let out = PathBuf::from(variable("OUT_DIR")?);
    require_target()?;
    let target_folder = target_folder(&out)?.join("web");
    compile(&root, &target_folder)?;
    let engine = target_folder.join(TARGET).join("web/portal_search_web.wasm");
    let copied = std::fs::copy(&engine, out.join("engine.wasm"));
    copied.map(|_| ()).map_err(|error| format!("{} could not be copied: {error}", engine.display()))
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("cargo did not set {name}"))
}

/// The outer cargo's target folder: the one that it marks as a cache, whatever the layout below it.
fn target_folder(out: &Path) -> Result<&Path, String> {
    let mut above = out.ancestors();
    above
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .or_else(|| out.ancestors().nth(4))
        .ok_or_else(|| format!("{} lies in no target folder", out.display()))
}

/// Sees to it that this Rust can compile for the browser.
fn require_target() -> Result<(), String> {
    if has_target()? {
        return Ok(());
    }
    println!("cargo::warning=This Rust cannot compile for the browser yet: rustup adds {TARGET}.");
    let remedy =
        format!("the search engine is also built for the browser, and this Rust has no {TARGET}");
    // Cargo runs below rustup's own choice of toolchain, which it hands on in RUSTUP_TOOLCHAIN.
    let added = Command::new("rustup").args(["target", "add", TARGET]).output();
    match added {
        Ok(added) if added.status.success() && has_target()? => Ok(()),
        Ok(added) => Err(format!(
            "{remedy}.\nrustup was asked to add it, and could not:\n{}\nTry: rustup target add {TARGET}",
            String::from_utf8_lossy(&added.stderr).trim()
        )),
        Err(_) => Err(format!(
            "{remedy}, nor is there a rustup that could add it.\n\
             Install Rust by rustup (https://rustup.rs), or this target in the way your Rust was installed."
        )),
    }
}

fn has_target() -> Result<bool, String> {
    let found = Command::new(variable("RUSTC")?)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("rustc could not be asked for its targets: {error}"))?;
    Ok(Path::new(String::from_utf8_lossy(&found.stdout).trim()).is_dir())
}

/// Compiles the engine, with the lock file that the outer cargo has just settled. The network is
/// asked only where something isn't there yet, and never if the outer cargo is offline.
fn compile(root: &Path, target_folder: &Path) -> Result<(), String> {
    let offline = compile_as(root, target_folder, &["--locked", "--offline"]);
    if offline.is_ok() || is_offline() {
        offline
    } else {
        compile_as(root, target_folder, &["--locked"])
    }
}

/// Whether the outer cargo is to stay offline: by the environment, or by its command line where the
/// system shows it.
fn is_offline() -> bool {
    let by_environment =
        env::var("CARGO_NET_OFFLINE").is_ok_and(|value| value == "true" || value == "1");
    by_environment
        || outer_arguments()
            .iter()
            .any(|argument| argument == "--offline" || argument == "--frozen")
}

#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "a build script reads what it must know")]
fn outer_arguments() -> Vec<String> {
    let outer = std::os::unix::process::parent_id();
    let line = std::fs::read(format!("/proc/{outer}/cmdline")).unwrap_or_default();
    line.split(|byte| *byte == 0)
        .map(|argument| String::from_utf8_lossy(argument).into_owned())
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn outer_arguments() -> Vec<String> {
    Vec::new()
}

fn compile_as(root: &Path, target_folder: &Path, how: &[&str]) -> Result<(), String> {
    let mut cargo = Command::new(variable("CARGO")?);
    for name in FOREIGN {
        cargo.env_remove(name);
    }
    cargo.current_dir(root).env("CARGO_ENCODED_RUSTFLAGS", flags(root));
    cargo.args(["build", "--package", "portal-search-web", "--profile", "web", "--target", TARGET]);
    cargo.args(how).arg("--target-dir").arg(target_folder);
    let done = cargo
        .output()
        .map_err(|error| format!("cargo could not be started for the browser's engine: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!(
        "the browser's engine could not be built:\n{}",
        String::from_utf8_lossy(&done.stderr)
    ))
}

/// No source of randomness, which the engine never asks; no machine's folders in what is published;
/// and half of what `s` copies of small functions into those that call them: 6 kB less to fetch.
fn flags(root: &Path) -> OsString {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let mut flags = OsString::from("--cfg\u{1f}getrandom_backend=\"unsupported\"");
    flags.push("\u{1f}-Cllvm-args=--inline-threshold=25");
    for (folder, name) in [(home.as_path(), "cargo"), (root, "portal")] {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    flags
}
