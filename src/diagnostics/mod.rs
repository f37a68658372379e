//! What is wrong with the content, as data: a code, a place and the words' arguments. Collected by
//! every stage, never thrown; turned into words only when shown, in the language that is asked for.

mod code;
mod code_quality;
mod findings;
mod github;
mod human;
mod json;
mod mend;
mod nearest;
mod sarif;
mod shown;
mod texts;
mod to_write;
mod told;

pub use code::{Code, Level, Severity};
pub use code_quality::code_quality;
pub use findings::Findings;
pub use github::{github, github_summary};
pub use human::human;
pub use json::json_lines;
pub use mend::{Change, Mend};
pub use nearest::nearest;
pub use sarif::sarif;
pub use texts::{Language, Texts};

pub(crate) use shown::{harmless, one_line};
pub(crate) use to_write::{Mends, ToWrite};

use std::borrow::Cow;

use crate::personal_number::mask;
use crate::span::Place;

/// All codes of this module.
pub(crate) static CODES: &[&Code] = &[&findings::MORE_FINDINGS];

/// The arguments that names of files are given as.
const NAMES: [&str; 7] = ["file", "name", "other", "path", "right", "target", "wrong"];

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that it breaks.
    pub code: &'static Code,
    /// How bad it is; starts as the code's own severity.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// Other places that belong to it, with the key of their words.
    pub related: Vec<(Place, &'static str)>,
    /// What would mend it, where the program can tell.
    pub mend: Option<Box<Mend>>,
    message: &'static str,
    help: &'static str,
    arguments: Vec<(&'static str, Argument)>,
    cause: Option<Box<Cause>>,
}

/// What several findings come from: they are told once.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cause {
    /// The same for all that have it.
    name: String,
    /// At how many places it is found.
    places: usize,
    /// The key of what to do about it where it is found at many of them.
    help_of_many: Option<&'static str>,
}

/// So many places are no slip at each of them.
const MANY: usize = 3;

/// The key of the words at the other places of a finding that is told once.
const ALSO: &str = "also";

/// What fills a `{name}` in the words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Argument {
    /// As it is.
    Value(String),
    /// The text of a key, in the language of the words around it.
    Word(String),
}

impl Diagnostic {
    /// A finding of `code` at `place`, worded by the texts `message` and `help` of that code.
    #[must_use]
    pub fn new(code: &'static Code, place: Place) -> Self {
        Self {
            code,
            severity: code.severity,
            place,
            related: Vec::new(),
            mend: None,
            message: "message",
            help: "help",
            arguments: Vec::new(),
            cause: None,
        }
    }

    /// Fills `{name}` in the words.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over numbers as well as texts")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, Argument::Value(value.to_string())));
        self
    }

    /// Fills `{name}` with the text of `key`.
    #[must_use]
    pub fn with_word(mut self, name: &'static str, key: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Word(key.into())));
        self
    }

    /// Uses another message of the same code.
    #[must_use]
    pub fn message(mut self, key: &'static str) -> Self {
        self.message = key;
        self
    }

    /// Uses another help text of the same code.
    #[must_use]
    pub fn help(mut self, key: &'static str) -> Self {
        self.help = key;
        self
    }

    /// Points at another place than it was made for.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Points at a further place; `key` names its words within the code.
    #[must_use]
    pub fn related(mut self, place: Place, key: &'static str) -> Self {
        self.related.push((place, key));
        self
    }

    /// Tells what should stand where it points.
    #[must_use]
    pub fn instead(self, text: impl Into<String>) -> Self {
        let place = self.place;
        self.mended(place, text)
    }

    /// Tells what should stand at `place`.
    #[must_use]
    pub fn mended(self, place: Place, text: impl Into<String>) -> Self {
        self.changed(place, Change::Replace(text.into()))
    }

    /// Tells what should be done at `place`.
    #[must_use]
    pub fn changed(mut self, place: Place, change: Change) -> Self {
        self.mend = Some(Box::new(Mend { place, change }));
        self
    }

    /// What is to be written instead, in the syntax of its file.
    #[must_use]
    pub fn written(mut self, in_syntax: impl FnOnce(&str) -> String) -> Self {
        if let Some(Change::Replace(text)) = self.mend.as_deref_mut().map(|mend| &mut mend.change) {
            *text = in_syntax(text);
        }
        self
    }

    /// Without a change that would mend it.
    #[must_use]
    pub fn unmended(mut self) -> Self {
        self.mend = None;
        self
    }

    /// Names what it comes from: of all findings of the code with the same cause one is told, with
    /// all the places.
    #[must_use]
    pub fn caused_by(mut self, name: impl Into<String>) -> Self {
        self.cause = Some(Box::new(Cause { name: name.into(), places: 1, help_of_many: None }));
        self
    }

    /// What to do where its cause is found at many places: then it is mended where it lies, and not
    /// at each of them. To be named before.
    #[must_use]
    pub fn help_of_many(mut self, key: &'static str) -> Self {
        if let Some(cause) = &mut self.cause {
            cause.help_of_many = Some(key);
        }
        self
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn message_text(&self, texts: &Texts) -> String {
        let message = self.words(texts, self.message);
        match self.cause.as_ref().map_or(1, |cause| cause.places) {
            1 => message,
            places => {
                texts.fill("cli.places", &[("message", &message), ("count", &places.to_string())])
            }
        }
    }

    /// What to write instead, in words.
    #[must_use]
    pub fn help_text(&self, texts: &Texts) -> String {
        self.words(texts, self.help)
    }

    /// The words that stand at a related place.
    #[must_use]
    pub fn related_text(&self, texts: &Texts, key: &str) -> String {
        if key == ALSO { texts.get("cli.also").to_owned() } else { self.words(texts, key) }
    }

    /// Takes in a finding with the same cause.
    fn is_also_at(&mut self, place: Place) {
        self.related.push((place, ALSO));
        if let Some(cause) = &mut self.cause {
            cause.places += 1;
            if let Some(help) = cause.help_of_many.filter(|_| cause.places >= MANY) {
                self.help = help;
                self.mend = None;
            }
        }
    }

    fn words(&self, texts: &Texts, key: &str) -> String {
        let arguments: Vec<_> = self
            .arguments
            .iter()
            .map(|(name, argument)| match argument {
                Argument::Value(value) if NAMES.contains(name) => (*name, one_line(value)),
                Argument::Value(value) => (*name, Cow::Borrowed(value.as_str())),
                Argument::Word(key) => (*name, Cow::Borrowed(texts.get(key))),
            })
            .collect();
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, &**value)).collect();
        let words = texts.fill(&format!("diagnostics.{}.{key}", self.code.name), &arguments);
        // Whatever was quoted, no personal number is printed, and no terminal told what to do.
        harmless(&mask(&words)).into_owned()
    }
}
