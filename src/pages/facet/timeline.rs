//! How the terms of a vocabulary follow each other in time: a drawing, and the table that says the
//! same. Takes dated terms; gives a page for every vocabulary that has any. Dates that are not
//! known are never made up.

use serde::Serialize;

use super::timeline_layout::{Arrow, Bar, Stretch, timeline};
use crate::model::{Key, Vocabulary, VocabularyTerm};
use crate::pages::context::{Context, Rendered};
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
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let changing = Vocabulary::ALL.into_iter().filter(|vocabulary| changes(context, *vocabulary));
    changing.map(|vocabulary| page(context, vocabulary)).collect()
}

/// The way to the timeline of a vocabulary; none where nothing in it is dated.
pub(in crate::pages) fn link<'e>(
    context: &'e Context<'_>,
    vocabulary: Vocabulary,
) -> Option<Link<'e>> {
    changes(context, vocabulary).then(|| Link::to(url(vocabulary), title(context, vocabulary)))
}

fn url(vocabulary: Vocabulary) -> String {
    Index::Vocabulary(vocabulary).timeline()
}

fn title(context: &Context<'_>, vocabulary: Vocabulary) -> String {
    let name = context.words.word("facets", vocabulary.facet().as_str());
    context.words.fill("timeline.title", &[("vocabulary", name)])
}

fn changes(context: &Context<'_>, vocabulary: Vocabulary) -> bool {
    let mut terms = context.catalogue.terms_of(vocabulary);
    terms.any(|(_, term)| {
        term.valid.from.or(term.valid.to).is_some() || !term.replaced_by.is_empty()
    })
}

fn page(
    context: &Context<'_>,
    vocabulary: Vocabulary,
) -> Result<crate::pages::Page, crate::diagnostics::Diagnostic> {
    let view = view(context, vocabulary);
    let frame = Frame::new(context, url(vocabulary), view.title.clone()).described(view.intro);
    let frame = frame.below(
        Index::Vocabulary(vocabulary).address(),
        context.words.word("facets", vocabulary.facet().as_str()),
    );
    context.render("timeline.html", &frame, &view, None)
}

fn view<'e>(context: &'e Context<'_>, vocabulary: Vocabulary) -> TimelineView<'e> {
    let terms: Vec<Keyed<'e>> = context.catalogue.terms_of(vocabulary).collect();
    let stretches: Vec<Stretch> = terms.iter().map(|(_, term)| stretch(&terms, term)).collect();
    let today = context.catalogue.today;
    let dates = terms.iter().flat_map(|(_, term)| [term.valid.from, term.valid.to]).flatten();
    let years = Years::around(today, dates).widened();
    let drawing = timeline(&stretches, years, today);
    let title = title(context, vocabulary);
    // The table is in the order of the drawing; what is not drawn comes last.
    let drawn: Vec<usize> = drawing.bars.iter().map(|(place, _)| *place).collect();
    let others = (0..terms.len()).filter(|place| !drawn.contains(place));
    let rows = drawn.iter().copied().chain(others).filter_map(|place| terms.get(place));
    let named = |(place, bar): (usize, Bar)| {
        Some(NamedBar { name: terms.get(place)?.1.label.as_str(), bar })
    };
    TimelineView {
        intro: context.words.page("timeline.intro"),
        picture: context.words.fill("timeline.picture", &[("title", &title)]),
        rows: rows.map(|(key, term)| row(context, *key, term)).collect(),
        undated: drawn.len() < terms.len(),
        bars: drawing.bars.into_iter().filter_map(named).collect(),
        arrows: drawing.arrows,
        years: years.marks(percent),
        today: today_view(context, years, drawing.height),
        height: drawing.height,
        title,
    }
}

fn stretch(terms: &[Keyed<'_>], term: &VocabularyTerm) -> Stretch {
    let place = |key: &Key<VocabularyTerm>| terms.iter().position(|(other, _)| other == key);
    Stretch { valid: term.valid, replaced_by: term.replaced_by.iter().filter_map(place).collect() }
}

fn today_view(context: &Context<'_>, years: Years, height: u32) -> Today {
    let today = context.catalogue.today;
    let share = years.share(today);
    let anchor = match share {
        share if share < 0.35 => "start",
        share if share > 0.65 => "end",
        _ => "middle",
    };
    let text = context.words.fill("timeline.today", &[("date", &context.words.date(today))]);
    Today { x: percent(share), anchor, text, bottom: height - 22, text_y: height - 6 }
}

fn row<'e>(
    context: &'e Context<'_>,
    key: Key<VocabularyTerm>,
    term: &'e VocabularyTerm,
) -> Row<'e> {
    Row {
        term: context.term(key),
        from: term.valid.from.map(|date| context.words.date(date)),
        to: term.valid.to.map(|date| context.words.date(date)),
        replaced_by: term.replaced_by.iter().map(|other| context.term(*other)).collect(),
        note: term.note.as_deref(),
    }
}
