//! This repository's own portal as people get it: its sources copied, so that nobody's work on them
//! disturbs the tests, built by the program and served by the program. Started once, at the first
//! visit; ended by its own handle.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

/// Something that is gone, so that its page is looked at as well.
const GONE: &str =
    "- { title: Et gammelt hold, addresses: [/tilbud/gammelt-hold/], since: 2012-01-01 }\n";

/// A portal that is served.
pub(crate) struct Portal {
    folder: TempDir,
    server: Child,
    /// `http://127.0.0.1:<port>`
    pub(crate) address: String,
}

static PORTAL: Mutex<Option<Arc<Portal>>> = Mutex::new(None);

/// The one portal of all tests.
pub(crate) fn portal() -> Arc<Portal> {
    let mut portal = PORTAL.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(portal.get_or_insert_with(|| Arc::new(Portal::start())))
}

/// Ends the portal after the last visit.
pub(crate) fn end() {
    PORTAL.lock().unwrap_or_else(PoisonError::into_inner).take();
}

/// The program, to be run in a folder with a portal.
fn program(root: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_portal"));
    program.arg("--root").arg(root);
    program
}

impl Portal {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for part in ["site.toml", "content", "themes"] {
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &folder.path().join(part));
        }
        std::fs::write(folder.path().join("content/gone.yaml"), GONE).expect("a file");
        // What is published and nothing else: what follows the sources adds to the pages that it
        // shows.
        let mut serve = program(folder.path());
        serve.args(["build", "--serve"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut server = serve.spawn().expect("the program");
        let lines = BufReader::new(server.stderr.take().expect("stderr")).lines();
        let mut words = lines.flat_map(|line| {
            line.expect("UTF-8").split(' ').map(str::to_owned).collect::<Vec<_>>()
        });
        let address = words
            .find(|word| word.starts_with("http://127.0.0.1:"))
            .expect("an address before it ends");
        Self { folder, server, address: address.trim_end_matches('/').to_owned() }
    }

    /// The published files.
    pub(crate) fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// `portal search --json`.
    pub(crate) fn search(&self, query: &str) -> serde_json::Value {
        let found = program(self.folder.path())
            .args(["search", "--json", "--limit", "20", "--", query])
            .output();
        serde_json::from_slice(&found.expect("the program").stdout).expect("JSON")
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // It may have ended by itself, which is as well.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        std::fs::copy(from, to).expect("a copy");
        return;
    }
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}
