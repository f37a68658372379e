//! One way to write front matter and registers. Takes a file's bytes and what the file is for;
//! gives them as they should be written: keys in the order that readers meet them, one kind of
//! quotes, days as `2013-06-30`, one space where one is enough, lines ended by LF. Every comment
//! stays, the body of a page stays, and what is read out of the file is the same before and after:
//! that is compared, and where it is not so, the file stays as it was. Writes nothing.

mod flow;
mod order;
mod rows;
mod same;
mod scalar;

use crate::diagnostics::Findings;
use crate::source::{self, FileId, Limits, Node, Role, Span};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tidied {
    /// It is no file of front matter or a register.
    NotOurs,
    /// It is as it should be.
    Same,
    /// As it should be written.
    Changed(String),
    /// It has faults that must be mended first: what cannot be read cannot be put in order.
    Faulty,
}

/// A file as it should be written.
#[must_use]
pub fn tidy(role: Role, bytes: &[u8]) -> Tidied {
    let Some(form) = Form::of(role) else { return Tidied::NotOurs };
    let Ok(written) = std::str::from_utf8(bytes) else { return Tidied::Faulty };
    let text = with_line_feeds(written.strip_prefix('\u{feff}').unwrap_or(written));
    if text.contains('\0') {
        return Tidied::Faulty;
    }
    let Some(yaml) = form.yaml(&text) else { return Tidied::Faulty };
    let Some(tidied) = tidied(&text[yaml.range()], form) else { return Tidied::Faulty };
    let (before, after) = (&text[..yaml.start as usize], &text[yaml.end as usize..]);
    let whole = [before.trim_end(), lined(before), &tidied, after].concat();
    let whole = if form == Form::FrontMatter { ended(&whole) } else { whole };
    if whole == written { Tidied::Same } else { Tidied::Changed(whole) }
}

/// How YAML stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Between two `---`, before a body.
    FrontMatter,
    /// All of it, one entry.
    Entry,
    /// All of it, a list of many.
    Register,
}

impl Form {
    fn of(role: Role) -> Option<Self> {
        match role {
            Role::Entry(kind) if kind.is_data() => Some(Self::Entry),
            Role::Entry(_) => Some(Self::FrontMatter),
            Role::Vocabulary
            | Role::Glossary
            | Role::Synonyms
            | Role::Laws
            | Role::Documents
            | Role::SearchTests
            | Role::Gone => Some(Self::Register),
            Role::Ledger
            | Role::Site
            | Role::Lexicon
            | Role::Template
            | Role::Style
            | Role::Texts
            | Role::Asset
            | Role::Unknown => None,
        }
    }

    fn limits(self) -> Limits {
        if self == Self::Register { Limits::REGISTER } else { Limits::ENTRY }
    }

    /// Where the YAML stands; none where it is not marked off.
    fn yaml(self, text: &str) -> Option<Span> {
        match self {
            Self::FrontMatter => source::split(text, FileId(0)).ok().map(|parts| parts.yaml),
            Self::Entry | Self::Register => Some(Span::new(0, text.len())),
        }
    }

    /// The tree of a text without faults.
    fn read(self, yaml: &str) -> Option<Node> {
        let mut findings = Findings::default();
        let node = source::parse_yaml(yaml, FileId(0), 0, self.limits(), &mut findings);
        node.filter(|_| !findings.has_errors())
    }
}

/// The YAML as it should be written; none if it has faults.
///
/// 1. scalars and what stands between brackets, by their spans;
/// 2. rows, put in the order of their keys;
/// 3. what no value holds: spaces at the ends of lines, lines at the end of the text.
///
/// After each step what is read must be the same; a step that changes it is left out.
fn tidied(yaml: &str, form: Form) -> Option<String> {
    if yaml.trim().is_empty() {
        return Some(yaml.to_owned());
    }
    let mut node = form.read(yaml)?;
    let mut text = yaml.to_owned();
    let is_entry = form != Form::Register;
    let steps: [fn(&str, &Node, bool) -> String; 4] = [
        |text, node, is_entry| flow::rewritten(text, node, is_entry),
        |text, node, is_entry| rows::ordered(text, node, is_entry),
        |text, node, _| rows::without_trailing_spaces(text, node),
        |text, _, _| ended(text),
    ];
    for step in steps {
        let tried = step(&text, &node, is_entry);
        if tried != text
            && let Some(read) = form.read(&tried)
            && same::same(&node, &read)
        {
            (text, node) = (tried, read);
        }
    }
    Some(text)
}

