//! A new entry: the questions of its kind, and the file that the answers make. What may be left out
//! stands in the file as a comment, to be filled in.

use std::collections::BTreeMap;

use tera::{Context, Tera, TeraResult};

use super::{FILES, quoted};
use crate::diagnostics::{Language, Texts};
use crate::model::{Catalogue, Kind, Schema, Vocabulary, as_id, declarations};

/// What a new entry is asked for beside its title.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// The key in the file.
    pub(crate) key: &'static str,
    /// What it may be.
    value: Schema,
}

impl Question {
    /// The answers there are, each with its words; none where any will do.
    pub(crate) fn choices(&self, catalogue: &Catalogue, texts: &Texts) -> Vec<(String, String)> {
        match self.value.item() {
            Schema::Term { of, .. } => {
                let terms = catalogue.terms_of(*of);
                terms.map(|(_, term)| (term.id.clone(), term.label.clone())).collect()
            }
            Schema::Choice(words, names) => {
                let word = |name: &str| texts.get(&format!("words.{words}.{name}")).to_owned();
                names.iter().map(|name| ((*name).to_owned(), word(name))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether several answers may be given at once, separated by commas.
    pub(crate) fn is_many(&self) -> bool {
        matches!(self.value, Schema::List(_) | Schema::OneOrMore(_) | Schema::AtLeastOne(_))
    }

    /// Whether it asks for a day.
    pub(crate) fn is_day(&self) -> bool {
        matches!(self.value, Schema::Day)
    }

    /// An answer as it is written in the file.
    fn written(&self, answer: &str) -> String {
        match self.value.item() {
            Schema::Text | Schema::Prose => quoted(answer),
            _ if answer.contains(',') => format!("[{answer}]"),
            _ => answer.to_owned(),
        }
    }
}

/// The questions of a kind, in the order of its declaration: what must be there, and whose it is.
/// None for terms, which are lines of one file.
pub(crate) fn questions(kind: Kind) -> Vec<Question> {
    let declared = declarations().into_iter().find(|(name, _)| *name == kind.as_str());
    let Some((_, Schema::Mapping(fields))) = declared else { return Vec::new() };
    let asked = fields
        .into_iter()
        .filter(|field| field.key != "title" && (field.required || is_whose(&field.value)));
    asked.map(|field| Question { key: field.key, value: field.value }).collect()
}

/// Whether a field says which administrations an entry is of or for.
fn is_whose(value: &Schema) -> bool {
    matches!(value.item(), Schema::Term { of: Vocabulary::Administrations, classifies: true })
}

/// The file of a new entry: its path from the portal's root, and its text.
///
/// # Errors
/// When a template does not fit what it is shown; the templates are built in, so this is the
/// program's own fault.
pub(crate) fn entry(
    kind: Kind,
    title: &str,
    (answers, items): (&BTreeMap<&'static str, String>, &[String]),
    catalogue: &Catalogue,
    language: Language,
) -> TeraResult<(String, String)> {
    let mut context = Context::new();
    context.insert("title", &quoted(title));
    context.insert("items", items);
    let ids = |vocabulary| {
        catalogue.terms_of(vocabulary).map(|(_, term)| term.id.as_str()).collect::<Vec<_>>()
    };
    context.insert("target_groups", &ids(Vocabulary::TargetGroups).join(", "));
    context.insert("lanes", &ids(Vocabulary::Administrations).join(", "));
    for question in questions(kind) {
        let answer = answers.get(question.key).map_or("", String::as_str);
        context.insert(question.key, &question.written(answer));
    }
    let path = format!("entry/{}/{}.{}", language.code(), kind.as_str(), kind.ending());
    let template = FILES.get_file(path).and_then(|file| file.contents_utf8());
    let template = template.map_or_else(|| plain(kind), str::to_owned);
    let path =
        format!("content/{}/{}.{}", kind.folder().unwrap_or_default(), as_id(title), kind.ending());
    Ok((path, Tera::one_off(&template, &context, false)?))
}

/// The template of a kind that has none of its own: the title and the answers.
fn plain(kind: Kind) -> String {
    let keys =
        ["title"].into_iter().chain(questions(kind).into_iter().map(|question| question.key));
    let fields = keys.map(|key| format!("{key}: {{{{ {key} }}}}\n")).collect::<Vec<_>>().concat();
    if kind.ending() == "yaml" { fields } else { format!("---\n{fields}---\n") }
}
