//! The finder: a few questions about a citizen's situation, none of which tells who the citizen is.
//! Takes the offers that hold and the rule of [`fit`](crate::fit); gives the page, where each
//! answer is a link to the page that lists its offers, so that it can be used without a script, and
//! the data that the script judges by: what every offer says of every answer.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::asking::{self, OfPortal, Whom};
use super::context::{Context, Rendered};
use super::entry::status_label;
use super::fact::within_a_sentence;
use super::frame::Frame;
use super::front::facet_links;
use super::link::Link;
use crate::fit::{self, Judge, Question, Value, Verdict};
use crate::model::{
    AgeGroup, Catalogue, EntryRef, Key, Kind, Offer, Status, Vocabulary, VocabularyTerm,
};
use crate::routes::{FINDER, FINDER_DATA, FRONT, Index, file_of};

/// How many answers of a long question are shown at once: fewer of the problem, which is asked
/// first and may be searched for.
const AT_ONCE: usize = 12;
const PROBLEMS_AT_ONCE: usize = 8;
/// The questions that are asked at once: the problem, what is looked for, and what decides who may
/// have it. The others follow as they are declared.
const AT_FIRST: [Question; 4] = [
    Question::Terms(Vocabulary::TargetGroups),
    Question::Terms(Vocabulary::OfferTypes),
    Question::Terms(Vocabulary::CitizenCategories),
    Question::Age,
];

/// What the template shows.
#[derive(Serialize)]
struct FinderView<'e> {
    questions: Vec<QuestionView<'e>>,
    /// The questions that are asked only of who opens them.
    rest: Vec<QuestionView<'e>>,
    /// How many offers hold.
    count: String,
    /// Where the script finds its data.
    data: String,
    /// The lists of the facets' pages, for those who browse.
    indexes: Vec<Link<'e>>,
    /// Whom to ask about the offers whose contact is not known; none where it is of all.
    ask: Option<OfPortal<'e>>,
}

/// A question.
#[derive(Serialize)]
struct QuestionView<'e> {
    name: &'static str,
    title: &'e str,
    /// What it is about, in a word: what offers are silent on.
    about: &'e str,
    /// Whether its answers hold all at once.
    several: bool,
    /// Of how many offers the answer is known; nothing where it is of all.
    known: Option<String>,
    answers: Vec<Answer<'e>>,
    /// The answers that are not shown at once.
    rest: Vec<Answer<'e>>,
    /// The words that lead to them.
    more: String,
    /// The page of the offers that do not answer it.
    unstated: Option<Link<'e>>,
}

/// An answer, and how many offers that hold name it.
#[derive(Serialize)]
pub(super) struct Answer<'e> {
    #[serde(skip)]
    value: Value,
    pub(super) id: &'e str,
    pub(super) label: &'e str,
    pub(super) url: String,
    /// How many name it.
    pub(super) count: usize,
}

/// The offers that hold, and what is asked of them.
pub(super) struct Asked<'e> {
    context: &'e Context<'e>,
    judge: Judge<'e>,
    offers: Vec<(EntryRef, &'e Offer)>,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let words = &context.words;
    let asked = Asked::of(context);
    let section = Kind::Offer.list().unwrap_or(FRONT);
    let frame = Frame::new(context, FINDER, words.page("finder.title"))
        .described(words.page("finder.intro"))
        .below(section, words.kinds(Kind::Offer));
    let others = Question::all().filter(|question| !AT_FIRST.contains(question));
    let is_open = |(_, offer): &(EntryRef, &Offer)| contact(context, offer).is_none();
    let view = FinderView {
        questions: AT_FIRST.into_iter().filter_map(|question| asked.question(question)).collect(),
        rest: others.filter_map(|question| asked.question(question)).collect(),
        ask: asked.offers.iter().any(is_open).then(|| asking::of_portal(context, &[])),
        count: words.count(asked.offers.len(), Kind::Offer.as_str()),
        data: FINDER_DATA.to_owned(),
        indexes: facet_links(context),
    };
    vec![context.render("finder.html", &frame, &view, None)]
}

impl<'e> Asked<'e> {
    /// Of a whole portal: offers that are history are not looked for.
    pub(super) fn of(context: &'e Context<'_>) -> Self {
        let mut offers: Vec<_> = holding(context.catalogue).collect();
        // What is not in force yet comes after what is.
        let is_planned = |offer: &Offer| offer.entry.status == Status::Planned;
        offers.sort_by_key(|(at, offer)| (is_planned(offer), context.rank(*at)));
        Self { context, judge: Judge::new(context.catalogue), offers }
    }

