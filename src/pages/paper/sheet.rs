//! One thing on paper: an entry with all that its page says, or a saved search with its answer.

use std::borrow::Cow;

use portal_search::Engine;
use serde::Serialize;

use super::choice::{PaperChoice, PaperPart};
use super::prose::on_paper;
use super::search::{Answer, answer};
use crate::diagnostics::Diagnostic;
use crate::markup::{Node, section};
use crate::model::{EntryRef, Key, Kind, Procedure, Shown};
use crate::pages::cited::{Cited, cited};
use crate::pages::contact::{self, SharedCitizens};
use crate::pages::context::Context;
use crate::pages::course::item::CourseItem;
use crate::pages::course::qr::{Qr, qr};
use crate::pages::entry::{Parts, StatusLabel, about_page, overdue, status_label};
use crate::pages::fact::{Part, drawn_together};
use crate::pages::goal::{self, Figures, figures};
use crate::pages::link::Link;
use crate::pages::procedure::swimlane::{Swimlane, onward, swimlane, targets};
use crate::pages::procedure::{self, Duties, StepView, duties, steps};
use crate::pages::related::{Known, part_of};
use crate::pages::{news, offer, page};

/// What all sheets are made from.
pub(super) struct Maker<'m, 'e, 'a> {
    pub(super) context: &'e Context<'a>,
    pub(super) choice: &'m PaperChoice,
    /// The index that is published with the same pages.
    pub(super) engine: &'m Engine,
}

/// One thing with what is known of it.
#[derive(Serialize)]
pub(super) struct Sheet<'e> {
    /// Where in the document it stands, for what leads to it.
    pub(super) label: String,
    /// Its number: `2.3`; none where it stands alone.
    number: Option<String>,
    title: Cow<'e, str>,
    /// The word for what it is.
    kind: Cow<'e, str>,
    /// The address of its page, from the portal's root.
    pub(super) url: Cow<'e, str>,
    /// The full address to write.
    address: String,
    qr: Option<Qr>,
    summary: Option<&'e str>,
    historical: bool,
    /// The place in it that is meant.
    place: Option<Cow<'e, str>>,
    /// What has changed since the last time.
    changed: Option<String>,
    #[serde(flatten)]
    entry: Option<EntrySheet<'e>>,
    answer: Option<Answer>,
}

/// What an entry's page says.
#[derive(Serialize)]
struct EntrySheet<'e> {
    status: Option<StatusLabel<'e>>,
    replaced_by: Vec<Link<'e>>,
    overdue: Option<String>,
    part_of: Vec<Link<'e>>,
    also_called: &'e [String],
    before: Vec<Part<'e>>,
    procedure: Option<Way<'e>>,
    figures: Option<Figures<'e>>,
    shared: Vec<SharedCitizens<'e>>,
    prose_title: Option<&'e str>,
    prose: Vec<Node>,
    after: Vec<Part<'e>>,
    sources: Vec<Cited<'e>>,
    about: Option<Part<'e>>,
}

/// How a procedure goes.
#[derive(Serialize)]
struct Way<'e> {
    duties: Duties<'e>,
    drawing: Option<Swimlane<'e>>,
    steps: Vec<StepView<'e>>,
    /// The step that is meant.
    wanted: Option<&'e str>,
}

impl Sheet<'_> {
    /// The pictures in its prose.
    pub(super) fn prose(&self) -> &[Node] {
        self.entry.as_ref().map(|entry| entry.prose.as_slice()).unwrap_or_default()
    }
}

