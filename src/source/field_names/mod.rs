//! What people call the fields: in Danish, or by the word that other programs use. Takes a key that
//! is not known and those that are; gives the one that was meant.

mod called;

use self::called::{ABOVE_TABLES, CALLED, INSIDE, OUTERMOST, VALUES};
use crate::diagnostics::nearest;

/// The word of `known` that an editor means by `value`, if it can be told.
pub(super) fn meant_value<'k>(value: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = value.trim().to_lowercase();
    called(VALUES, &word, known)
        .or_else(|| called(CALLED, &word, known))
        .or_else(|| nearest(value, known.iter().copied()))
}

/// The first of the words that a table has under `word` that is known.
fn called<'k>(table: &[(&str, &[&str])], word: &str, known: &[&'k str]) -> Option<&'k str> {
    let (_, words) = table.iter().find(|(called, _)| *called == word)?;
    words.iter().find_map(|word| known.iter().copied().find(|known| known == word))
}

/// The fields that entries and their values have; a test of the model says that none is forgotten.
pub(crate) const FIELDS: &[&str] = &[
    "abbreviation",
    "about",
    "accept",
    "accessibility_statement",
    "address",
    "addresses",
    "administration",
    "administrations",
    "age",
    "aliases",
    "also_called",
    "anchor",
    "answer",
    "approved",
    "approved_by",
    "approximate",
    "areas",
    "as_of",
    "ask",
    "ask_about",
    "at_once",
    "attendance",
    "audience",
    "base_url",
    "branches",
    "broader",
    "by",
    "capacity",
    "case_number",
    "checked",
    "citizen_categories",
    "citizens",
    "city",
    "code",
    "collaborates_with",
    "color",
    "confirmed_by",
    "consent",
    "contact",
    "contact_point",
    "contacts",
    "cost",
    "date",
    "date_text",
    "deadline",
    "definition",
    "document",
    "documents_in",
    "documents_out",
    "does",
    "draft",
    "duration",
    "ean",
    "edition",
    "eli",
    "email",
    "end_event",
    "entry",
    "every",
    "exception",
    "excludes",
    "exercises",
    "expect",
    "expires",
    "facets",
    "file",
    "files",
    "follows",
    "footer",
    "from",
    "funding",
    "goal_type",
    "goto",
    "group",
    "handover_to",
    "heading",
    "holder",
    "host",
    "hours_per_week",
    "how",
    "id",
    "if",
    "initiative",
    "intro",
    "items",
    "kind",
    "label",
    "lane",
    "language",
    "law",
    "legal_basis",
    "levels",
    "lexicon",
    "limits",
    "line",
    "link",
    "max_loss",
    "measurements",
    "menu",
    "not_for",
    "not_only",
    "note",
    "number",
    "obligations",
    "offer_type",
    "offers",
    "opening_hours",
    "owner",
    "parent",
    "parts",
    "phone",
    "phones",
    "postal_code",
    "precompress",
    "procedure",
    "procedures",
    "provider",
    "publish",
    "publisher",
    "purpose",
    "query",
    "question",
    "quote",
    "reason",
    "referral",
    "replaced_by",
    "required",
    "responsible",
    "review_every",
    "reviewed",
    "scope",
    "search",
    "search_engines",
    "section",
    "see",
    "short",
    "since",
    "slug",
    "source",
    "source_url",
    "sources",
    "start_event",
    "status",
    "steps",
    "street",
    "summary",
    "supports",
    "tagline",
    "target_groups",
    "targets",
    "term",
    "text",
    "theme",
    "times_per_year",
    "title",
    "to",
    "topic",
    "trigger",
    "unit",
    "unit_type",
    "valid",
    "valid_from",
    "valid_to",
    "value",
    "versions",
    "voluntary",
    "website",
    "weeks",
    "within",
    "words",
];

/// Whether a word at the start of a line is a field, or a slip of one letter. Short ones are words of
/// Danish as well: `to`, `by`.
pub(super) fn is_near_one(word: &str) -> bool {
    let is_slip =
        |field: &&str| word.chars().count() >= 5 && strsim::damerau_levenshtein(word, field) <= 1;
    word.len() > 3 && (FIELDS.contains(&word) || FIELDS.iter().any(is_slip))
}

/// Whether a word is a field.
pub(super) fn is_one(word: &str) -> bool {
    FIELDS.contains(&word)
}

/// The field of `known` that an editor means by `key`, if it can be told.
pub(super) fn meant(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let word = key.trim().to_lowercase().replace('_', " ");
    called(CALLED, &word, known).or_else(|| meant_value(key, known))
}

/// The field of `known` in whose value a field belongs.
pub(super) fn inside(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let (_, outer) = INSIDE.iter().find(|(fields, _)| fields.contains(&key))?;
    outer.iter().find_map(|outer| known.iter().copied().find(|known| known == outer))
}

/// Whether a field stands at the margin of a file.
pub(super) fn is_outermost(key: &str) -> bool {
    OUTERMOST.contains(&key)
}

/// The setting that belongs above the first table of `site.toml`, if a key is one or a name of one.
pub(super) fn above_tables(key: &str) -> Option<&'static str> {
    meant(key, ABOVE_TABLES)
}

/// Whether a line is a field with its value.
pub(super) fn begins_with_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        FIELDS.contains(&key) && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether a line can stand among fields: one of them, or what belongs to the one above.
pub(super) fn is_line_of_fields(line: &str) -> bool {
    line.starts_with([' ', '-', '#', '}', ']']) || begins_with_field(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_usual_names() {
        for (key, known, field) in [
            ("min", &["from", "to", "text"][..], Some("from")),
            ("max", &["from", "to", "text"], Some("to")),
            ("Paragraf", &["law", "section"], Some("section")),
            ("citat", &["document", "line", "quote"], Some("quote")),
            ("zip", &["street", "postal_code", "city"], Some("postal_code")),
            ("resumé", &["title", "summary"], Some("summary")),
            ("Title", &["title", "summary"], Some("title")),
            ("months", &["text", "weeks"], None),
        ] {
            assert_eq!(meant(key, known), field, "{key}");
        }
    }
}
