//! What can be wrong when files become a catalogue: dates, references, ids and addresses.
//! Each code: what it is, its static, its wording function.

use std::ops::RangeInclusive;

use portal_search::BadLine;

use crate::diagnostics::{Change, Code, Diagnostic, nearest};
use crate::source::{Place, as_id, danish_period};

/// All codes of this stage.
pub(crate) static CODES: &[&Code] = &[
    &BAD_DATE,
    &BAD_PERIOD,
    &BAD_RANGE,
    &BAD_SHARE,
    &BAD_ID,
    &BAD_DEADLINE,
    &BAD_URL,
    &BAD_SYNONYM,
    &BAD_ITEM,
    &UNKNOWN_THEME,
    &MISSING_LEXICON,
    &BAD_LEXICON,
    &UNKNOWN_REFERENCE,
    &MISSING_REGISTER,
    &WRONG_FOLDER,
    &DUPLICATE_ID,
    &BRANCH_TO_NOWHERE,
    &UNUSED_COLOR,
    &RESERVED_LANE,
    &NO_CONTENT,
];

/// A date that is not `YYYY-MM-DD` or not in the calendar.
static BAD_DATE: Code = Code::error("bad-date");

pub(super) fn bad_date(place: Place, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_DATE, place).with("value", text);
    match super::time::meant_date(text).filter(|date| date != text) {
        Some(date) => diagnostic.with("suggestion", &date).help("help_suggestion").instead(date),
        None => match super::time::month(text) {
            Some(first) => diagnostic.with("first", first).help("help_month"),
            None => diagnostic,
        },
    }
}

/// A period that is not a number and a unit.
static BAD_PERIOD: Code = Code::error("bad-period");

pub(super) fn bad_period(place: Place, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_PERIOD, place).with("value", text);
    match danish_period(&text.to_lowercase()) {
        Some(period) => {
            diagnostic.with("suggestion", &period).help("help_suggestion").instead(period)
        }
        None => diagnostic,
    }
}

/// A stretch that ends before it begins: dates or ages; or reaches farther than there is.
static BAD_RANGE: Code = Code::error("bad-range");

/// `keys` are those of the two ends.
pub(super) fn bad_range(
    place: Place,
    keys: (&str, &str),
    (from, to): (impl ToString, impl ToString),
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_RANGE, place).with("from", from).with("to", to);
    diagnostic.with("first", keys.0).with("last", keys.1)
}

/// A number that is greater or less than there can be of what it counts.
pub(super) fn out_of_range(place: Place, number: u64, range: &RangeInclusive<u64>) -> Diagnostic {
    let found = Diagnostic::new(&BAD_RANGE, place).with("number", number);
    if number < *range.start() {
        return found.with("least", range.start()).message("message_least").help("help_least");
    }
    found.with("most", range.end()).message("message_most").help("help_most")
}

/// A share that is not a number from 0 to 1.
static BAD_SHARE: Code = Code::error("bad-share");

pub(super) fn bad_share(place: Place, value: f64) -> Diagnostic {
    Diagnostic::new(&BAD_SHARE, place).with("value", value)
}

/// There is not one file in `content/`: an empty portal would be published.
static NO_CONTENT: Code = Code::error("no-content");

pub(super) fn no_content(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_CONTENT, place)
}

/// An id or slug with other characters than `a`–`z`, `0`–`9` and `-`.
static BAD_ID: Code = Code::error("bad-id");

pub(super) fn bad_id(place: Place, text: &str) -> Diagnostic {
    let suggestion = as_id(text);
    let diagnostic =
        Diagnostic::new(&BAD_ID, place).with("value", text).with("suggestion", &suggestion);
    // A name that is the file's own is mended by renaming it.
    let is_written = place.span.end > place.span.start;
    match is_written {
        false if !suggestion.is_empty() => diagnostic.help("help_file"),
        true if !suggestion.is_empty() => diagnostic.instead(suggestion),
        _ => diagnostic,
    }
}

/// A file that is a copy of another, by its name.
pub(super) fn copied_file(place: Place, name: &str, original: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_ID, place).with("value", name);
    diagnostic.with("original", original).message("message_copy").help("help_copy")
}

