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
use crate::pages::course::item::CourseItem;
use crate::pages::course::qr::{Qr, qr};
use crate::pages::edition::Edition;
use crate::pages::entry::{Parts, StatusLabel, about_page, overdue, status_label};
use crate::pages::fact::Part;
use crate::pages::goal::{self, Figures, figures};
use crate::pages::link::Link;
use crate::pages::procedure::swimlane::{Swimlane, onward, swimlane, targets};
use crate::pages::procedure::{self, Duties, StepView, duties, steps};
use crate::pages::related::{Known, part_of};
use crate::pages::{news, offer, page};

/// What all sheets are made from.
pub(super) struct Maker<'m, 'e, 'a> {
    pub(super) edition: &'e Edition<'a>,
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
        let (edition, entry) = (self.edition, self.edition.catalogue.entry(at));
        let address = format!("{}{}", edition.catalogue.site.base_url, entry.short_url());
        let title: Cow<'e, str> = Cow::Borrowed(&entry.title);
        Sheet {
            label,
            number,
            kind: Cow::Borrowed(edition.words.kind(at.kind)),
            url: Cow::Borrowed(edition.url(at)),
            qr: self.qr(&address),
            address,
            summary: Some(entry.summary.as_str()).filter(|summary| *summary != title),
            title,
            historical: edition.catalogue.heading(at).historical,
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
        let words = &self.edition.words;
        let changed = item
            .changed_words()
            .map(|(since, what)| format!("{} {since}: {what}", words.page("course.changed")));
        let base_url = &self.edition.catalogue.site.base_url;
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
                    .then(|| answer(self.edition, self.engine, (query.as_str(), facets)))
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
        let edition = self.edition;
        let entry = edition.catalogue.entry(at);
        let Parts { before, after, .. } = parts(edition, at);
        let procedure = (at.kind == Kind::Procedure)
            .then(|| self.way(&edition.catalogue.procedures[Key::new(at.index as usize)], anchor));
        let prose = edition.bodies.tree(at);
        let prose = match anchor {
            Some(anchor) if procedure.is_none() => section(prose, anchor),
            _ => prose,
        };
        let title = || edition.words.word("body", at.kind.as_str());
        let sources = if self.choice.has(PaperPart::Sources) {
            cited(edition, &entry.sources)
        } else {
            Vec::new()
        };
        EntrySheet {
            status: status_label(edition, entry),
            replaced_by: entry.replaced_by.iter().map(|other| edition.link(*other)).collect(),
            overdue: overdue(edition, entry),
            part_of: part_of(edition, at),
            also_called: &entry.also_called,
            before,
            procedure,
            figures: figures_of(edition, at),
            shared: shared(edition, at),
            prose_title: (at.kind != Kind::Page).then(title),
            prose: on_paper(prose),
            after,
            sources,
            about: self.choice.has(PaperPart::About).then(|| about(edition, at)).flatten(),
        }
    }

    fn way(&self, procedure: &'e Procedure, wanted: Option<&'e str>) -> Way<'e> {
        let onward = onward(&targets(&procedure.steps));
        let drawn = self.choice.has(PaperPart::Drawings);
        Way {
            duties: duties(self.edition, procedure),
            drawing: drawn.then(|| swimlane(self.edition, &procedure.steps, &onward)).flatten(),
            steps: steps(self.edition, &procedure.steps, &onward),
            wanted,
        }
    }
}

/// The facts around an entry's own parts, as its page has them.
fn parts<'e>(edition: &'e Edition<'_>, at: EntryRef) -> Parts<'e> {
    let (catalogue, index) = (edition.catalogue, at.index as usize);
    match at.kind {
        Kind::Offer => offer::parts(edition, at, &catalogue.offers[Key::new(index)], false),
        Kind::Procedure => {
            let procedure = &catalogue.procedures[Key::new(index)];
            let mut parts = procedure::parts(edition, procedure, false);
            parts.before.push(procedure::facts(edition, procedure));
            parts
        }
        Kind::Contact => {
            let key = Key::new(index);
            let before = contact::before(edition, key, &catalogue.contacts[key]);
            Parts { before, own: Vec::new(), after: Vec::new(), known: Known::default() }
        }
        Kind::Goal => goal::parts(edition, &catalogue.goals[Key::new(index)]),
        Kind::News => news::parts(edition, &catalogue.news[Key::new(index)]),
        _ => page::parts(edition, at),
    }
}

/// What is known of the page itself; the edition stands at the foot of every page.
fn about<'e>(edition: &'e Edition<'_>, at: EntryRef) -> Option<Part<'e>> {
    let facts = about_page(edition, at).into();
    Part::new(edition, "del-om-siden").and(facts).unless_empty()
}

fn figures_of<'e>(edition: &'e Edition<'_>, at: EntryRef) -> Option<Figures<'e>> {
    (at.kind == Kind::Goal)
        .then(|| figures(edition, &edition.catalogue.goals[Key::new(at.index as usize)]))
}

fn shared<'e>(edition: &'e Edition<'_>, at: EntryRef) -> Vec<SharedCitizens<'e>> {
    if at.kind != Kind::Contact {
        return Vec::new();
    }
    let key = Key::new(at.index as usize);
    contact::shared(edition, key, &edition.catalogue.contacts[key])
}
