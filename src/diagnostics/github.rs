//! Findings as GitHub shows them beside the lines of a pull request.
//!
//! Source: GitHub, "Workflow commands for GitHub Actions" (`::error file=…,line=…::message`), and
//! its limit of ten annotations of each severity a step.

use super::told::Told;
use super::{Findings, Severity, Texts};
use crate::span::Files;

/// How many annotations of one severity GitHub shows for a step; further ones are lost without a
/// word.
const SHOWN: usize = 10;

/// Workflow commands, the worst findings first. Those beyond what GitHub shows are counted in a
/// last notice.
pub fn github(findings: &Findings, files: &dyn Files, texts: &Texts, below: &str) -> String {
    let all = Told::all(findings, files, texts, below);
    let mut commands = String::new();
    let mut left_out = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        // The last notice is the one that counts.
        let room = if severity == Severity::Info { SHOWN - 1 } else { SHOWN };
        let of_it: Vec<_> = all.iter().filter(|told| told.severity == severity).collect();
        left_out += of_it.len().saturating_sub(room);
        of_it.iter().take(room).for_each(|told| commands.push_str(&command(told)));
    }
    if left_out > 0 {
        let words = texts.fill("cli.github.more", &[("count", &left_out.to_string())]);
        commands.extend(["::notice::", &data(&words), "\n"]);
    }
    commands
}

fn command(told: &Told) -> String {
    let name = match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let ((line, column), (end_line, end_column)) = (told.start, told.end);
    // GitHub takes columns within one line only.
    let end = if line == end_line {
        format!(",endColumn={end_column}")
    } else {
        format!(",endLine={end_line}")
    };
    let place = format!("file={},line={line},col={column}{end}", property(&told.file));
    let message = data(&format!("{}\n{}", told.message, told.help));
    format!("::{name} {place},title={}::{message}\n", property(told.code))
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The findings as a table in Markdown, for the summary of a workflow's run.
pub fn github_summary(
    findings: &Findings,
    files: &dyn Files,
    texts: &Texts,
    below: &str,
) -> String {
    let mut table = String::from("| | | |\n|---|---|---|\n");
    for told in Told::all(findings, files, texts, below) {
        let cell =
            |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ").replace('<', "&lt;");
        let place = format!("`{}:{}`", told.file, told.start.0);
        let words = format!("{} {}", told.message, told.help);
        table.extend([
            "| ",
            told.severity.as_str(),
            " | ",
            &cell(&place),
            " | ",
            &cell(&words),
            " |\n",
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_are_made_of_cannot_end_them() {
        assert_eq!(data("50 %\nog mere"), "50 %25%0Aog mere");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