/// A deadline that says nothing, or several things at once.
static BAD_DEADLINE: Code = Code::error("bad-deadline");

pub(super) fn bad_deadline(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_DEADLINE, place)
}

/// An address that is not an address: a web site without `https://`, an alias that does not begin
/// with `/`.
static BAD_URL: Code = Code::error("bad-url");

pub(super) fn bad_url(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place).with("value", text)
}

/// A web address that would be one if `meant` were written; quoted, as both YAML and TOML take it.
pub(super) fn almost_url(place: Place, text: &str, meant: &str) -> Diagnostic {
    bad_url(place, text)
        .with("suggestion", meant)
        .help("help_suggestion")
        .instead(format!("\"{meant}\""))
}

/// An address of the portal that ends in a page of it.
pub(super) fn base_url_of_page(place: Place, folder: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place)
        .message("message_page")
        .help("help_page")
        .instead(format!("\"{folder}/\""))
}

/// A web address with a name and a password in it, which every reader would see.
pub(super) fn url_with_password(place: Place, text: &str) -> Diagnostic {
    let scheme = text.split_once("//").map_or(text, |(scheme, _)| scheme);
    let is_web = ["http:", "https:"].contains(&scheme.to_lowercase().as_str());
    let scheme = if is_web { scheme } else { "https:" };
    let bare = text.rsplit_once('@').map(|(_, host)| format!("{scheme}//{host}"));
    let diagnostic =
        Diagnostic::new(&BAD_URL, place).message("message_password").help("help_password");
    match bare {
        Some(bare) => diagnostic.instead(format!("\"{bare}\"")),
        None => diagnostic,
    }
}

pub(super) fn bad_alias(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place).with("value", text).message("message_alias").help("help_alias")
}

/// A row of `synonyms.yaml` that makes no two words alike.
static BAD_SYNONYM: Code = Code::error("bad-synonym");

pub(super) fn lone_synonym(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place).with("word", word)
}

pub(super) fn one_way_to_nothing(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place)
        .with("word", word)
        .message("message_one_way")
        .help("help_one_way")
}

/// A word that leads to itself alone.
pub(super) fn synonym_of_itself(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place)
        .with("word", word)
        .message("message_itself")
        .help("help_one_way")
}

/// A word with a comma in it, which nobody types.
pub(super) fn several_synonyms(place: Place, word: &str) -> Diagnostic {
    let words: Vec<_> = word.split([',', ';']).map(str::trim).collect();
    Diagnostic::new(&BAD_SYNONYM, place)
        .with("word", word)
        .with("words", words.join(", "))
        .message("message_several")
        .help("help_several")
}

pub(super) fn mixed_synonym(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place).message("message_mixed").help("help_mixed")
}

/// `to` in a row of its own, which most often belongs to `from` in the row above.
pub(super) fn synonym_from_nothing(place: Place, words: &str) -> Diagnostic {
    let found = Diagnostic::new(&BAD_SYNONYM, place).with("words", words);
    found.message("message_to").help("help_to")
}

pub(super) fn empty_synonym(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place).message("message_empty").help("help_mixed")
}

/// A thing of a course that is neither an entry nor a search, or both: something would not be
/// shown.
static BAD_ITEM: Code = Code::error("bad-item");

pub(super) fn bad_item(place: Place, is_entry: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_ITEM, place);
    if is_entry { diagnostic.message("message_both").help("help_both") } else { diagnostic }
}

pub(super) fn anchor_of_search(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_ITEM, place).message("message_anchor").help("help_both")
}

/// A theme that is neither built in nor in `themes/`.
static UNKNOWN_THEME: Code = Code::error("unknown-theme");

pub(super) fn unknown_theme<'a>(
    place: Place,
    theme: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<_> = known.into_iter().collect();
    let diagnostic = Diagnostic::new(&UNKNOWN_THEME, place)
        .with("theme", theme)
        .with("known", known.join("`, `"));
    match nearest(theme, known.iter().copied()).or((known.len() == 1).then_some(known[0])) {
        Some(near) => diagnostic
            .with("suggestion", near)
            .help("help_suggestion")
            .instead(format!("\"{near}\"")),
        None => diagnostic,
    }
}

