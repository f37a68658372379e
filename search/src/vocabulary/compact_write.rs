//! Forms → the vocabulary of an index in chunks. See [`compact`](super::compact) for the format.

use rustc_hash::FxHashSet;

use super::codec::{write_section, write_varint};
use super::read::Found;
use super::write::{Analysed, analyse};
use crate::analysis::compound::{self, Part};
use crate::analysis::{fold, stem_key};
use crate::index::forms::FormStatistics;

/// The sections as they fill.
#[derive(Default)]
struct Sections {
    shared: Vec<u8>,
    own: Vec<u8>,
    letters: Vec<u8>,
    documents: Vec<u8>,
    fields: Vec<u8>,
    dropped: Vec<u8>,
    added: Vec<u8>,
    derived: Vec<u8>,
    counts: Vec<u8>,
    gaps: Vec<u8>,
    lengths: Vec<u8>,
    registered: Vec<u8>,
}

/// The vocabulary of `list`, sorted by form, as bytes, with the keys that a register gave.
pub(crate) fn write(list: &[(String, FormStatistics)], registered: &[Found]) -> Vec<u8> {
    let mut sections = Sections::default();
    for key in registered {
        sections.register(key);
    }
    let mut runs = FxHashSet::default();
    let mut before = "";
    for ((form, known), Analysed { stem_key: own, root_key, parts }) in
        list.iter().zip(analyse(list))
    {
        let shared = common(before, form);
        push(shared, &mut sections.shared);
        push(form.len() - shared, &mut sections.own);
        sections.letters.extend_from_slice(&form.as_bytes()[shared..]);
        write_varint(known.documents, &mut sections.documents);
        sections.fields.push(known.fields);
        sections.derive(&fold(form), &own);
        sections.derive(&own, &root_key);
        sections.add_parts(form, &parts);
        for run in compound::runs(form, &parts) {
            if runs.insert(run.form.clone()) {
                sections.derive(&fold(&run.form), &stem_key(&run.form));
            }
        }
        before = form;
    }
    sections.into_bytes()
}

impl Sections {
    fn derive(&mut self, other: &str, text: &str) {
        let kept = common(other, text);
        push(other.len() - kept, &mut self.dropped);
        push(text.len() - kept, &mut self.added);
        self.derived.extend_from_slice(&text.as_bytes()[kept..]);
    }

    fn register(&mut self, Found { key, forms }: &Found) {
        push(key.len(), &mut self.registered);
        self.registered.extend_from_slice(key.as_bytes());
        push(forms.len(), &mut self.registered);
        for form in forms {
            write_varint(*form, &mut self.registered);
        }
    }

    fn add_parts(&mut self, form: &str, parts: &[Part]) {
        push(parts.len(), &mut self.counts);
        let mut from = 0;
        for part in parts {
            let start = compound::shared_start(&part.form);
            let at = form[from..].find(start).map_or(from, |found| from + found);
            let is_whole = form[at..].starts_with(part.form.as_str());
            let length = if is_whole { part.form.len() } else { start.len() };
            push((at - from) << 1 | usize::from(!is_whole), &mut self.gaps);
            push(length, &mut self.lengths);
            from = at + start.len();
        }
    }

    fn into_bytes(self) -> Vec<u8> {
        let Self {
            shared,
            own,
            letters,
            documents,
            fields,
            dropped,
            added,
            derived,
            counts,
            gaps,
            lengths,
            registered,
        } = self;
        let mut bytes = Vec::new();
        let all = [
            shared, own, letters, documents, fields, dropped, added, derived, counts, gaps,
            lengths, registered,
        ];
        for section in all {
            write_section(&section, &mut bytes);
        }
        bytes
    }
}

fn push(count: usize, bytes: &mut Vec<u8>) {
    write_varint(u32::try_from(count).unwrap_or(u32::MAX), bytes);
}

