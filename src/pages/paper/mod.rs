//! Courses and entries as one document for paper: what it says, as data that a typesetter lays out.
//! The views are those of the pages; prose is a tree, never markup. Takes what pages are made from,
//! the index that is published with them, and what is wanted; knows nothing of paper's measures.

mod choice;
mod colors;
mod prose;
pub(super) mod search;
mod sheet;

use std::borrow::Cow;
use std::collections::BTreeMap;

use portal_search::{Engine, IndexFiles};
use serde::Serialize;

pub use choice::{NotOnPaper, PaperChoice, PaperPart};

use self::sheet::{Maker, Sheet};
use super::PageInputs;
use super::context::Context;
use super::course::exercises::Exercises;
use super::course::item::course_item;
use super::course::qr::Qr;
use super::offer::terms;
use crate::diagnostics::{Diagnostic, Findings};
use crate::model::{Course, Entry, EntryRef, Key, Kind};
use crate::percent;
use crate::routes::FRONT;
use crate::search_index::unreadable;
use crate::source::Sources;

/// A document for a typesetter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// All that it says, as JSON; texts in it are texts, whatever they look like.
    pub data: String,
    /// The pictures in it, by their names in the data.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// The document as it is laid out.
#[derive(Serialize)]
struct PaperView<'e> {
    language: &'static str,
    portal: &'e str,
    /// What stands before addresses that begin at the portal's root.
    base_url: &'e str,
    edition: String,
    edition_note: Option<&'e str>,
    title: Cow<'e, str>,
    /// The word for what it is.
    kind: &'e str,
    lead: Option<&'e str>,
    intro: Option<&'e str>,
    audience: Option<String>,
    address: String,
    qr: Option<Qr>,
    /// Whether there is a list of contents.
    contents: bool,
    chapters: Vec<Chapter<'e>>,
    /// What the participants of the courses are asked.
    exercises: Exercises<'e>,
    /// Where in the document the page of an address stands.
    places: BTreeMap<String, String>,
    /// The names of the pictures by their addresses.
    pictures: BTreeMap<String, String>,
    words: BTreeMap<&'static str, &'e str>,
    /// The theme's colours by name.
    colors: BTreeMap<String, String>,
}

/// Things that belong together.
#[derive(Serialize)]
struct Chapter<'e> {
    /// The heading; none where the document is one thing.
    title: Option<Cow<'e, str>>,
    sheets: Vec<Sheet<'e>>,
}

/// What the document itself is about.
struct Subject<'e> {
    title: Cow<'e, str>,
    kind: &'e str,
    /// The course or the entry that it is.
    at: Option<EntryRef>,
}

/// The document of these courses and entries.
///
/// # Errors
/// What is wrong with the templates, or that a saved search cannot be answered. Ids that name
/// nothing give an empty document: they are refused before.
pub(crate) fn paper(
    inputs: &PageInputs<'_>,
    index: &IndexFiles,
    choice: &PaperChoice,
) -> Result<Paper, Findings> {
    let context = Context::of(inputs)?;
    document(&context, index, choice).map_err(|found| [found].into_iter().collect())
}

fn document(
    context: &Context<'_>,
    index: &IndexFiles,
    choice: &PaperChoice,
) -> Result<Paper, Diagnostic> {
    let place = context.catalogue.site.place();
    let engine = Engine::open(index.clone()).map_err(|error| unreadable(place, &error))?;
    let chosen = choice.entries(context.catalogue).unwrap_or_default();
    let maker = Maker { context, choice, engine: &engine };
    let chapters = chapters(&maker, &chosen)?;
    let subject = subject(context, choice, &chosen);
    let (pictures, names) = pictures(&chapters, context.sources);
    let view = view(&maker, subject, exercises(&maker, &chosen), (chapters, names));
    // Strings and numbers always serialize.
    Ok(Paper { data: serde_json::to_string(&view).unwrap_or_default(), pictures })
}

