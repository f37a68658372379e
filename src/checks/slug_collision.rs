//! `slug-collision`: two things of the portal would be published at the same address.
//!
//! Why: one of them would overwrite the other. Addresses are compared as Windows and macOS compare file names: without
//! regard to case, and however accents are written (NFC).
//! Wrong: the alias `/tilbud/dag-til-dag/` on another offer while `dag-til-dag` is in use. Right: give it up.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Entry, Kind, Vocabulary};
use crate::source::Place;

/// An address that another entry, a term's page or the portal itself has.
pub(super) static SLUG_COLLISION: Code = Code::error("slug-collision");

/// First parts whose pages the program makes, together with everything below them.
const OWN_FOLDERS: &[&str] = &[
    "t",
    "lov",
    "soeg",
    "a-aa",
    "was",
    "status",
    "alder",
    "samarbejde",
    "organisation",
    "find-tilbud",
    "huskeliste",
    "assets",
    "css",
    "js",
    "images",
    "index",
    "search",
    "static",
    "404",
    "404.html",
    "build.json",
    "dokument",
    "robots.txt",
    "sitemap.xml",
    "atom.xml",
    "opensearch.xml",
    "favicon.svg",
];

/// The folder of the later pages of a list: `/tilbud/side/2/`.
const LATER_PAGES: &str = "side";

/// The page of a vocabulary's terms in time: `/borgerkategori/tidslinje/`.
const TIMELINE: &str = "tidslinje";

/// The page of the offers that name no term of a vocabulary: `/maalgruppe/ikke-oplyst/`.
const UNSTATED: &str = "ikke-oplyst";

/// Something that wants an address.
pub(super) struct Claim<'a> {
    /// The address, with slashes at both ends.
    pub(super) address: String,
    /// Where it is written.
    pub(super) place: Place,
    /// The entry's id; none for terms of vocabularies.
    id: Option<&'a str>,
}

fn taken(claim: &Claim<'_>, first: Place) -> Diagnostic {
    Diagnostic::new(&SLUG_COLLISION, claim.place).with("address", &claim.address).related(first, "first")
}

fn reserved(claim: &Claim<'_>) -> Diagnostic {
    Diagnostic::new(&SLUG_COLLISION, claim.place).with("address", &claim.address).message("message_reserved")
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut findings = Findings::default();
    let mut first: HashMap<String, (Place, Option<&str>)> = HashMap::new();
    for claim in claims(input.catalogue) {
        let key = folded(&claim.address);
        if is_own(&key) {
            findings.push(reserved(&claim));
            continue;
        }
        match first.get(&key) {
            // Two entries with one id: told as that, and the address follows from it.
            Some((_, id)) if id.is_some() && *id == claim.id => {}
            Some((place, _)) => findings.push(taken(&claim, *place)),
            None => drop(first.insert(key, (claim.place, claim.id))),
        }
    }
    findings
}

/// Every address that the content asks for: those of pages first, so that an alias is told and not the page it hides.
pub(super) fn claims(catalogue: &Catalogue) -> impl Iterator<Item = Claim<'_>> {
    let entries = || catalogue.entries().filter(|at| at.kind != Kind::Term).map(|at| catalogue.entry(at));
    let pages = entries().map(|entry| claim(entry, entry.url(), entry.place(entry.at.slug)));
    let terms = catalogue.vocabulary.iter().map(|term| Claim { address: term.url(), place: term.at, id: None });
    let aliases = entries().flat_map(|entry| {
        let aliases = entry.aliases.iter();
        aliases.map(move |alias| claim(entry, alias.value.clone(), entry.place(alias.span)))
    });
    pages.chain(terms).chain(aliases)
}

fn claim(entry: &Entry, address: String, place: Place) -> Claim<'_> {
    Claim { address, place, id: Some(&entry.id) }
}

fn folded(address: &str) -> String {
    address.nfc().collect::<String>().to_lowercase()
}

/// Whether the program itself publishes something there: its own folders, the lists of the sections, their later pages.
fn is_own(address: &str) -> bool {
    let mut parts = address.trim_matches('/').split('/');
    let first = parts.next().unwrap_or_default();
    match (parts.next(), parts.next()) {
        _ if OWN_FOLDERS.contains(&first) => true,
        (Some(TIMELINE | UNSTATED), None)
            if Vocabulary::ALL.into_iter().any(|vocabulary| vocabulary.section() == first) =>
        {
            true
        }
        (None, _) => first.is_empty() || sections().any(|section| section == first),
        (Some(second), third) => second == LATER_PAGES && third.is_some() && sections().any(|section| section == first),
    }
}

fn sections() -> impl Iterator<Item = &'static str> {
    let kinds = Kind::ALL.into_iter().filter_map(Kind::section);
    kinds.chain(Vocabulary::ALL.map(Vocabulary::section))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_keeps_its_own_addresses() {
        for address in [
            "/",
            "/tilbud/",
            "/t/x/",
            "/status/active/",
            "/lov/sel/",
            "/maalgruppe/side/2/",
            "/soeg/",
            "/omraade/tidslinje/",
            "/maalgruppe/ikke-oplyst/",
        ] {
            assert!(is_own(address), "{address}");
        }
        for address in ["/tilbud/x/", "/maalgruppe/x/", "/om-portalen/", "/tilbud/side/", "/gammel/adresse/"] {
            assert!(!is_own(address), "{address}");
        }
    }

    #[test]
    fn accents_and_capitals_make_no_difference() {
        assert_eq!(folded("/Tilbud/cafe\u{301}/"), folded("/tilbud/café/"));
    }
}
