//! `link-text`: a link whose words do not say where it leads.
//!
//! Why: who listens to a page can have all its links read aloud, one after the other; five times
//! "her" says nothing. Wrong: `Læs om puljen [her](/tilbud/puljen/)`. Right: `Læs om [puljen til
//! metodeudvikling](/tilbud/puljen/)`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
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

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let wrong = input.entries().flat_map(|(entry, prose)| {
        // A link by an unknown id has no words of its own, and is told as what it is.
        let links = prose
            .links
            .iter()
            .filter(|link| link.leads != Leads::Nowhere && says_nothing(&link.text));
        links.map(|link| link_text(entry.place(link.span), link))
    });
    wrong.collect()
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
