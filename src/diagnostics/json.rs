//! Findings for programs: one JSON object a line, in the form that the contract fixes.

use std::borrow::Cow;

use serde::Serialize;

use super::told::Told;
use super::{Findings, Mend, Texts};
use crate::personal_number::mask;
use crate::span::{Files, line_column};

/// The names are the contract's.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract fixes `line` and `end_line`")]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: String,
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
    url: String,
}

/// The change that mends it: put `text` where the range is, and `lines` are what stands there then.
#[derive(Serialize)]
struct Fix<'a> {
    file: Cow<'a, str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: String,
    lines: String,
}

impl<'a> Fix<'a> {
    fn of(mend: &'a Mend, files: &'a dyn Files) -> Self {
        let (path, source) = (files.path(mend.place.file), files.text(mend.place.file));
        let (range, text) = mend.edit(source);
        let [start, end] = [range.start, range.end].map(|at| line_column(source, at));
        Self {
            file: mask(path),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text,
            lines: mend.lines(source),
        }
    }

    /// Whether nothing in it had to be hidden: a change with stars in it would not mend anything.
    fn may_be_shown(&self) -> bool {
        [&self.text, &self.lines].into_iter().all(|text| matches!(mask(text), Cow::Borrowed(_)))
    }
}

#[derive(Serialize)]
struct Related<'a> {
    file: Cow<'a, str>,
    line: usize,
    column: usize,
    message: String,
}

/// All findings, a line each.
///
/// # Errors
/// When serde cannot write a finding, which plain strings and numbers never cause.
pub fn json_lines(
    findings: &Findings,
    files: &dyn Files,
    texts: &Texts,
) -> Result<String, serde_json::Error> {
    let mut lines = String::new();
    for diagnostic in findings.iter() {
        let Told { code, severity, message, help, file, start, end } =
            Told::of(diagnostic, files, texts, "");
        let related = diagnostic.related.iter().map(|(place, key)| {
            let at = line_column(files.text(place.file), place.span.start as usize);
            let message = diagnostic.related_text(texts, key);
            Related {
                file: mask(files.path(place.file)),
                line: at.line,
                column: at.column,
                message,
            }
        });
        lines.push_str(&serde_json::to_string(&Line {
            code,
            severity: severity.as_str(),
            message,
            file,
            line: start.0,
            column: start.1,
            end_line: end.0,
            end_column: end.1,
            help,
            related: related.collect(),
            fix: diagnostic
                .mend
                .as_ref()
                .map(|mend| Fix::of(mend, files))
                .filter(Fix::may_be_shown),
            url: format!("explain:{code}"),
        })?);
        lines.push('\n');
    }
    Ok(lines)
}
