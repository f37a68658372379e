//! What can be wrong with a file before anybody asks what it means: bytes, front matter, YAML, keys
//! and types. Each code: what it is, its static, its wording function.

mod files;

pub(crate) use self::files::active;
pub(super) use self::files::{bad_file_name, ignored, no_file, refused, twin_name, unknown_file};
use super::encoding::{self, Binary};
use super::garbled::Garbled;
use super::line::quoted;
use super::shape::Syntax;
use super::{FileId, Place, Span, field_names, number};
use crate::diagnostics::{Change, Code, Diagnostic};

/// All codes of this stage.
pub(crate) static CODES: &[&Code] = &[
    &NOT_UTF8,
    &NUL_BYTE,
    &SYMLINK,
    &CONFLICT_MARKER,
    &files::UNKNOWN_FILE,
    &files::BAD_ASSET,
    &files::IGNORED_FILE,
    &files::BAD_FILE_NAME,
    &UNSEEN_CHARACTER,
    &NO_FRONT_MATTER,
    &TOO_LARGE,
    &YAML_SYNTAX,
    &YAML_TAB,
    &HASH_IN_TEXT,
    &STRAY_QUOTE,
    &YAML_ANCHOR,
    &YAML_TAG,
    &YAML_DEPTH,
    &YAML_DOCUMENTS,
    &DUPLICATE_KEY,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &SAID_TWICE,
    &SITE_SYNTAX,
];

/// The file holds bytes that are not UTF-8, as an editor set to "ANSI" writes æ, ø and å.
static NOT_UTF8: Code = Code::error("not-utf8");

pub(super) fn not_utf8(place: Place, byte: usize, bytes: &[u8]) -> Diagnostic {
    let found = Diagnostic::new(&NOT_UTF8, place).with("byte", byte);
    let (sound, rest) = bytes.split_at(byte);
    match encoding::character_set(rest) {
        // Letters above are UTF-8: a piece of another file was put in.
        Some(name) if !sound.is_ascii() => {
            found.with("name", name).message("message_mixed").help("help_mixed")
        }
        Some(name) => found.with("name", name).message("message_named"),
        None => found,
    }
}

/// It is UTF-8, but holds what another program has made of letters that it could not read.
pub(super) fn garbled(file: FileId, text: &str, garbled: &Garbled) -> Diagnostic {
    let span = Span::new(garbled.range.start, garbled.range.end);
    let diagnostic =
        Diagnostic::new(&NOT_UTF8, Place { file, span }).with("word", &text[garbled.range.clone()]);
    match &garbled.meant {
        Some(meant) => diagnostic
            .with("meant", meant)
            .message("message_garbled")
            .help("help_garbled")
            .instead(meant),
        None => diagnostic.message("message_lost").help("help_lost"),
    }
}

/// The file holds a NUL byte: it is not text, or was saved as UTF-16.
static NUL_BYTE: Code = Code::error("nul-byte");

pub(super) fn nul_byte(place: Place, binary: Binary) -> Diagnostic {
    let found = Diagnostic::new(&NUL_BYTE, place);
    match binary {
        Binary::Utf16 => found.message("message_utf16").help("help_utf16"),
        Binary::Document(kind) => {
            found.with("kind", kind).message("message_document").help("help_document")
        }
        Binary::Other => found,
    }
}

/// A symbolic link in the content leads out of it (or nowhere); what it points at is not read.
static SYMLINK: Code = Code::error("symlink");

pub(super) fn symlink(place: Place, target: &str) -> Diagnostic {
    Diagnostic::new(&SYMLINK, place).with("target", target)
}

/// The file was saved in the middle of a merge: what git writes where two people changed the same
/// lines stands in it.
static CONFLICT_MARKER: Code = Code::error("conflict-marker");

pub(super) fn conflict_marker(place: Place, count: usize) -> Diagnostic {
    let diagnostic = Diagnostic::new(&CONFLICT_MARKER, place).with("count", count);
    if count == 1 { diagnostic } else { diagnostic.message("message_several") }
}