    /// A question, unless no offer would answer it.
    fn question(&self, question: Question) -> Option<QuestionView<'e>> {
        let words = &self.context.words;
        let mut answers = self.answers(question);
        let known =
            self.offers.iter().filter(|(_, offer)| self.judge.is_stated(offer, question)).count();
        let at_once = if question.holds_several() { PROBLEMS_AT_ONCE } else { AT_ONCE };
        let rest = if answers.len() > at_once {
            answers.sort_by_key(|answer| Reverse(answer.count));
            answers.split_off(at_once)
        } else {
            Vec::new()
        };
        let (all, name) = (self.offers.len(), question.name());
        let numbers = [("known", known.to_string()), ("total", all.to_string())];
        let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
        (known > 0).then(|| QuestionView {
            name,
            title: words.word("finder_question", name),
            about: words.word("finder_about", name),
            several: question.holds_several(),
            known: (known < all).then(|| words.fill("finder.known", &numbers)),
            more: words.fill("finder.more", &[("count", &rest.len().to_string())]),
            unstated: super::facet::unstated(self.context, question),
            answers,
            rest,
        })
    }

    /// What an offer names in answer to the questions to which it names only some, by what each is
    /// about.
    fn mainly(&self, offer: &Offer) -> BTreeMap<&'e str, String> {
        let words = &self.context.words;
        let open = Question::all().filter(|question| fit::is_open(offer, *question));
        let named = open.filter_map(|question| {
            let named = match question {
                Question::Age => {
                    words.age(offer.age).map(|age| within_a_sentence(&age).into_owned())
                }
                Question::Terms(vocabulary) => {
                    let terms = self.judge.terms_of(offer, vocabulary);
                    let labels = terms.iter().map(|key| self.context.term(*key).title);
                    Some(labels.collect::<Vec<_>>().join(", "))
                }
            };
            Some((words.word("finder_about", question.name()), named?))
        });
        named.collect()
    }

    /// The one of these answers that all the others are part of; none where there is only one, or no
    /// such.
    pub(super) fn whole<'a>(&self, answers: &'a [Answer<'e>]) -> Option<&'a Answer<'e>> {
        let is_whole = |whole: &&Answer<'e>| {
            let mut others = answers.iter().filter(|answer| answer.id != whole.id);
            others.all(|answer| self.judge.is_part(answer.value, whole.value))
        };
        answers.iter().find(is_whole).filter(|_| answers.len() > 1)
    }

    /// The answers in the editors' order. A term that no offer names is none; an age that none is
    /// for is an answer of its own.
    pub(super) fn answers(&self, question: Question) -> Vec<Answer<'e>> {
        match question {
            Question::Age => AgeGroup::ALL.map(|group| self.age(group)).into(),
            Question::Terms(vocabulary) => {
                let terms = self.context.catalogue.terms_of(vocabulary);
                let terms = terms.filter(|(_, term)| !self.is_said_otherwise(question, term));
                terms
                    .map(|(key, term)| self.term(key, term))
                    .filter(|answer| answer.count > 0)
                    .collect::<Vec<_>>()
            }
        }
    }

    /// Whether another answer says the same: of a group by its citizens' age, of a term that is
    /// over what came in its place.
    fn is_said_otherwise(&self, question: Question, term: &VocabularyTerm) -> bool {
        let is_replaced =
            term.valid.is_over(self.context.catalogue.today) && !term.replaced_by.is_empty();
        is_replaced || (question.holds_several() && term.age.is_some())
    }

    fn age(&self, group: AgeGroup) -> Answer<'e> {
        let label = self.context.words.word("age", group.id());
        self.answer(Value::Age(group), (group.id(), label), Index::Ages.value(group.id()))
    }

    fn term(&self, key: Key<VocabularyTerm>, term: &'e VocabularyTerm) -> Answer<'e> {
        self.answer(Value::Term(key), (&term.id, &term.label), term.url())
    }

    fn answer(&self, value: Value, (id, label): (&'e str, &'e str), url: String) -> Answer<'e> {
        let verdicts = self.offers.iter().map(|(_, offer)| self.judge.verdict(offer, value));
        let count = verdicts.filter(|verdict| *verdict == Verdict::Named).count();
        Answer { value, id, label, url, count }
    }
}

/// The offers that are not history.
pub(crate) fn holding(catalogue: &Catalogue) -> impl Iterator<Item = (EntryRef, &Offer)> {
    let offers = catalogue.offers.keyed().map(|(key, offer)| (EntryRef::from(key), offer));
    offers.filter(|(at, _)| !catalogue.heading(*at).historical)
}

/// What the script judges by.
#[derive(Serialize)]
struct Data<'d> {
    /// Question and answer, in the order of the verdicts.
    answers: Vec<(&'static str, &'d str)>,
    /// In the order of titles, those in force first.
    offers: Offers<'d>,
}

/// All offers, each put together when it is written.
struct Offers<'d> {
    asked: &'d Asked<'d>,
    values: &'d [Value],
}

