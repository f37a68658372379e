//! `portal lsp` as a client meets it, message for message over standard input and output.

#![expect(clippy::disallowed_methods, reason = "the tests lay portals out on the disk")]
#![expect(clippy::expect_used, reason = "a portal that cannot be laid out is a test that fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const FILES: [(&str, &str); 5] = [
    (
        "site.toml",
        "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n",
    ),
    (
        "content/vocabularies/offer_types.yaml",
        "- { id: hold, label: Hold }\n- { id: kursus, label: Kursus }\n",
    ),
    ("content/laws.yaml", "- { id: lov, short: Loven, title: Lov om hold, versions: [] }\n"),
    ("content/contacts/huset.md", "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n---\n"),
    ("content/offers/holdet.md", OFFER),
];

const OFFER: &str = "---\ntitle: Holdet 😀 æ\nsummary: Et hold.\noffer_type: hold\nprovider: huset\nlegal_basis: [{ law: lov }]\n---\n\nSe [[huset]].\n";

/// A client that has been welcomed.
struct Client {
    folder: TempDir,
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    last: u64,
    /// What the server has told without being asked.
    told: Vec<Value>,
}

impl Client {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in FILES {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        command
            .arg("--root")
            .arg(folder.path())
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().expect("portal");
        let input = process.stdin.take().expect("stdin");
        let output = BufReader::new(process.stdout.take().expect("stdout"));
        let mut client = Self { folder, process, input, output, last: 0, told: Vec::new() };
        let welcome = client.ask("initialize", &json!({ "capabilities": {} }));
        assert_eq!(welcome["capabilities"]["hoverProvider"], json!(true));
        client.tell("initialized", &json!({}));
        client
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("a message");
        self.input.flush().expect("a message");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("a line") > 0, "the server has ended");
            let line = line.trim();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a body");
        serde_json::from_slice(&body).expect("JSON")
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let message = self.answer(method, params);
        assert!(message.get("error").is_none(), "{message}");
        message["result"].clone()
    }

    /// Why it is not done.
    fn ask_in_vain(&mut self, method: &str, params: &Value) -> String {
        let message = self.answer(method, params);
        message["error"]["message"].as_str().unwrap_or_else(|| panic!("{message}")).to_owned()
    }

    fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == json!(id) {
                return message;
            }
            self.told.push(message);
        }
    }

    /// Writes a file, as another program would.
    fn write(&mut self, path: &str, text: &str) {
        let full = self.folder.path().join(path);
        fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
        fs::write(full, text).expect("a file");
        let changes = json!([{ "uri": self.uri(path), "type": 2 }]);
        self.tell("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    }

    /// The place right behind `words` in a file of this text.
    fn place(&self, path: &str, text: &str, words: &str) -> Value {
        let before = &text[..text.find(words).expect("the words") + words.len()];
        let column = before.rsplit('\n').next().expect("a line").encode_utf16().count();
        let position = json!({ "line": before.matches('\n').count(), "character": column });
        json!({ "textDocument": { "uri": self.uri(path) }, "position": position })
    }

    /// Does to the files what the server has answered, as a client does.
    fn apply(edit: &Value) {
        for change in edit["documentChanges"].as_array().expect("a list of changes") {
            let file = |key: &str| {
                let uri = change[key].as_str().expect("an address");
                PathBuf::from(uri.strip_prefix("file://").expect("a file"))
            };
            match change["kind"].as_str() {
                Some("rename") => fs::rename(file("oldUri"), file("newUri")).expect("a rename"),
                Some("create") => fs::write(file("uri"), "").expect("a file"),
                Some(other) => panic!("{other}"),
                None => {
                    let uri = change["textDocument"]["uri"].as_str().expect("an address");
                    let path = uri.strip_prefix("file://").expect("a file");
                    let text = fs::read_to_string(path).expect("a file");
                    fs::write(path, edited(&text, change["edits"].as_array().expect("edits")))
                        .expect("a file");
                }
            }
        }
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.path().canonicalize().expect("a path").display())
    }

    fn open(&mut self, path: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn change(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "version": 2 });
        self.tell(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
        );
    }

    /// The next diagnostics of a file.
    fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            let message = if self.told.is_empty() { self.receive() } else { self.told.remove(0) };
            let is_of_file = message["params"]["uri"] == json!(uri);
            if is_of_file && message["method"] == json!("textDocument/publishDiagnostics") {
                return message["params"]["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    /// Asks about the place right behind `words` in the offer.
    fn at(&mut self, method: &str, text: &str, words: &str) -> Value {
        let before = &text[..text.find(words).expect("the words") + words.len()];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().expect("a line").encode_utf16().count();
        let uri = self.uri("content/offers/holdet.md");
        let position = json!({ "line": line, "character": column });
        let context = json!({ "includeDeclaration": false, "triggerKind": 1 });
        let params =
            json!({ "textDocument": { "uri": uri }, "position": position, "context": context });
        self.ask(method, &params)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const PATH: &str = "content/offers/holdet.md";

/// A text with edits made, the last first; all of its signs are one unit in UTF-16 before those.
fn edited(text: &str, edits: &[Value]) -> String {
    let byte = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().expect("a line")).expect("a line");
        let column =
            usize::try_from(position["character"].as_u64().expect("a column")).expect("a column");
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let units = text[start..].chars().scan(0, |units, sign| {
            let before = *units;
            *units += sign.len_utf16();
            Some((before, sign))
        });
        start
            + units
                .take_while(|(before, _)| *before < column)
                .map(|(_, sign)| sign.len_utf8())
                .sum::<usize>()
    };
    let edits = edits.iter().map(|edit| {
        let range = byte(&edit["range"]["start"])..byte(&edit["range"]["end"]);
        (range, edit["newText"].as_str().expect("a text"))
    });
    let mut edits: Vec<_> = edits.collect();
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = text.to_owned();
    edits.into_iter().rev().for_each(|(range, new)| text.replace_range(range, new));
    text
}

/// Every file of the content.
fn content(root: &Path) -> BTreeMap<PathBuf, String> {
    let walked = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    let files = walked.filter(|entry| entry.file_type().is_file());
    let named = |path: &Path| path.strip_prefix(root).expect("below").to_owned();
    files
        .map(|file| (named(file.path()), fs::read_to_string(file.path()).expect("a text")))
        .collect()
}

fn portal(root: &Path, arguments: &[&str]) -> String {
    let done =
        Command::new(env!("CARGO_BIN_EXE_portal")).arg("--root").arg(root).args(arguments).output();
    let done = done.expect("portal");
    let said =
        String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}");
    said
}

