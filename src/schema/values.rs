//! What the JSON Schema and the forms both say of a value: the words it is one of, each with its
//! title, and how it is spelled.

use portal_search::Facet;

use crate::diagnostics::Texts;
use crate::model::{Catalogue, Kind, Lane, Named, Schema, Vocabulary};

/// The values there are in a portal.
#[derive(Clone, Copy)]
pub(super) struct Values<'c> {
    pub(super) catalogue: &'c Catalogue,
    pub(super) texts: &'c Texts,
}

impl<'c> Values<'c> {
    /// What a sort of file is called.
    pub(super) fn title(self, name: &str) -> String {
        self.either(&format!("words.kind.{name}"), &format!("schema.register.{name}")).to_owned()
    }

    /// A text by its own key, else by one that others share.
    pub(super) fn either<'t>(self, own: &str, shared: &'t str) -> &'t str
    where
        'c: 't,
    {
        self.texts.find(own).unwrap_or_else(|| self.texts.get(shared))
    }

    /// The words that a value is one of, each with its title; none where it may be any.
    pub(super) fn named(self, schema: &Schema) -> Option<Vec<(&'c str, String)>> {
        Some(match schema {
            Schema::Choice(words, names) => {
                names.iter().map(|name| (*name, self.word(words, name))).collect()
            }
            Schema::Term { of, .. } => self.terms(*of).collect(),
            Schema::Lane => {
                let others = |name| (name, self.word("lane", name));
                let administrations = self.terms(Vocabulary::Administrations);
                [others(Lane::CITIZEN)]
                    .into_iter()
                    .chain(administrations)
                    .chain([others(Lane::OTHERS)])
                    .collect()
            }
            Schema::Law => {
                self.catalogue.laws.iter().map(|law| titled(&law.id, &law.short)).collect()
            }
            Schema::Document => {
                let documents = self.catalogue.documents.iter();
                documents.map(|document| titled(&document.id, &document.title)).collect()
            }
            _ => return None,
        })
    }

    /// The names that the keys of a mapping may be; rules are those that the texts explain.
    pub(super) fn names(self, named: Named) -> Vec<&'c str> {
        match named {
            Named::Kinds => {
                let kinds = Kind::ALL.into_iter().filter(|kind| kind.folder().is_some());
                kinds.map(Kind::as_str).collect()
            }
            Named::Facets => Facet::ALL.map(Facet::as_str).into(),
            Named::Rules => {
                let words = self.texts.under("diagnostics");
                words.filter_map(|(key, _)| key.strip_suffix(".title")).collect()
            }
        }
    }

    pub(super) fn word(self, folder: &str, name: &str) -> String {
        self.texts.get(&format!("words.{folder}.{name}")).to_owned()
    }

    fn terms(self, vocabulary: Vocabulary) -> impl Iterator<Item = (&'c str, String)> {
        self.catalogue.terms_of(vocabulary).map(|(_, term)| titled(&term.id, &term.label))
    }
}

fn titled<'w>(id: &'w str, title: &str) -> (&'w str, String) {
    (id, title.to_owned())
}

/// How a value is spelled, as a regular expression that JSON Schema and scripts of browsers read
/// alike; none where it is spelled as one likes.
pub(super) fn pattern(schema: &Schema) -> Option<&'static str> {
    match schema {
        Schema::Alias => Some("^/([a-z0-9]+(-[a-z0-9]+)*/)+$"),
        Schema::WebAddress => Some("^[Hh][Tt][Tt][Pp][Ss]?://"),
        Schema::Day => Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Schema::Period => Some("^[1-9][0-9]{0,4} +(day|days|week|weeks|month|months|year|years)$"),
        Schema::Id
        | Schema::Step
        | Schema::Entry(_)
        | Schema::Term { .. }
        | Schema::Lane
        | Schema::Law
        | Schema::Document
        | Schema::Choice(..) => Some(ID),
        _ => None,
    }
}

/// How an id is spelled.
pub(super) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
