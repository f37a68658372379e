//! `portal explain CODE`: what a finding means, with a wrong and a right example. Without a code:
//! all of them.

use super::arguments::ExplainArguments;
use super::check::is_code;
use super::failure::Failure;
use super::output::Output;
use crate::checks;
use crate::diagnostics::nearest;

pub(super) fn run(arguments: &ExplainArguments, output: &mut Output) -> Result<(), Failure> {
    let Some(name) = &arguments.code else { return list(output) };
    let name = &bare(name);
    if !is_code(name) {
        return Err(Failure::Usage { key: "unknown_code", value: name.clone(), near: near(name) });
    }
    let texts = output.texts();
    let part = |part: &str| texts.get(&format!("diagnostics.{name}.{part}")).to_owned();
    let (wrong, right) =
        (texts.get("cli.explain.wrong").to_owned(), texts.get("cli.explain.right").to_owned());
    Output::result(&format!("{name}: {}\n\n{}\n", part("title"), part("explain")))?;
    Output::result(&format!("{wrong}:\n\n{}\n", indented(&part("wrong"))))?;
    Output::result(&format!("{right}:\n\n{}", indented(&part("right"))))
}

/// A code as it is copied from a finding: `fejl[unknown-key]:`, `explain:unknown-key`,
/// `UNKNOWN_KEY`.
fn bare(typed: &str) -> String {
    let inner = typed.split_once('[').map_or(typed, |(_, inner)| inner);
    let inner = inner.split(']').next().unwrap_or_default();
    let code = inner.strip_prefix("explain:").unwrap_or(inner).trim_matches([' ', ':', '`', '.']);
    code.to_lowercase().replace(['_', ' '], "-")
}

/// The code that is spelled almost so, else the first that has a word of it.
fn near(typed: &str) -> Option<&'static str> {
    let names = || checks::codes().into_iter().map(|code| code.name);
    let shares_a_word = |name: &&str| {
        typed.split('-').any(|word| word.len() > 2 && name.split('-').any(|part| part == word))
    };
    nearest(typed, names()).or_else(|| names().find(shares_a_word))
}

fn list(output: &Output) -> Result<(), Failure> {
    checks::codes().iter().try_for_each(|code| {
        let level = if code.quiet { "off" } else { code.severity.as_str() };
        let severity = output.texts().get(&format!("cli.{level}")).to_owned();
        let title = output.texts().get(&format!("diagnostics.{}.title", code.name)).to_owned();
        Output::result(&format!("{:<28} {severity:<10} {title}", code.name))
    })
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
