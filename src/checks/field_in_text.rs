//! `field-in-text`: a field that stands in the text instead of among the fields.
//!
//! Why: under the second `---` everything is text, so that the field goes out as it is written and
//! counts for nothing. Wrong: `voluntary: true` below the second `---`. Right: above it.

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::keys;
use crate::source::{FileId, Place, Role, SourceFile, Span};

/// A line of the text begins with a key that the kind has.
pub(super) static FIELD_IN_TEXT: Code = Code::warning("field-in-text");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources);
    files.filter_map(|(id, file)| first_field(id, file)).collect()
}

/// One is told: where one field is, the others mostly are.
fn first_field(id: FileId, file: &SourceFile) -> Option<Diagnostic> {
    let Role::Entry(kind) = file.role() else { return None };
    let keys = keys(kind);
    let body = written::body(id, file);
    let lines = written::lines(id, file).filter(|(start, _)| *start >= body);
    let mut is_code = false;
    let mut fields = lines.filter_map(|(start, line)| {
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        let key = line.split(':').next()?;
        let is_field = !is_code && line[key.len()..].starts_with(": ") && keys.contains(&key);
        is_field.then(|| (key, Span::new(start, start + line.trim_end().len())))
    });
    let (key, span) = fields.next()?;
    Some(Diagnostic::new(&FIELD_IN_TEXT, Place { file: id, span }).with("field", key))
}
