//! `portal lsp` as a client meets it, message for message over standard input and output.

#![expect(clippy::disallowed_methods, reason = "the tests lay portals out on the disk")]
#![expect(clippy::expect_used, reason = "a portal that cannot be laid out is a test that fails")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const FILES: [(&str, &str); 5] = [
    ("site.toml", "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n"),
    ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n- { id: kursus, label: Kursus }\n"),
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
        command.arg("--root").arg(folder.path()).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped());
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
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == json!(id) {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
            self.told.push(message);
        }
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.path().canonicalize().expect("a path").display())
    }

    fn open(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn change(&mut self, path: &str, text: &str) {
        let document = json!({ "uri": self.uri(path), "version": 2 });
        self.tell("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
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
        let params = json!({ "textDocument": { "uri": uri }, "position": position, "context": context });
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
    let range = json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 6 } });
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
    assert!(keys.contains(&"duration".to_owned()) && !keys.contains(&"title".to_owned()), "{keys:?}");
    assert_eq!(labels(&client.at("textDocument/completion", &typed, "Se ")), [""; 0]);
}

#[test]
fn a_reference_says_what_it_names_and_leads_there_and_back() {
    let mut client = Client::start();
    client.open(PATH, OFFER);
    let hover = client.at("textDocument/hover", OFFER, "provider: hu");
    assert_eq!(hover["contents"]["value"], json!("**Huset** (kontakt)\n\nEt hus.\n\nI brug"));
    let definition = client.at("textDocument/definition", OFFER, "Se [[hu");
    assert_eq!(definition["uri"], json!(client.uri("content/contacts/huset.md")));
    assert_eq!(definition["range"]["start"], json!({ "line": 1, "character": 7 }));
    let law = client.at("textDocument/definition", OFFER, "law: lo");
    assert_eq!(
        (&law["uri"], &law["range"]["start"]["character"]),
        (&json!(client.uri("content/laws.yaml")), &json!(8))
    );
    let references = client.at("textDocument/references", OFFER, "provider: hu");
    let lines: Vec<_> =
        references.as_array().expect("a list").iter().map(|at| at["range"]["start"]["line"].as_u64()).collect();
    assert_eq!(lines, [Some(4), Some(8)]);
}

#[test]
fn the_server_ends_when_it_is_told_to() {
    let mut client = Client::start();
    assert_eq!(client.ask("shutdown", &Value::Null), Value::Null);
    client.tell("exit", &Value::Null);
    assert_eq!(client.process.wait().expect("an end").code(), Some(0));
}
