//! The vocabulary as a query sees it: keys → forms, by lookup, by prefix and by edit distance.

use tantivy::directory::OwnedBytes;
use tantivy_fst::Automaton;
#[cfg(feature = "writer")]
use tantivy_fst::{IntoStreamer, Map, Streamer};

use super::codec::STATISTICS_BYTES;
#[cfg(feature = "writer")]
use super::codec::{read_section, read_varint};
use super::compact::{self, Opened};
use super::table::Table;
use super::{FormId, KeyKind, is_trusted};
use crate::OpenError;
use crate::analysis::compound::Lexicon;
#[cfg(feature = "writer")]
use crate::analysis::everyday::Use;
use crate::analysis::{self, fold};
use crate::index::forms::FormStatistics;

/// The opened vocabulary.
pub(crate) struct Vocabulary {
    starts: OwnedBytes,
    text: OwnedBytes,
    statistics: OwnedBytes,
    keys: Keys,
    forms: usize,
}

/// The keys with their forms: as they are written, or made when they were read.
enum Keys {
    #[cfg(feature = "writer")]
    Automaton {
        keys: Map<OwnedBytes>,
        lists: OwnedBytes,
    },
    Table(Table),
}

/// A key that an automaton accepted, without its kind's letter.
pub(crate) struct Found {
    pub(crate) key: String,
    pub(crate) forms: Vec<FormId>,
}

impl Vocabulary {
    /// Opens the bytes that [`write`](super::write()) made.
    #[cfg(feature = "writer")]
    pub(crate) fn open(bytes: &OwnedBytes) -> Result<Self, OpenError> {
        let broken = || OpenError::Inconsistent("the vocabulary's sections do not fit its file");
        let mut rest = bytes.as_slice();
        let mut section = || -> Result<OwnedBytes, OpenError> {
            let section = read_section(&mut rest).ok_or_else(broken)?;
            let end = bytes.len() - rest.len();
            Ok(bytes.slice(end - section.len()..end))
        };
        let (starts, text, statistics, keys, lists) =
            (section()?, section()?, section()?, section()?, section()?);
        let forms = statistics.len() / STATISTICS_BYTES;
        if starts.len() != 4 * (forms + 1)
            || statistics.len() != STATISTICS_BYTES * forms
            || !rest.is_empty()
        {
            return Err(broken());
        }
        let keys = tantivy_fst::raw::Fst::new(keys).map_err(|_| broken())?;
        Ok(Self {
            starts,
            text,
            statistics,
            keys: Keys::Automaton { keys: Map::from(keys), lists },
            forms,
        })
    }

    /// Opens the bytes that `write_compact` made.
    pub(crate) fn open_compact(bytes: &OwnedBytes) -> Result<Self, OpenError> {
        let broken = OpenError::Inconsistent("the vocabulary's sections do not fit its file");
        let Opened { starts, text, statistics, table, forms } =
            compact::open(bytes).ok_or(broken)?;
        Ok(Self { starts, text, statistics, keys: Keys::Table(table), forms })
    }

    /// How many forms there are.
    pub(crate) fn len(&self) -> usize {
        self.forms
    }