/// A register of words that is named and is not there.
static MISSING_LEXICON: Code = Code::error("missing-lexicon");

pub(super) fn missing_lexicon(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_LEXICON, place).with("name", name)
}

/// A register of words that is none: a line in another format, or no word at all.
static BAD_LEXICON: Code = Code::error("bad-lexicon");

pub(super) fn bad_lexicon(place: Place, bad: BadLine) -> Diagnostic {
    Diagnostic::new(&BAD_LEXICON, place).with("fields", bad.fields)
}

pub(super) fn empty_lexicon(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_LEXICON, place).message("message_empty")
}

/// A reference to something that is not there.
static UNKNOWN_REFERENCE: Code = Code::error("unknown-reference");

/// Most ids that a finding lists: vocabularies and laws have fewer, entries of a kind have more.
const MOST_LISTED: usize = 40;

/// `kind` is the key of what was looked for under `kinds` of the texts, `titled` the id of what is
/// called like that.
pub(crate) fn unknown_reference<'a>(
    place: Place,
    kind: &str,
    (id, titled): (&str, Option<&'a str>),
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<_> = known.into_iter().collect();
    let diagnostic = reference(place, kind, id);
    let listed = !known.is_empty() && known.len() <= MOST_LISTED;
    let spelled = as_id(id);
    let near = titled
        .filter(|_| !known.contains(&spelled.as_str()))
        .or_else(|| nearest(id, known.iter().copied()))
        .or_else(|| longer(&spelled, &known));
    // An id that is found at many places is one that was there: what it names has a new one.
    let diagnostic = match near {
        Some(_) if id == spelled => diagnostic.help_of_many("help_changed"),
        _ => diagnostic,
    };
    match (near, listed) {
        (Some(suggestion), false) => {
            diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(suggestion)
        }
        (Some(suggestion), true) => {
            let diagnostic =
                diagnostic.with("suggestion", suggestion).with("known", known.join("`, `"));
            diagnostic.help("help_suggestion_known").instead(suggestion)
        }
        (None, true) => diagnostic.with("known", known.join("`, `")).help("help_known"),
        (None, false) => diagnostic,
    }
}

/// The one id that `id` begins or ends, or that begins or ends it: a file that has got a longer name.
fn longer<'a>(id: &str, known: &[&'a str]) -> Option<&'a str> {
    let goes_on = |long: &str, short: &str| {
        let is_part = long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'))
            || long.strip_suffix(short).is_some_and(|rest| rest.ends_with('-'));
        is_part && short.len() > 4
    };
    let mut found = known.iter().copied().filter(|known| goes_on(known, id) || goes_on(id, known));
    found.next().filter(|_| found.next().is_none())
}

/// Several ids where one belongs: `ids` are all there. In a list in brackets, commas part them.
pub(super) fn several_references(
    place: Place,
    kind: &str,
    ids: &[&str],
    in_brackets: bool,
) -> Diagnostic {
    let diagnostic = reference(place, kind, &ids.join(" ")).with("ids", ids.join("`, `"));
    let diagnostic = diagnostic.message("message_several").help("help_several");
    if in_brackets { diagnostic.instead(ids.join(", ")) } else { diagnostic }
}

fn reference(place: Place, kind: &str, id: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_REFERENCE, place).caused_by(format!("{kind} {id}"));
    diagnostic.with_word("kind", format!("kinds.{kind}")).with("id", id)
}

/// A reference to an entry that is written and not shown yet; `draft` is where it is.
pub(crate) fn reference_to_draft(place: Place, kind: &str, id: &str, draft: Place) -> Diagnostic {
    reference(place, kind, id).message("message_draft").help("help_draft").related(draft, "draft")
}

/// A reference to a term of a vocabulary where an entry belongs; `entries` are those of the kind.
pub(super) fn reference_to_term(
    place: Place,
    kind: &str,
    (id, vocabulary): (&str, &str),
    entries: &[&str],
) -> Diagnostic {
    let diagnostic = reference(place, kind, id).with_word("found", format!("kinds.{vocabulary}"));
    let of_term: Vec<_> =
        entries.iter().copied().filter(|entry| entry.split('-').any(|word| word == id)).collect();
    let diagnostic = diagnostic.message("message_term").help("help_term");
    let (shown, only) = match of_term.as_slice() {
        [] => (entries, None),
        [only] => (of_term.as_slice(), Some(*only)),
        several => (several, None),
    };
    let shown = shown.iter().take(MOST_LISTED).copied().collect::<Vec<_>>().join("`, `");
    let diagnostic = diagnostic.with("known", shown);
    match only {
        Some(only) => diagnostic.instead(only),
        None => diagnostic,
    }
}

