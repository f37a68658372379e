//! Keys by which a query is known to be the very title or name of a document, whatever its spacing,
//! hyphens or inflection.

#[cfg(feature = "writer")]
use super::law_names::other_names;
#[cfg(feature = "writer")]
use crate::analysis::compound;
#[cfg(feature = "writer")]
use crate::analysis::stop_words::is_stop_word;
use crate::analysis::{Token, fold, stem_key, tokenize};

/// How a query can be a name: the title before a name, the spelling before the stem. The order is
/// the order of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exact {
    Title,
    Name,
    TitleStem,
    NameStem,
}

impl Exact {
    pub(crate) const ALL: [Self; 4] = [Self::Title, Self::Name, Self::TitleStem, Self::NameStem];

    /// The term of the exact field for the words of `tokens`; none where there are no words.
    pub(crate) fn term(self, tokens: &[Token]) -> Option<String> {
        let words = tokens.iter().filter(|token| token.words == 1);
        let (prefix, key): (char, String) = match self {
            Self::Title => ('t', words.map(|token| fold(&token.form)).collect()),
            Self::Name => ('n', words.map(|token| fold(&token.form)).collect()),
            Self::TitleStem => ('T', words.map(|token| stem_key(&token.form)).collect()),
            Self::NameStem => ('N', words.map(|token| stem_key(&token.form)).collect()),
        };
        (!key.is_empty()).then(|| format!("{prefix}:{key}"))
    }
}

/// The term of all laws: where a section is asked for that no text names.
pub(crate) const LAWS: &str = "l:";

/// The term by which a query is the initials of a title or name: `rck` of `Rådgivningscenter
/// Kystbyen`.
pub(crate) fn initials_term(word: &str) -> Option<String> {
    let letters = word.chars().count();
    let fits = (FEWEST_INITIALS..=MOST_INITIALS).contains(&letters)
        && word.chars().all(char::is_alphabetic);
    fits.then(|| format!("i:{}", fold(word)))
}

/// Fewer initials are a beginning of anything, more are a word.
const FEWEST_INITIALS: usize = 3;
const MOST_INITIALS: usize = 6;

/// The initials of a title or name: of its words, and of the parts of its compounds.
#[cfg(feature = "writer")]
fn initials(name: &str) -> Vec<String> {
    let words: Vec<String> = words_of(name)
        .into_iter()
        .filter(|token| token.words == 1)
        .map(|token| token.form)
        .collect();
    let content = || words.iter().filter(|word| !is_stop_word(word));
    let parts = |word: &String| {
        let parts =
            compound::split(word, &NoWords).into_iter().map(|part| part.form).collect::<Vec<_>>();
        if parts.is_empty() { vec![word.clone()] } else { parts }
    };
    let of_parts: String =
        content().flat_map(parts).filter_map(|part| part.chars().next()).collect();
    let of_words: String = content().filter_map(|word| word.chars().next()).collect();
    let of_all: String = words.iter().filter_map(|word| word.chars().next()).collect();
    [of_parts, of_words, of_all].iter().filter_map(|initials| initials_term(initials)).collect()
}

/// No words besides the base list.
#[cfg(feature = "writer")]
struct NoWords;

#[cfg(feature = "writer")]
impl compound::Lexicon for NoWords {
    fn knows_form(&self, _: &str) -> bool {
        false
    }

    fn knows_stem(&self, _: &str) -> bool {
        false
    }
}

/// The exact terms of a document.
#[cfg(feature = "writer")]
pub(crate) fn terms(title: &str, names: &[String]) -> Vec<String> {
    let inner = title_parts(title);
    let initials: Vec<String> =
        [title].into_iter().chain(names.iter().map(String::as_str)).flat_map(initials).collect();
    let whole = [title];
    let title = tokenize(title);
    let mut terms: Vec<String> =
        [Exact::Title, Exact::TitleStem].iter().filter_map(|exact| exact.term(&title)).collect();
    let of_laws: Vec<String> =
        whole.into_iter().chain(names.iter().map(String::as_str)).flat_map(other_names).collect();
    let others = of_laws.iter().map(String::as_str);
    for name in names.iter().map(String::as_str).chain(inner).chain(others) {
        let name = words_of(name);
        terms.extend([Exact::Name, Exact::NameStem].iter().filter_map(|exact| exact.term(&name)));
    }
    terms.extend(initials);
    terms.sort();
    terms.dedup();
    terms
}

/// The names inside a title: `Støttekontaktperson (SKP)` is both, and `Nye veje – vejledning` is
/// `Nye veje`.
#[cfg(feature = "writer")]
fn title_parts(title: &str) -> Vec<&str> {
    let marks = ['(', ')', '–', '—', ':'];
    let parts: Vec<&str> =
        title.split(marks).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// `N.A.B.O.` has no words of its own, only the joined form: then that is the word.
pub(crate) fn words_of(text: &str) -> Vec<Token> {
    let mut tokens = tokenize(text);
    if tokens.iter().all(|token| token.words > 1) {
        for token in &mut tokens {
            token.words = 1;
        }
    }
    tokens
}

#[cfg(all(test, feature = "writer"))]
mod tests {
    use super::*;

    #[test]
    fn spacing_and_hyphens_do_not_matter() {
        let terms = terms("Job-center", &["N.A.B.O.".to_owned()]);
        assert!(terms.contains(&Exact::Title.term(&words_of("jobcenter")).unwrap()));
        assert!(terms.contains(&Exact::Name.term(&words_of("nabo")).unwrap()));
    }

    #[test]
    fn initials_are_of_words_and_of_the_parts_of_compounds() {
        let terms = terms("Rådgivningscenter Kystbyen", &["Center for Indsats og Job".to_owned()]);
        for initials in ["rck", "cij", "cfioj"] {
            assert!(terms.contains(&initials_term(initials).unwrap()), "{initials} in {terms:?}");
        }
        assert_eq!(initials_term("ab"), None);
    }

    #[test]
    fn inflection_does_not_matter_to_the_stem_key() {
        let title = terms("Jobsamtaler", &[]);
        assert!(title.contains(&Exact::TitleStem.term(&words_of("jobsamtalen")).unwrap()));
        assert!(!title.contains(&Exact::Title.term(&words_of("jobsamtalen")).unwrap()));
    }
}
