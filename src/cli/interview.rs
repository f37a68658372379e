//! What a command must know and the command line does not say: asked where there is somebody to
//! ask.

use std::io::{BufRead, IsTerminal, Write};

use super::failure::Failure;
use super::output::Output;
use crate::diagnostics::nearest;

/// Answers given on the command line, and the person at the terminal, if there is one.
pub(super) struct Interview<'o, R> {
    output: &'o Output,
    /// Where answers come from; none where nobody can be asked.
    input: Option<R>,
    /// What nobody answered, as it is typed: `--set offer_type=ID`.
    missing: Vec<String>,
}

/// A question.
pub(super) struct Asked<'q> {
    /// The question in words.
    pub(super) question: &'q str,
    /// How its answer is typed on the command line.
    pub(super) typed: &'q str,
    /// The answers there are, each with its words; any text where there are none.
    pub(super) choices: &'q [(String, String)],
    /// Whether several may be chosen, separated by commas.
    pub(super) many: bool,
}

impl<'q> Asked<'q> {
    /// A question that any text answers.
    pub(super) fn free(question: &'q str, typed: &'q str) -> Self {
        Self { question, typed, choices: &[], many: false }
    }
}

impl<'o> Interview<'o, std::io::StdinLock<'static>> {
    /// With the person at the terminal; in a script, with nobody.
    pub(super) fn at_terminal(output: &'o Output) -> Self {
        let stdin = std::io::stdin();
        Self::new(output, stdin.is_terminal().then(|| stdin.lock()))
    }
}

impl<'o, R: BufRead> Interview<'o, R> {
    pub(super) fn new(output: &'o Output, input: Option<R>) -> Self {
        Self { output, input, missing: Vec::new() }
    }

    /// The answer: the one given, else the one that is typed now; empty, and noted as missing,
    /// where nobody answers.
    ///
    /// # Errors
    /// When the given answer is none of the choices, or the terminal cannot be read.
    pub(super) fn answer(
        &mut self,
        given: Option<&str>,
        asked: &Asked<'_>,
    ) -> Result<String, Failure> {
        if let Some(given) = given {
            return chosen(given, asked).map_err(|wrong| wrong_answer(&wrong, asked));
        }
        while let Some(typed) = self.ask(asked)? {
            match chosen(&typed, asked) {
                Ok(answer) => return Ok(answer),
                Err(wrong) => Output::say(&self.output.complaint(&wrong_answer(&wrong, asked))),
            }
        }
        self.missing.push(asked.typed.to_owned());
        Ok(String::new())
    }

    /// Asks once; none where nobody is there or the input has ended.
    fn ask(&mut self, asked: &Asked<'_>) -> Result<Option<String>, Failure> {
        let Some(input) = &mut self.input else { return Ok(None) };
        for (name, words) in asked.choices {
            Output::say(&format!("  {name:<24} {words}"));
        }
        let mut line = std::io::stderr().lock();
        // Whether the question can be seen is the terminal's affair.
        let _ = write!(line, "{} ", asked.question);
        let _ = line.flush();
        let mut typed = String::new();
        let length = input.read_line(&mut typed)?;
        Ok((length > 0).then(|| typed.trim().to_owned()))
    }

    /// Whether all is answered.
    ///
    /// # Errors
    /// A failure that names every answer that is missing.
    pub(super) fn end(self) -> Result<(), Failure> {
        if self.missing.is_empty() {
            return Ok(());
        }
        Err(Failure::Usage { key: "missing_answers", value: self.missing.join(" "), near: None })
    }
}

/// The answer as it is kept; what is wrong in it where it is empty or none of the choices.
fn chosen(typed: &str, asked: &Asked<'_>) -> Result<String, String> {
    let typed = typed.trim();
    if asked.choices.is_empty() {
        return if typed.is_empty() { Err(String::new()) } else { Ok(typed.to_owned()) };
    }
    let parts: Vec<&str> =
        if asked.many { typed.split(',').map(str::trim).collect() } else { vec![typed] };
    let is_choice = |part: &&str| asked.choices.iter().any(|(name, _)| name == part);
    match parts.iter().find(|part| !is_choice(part)) {
        Some(wrong) => Err((*wrong).to_owned()),
        None => Ok(parts.join(", ")),
    }
}

fn wrong_answer(wrong: &str, asked: &Asked<'_>) -> Failure {
    let known: Vec<&str> = asked.choices.iter().map(|(name, _)| name.as_str()).collect();
    let near = nearest(wrong, known.iter().copied()).map(str::to_owned);
    Failure::Choice {
        key: if wrong.is_empty() && known.is_empty() { "no_answer" } else { "answer" },
        value: wrong.to_owned(),
        of: asked.typed.to_owned(),
        known: known.join(", "),
        near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<(String, String)> {
        ["north", "south"].map(|name| (name.to_owned(), name.to_uppercase())).into()
    }

    #[test]
    fn only_a_choice_is_an_answer() {
        let choices = choices();
        let asked =
            Asked { question: "Where?", typed: "--set where=ID", choices: &choices, many: true };
        assert_eq!(chosen("north,south", &asked), Ok("north, south".to_owned()));
        assert_eq!(chosen("north, west", &asked), Err("west".to_owned()));
        assert_eq!(chosen("", &asked), Err(String::new()));
    }
}