/// A register that is referred to and has no file.
static MISSING_REGISTER: Code = Code::error("missing-register");

/// `register` is the key of its words under `kinds`, `path` the file it should be.
pub(super) fn missing_register(place: Place, register: &str, path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISSING_REGISTER, place).with("path", path).caused_by(path);
    diagnostic.with_word("kind", format!("kinds.{register}"))
}

/// An entry in the folder of another kind: none of its fields would be understood.
static WRONG_FOLDER: Code = Code::error("wrong-folder");

/// `kind` is that of the folder, `other` that of the fields, `path` where the file belongs.
pub(super) fn wrong_folder(place: Place, kind: &str, other: &str, path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&WRONG_FOLDER, place).with("path", path);
    diagnostic
        .with_word("kind", format!("kinds.{kind}"))
        .with_word("other", format!("kinds.{other}"))
}

/// A colour for a term that no diagram draws.
static UNUSED_COLOR: Code = Code::warning("unused-color");

/// `vocabulary` is the key of what has no colours under `kinds` of the texts.
pub(super) fn color_of_no_lane(place: Place, vocabulary: &str) -> Diagnostic {
    Diagnostic::new(&UNUSED_COLOR, place).with_word("kind", format!("kinds.{vocabulary}"))
}

/// An administration that is called like a lane that every portal has.
static RESERVED_LANE: Code = Code::error("reserved-lane");

pub(super) fn reserved_lane(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&RESERVED_LANE, place).with("id", id)
}

/// A step in a lane that the portal does not have. `known` are the lanes that there are.
pub(super) fn unknown_lane(place: Place, lane: &str, known: Vec<&str>) -> Diagnostic {
    let diagnostic = reference(place, "lane", lane).with("known", known.join("`, `"));
    match nearest(lane, known) {
        Some(suggestion) => {
            diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(suggestion)
        }
        None => diagnostic.help("help_lane"),
    }
}

/// A reference to an entry that exists, but of another kind than the key takes.
pub(super) fn reference_of_other_kind(
    place: Place,
    kind: &str,
    id: &str,
    found: &str,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_REFERENCE, place)
        .with_word("kind", format!("kinds.{kind}"))
        .with("id", id);
    diagnostic
        .with_word("found", format!("kinds.{found}"))
        .message("message_kind")
        .help("help_kind")
}

/// Two entries, terms or steps with the same id: short links and references could not tell them
/// apart.
static DUPLICATE_ID: Code = Code::error("duplicate-id");

pub(super) fn duplicate_id(place: Place, id: &str, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, place).with("id", id).related(first, "first")
}

/// The id of another stands in a file whose name would do; `line` is the field.
pub(super) fn id_of_another(found: Diagnostic, stem: &str, line: Place) -> Diagnostic {
    found.with("stem", stem).help("help_file").changed(line, Change::Remove)
}

/// The id that its title makes is free.
pub(super) fn id_to_be(found: Diagnostic, meant: &str) -> Diagnostic {
    found.with("suggestion", meant).help("help_suggestion").instead(meant)
}

/// A branch that goes to a step that is not there.
static BRANCH_TO_NOWHERE: Code = Code::error("branch-to-nowhere");

pub(super) fn branch_to_nowhere<'a>(
    place: Place,
    step: &str,
    steps: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let steps: Vec<_> = steps.into_iter().collect();
    let diagnostic = Diagnostic::new(&BRANCH_TO_NOWHERE, place)
        .with("step", step)
        .with("known", steps.join("`, `"));
    match nearest(step, steps.iter().copied()).or_else(|| longer(step, &steps)) {
        Some(suggestion) => {
            diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(suggestion)
        }
        None => diagnostic,
    }
}
