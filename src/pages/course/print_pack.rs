//! What participants of a course have on paper: a cover with contents, and a page for each part
//! with what its links lead to. One page with everything would be far heavier than any other page
//! of the portal; a script puts the parts under the cover, so that they are printed as one. What is
//! said to the trainer is not in it: neither the notes nor the parts' texts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use portal_search::Engine;
use rayon::prelude::*;
use serde::Serialize;

use super::handout;
use super::item::{CourseItem, course_item};
use super::qr::{Qr, qr};
use crate::diagnostics::Diagnostic;
use crate::markup::{Anchor, Html, Placement, Url};
use crate::model::{Course, EntryRef, Item, Key, Kind, Part, Procedure, Shown};
use crate::pages::contact;
use crate::pages::context::{Context, Rendered};
use crate::pages::entry::{StatusLabel, status_label};
use crate::pages::fact::{Part as FactPart, drawn_together};
use crate::pages::goal::{Figures, figures};
use crate::pages::link::Link;
use crate::pages::offer;
use crate::pages::offer::terms;
use crate::pages::paper::search::{Answer, answer};
use crate::pages::procedure;
use crate::pages::procedure::swimlane::{Swimlane, onward, swimlane, targets};
use crate::pages::procedure::{Duties, StepView, duties, steps};
use crate::routes;

/// How far the headings of included prose stand below their own rank: its `h2` comes under an
/// item's `h3`.
const LOWER: u8 = 2;

/// What the cover shows.
#[derive(Serialize)]
struct CoverView<'e> {
    title: &'e str,
    summary: &'e str,
    intro: Option<&'e str>,
    audience: Vec<Link<'e>>,
    /// The course's short link, in full.
    address: String,
    qr: Option<Qr>,
    contents: Vec<Chapter<'e>>,
}

/// A part in the list of contents.
#[derive(Serialize)]
struct Chapter<'e> {
    link: Link<'e>,
    items: Vec<Link<'e>>,
}

/// What the page of a part shows.
#[derive(Serialize)]
struct PartView<'e> {
    /// What the page is called: the course and the number.
    heading: Cow<'e, str>,
    number: usize,
    title: &'e str,
    items: Vec<PackItem<'e>>,
    /// The cover, with all parts.
    pack: String,
    /// The course's own page, where the part stands.
    course: Link<'e>,
    previous: Option<Link<'e>>,
    next: Option<Link<'e>>,
}

/// One thing with what its link leads to.
#[derive(Serialize)]
struct PackItem<'e> {
    item: CourseItem<'e>,
    qr: Option<Qr>,
    status: Option<StatusLabel<'e>>,
    facts: Vec<FactPart<'e>>,
    steps: Option<Way<'e>>,
    figures: Option<Figures<'e>>,
    prose: Option<Html>,
    /// What a saved search finds.
    found: Option<Answer>,
}

/// How a procedure goes.
#[derive(Serialize)]
struct Way<'e> {
    duties: Duties<'e>,
    steps: Vec<StepView<'e>>,
    drawing: Option<Swimlane<'e>>,
    /// The procedure's own page, where the drawing leads.
    page: &'e str,
    /// The step that the course points at.
    wanted: Option<&'e str>,
}

/// The cover of every course's pack.
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let courses = context.catalogue.courses.rows().par_iter().enumerate();
    let pages = courses.map(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        let title = context.words.fill("pack.of", &[("title", &course.entry.title)]);
        let frame = handout(context, at, (address(context, at, None), title));
        context.render("print_pack.html", &frame, &cover(context, at, course), None)
    });
    pages.collect()
}

/// A page for every part of every course; `engine` answers its saved searches.
pub(in crate::pages) fn part_pages(context: &Context<'_>, engine: Option<&Engine>) -> Rendered {
    let courses = context.catalogue.courses.rows().par_iter().enumerate();
    let pages = courses.flat_map_iter(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        course.parts.iter().enumerate().map(move |(number, part)| {
            let heading = part_heading(context, course, number);
            let frame = handout(context, at, (address(context, at, Some(number)), heading.clone()));
            let view = part_view((context, engine), (at, course), (number, part), heading)?;
            context.render("print_part.html", &frame, &view, None)
        })
    });
    pages.collect()
}

/// Where the pack of a course lies, or one part of it, counted from 0.
pub(in crate::pages) fn address(
    context: &Context<'_>,
    course: EntryRef,
    part: Option<usize>,
) -> String {
    routes::print_pack(context.url(course), part)
}

fn part_heading(context: &Context<'_>, course: &Course, index: usize) -> String {
    let number = (index + 1).to_string();
    context.words.fill("pack.part_of", &[("title", &course.entry.title), ("number", &number)])
}

fn cover<'e>(context: &'e Context<'_>, at: EntryRef, course: &'e Course) -> CoverView<'e> {
    let short = format!("{}{}", context.catalogue.site.base_url, course.entry.short_url());
    let mut contents: Vec<_> =
        (0..course.parts.len()).map(|index| chapter(context, at, course, index)).collect();
    name_kinds(&mut contents);
    CoverView {
        title: &course.entry.title,
        summary: &course.entry.summary,
        intro: course.intro.as_deref(),
        audience: terms(context, &course.audience),
        qr: qr(&short),
        address: short,
        contents,
    }
}

