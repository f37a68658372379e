//! Course packs: what trainers link to and hand out, in order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::cx::Cx;
use super::declare::{
    Declared, Fields, Named, Read, Schema, day, declaration, entry, list, mapping, one_or_more,
    optional, or_default, placed, prose, required, term, text,
};
use super::{
    Catalogue, Entry, EntryRef, Key, Kind, Relation, Said, Vocabulary, VocabularyTerm, codes,
};
use crate::source::{ListOf, Node, Place, Text};

declaration! {
    /// A course.
    #[derive(Clone, Debug)]
    pub struct Course in "course" {
        /// What every entry has.
        pub entry: Entry,
        /// Whom it is for.
        pub audience: Vec<Key<VocabularyTerm>> = one_or_more("audience", term(Vocabulary::Administrations)),
        /// What it is about.
        pub intro: Option<String> = optional("intro", prose()) => searched,
        /// The day from which changes are pointed out: that of the last course.
        pub since: Option<Date> = optional("since", day()),
        /// Its parts, in order.
        pub parts: Vec<Part> = list("parts", mapping()) => searched,
    }
}

declaration! {
    /// A part of a course.
    #[derive(Clone, Debug)]
    pub struct Part in "part" {
        /// Its heading.
        pub heading: String = required("heading", text()) => searched,
        /// How to go about it: for the trainer.
        pub text: Option<String> = optional("text", prose()) => searched,
        /// What it shows.
        pub items: Vec<Item> = list("items", mapping()) => searched,
        /// What the participants are asked.
        pub exercises: Vec<Exercise> = list("exercises", mapping()) => searched,
    }
}

declaration! {
    /// A question to the participants, on the sheet that they are given.
    #[derive(Clone, Debug)]
    pub struct Exercise in "exercise" {
        /// What is asked.
        pub question: String = required("question", prose()) => searched,
        /// What is right: on the back of the sheet.
        pub answer: String = required("answer", prose()) => searched,
        /// Where it can be read.
        pub entry: Option<EntryRef> = optional("entry", entry(Relation::CourseItem)),
    }
}

/// One thing that a course shows.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is shown.
    pub shown: Shown,
    /// The title, where it is not the entry's own.
    pub title: Option<String>,
    /// A note for the trainer.
    pub note: Option<String>,
    /// Where it is written.
    pub at: Place,
}

/// What an item shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// An entry, or a place in it.
    Entry {
        /// The entry.
        entry: EntryRef,
        /// The anchor within its page.
        anchor: Option<Text>,
    },
    /// A saved search.
    Search {
        /// The words.
        query: String,
        /// The chosen facet values by facet name.
        facets: BTreeMap<String, Vec<Text>>,
    },
}

impl Declared for Item {
    const WORDS: &'static str = "item";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let entry = fields.take(optional("entry", entry(Relation::CourseItem)))?;
        let anchor = fields.take(optional("anchor", placed(text())))?;
        let search = fields.take(optional("search", text()))?;
        let facets = fields.take(or_default("facets", Facets))?;
        let title = fields.take(optional("title", text()))?;
        let note = fields.take(optional("note", prose()))?;
        let is_entry = fields.has("entry");
        let place = fields.place();
        if is_entry == (search.is_some() || !facets.is_empty()) {
            fields.cx.report(codes::bad_item(place, is_entry));
        } else if !is_entry && anchor.is_some() {
            fields.cx.report(codes::anchor_of_search(place));
        }
        let shown = if is_entry {
            Shown::Entry { entry: entry?, anchor }
        } else {
            Shown::Search { query: search.unwrap_or_default(), facets }
        };
        Some(Self { shown, title, note, at: place })
    }
}

impl Course {
    /// Whether there is anything to ask the participants.
    pub(crate) fn has_exercises(&self) -> bool {
        self.parts.iter().any(|part| !part.exercises.is_empty())
    }
}

impl Catalogue {
    /// The course of this id.
    pub(crate) fn course(&self, id: &str) -> Option<EntryRef> {
        let at = self.courses.iter().position(|course| course.entry.id == id)?;
        Some(EntryRef::new(Kind::Course, at))
    }

    /// A course and all that it shows; none where there is no course of this id.
    pub(crate) fn part_of_course(&self, id: &str) -> Option<BTreeSet<EntryRef>> {
        let at = self.course(id)?;
        let course = self.courses.iter().find(|course| course.entry.id == id)?;
        let shown = course.parts.iter().flat_map(|part| {
            let items = part.items.iter().filter_map(|item| match item.shown {
                Shown::Entry { entry, .. } => Some(entry),
                Shown::Search { .. } => None,
            });
            items.chain(part.exercises.iter().filter_map(|exercise| exercise.entry))
        });
        Some(shown.chain([at]).collect())
    }
}

impl Said for Item {
    fn say<'s>(&'s self, catalogue: &'s Catalogue, tell: &mut dyn FnMut(&'s str)) {
        self.title.say(catalogue, tell);
        self.note.say(catalogue, tell);
        if let Shown::Search { query, .. } = &self.shown {
            tell(query);
        }
    }
}

/// The chosen values of a saved search, by the names of the facets.
struct Facets;

impl Read for Facets {
    type Value = BTreeMap<String, Vec<Text>>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<BTreeMap<String, Vec<Text>>> {
        let mut facets = BTreeMap::new();
        for (name, values) in cx.decoder.pairs(node)? {
            let values = cx.decoder.one_or_more(values, ListOf::Ids);
            let values =
                values.into_iter().filter_map(|value| placed(text()).read(value, cx)).collect();
            facets.insert(name.text.clone(), values);
        }
        Some(facets)
    }

    fn schema(&self) -> Schema {
        Schema::Map(Named::Facets, Box::new(Schema::OneOrMore(Box::new(Schema::Id))))
    }
}
