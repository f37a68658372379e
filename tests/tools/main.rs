//! Programs of Node's world that judge what is published and the scripts: html-validate, the
//! TypeScript compiler as a judge of the JSDoc types, and ESLint. Their versions are fixed by
//! `tests/tools/package-lock.json`; they are installed into `target/`. Listed as ignored where
//! there is no npm, a failure there if `CI` is `true`.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "all of this is a test, which clippy cannot see where the harness is our own"
)]

#[path = "../it/published/site.rs"]
mod site;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;

use libtest_mimic::{Arguments, Failed, Trial};

/// The tools' configuration.
const CONFIGURATION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools");

/// The folders with scripts: the theme's first.
const SCRIPTS: [&str; 3] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/static/js"),
    // The preview's own.
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/serve/files"),
    // What is published as a script beside the theme's, among the code that publishes it.
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/exports"),
];

/// What npm needs to install the tools.
const PACKAGE: [&str; 3] = [".npmrc", "package.json", "package-lock.json"];

/// What npm writes when all else is there.
const FINISHED: &str = "node_modules/.package-lock.json";

fn main() -> ExitCode {
    let asked =
        Command::new("npm").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let missing = !asked.is_ok_and(|status| status.success());
    if missing && std::env::var("CI").as_deref() == Ok("true") {
        return ExitCode::FAILURE;
    }
    let trial = |name: &str, test: fn() -> Result<(), Failed>| {
        Trial::test(name, test).with_ignored_flag(missing)
    };
    let trials = vec![
        trial("every_page_is_valid_html", every_page_is_valid_html),
        trial("every_script_keeps_its_types", every_script_keeps_its_types),
        trial("every_script_keeps_the_rules", every_script_keeps_the_rules),
        trial("the_forms_are_what_the_cms_takes", the_forms_are_what_the_cms_takes),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn every_page_is_valid_html() -> Result<(), Failed> {
    let folder = fresh_folder("html");
    for (path, text) in site::html() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a page lies in a folder"))?;
        fs::write(path, without_templates(text))?;
    }
    let configuration = format!("--config={CONFIGURATION}/htmlvalidate.json");
    judged(tool("html-validate").args([&configuration, "--ext=html"]).arg(folder))
}

/// A page as it is before any script runs: what stands in a `<template>` is no part of it, and its
/// links and headings have no text yet.
fn without_templates(page: &str) -> String {
    let mut parts = page.split("<template");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once("</template>").expect("a template ends");
        whole.push_str(after);
    }
    whole
}

fn every_script_keeps_its_types() -> Result<(), Failed> {
    for project in ["tsconfig.json", "tsconfig.worker.json"] {
        judged(tool("tsc").arg("--project").arg(Path::new(CONFIGURATION).join(project)))?;
    }
    Ok(())
}

fn every_script_keeps_the_rules() -> Result<(), Failed> {
    // ESLint judges only what lies below the folder it is run in, and finds its rules' packages
    // beside their configuration.
    let folder = fresh_folder("scripts");
    fs::create_dir_all(&folder)?;
    let files = SCRIPTS.into_iter().map(fs::read_dir).collect::<Result<Vec<_>, _>>()?;
    let is_script = |file: &io::Result<fs::DirEntry>| {
        file.as_ref().map_or(true, |file| file.path().extension() == Some("js".as_ref()))
    };
    for file in files.into_iter().flatten().filter(is_script) {
        let file = file?;
        fs::copy(file.path(), folder.join(file.file_name()))?;
    }
    let rules = installed().join("eslint.config.js");
    fs::copy(Path::new(CONFIGURATION).join("eslint.config.js"), &rules)?;
    judged(
        tool("eslint")
            .current_dir(&folder)
            .args(["--max-warnings=0", "--config"])
            .arg(rules)
            .arg("."),
    )
}

/// The forms of the portal, and of one that has nothing yet, by the schema that the CMS comes with.
fn the_forms_are_what_the_cms_takes() -> Result<(), Failed> {
    let address = "https://portal.example/cms.json";
    let schema = fs::read(installed().join("node_modules/@sveltia/cms/schema/sveltia-cms.json"))?;
    let mut compiler = boon::Compiler::new();
    compiler.add_resource(address, serde_json::from_slice(&schema)?)?;
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile(address, &mut schemas)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let signed_in: [&[&str]; 3] = [
        &["--backend", "github"],
        &["--backend", "github", "--auth", "https://login.example.dk"],
        &["--backend", "gitlab", "--server", "https://git.example.dk", "--app-id", "a1b2"],
    ];
    for (portal, more) in [root.to_owned(), root.join("tests/rules/base")]
        .iter()
        .flat_map(|portal| signed_in.iter().map(move |more| (portal, more)))
    {
        let folder = fresh_folder("forms");
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        command
            .arg("--root")
            .arg(portal)
            .args(["cms", "--repo", "kommune/portal", "--out"])
            .arg(&folder);
        judged(command.args(*more))?;
        let mut written: serde_json::Value =
            serde_yaml::from_str(&fs::read_to_string(folder.join("config.yml"))?)?;
        schemas.validate(&written, index).map_err(|error| format!("{error:#}"))?;
        // The schema can say no.
        written["collections"][0]["fields"][0]["wiget"] = "string".into();
        if schemas.validate(&written, index).is_ok() {
            return Err("an unknown option is taken".into());
        }
    }
    Ok(())
}

/// Fails with what the tool says, unless it is content.
fn judged(tool: &mut Command) -> Result<(), Failed> {
    let done = tool.output()?;
    let said = [done.stdout, done.stderr].concat();
    if done.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&said).into_owned().into())
    }
}

fn tool(name: &str) -> Command {
    Command::new(installed().join("node_modules/.bin").join(name))
}

/// Where the tools are, once they are there as the lockfile says.
fn installed() -> PathBuf {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let installing = INSTALLING.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools");
    let written =
        |name: &str| fs::read(Path::new(CONFIGURATION).join(name)).expect("the tools' package");
    let same = |name: &&str| fs::read(folder.join(name)).is_ok_and(|there| there == written(name));
    if !(folder.join(FINISHED).is_file() && PACKAGE.iter().all(same)) {
        install(&fresh_folder("tools"), written);
    }
    drop(installing);
    folder
}

/// Installs exactly what the lockfile says.
fn install(folder: &Path, written: impl Fn(&str) -> Vec<u8>) {
    fs::create_dir_all(folder).expect("a folder for the tools");
    for name in PACKAGE {
        fs::write(folder.join(name), written(name)).expect("a copy of the tools' package");
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(folder);
    let done = npm.output().expect("npm");
    assert!(
        done.status.success(),
        "the tools could not be installed: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// An empty folder below `target/`.
fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder");
    }
    folder
}
