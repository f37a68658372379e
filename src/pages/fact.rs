//! Facts of an entry as a definition list: what staff look for, in the order they look for it. What
//! they would look for and the sources do not tell stands in one line at the end of its part; what
//! they would not miss is left out.

use std::borrow::Cow;

use serde::Serialize;

use super::context::Context;
use super::link::Link;
use crate::model::{DeclaredFact, Piece};

/// One fact: a label, and words or links.
#[derive(Debug, Serialize)]
pub(super) struct Fact<'e> {
    /// The name that themes know it by.
    name: &'static str,
    label: &'e str,
    /// What it is called where the sources do not tell it.
    #[serde(skip)]
    unknown: Cow<'e, str>,
    texts: Vec<Cow<'e, str>>,
    links: Vec<Link<'e>>,
}

impl<'e> Fact<'e> {
    /// An empty fact; its label is the text `words.fact.<name>`, and `words.unknown_fact.<name>` in
    /// a sentence.
    pub(super) fn new(context: &'e Context<'_>, name: &'static str) -> Self {
        let label = context.words.word("fact", name);
        let unknown = context
            .words
            .find("unknown_fact", name)
            .map_or_else(|| within_a_sentence(label), Cow::Borrowed);
        Self { name, label, unknown, texts: Vec::new(), links: Vec::new() }
    }

    /// With some words, if there are any.
    pub(super) fn text<T: Into<Cow<'e, str>>>(mut self, text: Option<T>) -> Self {
        self.texts.extend(text.map(Into::into).filter(|text| !text.is_empty()));
        self
    }

    /// With several pieces of words.
    pub(super) fn texts(mut self, texts: &'e [String]) -> Self {
        self.texts.extend(texts.iter().map(|text| Cow::Borrowed(text.as_str())));
        self
    }

    /// With links.
    pub(super) fn links(mut self, links: impl IntoIterator<Item = Link<'e>>) -> Self {
        self.links.extend(links);
        self
    }

    /// A fact that a declaration marks to be shown.
    fn declared(context: &'e Context<'_>, declared: &DeclaredFact<'e>) -> Self {
        let words = &context.words;
        declared.pieces.iter().fold(Self::new(context, declared.name), |fact, piece| match *piece {
            Piece::Words(text) => fact.text(Some(text)),
            Piece::Number(number) => fact.text(Some(words.number(number))),
            Piece::YesNo(yes) => fact.text(Some(words.page(if yes {
                "answer.affirmative"
            } else {
                "answer.negative"
            }))),
            Piece::Day(day) => fact.text(Some(words.date(day))),
            Piece::Term(term) => fact.links([context.term(term)]),
            Piece::Entry(at) => fact.links([context.link(at)]),
        })
    }

    /// Whether it is by when something must be done, and leads there.
    fn is_first_deadline(&self) -> bool {
        self.name == "first_deadline" && !self.links.is_empty()
    }

    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.links.is_empty()
    }
}

/// A part of an entry's page: a heading, and the facts under it.
#[derive(Debug, Serialize)]
pub(super) struct Part<'e> {
    /// The key of its words, and with `_` before it the anchor.
    pub(super) id: &'static str,
    pub(super) title: &'e str,
    facts: Vec<Fact<'e>>,
    /// What staff look for and the sources do not tell.
    unknown: Vec<Cow<'e, str>>,
    /// How a part of whom to ask looks: `call` where there is a telephone or a mailbox, `name` where
    /// there is no more than a name.
    tone: Option<&'static str>,
}

impl<'e> Part<'e> {
    /// An empty part; its heading is the text `words.part.<id>`.
    pub(super) fn new(context: &'e Context<'_>, id: &'static str) -> Self {
        Self {
            id,
            title: context.words.word("part", id),
            facts: Vec::new(),
            unknown: Vec::new(),
            tone: None,
        }
    }

    /// As a part of whom to ask: what is seen first of it follows from what is known.
    pub(super) fn of_whom_to_ask(mut self) -> Self {
        let knows = |names: &[&str]| self.facts.iter().any(|fact| names.contains(&fact.name));
        self.tone = if knows(&["phones", "email"]) {
            Some("call")
        } else if knows(&["initiative"]) || self.facts.iter().any(Fact::is_first_deadline) {
            None
        } else {
            Some("name")
        };
        self
    }

