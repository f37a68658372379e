//! What of a document weighs in besides its words: what it is, and whether it is history.

use crate::query::AskedKind;
use crate::{DocumentKind, Kind};

/// What history loses.
const HISTORICAL: f64 = 0.85;

/// What an entry loses to one that acts or explains: goals, then terms and courses, which speak of
/// others; news only reports.
const AIMING: f64 = 0.95;
const SPEAKING_OF_OTHERS: f64 = 0.9;
const REPORTING: f64 = 0.75;

/// The page of a law only leads on to what rests on it, unless it is what was asked for.
const LEADING_ON: f64 = 0.6;

/// What an entry of a kind gains that is asked for.
const ASKED_FOR: f64 = 1.15;

/// A term's exact match is worth less than any entry's: who types a word looks for the thing before
/// its definition.
const EXACT_TERM: f64 = 0.5;

/// What of a document weighs in besides its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) kind: DocumentKind,
    pub(crate) historical: bool,
}

impl Standing {
    /// What its words count for.
    pub(super) fn weight(self, asked: &[AskedKind]) -> f64 {
        let kind = match self.kind {
            kind if asked.iter().any(|asked| asked.kind == kind) => ASKED_FOR,
            DocumentKind::Entry(Kind::Goal) => AIMING,
            DocumentKind::Entry(Kind::Term | Kind::Course) => SPEAKING_OF_OTHERS,
            DocumentKind::Entry(Kind::News) => REPORTING,
            DocumentKind::Entry(_) => 1.0,
            DocumentKind::Law => LEADING_ON,
        };
        kind * if self.historical { HISTORICAL } else { 1.0 }
    }

    /// What its title and names count for.
    pub(super) fn exact_weight(self) -> f64 {
        let kind = if self.kind == Kind::Term.into() { EXACT_TERM } else { 1.0 };
        kind * if self.historical { HISTORICAL } else { 1.0 }
    }
}
