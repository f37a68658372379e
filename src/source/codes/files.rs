//! What can be wrong with a file by its name, its place and its kind, before it is read at all.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::asset::{self, Refused};
use crate::source::misplaced::{self, Belongs};
use crate::span::Place;

/// A file lies where no kind of content lives, so nothing would come of it.
pub(super) static UNKNOWN_FILE: Code = Code::error("unknown-file");

/// `belongs` is the path where it would be read; several of one folder have one cause.
pub(in crate::source) fn unknown_file(
    place: Place,
    path: &str,
    belongs: Option<&Belongs>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_FILE, place).with("path", path);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if let Some(page) = misplaced::page_of(path) {
        return diagnostic.with("page", page).message("message_page").help("help_page");
    }
    if let Some(formats) = misplaced::saved_as(&ending) {
        return diagnostic.with("formats", formats).help("help_saved_as");
    }
    match belongs {
        Some(Belongs::At(right)) => diagnostic.with("right", right).help("help_right"),
        Some(Belongs::Folder { wrong, right }) => {
            let diagnostic = diagnostic.with("wrong", wrong).with("right", right).caused_by(wrong);
            diagnostic.message("message_folder").help("help_folder")
        }
        Some(Belongs::Copy(right)) => {
            diagnostic.with("right", right).message("message_copy").help("help_copy")
        }
        Some(Belongs::Left) => diagnostic.message("message_left").help("help_left"),
        None => diagnostic,
    }
}

/// A pipe, a device or a socket.
pub(in crate::source) fn no_file(place: Place, path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_FILE, place).with("path", path);
    diagnostic.message("message_no_file").help("help_no_file")
}

/// The name of a file or folder holds bytes that are not UTF-8: it cannot be a part of an address,
/// and programs call it by different names.
pub(super) static BAD_FILE_NAME: Code = Code::error("bad-file-name");

pub(in crate::source) fn bad_file_name(place: Place, name: &str, suggestion: &str) -> Diagnostic {
    Diagnostic::new(&BAD_FILE_NAME, place).with("name", name).with("suggestion", suggestion)
}

/// A file of `content/images/` or `content/files/` that is not published: its kind, its bytes or
/// its name forbid it.
pub(super) static BAD_ASSET: Code = Code::error("bad-asset");

pub(in crate::source) fn refused(place: Place, name: &str, refused: &Refused) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_ASSET, place).with("name", name);
    match refused {
        Refused::Ending(ending) if asset::is_document(ending) => {
            diagnostic.message("message_document").help("help_document")
        }
        Refused::Ending(ending) => match misplaced::saved_as(ending) {
            Some(formats) => diagnostic.with("formats", formats).help("help_saved_as"),
            None => diagnostic,
        },
        Refused::Empty => diagnostic.message("message_empty").help("help_empty"),
        Refused::Mislabelled(Some(ending)) => {
            diagnostic.with("ending", ending).message("message_other").help("help_other")
        }
        Refused::Mislabelled(None) => diagnostic.message("message_mislabelled").help("help_empty"),
        Refused::Svg(what) => diagnostic.with("what", what).message("message_svg").help("help_svg"),
        Refused::Macros => diagnostic.message("message_macros").help("help_macros"),
        Refused::TooLarge { bytes, most } => {
            let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
            let diagnostic =
                diagnostic.with("size", megabytes(*bytes)).with("most", most / (1024 * 1024));
            diagnostic.message("message_large").help("help_large")
        }
        Refused::Name => diagnostic.message("message_name").help("help_name"),
    }
}

/// A document in which something runs, or is opened with it.
pub(crate) fn active(place: Place, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_ASSET, place).with("name", name);
    diagnostic.message("message_active").help("help_active")
}

/// What a system or an editor left behind: it is not published, and that is said once.
pub(super) static IGNORED_FILE: Code = Code::info("ignored-file");

pub(in crate::source) fn ignored(place: Place) -> Diagnostic {
    Diagnostic::new(&IGNORED_FILE, place).caused_by("junk")
}

/// Two names that look the same: one is written with other characters for the same letters.
pub(in crate::source) fn twin_name(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&BAD_FILE_NAME, place)
        .with("name", name)
        .message("message_twin")
        .help("help_twin")
}