/// Leaves the word for its kind at what has a title that something else has too.
fn name_kinds(contents: &mut [Chapter<'_>]) {
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    let mut items: Vec<_> = contents.iter_mut().flat_map(|chapter| &mut chapter.items).collect();
    for item in &items {
        *titles.entry(item.title.to_string()).or_default() += 1;
    }
    for item in &mut items {
        if titles.get(&*item.title) == Some(&1) {
            item.kind = "";
        }
    }
}

fn chapter<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    course: &'e Course,
    index: usize,
) -> Chapter<'e> {
    let (part, url) = (&course.parts[index], address(context, at, Some(index)));
    let items = part.items.iter().enumerate().map(|(place, item)| {
        let shown = course_item(context, course, (index, place), item);
        Link { url: format!("{url}#{}", shown.id).into(), ..shown.link }
    });
    Chapter {
        items: items.collect(),
        link: Link::to(format!("{url}#del-{}", index + 1), &*part.heading),
    }
}

fn part_view<'e>(
    (context, engine): (&'e Context<'_>, Option<&Engine>),
    (at, course): (EntryRef, &'e Course),
    (index, part): (usize, &'e Part),
    heading: String,
) -> Result<PartView<'e>, Diagnostic> {
    let items = part.items.iter().enumerate().map(|(place, item)| {
        let shown = course_item(context, course, (index, place), item);
        pack_item((context, engine), shown, item)
    });
    Ok(PartView {
        heading: heading.into(),
        number: index + 1,
        title: &part.heading,
        items: items.collect::<Result<_, _>>()?,
        pack: address(context, at, None),
        course: context.link(at).at_anchor(&format!("afsnit-{}", index + 1)),
        previous: index.checked_sub(1).and_then(|before| beside(context, (at, course), before)),
        next: beside(context, (at, course), index + 1),
    })
}

/// The page of another part, with its number; none where there is no such part.
fn beside<'e>(
    context: &'e Context<'_>,
    (at, course): (EntryRef, &'e Course),
    index: usize,
) -> Option<Link<'e>> {
    let part = course.parts.get(index)?;
    let title = format!("{}. {}", index + 1, part.heading);
    Some(Link::to(address(context, at, Some(index)), title))
}

fn pack_item<'e>(
    (context, engine): (&'e Context<'_>, Option<&Engine>),
    item: CourseItem<'e>,
    written: &'e Item,
) -> Result<PackItem<'e>, Diagnostic> {
    // The code may be long: it leads to the place itself, which nobody would type.
    let has_anchor = matches!(&written.shown, Shown::Entry { anchor: Some(_), .. });
    let code = if has_anchor {
        qr(&format!("{}{}", context.catalogue.site.base_url, item.link.url))
    } else {
        qr(&item.address)
    };
    let empty = PackItem {
        qr: code,
        item,
        status: None,
        facts: Vec::new(),
        steps: None,
        figures: None,
        prose: None,
        found: None,
    };
    Ok(match &written.shown {
        Shown::Entry { entry, anchor } => {
            content(context, *entry, anchor.as_ref().map(|one| one.value.as_str()), empty)
        }
        Shown::Search { query, facets } => {
            let found =
                engine.map(|engine| answer(context, engine, (query, facets))).transpose()?;
            PackItem { found, ..empty }
        }
    })
}

/// What of an entry's page is worth having on paper.
fn content<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    anchor: Option<&'e str>,
    item: PackItem<'e>,
) -> PackItem<'e> {
    let (catalogue, index) = (context.catalogue, at.index as usize);
    let item = PackItem { status: status_label(context, catalogue.entry(at)), ..item };
    match at.kind {
        Kind::Offer => {
            let row = &catalogue.offers[Key::new(index)];
            let facts = vec![
                offer::contact(context, row),
                offer::for_whom(context, row),
                offer::referral(context, at, row),
            ];
            PackItem { facts: drawn_together(facts), ..item }
        }
        Kind::Procedure => {
            let row = &catalogue.procedures[Key::new(index)];
            PackItem {
                facts: vec![procedure::facts(context, row)],
                steps: Some(way(context, (at, row), anchor)),
                ..item
            }
        }
        Kind::Contact => {
            let key = Key::new(index);
            PackItem { facts: contact::before(context, key, &catalogue.contacts[key]), ..item }
        }
        Kind::Goal => {
            PackItem { figures: Some(figures(context, &catalogue.goals[Key::new(index)])), ..item }
        }
        Kind::Course | Kind::Term => item,
        _ => PackItem { prose: prose(context, at, anchor, &item.item.id), ..item },
    }
}

fn way<'e>(
    context: &'e Context<'_>,
    (at, procedure): (EntryRef, &'e Procedure),
    wanted: Option<&'e str>,
) -> Way<'e> {
    let onward = onward(&targets(&procedure.steps));
    Way {
        duties: duties(context, procedure),
        steps: steps(context, &procedure.steps, &onward),
        drawing: swimlane(context, &procedure.steps, &onward),
        page: context.url(at),
        wanted,
    }
}

fn prose(context: &Context<'_>, at: EntryRef, anchor: Option<&str>, place: &str) -> Option<Html> {
    let html = context.bodies.rendered(at).html;
    let own_page = Url::new(context.url(at))?;
    let placement = Placement { id: &Anchor::of_words(place), lower: LOWER, own_page };
    (!html.is_empty()).then(|| html.placed(anchor, &placement))
}
