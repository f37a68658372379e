//! This repository's own portal as an enemy would have written it: to every text of every file
//! something is added that would be a script, a handler or another element if anything let it.

use std::path::Path;

use portal::diagnostics::{Findings, Language, Severity, Texts};
use portal::publish::SiteTree;
use portal::source::Sources;
use portal::{Options, Unobserved};
use serde_json::Value;

use super::payloads::{TEXTS, body};

/// Keys whose values name something, so that another value would be an error and not a text.
const NAMES: &[&str] = &[
    "id", "slug", "color", "colour", "url", "website", "email", "eli", "address", "phones",
    "number", "every", "within",
];

/// Keys whose values are text even if they are a single word.
const TEXT_KEYS: &[&str] = &[
    "title",
    "label",
    "summary",
    "term",
    "definition",
    "heading",
    "note",
    "text",
    "name",
    "also_called",
];

const SETTINGS: &str = "base_url = \"https://example.org\"\nask = \"specialenheden\"\n[edition]\ndate = \"2013-06-30\"\n";

/// What is published of it; what stops a portal that holds such things is allowed, for this is
/// about what would come out.
pub(crate) fn built() -> SiteTree {
    let (sources, findings) = Sources::from_files(files());
    let codes = portal::checks::codes().into_iter().map(|code| code.name.to_owned());
    let options = Options { allow: codes.collect(), ..Options::new(portal_embedded::ENGINE) };
    let built = portal::build(&sources, findings.clone(), &options, &Unobserved);
    built.site.unwrap_or_else(|| panic!("{}", errors(&sources, findings))).tree
}

/// What the portal is not understood for.
fn errors(sources: &Sources, findings: Findings) -> String {
    let built =
        portal::build(sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved);
    let texts = Texts::read(sources, Language::English).0;
    let errors = built.findings.iter().filter(|finding| finding.severity == Severity::Error).map(
        |finding| {
            let path = sources.file(finding.place.file).path();
            format!("{path}: {} {}\n", finding.code.name, finding.message_text(&texts))
        },
    );
    errors
        .filter(|line| {
            ![": raw-html ", ": dangerous-link ", "fjendtlig"]
                .iter()
                .any(|known| line.contains(known))
        })
        .collect()
}

fn files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = walkdir::WalkDir::new(root.join("content")).sort_by_file_name();
    let paths = entries
        .into_iter()
        .map(|entry| entry.expect("content").into_path())
        .filter(|path| path.is_file());
    let mut count = 0;
    let files = paths.filter_map(|path| {
        let name = path.strip_prefix(root).expect("content").to_str().expect("UTF-8").to_owned();
        let bytes = std::fs::read(&path).expect("a file");
        match path.extension().and_then(|ending| ending.to_str()) {
            // Their answers are other ones now.
            _ if name.ends_with("search_tests.yaml") => None,
            Some("md" | "yaml") => Some((
                name,
                hostile(&String::from_utf8(bytes).expect("UTF-8"), &mut count).into_bytes(),
            )),
            _ => Some((name, bytes)),
        }
    });
    let mut files: Vec<_> = files.collect();
    let title = Value::from(format!("P {}", TEXTS[0]));
    let (tagline, note) = (Value::from(TEXTS[6]), Value::from(TEXTS[1]));
    let site = format!("title = {title}\ntagline = {tagline}\n{SETTINGS}note = {note}\n");
    files.push(("site.toml".to_owned(), site.into_bytes()));
    let page = format!("---\ntitle: Side\nsummary: En side.\n---\n{}\n", body());
    files.push(("content/pages/fjendtlig.md".to_owned(), page.into_bytes()));
    let gone = serde_json::json!([{
        "title": format!("Hold {}", TEXTS[2]),
        "addresses": ["/tilbud/gammelt-hold/"],
        "since": "2012-01-01",
        "note": TEXTS[0],
    }]);
    files.push(("content/gone.yaml".to_owned(), gone.to_string().into_bytes()));
    files
}

/// A file with hostile texts: as JSON, which YAML is too.
fn hostile(file: &str, count: &mut usize) -> String {
    match file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((yaml, body)) => {
            let next = TEXTS[*count % TEXTS.len()];
            format!("---\n{}\n---\n{body}\n\n## A {next}\n\n{next}\n", hostile_yaml(yaml, count))
        }
        None => hostile_yaml(file, count),
    }
}

fn hostile_yaml(yaml: &str, count: &mut usize) -> String {
    let mut value: Value = serde_yaml::from_str(yaml).expect("YAML");
    spoil(&mut value, "", count);
    serde_json::to_string(&value).expect("JSON")
}

fn spoil(value: &mut Value, key: &str, count: &mut usize) {
    match value {
        Value::String(text)
            if (text.contains(' ') || TEXT_KEYS.contains(&key)) && !NAMES.contains(&key) =>
        {
            text.push(' ');
            text.push_str(TEXTS[*count % TEXTS.len()]);
            *count += 1;
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, key, count)),
        Value::Object(pairs) => pairs.iter_mut().for_each(|(key, value)| spoil(value, key, count)),
        _ => {}
    }
}
