//! The order of documents in the segment: by title as a Danish reader expects it, then by kind and id. Document ids follow it, so ties
//! in ranking and browsing without a query need nothing more.

use crate::SearchDocument;
use crate::analysis::clean;

/// The documents in title order.
pub(crate) fn by_title(documents: &[SearchDocument]) -> Vec<&SearchDocument> {
    let mut ordered: Vec<(String, &SearchDocument)> =
        documents.iter().map(|document| (title_key(&document.title), document)).collect();
    ordered.sort_by(|(left_key, left), (right_key, right)| {
        left_key.cmp(right_key).then_with(|| (left.kind, &left.id).cmp(&(right.kind, &right.id)))
    });
    ordered.into_iter().map(|(_, document)| document).collect()
}

/// A key that sorts as Danish does: case and punctuation do not matter, æ ø å come last, and aa is å.
fn title_key(title: &str) -> String {
    let letters: String = clean(title).to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    letters
        .trim_start()
        .replace("aa", "å")
        .chars()
        .map(|c| match c {
            'æ' | 'ä' => '\u{e000}',
            'ø' | 'ö' => '\u{e001}',
            'å' => '\u{e002}',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::title_key;

    #[test]
    fn danish_letters_come_last_and_aa_is_one_of_them() {
        let mut titles = ["Ålborg", "Aabenrå", "Zoo", "Ærø", "Øresund", "»Alkohol«", "alkoholbehandling"];
        titles.sort_by_key(|title| title_key(title));
        assert_eq!(titles, ["»Alkohol«", "alkoholbehandling", "Zoo", "Ærø", "Øresund", "Aabenrå", "Ålborg"]);
    }
}