/// The text under the front matter is longer than the settings let it be; it is not read.
pub(crate) fn body_too_large(place: Place, bytes: usize, limit: usize) -> Diagnostic {
    let diagnostic = Diagnostic::new(&TOO_LARGE, place).message("message_body").help("help_body");
    diagnostic.with("bytes", bytes).with("limit", limit)
}

/// A character that nobody sees stands in the text; it is left out.
pub(crate) static UNSEEN_CHARACTER: Code = Code::warning("unseen-character");

pub(super) fn unseen_character(place: Place, character: char, count: usize) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNSEEN_CHARACTER, place)
        .with("character", format!("U+{:04X}", u32::from(character)))
        .with("count", count);
    match (character, count) {
        ('\u{feff}', 1) => diagnostic.message("message_mark").help("help_mark"),
        (_, 1) => diagnostic,
        _ => diagnostic.message("message_several"),
    }
}

/// A Markdown file does not begin with `---`, or its front matter never ends.
static NO_FRONT_MATTER: Code = Code::error("no-front-matter");

pub(super) fn no_front_matter(place: Place, text: &str) -> Diagnostic {
    let found = Diagnostic::new(&NO_FRONT_MATTER, place);
    let begins = text.trim_start().get(..5).unwrap_or_default().to_lowercase();
    let is_html = begins.strip_prefix('<').is_some_and(|tag| ["!doc", "html"].contains(&tag));
    let kind = if is_html { Some("HTML") } else { (begins == "{\\rtf").then_some("RTF") };
    match kind {
        Some(kind) => found.with("kind", kind).message("message_other").help("help_other"),
        None => found,
    }
}

/// Text above the fields, which then are none.
pub(super) fn text_above_fields(place: Place) -> Diagnostic {
    let found = Diagnostic::new(&NO_FRONT_MATTER, place);
    found.message("message_above").help("help_above").changed(place, Change::Remove)
}

/// A line of other signs where `---` belongs.
pub(super) fn other_line(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_FRONT_MATTER, place)
        .message("message_line")
        .help("help_line")
        .instead("---")
}

pub(super) fn unclosed_front_matter(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_FRONT_MATTER, place).message("message_unclosed").help("help_unclosed")
}

/// The YAML is larger than any description needs; the limit keeps a broken file from taking all
/// memory.
static TOO_LARGE: Code = Code::error("too-large");

pub(super) fn too_large(place: Place, bytes: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(&TOO_LARGE, place).with("bytes", bytes).with("limit", limit)
}

/// The YAML cannot be read.
static YAML_SYNTAX: Code = Code::error("yaml-syntax");

/// Where no cause is known.
pub(super) fn syntax(place: Place) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, place)
}

/// Where the cause is known; `message` and `help` are keys of its words.
pub(super) fn slip(place: Place, message: &'static str, help: &'static str) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, place).message(message).help(help)
}

/// A text without quotes goes on behind a `#`, which begins a comment: the rest of it is lost.
static HASH_IN_TEXT: Code = Code::warning("hash-in-text");

pub(super) fn hash_in_text(place: Place, comment: &str) -> Diagnostic {
    Diagnostic::new(&HASH_IN_TEXT, place).with("comment", comment)
}

/// A quote that was meant to enclose a text has become a part of it.
static STRAY_QUOTE: Code = Code::warning("stray-quote");

pub(super) fn stray_quote(place: Place) -> Diagnostic {
    Diagnostic::new(&STRAY_QUOTE, place)
}

/// A tab is used for indentation, which YAML forbids.
static YAML_TAB: Code = Code::error("yaml-tab");

pub(super) fn tab(place: Place) -> Diagnostic {
    Diagnostic::new(&YAML_TAB, place)
}

/// Anchors (`&x`), aliases (`*x`) and merge keys (`<<`) are refused: they can blow a small file up
/// to gigabytes.
static YAML_ANCHOR: Code = Code::error("yaml-anchor");

pub(super) fn anchor(place: Place) -> Diagnostic {
    Diagnostic::new(&YAML_ANCHOR, place)
}

/// A YAML tag such as `!include` asks for something that is not read here.
static YAML_TAG: Code = Code::error("yaml-tag");