fn view<'e>(
    maker: &Maker<'_, 'e, '_>,
    Subject { title, kind, at }: Subject<'e>,
    exercises: Exercises<'e>,
    (chapters, pictures): (Vec<Chapter<'e>>, BTreeMap<String, String>),
) -> PaperView<'e> {
    let (context, site) = (maker.context, &maker.context.catalogue.site);
    let course = at.and_then(|at| course(context, at));
    let entry = course.map(|course| &course.entry);
    let path = entry.map_or_else(|| FRONT.to_owned(), Entry::short_url);
    let address = format!("{}{path}", site.base_url);
    let audience = course.map(|course| {
        let names = terms(context, &course.audience);
        names.iter().map(|link| &*link.title).collect::<Vec<_>>().join(", ")
    });
    let sheets = chapters.iter().flat_map(|chapter| &chapter.sheets);
    PaperView {
        language: site.language.code(),
        portal: &site.title,
        base_url: &site.base_url,
        edition: context.words.date(site.edition),
        edition_note: site.edition_note.as_deref(),
        title,
        kind,
        lead: entry.map(|entry| entry.summary.as_str()),
        intro: course.and_then(|course| course.intro.as_deref()),
        audience: audience.filter(|names| !names.is_empty()),
        qr: maker.qr(&address),
        address,
        contents: maker.choice.has(PaperPart::Contents) && sheets.clone().count() > 1,
        places: places(sheets),
        chapters,
        exercises,
        pictures,
        colors: colors::colors(context.sources),
        words: WORDS.into_iter().map(|key| (key, context.words.page(key))).collect(),
    }
}

/// Where the first sheet of every page stands.
fn places<'s, 'e: 's>(sheets: impl Iterator<Item = &'s Sheet<'e>>) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for sheet in sheets {
        let (page, _) = sheet.url.split_once('#').unwrap_or((&sheet.url, ""));
        places.entry(page.to_owned()).or_insert_with(|| sheet.label.clone());
    }
    places
}

fn course<'e>(context: &'e Context<'_>, at: EntryRef) -> Option<&'e Course> {
    (at.kind == Kind::Course).then(|| &context.catalogue.courses[Key::new(at.index as usize)])
}

/// What the document is called: as the one thing that it is, else by who answers for it.
fn subject<'e>(context: &'e Context<'_>, choice: &PaperChoice, chosen: &[EntryRef]) -> Subject<'e> {
    let words = &context.words;
    let named = |at: EntryRef, kind| Subject {
        title: Cow::Borrowed(&context.catalogue.entry(at).title),
        kind,
        at: Some(at),
    };
    match (chosen, &choice.owner) {
        ([one], None) if one.kind == Kind::Course => named(*one, words.page("pack.kind")),
        ([one], None) => named(*one, words.kind(one.kind)),
        (_, Some(owner)) if choice.ids.is_empty() => {
            let unit = context.catalogue.by_id(owner);
            let title = unit.map(|unit| context.catalogue.entry(unit).title.as_str());
            Subject {
                title: Cow::Borrowed(title.unwrap_or_default()),
                kind: words.page("paper.owned"),
                at: None,
            }
        }
        _ => Subject {
            title: Cow::Borrowed(words.page("paper.selection")),
            kind: words.page("paper.kind"),
            at: None,
        },
    }
}

/// A course's parts are chapters; entries stand together by kind, where the first of it comes.
fn chapters<'e>(
    maker: &Maker<'_, 'e, '_>,
    chosen: &[EntryRef],
) -> Result<Vec<Chapter<'e>>, Diagnostic> {
    let mut chapters: Vec<Chapter<'e>> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for at in chosen {
        if let Some(course) = course(maker.context, *at) {
            for part in 0..course.parts.len() {
                let chapter = chapter(maker, course, part, chapters.len() + 1)?;
                chapters.push(chapter);
            }
        } else if !kinds.contains(&at.kind) {
            kinds.push(at.kind);
            let of_kind = chosen.iter().filter(|other| other.kind == at.kind);
            let number = chapters.len() + 1;
            let alone = chosen.len() == 1;
            let sheets = of_kind.zip(1..).map(|(at, place)| {
                let written = format!("{number}.{place}");
                maker.entry(*at, label(number, place), (!alone).then_some(written))
            });
            let title = (!alone).then(|| maker.context.words.kinds(at.kind).into());
            chapters.push(Chapter { title, sheets: sheets.collect() });
        }
    }
    Ok(chapters)
}

