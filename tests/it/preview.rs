//! The preview as an editor's browser meets it, over HTTP: what is wrong stands above the last good
//! page and goes by itself; open pages are told; a port is the one that was asked for.

#![expect(clippy::disallowed_methods, reason = "the tests lay portals out on the disk")]
#![expect(clippy::expect_used, reason = "a portal that cannot be laid out is a test that fails")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(4);

/// A portal in a folder of its own, and the preview of it.
struct Preview {
    folder: TempDir,
    process: Child,
    port: u16,
}

const FILES: [(&str, &str); 4] = [
    (
        "site.toml",
        "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n",
    ),
    ("content/vocabularies/administrations.yaml", "- { id: a, label: A }\n- { id: b, label: B }\n"),
    ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n"),
    (
        "content/contacts/huset.md",
        "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n---\n\nFørste ord.\n",
    ),
];

/// The file that is edited.
const HOUSE: &str = "content/contacts/huset.md";
const ADDRESS: &str = "/kontakter/huset/";

fn written(folder: &Path) {
    for (path, text) in FILES {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

impl Preview {
    fn start(more: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        written(folder.path());
        Self::of(folder, more)
    }

    fn of(folder: TempDir, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        command.arg("--root").arg(folder.path()).args(["serve", "--port", "0"]).args(more);
        let mut process =
            command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("portal");
        let mut lines = BufReader::new(process.stderr.take().expect("stderr")).lines();
        let port = lines.find_map(|line| {
            let line = line.expect("UTF-8");
            line.split_once("127.0.0.1:")?.1.split('/').next()?.parse().ok()
        });
        // What it says further must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { folder, process, port: port.expect("a port") }
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).expect("a file");
    }

    /// As editors save: a new file beside the old one, and a rename over it.
    fn write_by_rename(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        let beside = path.with_extension("md~");
        fs::write(&beside, text).expect("a file");
        fs::rename(beside, path).expect("a rename");
    }

    fn get(&self, path: &str) -> (u16, String) {
        get(self.port, path, "")
    }

    fn page(&self, path: &str) -> String {
        self.get(path).1
    }

    fn events(&self) -> Events {
        self.events_of("")
    }

    /// What a page hears that says which it is.
    fn events_of(&self, page: &str) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        let request =
            format!("GET /_portal/events?page={page} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        Events(BufReader::new(stream))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What an open page hears.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("a line") > 0, "the server has ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return state.trim().to_owned();
            }
        }
    }
}

fn get(port: u16, path: &str, more: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{more}\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, answer)
}

fn house(words: &str) -> String {
    format!("---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n---\n\n{words}\n")
}

const BROKEN: &str = "---\ntitle: Huset\nsumary: Et hus.\nunit_type: unit\n---\n\nNye ord.\n";

#[test]
fn what_is_wrong_stands_above_the_last_good_page_and_goes_by_itself() {
    let preview = Preview::start(&[]);
    let mut events = preview.events();
    let first = events.next();
    assert!(preview.page(ADDRESS).contains("Første ord."));
    preview.write(HOUSE, BROKEN);
    let broken = events.next();
    assert_ne!(first, broken);
    let (status, page) = preview.get(ADDRESS);
    assert_eq!(status, 200);
    assert!(page.contains("Første ord.") && page.contains("unknown-key"), "{page}");
    assert!(page.contains("content/contacts/huset.md:3:1"), "{page}");
    preview.write_by_rename(HOUSE, &house("Mendede ord."));
    assert_ne!(events.next(), broken);
    let page = preview.page(ADDRESS);
    assert!(page.contains("Mendede ord.") && !page.contains("unknown-key"), "{page}");
}

#[test]
fn a_page_that_is_asked_for_after_a_save_is_the_saved_one() {
    let preview = Preview::start(&[]);
    for turn in 0..10 {
        let words = format!("Ord nummer {turn}.");
        preview.write(HOUSE, &house(&words));
        assert!(preview.page(ADDRESS).contains(&words), "turn {turn}");
    }
}