/// A copy of a portal.
fn copied(root: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for (path, text) in
        content(root).into_iter().chain([("site.toml".into(), FILES[0].1.to_owned())])
    {
        let path = copy.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    copy
}

const COURSE: &str = "title: Intro\nsummary: Et forløb.\nparts:\n  - heading: Først\n    items:\n      - { entry: huset, anchor: hvem-er-vi } # trinet\n";
const HOUSE: &str = "---\ntitle: Huset # navnet\nsummary: Et hus.\nunit_type: unit\nslug: det-hus\n---\n\n## Hvem er vi\n\nSe [op](#hvem-er-vi).\n";
const PAGE: &str = "---\ntitle: Om\nsummary: Om os.\n---\n\nSe [dem](/kontakter/det-hus/#hvem-er-vi) og [[huset|😀 det]].\n";

/// A client of a portal in which a house is named in many ways.
fn with_house() -> Client {
    let mut client = Client::start();
    client.write("content/contacts/huset.md", HOUSE);
    client.write("content/courses/intro.yaml", COURSE);
    client.write("content/pages/om.md", PAGE);
    portal(client.folder.path(), &["urls", "--record"]);
    client.write("content/pages/om.md", PAGE);
    client
}

fn labels(items: &Value) -> Vec<String> {
    let items = items.as_array().expect("a list").iter();
    items.map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
}

#[test]
fn what_is_typed_is_judged_and_one_click_mends_it() {
    let mut client = Client::start();
    let slipped = OFFER.replace("summary:", "sumary:");
    client.open(PATH, &slipped);
    let told = client.diagnostics(PATH);
    let slip = told.iter().find(|told| told["code"] == json!("unknown-key")).expect("the slip");
    let range =
        json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 6 } });
    assert_eq!((&slip["range"], &slip["severity"]), (&range, &json!(1)));
    let uri = client.uri(PATH);
    let actions = client.ask(
        "textDocument/codeAction",
        &json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } }),
    );
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!((&edit["newText"], &edit["range"]), (&json!("summary"), &range));
    client.change(PATH, OFFER);
    assert!(client.diagnostics(PATH).iter().all(|told| told["code"] != json!("unknown-key")));
    assert_eq!(fs::read_to_string(client.folder.path().join(PATH)).expect("a file"), OFFER);
}

