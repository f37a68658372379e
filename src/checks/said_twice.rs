//! `said-twice`: the same step twice in a procedure, the same way on twice from a step, a step's
//! number that the portal writes itself, citizens that two units share in the words of both, a heading
//! twice in a part of the text. Items of any other list are compared where they are read.
//!
//! Why: one of the two was copied to be changed, and was not; a reader looks for the difference.
//! Wrong: two branches `if: Borgeren siger ja`. Right: one of them `if: Borgeren siger nej`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Inputs, table_text};
use crate::diagnostics::{Change, Diagnostic, Findings};
use crate::model::{
    Catalogue, Contact, Course, Entry, EntryRef, Goal, Procedure, Shown, Step, Synonym, ToldByBoth,
};
use crate::prose::{Heading, Pattern, Prose, pattern};
use crate::source::{Place, number_twice, said_twice};

/// `1. Indkald`, `Trin 1: Indkald`, `1) Indkald`: a number before a sentence. Before a small letter
/// it is an ordinal: `1. samtale`.
static NUMBERED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:(?:Trin|trin|Step)\s+)?(\d{1,2})\s*[.):–-]\s*(\p{Lu}.*)$"));

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut findings = Findings::default();
    for procedure in &input.catalogue.procedures {
        findings.extend(numbered(procedure));
        let mut known = HashMap::new();
        for step in &procedure.steps {
            let here = procedure.entry.place(step.at);
            if let Some(first) = known.insert((&step.title, step.lane), here) {
                findings.push(said_twice(here, &step.title, first));
            }
            branches(procedure, step, &mut findings);
        }
    }
    findings.extend(collaborations(input.catalogue));
    findings.extend(input.entries().flat_map(|(entry, prose)| headings(entry, prose)));
    findings.extend(rows(input.catalogue));
    findings.extend(input.catalogue.contacts.iter().flat_map(phones));
    findings.extend(input.catalogue.courses.iter().flat_map(shown));
    findings.extend(input.catalogue.courses.iter().flat_map(parts));
    findings.extend(input.catalogue.goals.iter().flat_map(measured));
    findings.extend(input.entries().filter_map(|(entry, _)| own_title(entry)));
    findings.extend(input.entries().flat_map(|(entry, _)| names(entry)));
    findings.extend(input.entries().flat_map(|(entry, _)| tables(entry, input)));
    findings
}

/// The same telephone number twice, however it is written.
fn phones(unit: &Contact) -> Vec<Diagnostic> {
    let mut known = HashSet::new();
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
    let twice = unit.phones.iter().filter(|phone| !known.insert(digits(&phone.number)));
    let place = unit.entry.place_of("phones");
    twice.map(|phone| said_twice(place, &phone.number, place)).collect()
}

/// The same page twice in one part of a course.
fn shown(course: &Course) -> Vec<Diagnostic> {
    let twice = course.parts.iter().flat_map(|part| {
        let mut known: HashMap<(EntryRef, &str), Place> = HashMap::new();
        let items = part.items.iter().filter_map(|item| match &item.shown {
            Shown::Entry { entry, anchor } => {
                let anchor = anchor.as_ref().map_or("", |anchor| anchor.value.as_str());
                Some(((*entry, anchor), item))
            }
            Shown::Search { .. } => None,
        });
        let told = items.filter_map(|(name, item)| {
            let first = *known.entry(name).or_insert(item.at);
            (first != item.at).then(|| said_twice(item.at, &part.heading, first))
        });
        told.collect::<Vec<_>>()
    });
    twice.map(|found| found.message("message_item").help("help_item")).collect()
}

/// Two parts of a course under the same heading.
fn parts(course: &Course) -> Vec<Diagnostic> {
    let mut known = HashSet::new();
    let twice = course.parts.iter().filter(|part| !known.insert(part.heading.to_lowercase()));
    let place = course.entry.place_of("parts");
    let told = twice.map(|part| said_twice(place, &part.heading, place));
    told.map(|found| found.message("message_heading").help("help_heading")).collect()
}

/// A goal that was measured twice on a day.
fn measured(goal: &Goal) -> Vec<Diagnostic> {
    let mut known: HashMap<Date, Place> = HashMap::new();
    let dated = goal.measurements.iter().filter_map(|figure| Some((figure, figure.date?)));
    let told = dated.filter_map(|(figure, date)| {
        let here = goal.entry.place(figure.at);
        let first = *known.entry(date).or_insert(here);
        (first != here).then(|| said_twice(here, &date.to_string(), first))
    });
    told.map(|found| found.message("message_measured").help("help_measured")).collect()
}

