//! Whether an offer fits a citizen's situation: the one rule behind the finder, the search's facets
//! and the pages of facet values. Takes what the catalogue says of an offer and what is known of a
//! citizen; gives one of three answers. What an offer does not state never counts against it.
//! Chooses no words.

mod kinship;
mod placing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use portal_search::Facet;

use self::kinship::{Kin, Kinship};
pub use self::placing::{Answer, Fit, Nearness};
use crate::model::{
    AgeGroup, AgeRange, Catalogue, Key, Kind, Offer, OpenList, Vocabulary, VocabularyTerm,
    classes_of,
};

/// What can be asked about a citizen, or about the offer that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Whose answers are the terms of a vocabulary.
    Terms(Vocabulary),
    /// How old the citizen is.
    Age,
}

impl Question {
    /// Those that tell most, in this order. Any other that offers can answer follows them.
    const FIRST: [Self; 5] = [
        Self::Terms(Vocabulary::CitizenCategories),
        Self::Terms(Vocabulary::TargetGroups),
        Self::Age,
        Self::Terms(Vocabulary::Administrations),
        Self::Terms(Vocabulary::Areas),
    ];

    /// Those about the citizen that are answered by a term.
    #[must_use]
    pub fn about_citizens() -> [Self; 2] {
        [Self::Terms(Vocabulary::CitizenCategories), Self::Terms(Vocabulary::TargetGroups)]
    }

    /// All there are, what tells most first: how old, and every vocabulary that offers are
    /// classified by.
    pub fn all() -> impl Iterator<Item = Self> {
        static ALL: LazyLock<Vec<Question>> = LazyLock::new(|| {
            let classes =
                classes_of(Kind::Offer).iter().map(|class| Question::Terms(class.vocabulary));
            let declared: Vec<_> = classes.chain([Question::Age]).collect();
            let first = Question::FIRST.into_iter().filter(|question| declared.contains(question));
            let rest =
                declared.iter().copied().filter(|question| !Question::FIRST.contains(question));
            first.chain(rest).collect()
        });
        ALL.iter().copied()
    }

    /// The question whose answers are the terms of a vocabulary; none where offers are not
    /// classified by them.
    #[must_use]
    pub fn of(vocabulary: Vocabulary) -> Option<Self> {
        Self::all().find(|question| *question == Self::Terms(vocabulary))
    }

    /// The facet that has its answers as values.
    #[must_use]
    pub fn facet(self) -> Facet {
        match self {
            Self::Terms(vocabulary) => vocabulary.facet(),
            Self::Age => Facet::Age,
        }
    }

    /// Its name in addresses and in the index: that of the facet.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facet().as_str()
    }

    /// Whether several answers hold at once. A citizen has several problems; of other answers, any
    /// one will do.
    #[must_use]
    pub fn holds_several(self) -> bool {
        self == Self::Terms(Vocabulary::TargetGroups)
    }
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A term of a vocabulary.
    Term(Key<VocabularyTerm>),
    /// An age group.
    Age(AgeGroup),
}

/// The facet value of what does not answer a question, in addresses and in the index.
pub const UNSTATED: &str = "unstated";

/// What an offer says of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It names it, or what it was called before or after.
    Named,
    /// It names a broader group.
    Included,
    /// It names a part of it: a narrower group, some of its ages, what it may have become.
    Partly,
    /// It names nothing of the kind, or does not limit itself to what it names.
    Silent,
    /// It names others.
    Other,
    /// It says that it is not for it.
    Excluded,
}

impl Verdict {
    /// The letter that stands for it in the finder's data.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Named => 'n',
            Self::Included => 'i',
            Self::Partly => 'p',
            Self::Silent => 's',
            Self::Other => 'o',
            Self::Excluded => 'x',
        }
    }

    /// Whether the answer is stated and right.
    #[must_use]
    pub fn is_right(self) -> bool {
        self <= Self::Included
    }
}

/// What is known of a citizen: answers by question.
pub type Situation = BTreeMap<Question, BTreeSet<Value>>;

