//! Where bytes come in: every file that a portal is made from, and its path. Takes the sources; gives findings, and the
//! numbers that are known to be something else.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use super::codes;
use super::exceptions::{Exception, Exceptions};
use super::number::Number;
use super::scan::{Certainty, Hit, scan};
use super::typed::Typed;
use crate::diagnostics::{Diagnostic, Findings};
use crate::source::{FileId, Place, SourceFile, Sources, Span};

/// What was found in the sources, before exceptions are looked at.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    found: Vec<Found>,
    /// Numbers that stand under a key that explains them.
    explained: BTreeSet<Number>,
}

/// A number in one file.
#[derive(Debug)]
struct Found {
    file: FileId,
    /// Whether it stands in the path and not in the file.
    in_path: bool,
    hit: Hit,
}

/// Numbers that may be published: they are known to be something else, or are excepted.
#[derive(Debug, Default)]
pub(crate) struct Passed(BTreeSet<Number>);

impl Passed {
    /// Whether a number is among them.
    pub(super) fn has(&self, hit: &Hit) -> bool {
        self.0.contains(&hit.number)
    }
}

/// Scans every file and every path, but those of the built-in theme: a test has seen those.
pub(crate) fn incoming(sources: &Sources) -> Incoming {
    let files: Vec<_> = sources.files().filter(|(_, source)| !source.is_built_in()).collect();
    let scanned: Vec<_> = files.into_par_iter().map(|(file, source)| in_file(file, source)).collect();
    let mut incoming = Incoming::default();
    for (found, explained) in scanned {
        incoming.found.extend(found);
        incoming.explained.extend(explained);
    }
    incoming
}

fn in_file(file: FileId, source: &SourceFile) -> (Vec<Found>, Vec<Number>) {
    let in_path = scan(source.path()).into_iter().map(|hit| Found { file, in_path: true, hit });
    let mut found: Vec<_> = in_path.filter(|found| found.hit.certainty == Certainty::Sure).collect();
    let hits = scan(source.text());
    if hits.is_empty() {
        return (found, Vec::new());
    }
    let typed = Typed::of(file, source);
    let (explained, hits): (Vec<_>, Vec<_>) = hits.into_iter().partition(|hit| typed.explains(hit));
    found.extend(hits.into_iter().map(|hit| Found { file, in_path: false, hit }));
    (found, explained.into_iter().map(|hit| hit.number).collect())
}

impl Incoming {
    /// What is told, and what may be published. Without settings nothing is excepted.
    pub(crate) fn judge(self, sources: &Sources, settings: Option<(&[Exception], Date)>) -> (Findings, Passed) {
        let mut exceptions = settings.map(|(all, today)| Exceptions::of(all, today));
        let mut findings = Findings::default();
        for found in self.found {
            let path = sources.file(found.file).path();
            let covered = exceptions.as_mut().is_some_and(|exceptions| exceptions.cover(path, &found.hit));
            if !covered {
                findings.push(found.told());
            }
        }
        let (about, excepted) = exceptions.map(Exceptions::finish).unwrap_or_default();
        findings.append(about);
        let passed = self.explained.into_iter().chain(excepted).collect();
        (findings, Passed(passed))
    }
}

impl Found {
    fn told(&self) -> Diagnostic {
        let masked = self.hit.masked();
        let at = |span| Place { file: self.file, span };
        match self.hit.certainty {
            _ if self.in_path => codes::in_path(at(Span::default()), &masked),
            Certainty::Sure => codes::personal_number(at(self.span()), &masked),
            Certainty::Possible => codes::possible(at(self.span()), &masked),
        }
    }

    fn span(&self) -> Span {
        Span::new(self.hit.span.start, self.hit.span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::default_theme;

    #[test]
    fn the_built_in_theme_has_no_personal_number() {
        let (sources, _) = default_theme();
        let files: Vec<_> = sources.files().collect();
        assert!(files.len() > 50 && files.iter().all(|(_, source)| source.is_built_in()));
        let found: Vec<_> = files.into_iter().flat_map(|(file, source)| in_file(file, source).0).collect();
        assert!(found.is_empty(), "{found:?}");
    }
}
