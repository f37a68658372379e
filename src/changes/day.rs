//! What is different on a day from the day before: what begins and ends, in entries, vocabularies
//! and laws, which deadlines fall on it, and the procedures that any of it touches.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Catalogue, DeadlineRule, EntryRef, Key, Kind, Step, Target, Validity};

/// Something that happens on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayChange {
    /// What happens.
    pub what: Event,
    /// The kind of what it happens to, or the vocabulary.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The titles of what comes instead.
    pub instead: Vec<String>,
    /// How many entries speak of it.
    pub entries: usize,
    /// The titles of the procedures that do.
    pub procedures: Vec<String>,
}

/// What happens to something on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// It holds from this day on.
    Begins,
    /// The day before was its last.
    Ends,
    /// It must be done by this day.
    Deadline,
    /// It must be looked through by this day.
    Review,
}

impl Event {
    /// The key of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Begins => "begins",
            Self::Ends => "ends",
            Self::Deadline => "deadline",
            Self::Review => "review",
        }
    }
}

/// Everything that happens on `day`, by what it is, then by kind and title.
#[must_use]
pub fn on_day(catalogue: &Catalogue, day: Date) -> Vec<DayChange> {
    let teller = Teller { catalogue, day };
    let mut changes = teller.entries();
    changes.extend(teller.terms());
    changes.extend(teller.laws());
    changes
        .sort_by(|a, b| (a.what, a.kind, &a.title, &a.id).cmp(&(b.what, b.kind, &b.title, &b.id)));
    changes
}

struct Teller<'a> {
    catalogue: &'a Catalogue,
    day: Date,
}

impl Teller<'_> {
    /// Whether something begins or ends on the day.
    fn turn(&self, valid: Validity) -> Option<Event> {
        let ends = valid.to.and_then(|last| last.tomorrow().ok()) == Some(self.day);
        let begins = valid.from == Some(self.day);
        if begins { Some(Event::Begins) } else { ends.then_some(Event::Ends) }
    }

    fn entries(&self) -> Vec<DayChange> {
        let mut changes = Vec::new();
        for at in self.catalogue.entries() {
            let entry = self.catalogue.entry(at);
            let instead =
                entry.replaced_by.iter().map(|other| self.catalogue.entry(*other).title.clone());
            let tell = |what| DayChange {
                instead: instead.clone().collect(),
                ..self.told(what, at.kind.as_str(), (&entry.id, &entry.title), Target::Entry(at))
            };
            changes.extend(self.turn(entry.valid).map(tell));
            if entry.review_due() == Some(self.day) && !entry.is_historical(self.day) {
                changes.push(tell(Event::Review));
            }
            if at.kind == Kind::Procedure {
                let procedure = &self.catalogue.procedures[Key::new(at.index as usize)];
                let by = Some(DeadlineRule::By(self.day));
                let is_due = |step: &&Step| {
                    step.deadline.as_ref().is_some_and(|deadline| deadline.rule == by)
                };
                for step in procedure.steps.iter().filter(is_due) {
                    let title = format!("{}: {}", entry.title, step.title);
                    changes.push(DayChange {
                        title,
                        procedures: vec![entry.title.clone()],
                        ..tell(Event::Deadline)
                    });
                }
            }
        }
        changes
    }

    fn terms(&self) -> Vec<DayChange> {
        let terms = self.catalogue.vocabulary.iter().enumerate().filter_map(|(index, term)| {
            let what = self.turn(term.valid)?;
            let target = Target::Vocabulary(Key::new(index));
            let instead =
                term.replaced_by.iter().map(|key| self.catalogue.vocabulary[*key].label.clone());
            let told = self.told(what, term.vocabulary.as_str(), (&term.id, &term.label), target);
            Some(DayChange { instead: instead.collect(), ..told })
        });
        terms.collect()
    }

    fn laws(&self) -> Vec<DayChange> {
        let laws = self.catalogue.laws.iter().enumerate().flat_map(|(index, law)| {
            let turns = law
                .versions
                .iter()
                .filter_map(|version| Some((self.turn(version.valid)?, &version.eli)));
            turns.map(move |(what, eli)| {
                let title = format!("{} ({eli})", law.short);
                self.told(what, "law", (&law.id, &title), Target::Law(Key::new(index)))
            })
        });
        laws.collect()
    }

    fn told(
        &self,
        what: Event,
        kind: &'static str,
        (id, title): (&str, &str),
        target: Target,
    ) -> DayChange {
        let from: BTreeSet<EntryRef> =
            self.catalogue.references.to(target).map(|reference| reference.from).collect();
        let alive = |at: &&EntryRef| !self.catalogue.entry(**at).is_historical(self.day);
        let procedures = from.iter().filter(alive).filter(|at| at.kind == Kind::Procedure);
        DayChange {
            what,
            kind,
            id: id.to_owned(),
            title: title.to_owned(),
            instead: Vec::new(),
            entries: from.iter().filter(alive).count(),
            procedures: procedures.map(|at| self.catalogue.entry(*at).title.clone()).collect(),
        }
    }
}