pub(super) fn tag(place: Place) -> Diagnostic {
    Diagnostic::new(&YAML_TAG, place)
}

/// The YAML is nested deeper, or has more values, than any description needs.
static YAML_DEPTH: Code = Code::error("yaml-depth");

pub(super) fn too_deep(place: Place, depth: usize) -> Diagnostic {
    Diagnostic::new(&YAML_DEPTH, place).with("depth", depth)
}

/// More than one YAML document in a file.
static YAML_DOCUMENTS: Code = Code::error("yaml-documents");

pub(super) fn several_documents(place: Place) -> Diagnostic {
    Diagnostic::new(&YAML_DOCUMENTS, place)
}

/// A second front matter under the first, or the rest of one that a line of `---` ended too early.
pub(super) fn second_front_matter(place: Place) -> Diagnostic {
    Diagnostic::new(&YAML_DOCUMENTS, place).message("message_second").help("help_second")
}

/// The same key twice: one of the two values would be lost.
static DUPLICATE_KEY: Code = Code::error("duplicate-key");

pub(super) fn duplicate_key(place: Place, key: &str, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, place).with("key", key).related(first, "first")
}

/// An item of a list that lacks its dash: its first key comes again in the item above.
pub(super) fn missing_dash(place: Place, key: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&DUPLICATE_KEY, place).with("key", key);
    diagnostic.message("message_dash").help("help_dash")
}

/// A key that this kind does not have; most often a slip of the keyboard.
static UNKNOWN_KEY: Code = Code::error("unknown-key");

/// `known` are the keys that there may be, and `meant` the one of them that this is a slip of or
/// another name for. `nothing` is the key's place with all that belongs to it, where it has no
/// value.
pub(super) fn unknown_key(
    place: Place,
    key: &str,
    (known, meant): (&[&str], Option<&'static str>),
    nothing: Option<Place>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNKNOWN_KEY, place).with("key", key).with("known", known.join("`, `"));
    match (meant, nothing) {
        (Some(meant), _) => diagnostic.with("suggestion", meant).instead(meant),
        (None, Some(whole)) => diagnostic.help("help_list").changed(whole, Change::Remove),
        (None, None) => diagnostic.help("help_list"),
    }
}

/// A key that belongs in the value of another.
pub(super) fn key_of_inner(place: Place, key: &str, (outer, example): (&str, &str)) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_KEY, place).with("key", key).with("outer", outer);
    found.with("example", example).message("message_inner").help("help_inner")
}

/// A telephone number and a mail address under one key.
pub(super) fn contact_in_one(place: Place, (key, value): (&str, &str)) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_KEY, place).with("key", key).with("value", value);
    found.message("message_contact").help("help_contact")
}

/// A key that belongs at the margin of the file.
pub(super) fn key_of_outer(place: Place, key: &str, within: &str) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_KEY, place).with("key", key).with("within", within);
    found.message("message_outer").help("help_outer")
}

/// A setting that belongs above the first table of `site.toml`; `field` is it with its value.
pub(super) fn key_above_tables(place: Place, key: &str, field: &str) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_KEY, place).with("key", key).with("field", field);
    found.message("message_above").help("help_above")
}

/// A key that this kind must have is not there.
static MISSING_KEY: Code = Code::error("missing-key");

/// `field` is the key with a value of the right shape, in the syntax of the file. It is never put
/// in: only the editor knows the value, and one that is made up is worse than none.
pub(super) fn missing_key(place: Place, key: &str, field: &str) -> Diagnostic {
    let line = field.lines().next().unwrap_or_default();
    Diagnostic::new(&MISSING_KEY, place).with("key", key).with("field", line)
}

/// A value of another type than the key takes: a list where a text belongs, a text where a number
/// belongs.
static WRONG_TYPE: Code = Code::error("wrong-type");