    /// With a fact that staff look for: named among what is not known when it is empty.
    pub(super) fn asked(mut self, fact: Fact<'e>) -> Self {
        if fact.is_empty() {
            self.unknown.push(fact.unknown);
        } else {
            self.facts.push(fact);
        }
        self
    }

    /// With the facts that the entry's declaration marks for this part.
    pub(super) fn declared(self, context: &'e Context<'_>, facts: Vec<DeclaredFact<'e>>) -> Self {
        facts.into_iter().fold(self, |part, declared| {
            let fact = Fact::declared(context, &declared);
            if declared.asked { part.asked(fact) } else { part.given(fact) }
        })
    }

    /// With facts that are shown only when they are known.
    pub(super) fn and(self, facts: Vec<Fact<'e>>) -> Self {
        facts.into_iter().fold(self, Self::given)
    }

    /// With a fact that is shown only when it is known.
    pub(super) fn given(mut self, fact: Fact<'e>) -> Self {
        if !fact.is_empty() {
            self.facts.push(fact);
        }
        self
    }

    /// The part, unless it has no facts at all.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.facts.is_empty() || !self.unknown.is_empty()).then_some(self)
    }
}

/// Parts without those that hold nothing: what the sources do not tell there stands in the line of
/// the part before, else of the one after. Where there is nothing at all, the first part says so.
pub(super) fn drawn_together(parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let mut kept: Vec<Part<'_>> = Vec::new();
    let mut early = Vec::new();
    let mut first = None;
    for mut part in parts {
        // What says nothing at all is a place that a template fills.
        if !part.facts.is_empty() || part.unknown.is_empty() {
            part.unknown.splice(0..0, early.drain(..));
            kept.push(part);
        } else if let Some(before) = kept.last_mut() {
            before.unknown.append(&mut part.unknown);
        } else {
            early.append(&mut part.unknown);
            first.get_or_insert(part);
        }
    }
    match first {
        Some(part) if kept.is_empty() && !early.is_empty() => vec![Part { unknown: early, ..part }],
        _ => kept,
    }
}

/// A label as it stands within a sentence: `Alder` as `alder`, `EAN` as it is.
pub(super) fn within_a_sentence(label: &str) -> Cow<'_, str> {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            Cow::Owned(first.to_lowercase().chain(letters).collect())
        }
        _ => Cow::Borrowed(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(id: &'static str, known: &'static [&str], unknown: &[&'static str]) -> Part<'static> {
        let fact = |text: &&'static str| Fact {
            name: id,
            label: id,
            unknown: Cow::Borrowed(id),
            texts: vec![Cow::Borrowed(*text)],
            links: Vec::new(),
        };
        let unknown = unknown.iter().map(|name| Cow::Borrowed(*name)).collect();
        Part { id, title: id, facts: known.iter().map(fact).collect(), unknown, tone: None }
    }

    /// The parts that are left, each with what is not known there.
    fn told(parts: Vec<Part<'static>>) -> Vec<(&'static str, String)> {
        drawn_together(parts).into_iter().map(|part| (part.id, part.unknown.join(", "))).collect()
    }

    #[test]
    fn a_part_that_knows_nothing_stands_in_the_line_of_its_neighbour() {
        let silent = || part("way", &[], &["how", "who"]);
        let known = || part("whom", &["all"], &["age"]);
        let whole = ("whom", "age, how, who".to_owned());
        assert_eq!(told(vec![known(), silent()]), std::slice::from_ref(&whole));
        assert_eq!(told(vec![silent(), known()]), [("whom", "how, who, age".to_owned())]);
        assert_eq!(
            told(vec![silent(), part("law", &[], &["which"])]),
            [("way", "how, who, which".to_owned())]
        );
        // A place that a template fills stays where it is.
        assert_eq!(
            told(vec![known(), part("row", &[], &[])]),
            [("whom", "age".to_owned()), ("row", String::new())]
        );
    }

    #[test]
    fn an_abbreviation_keeps_its_capitals_within_a_sentence() {
        assert_eq!(
            ["Alder", "EAN", "Åbningstid"].map(within_a_sentence),
            ["alder", "EAN", "åbningstid"]
        );
    }
}
