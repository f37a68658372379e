//! All terms and abbreviations on one page, each with an anchor that never changes.

use serde::Serialize;

use super::a_to_z::anchor;
use super::cited::{ShortSource, short_sources};
use super::context::{Context, Rendered};
use super::entry::{also_called, links};
use super::frame::Frame;
use super::link::Link;
use super::listing::NARROWED;
use super::related::back;
use crate::model::{EntryRef, Kind, Relation, Term};
use crate::routes::FRONT;

/// What the template shows.
#[derive(Serialize)]
struct GlossaryView<'e> {
    letters: Vec<Letter<'e>>,
    /// Whether it is long enough to be narrowed by words.
    narrowed: bool,
}

#[derive(Serialize)]
struct Letter<'e> {
    name: &'static str,
    id: String,
    terms: Vec<TermView<'e>>,
}

/// One term.
#[derive(Serialize)]
struct TermView<'e> {
    id: &'e str,
    title: &'e str,
    abbreviation: Option<&'e str>,
    definition: &'e str,
    also_called: Option<String>,
    see: Vec<Link<'e>>,
    sources: Vec<ShortSource<'e>>,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let mut letters: Vec<Letter<'_>> = Vec::new();
    for at in context.all(Kind::Term) {
        let Some(term) = context.catalogue.terms.rows().get(at.index as usize) else { continue };
        let letter = context.collation.letter(&term.entry.title);
        let view = term_view(context, at, term);
        match letters.last_mut() {
            Some(group) if group.name == letter => group.terms.push(view),
            _ => letters.push(Letter { name: letter, id: anchor(letter), terms: vec![view] }),
        }
    }
    let url = Kind::Term.list().unwrap_or(FRONT);
    let frame = Frame::new(context, url, context.words.page("glossary.title"));
    let frame = frame.described(context.words.page("glossary.intro")).in_section(url);
    let narrowed = context.all(Kind::Term).len() > NARROWED;
    vec![context.render("glossary.html", &frame, &GlossaryView { letters, narrowed }, None)]
}

fn term_view<'e>(context: &'e Context<'_>, at: EntryRef, term: &'e Term) -> TermView<'e> {
    let entry = &term.entry;
    let pointing = back(context, at, Relation::SeeAlso, &term.see.iter().copied().collect());
    TermView {
        id: &entry.id,
        title: &entry.title,
        abbreviation: term.abbreviation.as_deref().filter(|short| *short != entry.title),
        definition: &entry.summary,
        also_called: Some(also_called(entry).join(" · ")).filter(|names| !names.is_empty()),
        see: links(context, &term.see).into_iter().chain(pointing).collect(),
        sources: short_sources(context, &entry.sources),
    }
}
