//! Links and notes that are shown as text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Found, Pattern, Run, SlipKind, pattern};
use crate::model::Catalogue;

static NOTE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\[\^([^\[\]\n]*)\](:?)"));
static SWAPPED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\(([^()\[\]\n]+)\)\[(ADDRESS[^\[\]\s]*)\]"));
/// `(words)[[id]]` and `[[[id]]]`, in which the id is a link already: the words, and the link.
static AROUND_ID: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\(([^()\[\]\n\x01]+)\)(\x01+)|\[(\x01+)\]"));
static SPACED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(\[[^\[\]\n]+\])[ \t\x{a0}]+(\(ADDRESS[^()\s]*\))"));
static UNDEFINED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\[([^\[\]\n^][^\[\]\n]*)\]\[([^\[\]\n]*)\]"));
static UNFINISHED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\[[^\[\]\n]*\]\((ADDRESS[^()\s\x00\x01]*)([^()\[\]\n]*)(\)?)"));
/// A path on a drive, with a space in it.
static DRIVE_PATH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"!?\[[^\[\]\n]*\]\((?:[A-Za-z]:[\\/]|\\\\|file:|OneDrive)[^()\[\]\n]*[ \t][^()\[\]\n]*\)",
    )
});
/// An address that is shown as it is written.
static BARE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r#"(?:^|[\s(])((?:https?://|www\.)[\p{L}\d-]+(?:\.[\p{L}\d-]+)+[^\s\x00\x01<>()"»]*)"#)
});
static EMPTY_ID: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\[\[[ \t|\\]*\]\]"));
static ID: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(\[{1,2})([a-z0-9]+(?:-[a-z0-9]+)*)(\\?\|[^\[\]\n|]*)?(\]{0,2})"));

/// An id in round brackets.
static ROUND_ID: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\(\(([a-z0-9]+(?:-[a-z0-9]+)*)\)\)"));

/// A number of a note as word processors write it, behind the end of a sentence or a word.
static RAISED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:[.,;:!?»”)]|\p{Ll}{3})([¹²³⁴⁵⁶⁷⁸⁹⁰]+)"));

pub(super) fn scan(run: &Run<'_>, catalogue: &Catalogue, found: &mut Vec<Found>) {
    let raised = RAISED.captures_iter(run.shown).filter_map(|raised| raised.get(1));
    found.extend(raised.map(|at| Found::new(SlipKind::RaisedNumber, run.range(at.range()))));
    let mut seen = Seen { run, found, taken: BTreeMap::new() };
    if run.shown.contains('[') {
        notes(&mut seen);
        swapped(&mut seen);
        spaced(&mut seen);
        undefined(&mut seen, catalogue);
        on_drives(&mut seen);
        unfinished(&mut seen);
        ids(&mut seen, catalogue);
    }
    around_ids(&mut seen);
    for round in ROUND_ID.captures_iter(run.shown) {
        if let (Some(whole), Some(id)) = (round.get(0), round.get(1))
            && catalogue.by_id(id.as_str()).is_some()
        {
            seen.add(SlipKind::SingleId, whole.range(), Some(format!("[[{}]]", id.as_str())));
        }
    }
    bare(&mut seen);
    seen.found.sort_by_key(|found| found.range.start);
}

/// What has been found in a run: no byte is told twice.
struct Seen<'s, 'r> {
    run: &'s Run<'r>,
    found: &'s mut Vec<Found>,
    /// What has been told, each range by its beginning.
    taken: BTreeMap<usize, usize>,
}

impl Seen<'_, '_> {
    /// Adds what is found in this range of the run, and what should stand there.
    fn add(&mut self, kind: SlipKind, range: Range<usize>, mend: Option<String>) {
        // Ranges that are taken do not overlap, so the last that begins before this one's end
        // reaches furthest.
        if self.taken.range(..range.end).next_back().is_some_and(|(_, end)| range.start < *end) {
            return;
        }
        let found = Found::new(kind, self.run.range(range.clone()));
        self.taken.insert(range.start, range.end);
        self.found.push(match mend {
            Some(text) => found.instead(text),
            None => found,
        });
    }

