//! The list of hostile inputs, each with what must come of it: files that were saved wrongly, YAML
//! and Markdown made to harm, names that no file system takes, numbers that nobody may publish.
//! Every input is made when it is asked for.

mod data;
mod encoding;
mod front_matter;
mod markdown;
mod paths;
mod personal;

use std::collections::BTreeMap;

/// One input.
pub(crate) struct Input {
    /// Its number in the list; a number may have several.
    pub(crate) number: u8,
    /// What it is, in the words of the table.
    pub(crate) what: &'static str,
    /// The files that are laid over the base.
    pub(crate) files: Files,
    pub(crate) expected: Expected,
}

/// Files by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What must come of an input.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// Nothing is published, and this is why: no other code is told.
    Refused(&'static str),
    /// Nothing is published, for several reasons: these codes are told, and no other.
    Faults(&'static [&'static str]),
    /// Nothing is published, and this is a reason.
    Blocked(&'static str),
    /// It is published and told with this code, and no other; this stands on its page.
    Told(&'static str, &'static str),
    /// It is as right as anything: nothing is told, and this stands on its page.
    Taken(&'static str),
}

use Expected::{Blocked, Faults, Refused, Taken, Told};

/// The page that most inputs are.
pub(crate) const PAGE: &str = "content/pages/a.md";
const SITE: &str = "site.toml";

/// What every input is laid over; by itself it gives no finding.
pub(crate) fn base() -> Files {
    let site = "title = \"Prøveportalen\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";
    let other = "---\ntitle: B\nsummary: En anden side.\n---\n\nSe [[a]].\n";
    files([(SITE, site), (PAGE, &page("", "En side.")), ("content/pages/b.md", other)])
}

/// The whole list, in order.
pub(crate) fn all() -> Vec<Input> {
    let parts = [
        encoding::inputs(),
        front_matter::inputs(),
        paths::inputs(),
        markdown::inputs(),
        data::inputs(),
        personal::inputs(),
    ];
    parts.into_iter().flatten().collect()
}

fn files<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Files {
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

/// A page with these fields besides title and summary.
fn page(fields: &str, body: &str) -> String {
    format!("---\ntitle: Prøve\nsummary: En prøve.\n{fields}---\n\n{body}\n")
}

/// An input of one file.
fn one(
    number: u8,
    what: &'static str,
    (path, text): (&str, impl Into<Vec<u8>>),
    expected: Expected,
) -> Input {
    Input { number, what, files: [(path.to_owned(), text.into())].into(), expected }
}

/// An input of several files.
fn several<'t>(
    number: u8,
    what: &'static str,
    texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    expected: Expected,
) -> Input {
    Input { number, what, files: files(texts), expected }
}

/// A page with this body.
fn body(number: u8, what: &'static str, body: &str, expected: Expected) -> Input {
    one(number, what, (PAGE, page("", body)), expected)
}

/// A page with this front matter.
fn fields(number: u8, what: &'static str, fields: &str, expected: Expected) -> Input {
    one(number, what, (PAGE, format!("---\n{fields}---\n\nEn side.\n")), expected)
}

/// A page with these fields besides title and summary.
fn more(number: u8, what: &'static str, fields: &str, expected: Expected) -> Input {
    one(number, what, (PAGE, page(fields, "En side.")), expected)
}