/// How many bytes two texts begin with alike, by whole letters.
fn common(left: &str, right: &str) -> usize {
    let same = left.chars().zip(right.chars()).take_while(|(left, right)| left == right);
    same.map(|(letter, _)| letter.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use tantivy::directory::OwnedBytes;

    use super::super::{KeyKind, Vocabulary, write as write_whole};
    use super::*;
    use crate::Lexicon;

    const KINDS: [KeyKind; 6] = [
        KeyKind::Spelling,
        KeyKind::Stem,
        KeyKind::Root,
        KeyKind::Head,
        KeyKind::Modifier,
        KeyKind::Registered,
    ];

    /// Forms that no rule leads from to `økonomi` and to `støtte` and `støtten`.
    fn register() -> Lexicon {
        let line =
            |word: usize, form: &str| format!("COR.{word:05}.110.01\t{form}\t\tsb\t{form}\tN");
        let forms = [
            (1, "økonomi"),
            (1, "økse"),
            (2, "støtte"),
            (2, "støtten"),
            (2, "stytte"),
            (3, "zebu"),
            (3, "zebyer"),
        ];
        Lexicon::read(&forms.map(|(word, form)| line(word, form)).join("\n")).unwrap()
    }

    fn list() -> Vec<(String, FormStatistics)> {
        let words = "arbejde arbejdsmarked arbejdsmarkedet arbejdsmarkedsydelse barn barnet behandle behandling børn \
                     børnehave børnehaven hjælp hjælpe hjælpemiddel hjælpemidler job jobcenter jobcentre jobcentret \
                     jobsamtale jobsamtaler kontaktperson marked misbrug misbrugsbehandling person samtale samtalen \
                     stof stofmisbrug stofmisbrugsbehandling stofmisbrugsbehandlingen støtte støttekontaktperson \
                     støtten sygedagpenge sygedagpengeloven ydelse ydelsen ærø økonomi åben 2013 §141";
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_unstable();
        let known = |at: usize| FormStatistics {
            documents: 2 + u32::try_from(at * 37).unwrap(),
            fields: 1 << (at % 6),
        };
        words.into_iter().enumerate().map(|(at, word)| (word.to_owned(), known(at))).collect()
    }

    #[test]
    fn the_keys_are_those_of_the_automaton() {
        let list = list();
        let whole =
            Vocabulary::open(&OwnedBytes::new(write_whole(&list, &register()).unwrap())).unwrap();
        let registered = whole.starting_with(KeyKind::Registered, "", usize::MAX);
        assert_eq!(
            registered.iter().map(|found| found.key.as_str()).collect::<Vec<_>>(),
            ["oekse", "stytte"]
        );
        let compact =
            Vocabulary::open_compact(&OwnedBytes::new(write(&list, &registered))).unwrap();
        assert_eq!(whole.len(), compact.len());
        let mut compounds = 0;
        for kind in KINDS {
            let all = |vocabulary: &Vocabulary| -> Vec<_> {
                let found = vocabulary.starting_with(kind, "", usize::MAX).into_iter();
                found.map(|found| (found.key, found.forms)).collect()
            };
            assert_eq!(all(&whole), all(&compact), "{kind:?}");
            compounds += if kind == KeyKind::Head { all(&whole).len() } else { 0 };
            for (key, forms) in all(&whole) {
                assert_eq!(compact.forms(kind, &key), forms);
                assert!(compact.has(kind, &key) && !compact.has(kind, &format!("{key}x")));
            }
        }
        assert!(compounds > 5);
        for id in 0..u32::try_from(whole.len()).unwrap() {
            assert_eq!(whole.form(id), compact.form(id));
            assert_eq!(whole.statistics(id), compact.statistics(id));
        }
    }

    #[test]
    fn cut_bytes_are_refused() {
        let registered = Found { key: "oekse".to_owned(), forms: vec![1] };
        let bytes = write(&list(), &[registered]);
        for length in 0..bytes.len() {
            assert!(
                Vocabulary::open_compact(&OwnedBytes::new(bytes[..length].to_vec())).is_err(),
                "{length}"
            );
        }
    }
}