    fn source(&self, range: Range<usize>) -> &str {
        self.run.source.get(range).unwrap_or_default()
    }
}

fn notes(seen: &mut Seen<'_, '_>) {
    for note in NOTE.captures_iter(seen.run.shown) {
        if let Some(whole) = note.get(0) {
            let end = whole.end() - usize::from(whole.as_str().ends_with(':'));
            seen.add(SlipKind::UndefinedNote, whole.start()..end, None);
        }
    }
}

fn swapped(seen: &mut Seen<'_, '_>) {
    for link in SWAPPED.captures_iter(seen.run.shown) {
        let (Some(whole), Some(words), Some(to)) = (link.get(0), link.get(1), link.get(2)) else {
            continue;
        };
        let mend = format!("[{}]({})", seen.source(words.range()), seen.source(to.range()));
        seen.add(SlipKind::SwappedLink, whole.range(), Some(mend));
    }
}

/// `(words)[[id]]`, `[[[id]]]`: the id leads where it should, and signs stand around it.
fn around_ids(seen: &mut Seen<'_, '_>) {
    for found in AROUND_ID.captures_iter(seen.run.shown) {
        let (Some(whole), Some(link)) = (found.get(0), found.get(2).or(found.get(3))) else {
            continue;
        };
        let written = seen.source(link.range());
        let inner = written.strip_prefix("[[").and_then(|link| link.strip_suffix("]]"));
        let Some(inner) = inner else { continue };
        let (kind, mend) = match found.get(1) {
            Some(_) if inner.contains('|') => continue,
            Some(words) => (SlipKind::SwappedId, format!("[[{inner}|{}]]", words.as_str())),
            None => (SlipKind::ThreeBrackets, written.to_owned()),
        };
        seen.add(kind, whole.range(), Some(mend));
    }
}

fn spaced(seen: &mut Seen<'_, '_>) {
    for link in SPACED.captures_iter(seen.run.shown) {
        let (Some(whole), Some(words), Some(to)) = (link.get(0), link.get(1), link.get(2)) else {
            continue;
        };
        let mend = format!("{}{}", seen.source(words.range()), seen.source(to.range()));
        seen.add(SlipKind::SpacedLink, whole.range(), Some(mend));
    }
}

fn undefined(seen: &mut Seen<'_, '_>, catalogue: &Catalogue) {
    for link in UNDEFINED.captures_iter(seen.run.shown) {
        let (Some(whole), Some(words), Some(name)) = (link.get(0), link.get(1), link.get(2)) else {
            continue;
        };
        let id = catalogue.by_id(name.as_str()).map(|_| name.as_str());
        let mend = id.map(|id| format!("[[{id}|{}]]", seen.source(words.range())));
        seen.add(SlipKind::UndefinedLink, whole.range(), mend);
    }
}

fn on_drives(seen: &mut Seen<'_, '_>) {
    for link in DRIVE_PATH.find_iter(seen.run.shown) {
        seen.add(SlipKind::DrivePath, link.range(), None);
    }
}