#[test]
fn keys_terms_and_ids_are_offered_where_they_belong() {
    let mut client = Client::start();
    client.open(PATH, OFFER);
    let terms = client.at("textDocument/completion", OFFER, "offer_type: ");
    assert_eq!(labels(&terms), ["hold", "kursus"]);
    assert_eq!(terms[1]["detail"], json!("Kursus"));
    assert_eq!(labels(&client.at("textDocument/completion", OFFER, "provider: ")), ["huset"]);
    let laws = client.at("textDocument/completion", OFFER, "{ law: ");
    assert_eq!((labels(&laws), &laws[0]["detail"]), (vec!["lov".to_owned()], &json!("Loven")));
    let links = client.at("textDocument/completion", OFFER, "Se [[");
    assert_eq!(labels(&links), ["holdet", "huset"]);
    let typed = OFFER.replace("provider", "\nprovider");
    client.change(PATH, &typed);
    let keys = labels(&client.at("textDocument/completion", &typed, "offer_type: hold\n"));
    assert!(
        keys.contains(&"duration".to_owned()) && !keys.contains(&"title".to_owned()),
        "{keys:?}"
    );
    assert_eq!(labels(&client.at("textDocument/completion", &typed, "Se ")), [""; 0]);
}

#[test]
fn a_reference_says_what_it_names_and_leads_there_and_back() {
    let mut client = Client::start();
    client.open(PATH, OFFER);
    let hover = client.at("textDocument/hover", OFFER, "provider: hu");
    assert_eq!(hover["contents"]["value"], json!("**Huset** (kontakt)\n\nEt hus.\n\nIkke ophørt"));
    let definition = client.at("textDocument/definition", OFFER, "Se [[hu");
    assert_eq!(definition["uri"], json!(client.uri("content/contacts/huset.md")));
    assert_eq!(definition["range"]["start"], json!({ "line": 1, "character": 7 }));
    let law = client.at("textDocument/definition", OFFER, "law: lo");
    assert_eq!(
        (&law["uri"], &law["range"]["start"]["character"]),
        (&json!(client.uri("content/laws.yaml")), &json!(8))
    );
    let references = client.at("textDocument/references", OFFER, "provider: hu");
    let lines: Vec<_> = references
        .as_array()
        .expect("a list")
        .iter()
        .map(|at| at["range"]["start"]["line"].as_u64())
        .collect();
    assert_eq!(lines, [Some(4), Some(8)]);
}

#[test]
fn an_entry_gets_another_name_as_by_the_command_mv() {
    for (path, text, words, new) in [
        (PATH, OFFER, "provider: hu", "hytten"),
        ("content/pages/om.md", PAGE, "[[hus", "hytten"),
        ("content/courses/intro.yaml", COURSE, "entry: hus", "hytten"),
        ("content/contacts/huset.md", HOUSE, "title: Hu", "hytten"),
        ("content/contacts/huset.md", HOUSE, "slug: det", "hytten"),
    ] {
        let mut client = with_house();
        let by_command = copied(client.folder.path());
        let is_slug = words.starts_with("slug");
        let name = if is_slug { format!("/kontakter/{new}/") } else { new.to_owned() };
        portal(by_command.path(), &["mv", "huset", &name]);
        let mut place = client.place(path, text, words);
        let offered = client.ask("textDocument/prepareRename", &place);
        assert_eq!(
            offered["placeholder"],
            json!(if is_slug { "det-hus" } else { "huset" }),
            "{words}"
        );
        place["newName"] = json!(new);
        let edit = client.ask("textDocument/rename", &place);
        Client::apply(&edit);
        assert_eq!(content(client.folder.path()), content(by_command.path()), "{words}");
        portal(client.folder.path(), &["check"]);
    }
}

