//! The search page: the form, the elements that the search's script fills, and what readers without
//! it need. Every value of every facet stands there with its label, so that the script only counts.

use std::collections::BTreeSet;

use portal_search::{DocumentKind, Facet};
use serde::Serialize;

use super::context::{Context, Rendered};
use super::finder::Asked;
use super::frame::Frame;
use super::front::{ask, facet_links};
use super::link::Link;
use crate::fit::{Question, UNSTATED};
use crate::model::{AgeGroup, Status};
use crate::routes::SEARCH;

/// What the template shows.
#[derive(Serialize)]
struct SearchView<'e> {
    facets: Vec<FacetView<'e>>,
    /// The lists of the facets' pages, for those who browse.
    indexes: Vec<Link<'e>>,
    ask: Option<Link<'e>>,
}

/// A facet that results can be narrowed by.
#[derive(Serialize)]
struct FacetView<'e> {
    name: &'static str,
    title: &'e str,
    open: bool,
    values: Vec<ValueView<'e>>,
}

/// One of its values.
#[derive(Serialize)]
struct ValueView<'e> {
    id: &'e str,
    label: &'e str,
    /// What it is called in a query, in small letters, where the finder has it as an answer.
    names: Vec<String>,
}

impl<'e> ValueView<'e> {
    fn new(id: &'e str, label: &'e str) -> Self {
        Self { id, label, names: Vec::new() }
    }
}

/// Nobody asks for older citizens by their age.
const OLDEST: u8 = 99;

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let frame = Frame::new(context, SEARCH, context.words.page("search.title")).in_section(SEARCH);
    let view = SearchView {
        facets: Facet::ALL.into_iter().map(|facet| facet_view(context, facet)).collect(),
        indexes: facet_links(context),
        ask: ask(context),
    };
    vec![context.render("search.html", &frame, &view, None)]
}

fn facet_view<'e>(context: &'e Context<'_>, facet: Facet) -> FacetView<'e> {
    let title = match facet {
        Facet::Kind => context.words.page("search.kind"),
        _ => context.words.word("facet", facet.as_str()),
    };
    let open = matches!(facet, Facet::Kind | Facet::Administration | Facet::TargetGroup);
    let mut values = values(context, facet);
    if Question::all().any(|question| question.facet() == facet) {
        values.push(ValueView::new(UNSTATED, context.words.page("search.unstated")));
    }
    FacetView { name: facet.as_str(), title, open, values }
}

fn values<'e>(context: &'e Context<'_>, facet: Facet) -> Vec<ValueView<'e>> {
    let words = &context.words;
    let worded = |group, id| ValueView::new(id, words.word(group, id));
    match facet {
        Facet::Kind => {
            DocumentKind::ALL.into_iter().map(|kind| worded("kinds", kind.as_str())).collect()
        }
        Facet::Status => Status::ALL.map(|status| worded("status", status.as_str())).into(),
        Facet::Age => {
            let answers = of_citizens(context, facet);
            let group = |group: AgeGroup| {
                let is_answer = answers.contains(group.id());
                let names = if is_answer { ages(context, group) } else { Vec::new() };
                ValueView { names, ..worded("age", group.id()) }
            };
            AgeGroup::ALL.map(group).into()
        }
        Facet::Law => {
            let laws =
                context.catalogue.laws.keyed().map(|(_, law)| ValueView::new(&law.id, &law.short));
            in_order(context, laws)
        }
        Facet::Administration | Facet::CitizenCategory => terms(context, facet).collect(),
        of_terms => in_order(context, terms(context, of_terms)),
    }
}

/// The terms in the order in which the editors wrote them, which is their order where they are few
/// or follow each other.
fn terms<'e>(context: &'e Context<'_>, facet: Facet) -> impl Iterator<Item = ValueView<'e>> {
    let answers = of_citizens(context, facet);
    let terms = facet
        .vocabulary()
        .into_iter()
        .flat_map(|vocabulary| context.catalogue.terms_of(vocabulary));
    terms.map(move |(_, term)| {
        let is_answer = answers.contains(term.id.as_str());
        let names = [&term.label].into_iter().chain(&term.also_called).filter(|_| is_answer);
        let names = names.map(|name| name.to_lowercase()).collect();
        ValueView { names, ..ValueView::new(&term.id, &term.label) }
    })
}

/// The answers of the finder to a question about the citizen: what queries name. One that all the
/// others are part of narrows nothing.
fn of_citizens<'e>(context: &'e Context<'_>, facet: Facet) -> BTreeSet<&'e str> {
    let asked = Asked::of(context);
    let is_asked = |question: &Question| question.facet() == facet;
    let question = Question::about_citizens().into_iter().find(is_asked);
    let answers = question.map(|question| asked.answers(question)).unwrap_or_default();
    let whole = asked.whole(&answers).map(|answer| answer.id);
    answers.iter().map(|answer| answer.id).filter(|id| Some(*id) != whole).collect()
}

/// Every age of a group as it is typed: `24 år`.
fn ages(context: &Context<'_>, group: AgeGroup) -> Vec<String> {
    let (youngest, oldest) = group.range();
    let years = context.words.page("search.years");
    (youngest..=oldest.min(OLDEST)).map(|age| format!("{age} {years}")).collect()
}

/// By label.
fn in_order<'e>(
    context: &Context<'_>,
    values: impl Iterator<Item = ValueView<'e>>,
) -> Vec<ValueView<'e>> {
    let mut values: Vec<_> = values.collect();
    values.sort_by_cached_key(|value| context.collation.key(value.label));
    values
}
