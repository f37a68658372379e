//! Forms → the vocabulary's bytes. Each form is analysed once, on all cores where the feature
//! `parallel` is on.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy_fst::MapBuilder;

use super::codec::{write_section, write_varint};
use super::{FormId, KeyKind, is_trusted};
use crate::IndexError;
use crate::Lexicon;
use crate::analysis::compound::{self, Part, Splitter};
use crate::analysis::fold::transliterate;
use crate::analysis::{fold, root, stem, stem_key};
use crate::index::forms::FormStatistics;

/// How many neighbours in the list are analysed one after the other: they share beginnings, and so
/// parts.
const NEIGHBOURS: usize = 512;

/// The portal's own words, as far as they are trusted.
struct PortalWords<'a> {
    forms: FxHashSet<&'a str>,
    stems: FxHashSet<&'a str>,
}

impl compound::Lexicon for PortalWords<'_> {
    fn knows_form(&self, form: &str) -> bool {
        self.forms.contains(form)
    }

    fn knows_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }
}

/// A form with what is known of it, and its stem.
struct Stemmed<'a> {
    form: &'a str,
    stem: String,
}

/// What the analysis finds in a form.
pub(super) struct Analysed {
    pub(super) stem_key: String,
    pub(super) root_key: String,
    pub(super) parts: Vec<Part>,
}

/// The vocabulary of `list`, sorted by form, as bytes, with what leads to it from other forms of a
/// register's words.
pub(crate) fn write(
    list: &[(String, FormStatistics)],
    register: &Lexicon,
) -> Result<Vec<u8>, IndexError> {
    let mut keyed = each_piece(list, &|first, forms, lexicon| Keyed::of(first, forms, lexicon));
    keyed.push(registered(list, register));
    let (keys, lists) = write_keys(&Keyed::joined(keyed)?)?;
    let mut bytes = Vec::new();
    write_forms(list, &mut bytes)?;
    write_section(&keys, &mut bytes);
    write_section(&lists, &mut bytes);
    Ok(bytes)
}

/// What the analysis finds in each form of `list`.
pub(super) fn analyse(list: &[(String, FormStatistics)]) -> Vec<Analysed> {
    let pieces = each_piece(list, &|_, forms, lexicon| {
        let mut splitter = Splitter::new(lexicon);
        forms.iter().map(|form| Analysed::of(form, &mut splitter)).collect::<Vec<_>>()
    });
    pieces.into_iter().flatten().collect()
}

