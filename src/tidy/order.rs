//! The order that keys are written in. One list for the fields of an entry, one for everything that
//! stands within a field or a register; a key that neither knows comes last, as it stood.

/// The fields of entries of every kind: what it is, for whom, how, with whom, where it is said, how
/// fresh.
const ENTRY: &[&str] = &[
    "title",
    "id",
    "slug",
    "kind",
    "summary",
    "also_called",
    "draft",
    "date",
    "date_text",
    "status",
    "valid",
    "replaced_by",
    "unit_type",
    "goal_type",
    "offer_type",
    "administration",
    "administrations",
    "parent",
    "audience",
    "since",
    "menu",
    "footer",
    "purpose",
    "start_event",
    "end_event",
    "target_groups",
    "citizen_categories",
    "areas",
    "age",
    "not_only",
    "not_for",
    "excludes",
    "attendance",
    "duration",
    "voluntary",
    "cost",
    "funding",
    "capacity",
    "address",
    "phones",
    "email",
    "website",
    "ean",
    "opening_hours",
    "does",
    "ask_about",
    "collaborates_with",
    "provider",
    "contacts",
    "referral",
    "procedures",
    "supports",
    "follows",
    "about",
    "approved",
    "initiative",
    "obligations",
    "steps",
    "unit",
    "targets",
    "measurements",
    "intro",
    "parts",
    "owner",
    "reviewed",
    "review_every",
    "confirmed_by",
    "legal_basis",
    "sources",
    "aliases",
];

/// The keys of what stands within a field, and of registers.
const WITHIN: &[&str] = &[
    "id",
    "short",
    "term",
    "label",
    "title",
    "abbreviation",
    "color",
    "unit",
    "administration",
    "document",
    "heading",
    "entry",
    "query",
    "question",
    "words",
    "law",
    "if",
    "street",
    "topic",
    "number",
    "since",
    "date",
    "date_text",
    "lane",
    "responsible",
    "contact",
    "ask",
    "holder",
    "how",
    "anchor",
    "search",
    "facets",
    "kind",
    "by",
    "checked",
    "expires",
    "also_called",
    "valid_from",
    "valid_to",
    "replaced_by",
    "broader",
    "addresses",
    "eli",
    "from",
    "to",
    "line",
    "section",
    "postal_code",
    "city",
    "goto",
    "value",
    "citizens",
    "approximate",
    "group",
    "as_of",
    "status",
    "within",
    "every",
    "times_per_year",
    "at_once",
    "weeks",
    "hours_per_week",
    "expect",
    "age",
    "target_groups",
    "citizen_categories",
    "procedure",
    "trigger",
    "deadline",
    "consent",
    "documents_in",
    "documents_out",
    "offers",
    "handover_to",
    "branches",
    "case_number",
    "publisher",
    "scope",
    "definition",
    "answer",
    "text",
    "items",
    "exercises",
    "quote",
    "see",
    "versions",
    "note",
    "source",
    "legal_basis",
    "sources",
];

/// The place of a key among its neighbours: of those of an entry, or of those further in.
pub(super) fn rank(key: &str, is_of_entry: bool) -> usize {
    let list = if is_of_entry { ENTRY } else { WITHIN };
    list.iter().position(|known| *known == key).unwrap_or(list.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Schema, declarations};

    /// The keys of a declaration and of all that stands within it, with whether they are an entry's
    /// own.
    fn declared(schema: &Schema, is_of_entry: bool, keys: &mut Vec<(&'static str, bool)>) {
        match schema {
            Schema::List(inner) | Schema::OneOrMore(inner) | Schema::AtLeastOne(inner) => {
                declared(inner, is_of_entry, keys);
            }
            Schema::Mapping(fields) | Schema::DayOr(fields) => {
                for field in fields {
                    keys.push((field.key, is_of_entry));
                    declared(&field.value, false, keys);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_key_that_is_declared_has_its_place() {
        let mut keys = Vec::new();
        for (name, schema) in declarations().into_iter().filter(|(name, _)| *name != "site") {
            declared(&schema, !matches!(schema, Schema::List(_)), &mut keys);
            assert!(!keys.is_empty(), "{name}");
        }
        let lost = keys.into_iter().filter(|(key, is_of_entry)| {
            let list = if *is_of_entry { ENTRY } else { WITHIN };
            !list.contains(key)
        });
        assert_eq!(lost.collect::<Vec<_>>(), []);
    }

    #[test]
    fn no_key_stands_twice() {
        for list in [ENTRY, WITHIN] {
            let mut seen = std::collections::BTreeSet::new();
            assert!(list.iter().all(|key| seen.insert(*key)), "{list:?}");
        }
    }
}
