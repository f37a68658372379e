//! The stem of a Danish word: a table of irregular forms first, then the Snowball stemmer.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// `lemma: form form …`, one word a line. Ours.
pub(crate) const IRREGULAR: &str = include_str!("../../data/irregular.txt");

/// A form counts as the end of a compound (`job` + `centret`) only when it is long enough to be no accident.
const SHORTEST_COMPOUND_END: usize = 5;

/// The part before such an end must be able to be a word.
const SHORTEST_COMPOUND_START: usize = 3;

#[derive(Default)]
struct Irregular {
    lemmas: FxHashMap<&'static str, &'static str>,
    compound_ends: FxHashMap<&'static str, &'static str>,
}

static TABLE: LazyLock<Irregular> = LazyLock::new(read_table);

fn read_table() -> Irregular {
    let mut table = Irregular::default();
    let lines = IRREGULAR.lines().filter(|line| !line.starts_with('#'));
    for (head, inflected) in lines.filter_map(|line| line.split_once(':')) {
        let lemma = head.trim_start_matches('-');
        table.lemmas.insert(lemma, lemma);
        for form in inflected.split_whitespace() {
            table.lemmas.entry(form).or_insert(lemma);
            if head.starts_with('-') && is_distinct(form) {
                table.compound_ends.insert(form, lemma);
            }
        }
    }
    table
}

/// `børn` is as distinct as a longer word: four letters with a Danish one among them.
fn is_distinct(form: &str) -> bool {
    form.len() >= SHORTEST_COMPOUND_END
}

/// The stem of a lower-case surface form. Numbers, sections and very short words are their own stem.
pub(crate) fn stem(form: &str) -> String {
    if form.chars().count() <= 2 || form.contains(|c: char| c.is_ascii_digit() || c == '§') {
        return form.to_owned();
    }
    let lemma = irregular(form).or_else(|| form.strip_suffix('s').and_then(irregular));
    // The lemma is stemmed as well, so that it meets the regular forms that the table leaves out.
    Stemmer::new(Algorithm::Danish).stem(lemma.as_deref().unwrap_or(form)).into_owned()
}

fn irregular(form: &str) -> Option<String> {
    if let Some(lemma) = TABLE.lemmas.get(form) {
        return Some((*lemma).to_owned());
    }
    form.char_indices().skip(SHORTEST_COMPOUND_START).find_map(|(at, _)| {
        let (start, end) = form.split_at(at);
        let lemma = TABLE.compound_ends.get(end)?;
        Some(format!("{start}{lemma}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(forms: &[&str]) {
        let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?} → {stems:?}");
    }

    #[test]
    fn irregular_forms_meet() {
        meet(&["barn", "barnet", "børn", "børnene", "børns"]);
        meet(&["center", "centre", "centret", "centeret", "centrene", "centerets"]);
        meet(&["plads", "pladser", "pladsen", "pladserne"]);
        meet(&["bog", "bøger", "bogen"]);
        meet(&["bolig", "boliger", "boligernes"]);
        meet(&["indsats", "indsatsen", "indsatser"]);
        meet(&["jobindsats", "jobindsatserne"]);
        meet(&["kursus", "kurset", "kurser", "kurserne"]);
        meet(&["køkken", "køkkenet", "køkkener"]);
    }

    #[test]
    fn compounds_end_in_irregular_forms_too() {
        meet(&["jobcenter", "jobcentre", "jobcentret", "jobcenteret"]);
        meet(&["hjælpemiddel", "hjælpemidler", "hjælpemidlerne"]);
        meet(&["skolebarn", "skolebørnene"]);
        meet(&["pårørendekursus", "pårørendekurserne"]);
        meet(&["virksomhed", "virksomheden", "virksomheder", "virksomhederne"]);
        meet(&["jobaktivitet", "jobaktiviteten", "jobaktiviteter", "jobaktiviteterne"]);
        meet(&["overførsel", "overførslen", "overførsler"]);
    }

    #[test]
    fn regular_forms_meet() {
        meet(&["jobsamtale", "jobsamtalen", "jobsamtaler", "jobsamtalerne"]);
        meet(&["misbrug", "misbruger", "misbruget", "misbrugere"]);
        meet(&["forældre", "forældrene"]);
    }

    #[test]
    fn numbers_and_sections_are_left_alone() {
        assert_eq!(stem("33173321"), "33173321");
        assert_eq!(stem("§141stk2"), "§141stk2");
    }
}