/// `expected` is one of the words under `types` of this code.
/// `shape` is the value in the shape of that very field, where its meaning can be told.
pub(super) fn wrong_type(
    place: Place,
    (expected, syntax): (&'static str, Syntax),
    shape: Option<(Place, String)>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&WRONG_TYPE, place).message(expected).help(match (expected, syntax) {
            ("list", Syntax::Yaml) => "help_list",
            ("list", Syntax::Toml) => "help_list_toml",
            ("mapping", _) => "help_mapping",
            ("boolean", _) => "help_boolean",
            ("number", _) => "help_number",
            (_, Syntax::Toml) => "help_text_toml",
            _ => "help_text",
        });
    match shape {
        Some((whole, shape)) => diagnostic.mended(whole, shape),
        None => diagnostic,
    }
}

/// A list where one value belongs.
pub(super) fn one_of_several(place: Place, key: &str) -> Diagnostic {
    let found = Diagnostic::new(&WRONG_TYPE, place).with("key", key);
    found.message("one_of_several").help("help_one")
}

/// Neither yes nor no.
pub(super) fn unknown_answer(place: Place) -> Diagnostic {
    Diagnostic::new(&WRONG_TYPE, place).message("boolean").help("help_boolean_unknown")
}

/// A number that is written as people write numbers and programs do not; `plain` tells that it has
/// no quotes. `whole` asks for one without decimals.
pub(super) fn wrong_number(
    place: Place,
    (key, text, plain): (&str, &str, bool),
    whole: bool,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&WRONG_TYPE, place).with("value", text);
    let diagnostic = diagnostic.message(if whole { "whole_number" } else { "number" });
    if key == "weeks" && !number::fits(text, key) {
        let diagnostic = diagnostic.message("number_weeks").help("help_number_weeks");
        return match number::in_weeks(text) {
            Some(weeks) => diagnostic.instead(weeks.to_string()),
            None => diagnostic,
        };
    }
    if let Some(rounded) = number::rounded(text).filter(|_| ["citizens", "value"].contains(&key)) {
        return diagnostic.with("meant", rounded).help("help_number_rounded");
    }
    let meant = number::meant(text, whole).filter(|_| number::fits(text, key));
    match meant.filter(|meant| meant != text || !plain) {
        Some(meant) if number::is_ambiguous(text) && !whole => {
            let small = text.trim_end_matches('0').trim_end_matches('.');
            let diagnostic = diagnostic.with("meant", &meant).with("small", small);
            diagnostic.message("number_ambiguous").help("help_number_ambiguous").instead(meant)
        }
        Some(meant) => diagnostic.with("meant", &meant).help("help_number_meant").instead(meant),
        None => diagnostic.help(if whole { "help_whole_number" } else { "help_number" }),
    }
}

/// The same thing twice in one list.
static SAID_TWICE: Code = Code::warning("said-twice");

/// `text` is the thing, or what it begins with; `first` is where it stands already.
pub(crate) fn said_twice(place: Place, text: &str, first: Place) -> Diagnostic {
    Diagnostic::new(&SAID_TWICE, place).with("text", text).related(first, "first")
}

/// A number at the beginning of a text that is shown with that number.
pub(crate) fn number_twice(place: Place, number: &str, words: &str) -> Diagnostic {
    let found = Diagnostic::new(&SAID_TWICE, place).with("text", number).with("words", words);
    found.message("message_number").help("help_number").instead(quoted(words))
}

/// A word that is not among those the key takes.
static UNKNOWN_VALUE: Code = Code::error("unknown-value");

pub(super) fn unknown_value(place: Place, value: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_VALUE, place)
        .with("value", value)
        .with("known", known.join("`, `"));
    match field_names::meant_value(value, known) {
        Some(suggestion) => {
            diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(suggestion)
        }
        None => diagnostic,
    }
}

/// `site.toml` is not TOML.
static SITE_SYNTAX: Code = Code::error("site-syntax");

/// Where no cause is known.
pub(super) fn site_syntax(place: Place) -> Diagnostic {
    Diagnostic::new(&SITE_SYNTAX, place)
}

/// Where the cause is known; `message` and `help` are keys of its words.
pub(super) fn site_slip(place: Place, message: &'static str, help: &'static str) -> Diagnostic {
    Diagnostic::new(&SITE_SYNTAX, place).message(message).help(help)
}
