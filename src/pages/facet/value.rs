//! The facets of the catalogue with their values: vocabularies, laws, statuses, ages and documents.
//! Takes the catalogue; gives what the pages of [`super`] list.

use std::borrow::Cow;

use super::timeline;
use crate::fit::{Judge, Question, Value as Asked, Verdict};
use crate::model::{
    AgeGroup, EntryRef, Key, Kind, Offer, Status, Target, Vocabulary, VocabularyTerm,
};
use crate::pages::cited::{dated, document_url, documents};
use crate::pages::context::Context;
use crate::pages::fact::{Fact, Part};
use crate::pages::finder::holding;
use crate::pages::link::Link;
use crate::routes::Index;

/// A facet.
pub(in crate::pages) struct Facet<'e> {
    /// The address of its index.
    pub(in crate::pages) url: &'static str,
    /// What its values are called together.
    pub(in crate::pages) title: &'e str,
    /// What one of them is called.
    pub(in crate::pages) kind: &'e str,
    pub(in crate::pages) intro: &'e str,
    pub(in crate::pages) values: Vec<Value<'e>>,
    /// The way to how the values followed each other, where they did.
    pub(in crate::pages) timeline: Option<Link<'e>>,
}

/// A value of a facet.
pub(in crate::pages) struct Value<'e> {
    pub(in crate::pages) url: String,
    pub(in crate::pages) title: &'e str,
    pub(in crate::pages) text: Option<&'e str>,
    pub(in crate::pages) historical: bool,
    pub(in crate::pages) facts: Option<Part<'e>>,
    /// Where it is said what it means.
    pub(in crate::pages) sources: Vec<Link<'e>>,
    pub(in crate::pages) entries: Vec<EntryRef>,
    /// Offers that name a broader group, to which those who are meant belong.
    pub(in crate::pages) included: Vec<EntryRef>,
    /// The question that offers may leave unanswered; none on the page of those that do.
    pub(in crate::pages) question: Option<Question>,
}

/// All facets, in the order of their addresses' importance.
pub(in crate::pages) fn facets<'e>(context: &'e Context<'_>) -> Vec<Facet<'e>> {
    let vocabularies =
        Vocabulary::ALL.into_iter().map(|vocabulary| self::vocabulary(context, vocabulary));
    let others = [laws(context), statuses(context), ages(context), document_values(context)];
    vocabularies.chain(others).collect()
}

fn facet<'e>(context: &'e Context<'_>, index: Index, values: Vec<Value<'e>>) -> Facet<'e> {
    let (words, url, name) = (&context.words, index.address(), index.name());
    let (title, kind) = (words.word("facets", name), words.word("facet", name));
    Facet { url, title, kind, intro: words.word("facet_intro", name), values, timeline: None }
}

fn vocabulary<'e>(context: &'e Context<'_>, vocabulary: Vocabulary) -> Facet<'e> {
    let judge = Judge::new(context.catalogue);
    let terms = context.catalogue.terms_of(vocabulary);
    let values = terms.map(|(key, term)| term_value(context, &judge, (key, term)));
    let silent = Question::of(vocabulary).and_then(|question| unstated(context, &judge, question));
    let values = values.chain(silent).collect();
    Facet {
        timeline: timeline::link(context, vocabulary),
        ..facet(context, Index::Vocabulary(vocabulary), values)
    }
}

fn term_value<'e>(
    context: &'e Context<'_>,
    judge: &Judge<'_>,
    (key, term): (Key<VocabularyTerm>, &'e VocabularyTerm),
) -> Value<'e> {
    let replaced_by = term.replaced_by.iter().map(|other| context.term(*other));
    let replaces = context
        .catalogue
        .terms_of(term.vocabulary)
        .filter(|(_, other)| other.replaced_by.contains(&key));
    let facts = Part::new(context, "del-kort")
        .given(Fact::new(context, "abbreviation").text(term.abbreviation.as_deref()))
        .given(Fact::new(context, "also_called").text(joined(&term.also_called)))
        .given(Fact::new(context, "valid").text(context.words.validity(term.valid)))
        .given(Fact::new(context, "replaced_by").links(replaced_by))
        .given(Fact::new(context, "replaces").links(replaces.map(|(other, _)| context.term(other))))
        .given(Fact::new(context, "timeline").links(timeline::link(context, term.vocabulary)))
        .given(Fact::new(context, "note").text(term.note.as_deref()));
    Value {
        url: term.url(),
        title: &term.label,
        text: term.definition.as_deref(),
        historical: term.valid.is_over(context.catalogue.today),
        facts: facts.unless_empty(),
        sources: documents(context, &term.sources),
        entries: context.pointing_at(Target::Vocabulary(key)),
        included: offers(context, |offer| {
            judge.verdict(offer, Asked::Term(key)) == Verdict::Included
        }),
        question: Question::of(term.vocabulary),
    }
}