/// What `work` makes of each run of forms that are neighbours, given with the place of the first
/// and the portal's words.
fn each_piece<R: Send>(
    list: &[(String, FormStatistics)],
    work: &(impl Fn(usize, &[Stemmed<'_>], &PortalWords<'_>) -> R + Sync),
) -> Vec<R> {
    let stemmed = in_pieces(list, &|_, forms| {
        forms.iter().map(|(form, _)| Stemmed { form, stem: stem::stem(form) }).collect::<Vec<_>>()
    });
    let stemmed: Vec<Stemmed> = stemmed.into_iter().flatten().collect();
    let trusted =
        || stemmed.iter().zip(list).filter(|(one, (_, known))| is_trusted(one.form, *known));
    let words = PortalWords {
        forms: trusted().map(|(one, _)| one.form).collect(),
        stems: trusted().map(|(one, _)| one.stem.as_str()).collect(),
    };
    in_pieces(&stemmed, &|first, forms| work(first, forms, &words))
}

impl Analysed {
    fn of(
        Stemmed { form, stem }: &Stemmed<'_>,
        splitter: &mut Splitter<'_, PortalWords<'_>>,
    ) -> Self {
        let stem_key = fold(stem);
        let parts = splitter.split(form, &stem_key);
        Self { root_key: root::root_of(form, stem), stem_key, parts }
    }
}

/// What `work` makes of each run of neighbours, given with the place of its first, in order.
#[cfg(feature = "parallel")]
fn in_pieces<'a, T: Sync, R: Send>(
    list: &'a [T],
    work: &(impl Fn(usize, &'a [T]) -> R + Sync),
) -> Vec<R> {
    use rayon::prelude::*;
    list.par_chunks(NEIGHBOURS)
        .enumerate()
        .map(|(at, piece)| work(at * NEIGHBOURS, piece))
        .collect()
}

#[cfg(not(feature = "parallel"))]
fn in_pieces<'a, T, R>(list: &'a [T], work: &impl Fn(usize, &'a [T]) -> R) -> Vec<R> {
    list.chunks(NEIGHBOURS).enumerate().map(|(at, piece)| work(at * NEIGHBOURS, piece)).collect()
}

/// The keys of some forms.
#[derive(Default)]
struct Keyed {
    /// All keys, one after the other.
    bytes: Vec<u8>,
    /// Where each key ends in `bytes`, and whose it is.
    keys: Vec<(u32, FormId)>,
}

impl Keyed {
    fn of(first: usize, forms: &[Stemmed], lexicon: &PortalWords) -> Self {
        let mut splitter = Splitter::new(lexicon);
        let mut stem_keys = FxHashMap::default();
        let mut keyed = Self::default();
        for (at, form) in (first..).zip(forms) {
            for (kind, text) in keys_of(form, &mut splitter, &mut stem_keys) {
                keyed.add(kind, &text, at);
            }
        }
        keyed
    }

    /// The keys of all pieces, in one. Each piece is gone when it has been taken: there are a dozen
    /// keys to a word.
    fn joined(pieces: Vec<Self>) -> Result<Self, IndexError> {
        let mut all = Self {
            bytes: Vec::with_capacity(pieces.iter().map(|piece| piece.bytes.len()).sum()),
            keys: Vec::with_capacity(pieces.iter().map(|piece| piece.keys.len()).sum()),
        };
        for Self { bytes, keys } in pieces {
            let start = offset(all.bytes.len())?;
            offset(all.bytes.len() + bytes.len())?;
            all.bytes.extend_from_slice(&bytes);
            all.keys.extend(keys.into_iter().map(|(end, form)| (start + end, form)));
        }
        Ok(all)
    }

    /// Adds a key of the form at a place of the list.
    fn add(&mut self, kind: KeyKind, text: &str, at: usize) {
        self.bytes.push(kind.letter());
        self.bytes.extend_from_slice(text.as_bytes());
        let end = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.keys.push((end, FormId::try_from(at).unwrap_or(FormId::MAX)));
    }

    /// The key at a place, and whose it is.
    fn at(&self, place: u32) -> (&[u8], FormId) {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.keys[before].0);
        let (end, form) = self.keys[place];
        (&self.bytes[start as usize..end as usize], form)
    }

    /// The places of all keys, in the order of the keys and their forms.
    fn order(&self) -> Result<Vec<u32>, IndexError> {
        let mut order: Vec<u32> = (0..offset(self.keys.len())?).collect();
        sort(&mut order, &|one, other| self.at(one).cmp(&self.at(other)));
        Ok(order)
    }
}

/// The keys by which a form of a register's word leads to those that the portal uses, where their
/// stems do not. A form of several words that the portal uses leads to none of them: it may be any.
fn registered(list: &[(String, FormStatistics)], register: &Lexicon) -> Keyed {
    let mut leads: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
    for (word, forms) in register.words().enumerate() {
        let place = |form: &&str| list.binary_search_by(|(known, _)| known.as_str().cmp(form)).ok();
        let used: Vec<(usize, String)> =
            forms.iter().filter_map(place).map(|at| (at, stem::stem(&list[at].0))).collect();
        if used.is_empty() {
            continue;
        }
        for form in forms {
            let own = stem::stem(form);
            let others = used.iter().filter(|(_, stem)| *stem != own).map(|(at, _)| *at);
            let (first, leads) = leads.entry(transliterate(form)).or_insert((word, Vec::new()));
            if *first == word {
                leads.extend(others);
            } else {
                leads.clear();
            }
        }
    }
    let mut keyed = Keyed::default();
    for (form, (_, mut places)) in leads {
        places.sort_unstable();
        places.dedup();
        for at in places {
            keyed.add(KeyKind::Registered, &form, at);
        }
    }
    keyed
}

/// Every key under which a form is found, each once. `stem_keys` are those of the parts so far.
fn keys_of(
    stemmed: &Stemmed,
    splitter: &mut Splitter<'_, PortalWords<'_>>,
    stem_keys: &mut FxHashMap<String, String>,
) -> Vec<(KeyKind, String)> {
    let form = stemmed.form;
    let Analysed { stem_key: own, root_key, parts } = Analysed::of(stemmed, splitter);
    let mut keys =
        vec![(KeyKind::Spelling, fold(form)), (KeyKind::Stem, own), (KeyKind::Root, root_key)];
    for run in compound::runs(form, &parts) {
        let kind = if run.is_head { KeyKind::Head } else { KeyKind::Modifier };
        let key = match stem_keys.get(&run.form) {
            Some(known) => known.clone(),
            None => stem_keys.entry(run.form).or_insert_with_key(|form| stem_key(form)).clone(),
        };
        keys.push((kind, key));
    }
    keys.sort();
    keys.dedup();
    keys
}

fn write_forms(list: &[(String, FormStatistics)], bytes: &mut Vec<u8>) -> Result<(), IndexError> {
    let mut starts = Vec::with_capacity(4 * (list.len() + 1));
    let mut text = Vec::new();
    let mut statistics = Vec::new();
    for (form, known) in list {
        starts.extend_from_slice(&offset(text.len())?.to_le_bytes());
        text.extend_from_slice(form.as_bytes());
        statistics.extend_from_slice(&known.documents.to_le_bytes());
        statistics.push(known.fields);
    }
    starts.extend_from_slice(&offset(text.len())?.to_le_bytes());
    write_section(&starts, bytes);
    write_section(&text, bytes);
    write_section(&statistics, bytes);
    Ok(())
}

fn offset(bytes: usize) -> Result<u32, IndexError> {
    u32::try_from(bytes).map_err(|_| IndexError::Vocabulary("more than 4 GiB of words".to_owned()))
}

fn write_keys(keyed: &Keyed) -> Result<(Vec<u8>, Vec<u8>), IndexError> {
    let order = keyed.order()?;
    let failed = |error: tantivy_fst::Error| IndexError::Vocabulary(error.to_string());
    let mut automaton = MapBuilder::memory();
    let mut lists = Vec::new();
    for same in order.chunk_by(|one, other| keyed.at(*one).0 == keyed.at(*other).0) {
        let (key, form) = keyed.at(same[0]);
        let value = match same {
            [_] => u64::from(form) << 1 | 1,
            _ => (write_list(same.iter().map(|at| keyed.at(*at).1), &mut lists) as u64) << 1,
        };
        automaton.insert(key, value).map_err(failed)?;
    }
    Ok((automaton.into_inner().map_err(failed)?, lists))
}

/// No two keys of a form are alike, so any sorting gives the same order.
#[cfg(feature = "parallel")]
fn sort(places: &mut [u32], compare: &(impl Fn(u32, u32) -> Ordering + Sync)) {
    rayon::slice::ParallelSliceMut::par_sort_unstable_by(places, |one, other| {
        compare(*one, *other)
    });
}

#[cfg(not(feature = "parallel"))]
fn sort(places: &mut [u32], compare: &impl Fn(u32, u32) -> Ordering) {
    places.sort_unstable_by(|one, other| compare(*one, *other));
}

/// Appends the list of a key's forms and says where it starts.
fn write_list(forms: impl ExactSizeIterator<Item = FormId>, lists: &mut Vec<u8>) -> usize {
    let start = lists.len();
    write_varint(u32::try_from(forms.len()).unwrap_or(u32::MAX), lists);
    let mut previous = 0;
    for id in forms {
        write_varint(id - previous, lists);
        previous = id;
    }
    start
}
