//! Registers: files that list many small things. Laws, documents, synonyms, search tests and the
//! glossary.

use jiff::civil::Date;

use super::declare::{
    Declared, Fields, at_least_one, between, day, declaration, entry, list, mapping, one_or_more,
    optional, or, own_id, place_of, prose, required, text, then, web_address, whole_in,
};
use super::entry::EntryPlaces;
use super::{
    Catalogue, DeclaredFact, Entry, EntryRef, Facts, Kind, Relation, Said, Status, Validity, codes,
};
use crate::source::Place;

declaration! {
    /// A law or another legal frame.
    #[derive(Clone, Debug)]
    pub struct Law in "law" {
        /// Its id.
        pub id: String = required("id", own_id()),
        /// What people call it.
        pub short: String = required("short", text()),
        /// What it is called.
        pub title: String = required("title", text()),
        /// Other names.
        pub also_called: Vec<String> = list("also_called", text()),
        /// What else there is to know.
        pub note: Option<String> = optional("note", prose()),
        /// The consolidations, each with its European Legislation Identifier.
        pub versions: Vec<LawVersion> = list("versions", mapping()),
        /// Where it is written.
        pub at: Place = place_of("id"),
    }
}

declaration! {
    /// One consolidation of a law.
    #[derive(Clone, Debug)]
    pub struct LawVersion in "law_version" {
        /// The address, as the European Legislation Identifier (ELI) has it.
        pub eli: String = required("eli", web_address()),
        /// From when to when it is in force.
        pub valid: Validity = between("from", "to"),
        /// Where it is written.
        pub at: Place = place_of("eli"),
    }
}

declaration! {
    /// A document that entries cite.
    #[derive(Clone, Debug)]
    pub struct Document in "document" {
        /// Its id.
        pub id: String = required("id", own_id()),
        /// What it is called where there is little room.
        pub short: Option<String> = optional("short", text()),
        /// Its title.
        pub title: String = required("title", text()),
        /// Its date.
        pub date: Option<Date> = optional("date", day()),
        /// Its date in words, where it is not exact.
        pub date_text: Option<String> = optional("date_text", text()),
        /// The case it belongs to.
        pub case_number: Option<String> = optional("case_number", text()),
        /// Who wrote it.
        pub publisher: Option<String> = optional("publisher", text()),
        /// What else there is to know.
        pub note: Option<String> = optional("note", prose()),
        /// What it is used for.
        pub scope: Option<String> = optional("scope", prose()),
        /// Where it is written.
        pub at: Place = place_of("id"),
    }
}

/// Words that staff type for one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Synonym {
    /// Each finds all the others.
    Mutual {
        /// The words.
        words: Vec<String>,
        /// Where the row is written.
        at: Place,
    },
    /// The first finds the others, not the other way.
    OneWay {
        /// What is typed.
        from: String,
        /// What is looked for as well.
        to: Vec<String>,
        /// Where the row is written.
        at: Place,
    },
}

impl Declared for Synonym {
    const WORDS: &'static str = "synonym";

    /// A row that means nothing is told, so that none is lost without a word.
    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let words = fields.take(list("words", text()))?;
        let from = fields.take(optional("from", text()))?;
        let to = fields.take(one_or_more("to", text()))?;
        let place = fields.place();
        // `læse-, skrive- og regneundervisning` is one.
        let is_several = |word: &String| word.replace("-,", "").contains(", ");
        // A row without a word to lead to is told below.
        let leads_round = |from: &&String| !to.is_empty() && to.iter().all(|to| to == *from);
        let mut typed = words.iter().chain(&from);
        if let Some(several) = typed.find(|word| is_several(word)) {
            let found = codes::several_synonyms(place, several);
            fields.cx.report(found);
            return None;
        }
        if let Some(from) = from.as_ref().filter(leads_round) {
            let found = codes::synonym_of_itself(place, from);
            fields.cx.report(found);
        }
        let found = match (words.len(), from, to.len()) {
            (0, Some(from), 1..) => return Some(Self::OneWay { from, to, at: place }),
            (2.., None, 0) => return Some(Self::Mutual { words, at: place }),
            (1.., Some(_), _) | (1.., _, 1..) => codes::mixed_synonym(place),
            (1, ..) => codes::lone_synonym(place, words.first().map_or("", String::as_str)),
            (_, Some(from), _) => codes::one_way_to_nothing(place, &from),
            (0, None, 1..) => codes::synonym_from_nothing(place, &to.join(", ")),
            (_, None, _) => codes::empty_synonym(place),
        };
        // Words that are no list are told as that.
        let is_no_list = words.is_empty() && fields.has("words") && !fields.is_empty_list("words");
        if !is_no_list && !fields.has_others(&["words", "from", "to"]) {
            fields.cx.report(found);
        }
        None
    }
}

/// So far down a search is looked through.
const MOST_WITHIN: u64 = 50;

/// How many hits count as the first ones, where a test does not say.
const WITHIN: usize = 3;

declaration! {
    /// What a query must find.
    #[derive(Clone, Debug)]
    pub struct SearchTest in "search_test" {
        /// The words.
        pub query: String = required("query", text()),
        /// The entries that must be among the first.
        pub expect: Vec<EntryRef> = at_least_one("expect", entry(Relation::SeeAlso)),
        /// How many count as the first.
        pub within: usize = or("within", then(whole_in::<u16>(1..=MOST_WITHIN), usize::from), WITHIN),
        /// Where it is written.
        pub at: Place = place_of("query"),
    }
}

/// A glossary term.
#[derive(Clone, Debug)]
pub struct Term {
    /// What every entry has; the summary is the definition.
    pub entry: Entry,
    /// The abbreviation, if the term has one.
    pub abbreviation: Option<String>,
    /// See also.
    pub see: Vec<EntryRef>,
}

/// A term says no more than what every entry does.
impl Said for Term {
    fn say<'s>(&'s self, _: &'s Catalogue, _: &mut dyn FnMut(&'s str)) {}
}

/// Nor does it show more: terms stand in the glossary.
impl Facts for Term {
    fn facts(&self, _: &str) -> Vec<DeclaredFact<'_>> {
        Vec::new()
    }
}

impl Declared for Term {
    const WORDS: &'static str = "term";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.take(required("id", own_id()));
        let title = fields.take(required("term", text()));
        let abbreviation = fields.take(optional("abbreviation", text()));
        let also_called = fields.take(list("also_called", text()));
        let definition = fields.take(required("definition", prose()));
        let see = fields.take(one_or_more("see", entry(Relation::SeeAlso)));
        let sources = fields.take(list("sources", mapping()));
        let title_at = fields.span(&["term"]);
        let at = EntryPlaces { title: title_at, slug: fields.span(&["id"]), reviewed: title_at };
        let id = id?;
        let entry = Entry {
            kind: Kind::Term,
            slug: id.clone(),
            id,
            title: title?,
            also_called: also_called?,
            summary: definition?,
            status: Status::Active,
            valid: Validity::default(),
            replaced_by: Vec::new(),
            owner: None,
            reviewed: None,
            review: None,
            confirmed_by: Vec::new(),
            review_every: None,
            sources: sources?,
            legal_basis: Vec::new(),
            aliases: Vec::new(),
            draft: false,
            file: fields.cx.file(),
            body: None,
            at,
            classes: Box::default(),
            dated: Box::default(),
            places: fields.places(),
        };
        Some(Self { entry, abbreviation: abbreviation?, see: see? })
    }
}
