//! What editors write as Markdown: the outline, links, images and abbreviations that checks judge,
//! and the HTML of the page and the plain text for the search when they are asked for. Takes the
//! catalogue and the sources; changes neither.

mod abbreviations;
mod heading;
mod notes;
mod old_names;
mod pattern;
mod render;
mod running;
mod sentences;
mod slips;
mod spelled;
mod table_links;
mod terms;

use rayon::prelude::*;

pub(crate) use heading::{own_anchor, with_anchor};
pub use old_names::Renamed;
pub(crate) use pattern::{Pattern, pattern};
pub use running::{Paragraph, Reading};
pub use slips::{Slip, SlipKind};
pub(crate) use table_links::is_delimiter_row;

use abbreviations::Abbreviations;
use spelled::Spelled;

use crate::diagnostics::Texts;
use crate::markup::{Anchor, Html, Node};
use crate::memo::{Key, Memo, Naming};
use crate::model::{Catalogue, EntryRef, Kind, Reference, Relation, Target, Term};
use crate::source::{self, Place, Role, Sources, Span};

/// A body as it is read.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The HTML fragment; headings from `h2`, no inline styles, no raw HTML.
    pub html: Html,
    /// The words alone, blocks parted by a line feed.
    pub plain: String,
}

/// What is known of one entry's prose.
#[derive(Clone, Debug, Default)]
pub struct Prose {
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
    /// Names that another has come instead of, at their first use.
    pub old_names: Vec<(Renamed, Span)>,
    /// How its running text reads.
    pub reading: Reading,
}

impl Prose {
    /// Gives back what was reserved in vain: what is known of all entries is held at once.
    fn shrink(&mut self) {
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.reading.shrink();
    }
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

/// What is known of the prose of every entry.
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
    terms: Spelled<&'c Term>,
    old_names: Spelled<Renamed>,
    texts: &'c Texts,
}

impl Words<'_> {
    /// What the way from a note back into the text is called; `number` counts the places that
    /// mention it.
    fn way_back(&self, number: usize) -> String {
        self.texts.fill("words.note.back", &[("number", &number.to_string())])
    }
}

/// The bodies of all entries, each rendered when it is asked for. Rendered they are several times
/// as large as written, and nearly all are asked for twice: by their page and by the index.
pub struct Bodies<'c> {
    catalogue: &'c Catalogue,
    sources: &'c Sources,
    words: Words<'c>,
    /// What earlier builds have made, and what tells this portal from theirs.
    memo: Option<(&'c Memo, Naming)>,
}

impl<'c> Bodies<'c> {
    /// Those of the catalogue that was made from `sources`.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue, sources: &'c Sources, texts: &'c Texts) -> Self {
        let words = Words {
            abbreviations: Abbreviations::of(catalogue),
            terms: terms::terms(catalogue),
            old_names: old_names::old_names(catalogue),
            texts,
        };
        Self { catalogue, sources, words, memo: None }
    }

    /// The same, but those that earlier builds have rendered are not rendered again.
    #[must_use]
    pub(crate) fn remembered(mut self, memo: &'c Memo) -> Self {
        self.memo = memo.is_on().then(|| (memo, named(self.catalogue, self.sources)));
        self
    }

    /// An entry's body; nothing if it has none.
    #[must_use]
    pub fn rendered(&self, at: EntryRef) -> Rendered {
        let Some((text, offset)) = self.body(at) else { return Rendered::default() };
        let render = || render::render(text, offset, self.catalogue, &self.words);
        match &self.memo {
            Some((memo, named)) => memo.or_made(key_of(named, text, offset), render),
            None => render(),
        }
    }

    /// An entry's body as a tree, for what is no web page.
    pub(crate) fn tree(&self, at: EntryRef) -> Vec<Node> {
        self.body(at)
            .map(|(text, offset)| render::tree(text, offset, self.catalogue, &self.words))
            .unwrap_or_default()
    }

    /// What is known of an entry's body.
    fn judged(&self, at: EntryRef) -> Prose {
        let Some((text, offset)) = self.body(at) else { return Prose::default() };
        let judge = || render::judge(text, offset, self.catalogue, &self.words);
        match &self.memo {
            Some((memo, named)) => memo.or_made(key_of(named, text, offset), judge),
            None => judge(),
        }
    }

    /// A body as written, and the byte of its file that it starts at.
    fn body(&self, at: EntryRef) -> Option<(&'c str, usize)> {
        let entry = self.catalogue.entry(at);
        let body = entry.body?;
        Some((&self.sources.file(entry.file).text()[body.range()], body.start as usize))
    }
}

/// What is known of every body, found in parallel; adds the links by id to the catalogue's
/// references.
pub fn prose(
    catalogue: &mut Catalogue,
    sources: &Sources,
    (texts, memo): (&Texts, &Memo),
) -> ProseTable {
    let bodies = Bodies::new(catalogue, sources, texts).remembered(memo);
    let tables = Kind::ALL.map(|kind| {
        let rows = (0..catalogue.count(kind)).into_par_iter();
        rows.map(|index| bodies.judged(EntryRef::new(kind, index))).collect()
    });
    let table = ProseTable(tables.into());
    let mentions = mentions(&table, catalogue);
    catalogue.references.add(mentions);
    table
}

fn key_of(portal: &Naming, text: &str, offset: usize) -> Key {
    portal.clone().and(offset.to_le_bytes()).and(text).key()
}

/// What tells the portal from others, as far as a text can show anything of it: every file, but for
/// the texts themselves, and every entry with its place in its table.
fn named(catalogue: &Catalogue, sources: &Sources) -> Naming {
    let files: Vec<_> = sources.files().filter(|(_, file)| !file.is_built_in()).collect();
    let names = files.into_par_iter().map(|(id, file)| {
        let body = match file.role() {
            Role::Entry(_) => source::split(file.text(), id).ok().map(|parts| parts.body),
            _ => None,
        };
        let text = body.map_or(file.text(), |body| &file.text()[..body.start as usize]);
        Naming::default().and(file.path()).and(text).key()
    });
    let names: Vec<Key> = names.collect();
    let ids = catalogue.entries().map(|at| &catalogue.entry(at).id);
    let drafts = catalogue.draft_ids();
    let days = format!("{:?} {:?}", catalogue.today, catalogue.site.language);
    let naming = names.into_iter().fold(Naming::default().and(days), Naming::and);
    let naming = ids.fold(naming, Naming::and).and("drafts");
    drafts.fold(naming, Naming::and)
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
