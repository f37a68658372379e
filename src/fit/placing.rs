//! How well an offer fits, and where that puts it in a list. Takes what is said of each answer.

use std::cmp::Reverse;

use super::{Question, Value, Verdict};

/// What every problem weighs that is named as it is; a broader group weighs as another answer does,
/// and only once.
const PROBLEM: usize = 3;
/// What a right answer to another question weighs; that of the age, which says least of what an
/// offer does, half of it.
const OTHER: usize = 2;

/// Offers that leave so many answers unnamed, or more, stand together.
const MOST_LEFT: usize = 3;

/// The three answers, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Everything that is known of the citizen is stated, and right.
    Fits,
    /// Nothing is wrong, but the offer does not speak of everything.
    MayFit,
    /// Something is stated, and wrong.
    FitsNot,
}

/// How near what an offer says of the problems is to what is asked, the nearest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// It names one of them as it is.
    Named,
    /// It names a broader group.
    Broader,
    /// It does not speak of them, or of a part of the group alone; or no problem is asked for.
    #[default]
    Unsaid,
}

/// How an offer fits a situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Which of the three.
    pub answer: Answer,
    /// The answers that the offer states, in the order of the questions.
    pub right: Vec<Value>,
    /// The questions that it only answers in part.
    pub partly: Vec<Question>,
    /// The questions that it is silent about.
    pub silent: Vec<Question>,
    /// The questions that it answers otherwise.
    pub wrong: Vec<Question>,
    /// How near it is to the problems.
    pub nearness: Nearness,
    /// How many answers it names; of those to a question that has one answer, any one will do.
    named: usize,
    /// How many there are to name.
    asked: usize,
    /// How much of the situation it speaks of.
    points: usize,
    /// Of the problems that it names: how many offers name the one that fewest name.
    rarest: usize,
}

impl Default for Fit {
    /// Of a citizen of whom nothing is known.
    fn default() -> Self {
        Self {
            answer: Answer::Fits,
            right: Vec::new(),
            partly: Vec::new(),
            silent: Vec::new(),
            wrong: Vec::new(),
            nearness: Nearness::Unsaid,
            named: 0,
            asked: 0,
            points: 0,
            rarest: usize::MAX,
        }
    }
}

impl Fit {
    /// Counts what is said of the answers to a question; `naming` tells how many offers name one.
    pub(super) fn weigh(
        &mut self,
        question: Question,
        verdicts: &[(Value, Verdict)],
        naming: impl Fn(Value) -> usize,
    ) {
        let right: Vec<_> = verdicts.iter().filter(|(_, verdict)| verdict.is_right()).collect();
        self.right.extend(right.iter().map(|(value, _)| *value));
        if !question.holds_several() {
            let met = right.len().min(1);
            self.asked += 1;
            self.named += met;
            self.points += met * if question == Question::Age { OTHER / 2 } else { OTHER };
            return;
        }
        let named = right.iter().filter(|(_, verdict)| *verdict == Verdict::Named);
        self.asked += verdicts.len();
        self.named += named.clone().count();
        self.points += PROBLEM * named.clone().count();
        self.rarest = named.map(|(value, _)| naming(*value)).min().unwrap_or(usize::MAX);
        let best = right.iter().map(|(_, verdict)| *verdict).min();
        self.nearness = best.map_or(Nearness::Unsaid, nearness);
        if self.nearness == Nearness::Broader {
            self.points += OTHER;
            self.answer = self.answer.max(Answer::MayFit);
        }
    }

    /// The group in a list, the best first: how many answers are left unnamed, up to three; a
    /// broader group is named; nothing is said.
    fn level(&self) -> usize {
        if self.named > 0 || self.asked == 0 {
            (self.asked - self.named).min(MOST_LEFT)
        } else if self.right.is_empty() {
            MOST_LEFT + 2
        } else {
            MOST_LEFT + 1
        }
    }

    /// The place in a list, least first: what is wrong comes last, then it is how many answers are
    /// named, and how much of the situation is spoken of. Of what is alike, what names a problem as
    /// it is comes before what names a broader group, what is silent on nothing before what is,
    /// what covers more answers before what covers fewer, and a problem that few offers name before
    /// one that many do. The rest stands in the order of titles.
    #[must_use]
    pub fn order(&self) -> impl Ord + use<> {
        (
            self.answer == Answer::FitsNot,
            self.level(),
            Reverse(self.points),
            self.nearness,
            self.answer,
            Reverse(self.right.len()),
            self.rarest,
            self.silent.len(),
        )
    }
}

fn nearness(best: Verdict) -> Nearness {
    if best == Verdict::Named { Nearness::Named } else { Nearness::Broader }
}