/// The same name twice among the other names, with other capitals: with the same it is told where
/// it is read.
fn names(entry: &Entry) -> Vec<Diagnostic> {
    let mut known: HashMap<String, &str> = HashMap::new();
    let place = entry.place_of("also_called");
    let told = entry.also_called.iter().filter_map(|name| {
        let first = known.insert(name.to_lowercase(), name)?;
        (first != name).then(|| said_twice(place, name, place))
    });
    told.collect()
}

/// The same heading over two columns of a table, and the same row twice.
fn tables(entry: &Entry, input: &Inputs<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for table in table_text::tables(entry, input.sources) {
        let mut heads = HashMap::new();
        for (place, head) in table.head.cells() {
            if let Some(first) = heads.insert(head, place).filter(|_| !head.is_empty()) {
                let found = said_twice(place, head, first);
                told.push(found.message("message_column").help("help_column"));
            }
        }
        let mut rows = HashMap::new();
        for row in &table.rows {
            let cells: Vec<&str> = row.cells().map(|(_, cell)| cell).collect();
            let (place, text) = (row.place, cells.join(" ").trim().to_owned());
            if let Some(first) = rows.insert(cells, place).filter(|_| !text.is_empty()) {
                told.push(said_twice(place, &text, first).changed(place, Change::Remove));
            }
        }
    }
    told
}

/// A title among the other names.
fn own_title(entry: &Entry) -> Option<Diagnostic> {
    let is_title = |name: &&String| name.to_lowercase() == entry.title.to_lowercase();
    let name = entry.also_called.iter().find(is_title)?;
    Some(said_twice(entry.place_of("also_called"), name, entry.place(entry.at.title)))
}

/// Rows of registers that say what another says already: the same synonyms, the same search.
fn rows(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut known = HashMap::new();
    let synonyms = catalogue.synonyms.iter().map(|row| match row {
        Synonym::Mutual { words, at } => (("", words.join(", ").to_lowercase()), *at),
        Synonym::OneWay { from, to, at } => {
            ((from.as_str(), format!("{from}: {}", to.join(", ")).to_lowercase()), *at)
        }
    });
    let tests = catalogue.search_tests.iter();
    let tests = tests.map(|test| (("?", test.query.to_lowercase()), test.at));
    let told = synonyms.chain(tests).filter_map(|((sort, words), at)| {
        let first = *known.entry((sort, words.clone())).or_insert(at);
        (first != at).then(|| said_twice(at, &words, first))
    });
    told.collect()
}

/// Headings of the same words in the same part: who looks for one finds the first.
fn headings(entry: &Entry, prose: &Prose) -> Vec<Diagnostic> {
    let mut path: Vec<&Heading> = Vec::new();
    let mut known: HashMap<Vec<String>, Place> = HashMap::new();
    let told = prose.headings.iter().filter_map(|heading| {
        path.retain(|above| above.level < heading.level);
        path.push(heading);
        let words = path.iter().map(|heading| heading.text.trim().to_lowercase()).collect();
        let here = entry.place(heading.span);
        let first = known.insert(words, here).filter(|_| !heading.text.trim().is_empty())?;
        let found = said_twice(here, &heading.text, first);
        Some(found.message("message_heading").help("help_heading"))
    });
    told.collect()
}

/// Steps that begin with their own number.
fn numbered(procedure: &Procedure) -> Vec<Diagnostic> {
    let steps = (1..).zip(&procedure.steps);
    let told = steps.filter_map(|(number, step): (usize, &Step)| {
        let written = NUMBERED.captures(&step.title)?;
        let (own, words) = (written.get(1)?.as_str(), written.get(2)?.as_str());
        let here = procedure.entry.place(step.at);
        (own.parse() == Ok(number)).then(|| number_twice(here, own, words))
    });
    told.collect()
}

/// Citizens that a unit shares with another one that says the same of the first.
fn collaborations(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let told = catalogue.told_by_both().filter(|ToldByBoth { row, theirs, .. }| {
        theirs.iter().any(|theirs| theirs.citizens == row.citizens)
    });
    told.map(|ToldByBoth { unit, other, .. }| both_say(unit, other)).collect()
}

fn both_say(unit: &Contact, other: &Contact) -> Diagnostic {
    let [here, there] = [unit, other].map(|unit| unit.entry.place_of("collaborates_with"));
    let found = said_twice(here, &unit.entry.title, there);
    let found = found.with("one", &unit.entry.id).with("other", &other.entry.id);
    found.message("message_both").help("help_both")
}

fn branches(procedure: &Procedure, step: &Step, findings: &mut Findings) {
    let here = procedure.entry.place(step.at);
    for (at, branch) in step.branches.iter().enumerate() {
        let earlier = &step.branches[..at];
        if earlier.iter().any(|earlier| earlier.condition == branch.condition) {
            findings.push(said_twice(here, &branch.condition, here));
        }
    }
}
