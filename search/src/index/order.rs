//! The order of documents in the segment: by title as a Danish reader expects it, then by kind and
//! id. Document ids follow it, so ties in ranking and browsing without a query need nothing more.

use super::build::Heading;
use crate::analysis::clean;

/// The places of the documents in title order.
pub(crate) fn by_title(headings: &[Heading<'_>]) -> Vec<usize> {
    let keys: Vec<String> = headings.iter().map(|heading| title_key(heading.title)).collect();
    let key = |at: usize| (&keys[at], headings[at].kind, headings[at].id);
    let mut ordered: Vec<usize> = (0..headings.len()).collect();
    ordered.sort_by(|left, right| key(*left).cmp(&key(*right)));
    ordered
}

/// A key that sorts as Danish does: case and punctuation do not matter, æ ø å come last, and aa is
/// å.
fn title_key(title: &str) -> String {
    let letters: String =
        clean(title).to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
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
        let mut titles =
            ["Ålborg", "Aabenrå", "Zoo", "Ærø", "Øresund", "»Alkohol«", "alkoholbehandling"];
        titles.sort_by_key(|title| title_key(title));
        assert_eq!(
            titles,
            ["»Alkohol«", "alkoholbehandling", "Zoo", "Ærø", "Øresund", "Aabenrå", "Ålborg"]
        );
    }
}
