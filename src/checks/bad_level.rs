//! `bad-level`: `[levels]` of `site.toml` names a rule that is not there, or makes an error less
//! than that.
//!
//! Why: who has turned a rule up relies on it, and a slip of the keyboard would turn nothing at
//! all. An error means that something would go out wrong or not at all: it is mended and not
//! quieted. Wrong: `long-sentense = "error"`. Right: `long-sentence = "error"`.

use super::Inputs;
use crate::diagnostics::{Change, Code, Diagnostic, Findings, nearest};
use crate::model::RuleLevel;
use crate::source::{Place, Sources, Span};

/// No such rule, or no such level of it.
pub(super) static BAD_LEVEL: Code = Code::error("bad-level");

fn unknown_rule(rule: &RuleLevel) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_LEVEL, rule.at).with("code", &rule.code);
    match nearest(&rule.code, super::codes().into_iter().map(|code| code.name)) {
        Some(near) => diagnostic.with("suggestion", near).help("help_suggestion").instead(near),
        None => diagnostic,
    }
}

fn quieted_error(rule: &RuleLevel, sources: &Sources) -> Diagnostic {
    Diagnostic::new(&BAD_LEVEL, rule.at)
        .with("code", &rule.code)
        .message("message_error")
        .help("help_error")
        .changed(line_of(rule.at, sources), Change::Remove)
}

/// The whole line that a rule is named on.
fn line_of(at: Place, sources: &Sources) -> Place {
    let text = sources.file(at.file).text();
    let start = at.span.start as usize;
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    Place { span: Span::new(start, end), ..at }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let codes = super::codes();
    let known = |rule: &RuleLevel| codes.iter().find(|code| code.name == rule.code);
    let levels = input.catalogue.site.levels.iter();
    let wrong = levels.filter_map(|rule| match known(rule) {
        None => Some(unknown_rule(rule)),
        Some(code) => (!code.may_be(rule.level)).then(|| quieted_error(rule, input.sources)),
    });
    wrong.collect()
}
