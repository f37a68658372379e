//! A value that may be a day or a mapping: a form shows one of the two, and would lose the other.

use std::collections::BTreeMap;

use crate::model::{Catalogue, FieldSchema, Kind, Schema, declarations, parse_date};
use crate::source::Sources;

/// How each such key of each kind is written.
pub(super) struct Days(BTreeMap<(Kind, &'static str), Written>);

/// The files that write a day, and whether others write a mapping.
#[derive(Default)]
struct Written {
    days: Vec<String>,
    mappings: bool,
}

impl Days {
    pub(super) fn of(sources: &Sources, catalogue: &Catalogue) -> Self {
        let keys: BTreeMap<_, _> = Kind::ALL.into_iter().map(|kind| (kind, keys(kind))).collect();
        let mut written: BTreeMap<_, Written> = BTreeMap::new();
        for entry in catalogue.entries().map(|entry| catalogue.entry(entry)) {
            let file = sources.file(entry.file);
            for (key, lines) in keys[&entry.kind].iter().copied() {
                let place = entry.place_of(key);
                if place.span == entry.at.title {
                    continue;
                }
                let found = written.entry((entry.kind, key)).or_default();
                let text = file.text().get(place.span.range()).unwrap_or_default();
                // A list of lines would lose a line that stands alone.
                let is_line = lines && !text.starts_with(['[', '-']);
                if is_line {
                    found.days.push(file.path().to_owned());
                    found.mappings = true;
                    continue;
                }
                match parse_date(text.trim_matches(['"', '\'', ' '])) {
                    Some(_) => found.days.push(file.path().to_owned()),
                    None => found.mappings = true,
                }
            }
        }
        Self(written)
    }

    /// The field as the content has it: a day where that is all that is written.
    pub(super) fn as_written(&self, kind: Kind, field: &FieldSchema) -> FieldSchema {
        let mut field = field.clone();
        let written = self.0.get(&(kind, field.key));
        if written.is_some_and(|written| !written.mappings && !written.days.is_empty()) {
            field.value = Schema::Day;
        }
        field
    }
}

/// The files that write a day where other entries of the kind write a mapping.
pub(crate) fn days_among_mappings(sources: &Sources, catalogue: &Catalogue) -> Vec<String> {
    let written = Days::of(sources, catalogue).0.into_values();
    written.filter(|written| written.mappings).flat_map(|written| written.days).collect()
}

/// The keys of a kind that may be a day or a mapping, or a list of lines or its only one; whether
/// it is the latter.
fn keys(kind: Kind) -> Vec<(&'static str, bool)> {
    let declared = declarations().into_iter().find(|(name, _)| *name == kind.as_str());
    let Some((_, Schema::Mapping(fields))) = declared else { return Vec::new() };
    let either = fields
        .into_iter()
        .filter(|field| matches!(field.value, Schema::DayOr(_)) || is_lines(&field.value));
    either.map(|field| (field.key, is_lines(&field.value))).collect()
}

/// Whether a value is a list of lines that may be written as its only one.
fn is_lines(value: &Schema) -> bool {
    matches!(value, Schema::OneOrMore(of) if matches!(**of, Schema::Alias))
}
