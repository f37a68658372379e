//! What can be wrong with a reference: nothing is there, or something else than belongs there.

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::model::Kind;
use crate::source::{Place, as_id};

/// A reference to something that is not there.
pub(super) static UNKNOWN_REFERENCE: Code = Code::error("unknown-reference");

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
    // The mailbox of a unit is often called as the unit is.
    let mailbox = id.split_once('@').map(|(name, _)| as_id(name));
    let mailbox = known.iter().copied().find(|known| Some(*known) == mailbox.as_deref());
    let near = mailbox
        .or(titled)
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
pub(in crate::model) fn several_references(
    place: Place,
    kind: &str,
    ids: &[&str],
    in_brackets: bool,
) -> Diagnostic {
    let diagnostic = reference(place, kind, &ids.join(" ")).with("ids", ids.join("`, `"));
    let diagnostic = diagnostic.message("message_several").help("help_several");
    if in_brackets { diagnostic.instead(ids.join(", ")) } else { diagnostic }
}

/// A vocabulary's file by a name that none has, where the file of one vocabulary is missing.
pub(in crate::model) fn misnamed_vocabulary(place: Place, stem: &str, meant: &str) -> Diagnostic {
    let found = reference(place, "vocabulary", stem).with("suggestion", meant);
    found.message("message_vocabulary").help("help_vocabulary")
}

/// A reference to an entry that was published and is not there any more; `became` is the new entry
/// that it most likely is now.
pub(crate) fn vanished_entry(
    place: Place,
    kind: &str,
    id: &str,
    became: Option<&str>,
) -> Diagnostic {
    let diagnostic = reference(place, kind, id);
    match became {
        Some(became) => diagnostic.with("suggestion", became).help("help_renamed"),
        None => diagnostic.help("help_deleted"),
    }
}

fn reference(place: Place, kind: &str, id: &str) -> Diagnostic {
    // An entry that is not there is one cause, whatever it was asked for as.
    let sort = if kind == "entry" || kind.parse::<Kind>().is_ok() { "entry" } else { kind };
    let diagnostic = Diagnostic::new(&UNKNOWN_REFERENCE, place).caused_by(format!("{sort} {id}"));
    diagnostic.with_word("kind", format!("kinds.{kind}")).with("id", id)
}

/// A reference to an entry that is written and not shown yet; `draft` is where it is.
pub(crate) fn reference_to_draft(place: Place, kind: &str, id: &str, draft: Place) -> Diagnostic {
    reference(place, kind, id).message("message_draft").help("help_draft").related(draft, "draft")
}

/// A reference to a term of a vocabulary where an entry belongs; `entries` are those of the kind.
pub(in crate::model) fn reference_to_term(
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

/// A word where the words of another vocabulary belong.
pub(in crate::model) fn word_of_another(
    place: Place,
    register: &str,
    (id, vocabulary): (&str, &str),
) -> Diagnostic {
    let found = reference(place, register, id).with_word("found", format!("kinds.{vocabulary}"));
    found.message("message_term").help("help_other_word")
}

/// A register that is referred to and has no file.
pub(super) static MISSING_REGISTER: Code = Code::error("missing-register");

/// `register` is the key of its words under `kinds`, `path` the file it should be.
pub(in crate::model) fn missing_register(place: Place, register: &str, path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISSING_REGISTER, place).with("path", path).caused_by(path);
    diagnostic.with_word("kind", format!("kinds.{register}"))
}

/// A step in a lane that the portal does not have. `known` are the lanes that there are.
pub(in crate::model) fn unknown_lane(place: Place, lane: &str, known: Vec<&str>) -> Diagnostic {
    let diagnostic = reference(place, "lane", lane).with("known", known.join("`, `"));
    match nearest(lane, known) {
        Some(suggestion) => {
            diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(suggestion)
        }
        None => diagnostic.help("help_lane"),
    }
}

/// A reference to an entry that exists, but of another kind than the key takes.
pub(in crate::model) fn reference_of_other_kind(
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

/// A branch that goes to a step that is not there.
pub(super) static BRANCH_TO_NOWHERE: Code = Code::error("branch-to-nowhere");

pub(in crate::model) fn branch_to_nowhere<'a>(
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
