//! `placeholder`: words that stand for others which nobody has written yet, notes to oneself, and
//! what programs leave: a word processor where a reference of its own is gone or at the foot of a
//! page, a mail and a chat around what was written in it, a chat program around
//! its answer, a program of another encoding for a Danish letter.
//!
//! Why: `[indsæt navn]`, `XX`, `(tjek med teamet)`, `v?rksted` and
//! `Fejl! Henvisningskilde ikke fundet.` are plain text to every program, and go out as they stand.
//! Wrong: `Ring til [indsæt navn].`. Right: the name, or nothing.

use std::sync::LazyLock;

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::{Pattern, pattern};
use crate::source::{Place, Span};

/// Words that nobody has written yet.
pub(super) static PLACEHOLDER: Code = Code::warning("placeholder");

static WAITING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"\[(?i:indsæt|insert|skriv|udfyld|navn på|dato)\b[^\[\]\n]*\](?:[^(\[]|$)",
        r"|\b(?:X{2,9}|x{3,9})\b|\bTODO\b|\bTBD\b|\bUDKAST\b|\?\?\?+",
        r"|Fejl! (?:Henvisningskilde|Bogmærke|Ukendt)[^.\n]*\.?",
        r"|Error! (?:Reference source|Bookmark)[^.\n]*\.?",
        r"|^\s*(?:Side|Page) \d{1,3} (?:af|of) \d{1,3}\s*$",
        r"|^(?:> ?)?(?i:med venlig hilsen|venlig hilsen|mvh\.?|best regards|kind regards)\b[^.\n]*\s*$",
        r"|^(?:> ?)?(?:Hej|Kære|Dear) \p{Lu}\p{Ll}+[,!]?\s*$",
        r"|^(?:Sendt|Emne|Sent|Subject): [^\n]*|^(?:Fra|From): [^\n]*@[^\n]*",
        r"|^\[\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\] [^:\n]{2,40}:",
        r"|:?contentReference\[[^\]\n]*\](?:\{[^}\n]*\})?|\boaicite\b|\bturn\d+(?:search|view)\d+\b",
        r"|#{8,}|#REF!|#NAVN\?|#NAME\?|#VÆRDI!|#VALUE!|(?i:lorem ipsum)",
        r"|(?i:skriv (?:en|et|din|dit) (?:kort )?(?:tekst|beskrivelse|resumé|sætning)\b[^.\n]*\.?)",
        r"|(?i:skriv (?:teksten|definitionen|beskrivelsen) her\b\.?)",
        r"|\((?i:tjek med|skal tjekkes|skal afklares|tilføj|udestår|afventer svar)\b[^()\n]*\)",
        r"|【[^】\n]{1,40}】|(?:Selvfølgelig|Naturligvis)! Her er[^.:\n]*[.:]?",
        r"|(?i:\bsom (?:en )?ai-(?:sprogmodel|model|assistent))",
    ))
});

/// A word with a question mark in it, where an encoding had no letter. An address is no word.
static LOST_LETTER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r#"(?:^|[\s("»:,])(\p{L}+\?\p{Ll}+)(?:[\s.,;:!)"«]|$)"#));

/// A field that says that nothing is known.
static UNSTATED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r#"^[^:]*:.*?["'](?i:ikke oplyst|ukendt|not stated|unknown|n/a)\.?["']"#)
});

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources);
    files
        .flat_map(|(file, source)| {
            let body = written::body(file, source);
            written::lines(file, source).flat_map(move |(start, line)| {
                let unstated = UNSTATED.find(line).filter(|_| start < body);
                let unstated = unstated.map(|found| {
                    let begins = found.as_str().rfind(['"', '\'']).unwrap_or_default();
                    let mark = found.as_str()[begins..].chars().next().unwrap_or('"');
                    let opens = found.as_str()[..begins].rfind(mark).unwrap_or_default();
                    let span = Span::new(start + opens, start + found.end());
                    let text = &found.as_str()[opens + 1..begins];
                    let found = Diagnostic::new(&PLACEHOLDER, Place { file, span });
                    found.with("text", text).message("message_unstated").help("help_unstated")
                });
                let lost = LOST_LETTER.captures_iter(line).filter_map(|found| found.get(1));
                WAITING
                    .find_iter(line)
                    .chain(lost)
                    .map(move |found| {
                        let text = found.as_str().trim_end();
                        let text = text.rfind(']').map_or(text, |end| &text[..=end]);
                        let begins = start + found.start();
                        let span = Span::new(begins, begins + text.len());
                        Diagnostic::new(&PLACEHOLDER, Place { file, span }).with("text", text)
                    })
                    .chain(unstated)
            })
        })
        .collect()
}
