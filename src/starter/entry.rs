//! A new entry: the questions of its kind, and the file that the answers make. What may be left out stands in the file
//! as a comment, to be filled in.

use std::collections::BTreeMap;

use tera::{Context, Tera, TeraResult};

use super::{FILES, quoted};
use crate::diagnostics::{Language, Texts};
use crate::model::{Catalogue, GoalType, Kind, UnitType, Vocabulary, as_id};

/// What a kind must have beside its title.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    /// The key in the file.
    pub(crate) key: &'static str,
    /// What it may be.
    pub(crate) choices: Choices,
}

/// What an answer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choices {
    /// Any text.
    Text,
    /// A day.
    Day,
    /// A term of a vocabulary.
    Term(Vocabulary),
    /// Terms of a vocabulary, separated by commas.
    Terms(Vocabulary),
    /// A sort of unit.
    UnitType,
    /// A sort of goal.
    GoalType,
}

impl Choices {
    /// The answers there are, each with its words; none where any will do.
    pub(crate) fn all(self, catalogue: &Catalogue, texts: &Texts) -> Vec<(String, String)> {
        let worded =
            |folder: &str, name: &str| (name.to_owned(), texts.get(&format!("words.{folder}.{name}")).to_owned());
        match self {
            Self::Text | Self::Day => Vec::new(),
            Self::Term(vocabulary) | Self::Terms(vocabulary) => {
                let terms = catalogue.terms_of(vocabulary);
                terms.map(|(_, term)| (term.id.clone(), term.label.clone())).collect()
            }
            Self::UnitType => UnitType::ALL.map(|sort| worded("unit_type", sort.as_str())).into(),
            Self::GoalType => GoalType::ALL.map(|sort| worded("goal_type", sort.as_str())).into(),
        }
    }

    /// Whether several answers may be given at once.
    pub(crate) fn is_many(self) -> bool {
        matches!(self, Self::Terms(_))
    }
}

const SUMMARY: Question = Question { key: "summary", choices: Choices::Text };
const ADMINISTRATION: Question =
    Question { key: "administration", choices: Choices::Term(Vocabulary::Administrations) };
const ADMINISTRATIONS: Question =
    Question { key: "administrations", choices: Choices::Terms(Vocabulary::Administrations) };

/// The questions of a kind; none for terms, which are lines of one file.
pub(crate) fn questions(kind: Kind) -> &'static [Question] {
    const OFFER: &[Question] =
        &[SUMMARY, ADMINISTRATION, Question { key: "offer_type", choices: Choices::Term(Vocabulary::OfferTypes) }];
    const CONTACT: &[Question] = &[SUMMARY, ADMINISTRATION, Question { key: "unit_type", choices: Choices::UnitType }];
    const GOAL: &[Question] = &[SUMMARY, Question { key: "goal_type", choices: Choices::GoalType }, ADMINISTRATIONS];
    const COURSE: &[Question] =
        &[SUMMARY, Question { key: "audience", choices: Choices::Terms(Vocabulary::Administrations) }];
    match kind {
        Kind::Offer => OFFER,
        Kind::Procedure => &[SUMMARY, ADMINISTRATIONS],
        Kind::Contact => CONTACT,
        Kind::Goal => GOAL,
        Kind::Course => COURSE,
        Kind::Page => &[SUMMARY],
        Kind::News => &[SUMMARY, Question { key: "date", choices: Choices::Day }],
        Kind::Term => &[],
    }
}

/// How the file of a kind ends: courses are data alone, all others may have text.
fn ending(kind: Kind) -> &'static str {
    if kind == Kind::Course { "yaml" } else { "md" }
}

/// The file of a new entry: its path from the portal's root, and its text.
///
/// # Errors
/// When a template does not fit what it is shown; the templates are built in, so this is the program's own fault.
pub(crate) fn entry(
    kind: Kind,
    title: &str,
    answers: &BTreeMap<&'static str, String>,
    catalogue: &Catalogue,
    language: Language,
) -> TeraResult<(String, String)> {
    let mut context = Context::new();
    context.insert("title", &quoted(title));
    let ids = |vocabulary| catalogue.terms_of(vocabulary).map(|(_, term)| term.id.as_str()).collect::<Vec<_>>();
    context.insert("target_groups", &ids(Vocabulary::TargetGroups).join(", "));
    context.insert("lanes", &ids(Vocabulary::Administrations).join(", "));
    for question in questions(kind) {
        let answer = answers.get(question.key).map_or("", String::as_str);
        let written = match question.choices {
            Choices::Text => quoted(answer),
            Choices::Terms(_) => format!("[{answer}]"),
            _ => answer.to_owned(),
        };
        context.insert(question.key, &written);
    }
    let path = format!("entry/{}/{}.{}", language.code(), kind.as_str(), ending(kind));
    let template = FILES.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default();
    let path = format!("content/{}/{}.{}", kind.folder().unwrap_or_default(), as_id(title), ending(kind));
    Ok((path, Tera::one_off(template, &context, false)?))
}
