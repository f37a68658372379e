//! Lists, and one text that was meant to be a list: ids by commas, lines by the dashes before them.

use super::{Syntax, colon_in_text, flow, mapping_of, phone_and_mail};
use crate::source::node::{Node, Value};
use crate::source::titles::Titles;

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListOf {
    /// Words of people.
    Texts,
    /// Ids, addresses and the like, which have no space in them: a list of one may be written
    /// without brackets.
    Ids,
    /// Values with fields of their own.
    Mappings,
}

/// Whether a text is one id and not several that lack the brackets around them.
pub(in crate::source) fn is_one(text: &str) -> bool {
    split(ListOf::Ids, text) == [text.trim()]
}

/// The ids that a text was meant to be.
pub(crate) fn ids_in(text: &str) -> Vec<&str> {
    split(ListOf::Ids, text)
}

/// The value as a list.
pub(in crate::source) fn list(
    key: &str,
    node: &Node,
    (of, syntax): (ListOf, Syntax),
    titles: &Titles,
) -> Option<String> {
    match &node.value {
        Value::Mapping(_) if of == ListOf::Mappings => Some(format!("[{}]", flow(node, syntax))),
        Value::Mapping(pairs) if of == ListOf::Texts => {
            let items: Option<Vec<_>> = pairs.iter().map(colon_in_text).collect();
            items.map(|items| format!("[{}]", items.join(", ")))
        }
        Value::Scalar { text, .. } if key == "phones" && text.contains('@') => phone_and_mail(text),
        Value::Scalar { text, .. } => {
            let inner = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
            let text = inner.unwrap_or(text);
            let by_commas = of == ListOf::Texts && OF_WORDS.contains(&key);
            let items = if by_commas { words(text) } else { split(of, text) };
            let items: Option<Vec<_>> = match of {
                ListOf::Mappings => {
                    items.iter().map(|item| mapping_of(key, item, syntax, titles)).collect()
                }
                ListOf::Texts => Some(items.iter().map(|item| syntax.text(item)).collect()),
                ListOf::Ids => ids(text, &items, syntax, titles),
            };
            items.filter(|items| !items.is_empty()).map(|items| format!("[{}]", items.join(", ")))
        }
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// The lists of words in which no item has a comma.
const OF_WORDS: [&str; 3] = ["words", "to", "also_called"];

fn words(text: &str) -> Vec<&str> {
    text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// Ids, also where things are called by their names: these are parted by commas alone.
fn ids(text: &str, items: &[&str], syntax: Syntax, titles: &Titles) -> Option<Vec<String>> {
    let is_plain = |item: &&str| !item.contains(char::is_uppercase);
    if items.iter().all(is_plain) {
        return Some(items.iter().map(|item| syntax.text(item)).collect());
    }
    let names = text.split([',', ';']).flat_map(|name| name.split(" og "));
    names.map(|name| titles.id(name, None).map(|id| syntax.text(id))).collect()
}

/// The items that one text was meant to be: ids by commas, lines by the dashes before them.
fn split(of: ListOf, text: &str) -> Vec<&str> {
    let dashes: Vec<_> =
        ["– ", "— ", "• ", "- "].into_iter().filter(|dash| text.starts_with(dash)).collect();
    let items: Vec<&str> = match dashes.first() {
        Some(dash) => text.split(*dash).collect(),
        None if of == ListOf::Ids => text.split([',', ';', ' ']).collect(),
        None => vec![text],
    };
    let tidy = items.into_iter().map(|item| item.trim().trim_matches(['[', ']', ',', '-']).trim());
    let is_joint = |item: &str| of == ListOf::Ids && ["og", "samt", "&", "+"].contains(&item);
    tidy.filter(|item| !item.is_empty() && !is_joint(item)).collect()
}