/// `[words](address` without an end, or with a space in the address.
fn unfinished(seen: &mut Seen<'_, '_>) {
    for link in UNFINISHED.captures_iter(seen.run.shown) {
        let (Some(whole), Some(to), Some(rest), Some(end)) =
            (link.get(0), link.get(1), link.get(2), link.get(3))
        else {
            continue;
        };
        let (to, rest, head) = (to.range(), rest.as_str(), whole.start()..to.start());
        if end.is_empty() {
            let end = to.end - usize::from(seen.source(to.clone()).ends_with(['.', ',', ';']));
            let mend = format!("{})", seen.source(whole.start()..end));
            seen.add(SlipKind::UnclosedLink, whole.start()..end, Some(mend));
        } else if rest.starts_with(char::is_whitespace) {
            let (head, to) = (seen.source(head).to_owned(), seen.source(to));
            let rest = rest.trim();
            let is_title = to.ends_with('/') && !rest.contains(['/', '.']);
            let mend = if ["mailto:", "tel:"].contains(&to) {
                format!("{head}{to}{})", rest.replace(' ', ""))
            } else if is_title {
                format!("{head}{to} \"{}\")", rest.trim_matches(['"', '”', '“', '\'']))
            } else {
                format!("{head}<{to} {rest}>)")
            };
            seen.add(SlipKind::SpaceInAddress, whole.range(), Some(mend));
        }
    }
}

/// Addresses that stand in a text as they are.
fn bare(seen: &mut Seen<'_, '_>) {
    if !["://", "www."].iter().any(|mark| seen.run.shown.contains(mark)) {
        return;
    }
    for bare in BARE.captures_iter(seen.run.shown).filter_map(|bare| bare.get(1)) {
        let end = bare.as_str().trim_end_matches(['.', ',', ';', ':', '?', '!']).len();
        seen.add(SlipKind::BareAddress, bare.start()..bare.start() + end, None);
    }
}

/// `[[id]`, `[id]]`, `[[id` and, for an entry, `[id]`; `[[]]` leads nowhere.
fn ids(seen: &mut Seen<'_, '_>, catalogue: &Catalogue) {
    for empty in EMPTY_ID.find_iter(seen.run.shown) {
        seen.add(SlipKind::EmptyLink, empty.range(), None);
    }
    for link in ID.captures_iter(seen.run.shown) {
        let (Some(whole), Some(open), Some(id), Some(close)) =
            (link.get(0), link.get(1), link.get(2), link.get(4))
        else {
            continue;
        };
        let next = seen.run.shown[whole.end()..].chars().next();
        let words = link.get(3).map_or("", |words| seen.source(words.range()));
        let mend = Some(format!("[[{}{words}]]", id.as_str()));
        // A short one may be a word that was put into a quotation.
        let is_plain = id.len() > 5 || id.as_str().contains('-');
        let is_known = is_plain && catalogue.by_id(id.as_str()).is_some();
        match (open.len(), close.len()) {
            (2, 0) if next.is_none_or(|c| !c.is_alphanumeric() && c != '[') && words.is_empty() => {
                seen.add(SlipKind::UnclosedId, whole.range(), mend);
            }
            // `[[id]|words]`
            (2, 1) if let Some(end) = words_behind(&seen.run.shown[whole.end()..]) => {
                let words = seen.source(whole.end()..whole.end() + end - 1);
                let mend = format!("[[{}{words}]]", id.as_str());
                seen.add(SlipKind::UnclosedId, whole.start()..whole.end() + end, Some(mend));
            }
            (2, 1) | (1, 2) => seen.add(SlipKind::UnclosedId, whole.range(), mend),
            (1, 1) if is_known && !matches!(next, Some('(' | '[' | ':')) => {
                seen.add(SlipKind::SingleId, whole.range(), mend);
            }
            _ => {}
        }
    }
}

/// How far the words of a link reach that stand behind the bracket of its id: `|words]`.
fn words_behind(rest: &str) -> Option<usize> {
    let words = rest.strip_prefix('|')?;
    let end = words.find(['[', ']', '\n'])?;
    words[end..].starts_with(']').then_some(end + 2)
}

/// A definition that nothing mentions. Where it is no address, it is a text that nobody sees.
pub(in crate::prose) fn unused_definition(body: &str, range: Range<usize>, to: &str) -> Found {
    let end = range.start + body[range.clone()].trim_end().len();
    let slip = Found::new(SlipKind::UnusedDefinition, range.start..end);
    let is_address = to.contains([':', '/', '#', '.']);
    if is_address { slip } else { slip.mended(range.start..range.start, "\\") }
}
