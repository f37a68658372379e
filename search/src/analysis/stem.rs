//! The stem of a Danish word: a table of irregular forms first, then the Snowball stemmer.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// `lemma: form form …`, one word a line. Ours.
pub(crate) const IRREGULAR: &str = include_str!("../../data/irregular.txt");

/// A form counts as the end of a compound (`job` + `centret`) only when it is long enough to be no
/// accident.
const SHORTEST_COMPOUND_END: usize = 5;

/// The part before such an end must be able to be a word.
const SHORTEST_COMPOUND_START: usize = 3;

/// What stands before Danish verbs.
const VERB_PREFIXES: [&str; 22] = [
    "af", "be", "bort", "efter", "for", "frem", "fra", "gen", "gennem", "ind", "med", "ned", "om",
    "op", "over", "sammen", "til", "tilbage", "ud", "ude", "under", "ved",
];

/// A shorter rest is an accident.
const SHORTEST_BEHIND_PREFIX: usize = 3;

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

/// An adjective in `-ig` is at least so long.
const SHORTEST_ADJECTIVE: usize = 5;

/// What follows `-ig` in its inflections and in what is made of it.
const AFTER_IG: [&str; 30] = [
    "", "e", "ede", "edes", "else", "elsen", "elser", "elserne", "elses", "en", "ende", "ens",
    "er", "ere", "erne", "ernes", "ers", "es", "et", "hed", "heden", "hedens", "heder", "hederne",
    "heds", "s", "st", "ste", "t", "ts",
];

/// The stem of a lower-case surface form. Numbers, sections and very short words that are not in the
/// table are their own stem.
pub(crate) fn stem(form: &str) -> String {
    if (form.chars().count() <= 2 && !TABLE.lemmas.contains_key(form))
        || form.contains(|c: char| c.is_ascii_digit() || c == '§')
    {
        return form.to_owned();
    }
    // With its stress marked the imperative is the verb: `vurdér` of `vurdere`.
    let stressed = form.strip_suffix("ér").map(|verb| format!("{verb}ere"));
    let form = stressed.as_deref().unwrap_or(form);
    let lemma = irregular(form).or_else(|| form.strip_suffix('s').and_then(irregular));
    let form = lemma.as_deref().unwrap_or(form);
    if let Some(adjective) = in_ig(form) {
        return adjective.to_owned();
    }
    // The lemma is stemmed as well, so that it meets the regular forms that the table leaves out.
    Stemmer::new(Algorithm::Danish).stem(form).into_owned()
}

/// The adjective in `-ig` that a form is of: the stemmer would take its `-ig` off as well, and
/// `ledig` would be `leder`, `tidlig` `tid`.
fn in_ig(form: &str) -> Option<&str> {
    let (at, _) = form.rmatch_indices("ig").find(|(at, _)| AFTER_IG.contains(&&form[at + 2..]))?;
    let adjective = &form[..at + 2];
    (adjective.chars().count() >= SHORTEST_ADJECTIVE).then_some(adjective)
}

fn irregular(form: &str) -> Option<String> {
    if let Some(lemma) = TABLE.lemmas.get(form) {
        return Some((*lemma).to_owned());
    }
    let of_a_compound = form.char_indices().skip(SHORTEST_COMPOUND_START).find_map(|(at, _)| {
        let (start, end) = form.split_at(at);
        let lemma = TABLE.compound_ends.get(end)?;
        Some(format!("{start}{lemma}"))
    });
    of_a_compound.or_else(|| behind_a_prefix(form))
}

/// An irregular form behind a prefix: `udeblev` is of `udeblive` as `blev` is of `blive`.
fn behind_a_prefix(form: &str) -> Option<String> {
    VERB_PREFIXES.iter().find_map(|prefix| {
        let rest = form
            .strip_prefix(prefix)
            .filter(|rest| rest.chars().count() >= SHORTEST_BEHIND_PREFIX)?;
        let lemma =
            TABLE.lemmas.get(rest).filter(|lemma| **lemma != rest && lemma.ends_with('e'))?;
        Some(format!("{prefix}{lemma}"))
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
    fn irregular_verbs_meet_behind_a_prefix() {
        meet(&["udeblive", "udebliver", "udeblev", "udeblevet"]);
        meet(&["afbryde", "afbryder"]);
        meet(&["tilbageholde", "tilbageholdt"]);
        meet(&["vedtage", "vedtog", "vedtaget"]);
    }

    #[test]
    fn regular_forms_meet() {
        meet(&["jobsamtale", "jobsamtalen", "jobsamtaler", "jobsamtalerne"]);
        meet(&["misbrug", "misbruger", "misbruget", "misbrugere"]);
        meet(&["vurdér", "vurdere", "vurderer", "vurderede"]);
        meet(&["forældre", "forældrene"]);
    }

    #[test]
    fn an_adjective_in_ig_is_not_the_word_that_it_is_made_of() {
        meet(&["ledig", "ledige", "ledigt", "ledighed", "ledighedens"]);
        meet(&["beskæftige", "beskæftiger", "beskæftiget", "beskæftigelsen"]);
        for (adjective, other) in [("ledig", "leder"), ("tidlig", "tid"), ("endelig", "ender")] {
            assert_ne!(stem(adjective), stem(other), "{adjective} and {other}");
        }
    }

    #[test]
    fn what_is_written_short_is_the_word() {
        meet(&["kr", "krone", "kroner"]);
        meet(&["mio", "million", "millioner"]);
        meet(&["mdr", "måned", "måneder"]);
        meet(&["pct", "procent", "procenten"]);
    }

    #[test]
    fn numbers_and_sections_are_left_alone() {
        assert_eq!(stem("33173321"), "33173321");
        assert_eq!(stem("§141stk2"), "§141stk2");
    }
}
