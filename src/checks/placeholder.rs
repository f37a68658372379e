//! `placeholder`: words that stand for others which nobody has written yet, and what a word
//! processor writes where a reference of its own is gone.
//!
//! Why: `[indsæt navn]`, `XXX` and `Fejl! Henvisningskilde ikke fundet.` are plain text to every
//! program, and go out as they stand. Wrong: `Ring til [indsæt navn].`. Right: the name, or nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::pattern;
use crate::source::{Place, Span};

/// Words that nobody has written yet.
pub(super) static PLACEHOLDER: Code = Code::warning("placeholder");

static WAITING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\[(?i:indsæt|insert|skriv|udfyld|navn på|dato)\b[^\[\]\n]*\](?:[^(\[]|$)",
        r"|\b(?:X{3,9}|x{3,9})\b|\bTODO\b|\bTBD\b|\bUDKAST\b|\?\?\?+",
        r"|Fejl! (?:Henvisningskilde|Bogmærke|Ukendt)[^.\n]*\.?",
        r"|Error! (?:Reference source|Bookmark)[^.\n]*\.?",
        r"|#REF!|#NAVN\?|#NAME\?|#VÆRDI!|#VALUE!|(?i:lorem ipsum)",
    ))
});

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources);
    files
        .flat_map(|(file, source)| {
            written::lines(file, source).flat_map(move |(start, line)| {
                WAITING.find_iter(line).map(move |found| {
                    let text = found.as_str().trim_end();
                    let text = text.rfind(']').map_or(text, |end| &text[..=end]);
                    let begins = start + found.start();
                    let span = Span::new(begins, begins + text.len());
                    Diagnostic::new(&PLACEHOLDER, Place { file, span }).with("text", text)
                })
            })
        })
        .collect()
}
