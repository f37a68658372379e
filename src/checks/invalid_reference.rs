//! `invalid-reference`: an entry points at something that does not hold while the entry does.
//!
//! Why: target groups are retired, units close; an offer in use that is still filed under them
//! sends staff to what is no longer there. History may point at history. Wrong: an active offer
//! with `citizen_categories: [matchgruppe-4]`. Right: `citizen_categories: [matchgruppe-2]`.

use jiff::civil::Date;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{
    Catalogue, Entry, EntryRef, Key, Reference, Relation, Target, Validity, VocabularyTerm,
};

/// A vocabulary term out of use, or a unit that is history, in an entry that is not.
pub(super) static INVALID_REFERENCE: Code = Code::warning("invalid-reference");

fn invalid_term(reference: &Reference, term: &VocabularyTerm, catalogue: &Catalogue) -> Diagnostic {
    let diagnostic = Diagnostic::new(&INVALID_REFERENCE, reference.at)
        .caused_by(format!("term {}", term.id))
        .with_word("kind", format!("kinds.{}", term.vocabulary.as_str()))
        .with("id", &term.id)
        .with("from", written(term.valid.from))
        .with("to", written(term.valid.to))
        .related(term.at, "term");
    let instead: Vec<_> =
        term.replaced_by.iter().map(|key| catalogue.vocabulary[*key].id.as_str()).collect();
    if instead.is_empty() {
        diagnostic
    } else {
        diagnostic.with("instead", instead.join("`, `")).help("help_instead")
    }
}

fn historical_unit(reference: &Reference, unit: &Entry, catalogue: &Catalogue) -> Diagnostic {
    let diagnostic = Diagnostic::new(&INVALID_REFERENCE, reference.at)
        .caused_by(format!("unit {}", unit.id))
        .with("id", &unit.id)
        .message("message_historical")
        .related(unit.place(unit.at.title), "historical");
    let instead: Vec<_> =
        unit.replaced_by.iter().map(|at| catalogue.entry(*at).id.as_str()).collect();
    if instead.is_empty() {
        diagnostic.help("help_historical")
    } else {
        diagnostic.with("instead", instead.join("`, `")).help("help_instead")
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let wrong = catalogue.references.iter().filter_map(|reference| match reference.to {
        Target::Vocabulary(key) => out_of_use(reference, key, catalogue),
        Target::Entry(to) if names_a_unit(reference.relation) => history(reference, to, catalogue),
        _ => None,
    });
    wrong.collect()
}

fn out_of_use(
    reference: &Reference,
    key: Key<VocabularyTerm>,
    catalogue: &Catalogue,
) -> Option<Diagnostic> {
    let term = &catalogue.vocabulary[key];
    let own = own_period(catalogue.entry(reference.from), catalogue.today);
    (!own.overlaps(term.valid)).then(|| invalid_term(reference, term, catalogue))
}

fn history(reference: &Reference, to: EntryRef, catalogue: &Catalogue) -> Option<Diagnostic> {
    let (from, to) = (catalogue.heading(reference.from), catalogue.heading(to));
    (to.historical && !from.historical).then(|| historical_unit(reference, to.entry, catalogue))
}

/// The relations that send staff to a unit.
fn names_a_unit(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Provider
            | Relation::Contact
            | Relation::RefersTo
            | Relation::Responsible
            | Relation::HandsOverTo
    )
}

/// The time in which what an entry says must hold: all of its time for history, else from today (or
/// its later beginning) on.
fn own_period(entry: &Entry, today: Date) -> Validity {
    if entry.is_historical(today) {
        return entry.valid;
    }
    Validity {
        from: Some(entry.valid.from.map_or(today, |from| from.max(today))),
        to: entry.valid.to,
    }
}

fn written(date: Option<Date>) -> String {
    date.map_or_else(|| "…".to_owned(), |date| date.to_string())
}
