//! `link-text`: a link whose words do not say where it leads, or say that it leads elsewhere.
//!
//! Why: who listens to a page can have all its links read aloud, one after the other; five times
//! "her" says nothing. Wrong: `Læs om puljen [her](/tilbud/puljen/)`. Right: `Læs om [puljen til
//! metodeudvikling](/tilbud/puljen/)`.

use std::collections::HashMap;

use super::Inputs;
use super::same_title::spelled;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, EntryRef};
use crate::prose::{Leads, Link};
use crate::source::Place;

/// Words that only point, a bare address, or nothing at all.
pub(super) static LINK_TEXT: Code = Code::warning("link-text");

/// What says nothing, in lower case and without marks.
const EMPTY_WORDS: &[&str] = &[
    "her",
    "herfra",
    "her og her",
    "se her",
    "læs her",
    "klik her",
    "tryk her",
    "find det her",
    "følg linket",
    "læs mere",
    "læs mere her",
    "læs videre",
    "se mere",
    "se mere her",
    "mere",
    "mere info",
    "mere information",
    "link",
    "linket",
    "dette link",
    "siden",
    "denne side",
    "hjemmeside",
    "hjemmesiden",
    "hent",
    "download",
    "here",
    "click here",
    "read more",
    "more",
    "this page",
];

fn link_text(place: Place, link: &Link) -> Diagnostic {
    let diagnostic = Diagnostic::new(&LINK_TEXT, place)
        .with("text", link.text.trim())
        .with("to", &link.destination);
    let diagnostic = match link.leads {
        Leads::Entry(_) => diagnostic.help("help_entry"),
        _ => diagnostic,
    };
    match link.text.trim() {
        "" => diagnostic.message("message_empty"),
        text if is_address(text) => diagnostic.message("message_address"),
        _ => diagnostic,
    }
}

/// Words that are the title of another entry than the one that the link leads to.
fn other_entry(place: Place, link: &Link, other: &str) -> Diagnostic {
    Diagnostic::new(&LINK_TEXT, place)
        .with("text", link.text.trim())
        .with("to", &link.destination)
        .with("other", other)
        .message("message_other")
        .help("help_other")
}

/// `[[id|words|more]]`: a third part is shown as it is.
fn several_parts(place: Place, link: &Link) -> Diagnostic {
    let words = link.text.split('|').next().unwrap_or_default().trim();
    let found = Diagnostic::new(&LINK_TEXT, place).with("text", link.text.trim());
    let found = found.message("message_parts").help("help_parts");
    found.instead(format!("[[{}|{words}]]", link.destination))
}

/// Words that name another format than the file has.
fn other_format(place: Place, link: &Link, format: &str) -> Diagnostic {
    Diagnostic::new(&LINK_TEXT, place)
        .with("to", &link.destination)
        .with("format", format)
        .message("message_format")
        .help("help_format")
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let titles = titles(input.catalogue);
    let wrong = input.entries().flat_map(|(entry, prose)| {
        // A link by an unknown id has no words of its own, and is told as what it is.
        let links = prose.links.iter().filter(|link| link.leads != Leads::Nowhere);
        links.filter_map(|link| {
            let place = entry.place(link.span);
            if link.text.contains('|') && matches!(link.leads, Leads::Entry(_)) {
                return Some(several_parts(place, link));
            }
            if says_nothing(&link.text) {
                return Some(link_text(place, link));
            }
            let other = named(link, &titles, input.catalogue);
            let other = other.map(|other| other_entry(place, link, other));
            other.or_else(|| format(link).map(|format| other_format(place, link, format)))
        })
    });
    wrong.collect()
}

/// The entries by their titles; none where two are called the same.
fn titles(catalogue: &Catalogue) -> HashMap<String, Option<EntryRef>> {
    let mut titles = HashMap::new();
    for at in catalogue.entries() {
        let title = spelled(&catalogue.entry(at).title);
        titles.entry(title).and_modify(|first| *first = None).or_insert(Some(at));
    }
    titles
}

/// The id of the entry that a link names, where it leads to another that is not called so.
fn named<'c>(
    link: &Link,
    titles: &HashMap<String, Option<EntryRef>>,
    catalogue: &'c Catalogue,
) -> Option<&'c str> {
    let Leads::Entry(to) = link.leads else { return None };
    let text = spelled(link.text.trim());
    let other = titles.get(&text).copied().flatten().filter(|other| *other != to)?;
    let (to, other) = (catalogue.entry(to), catalogue.entry(other));
    // »Gældsrådgivning« may well be short for »Gældsrådgivning for kvinder«.
    let is_its_own = spelled(&to.title).contains(&text)
        || to.also_called.iter().any(|name| spelled(name) == text);
    (!is_its_own && to.kind == other.kind).then_some(&*other.id)
}

/// What words say of a file's format, and how its name ends then.
const FORMATS: &[(&str, &[&str])] = &[
    ("PDF", &["pdf"]),
    ("Word", &["docx", "doc"]),
    ("Excel", &["xlsx", "xls"]),
    ("PowerPoint", &["pptx", "ppt"]),
];

/// The format that the words name, where the file is of another that could be named.
fn format(link: &Link) -> Option<&'static str> {
    let path = link.destination.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.')?.1.to_lowercase();
    let words = || link.text.split(|c: char| !c.is_alphanumeric());
    let named = FORMATS.iter().filter(|(name, _)| words().any(|word| word == *name));
    let mut wrong = named.filter(|(_, endings)| !endings.contains(&ending.as_str()));
    let (name, _) = wrong.next()?;
    let is_known = FORMATS.iter().any(|(_, endings)| endings.contains(&ending.as_str()));
    is_known.then_some(*name)
}

fn says_nothing(text: &str) -> bool {
    let marks = |character: char| !character.is_alphanumeric();
    let bare = text.trim_matches(marks).to_lowercase();
    bare.is_empty() || EMPTY_WORDS.contains(&bare.as_str()) || is_address(text.trim())
}

fn is_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["http://", "https://", "www."].iter().any(|start| lower.starts_with(start))
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_point_say_nothing() {
        for text in [
            "her",
            "Læs mere",
            "LÆS MERE …",
            "»her«",
            "",
            " ",
            "https://www.kk.dk/x",
            "www.kk.dk",
            "→",
        ] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["herberger", "Læs mere om puljen", "a@kk.dk", "kk.dk", "www og det"] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
