//! What the search answers from before engine and index are there: what every entry is called, and
//! the words that mean the same. Takes the catalogue; gives the part of the manifest that
//! `search-names.js` reads.
//!
//! An entry is a list of texts: the last part of its address, its title, its other names. The
//! address is left out (`""`) where it is what the title makes of itself, and has the id behind a
//! space where that is another. A large portal's names are cut at [`MOST_BYTES`]: they are a first
//! answer, and must not keep the real one waiting.

use std::collections::{BTreeMap, BTreeSet};

use portal_search::{DocumentKind, Synonyms};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Catalogue, Entry, EntryRef, Key, Kind, Law};
use crate::routes::FRONT;
use crate::search_index::{Twins, law_names, synonyms};

/// How many bytes the names may have as they are written; packed for the way it is a quarter.
const MOST_BYTES: usize = 56_000;

/// The kinds by how often people look for one by its name; where not all find room, the last ones
/// wait for the engine. Any other comes after them.
const BY_NAME: [Kind; 8] = [
    Kind::Contact,
    Kind::Procedure,
    Kind::Offer,
    Kind::Page,
    Kind::Term,
    Kind::Goal,
    Kind::Course,
    Kind::News,
];

/// The entries of each kind.
type ByKind = BTreeMap<&'static str, Vec<Vec<String>>>;

/// All names, as the browser reads them.
#[derive(Debug, Serialize)]
pub(super) struct Names {
    /// Where the pages of each kind lie; ends with `#` where they are places of one page.
    lists: BTreeMap<&'static str, String>,
    /// What holds today or will.
    current: ByKind,
    historical: ByKind,
    synonyms: Synonyms,
}

impl Names {
    /// Those of a catalogue, or of a part of it.
    pub(super) fn of(catalogue: &Catalogue, part: Option<&BTreeSet<EntryRef>>) -> Self {
        let mut room = Room(MOST_BYTES);
        let synonyms = room.synonyms(synonyms(catalogue));
        let mut names = Self {
            lists: BTreeMap::new(),
            current: ByKind::new(),
            historical: ByKind::new(),
            synonyms,
        };
        let twins = Twins::of(catalogue);
        for kind in
            BY_NAME.into_iter().chain(Kind::ALL.into_iter().filter(|kind| !BY_NAME.contains(kind)))
        {
            let list = kind.list().unwrap_or(FRONT);
            let end = if kind == Kind::Term { "#" } else { "" };
            names.lists.insert(kind.as_str(), format!("{list}{end}"));
            let is_held = |at: &EntryRef| part.is_none_or(|part| part.contains(at));
            let stands_alone = |at: &EntryRef| !twins.unit(*at).is_some_and(|unit| is_held(&unit));
            let own = catalogue.entries().filter(|at| at.kind == kind && is_held(at));
            for at in own.filter(stands_alone) {
                let entry = catalogue.entry(at);
                let written = written(at, catalogue, &twins);
                if !room.takes(&written) {
                    continue;
                }
                let is_historical = entry.is_historical(catalogue.today);
                let group = if is_historical { &mut names.historical } else { &mut names.current };
                group.entry(kind.as_str()).or_default().push(written);
            }
        }
        if part.is_none() {
            names.laws(catalogue, &mut room);
        }
        names
    }

    /// Laws are found as entries are.
    fn laws(&mut self, catalogue: &Catalogue, room: &mut Room) {
        let kind = DocumentKind::Law.as_str();
        for law in &catalogue.laws {
            let written = written_law(law);
            if room.takes(&written) {
                let list = law.url().trim_end_matches('/').trim_end_matches(&law.id).to_owned();
                self.lists.insert(kind, list);
                self.current.entry(kind).or_default().push(written);
            }
        }
    }
}

/// The bytes that are left.
struct Room(usize);

impl Room {
    /// Whether there is room for these texts, which are then taken.
    fn takes(&mut self, texts: &[String]) -> bool {
        // Quotes and a comma each.
        let bytes: usize = texts.iter().map(|text| text.len() + 3).sum();
        let left = self.0.checked_sub(bytes);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }

    /// The synonyms, as far as they take no more than a quarter of the room: without an entry's name
    /// nothing leads there, without a word that means the same the engine does.
    fn synonyms(&mut self, all: Synonyms) -> Synonyms {
        let mut quarter = Self(self.0 / 4);
        let before = quarter.0;
        let mut synonyms = all;
        synonyms.abbreviations.retain(|one| {
            quarter.takes(&one.long) && quarter.takes(std::slice::from_ref(&one.short))
        });
        synonyms.groups.retain(|group| quarter.takes(group));
        synonyms
            .one_way
            .retain(|one| quarter.takes(&one.to) && quarter.takes(std::slice::from_ref(&one.from)));
        self.0 -= before - quarter.0;
        synonyms
    }
}

/// An entry as a list of texts; a unit has the names of the term that it stands for.
fn written(at: EntryRef, catalogue: &Catalogue, twins: &Twins) -> Vec<String> {
    let entry = catalogue.entry(at);
    let own = (at.kind == Kind::Term).then(|| &catalogue.terms[Key::new(at.index as usize)]);
    let term = own.or_else(|| twins.term(at, catalogue));
    let of_term =
        term.iter().flat_map(|term| term.abbreviation.iter().chain(&term.entry.also_called));
    let names: BTreeSet<&String> = entry.also_called.iter().chain(of_term).collect();
    let mut texts = vec![address(entry), entry.title.clone()];
    texts.extend(names.into_iter().filter(|name| **name != entry.title).cloned());
    texts
}

fn written_law(law: &Law) -> Vec<String> {
    let address = if law.id == slug_of(&law.short) { String::new() } else { law.id.clone() };
    [address, law.short.clone()].into_iter().chain(law_names(law)).collect()
}

fn address(entry: &Entry) -> String {
    let slug = if entry.kind == Kind::Term { &entry.id } else { &entry.slug };
    if *slug != entry.id {
        return format!("{slug} {}", entry.id);
    }
    if *slug == slug_of(&entry.title) { String::new() } else { slug.clone() }
}

/// What a title makes of itself in an address, as `search-names.js` makes it: small letters and
/// figures, with `-` between.
fn slug_of(title: &str) -> String {
    let lower = title.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    let plain: String = lower.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let words =
        plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_its_own_address() {
        assert_eq!(slug_of("Støtte & råd – på É-vej (SKP)"), "stoette-raad-paa-e-vej-skp");
        assert_eq!(slug_of("§ 141"), "141");
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_what_is_shorter_may_follow() {
        let mut room = Room(20);
        assert!(room.takes(&["ti tegn ..".to_owned()]));
        assert!(!room.takes(&["ti tegn ..".to_owned()]));
        assert!(room.takes(&["kort".to_owned()]));
    }
}
