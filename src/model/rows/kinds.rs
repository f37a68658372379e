//! Which kind of entry the fields of a file are those of. Takes the keys; gives the kind, and
//! changes nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Kind;
use crate::model::declare::{Schema, declarations};
use crate::source::{Node, Value};

/// The keys that the files of each kind may have.
static KEYS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let declared = declarations().into_iter().filter_map(|(name, schema)| match schema {
        Schema::Mapping(fields) => {
            Some((name, fields.into_iter().map(|field| field.key).collect()))
        }
        _ => None,
    });
    declared.collect()
});

/// The keys that the fields of a kind may have.
pub(crate) fn keys(kind: Kind) -> &'static [&'static str] {
    KEYS.get(kind.as_str()).map_or(&[], Vec::as_slice)
}

/// Whether a field is written that the kind has not.
pub(super) fn has_foreign(node: &Node, kind: Kind) -> bool {
    let Value::Mapping(pairs) = &node.value else { return false };
    pairs.iter().any(|(key, _)| !keys(kind).contains(&key.text.as_str()))
}

/// The other kind that all of a file's fields are those of, if they are plainly not those of its
/// own.
pub(super) fn fields_of(node: &Node, kind: Kind) -> Option<Kind> {
    let Value::Mapping(pairs) = &node.value else { return None };
    let foreign = pairs.iter().filter(|(key, _)| !keys(kind).contains(&key.text.as_str())).count();
    let tells_kind = |key: &str| ["offer_type", "unit_type", "goal_type", "steps"].contains(&key);
    let plainly = foreign >= 2
        || pairs
            .iter()
            .any(|(key, _)| tells_kind(&key.text) && !keys(kind).contains(&key.text.as_str()));
    let has_all =
        |other: &Kind| pairs.iter().all(|(key, _)| keys(*other).contains(&key.text.as_str()));
    let mut others = Kind::ALL.into_iter().filter(|other| *other != kind && has_all(other));
    let only = others.next().filter(|_| plainly)?;
    others.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_from_a_text_by_every_field_of_an_entry() {
        let keys = KEYS.values().flatten();
        let unknown: Vec<_> = keys.filter(|key| !crate::source::FIELDS.contains(key)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
