//! What can be wrong when files become a catalogue: dates, references, ids and addresses.
//! Each code: what it is, its static, its wording function.

mod references;
mod synonyms;

use std::ops::RangeInclusive;

use portal_search::BadLine;

pub(super) use references::{
    branch_to_nowhere, misnamed_vocabulary, missing_register, reference_of_other_kind,
    reference_to_term, several_references, unknown_lane, word_of_another,
};
pub(crate) use references::{reference_to_draft, unknown_reference, vanished_entry};
pub(super) use synonyms::{
    empty_synonym, lone_synonym, mixed_synonym, one_way_to_nothing, several_synonyms,
    synonym_from_nothing, synonym_of_itself,
};

use super::time;
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
    &synonyms::BAD_SYNONYM,
    &BAD_ITEM,
    &UNKNOWN_THEME,
    &MISSING_LEXICON,
    &BAD_LEXICON,
    &references::UNKNOWN_REFERENCE,
    &references::MISSING_REGISTER,
    &WRONG_FOLDER,
    &DUPLICATE_ID,
    &references::BRANCH_TO_NOWHERE,
    &UNUSED_COLOR,
    &RESERVED_LANE,
    &NO_CONTENT,
];

/// A date that is not `YYYY-MM-DD` or not in the calendar.
static BAD_DATE: Code = Code::error("bad-date");

/// `key` is the field that it is the day of.
pub(in crate::model) fn bad_date(place: Place, (key, text): (&str, &str)) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_DATE, place).with("value", text);
    if let Some(date) = time::meant_date(text).filter(|date| date != text) {
        return diagnostic.with("suggestion", &date).help("help_suggestion").instead(date);
    }
    if let Some((first, last)) = time::days_of(text) {
        let found = diagnostic.with("first", first).with("last", last).message("message_part");
        return match key {
            "from" | "valid_from" => found.help("help_from").instead(first.to_string()),
            "to" | "valid_to" => found.help("help_to").instead(last.to_string()),
            _ => found.help("help_month"),
        };
    }
    match time::short_year(text) {
        Some(date) => diagnostic.with("suggestion", date).help("help_year"),
        None if text.to_lowercase().starts_with("uge") => diagnostic.help("help_week"),
        None => diagnostic,
    }
}

/// A period that is not a number and a unit.
static BAD_PERIOD: Code = Code::error("bad-period");

pub(in crate::model) fn bad_period(place: Place, text: &str) -> Diagnostic {
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
pub(in crate::model) fn bad_range(
    place: Place,
    keys: (&str, &str),
    (from, to): (impl ToString, impl ToString),
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_RANGE, place).with("from", from).with("to", to);
    diagnostic.with("first", keys.0).with("last", keys.1)
}

/// A number that is greater or less than there can be of what it counts.
pub(in crate::model) fn out_of_range(
    place: Place,
    number: u64,
    range: &RangeInclusive<u64>,
) -> Diagnostic {
    let found = Diagnostic::new(&BAD_RANGE, place).with("number", number);
    if number < *range.start() {
        return found.with("least", range.start()).message("message_least").help("help_least");
    }
    found.with("most", range.end()).message("message_most").help("help_most")
}

/// A share that is not a number from 0 to 1.
static BAD_SHARE: Code = Code::error("bad-share");

pub(in crate::model) fn bad_share(place: Place, value: f64) -> Diagnostic {
    Diagnostic::new(&BAD_SHARE, place).with("value", value)
}

/// There is not one file in `content/`: an empty portal would be published.
static NO_CONTENT: Code = Code::error("no-content");

pub(in crate::model) fn no_content(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_CONTENT, place)
}

/// An id or slug with other characters than `a`–`z`, `0`–`9` and `-`.
static BAD_ID: Code = Code::error("bad-id");

pub(in crate::model) fn bad_id(place: Place, text: &str) -> Diagnostic {
    // An address ends in what is meant.
    let suggestion = as_id(text.trim_matches('/').rsplit('/').next().unwrap_or(text));
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
pub(in crate::model) fn copied_file(place: Place, name: &str, original: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_ID, place).with("value", name);
    diagnostic.with("original", original).message("message_copy").help("help_copy")
}

/// A deadline that says nothing, or several things at once.
static BAD_DEADLINE: Code = Code::error("bad-deadline");

pub(in crate::model) fn bad_deadline(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_DEADLINE, place)
}

/// An address that is not an address: a web site without `https://`, an alias that does not begin
/// with `/`.
static BAD_URL: Code = Code::error("bad-url");

