//! What has changed about an entry since a day, by the dates that the catalogue knows: gone
//! through, approved, begun or ceased to hold, measured, told in the news. What has no date has
//! nothing to tell, and nothing is told of it. Days that are not yet are no changes.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{EntryRef, Key, Kind, Relation, Target};
use crate::pages::context::Context;

/// Every change after `since` in words, the latest first.
pub(in crate::pages) fn changes(context: &Context<'_>, at: EntryRef, since: Date) -> Vec<String> {
    let is_new = |date: &Date| *date > since && *date <= context.catalogue.today;
    let mut dated: Vec<(Date, &str)> =
        dates(context, at).into_iter().filter(|(date, _)| is_new(date)).collect();
    dated.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    dated.dedup();
    let said = dated.into_iter().map(|(date, what)| {
        let key = format!("course.change.{what}");
        context.words.fill(&key, &[("date", &context.words.date(date))])
    });
    said.collect()
}

/// Every date of an entry, with the name of what happened.
fn dates(context: &Context<'_>, at: EntryRef) -> Vec<(Date, &'static str)> {
    let entry = context.catalogue.entry(at);
    // The last day still holds; the day after is the change.
    let over = entry.valid.to.map(|to| to.saturating_add(1.day()));
    let common = [(entry.reviewed, "reviewed"), (entry.valid.from, "began"), (over, "ended")];
    let common = common.into_iter().filter_map(|(date, what)| Some((date?, what)));
    common.chain(own(context, at)).chain(told(context, at).map(|date| (date, "news"))).collect()
}

/// The dates that only an entry of this kind has.
fn own(context: &Context<'_>, at: EntryRef) -> Vec<(Date, &'static str)> {
    let (catalogue, index) = (context.catalogue, at.index as usize);
    match at.kind {
        Kind::Procedure => catalogue.procedures[Key::new(index)]
            .approved
            .map(|date| (date, "approved"))
            .into_iter()
            .collect(),
        Kind::News => {
            catalogue.news[Key::new(index)].date.map(|date| (date, "news")).into_iter().collect()
        }
        Kind::Goal => {
            let measured = catalogue.goals[Key::new(index)].measurements.iter();
            measured.filter_map(|figure| Some((figure.date?, "measured"))).collect()
        }
        _ => Vec::new(),
    }
}

/// The days of the news about an entry.
fn told(context: &Context<'_>, at: EntryRef) -> impl Iterator<Item = Date> {
    let references = context.catalogue.references.to(Target::Entry(at));
    let news =
        references.filter(|one| one.relation == Relation::About && one.from.kind == Kind::News);
    news.filter_map(|one| context.catalogue.news[Key::new(one.from.index as usize)].date)
}
