//! What every page is made from: the catalogue with its prose, the words, the addresses and the
//! order of titles, worked out once. Pages only read it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::collation::Collation;
use super::frame::{Frame, Shared};
use super::json_ld::json_ld;
use super::link::Link;
use super::templates::Templates;
use super::words::Words;
use super::{Finish, Page, PageInputs};
use crate::diagnostics::{Diagnostic, Findings};
use crate::markup::Html;
use crate::memo::Memo;
use crate::model::{Catalogue, EntryRef, Key, Kind, Lane, Law, Target, Vocabulary, VocabularyTerm};
use crate::prose::{Bodies, ProseTable};
use crate::routes::{PageIndex, file_of};
use crate::source::Sources;

/// What a page kind gives: its pages, each of which may have failed.
pub(super) type Rendered = Vec<Result<Page, Diagnostic>>;

/// Everything that pages are made from.
pub(super) struct Context<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) prose: &'a ProseTable,
    pub(super) bodies: &'a Bodies<'a>,
    pub(super) words: Words<'a>,
    pub(super) collation: Collation,
    /// The files, for what a page tells of its own.
    pub(super) sources: &'a Sources,
    templates: Templates,
    finish: &'a Finish<'a>,
    memo: &'a Memo,
    /// The files of the only pages that are made; all if none is given.
    wanted: Option<&'a BTreeSet<String>>,
    /// The ids of the administrations that readers may work in.
    workplaces: BTreeSet<&'a str>,
    /// Addresses, by kind and row.
    urls: Vec<Vec<String>>,
    /// Places in the order of all titles, by kind and row.
    ranks: Vec<Vec<u32>>,
}

/// What a template sees.
#[derive(Serialize)]
struct Shown<'e, V> {
    /// The template's name without its ending.
    template: &'e str,
    frame: &'e Frame<'e>,
    view: &'e V,
    /// What machines read of the page.
    json_ld: Option<Html>,
}

