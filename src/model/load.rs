//! The stage itself: files to catalogue, in the four steps that the module above lists.

use std::sync::Arc;

use jiff::civil::Date;
use portal_search::Lexicon;
use rayon::prelude::*;

use super::cx::{Cx, Subject};
use super::declare::{self, Declared};
use super::names::Names;
use super::rows::{Row, Rows};
use super::{
    Catalogue, EntryRef, EntryTables, Kind, Reference, References, Site, Table, codes, lexicon,
    rows, site,
};
use crate::diagnostics::Findings;
use crate::memo::Memo;
use crate::source::{Decoder, Place, Role, Sources, Span};

/// Reads the meaning of `sources` as of `today` (the edition's date if none is given). No catalogue
/// if the settings cannot be read; otherwise everything that could be understood.
pub(crate) fn model(
    sources: &Sources,
    today: Option<Date>,
    drafts: bool,
) -> (Option<Catalogue>, Findings) {
    remembered(sources, today, drafts, &Memo::default())
}

/// As [`model`]; files that `memo` knows are not parsed again.
pub(crate) fn remembered(
    sources: &Sources,
    today: Option<Date>,
    drafts: bool,
    memo: &Memo,
) -> (Option<Catalogue>, Findings) {
    let mut findings = Findings::default();
    let site = site::read_site(sources, &mut findings);
    if let Some(place) = lacks_content(sources) {
        findings.push(codes::no_content(place));
        return (None, findings);
    }
    let most_in_body = site.as_ref().map_or(usize::MAX, |site| site.limits.body as usize);
    let (mut rows, mut names) = rows::read(sources, drafts, (most_in_body, memo), &mut findings);
    let lexicon =
        site.as_ref().map(|site| lexicon::read(site, sources, &mut findings)).unwrap_or_default();
    let (mut catalogue, mut outcome) =
        catalogue(Round::new(&mut rows, &names), site.as_ref(), today);
    if !outcome.faulty.is_empty() {
        // What cannot be taken has no place in its table: the others are counted without it, and
        // refer to it in vain.
        (rows, names) = rows::read(sources, drafts, (most_in_body, memo), &mut Findings::default());
        rows.leave_out(&outcome.faulty);
        rows.number(&mut names);
        (catalogue, outcome) = self::catalogue(Round::new(&mut rows, &names), site.as_ref(), today);
    }
    findings.append(outcome.findings);
    if let Some(catalogue) = &mut catalogue {
        catalogue.lexicon = lexicon;
    }
    (catalogue, findings)
}

/// Where to tell that there is not one file of content; nothing if there is one. What else is wrong
/// follows from it, and is not told.
fn lacks_content(sources: &Sources) -> Option<Place> {
    let has_content = sources.files().any(|(_, file)| file.path().starts_with("content/"));
    let (file, _) = sources.of_role(Role::Site).next()?;
    (!has_content).then(|| Place { file, span: Span::default() })
}

/// One reading of all rows. Each row's tree is gone when the row is read: all of them are larger
/// than the catalogue.
pub(super) struct Round<'r> {
    rows: &'r mut Rows,
    names: &'r Names,
    references: References,
    outcome: Outcome,
}

/// What is wrong after a reading.
#[derive(Default)]
struct Outcome {
    findings: Findings,
    /// Rows that were taken for sound and are not.
    faulty: Vec<(Role, usize)>,
}

/// Everything as it is meant. No catalogue without settings, but all that is wrong.
fn catalogue(
    mut round: Round<'_>,
    site: Option<&Site>,
    today: Option<Date>,
) -> (Option<Catalogue>, Outcome) {
    let tables = EntryTables::read(&mut round);
    let vocabulary = round.table(Role::Vocabulary);
    let laws = round.table(Role::Laws);
    let documents = round.table(Role::Documents);
    let synonyms: Vec<_> = round.read(Role::Synonyms).collect();
    let search_tests: Vec<_> = round.read(Role::SearchTests).collect();
    let gone: Vec<_> = round.read(Role::Gone).collect();
    let names = round.names;
    let catalogue = site.cloned().map(|site| Catalogue {
        today: today.unwrap_or(site.edition),
        site,
        tables,
        vocabulary,
        laws,
        documents,
        synonyms,
        lexicon: Lexicon::default(),
        gone,
        search_tests,
        references: std::mem::take(&mut round.references),
        drafts: names.drafts.clone(),
        faulty: names.faulty().map(str::to_owned).collect(),
        lost: names.lost.clone(),
        past: Arc::clone(&names.past),
        has_errors: round.outcome.findings.has_errors(),
        ids: names
            .entries
            .iter()
            .filter_map(|(id, name)| Some((id.clone(), name.entry?)))
            .collect(),
    });
    (catalogue, round.outcome)
}

impl<'r> Round<'r> {
    fn new(rows: &'r mut Rows, names: &'r Names) -> Self {
        Self { rows, names, references: References::default(), outcome: Outcome::default() }
    }

    pub(super) fn table<T: Declared + Send>(&mut self, role: Role) -> Table<T> {
        self.read(role).collect()
    }

    /// What the sound rows of a role mean. The faulty ones are read too, since what they do say is
    /// judged.
    fn read<T: Declared + Send>(&mut self, role: Role) -> impl Iterator<Item = T> + use<T> {
        let (rows, names) = (self.rows.of(role), self.names);
        let read: Vec<_> = rows.par_iter_mut().map(|row| read_row::<T>(row, role, names)).collect();
        let mut values = Vec::with_capacity(rows.len());
        for (at, (row, read)) in rows.iter().zip(read).enumerate() {
            // A synonym that joins no words is told, and nothing refers to it.
            let sound = read.is_sound && (read.value.is_some() || role == Role::Synonyms);
            self.outcome.findings.append(read.findings);
            if !row.sound {
                continue;
            }
            if !sound {
                self.outcome.faulty.push((role, at));
            }
            // The references of registers are judged, but nothing points back at them.
            if let Role::Entry(_) | Role::Glossary = role {
                self.references.add(read.references);
            }
            values.extend(read.value);
        }
        values.into_iter()
    }
}

/// What came of a row.
struct Read<T> {
    value: Option<T>,
    is_sound: bool,
    findings: Findings,
    references: Vec<Reference>,
}

fn read_row<T: Declared>(row: &mut Row, role: Role, names: &Names) -> Read<T> {
    let from = match role {
        Role::Entry(kind) => EntryRef::new(kind, row.index),
        _ => EntryRef::new(Kind::Term, row.index),
    };
    let node = row.node.take();
    let subject = Subject { from, id: &row.id, body: row.body, vocabulary: row.vocabulary };
    let decoder = Decoder::new(row.file).knowing(Arc::clone(&names.titles));
    let mut cx = Cx::new(names, decoder, subject);
    let value = node.and_then(|node| declare::read(&node, &mut cx));
    let is_sound = cx.decoder.is_sound();
    Read { value, is_sound, references: cx.references, findings: cx.decoder.into_findings() }
}