/// Lines ended by LF alone.
fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What stands between the last sign of `before` and the YAML.
fn lined(before: &str) -> &str {
    if before.is_empty() { "" } else { "\n" }
}

/// The text with one line end at its end, if there is any text.
fn ended(text: &str) -> String {
    let length = text.trim_end_matches('\n').len();
    if length == 0 { String::new() } else { format!("{}\n", &text[..length]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn entry(yaml: &str) -> String {
        match tidy(Role::Entry(Kind::Course), yaml.as_bytes()) {
            Tidied::Changed(text) => text,
            Tidied::Same => yaml.to_owned(),
            other => panic!("{other:?}: {yaml}"),
        }
    }

    #[test]
    fn keys_stand_in_their_order_and_comments_with_their_keys() {
        let text = "# Hele filen.\n\nsummary: Kort.\n# Om navnet.\ntitle: \"Navn\" # her\nid: x\n";
        let tidied =
            "# Hele filen.\n\n# Om navnet.\ntitle: \"Navn\" # her\nid: x\nsummary: Kort.\n";
        assert_eq!(entry(text), tidied);
    }

    #[test]
    fn items_of_a_list_are_put_in_order_behind_their_dash() {
        let text =
            "title: A\nparts:\n  - items:\n      - note: n\n        entry: e\n    heading: h\n";
        let tidied =
            "title: A\nparts:\n  - heading: h\n    items:\n      - entry: e\n        note: n\n";
        assert_eq!(entry(text), tidied);
    }

    #[test]
    fn what_stands_between_brackets_is_spaced_and_ordered() {
        let text =
            "title: A\nsources: [{quote: \"a, b\",document: d,line:  3}]\nalso_called: [a,b ]\n";
        let tidied =
            "title: A\nalso_called: [a, b]\nsources: [{ document: d, line: 3, quote: \"a, b\" }]\n";
        assert_eq!(entry(text), tidied);
    }

    #[test]
    fn single_quotes_become_double_ones_unless_that_takes_backslashes() {
        assert_eq!(entry("title: 'A: b'\n"), "title: \"A: b\"\n");
        assert_eq!(entry("title: 'A: \"b\"'\n"), "title: 'A: \"b\"'\n");
        assert_eq!(entry("title: 'det''s: a'\n"), "title: \"det's: a\"\n");
    }

    #[test]
    fn days_are_written_in_one_way() {
        assert_eq!(
            entry("title: A\nreviewed: \"2013-06-01\"\n"),
            "title: A\nreviewed: 2013-06-01\n"
        );
        assert_eq!(entry("title: A\nreviewed: 1. juni 2013\n"), "title: A\nreviewed: 2013-06-01\n");
        assert_eq!(entry("title: \"2013-06-01\"\n"), "title: \"2013-06-01\"\n");
    }

    #[test]
    fn blocks_of_text_keep_every_sign() {
        let text = "summary: |\n  # ikke en note  \n\n  a: b\ntitle: A   \n";
        let tidied = "title: A\nsummary: |\n  # ikke en note  \n\n  a: b\n";
        assert_eq!(entry(text), tidied);
    }

    #[test]
    fn the_body_of_a_page_stays_and_line_ends_are_one_kind() {
        let text =
            "\u{feff}---\r\nsummary: B\r\ntitle: A\r\n---\r\n\r\nTo mellemrum  \r\ntil sidst.";
        let tidied = "---\ntitle: A\nsummary: B\n---\n\nTo mellemrum  \ntil sidst.\n";
        let role = Role::Entry(Kind::Offer);
        assert_eq!(tidy(role, text.as_bytes()), Tidied::Changed(tidied.to_owned()));
        assert_eq!(tidy(role, tidied.as_bytes()), Tidied::Same);
    }

    #[test]
    fn what_has_faults_is_left_alone() {
        for text in ["---\ntitle: a: b\n---\n", "ingen linjer", "---\ntitle: A\ntitle: B\n---\n"] {
            assert_eq!(tidy(Role::Entry(Kind::Offer), text.as_bytes()), Tidied::Faulty, "{text}");
        }
        assert_eq!(tidy(Role::Glossary, b"\xff"), Tidied::Faulty);
        assert_eq!(tidy(Role::Template, b"x"), Tidied::NotOurs);
    }
}