pub(in crate::model) fn bad_url(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place).with("value", text)
}

/// A web address that would be one if `meant` were written; quoted, as both YAML and TOML take it.
pub(in crate::model) fn almost_url(place: Place, text: &str, meant: &str) -> Diagnostic {
    bad_url(place, text)
        .with("suggestion", meant)
        .help("help_suggestion")
        .instead(format!("\"{meant}\""))
}

/// An address of the portal that ends in a page of it.
pub(in crate::model) fn base_url_of_page(place: Place, folder: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place)
        .message("message_page")
        .help("help_page")
        .instead(format!("\"{folder}/\""))
}

/// A web address with a name and a password in it, which every reader would see.
pub(in crate::model) fn url_with_password(place: Place, text: &str) -> Diagnostic {
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

pub(in crate::model) fn bad_alias(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place).with("value", text).message("message_alias").help("help_alias")
}

/// A thing of a course that is neither an entry nor a search, or both: something would not be
/// shown.
static BAD_ITEM: Code = Code::error("bad-item");

pub(in crate::model) fn bad_item(place: Place, is_entry: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_ITEM, place);
    if is_entry { diagnostic.message("message_both").help("help_both") } else { diagnostic }
}

pub(in crate::model) fn anchor_of_search(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_ITEM, place).message("message_anchor").help("help_both")
}

/// A theme that is neither built in nor in `themes/`.
static UNKNOWN_THEME: Code = Code::error("unknown-theme");

pub(in crate::model) fn unknown_theme<'a>(
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

pub(in crate::model) fn missing_lexicon(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_LEXICON, place).with("name", name)
}

/// A register of words that is none: a line in another format, or no word at all.
static BAD_LEXICON: Code = Code::error("bad-lexicon");

pub(in crate::model) fn bad_lexicon(place: Place, bad: BadLine) -> Diagnostic {
    Diagnostic::new(&BAD_LEXICON, place).with("fields", bad.fields)
}

pub(in crate::model) fn empty_lexicon(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_LEXICON, place).message("message_empty")
}

/// An entry in the folder of another kind: none of its fields would be understood.
static WRONG_FOLDER: Code = Code::error("wrong-folder");

/// `kind` is that of the folder, `other` that of the fields, `path` where the file belongs.
pub(in crate::model) fn wrong_folder(
    place: Place,
    kind: &str,
    other: &str,
    path: &str,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&WRONG_FOLDER, place).with("path", path);
    diagnostic
        .with_word("kind", format!("kinds.{kind}"))
        .with_word("other", format!("kinds.{other}"))
}

/// A colour for a term that no diagram draws.
static UNUSED_COLOR: Code = Code::warning("unused-color");

/// `vocabulary` is the key of what has no colours under `kinds` of the texts.
pub(in crate::model) fn color_of_no_lane(place: Place, vocabulary: &str) -> Diagnostic {
    Diagnostic::new(&UNUSED_COLOR, place).with_word("kind", format!("kinds.{vocabulary}"))
}

/// An administration that is called like a lane that every portal has.
static RESERVED_LANE: Code = Code::error("reserved-lane");

pub(in crate::model) fn reserved_lane(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&RESERVED_LANE, place).with("id", id)
}

/// Two entries, terms or steps with the same id: short links and references could not tell them
/// apart.
static DUPLICATE_ID: Code = Code::error("duplicate-id");

pub(in crate::model) fn duplicate_id(place: Place, id: &str, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, place).with("id", id).related(first, "first")
}

/// The id of another stands in a file whose name would do; `line` is the field.
pub(in crate::model) fn id_of_another(found: Diagnostic, stem: &str, line: Place) -> Diagnostic {
    found.with("stem", stem).help("help_file").changed(line, Change::Remove)
}

/// The same row is there twice, or nearly the same; `whole` is the second.
pub(in crate::model) fn row_again(found: Diagnostic, whole: Place, is_same: bool) -> Diagnostic {
    let found = found.message("message_row");
    if is_same {
        found.help("help_row").changed(whole, Change::Remove)
    } else {
        found.help("help_rows")
    }
}

/// Two files have one name; this name is free for the second.
pub(in crate::model) fn file_to_be(found: Diagnostic, meant: &str) -> Diagnostic {
    found.with("suggestion", meant).help("help_rename")
}

/// The id that its title makes is free.
pub(in crate::model) fn id_to_be(found: Diagnostic, meant: &str) -> Diagnostic {
    found.with("suggestion", meant).help("help_suggestion").instead(meant)
}
