//! All that one run has found: put in order, each cause told once, at the levels that the settings
//! ask for.

use std::collections::{BTreeMap, HashMap};

use super::{Code, Diagnostic, Level, Severity};
use crate::span::{FileId, Place};

/// There are more findings of a code in a file than anybody reads; the first are told.
pub(crate) static MORE_FINDINGS: Code = Code::info("more-findings");

fn more_findings(place: Place, code: &str, count: usize) -> Diagnostic {
    Diagnostic::new(&MORE_FINDINGS, place).with("code", code).with("count", count)
}

/// The findings of one run, in the order they were made until [`Findings::into_sorted`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Keeps those that `wanted` says.
    pub fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(wanted);
    }

    /// Adds those of another stage.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether anything stands in the way of publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// All of them, in the order they stand.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is an error that is not allowed: then nothing is published.
    #[must_use]
    pub fn stop(&self, allow: &[String]) -> bool {
        let is_allowed = |code: &Code| !code.binding && allow.iter().any(|name| name == code.name);
        self.0.iter().any(|diagnostic| {
            diagnostic.severity == Severity::Error && !is_allowed(diagnostic.code)
        })
    }

    /// Raises the codes in `deny` to errors and drops those in `allow`, but for binding ones;
    /// `allow` is read first.
    pub fn judge(&mut self, deny: &[String], allow: &[String]) {
        self.0.retain(|diagnostic| {
            diagnostic.code.binding || !allow.iter().any(|name| name == diagnostic.code.name)
        });
        for diagnostic in &mut self.0 {
            if deny.iter().any(|name| name == diagnostic.code.name) {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// Gives each finding the level that `level` says for its code, if it says one that the code
    /// may have: those that are off go, and so do quiet ones that nobody asks for.
    pub fn set_levels(&mut self, level: impl Fn(&str) -> Option<Level>) {
        let level = |code: &Code| level(code.name).filter(|level| code.may_be(*level));
        self.0.retain_mut(|diagnostic| match level(diagnostic.code) {
            Some(Level::Off) => false,
            Some(Level::As(severity)) => {
                diagnostic.severity = severity;
                true
            }
            None => !diagnostic.code.quiet,
        });
    }

    /// Of each code in each file no more than `most`, and how many more there are; takes sorted
    /// findings.
    #[must_use]
    pub fn at_most(self, most: usize) -> Self {
        let mut count: BTreeMap<(FileId, &str), (usize, Place)> = BTreeMap::new();
        let mut kept = Self::default();
        for diagnostic in self.0 {
            let key = (diagnostic.place.file, diagnostic.code.name);
            let (count, last) = count.entry(key).or_insert((0, diagnostic.place));
            *count += 1;
            if *count <= most {
                *last = diagnostic.place;
                kept.push(diagnostic);
            }
        }
        let more = count.into_iter().filter(|(_, (count, _))| *count > most);
        kept.extend(more.map(|((_, code), (count, last))| more_findings(last, code, count - most)));
        kept.into_sorted()
    }

    /// By file, then position, then code; the same finding, and the same cause, only once.
    #[must_use]
    pub fn into_sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            (a.place, a.code.name, &a.arguments).cmp(&(b.place, b.code.name, &b.arguments))
        });
        self.0.dedup();
        self.told_once()
    }

    /// Of findings with one cause the first, with the places of the others.
    fn told_once(mut self) -> Self {
        let mut first: HashMap<(&'static str, String), usize> = HashMap::new();
        let mut told: Vec<Diagnostic> = Vec::with_capacity(self.0.len());
        for diagnostic in self.0.drain(..) {
            let cause =
                diagnostic.cause.as_ref().map(|cause| (diagnostic.code.name, cause.name.clone()));
            if let Some(at) = cause.as_ref().and_then(|cause| first.get(cause)) {
                told[*at].is_also_at(diagnostic.place);
            } else {
                first.extend(cause.map(|cause| (cause, told.len())));
                told.push(diagnostic);
            }
        }
        Self(told)
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Findings {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}
