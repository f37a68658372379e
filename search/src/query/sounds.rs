//! How a Danish word sounds, so that who writes by ear is understood: `sjafør`, `desverre`,
//! `kontagt`.

/// Letters that sound alike, longest first within a start; the rest of the word is read on behind
/// them.
const SOUNDS: [(&str, &str); 37] = [
    ("ssion", "Son"),
    ("sion", "Son"),
    ("tion", "Son"),
    ("sch", "S"),
    ("skj", "S"),
    ("sj", "S"),
    ("ch", "S"),
    ("sh", "S"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("w", "v"),
    ("ph", "f"),
    ("th", "t"),
    ("hv", "v"),
    ("hj", "j"),
    ("gj", "k"),
    ("kj", "k"),
    ("ae", "e"),
    ("egn", "ajn"),
    ("egl", "ajl"),
    ("ej", "aj"),
    ("eu", "oj"),
    ("au", "o"),
    ("av", "o"),
    ("ov", "o"),
    ("nd", "n"),
    ("ld", "l"),
    ("rd", "r"),
    ("dt", "t"),
    ("ds", "s"),
    ("dn", "n"),
];

/// Hard for soft, but not where the word begins: there everybody hears the difference.
const HARD: [(char, char); 3] = [('b', 'p'), ('d', 't'), ('g', 'k')];

/// Endings that sound alike: `lære`, `lærer`, `lærere`.
const ENDINGS: [&str; 4] = ["rere", "ere", "er", "re"];

/// A word this short keeps its ending.
const SHORTEST_BEFORE_ENDING: usize = 3;

/// How a folded word sounds, in letters of its own: never shown, only compared.
pub(crate) fn sound(folded: &str) -> String {
    let mut heard = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(letter) = rest.chars().next() {
        let known =
            SOUNDS.iter().find(|(written, _)| rest.starts_with(written) && fits(written, rest));
        let (written, as_heard) = known
            .map_or((letter.len_utf8(), None), |(written, heard)| (written.len(), Some(*heard)));
        let mut buffer = [0; 4];
        for spoken in as_heard.unwrap_or(letter.encode_utf8(&mut buffer)).chars() {
            let harder = HARD.iter().find(|(soft, _)| *soft == spoken && !heard.is_empty());
            let spoken = harder.map_or(spoken, |(_, letter)| *letter);
            if !heard.ends_with(spoken) {
                heard.push(spoken);
            }
        }
        rest = &rest[written..];
    }
    for ending in ENDINGS {
        if let Some(start) =
            heard.strip_suffix(ending).filter(|start| start.len() >= SHORTEST_BEFORE_ENDING)
        {
            return format!("{start}e");
        }
    }
    heard
}

/// `av` and `ov` are a vowel before a consonant or at the end only: `havn`, but not `have`.
fn fits(written: &str, rest: &str) -> bool {
    let after = rest[written.len()..].chars().next();
    !matches!(written, "av" | "ov") || after.is_none_or(|after| !"aeiouy".contains(after))
}

/// The letters with which a word that sounds like this one may begin.
pub(crate) fn beginnings(folded: &str) -> Vec<char> {
    const ALIKE: [&str; 6] = ["scz", "kcq", "vwh", "jhg", "fp", "ea"];
    let Some(first) = folded.chars().next() else { return Vec::new() };
    let mut letters: Vec<char> = ALIKE
        .iter()
        .filter(|group| group.contains(first))
        .flat_map(|group| group.chars())
        .collect();
    letters.push(first);
    letters.sort_unstable();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fold;

    #[test]
    fn words_written_by_ear_sound_like_the_words() {
        for (heard, written) in [
            ("sjafør", "chaffør"),
            ("sjofør", "chauffør"),
            ("desverre", "desværre"),
            ("kontagt", "kontakt"),
            ("vesle", "væsle"),
            ("hann", "hand"),
            ("situasjon", "situation"),
            ("zykolog", "sykolog"),
            ("vejlening", "vejledning"),
            ("behanling", "behandling"),
            ("rejning", "regning"),
            ("augift", "avgift"),
            ("støte", "støtte"),
        ] {
            let (left, right) = (sound(&fold(heard)), sound(&fold(written)));
            assert_eq!(left, right, "{heard} and {written}");
            assert!(
                beginnings(&fold(heard)).contains(&fold(written).chars().next().unwrap()),
                "{heard}"
            );
        }
    }

    #[test]
    fn other_words_sound_otherwise() {
        for (left, right) in [
            ("bolig", "polig"),
            ("gæld", "kæld"),
            ("dag", "tag"),
            ("herberg", "hærværk"),
            ("have", "hane"),
        ] {
            assert_ne!(sound(&fold(left)), sound(&fold(right)), "{left} and {right}");
        }
    }
}