impl Serialize for Offers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { asked, values } = *self;
        serializer.collect_seq(
            asked.offers.iter().map(|(at, offer)| OfferData::of(asked, values, (*at, offer))),
        )
    }
}

/// An offer: its card, and a letter for what it says of each answer.
#[derive(Serialize)]
struct OfferData<'e> {
    id: &'e str,
    title: &'e str,
    url: &'e str,
    summary: &'e str,
    tags: Vec<Cow<'e, str>>,
    /// The way in, and whom to ask.
    ways: Vec<Way<'e>>,
    /// What is not known of it, in words that end a line: its contact.
    open: Vec<&'e str>,
    /// Whom it is mainly for, by what a question is about to which it names only some.
    mainly: BTreeMap<&'e str, String>,
    verdicts: String,
}

impl<'d> OfferData<'d> {
    fn of(asked: &'d Asked<'d>, values: &[Value], (at, offer): (EntryRef, &'d Offer)) -> Self {
        let context = asked.context;
        let contact = contact(context, offer);
        let status = status_label(context, &offer.entry).map(|status| Cow::Borrowed(status.word));
        let unknown = contact.is_none().then(|| context.words.word("finder_way", "unknown"));
        Self {
            id: &offer.entry.id,
            title: &offer.entry.title,
            url: context.url(at),
            summary: &offer.entry.summary,
            tags: status.into_iter().chain(super::card::tags(context, at)).collect(),
            ways: way_in(context, offer).into_iter().chain(contact).collect(),
            open: unknown.into_iter().collect(),
            mainly: asked.mainly(offer),
            verdicts: values
                .iter()
                .map(|value| asked.judge.verdict(offer, *value).letter())
                .collect(),
        }
    }
}

/// The finder's data, as a file of the site.
pub(super) fn data(context: &Context<'_>) -> (String, Vec<u8>) {
    let asked = Asked::of(context);
    let answers: Vec<_> = Question::all()
        .flat_map(|question| {
            asked.answers(question).into_iter().map(move |answer| (question.name(), answer))
        })
        .collect();
    let values: Vec<Value> = answers.iter().map(|(_, answer)| answer.value).collect();
    let data = Data {
        offers: Offers { asked: &asked, values: &values },
        answers: answers.iter().map(|(question, answer)| (*question, answer.id)).collect(),
    };
    // Strings always serialize.
    (file_of(FINDER_DATA), serde_json::to_vec(&data).unwrap_or_default())
}

/// A line of a card: the way into the offer, or somebody who knows it.
type Way<'e> = Vec<Piece<'e>>;

/// A piece of a line: text, or a link.
#[derive(Serialize)]
#[serde(untagged)]
enum Piece<'e> {
    Text(Cow<'e, str>),
    Link { url: Cow<'e, str>, title: Cow<'e, str> },
}

impl<'e> From<&'e String> for Piece<'e> {
    fn from(text: &'e String) -> Self {
        Self::Text(text.into())
    }
}

/// The word for what a line tells, and the entries that it leads to.
fn way<'e>(context: &'e Context<'_>, name: &'static str, entries: &[EntryRef]) -> Way<'e> {
    let name = context.words.word("finder_way", name);
    let mut pieces = vec![Piece::Text(format!("{name}: ").into())];
    for (place, at) in entries.iter().enumerate() {
        if place > 0 {
            pieces.push(Piece::Text(", ".into()));
        }
        let Link { url, title, .. } = context.link(*at);
        pieces.push(Piece::Link { url, title });
    }
    pieces
}

/// How a citizen gets there: in the offer's own words, else by which procedure, else by whom.
fn way_in<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Option<Way<'e>> {
    let referral = &offer.referral;
    if let Some(how) = &referral.how {
        let mut line = way(context, "in", &[]);
        line.push(how.into());
        return Some(line);
    }
    if let Some(procedure) = referral.procedure {
        return Some(way(context, "in", &[procedure.into()]));
    }
    let by: Vec<EntryRef> = referral.by.iter().map(|key| (*key).into()).collect();
    (!by.is_empty()).then(|| way(context, "by", &by))
}

/// Whom to ask first, as the offer's own page has it, and how; none where the sources give nobody.
fn contact<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Option<Way<'e>> {
    let whom = Whom::of_offer(context, offer);
    let first = if whom.is_home { whom.named.len() } else { 1 };
    let named: Vec<_> = whom.named.iter().take(first).map(|unit| EntryRef::from(*unit)).collect();
    let reach = whom.reach();
    if named.is_empty() && reach.is_none() {
        return None;
    }
    let mut line = way(context, "contact", &named);
    if let Some((way, whose)) = reach {
        let comma = if named.is_empty() { "" } else { ", " };
        let whose = whose.map(|whose| format!(" ({whose})")).unwrap_or_default();
        line.push(Piece::Text(format!("{comma}{way}{whose}").into()));
    }
    Some(line)
}