impl<'e> Maker<'_, 'e, '_> {
    /// An entry by itself.
    pub(super) fn entry(&self, at: EntryRef, label: String, number: Option<String>) -> Sheet<'e> {
        let (context, entry) = (self.context, self.context.catalogue.entry(at));
        let address = format!("{}{}", context.catalogue.site.base_url, entry.short_url());
        let title: Cow<'e, str> = Cow::Borrowed(&entry.title);
        Sheet {
            label,
            number,
            kind: Cow::Borrowed(context.words.kind(at.kind)),
            url: Cow::Borrowed(context.url(at)),
            qr: self.qr(&address),
            address,
            summary: Some(entry.summary.as_str()).filter(|summary| *summary != title),
            title,
            historical: context.catalogue.heading(at).historical,
            place: None,
            changed: None,
            entry: Some(self.of_entry(at, None)),
            answer: None,
        }
    }

    /// What a course shows at one place.
    ///
    /// # Errors
    /// When a saved search cannot be answered.
    pub(super) fn item(
        &self,
        item: CourseItem<'e>,
        shown: &'e Shown,
        (label, number): (String, String),
    ) -> Result<Sheet<'e>, Diagnostic> {
        let words = &self.context.words;
        let changed = item
            .changed_words()
            .map(|(since, what)| format!("{} {since}: {what}", words.page("course.changed")));
        let base_url = &self.context.catalogue.site.base_url;
        let (entry, answer, kind, code) = match shown {
            Shown::Entry { entry, anchor } => {
                let anchor = anchor.as_ref().map(|anchor| anchor.value.as_str());
                let code =
                    anchor.map_or(item.address.clone(), |_| format!("{base_url}{}", item.link.url));
                (Some(self.of_entry(*entry, anchor)), None, item.link.kind, code)
            }
            Shown::Search { query, facets } => {
                let wanted = self.choice.has(PaperPart::Searches);
                let answer = wanted
                    .then(|| answer(self.context, self.engine, (query.as_str(), facets)))
                    .transpose()?;
                (None, answer, words.page("paper.search"), item.address.clone())
            }
        };
        Ok(Sheet {
            label,
            number: Some(number),
            title: item.link.title,
            kind: Cow::Borrowed(kind),
            url: item.link.url,
            qr: self.qr(&code),
            address: item.address,
            summary: item.summary,
            historical: item.link.historical,
            place: item.link.note,
            changed,
            entry,
            answer,
        })
    }

    pub(super) fn qr(&self, address: &str) -> Option<Qr> {
        self.choice.has(PaperPart::Qr).then(|| qr(address)).flatten()
    }

    fn of_entry(&self, at: EntryRef, anchor: Option<&'e str>) -> EntrySheet<'e> {
        let context = self.context;
        let entry = context.catalogue.entry(at);
        let Parts { before, after, .. } = parts(context, at);
        let (before, after) = (drawn_together(before), drawn_together(after));
        let procedure = (at.kind == Kind::Procedure)
            .then(|| self.way(&context.catalogue.procedures[Key::new(at.index as usize)], anchor));
        let prose = context.bodies.tree(at);
        let prose = match anchor {
            Some(anchor) if procedure.is_none() => section(prose, anchor),
            _ => prose,
        };
        let title = || context.words.word("body", at.kind.as_str());
        let sources = if self.choice.has(PaperPart::Sources) {
            cited(context, &entry.sources)
        } else {
            Vec::new()
        };
        EntrySheet {
            status: status_label(context, entry),
            replaced_by: entry.replaced_by.iter().map(|other| context.link(*other)).collect(),
            overdue: overdue(context, entry),
            part_of: part_of(context, at),
            also_called: &entry.also_called,
            before,
            procedure,
            figures: figures_of(context, at),
            shared: shared(context, at),
            prose_title: (at.kind != Kind::Page).then(title),
            prose: on_paper(prose),
            after,
            sources,
            about: self.choice.has(PaperPart::About).then(|| about(context, at)).flatten(),
        }
    }

    fn way(&self, procedure: &'e Procedure, wanted: Option<&'e str>) -> Way<'e> {
        let onward = onward(&targets(&procedure.steps));
        let drawn = self.choice.has(PaperPart::Drawings);
        Way {
            duties: duties(self.context, procedure),
            drawing: drawn.then(|| swimlane(self.context, &procedure.steps, &onward)).flatten(),
            steps: steps(self.context, &procedure.steps, &onward),
            wanted,
        }
    }
}

/// The facts around an entry's own parts, as its page has them.
fn parts<'e>(context: &'e Context<'_>, at: EntryRef) -> Parts<'e> {
    let (catalogue, index) = (context.catalogue, at.index as usize);
    match at.kind {
        Kind::Offer => offer::parts(context, at, &catalogue.offers[Key::new(index)], false),
        Kind::Procedure => {
            let procedure = &catalogue.procedures[Key::new(index)];
            let mut parts = procedure::parts(context, procedure, false);
            parts.before.push(procedure::facts(context, procedure));
            parts
        }
        Kind::Contact => {
            let key = Key::new(index);
            let before = contact::before(context, key, &catalogue.contacts[key]);
            Parts { before, own: Vec::new(), after: Vec::new(), known: Known::default() }
        }
        Kind::Goal => goal::parts(context, &catalogue.goals[Key::new(index)]),
        Kind::News => news::parts(context, &catalogue.news[Key::new(index)]),
        _ => page::parts(context, at),
    }
}

/// What is known of the page itself; the edition stands at the foot of every page.
fn about<'e>(context: &'e Context<'_>, at: EntryRef) -> Option<Part<'e>> {
    let facts = about_page(context, at).into();
    Part::new(context, "del-om-siden").and(facts).unless_empty()
}

fn figures_of<'e>(context: &'e Context<'_>, at: EntryRef) -> Option<Figures<'e>> {
    (at.kind == Kind::Goal)
        .then(|| figures(context, &context.catalogue.goals[Key::new(at.index as usize)]))
}

fn shared<'e>(context: &'e Context<'_>, at: EntryRef) -> Vec<SharedCitizens<'e>> {
    if at.kind != Kind::Contact {
        return Vec::new();
    }
    let key = Key::new(at.index as usize);
    contact::shared(context, key, &context.catalogue.contacts[key])
}
