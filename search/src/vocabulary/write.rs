//! Forms → the vocabulary's bytes. Each form is analysed once, on all cores where the feature `parallel` is on.

use std::collections::{BTreeMap, HashSet};

use tantivy_fst::MapBuilder;

use super::codec::{write_section, write_varint};
use super::{FormId, KeyKind, is_trusted};
use crate::IndexError;
use crate::analysis::compound::{self, Lexicon};
use crate::analysis::{fold, root, stem, stem_key};
use crate::index::forms::FormStatistics;

type Keys = Vec<(KeyKind, String)>;

/// The portal's own words, as far as they are trusted.
struct PortalWords<'a> {
    forms: HashSet<&'a str>,
    stems: HashSet<String>,
}

impl Lexicon for PortalWords<'_> {
    fn knows_form(&self, form: &str) -> bool {
        self.forms.contains(form)
    }

    fn knows_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }
}

/// The vocabulary of `forms` as bytes.
pub(crate) fn write(forms: BTreeMap<String, FormStatistics>) -> Result<Vec<u8>, IndexError> {
    let list: Vec<(String, FormStatistics)> = forms.into_iter().collect();
    let trusted: HashSet<&str> =
        list.iter().filter(|(form, statistics)| is_trusted(form, *statistics)).map(|(form, _)| form.as_str()).collect();
    let stems = trusted.iter().map(|form| stem::stem(form)).collect();
    let lexicon = PortalWords { forms: trusted, stems };
    let (keys, lists) = write_keys(&analyse(&list, &lexicon))?;
    let mut bytes = Vec::new();
    write_forms(&list, &mut bytes)?;
    write_section(&keys, &mut bytes);
    write_section(&lists, &mut bytes);
    Ok(bytes)
}

#[cfg(feature = "parallel")]
fn analyse(list: &[(String, FormStatistics)], lexicon: &PortalWords) -> Vec<Keys> {
    use rayon::prelude::*;
    list.par_iter().map(|(form, _)| keys_of(form, lexicon)).collect()
}

#[cfg(not(feature = "parallel"))]
fn analyse(list: &[(String, FormStatistics)], lexicon: &PortalWords) -> Vec<Keys> {
    list.iter().map(|(form, _)| keys_of(form, lexicon)).collect()
}

/// Every key under which a form is found, each once.
fn keys_of(form: &str, lexicon: &PortalWords) -> Keys {
    let stem = stem_key(form);
    let root = root::root_key(form);
    let mut keys = vec![(KeyKind::Spelling, fold(form)), (KeyKind::Stem, stem), (KeyKind::Root, root)];
    let parts = compound::split(form, lexicon);
    for run in compound::runs(form, &parts) {
        let kind = if run.is_head { KeyKind::Head } else { KeyKind::Modifier };
        keys.push((kind, stem_key(&run.form)));
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

fn write_keys(analysed: &[Keys]) -> Result<(Vec<u8>, Vec<u8>), IndexError> {
    let mut by_key: BTreeMap<Vec<u8>, Vec<FormId>> = BTreeMap::new();
    for (id, keys) in (0..).zip(analysed) {
        for (kind, text) in keys {
            by_key.entry(kind.key(text)).or_default().push(id);
        }
    }
    let failed = |error: tantivy_fst::Error| IndexError::Vocabulary(error.to_string());
    let mut automaton = MapBuilder::memory();
    let mut lists = Vec::new();
    for (key, ids) in by_key {
        let value = match ids.as_slice() {
            [id] => u64::from(*id) << 1 | 1,
            ids => (write_list(ids, &mut lists) as u64) << 1,
        };
        automaton.insert(key, value).map_err(failed)?;
    }
    Ok((automaton.into_inner().map_err(failed)?, lists))
}

/// Appends a list and says where it starts.
fn write_list(ids: &[FormId], lists: &mut Vec<u8>) -> usize {
    let start = lists.len();
    write_varint(u32::try_from(ids.len()).unwrap_or(u32::MAX), lists);
    let mut previous = 0;
    for id in ids {
        write_varint(id - previous, lists);
        previous = *id;
    }
    start
}
