//! What editors write as Markdown, rendered once: HTML for the page, plain text for the search, and the outline,
//! links, images and abbreviations that checks judge. Takes the catalogue and the sources; changes neither.

mod abbreviations;
mod heading;
mod notes;
mod render;
mod slips;
mod table_links;
mod terms;

use rayon::prelude::*;

pub use slips::{Slip, SlipKind};

use abbreviations::Abbreviations;
use terms::Terms;

use crate::diagnostics::Texts;
use crate::markup::{Anchor, Html};
use crate::model::{Catalogue, EntryRef, Kind, Reference, Relation, Target};
use crate::source::{Place, Sources, Span};

/// One entry's prose.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The HTML fragment; headings from `h2`, no inline styles, no raw HTML.
    pub html: Html,
    /// The words alone, blocks parted by a line feed.
    pub plain: String,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The links, in order.
    pub links: Vec<Link>,
    /// The images, in order.
    pub images: Vec<Image>,
    /// Where raw HTML stands; it is shown as text.
    pub raw_html: Vec<Span>,
    /// Markdown that did not take.
    pub slips: Vec<Slip>,
    /// Abbreviations that the glossary does not have, at their first use.
    pub unexplained: Vec<(String, Span)>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor.
    pub id: Anchor,
    /// The words.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written: an address, or an id where it is `[[id]]`.
    pub destination: String,
    /// Where it leads.
    pub leads: Leads,
    /// The words.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To an entry, by its id.
    Entry(EntryRef),
    /// To an id that is not there.
    Nowhere,
    /// Into the site, or within the page.
    Site,
    /// To another site, a mailbox or a telephone.
    Outside,
    /// Nowhere that a browser should go: `javascript:` and the like.
    Dangerous,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The address as written.
    pub address: String,
    /// The text for those who do not see it.
    pub alt: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// The prose of every entry that has a body.
#[derive(Clone, Debug, Default)]
pub struct ProseTable(Vec<Vec<Prose>>);

impl ProseTable {
    /// The prose of an entry.
    #[must_use]
    pub fn of(&self, entry: EntryRef) -> &Prose {
        &self.0[entry.kind as usize][entry.index as usize]
    }
}

/// What the portal knows about words.
struct Words<'c> {
    abbreviations: Abbreviations<'c>,
    terms: Terms<'c>,
    texts: &'c Texts,
}

impl Words<'_> {
    /// What the way from a note back into the text is called; `number` counts the places that mention it.
    fn way_back(&self, number: usize) -> String {
        self.texts.fill("words.note.back", &[("number", &number.to_string())])
    }
}

/// Renders every body, in parallel, and adds the links by id to the catalogue's references.
pub fn prose(catalogue: &mut Catalogue, sources: &Sources, texts: &Texts) -> ProseTable {
    let shared = &*catalogue;
    let words = Words { abbreviations: Abbreviations::of(shared), terms: Terms::of(shared), texts };
    let tables = Kind::ALL.map(|kind| {
        let rows = (0..shared.count(kind)).into_par_iter();
        rows.map(|index| one(EntryRef::new(kind, index), shared, sources, &words)).collect()
    });
    let table = ProseTable(tables.into());
    let mentions = mentions(&table, catalogue);
    catalogue.references.add(mentions);
    table
}

fn one(at: EntryRef, catalogue: &Catalogue, sources: &Sources, words: &Words<'_>) -> Prose {
    let entry = catalogue.entry(at);
    let Some(body) = entry.body else { return Prose::default() };
    let text = sources.file(entry.file).text();
    render::render(&text[body.range()], body.start as usize, catalogue, words)
}

fn mentions(table: &ProseTable, catalogue: &Catalogue) -> Vec<Reference> {
    let links = catalogue.entries().flat_map(|from| {
        let file = catalogue.entry(from).file;
        table.of(from).links.iter().filter_map(move |link| match link.leads {
            Leads::Entry(to) => Some(Reference {
                from,
                step: None,
                relation: Relation::Mentions,
                to: Target::Entry(to),
                at: Place { file, span: link.span },
            }),
            _ => None,
        })
    });
    links.collect()
}