/// What the participants of the chosen courses are asked, unless it is left out.
fn exercises<'e>(maker: &Maker<'_, 'e, '_>, chosen: &[EntryRef]) -> Exercises<'e> {
    let mut exercises = Exercises::default();
    if maker.choice.has(PaperPart::Exercises) {
        let courses = chosen.iter().filter_map(|at| course(maker.context, *at));
        courses.for_each(|course| exercises.add(maker.context, course));
    }
    exercises
}

fn chapter<'e>(
    maker: &Maker<'_, 'e, '_>,
    course: &'e Course,
    part: usize,
    number: usize,
) -> Result<Chapter<'e>, Diagnostic> {
    let written = &course.parts[part];
    let sheets = written.items.iter().enumerate().map(|(place, item)| {
        let shown = course_item(maker.context, course, (part, place), item);
        let place = place + 1;
        maker.item(shown, &item.shown, (label(number, place), format!("{number}.{place}")))
    });
    let sheets = sheets.collect::<Result<_, _>>()?;
    Ok(Chapter { title: Some(Cow::Borrowed(&written.heading)), sheets })
}

fn label(chapter: usize, place: usize) -> String {
    format!("s{chapter}-{place}")
}

/// The pictures of the prose, by name, and their names by address.
fn pictures(
    chapters: &[Chapter<'_>],
    sources: &Sources,
) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, String>) {
    let mut addresses = Vec::new();
    for sheet in chapters.iter().flat_map(|chapter| &chapter.sheets) {
        prose::pictures(sheet.prose(), &mut addresses);
    }
    let (mut pictures, mut names) = (BTreeMap::new(), BTreeMap::new());
    for address in addresses {
        let path = percent::decoded(address.trim_start_matches('/'));
        let found = sources.assets().iter().find(|asset| asset.path == path);
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        let known = ending.filter(|ending| PICTURES.contains(&ending.as_str()));
        let (Some(asset), Some(ending)) = (found, known) else { continue };
        let name = format!("{}.{ending}", names.len() + 1);
        let name = names.entry(address.to_owned()).or_insert(name);
        pictures.insert(name.clone(), asset.bytes.clone());
    }
    (pictures, names)
}

/// Pictures that a typesetter sets; the others are told by their texts.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// The texts of the pages that stand on paper as well.
const WORDS: [&str; 47] = [
    "also_called",
    "contact.citizens",
    "contact.group",
    "contact.shared_caption",
    "contact.source",
    "contact.with",
    "contact.year",
    "course.address",
    "documents.title",
    "edition",
    "exercises.answers",
    "exercises.see",
    "exercises.title",
    "goal.measured",
    "goal.measurements",
    "goal.source",
    "goal.target",
    "goal.targets",
    "goal.text",
    "goal.when",
    "historical",
    "pack.codes",
    "pack.contents",
    "pack.place",
    "pack.wanted",
    "paper.at",
    "paper.code",
    "paper.drawing",
    "paper.for",
    "paper.steps",
    "part_of.title",
    "procedure.branches",
    "procedure.consent",
    "procedure.deadline",
    "procedure.documents_in",
    "procedure.documents_out",
    "procedure.goto",
    "procedure.handover",
    "procedure.law",
    "procedure.no_steps",
    "procedure.obligations",
    "procedure.offers",
    "procedure.responsible",
    "procedure.trigger",
    "replaced_by",
    "silent",
    "unknown",
];
