//! What else a law is called: `Lov om social pension` is the `pensionslov`, and the `pensionslov`
//! is a `lov om pension`.

use crate::analysis::stop_words::is_stop_word;
use crate::analysis::{clean, tokenize};

/// What a law's whole name may begin with, before what it is about.
const BEGINNINGS: [&str; 4] =
    ["bekendtgørelse af lov om ", "bekendtgørelse af lov ", "bekendtgørelse om ", "lov om "];

/// How a law's everyday name ends, the definite form first.
const ENDINGS: [&str; 2] = ["loven", "lov"];

/// A word that a law is named by has so many letters.
const SHORTEST_SUBJECT: usize = 4;

/// The other names that follow from a name; none where it is not the name of a law.
pub(crate) fn other_names(name: &str) -> Vec<String> {
    let name = clean(name).to_lowercase();
    if let Some(subject) = BEGINNINGS.iter().find_map(|beginning| name.strip_prefix(beginning)) {
        return everyday_names(subject);
    }
    let is_one_word = name.chars().all(char::is_alphabetic);
    let subject =
        ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).filter(|_| is_one_word);
    subject.map(whole_names).unwrap_or_default()
}

/// `pensionsloven` for every word that the whole name has, and for all of them together.
fn everyday_names(subject: &str) -> Vec<String> {
    let words =
        tokenize(subject).into_iter().filter(|token| token.words == 1).map(|token| token.form);
    let mut subjects: Vec<String> = words.filter(|word| !is_stop_word(word)).collect();
    let all = subjects.concat();
    subjects.push(all);
    subjects.retain(|subject| subject.chars().count() >= SHORTEST_SUBJECT);
    subjects.dedup();
    subjects
        .iter()
        .flat_map(|subject| [format!("{subject}loven"), format!("{subject}sloven")])
        .collect()
}

/// `lov om pension`, with and without the letter that links it.
fn whole_names(subject: &str) -> Vec<String> {
    let unlinked = subject.strip_suffix('s');
    let subjects = [Some(subject), unlinked].into_iter().flatten();
    subjects
        .filter(|subject| subject.chars().count() >= SHORTEST_SUBJECT)
        .map(|subject| format!("lov om {subject}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(name: &str, other: &str) -> bool {
        other_names(name).iter().any(|known| known == other)
    }

    #[test]
    fn a_whole_name_has_its_everyday_names() {
        assert!(has("Lov om social pension", "pensionsloven"));
        assert!(has("Bekendtgørelse af lov om social service", "serviceloven"));
        assert!(has("Lov om social service", "socialserviceloven"));
        assert!(has("Lov om aktiv socialpolitik", "aktivloven"));
        assert!(has(
            "Lov om retssikkerhed og administration på det sociale område",
            "retssikkerhedsloven"
        ));
    }

    #[test]
    fn an_everyday_name_has_its_whole_name() {
        assert!(has("Pensionsloven", "lov om pension"));
        assert!(has("Serviceloven", "lov om service"));
    }

    #[test]
    fn what_is_no_law_has_no_other_names() {
        for name in ["Ledsageordning", "Hvad siger loven", "Loven", "Lov om", "Orlov"] {
            assert!(other_names(name).is_empty(), "{name}");
        }
    }
}