#[test]
fn a_page_that_is_open_comes_before_the_rest_of_the_build() {
    let preview = Preview::start(&[]);
    let mut events = preview.events_of("%2Fkontakter%2Fhuset%2F");
    events.next();
    preview.write(HOUSE, &house("Nye ord."));
    let early = events.next();
    let (status, page) = get(preview.port, ADDRESS, &format!("x-portal-told: {early}\r\n"));
    assert!(status == 200 && page.contains("Nye ord."), "{page}");
    let last = events.next();
    assert_ne!(early, last);
    assert!(preview.page(ADDRESS).contains("Nye ord."));
}

#[test]
fn a_portal_that_begins_broken_says_so_and_is_there_once_it_is_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path());
    fs::write(folder.path().join(HOUSE), BROKEN).expect("a file");
    let preview = Preview::of(folder, &[]);
    let mut events = preview.events();
    events.next();
    let (status, page) = preview.get(ADDRESS);
    assert_eq!(status, 503);
    assert!(page.contains("unknown-key") && page.contains("/_portal/live.js"), "{page}");
    preview.write(HOUSE, &house("Mendede ord."));
    events.next();
    assert!(preview.page(ADDRESS).contains("Mendede ord."));
}

#[test]
fn many_files_at_once_are_built_few_times() {
    let preview = Preview::start(&[]);
    let mut events = preview.events();
    let mut states = BTreeSet::from([events.next()]);
    let began = Instant::now();
    for number in 0..300 {
        let text = format!("---\ntitle: Hus {number}\nsummary: Et hus.\nunit_type: unit\n---\n");
        preview.write(&format!("content/contacts/hus-{number}.md"), &text);
    }
    while preview.get("/kontakter/hus-299/").0 != 200 {
        assert!(began.elapsed() < PATIENCE);
    }
    while get(preview.port, "/_portal/live.js", "").0 == 200 && states.len() < 2 {
        states.insert(events.next());
    }
    let last = preview.page(ADDRESS);
    let state =
        last.split_once("data-state=\"").expect("a state").1.split('"').next().expect("a name");
    let number: u64 = state.split_once('-').expect("a number").1.parse().expect("a number");
    assert!(number < 40, "{number} builds");
}

#[test]
fn the_script_of_an_open_page_is_the_previews_alone() {
    let preview = Preview::start(&[]);
    let (_, page) = preview.get(ADDRESS);
    assert!(page.contains("/_portal/live.js") && page.contains("id=\"_preview\""), "{page}");
    for name in ["live.js", "preview.css"] {
        assert_eq!(preview.get(&format!("/_portal/{name}")).0, 200);
    }
    assert_eq!(preview.get("/_portal/../site.toml").0, 404);
    let foreign = "GET /_portal/folder HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("a connection");
    stream.write_all(foreign.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
}

#[test]
fn a_click_on_a_place_opens_the_editor_where_that_was_asked_for() {
    let preview = Preview::start(&["--editor", "vscode"]);
    preview.write(HOUSE, BROKEN);
    let page = preview.page(ADDRESS);
    let root = preview.folder.path().canonicalize().expect("a path");
    let address = format!("vscode://file{}/{HOUSE}:3:1", root.display());
    assert!(page.replace("&#x2F;", "/").contains(&address), "{page}");
}

fn serve(folder: &Path, port: u16) -> (Option<i32>, String) {
    let port = port.to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    let done = command
        .arg("--root")
        .arg(folder)
        .args(["serve", "--port", &port])
        .output()
        .expect("portal");
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn a_port_that_is_taken_is_said_and_never_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path());
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("an address").port();
    let (code, said) = serve(folder.path(), port);
    assert_eq!(code, Some(3));
    assert!(said.contains(&port.to_string()) && said.contains("et andet program"), "{said}");
    let preview = Preview::start(&[]);
    let (code, said) = serve(folder.path(), preview.port);
    assert_eq!(code, Some(3));
    let shown = preview.folder.path().canonicalize().expect("a path");
    assert!(said.contains(&shown.display().to_string()), "{said}");
}