#[test]
fn a_heading_gets_another_anchor_and_all_that_leads_there_follows() {
    let mut client = with_house();
    let mut place = client.place("content/contacts/huset.md", HOUSE, "## Hvem");
    let offered = client.ask("textDocument/prepareRename", &place);
    assert_eq!(offered["placeholder"], json!("hvem-er-vi"));
    place["newName"] = json!("om-os");
    let edit = client.ask("textDocument/rename", &place);
    Client::apply(&edit);
    let files = content(client.folder.path());
    let has = |path: &str, words: &str| {
        let text = &files[Path::new(path)];
        assert!(text.contains(words), "{path}: {text}");
    };
    has("content/contacts/huset.md", "## Hvem er vi {#om-os}\n\nSe [op](#om-os).");
    has("content/courses/intro.yaml", "{ entry: huset, anchor: om-os } # trinet");
    has("content/pages/om.md", "[dem](/kontakter/det-hus/#om-os)");
    has("content/gone.yaml", "addresses: [\"/kontakter/det-hus/#hvem-er-vi\"]");
    portal(client.folder.path(), &["check"]);
    // And once more, now that it is written out.
    let now = files[Path::new("content/contacts/huset.md")].clone();
    client.write("content/contacts/huset.md", &now);
    let mut place = client.place("content/contacts/huset.md", &now, "{#om");
    assert_eq!(client.ask("textDocument/prepareRename", &place)["placeholder"], json!("om-os"));
    place["newName"] = json!("os");
    let edit = client.ask("textDocument/rename", &place);
    Client::apply(&edit);
    assert!(
        content(client.folder.path())[Path::new("content/contacts/huset.md")]
            .contains("{#os}\n\nSe [op](#os).")
    );
    portal(client.folder.path(), &["check"]);
}

#[test]
fn a_name_that_cannot_be_is_refused_with_the_reason() {
    let mut client = with_house();
    let mut place = client.place(PATH, OFFER, "provider: hu");
    for (new, reason) in
        [("holdet", "`holdet` kan det ikke hedde"), ("Å b", "`Å b` kan det ikke hedde")]
    {
        place["newName"] = json!(new);
        let said = client.ask_in_vain("textDocument/rename", &place);
        assert!(said.contains(reason), "{said}");
    }
    client.open(PATH, &OFFER.replace("summary:", "sumary:"));
    let said = client.ask_in_vain("textDocument/rename", &place);
    assert!(said.contains("content/offers/holdet.md:3:1"), "{said}");
    let nothing = client.place(PATH, OFFER, "summary: Et");
    assert_eq!(client.ask("textDocument/prepareRename", &nothing), Value::Null);
}

#[test]
fn a_term_and_an_address_lead_there_and_back_as_well() {
    let mut client = with_house();
    let lines = |found: &Value| {
        let found = found.as_array().expect("a list").iter();
        let file = |at: &Value| {
            at["uri"].as_str().and_then(|uri| uri.rsplit('/').next()).unwrap_or_default().to_owned()
        };
        found.map(|at| (file(at), at["range"]["start"]["line"].as_u64())).collect::<Vec<_>>()
    };
    let mut own = client.place("content/vocabularies/offer_types.yaml", FILES[1].1, "{ id: ho");
    own["context"] = json!({ "includeDeclaration": false });
    assert_eq!(
        lines(&client.ask("textDocument/references", &own)),
        [("holdet.md".to_owned(), Some(3))]
    );
    let mut own = client.place("content/laws.yaml", FILES[2].1, "title: Lov");
    own["context"] = json!({ "includeDeclaration": false });
    assert_eq!(
        lines(&client.ask("textDocument/references", &own)),
        [("holdet.md".to_owned(), Some(5))]
    );
    let address = client.place("content/pages/om.md", PAGE, "(/kontakter/det");
    let definition = client.ask("textDocument/definition", &address);
    assert_eq!(lines(&json!([definition])), [("huset.md".to_owned(), Some(1))]);
}

#[test]
fn the_server_ends_when_it_is_told_to() {
    let mut client = Client::start();
    assert_eq!(client.ask("shutdown", &Value::Null), Value::Null);
    client.tell("exit", &Value::Null);
    assert_eq!(client.process.wait().expect("an end").code(), Some(0));
}
