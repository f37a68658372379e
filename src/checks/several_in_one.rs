//! `several-in-one`: several names that are written as one.
//!
//! Why: a list parts its items by commas within brackets, or by lines; what is written otherwise
//! becomes one long name that nobody types. Wrong: `also_called: [Grundlæggerne; dagarbejde]`.
//! Right: `also_called: [Grundlæggerne, dagarbejde]`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// A name with a semicolon in it, or of single words with commas between them.
pub(super) static SEVERAL_IN_ONE: Code = Code::warning("several-in-one");

fn several_in_one(place: Place, text: &str) -> Diagnostic {
    let names = text.split([';', ',']).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<_> = names.collect();
    Diagnostic::new(&SEVERAL_IN_ONE, place).with("text", text).with("names", names.join(", "))
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let names = input.entries().flat_map(|(entry, _)| {
        let place = entry.place_of("also_called");
        entry.also_called.iter().map(move |name| (place, name.as_str()))
    });
    let labels = catalogue
        .vocabulary
        .iter()
        .flat_map(|term| term.also_called.iter().map(|name| (term.at, name.as_str())));
    let told = names.chain(labels).filter(|(_, text)| is_several(text));
    let told = told.map(|(place, text)| several_in_one(place, text));
    told.collect()
}

/// `Center for Job, Uddannelse og Erhverv` is one name, and so may `Spisning, fælles` be; more single
/// words with commas between them are several.
fn is_several(text: &str) -> bool {
    let is_word = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    let mut names = text.split(',').map(str::trim);
    text.contains(';') || names.clone().count() > 2 && names.all(is_word)
}