fn joined(names: &[String]) -> Option<Cow<'_, str>> {
    (!names.is_empty()).then(|| Cow::Owned(names.join(" · ")))
}

fn laws<'e>(context: &'e Context<'_>) -> Facet<'e> {
    let values = context.catalogue.laws.keyed().map(|(key, law)| {
        let versions = law.versions.iter();
        let versions = versions.map(|version| {
            Link::to(version.eli.as_str(), version.eli.as_str())
                .noted(context.words.validity(version.valid))
        });
        let facts = Part::new(context, "del-kort")
            .given(
                Fact::new(context, "full_title")
                    .text(Some(law.title.as_str()).filter(|title| *title != law.short)),
            )
            .given(Fact::new(context, "also_called").text(joined(&law.also_called)))
            .asked(Fact::new(context, "law_text").links(versions));
        Value {
            url: law.url(),
            title: &law.short,
            text: law.note.as_deref(),
            historical: false,
            facts: Some(facts),
            entries: context.pointing_at(Target::Law(key)),
            included: Vec::new(),
            sources: Vec::new(),
            question: None,
        }
    });
    facet(context, Index::Laws, values.collect())
}

fn statuses<'e>(context: &'e Context<'_>) -> Facet<'e> {
    let values = Status::ALL.into_iter().map(|status| {
        let name = status.as_str();
        let catalogue = context.catalogue;
        let stands = |at: &EntryRef| catalogue.entry(*at).standing(catalogue.today) == status;
        let mut entries: Vec<EntryRef> =
            catalogue.entries().filter(|at| at.kind != Kind::Term && stands(at)).collect();
        context.sort(&mut entries);
        Value {
            url: Index::Statuses.value(name),
            title: context.words.word("status", name),
            text: Some(context.words.word("status_text", name)),
            historical: false,
            facts: None,
            entries,
            included: Vec::new(),
            sources: Vec::new(),
            question: None,
        }
    });
    facet(context, Index::Statuses, values.collect())
}

fn ages<'e>(context: &'e Context<'_>) -> Facet<'e> {
    let judge = Judge::new(context.catalogue);
    let values = AgeGroup::ALL.into_iter().map(|group| {
        let name = group.id();
        let all = context.catalogue.offers.keyed();
        let fitting =
            all.filter(|(_, offer)| judge.verdict(offer, Asked::Age(group)) <= Verdict::Partly);
        let mut entries: Vec<EntryRef> = fitting.map(|(key, _)| key.into()).collect();
        context.sort(&mut entries);
        Value {
            url: Index::Ages.value(name),
            title: context.words.word("age", name),
            text: None,
            historical: false,
            facts: None,
            entries,
            included: Vec::new(),
            sources: Vec::new(),
            question: Some(Question::Age),
        }
    });
    let values = values.chain(unstated(context, &judge, Question::Age));
    facet(context, Index::Ages, values.collect())
}

/// The offers that hold and do not answer a question: they may be right for anybody.
fn unstated<'e>(
    context: &'e Context<'_>,
    judge: &Judge<'_>,
    question: Question,
) -> Option<Value<'e>> {
    let entries = offers(context, |offer| judge.leaves_open(offer, question));
    let value = Value {
        url: unstated_url(question),
        title: context.words.word("facet_unstated", question.name()),
        text: Some(context.words.page("facet.unstated")),
        historical: false,
        facts: None,
        included: Vec::new(),
        sources: Vec::new(),
        question: None,
        entries,
    };
    (!value.entries.is_empty()).then_some(value)
}

/// The address of the offers that do not answer a question.
pub(super) fn unstated_url(question: Question) -> String {
    match question {
        Question::Terms(vocabulary) => Index::Vocabulary(vocabulary).unstated(),
        Question::Age => Index::Ages.unstated(),
    }
}

/// The offers that hold and that something is true of, in the order of lists.
fn offers(context: &Context<'_>, wanted: impl Fn(&Offer) -> bool) -> Vec<EntryRef> {
    let found = holding(context.catalogue).filter(|(_, offer)| wanted(offer));
    let mut found: Vec<_> = found.map(|(at, _)| at).collect();
    context.sort(&mut found);
    found
}

fn document_values<'e>(context: &'e Context<'_>) -> Facet<'e> {
    let values = context.catalogue.documents.keyed().map(|(key, document)| {
        let facts = Part::new(context, "del-kort")
            .given(Fact::new(context, "date").text(dated(context, document)))
            .given(Fact::new(context, "publisher").text(document.publisher.as_deref()))
            .given(Fact::new(context, "case_number").text(document.case_number.as_deref()))
            .given(Fact::new(context, "note").text(document.note.as_deref()));
        Value {
            url: document_url(document),
            title: &document.title,
            text: document.scope.as_deref(),
            historical: false,
            facts: facts.unless_empty(),
            entries: context.pointing_at(Target::Document(key)),
            included: Vec::new(),
            sources: Vec::new(),
            question: None,
        }
    });
    facet(context, Index::Documents, values.collect())
}
