//! What the guard tells. Numbers are shown without their last four digits, in every message.

use super::attachment::Unreadable;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Place;

/// All codes of the guard.
pub(crate) static CODES: &[&Code] = &[
    &BAD_EXCEPTION,
    &DOCUMENT_WITHOUT_TEXT,
    &PERSONAL_NUMBER,
    &POSSIBLE_PERSONAL_NUMBER,
    &PRIVATE_EMAIL,
    &PUBLISHED_PERSONAL_NUMBER,
    &UNFINISHED_DOCUMENT,
    &UNLISTED_PHONE,
    &UNREADABLE_DOCUMENT,
    &UNUSED_EXCEPTION,
];

/// What is set out as a personal number, or whose digits say that it is one. Only an exception with
/// a reason, a name and a date lets it pass.
static PERSONAL_NUMBER: Code = Code::error("personal-number").binding();

/// Ten digits that begin with a date: they may be a personal number, or the number of something
/// else.
static POSSIBLE_PERSONAL_NUMBER: Code = Code::warning("possible-personal-number");

pub(super) fn personal_number(place: Place, masked: &str) -> Diagnostic {
    Diagnostic::new(&PERSONAL_NUMBER, place).with("number", masked)
}

/// It stands in the file's name or in that of a folder.
pub(super) fn in_path(place: Place, masked: &str) -> Diagnostic {
    personal_number(place, masked).message("message_path").help("help_path")
}

/// It stands in a file that is no text, where there is no line to point at.
pub(super) fn in_document(place: Place, masked: &str) -> Diagnostic {
    personal_number(place, masked).message("message_document").help("help_document")
}

/// A document that is published, and that nobody can look through: it is locked, packed or damaged.
static UNREADABLE_DOCUMENT: Code = Code::error("unreadable-document").binding();

pub(super) fn unreadable(place: Place, why: Unreadable) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNREADABLE_DOCUMENT, place);
    match why {
        Unreadable::Damaged => diagnostic,
        Unreadable::Encrypted => diagnostic.message("message_encrypted").help("help_encrypted"),
        Unreadable::Packed => diagnostic.message("message_packed").help("help_packed"),
    }
}

/// The mail address of a person and not of a workplace.
static PRIVATE_EMAIL: Code = Code::warning("private-email");

pub(super) fn private_email(place: Place, domain: &str) -> Diagnostic {
    Diagnostic::new(&PRIVATE_EMAIL, place).with("domain", domain)
}

/// A person's own mailbox at a workplace.
pub(super) fn personal_mailbox(place: Place) -> Diagnostic {
    Diagnostic::new(&PRIVATE_EMAIL, place).message("message_person")
}

/// A document with changes that nobody has accepted, or with comments: readers see what was to go.
static UNFINISHED_DOCUMENT: Code = Code::warning("unfinished-document");

pub(super) fn unfinished(place: Place) -> Diagnostic {
    Diagnostic::new(&UNFINISHED_DOCUMENT, place)
}

/// A telephone number that no contact of the portal has.
static UNLISTED_PHONE: Code = Code::warning("unlisted-phone");

pub(super) fn unlisted_phone(place: Place) -> Diagnostic {
    Diagnostic::new(&UNLISTED_PHONE, place)
}

/// One that a contact has almost; `known` is the contact's, and `file` where it stands.
pub(super) fn almost_listed_phone(place: Place, known: &str, file: &str) -> Diagnostic {
    let found = unlisted_phone(place).with("known", known).with("file", file);
    found.message("message_almost").help("help_almost")
}

/// A document with pages that are pictures: what they say, only people can read.
static DOCUMENT_WITHOUT_TEXT: Code = Code::warning("document-without-text");

pub(super) fn without_text(place: Place) -> Diagnostic {
    Diagnostic::new(&DOCUMENT_WITHOUT_TEXT, place)
}

pub(super) fn possible(place: Place, masked: &str) -> Diagnostic {
    Diagnostic::new(&POSSIBLE_PERSONAL_NUMBER, place).with("number", masked)
}

/// A personal number in a finished file, which no source has as it stands there.
static PUBLISHED_PERSONAL_NUMBER: Code = Code::error("published-personal-number").binding();

pub(super) fn published(place: Place, masked: &str, path: &str) -> Diagnostic {
    Diagnostic::new(&PUBLISHED_PERSONAL_NUMBER, place).with("number", masked).with("path", path)
}

/// An exception that must not be relied on: it has run out, or covers more than one number.
static BAD_EXCEPTION: Code = Code::error("bad-exception").binding();

pub(super) fn expired(place: Place, expires: &str) -> Diagnostic {
    Diagnostic::new(&BAD_EXCEPTION, place).with("expires", expires)
}

pub(super) fn too_long(place: Place, latest: &str) -> Diagnostic {
    Diagnostic::new(&BAD_EXCEPTION, place)
        .with("latest", latest)
        .message("message_long")
        .help("help_long")
}

pub(super) fn not_masked(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_EXCEPTION, place).message("message_number").help("help_number")
}

pub(super) fn nobody(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_EXCEPTION, place).message("message_nobody").help("help_nobody")
}

pub(super) fn several(place: Place, masked: &str, file: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&BAD_EXCEPTION, place).with("number", masked).with("file", file);
    diagnostic.message("message_several").help("help_several")
}

/// An exception for what is not there (any more).
pub(super) static UNUSED_EXCEPTION: Code = Code::error("unused-exception").binding();

pub(super) fn unused(place: Place, masked: &str, file: &str) -> Diagnostic {
    Diagnostic::new(&UNUSED_EXCEPTION, place).with("number", masked).with("file", file)
}