impl<'a> Context<'a> {
    /// Reads the templates and works out what pages share.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub(super) fn of(inputs: &PageInputs<'a>) -> Result<Self, Findings> {
        let catalogue = inputs.catalogue;
        let words = Words::new(inputs.texts);
        let shared = Shared::of(catalogue, &words, inputs.texts, inputs.assets);
        let collation = Collation::of(catalogue.site.language);
        Ok(Self {
            catalogue,
            prose: inputs.prose,
            bodies: inputs.bodies,
            words,
            sources: inputs.sources,
            templates: Templates::read(
                inputs.sources,
                catalogue.site.place(),
                shared,
                inputs.memo,
            )?,
            finish: inputs.finish,
            memo: inputs.memo,
            wanted: None,
            workplaces: catalogue
                .workplaces()
                .into_iter()
                .map(|(key, _)| catalogue.vocabulary[key].id.as_str())
                .collect(),
            urls: per_kind(catalogue, |at| catalogue.entry(at).url()),
            ranks: ranks(catalogue, &collation),
            collation,
        })
    }

    /// The same for the pages of these files alone.
    pub(super) fn only(self, wanted: &'a BTreeSet<String>) -> Self {
        Self { wanted: Some(wanted), ..self }
    }

    /// Renders one page and hands it over. `url` is its address with slashes at both ends, or the
    /// path of a file.
    pub(super) fn render<V: Serialize>(
        &self,
        template: &str,
        frame: &Frame<'_>,
        view: &V,
        entry: Option<EntryRef>,
    ) -> Result<Page, Diagnostic> {
        let path = file_of(&frame.url);
        if self.wanted.is_some_and(|wanted| !wanted.contains(&path)) {
            return Ok(Page { path, entry, index: PageIndex::default() });
        }
        let shown = Shown {
            template: template.trim_end_matches(".html"),
            frame,
            view,
            json_ld: json_ld(self, frame, entry),
        };
        let key = if self.memo.is_on() { self.templates.name(template, &shown) } else { None };
        let index = (self.finish)(&path, key, &|| self.templates.render(template, &shown))?;
        Ok(Page { path, entry, index })
    }

    /// The address of an entry.
    pub(super) fn url(&self, at: EntryRef) -> &str {
        &self.urls[at.kind as usize][at.index as usize]
    }

    /// The place of an entry's title among all titles.
    pub(super) fn rank(&self, at: EntryRef) -> u32 {
        self.ranks[at.kind as usize][at.index as usize]
    }

    /// A link to an entry.
    pub(super) fn link(&self, at: impl Into<EntryRef>) -> Link<'_> {
        let at = at.into();
        let heading = self.catalogue.heading(at);
        Link {
            url: Cow::Borrowed(self.url(at)),
            title: Cow::Borrowed(&heading.entry.title),
            kind: self.words.kind(at.kind),
            historical: heading.historical,
            of: (at.kind == Kind::Contact).then(|| self.workplace(at)).flatten(),
            topic: None,
            note: None,
        }
    }

    /// The id of the administration that an entry is of alone; none where readers cannot say which
    /// is their own.
    pub(super) fn workplace(&self, at: EntryRef) -> Option<&str> {
        self.as_workplace(self.catalogue.only_administration(at)?)
    }

    /// The id of the administration that has its page at an address, where readers may work in it.
    pub(super) fn workplace_at(&self, url: &str) -> Option<&str> {
        let mut terms = self.catalogue.terms_of(Vocabulary::Administrations);
        let (_, term) = terms.find(|(_, term)| term.url() == url)?;
        self.as_workplace(term)
    }

    /// The id of an administration that readers may work in.
    pub(super) fn as_workplace<'t>(&self, administration: &'t VocabularyTerm) -> Option<&'t str> {
        let id = administration.id.as_str();
        self.workplaces.contains(id).then_some(id)
    }

    /// A link to the page of a vocabulary's term.
    pub(super) fn term(&self, key: Key<VocabularyTerm>) -> Link<'_> {
        let term = &self.catalogue.vocabulary[key];
        Link {
            historical: term.valid.is_over(self.catalogue.today),
            ..Link::to(term.url(), &*term.label)
        }
    }

    /// What a lane is called, and the name of its colour in the styles.
    pub(super) fn lane(&self, lane: Lane) -> (&str, &'static str) {
        match lane {
            Lane::Citizen => (self.words.word("lane", Lane::CITIZEN), Lane::CITIZEN),
            Lane::Administration(key) => {
                (self.catalogue.vocabulary[key].short_name(), self.catalogue.tone(key).as_str())
            }
            Lane::Others => (self.words.word("lane", Lane::OTHERS), Lane::OTHERS),
        }
    }

    /// A link to the page of a law, with the part of it that is meant.
    pub(super) fn law<'e>(&'e self, key: Key<Law>, section: Option<&'e str>) -> Link<'e> {
        let law = &self.catalogue.laws[key];
        Link::to(law.url(), &*law.short).noted(section)
    }

    /// Who points at `target`, each once, in the order of lists.
    pub(super) fn pointing_at(&self, target: Target) -> Vec<EntryRef> {
        let from: BTreeSet<EntryRef> =
            self.catalogue.references.to(target).map(|reference| reference.from).collect();
        let mut from: Vec<EntryRef> = from.into_iter().collect();
        self.sort(&mut from);
        from
    }

    /// By kind, what holds before history, then by title.
    pub(super) fn sort(&self, entries: &mut [EntryRef]) {
        entries.sort_by_cached_key(|at| {
            (at.kind, self.catalogue.heading(*at).historical, self.rank(*at))
        });
    }

    /// All entries of a kind, in the order of lists.
    pub(super) fn all(&self, kind: Kind) -> Vec<EntryRef> {
        let mut entries: Vec<_> =
            (0..self.catalogue.count(kind)).map(|index| EntryRef::new(kind, index)).collect();
        self.sort(&mut entries);
        entries
    }
}

fn per_kind<T: Send>(catalogue: &Catalogue, of: impl Fn(EntryRef) -> T + Sync) -> Vec<Vec<T>> {
    let rows = |kind| {
        (0..catalogue.count(kind)).into_par_iter().map(move |index| EntryRef::new(kind, index))
    };
    Kind::ALL.map(|kind| rows(kind).map(&of).collect()).into()
}

fn ranks(catalogue: &Catalogue, collation: &Collation) -> Vec<Vec<u32>> {
    let entries: Vec<EntryRef> = catalogue.entries().collect();
    let keyed = entries.into_par_iter().map(|at| (collation.key(&catalogue.entry(at).title), at));
    let mut keyed: Vec<(Vec<u8>, EntryRef)> = keyed.collect();
    keyed.par_sort();
    let mut ranks = per_kind(catalogue, |_| 0);
    for ((_, at), rank) in keyed.into_iter().zip(0..) {
        ranks[at.kind as usize][at.index as usize] = rank;
    }
    ranks
}
