//! A finding in words and with its place in lines and columns, as other programs want it.

use super::{Diagnostic, Findings, Severity, Texts};
use crate::personal_number::mask;
use crate::span::{Files, line_column};

/// A finding, told.
pub(super) struct Told {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
    /// Path with `/`, from where the program was started.
    pub(super) file: String,
    /// First line and column, from 1; columns are characters.
    pub(super) start: (usize, usize),
    /// Line and column behind the last character.
    pub(super) end: (usize, usize),
}

impl Told {
    /// `below` stands before its path.
    pub(super) fn of(finding: &Diagnostic, files: &dyn Files, texts: &Texts, below: &str) -> Self {
        let (path, text) = (files.path(finding.place.file), files.text(finding.place.file));
        let at = |byte: u32| {
            let at = line_column(text, byte as usize);
            (at.line, at.column)
        };
        Self {
            code: finding.code.name,
            severity: finding.severity,
            message: finding.message_text(texts),
            help: finding.help_text(texts),
            file: mask(&format!("{below}{path}")).into_owned(),
            start: at(finding.place.span.start),
            end: at(finding.place.span.end),
        }
    }

    /// All findings, the worst first, else in the order of their places; `below` stands before
    /// their paths.
    pub(super) fn all(
        findings: &Findings,
        files: &dyn Files,
        texts: &Texts,
        below: &str,
    ) -> Vec<Self> {
        let mut all: Vec<_> =
            findings.iter().map(|finding| Self::of(finding, files, texts, below)).collect();
        all.sort_by_key(|told| told.severity);
        all
    }
}
