//! What can be wrong when files become a catalogue: dates, references, ids and addresses.
//! Each code: what it is, its static, its wording function.

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::source::Place;

/// All codes of this stage.
pub(crate) static CODES: &[&Code] = &[
    &BAD_DATE,
    &BAD_PERIOD,
    &BAD_RANGE,
    &BAD_ID,
    &BAD_DEADLINE,
    &BAD_URL,
    &BASE_URL_IN_FOLDER,
    &UNKNOWN_REFERENCE,
    &DUPLICATE_ID,
    &BRANCH_TO_NOWHERE,
    &UNUSED_COLOR,
    &RESERVED_LANE,
];

/// A date that is not `YYYY-MM-DD` or not in the calendar.
static BAD_DATE: Code = Code::error("bad-date");

pub(super) fn bad_date(place: Place, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_DATE, place).with("value", text);
    match turned_around(text) {
        Some(date) => diagnostic.with("suggestion", date).help("help_suggestion"),
        None => diagnostic,
    }
}

/// `31-12-2013`, `31.12.2013` and `31/12/2013` as the date they mean.
fn turned_around(text: &str) -> Option<String> {
    let parts: Vec<u16> =
        text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).map_while(|part| part.parse().ok()).collect();
    let [day, month, year] = parts[..] else { return None };
    let date = format!("{year:04}-{month:02}-{day:02}");
    super::time::parse_date(&date).map(|_| date)
}

/// A period that is not a number and a unit.
static BAD_PERIOD: Code = Code::error("bad-period");

pub(super) fn bad_period(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_PERIOD, place).with("value", text)
}

/// A stretch that ends before it begins: dates or ages.
static BAD_RANGE: Code = Code::error("bad-range");

pub(super) fn bad_range(place: Place, from: impl ToString, to: impl ToString) -> Diagnostic {
    Diagnostic::new(&BAD_RANGE, place).with("from", from).with("to", to)
}

/// An id or slug with other characters than `a`–`z`, `0`–`9` and `-`.
static BAD_ID: Code = Code::error("bad-id");

pub(super) fn bad_id(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_ID, place).with("value", text).with("suggestion", super::ids::as_id(text))
}

/// A deadline that says nothing, or several things at once.
static BAD_DEADLINE: Code = Code::error("bad-deadline");

pub(super) fn bad_deadline(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_DEADLINE, place)
}

/// An address that is not an address: a web site without `https://`, an alias that does not begin with `/`.
static BAD_URL: Code = Code::error("bad-url");

pub(super) fn bad_url(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place).with("value", text)
}

pub(super) fn bad_alias(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_URL, place).with("value", text).message("message_alias").help("help_alias")
}

/// A portal that is to be published in a folder of a host: every link on its pages begins at the host's root, so none would
/// lead anywhere there.
static BASE_URL_IN_FOLDER: Code = Code::error("base-url-in-folder");

/// `root` is the part of the address that may stay.
pub(super) fn base_url_in_folder(place: Place, text: &str, root: &str) -> Diagnostic {
    Diagnostic::new(&BASE_URL_IN_FOLDER, place).with("value", text).with("suggestion", root)
}

/// A reference to something that is not there.
static UNKNOWN_REFERENCE: Code = Code::error("unknown-reference");

/// `kind` is the key of what was looked for under `kinds` of the texts.
pub(crate) fn unknown_reference<'a>(
    place: Place,
    kind: &str,
    id: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNKNOWN_REFERENCE, place).with_word("kind", format!("kinds.{kind}")).with("id", id);
    match nearest(id, known) {
        Some(suggestion) => diagnostic.with("suggestion", suggestion).help("help_suggestion"),
        None => diagnostic,
    }
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
    let diagnostic = Diagnostic::new(&UNKNOWN_REFERENCE, place)
        .with_word("kind", "kinds.lane")
        .with("id", lane)
        .with("known", known.join("`, `"));
    match nearest(lane, known) {
        Some(suggestion) => diagnostic.with("suggestion", suggestion).help("help_suggestion"),
        None => diagnostic.help("help_lane"),
    }
}

/// A reference to an entry that exists, but of another kind than the key takes.
pub(super) fn reference_of_other_kind(place: Place, kind: &str, id: &str, found: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNKNOWN_REFERENCE, place).with_word("kind", format!("kinds.{kind}")).with("id", id);
    diagnostic.with_word("found", format!("kinds.{found}")).message("message_kind").help("help_kind")
}

/// Two entries, terms or steps with the same id: short links and references could not tell them apart.
static DUPLICATE_ID: Code = Code::error("duplicate-id");

pub(super) fn duplicate_id(place: Place, id: &str, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, place).with("id", id).related(first, "first")
}

/// A branch that goes to a step that is not there.
static BRANCH_TO_NOWHERE: Code = Code::error("branch-to-nowhere");

pub(super) fn branch_to_nowhere<'a>(place: Place, step: &str, steps: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let steps: Vec<_> = steps.into_iter().collect();
    let diagnostic = Diagnostic::new(&BRANCH_TO_NOWHERE, place).with("step", step).with("known", steps.join("`, `"));
    match nearest(step, steps) {
        Some(suggestion) => diagnostic.with("suggestion", suggestion).help("help_suggestion"),
        None => diagnostic,
    }
}
