//! How the terms of a vocabulary follow each other in time: a drawing, and the table that says the
//! same. Takes dated terms; gives a page for every vocabulary that has any. Dates that are not
//! known are never made up.

use serde::Serialize;

use super::timeline_layout::{Arrow, Bar, Stretch, timeline};
use crate::model::{Key, Vocabulary, VocabularyTerm};
use crate::pages::edition::{Edition, Rendered};
use crate::pages::frame::Frame;
use crate::pages::link::Link;
use crate::pages::years::{YearMark, Years, percent};
use crate::routes::Index;

/// What the template shows.
#[derive(Serialize)]
struct TimelineView<'e> {
    title: String,
    intro: &'e str,
    /// What the drawing is called.
    picture: String,
    bars: Vec<NamedBar<'e>>,
    arrows: Vec<Arrow>,
    years: Vec<YearMark>,
    today: Today,
    height: u32,
    rows: Vec<Row<'e>>,
    /// Whether some terms stand in the table alone.
    undated: bool,
}

/// A bar with the name of its term.
#[derive(Serialize)]
struct NamedBar<'e> {
    name: &'e str,
    bar: Bar,
}

/// The day that the portal is of.
#[derive(Serialize)]
struct Today {
    x: String,
    anchor: &'static str,
    text: String,
    bottom: u32,
    text_y: u32,
}

/// A row of the table.
#[derive(Serialize)]
struct Row<'e> {
    term: Link<'e>,
    from: Option<String>,
    to: Option<String>,
    replaced_by: Vec<Link<'e>>,
    note: Option<&'e str>,
}

/// A term with its key.
type Keyed<'e> = (Key<VocabularyTerm>, &'e VocabularyTerm);

/// A page for every vocabulary that changes in time.
pub(in crate::pages) fn pages(edition: &Edition<'_>) -> Rendered {
    let changing = Vocabulary::ALL.into_iter().filter(|vocabulary| changes(edition, *vocabulary));
    changing.map(|vocabulary| page(edition, vocabulary)).collect()
}

/// The way to the timeline of a vocabulary; none where nothing in it is dated.
pub(in crate::pages) fn link<'e>(
    edition: &'e Edition<'_>,
    vocabulary: Vocabulary,
) -> Option<Link<'e>> {
    changes(edition, vocabulary).then(|| Link::to(url(vocabulary), title(edition, vocabulary)))
}

fn url(vocabulary: Vocabulary) -> String {
    Index::Vocabulary(vocabulary).timeline()
}

fn title(edition: &Edition<'_>, vocabulary: Vocabulary) -> String {
    let name = edition.words.word("facets", vocabulary.facet().as_str());
    edition.words.fill("timeline.title", &[("vocabulary", name)])
}

fn changes(edition: &Edition<'_>, vocabulary: Vocabulary) -> bool {
    let mut terms = edition.catalogue.terms_of(vocabulary);
    terms.any(|(_, term)| {
        term.valid.from.or(term.valid.to).is_some() || !term.replaced_by.is_empty()
    })
}

fn page(
    edition: &Edition<'_>,
    vocabulary: Vocabulary,
) -> Result<crate::pages::Page, crate::diagnostics::Diagnostic> {
    let view = view(edition, vocabulary);
    let frame = Frame::new(edition, url(vocabulary), view.title.clone()).described(view.intro);
    let frame = frame.below(
        Index::Vocabulary(vocabulary).address(),
        edition.words.word("facets", vocabulary.facet().as_str()),
    );
    edition.render("timeline.html", &frame, &view, None)
}

fn view<'e>(edition: &'e Edition<'_>, vocabulary: Vocabulary) -> TimelineView<'e> {
    let terms: Vec<Keyed<'e>> = edition.catalogue.terms_of(vocabulary).collect();
    let stretches: Vec<Stretch> = terms.iter().map(|(_, term)| stretch(&terms, term)).collect();
    let today = edition.catalogue.today;
    let dates = terms.iter().flat_map(|(_, term)| [term.valid.from, term.valid.to]).flatten();
    let years = Years::around(today, dates).widened();
    let drawing = timeline(&stretches, years, today);
    let title = title(edition, vocabulary);
    // The table is in the order of the drawing; what is not drawn comes last.
    let drawn: Vec<usize> = drawing.bars.iter().map(|(place, _)| *place).collect();
    let others = (0..terms.len()).filter(|place| !drawn.contains(place));
    let rows = drawn.iter().copied().chain(others).filter_map(|place| terms.get(place));
    let named = |(place, bar): (usize, Bar)| {
        Some(NamedBar { name: terms.get(place)?.1.label.as_str(), bar })
    };
    TimelineView {
        intro: edition.words.page("timeline.intro"),
        picture: edition.words.fill("timeline.picture", &[("title", &title)]),
        rows: rows.map(|(key, term)| row(edition, *key, term)).collect(),
        undated: drawn.len() < terms.len(),
        bars: drawing.bars.into_iter().filter_map(named).collect(),
        arrows: drawing.arrows,
        years: years.marks(percent),
        today: today_view(edition, years, drawing.height),
        height: drawing.height,
        title,
    }
}

fn stretch(terms: &[Keyed<'_>], term: &VocabularyTerm) -> Stretch {
    let place = |key: &Key<VocabularyTerm>| terms.iter().position(|(other, _)| other == key);
    Stretch { valid: term.valid, replaced_by: term.replaced_by.iter().filter_map(place).collect() }
}

fn today_view(edition: &Edition<'_>, years: Years, height: u32) -> Today {
    let today = edition.catalogue.today;
    let share = years.share(today);
    let anchor = match share {
        share if share < 0.35 => "start",
        share if share > 0.65 => "end",
        _ => "middle",
    };
    let text = edition.words.fill("timeline.today", &[("date", &edition.words.date(today))]);
    Today { x: percent(share), anchor, text, bottom: height - 22, text_y: height - 6 }
}

fn row<'e>(
    edition: &'e Edition<'_>,
    key: Key<VocabularyTerm>,
    term: &'e VocabularyTerm,
) -> Row<'e> {
    Row {
        term: edition.term(key),
        from: term.valid.from.map(|date| edition.words.date(date)),
        to: term.valid.to.map(|date| edition.words.date(date)),
        replaced_by: term.replaced_by.iter().map(|other| edition.term(*other)).collect(),
        note: term.note.as_deref(),
    }
}