/// Judges the offers of a catalogue.
pub struct Judge<'c> {
    catalogue: &'c Catalogue,
    kinship: Kinship,
    /// How many offers name each problem; counted when it is first asked for.
    named: OnceLock<BTreeMap<Value, usize>>,
}

impl<'c> Judge<'c> {
    /// Works out how the terms of the vocabularies stand to each other.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let kinship = Kinship::of(&catalogue.vocabulary);
        Self { catalogue, kinship, named: OnceLock::new() }
    }

    /// How an offer fits a situation. A question without answers asks nothing.
    #[must_use]
    pub fn fit(&self, offer: &Offer, situation: &Situation) -> Fit {
        let mut fit = Fit::default();
        for (question, values) in situation.iter().filter(|(_, values)| !values.is_empty()) {
            let verdicts: Vec<_> =
                values.iter().map(|value| (*value, self.verdict(offer, *value))).collect();
            fit.weigh(*question, &verdicts, |value| self.named(value));
            let together = together(*question, verdicts.into_iter().map(|(_, verdict)| verdict));
            fit.answer = fit.answer.max(answer_of(together));
            match together {
                Verdict::Named | Verdict::Included => {}
                Verdict::Partly => fit.partly.push(*question),
                Verdict::Silent => fit.silent.push(*question),
                Verdict::Other | Verdict::Excluded => fit.wrong.push(*question),
            }
        }
        fit
    }

    /// Whether an answer is part of another: its citizens are all of that broader group.
    #[must_use]
    pub fn is_part(&self, value: Value, of: Value) -> bool {
        match (value, of) {
            (Value::Term(value), Value::Term(of)) => {
                self.kinship.of_pair(value, of).is_some_and(Kin::is_within)
            }
            _ => false,
        }
    }

    /// How many of the offers that hold name a problem as it is.
    fn named(&self, value: Value) -> usize {
        let count = || {
            let problems = self.catalogue.terms_of(Vocabulary::TargetGroups);
            let problems = problems.map(|(key, _)| Value::Term(key));
            let mut counted: BTreeMap<_, usize> = problems.map(|value| (value, 0)).collect();
            let today = self.catalogue.today;
            let offers = self.catalogue.offers.iter();
            for offer in offers.filter(|offer| !offer.entry.is_historical(today)) {
                for (value, count) in &mut counted {
                    *count += usize::from(self.verdict(offer, *value) == Verdict::Named);
                }
            }
            counted
        };
        self.named.get_or_init(count).get(&value).copied().unwrap_or_default()
    }

    /// What an offer says of one answer.
    #[must_use]
    pub fn verdict(&self, offer: &Offer, value: Value) -> Verdict {
        match value {
            Value::Age(group) => self.of_age(offer, group),
            Value::Term(term) => self.of_term(offer, term),
        }
    }

    fn of_term(&self, offer: &Offer, asked: Key<VocabularyTerm>) -> Verdict {
        let vocabulary = self.catalogue.vocabulary[asked].vocabulary;
        if offer
            .excludes
            .iter()
            .any(|term| self.kinship.of_pair(asked, *term).is_some_and(Kin::is_within))
        {
            return Verdict::Excluded;
        }
        let stated = self.stated(offer, vocabulary, asked);
        if stated.is_empty() {
            return Verdict::Silent;
        }
        let nearest = stated.into_iter().filter_map(|term| self.kinship.of_pair(asked, term)).min();
        match nearest {
            Some(Kin::Same) => Verdict::Named,
            Some(Kin::Within) => Verdict::Included,
            Some(Kin::Holds) => Verdict::Partly,
            None if is_open(offer, Question::Terms(vocabulary)) => Verdict::Silent,
            None => Verdict::Other,
        }
    }

    /// The terms of a vocabulary that an offer is classified by.
    #[must_use]
    pub fn terms_of(&self, offer: &Offer, vocabulary: Vocabulary) -> Vec<Key<VocabularyTerm>> {
        let classes = offer.entry.classes.iter().copied();
        classes.filter(|term| self.catalogue.vocabulary[*term].vocabulary == vocabulary).collect()
    }

    /// The terms that an offer states. A group that says how old its citizens are stands for the
    /// groups that it is part of, unless it is asked for itself: "young people under 30" says
    /// nothing about anybody's problem.
    fn stated(
        &self,
        offer: &Offer,
        vocabulary: Vocabulary,
        asked: Key<VocabularyTerm>,
    ) -> Vec<Key<VocabularyTerm>> {
        let terms = self.terms_of(offer, vocabulary);
        if vocabulary != Vocabulary::TargetGroups {
            return terms;
        }
        let meant = terms.into_iter().flat_map(|key| {
            let term = &self.catalogue.vocabulary[key];
            if term.age.is_some() && key != asked { term.broader.clone() } else { vec![key] }
        });
        meant.collect()
    }

    fn of_age(&self, offer: &Offer, group: AgeGroup) -> Verdict {
        let ages = self.ages(offer);
        if ages.is_empty() {
            Verdict::Silent
        } else if ages.iter().any(|age| group.lies_within(*age)) {
            Verdict::Named
        } else if ages.iter().any(|age| group.meets(*age)) {
            Verdict::Partly
        } else if is_open(offer, Question::Age) {
            Verdict::Silent
        } else {
            Verdict::Other
        }
    }

    /// The ages that an offer states: its own, else those of its target groups and categories.
    /// Categories tell only together: where one of them is for any age, so is the offer.
    #[must_use]
    pub fn ages(&self, offer: &Offer) -> Vec<AgeRange> {
        if offer.age != (None, None) {
            return vec![offer.age];
        }
        let age = |key: &Key<VocabularyTerm>| self.catalogue.vocabulary[*key].age;
        let categories: Option<Vec<_>> = offer.citizen_categories.iter().map(age).collect();
        offer.target_groups.iter().filter_map(age).chain(categories.unwrap_or_default()).collect()
    }

    /// Whether an offer leaves a question open: it does not answer it, or names only some of those
    /// whom it is for.
    #[must_use]
    pub fn leaves_open(&self, offer: &Offer, question: Question) -> bool {
        is_open(offer, question) || !self.is_stated(offer, question)
    }

    /// Whether an offer answers a question at all.
    #[must_use]
    pub fn is_stated(&self, offer: &Offer, question: Question) -> bool {
        match question {
            Question::Age => !self.ages(offer).is_empty(),
            Question::Terms(vocabulary) => {
                self.terms_of(offer, vocabulary).into_iter().any(|key| {
                    let term = &self.catalogue.vocabulary[key];
                    vocabulary != Vocabulary::TargetGroups
                        || term.age.is_none()
                        || !term.broader.is_empty()
                })
            }
        }
    }
}

/// Whether what an offer names in answer to a question is no limit.
#[must_use]
pub fn is_open(offer: &Offer, question: Question) -> bool {
    offer.not_only.iter().any(|list| {
        question
            == match list {
                OpenList::TargetGroups => Question::Terms(Vocabulary::TargetGroups),
                OpenList::CitizenCategories => Question::Terms(Vocabulary::CitizenCategories),
                OpenList::Age => Question::Age,
            }
    })
}

/// What is said of several answers to one question: the best of them. Where they all hold at once,
/// one that is excluded is enough to be wrong.
fn together(question: Question, verdicts: impl Iterator<Item = Verdict> + Clone) -> Verdict {
    let excluded =
        question.holds_several() && verdicts.clone().any(|verdict| verdict == Verdict::Excluded);
    if excluded { Verdict::Excluded } else { verdicts.min().unwrap_or(Verdict::Silent) }
}

fn answer_of(verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Named | Verdict::Included => Answer::Fits,
        Verdict::Partly | Verdict::Silent => Answer::MayFit,
        Verdict::Other | Verdict::Excluded => Answer::FitsNot,
    }
}