    /// The form with this number; empty where there is none.
    pub(crate) fn form(&self, id: FormId) -> &str {
        let bytes =
            self.start(id).zip(self.start(id + 1)).and_then(|(from, to)| self.text.get(from..to));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn start(&self, id: FormId) -> Option<usize> {
        let at = 4 * id as usize;
        let bytes = self.starts.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    /// What is known of a form.
    pub(crate) fn statistics(&self, id: FormId) -> FormStatistics {
        let at = STATISTICS_BYTES * id as usize;
        match self.statistics.get(at..at + STATISTICS_BYTES) {
            Some([a, b, c, d, fields]) => {
                FormStatistics { documents: u32::from_le_bytes([*a, *b, *c, *d]), fields: *fields }
            }
            _ => FormStatistics::default(),
        }
    }

    /// The number of exactly this form.
    pub(crate) fn find(&self, form: &str) -> Option<FormId> {
        let mut low = 0;
        let mut high = FormId::try_from(self.forms).ok()?;
        while low < high {
            let middle = low + (high - low) / 2;
            match self.form(middle).cmp(form) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The forms behind a key, ascending.
    pub(crate) fn forms(&self, kind: KeyKind, key: &str) -> Vec<FormId> {
        match &self.keys {
            #[cfg(feature = "writer")]
            Keys::Automaton { keys, lists } => {
                keys.get(kind.key(key)).map_or_else(Vec::new, |value| list(lists, value))
            }
            Keys::Table(table) => table.forms(kind, key),
        }
    }

    /// Whether there is a form behind a key.
    pub(crate) fn has(&self, kind: KeyKind, key: &str) -> bool {
        match &self.keys {
            #[cfg(feature = "writer")]
            Keys::Automaton { keys, .. } => keys.contains_key(kind.key(key)),
            Keys::Table(table) => table.has(kind, key),
        }
    }

    /// What the texts do with a phrase: every content word must be a word of theirs, or a part of
    /// one.
    #[cfg(feature = "writer")]
    pub(crate) fn use_of(&self, phrase: &str) -> Use {
        let words = analysis::tokenize(phrase).into_iter().filter(|token| token.words == 1);
        let content = words.filter(|token| !analysis::stop_words::is_stop_word(&token.form));
        let used = content.map(|token| {
            let key = analysis::stem_key(&token.form);
            let kinds = [KeyKind::Stem, KeyKind::Head, KeyKind::Modifier];
            let mut forms = kinds.into_iter().flat_map(|kind| self.forms(kind, &key)).peekable();
            let is_used = forms.peek().is_some();
            let is_subject =
                forms.any(|form| self.statistics(form).fields & super::TITLE_FIELDS != 0);
            if is_subject {
                Use::Subject
            } else if is_used {
                Use::Text
            } else {
                Use::None
            }
        });
        used.min().unwrap_or(Use::None)
    }

    /// The keys of one kind that start with `prefix`, in order, at most `limit`.
    pub(crate) fn starting_with(&self, kind: KeyKind, prefix: &str, limit: usize) -> Vec<Found> {
        match &self.keys {
            #[cfg(feature = "writer")]
            Keys::Automaton { keys, lists } => {
                let from = kind.key(prefix);
                let stream = keys.range().ge(&from).into_stream();
                let is_of = |key: &[u8]| key.starts_with(&from);
                found(stream, lists, limit, is_of)
            }
            Keys::Table(table) => table.starting_with(kind, prefix, limit),
        }
    }

    /// The spellings that an automaton over the bytes of a key accepts.
    pub(crate) fn accepted_by(&self, automaton: impl Automaton, limit: usize) -> Vec<Found> {
        match &self.keys {
            #[cfg(feature = "writer")]
            Keys::Automaton { keys, lists } => {
                found(keys.search(automaton).into_stream(), lists, limit, |_| true)
            }
            Keys::Table(table) => table.accepted_by(&automaton, limit),
        }
    }
}

/// The first keys of a stream, without the letters of their kinds, as long as they are wanted.
#[cfg(feature = "writer")]
fn found(
    mut stream: impl for<'s> Streamer<'s, Item = (&'s [u8], u64)>,
    lists: &OwnedBytes,
    limit: usize,
    is_wanted: impl Fn(&[u8]) -> bool,
) -> Vec<Found> {
    let mut found = Vec::new();
    while let Some((key, value)) = stream.next() {
        if found.len() >= limit || !is_wanted(key) {
            break;
        }
        let text = String::from_utf8_lossy(key.get(1..).unwrap_or_default()).into_owned();
        found.push(Found { key: text, forms: list(lists, value) });
    }
    found
}

/// The forms that an automaton's value stands for.
#[cfg(feature = "writer")]
fn list(lists: &OwnedBytes, value: u64) -> Vec<FormId> {
    if value & 1 == 1 {
        return FormId::try_from(value >> 1).into_iter().collect();
    }
    let start = usize::try_from(value >> 1).unwrap_or(usize::MAX);
    let mut bytes = lists.get(start..).unwrap_or_default();
    let count = read_varint(&mut bytes).unwrap_or(0);
    let mut id = 0;
    let mut ids = Vec::new();
    for _ in 0..count {
        let Some(difference) = read_varint(&mut bytes) else { break };
        id += difference;
        ids.push(id);
    }
    ids
}

impl Lexicon for Vocabulary {
    fn knows_form(&self, form: &str) -> bool {
        self.find(form).is_some_and(|id| is_trusted(form, self.statistics(id)))
    }

    fn knows_stem(&self, stem: &str) -> bool {
        let is_same = |form: &str| analysis::stem::stem(form) == stem;
        let forms = self.forms(KeyKind::Stem, &fold(stem));
        forms
            .into_iter()
            .any(|id| is_trusted(self.form(id), self.statistics(id)) && is_same(self.form(id)))
    }
}
