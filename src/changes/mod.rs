//! What is different between two states of a portal, and what will be on a day. Takes sources, or a
//! catalogue and a day; gives data that the command line puts into words. Works on what is written,
//! field by field, so that a change of any field of any kind is told.

mod day;
mod state;

use std::collections::BTreeSet;

use serde::Serialize;

pub use day::{DayChange, Event, on_day};
pub use state::{Item, State};

/// One entry, or one row of a register, that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of it.
    pub what: What,
    /// Its kind, or the register's name.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its title, the newest there is.
    pub title: String,
    /// What is written otherwise; nothing of what is new or gone.
    pub fields: Vec<FieldChange>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It was not there before.
    Added,
    /// It is there, and different.
    Changed,
    /// It is kept as history from now on.
    Closed,
    /// It is not there any more.
    Removed,
}

impl What {
    /// All there are, in the order that they are told.
    pub const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Closed, Self::Removed];

    /// The key of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Closed => "closed",
            Self::Removed => "removed",
        }
    }
}

/// A field that is written otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The key; `body` is the text below the front matter.
    pub field: String,
    /// What is not there any more.
    pub removed: Vec<String>,
    /// What is there instead.
    pub added: Vec<String>,
}

/// Everything that is different, by what became of it, then by kind and id.
#[must_use]
pub fn changes(old: &State, new: &State) -> Vec<Change> {
    let names: BTreeSet<_> = old.items.keys().chain(new.items.keys()).collect();
    let changes = names.into_iter().filter_map(|name| {
        let [before, after] = [old, new].map(|state| state.items.get(name));
        let (what, fields) = match (before, after) {
            (None, None) => return None,
            (None, Some(_)) => (What::Added, Vec::new()),
            (Some(_), None) => (What::Removed, Vec::new()),
            (Some(before), Some(after)) => {
                let closed = after.is_closed() && !before.is_closed();
                (
                    if closed { What::Closed } else { What::Changed },
                    between(before, after, (old, new)),
                )
            }
        };
        if what == What::Changed && fields.is_empty() {
            return None;
        }
        let (kind, id) = name.clone();
        let title = after.or(before).map(|item| item.title.clone()).unwrap_or_default();
        Some(Change { what, kind, id, title, fields })
    });
    let mut changes: Vec<Change> = changes.collect();
    changes.sort_by_key(|change| change.what);
    changes
}

/// The fields that two states of one entry do not share.
fn between(before: &Item, after: &Item, (old, new): (&State, &State)) -> Vec<FieldChange> {
    let fields: BTreeSet<&String> = before.fields.keys().chain(after.fields.keys()).collect();
    let changed = fields.into_iter().filter_map(|field| {
        let empty = Vec::new();
        let [was, is] = [before, after].map(|item| item.fields.get(field).unwrap_or(&empty));
        let without = |all: &[String], others: &[String], state: &State| {
            let rest = all.iter().filter(|value| !others.contains(value));
            rest.map(|value| state.in_words(value)).collect::<Vec<_>>()
        };
        let (removed, added) = (without(was, is, old), without(is, was, new));
        // The same values in another order, or one of two that are the same, is a change as well.
        let moved = was != is && removed.is_empty() && added.is_empty();
        let all = |values: &[String], state: &State| {
            values.iter().map(|value| state.in_words(value)).collect()
        };
        let (removed, added) = if moved { (all(was, old), all(is, new)) } else { (removed, added) };
        let is_different = !(removed.is_empty() && added.is_empty());
        is_different.then(|| FieldChange { field: field.clone(), removed, added })
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn state(files: &[(&str, &str)]) -> State {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        State::of(&Sources::from_files(files).0)
    }

    const LIST: (&str, &str) =
        ("content/vocabularies/areas.yaml", "- { id: oest, label: Østbyen }\n");

    fn offer(more: &str) -> String {
        format!(
            "---\ntitle: Holdet\nsummary: Et hold.\n{more}---\n\nFørste afsnit.\n\nAndet afsnit.\n"
        )
    }

    #[test]
    fn what_is_new_gone_and_changed_is_told_field_by_field() {
        let (before, after) = (offer("phones: [p, q]\n"), offer("phones: [p, r]\nareas: [oest]\n"));
        let old =
            state(&[LIST, ("content/offers/a.md", &before), ("content/offers/b.md", &before)]);
        let new = state(&[LIST, ("content/offers/a.md", &after), ("content/offers/c.md", &before)]);
        let told: Vec<_> = changes(&old, &new)
            .into_iter()
            .map(|change| (change.what, change.id, change.fields))
            .collect();
        let field = |field: &str, removed: &[&str], added: &[&str]| FieldChange {
            field: field.to_owned(),
            removed: removed.iter().map(|text| (*text).to_owned()).collect(),
            added: added.iter().map(|text| (*text).to_owned()).collect(),
        };
        let fields = vec![field("areas", &[], &["Østbyen"]), field("phones", &["q"], &["r"])];
        let expected = vec![
            (What::Added, "c".to_owned(), Vec::new()),
            (What::Changed, "a".to_owned(), fields),
            (What::Removed, "b".to_owned(), Vec::new()),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn comments_the_order_of_keys_and_the_file_s_name_are_no_change() {
        let before = "---\nid: x\ntitle: A\nsummary: B\n---\n";
        let after = "---\n# en note\nsummary: \"B\"\ntitle: A\nid: x\n---\n";
        let old = state(&[("content/offers/a.md", before)]);
        assert_eq!(changes(&old, &state(&[("content/offers/b.md", after)])), []);
    }

    #[test]
    fn what_is_closed_is_told_as_closed() {
        let old = state(&[("content/offers/a.md", &offer(""))]);
        let new = state(&[("content/offers/a.md", &offer("status: closed\n"))]);
        assert_eq!(changes(&old, &new).first().map(|change| change.what), Some(What::Closed));
    }

    #[test]
    fn of_the_text_the_paragraphs_are_told() {
        let after = offer("").replace("Andet", "Tredje");
        let old = state(&[("content/offers/a.md", &offer(""))]);
        let new = state(&[("content/offers/a.md", &after)]);
        let fields = changes(&old, &new).remove(0).fields;
        assert_eq!(fields[0].field, "body");
        assert_eq!(
            (&fields[0].removed[..], &fields[0].added[..]),
            (&["Andet afsnit.".to_owned()][..], &["Tredje afsnit.".to_owned()][..])
        );
    }
}
