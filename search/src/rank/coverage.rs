//! All spans together → the ranking: documents with all words first, then with all but one; within
//! that by score.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;

use super::alternative::score;
use super::group::{Match, Matches, Scratch};
use super::nearness::nearness;
use super::{Segment, Standings, real};
use crate::query::{AskedKind, Group, Plan};
use crate::vocabulary::Vocabulary;
use crate::{DocumentKind, Kind, SearchError};

/// What every further word is worth: more than any score within a tier.
const TIER: f64 = 2.0;

/// What a title is worth that has every word of the query. To a query of one word it is worth more
/// than any mention in a text: a page whose title has the word, as a whole word or as the beginning
/// or end of a compound, comes before those that only use it. The more words there are, the less of
/// a title they are: it is shared among them, by this power of their number.
const TITLE: f64 = 2.0;
const SHARED_AMONG_WORDS: f64 = 0.8;

/// A title that has so much of a query has all of it: then another that names a part is not what
/// was asked for.
const WHOLE_TITLE: f64 = 0.9;

/// What it is worth that several words stand side by side in their order.
const NEARNESS: f64 = 0.3;

/// Documents below both of these shares of the best are left out.
const LEAST_SURENESS: f64 = 0.5;
const LEAST_SCORE: f64 = 0.35;

/// A query of more strong words is a long question, of which no document has all the words, and so
/// is a whole question of at least so many; and what of the best's a document must have.
const LONG_QUESTION: usize = 5;
const LONG_AS_A_QUESTION: usize = 3;
const LEAST_OF_LONG: f64 = 0.6;

/// A query of so many strong words may be a title, and such a share of them is most of it.
const SHORT_QUERY: usize = 4;
const MOST_OF_A_QUERY: f64 = 0.4;

/// How far such a title stands for the words that the document lacks: two thirds of them stand for
/// all.
const WHOLE_BY_TITLE: f64 = 1.5;

/// How many documents nearness is looked at in: the best so far.
const NEARNESS_POOL: usize = 200;

/// What history loses.
const HISTORICAL: f64 = 0.8;

/// What an entry loses to one that acts or explains: goals, then terms and courses, which speak of
/// others; news only reports.
const AIMING: f64 = 0.95;
const SPEAKING_OF_OTHERS: f64 = 0.9;
const REPORTING: f64 = 0.75;

/// The page of a law only leads on to what rests on it, unless it is what was asked for.
const LEADING_ON: f64 = 0.6;

/// What an entry of a kind gains that is asked for; how much it has of the word that asks for it,
/// and what others have left of that word: `procedure ved sanktion` is no entry that only speaks of
/// procedures.
const ASKED_FOR: f64 = 1.15;
const IS_OF_THE_KIND: f64 = 0.6;
const SPEAKS_OF_THE_KIND: f64 = 0.5;

/// A term's exact match is worth less than any entry's: who types a word looks for the thing before
/// its definition.
const EXACT_TERM: f64 = 0.5;

/// What of a document weighs in besides its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) kind: DocumentKind,
    pub(crate) historical: bool,
}

impl Standing {
    fn weight(self, asked: &[AskedKind]) -> f64 {
        let kind = match self.kind {
            kind if asked.iter().any(|asked| asked.kind == kind) => ASKED_FOR,
            DocumentKind::Entry(Kind::Goal) => AIMING,
            DocumentKind::Entry(Kind::Term | Kind::Course) => SPEAKING_OF_OTHERS,
            DocumentKind::Entry(Kind::News) => REPORTING,
            DocumentKind::Entry(_) => 1.0,
            DocumentKind::Law => LEADING_ON,
        };
        kind * if self.historical { HISTORICAL } else { 1.0 }
    }

    fn exact_weight(self) -> f64 {
        let kind = if self.kind == Kind::Term.into() { EXACT_TERM } else { 1.0 };
        kind * if self.historical { HISTORICAL } else { 1.0 }
    }
}

/// A document in the ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) document: DocId,
    pub(crate) score: f64,
}

/// The matches of one span.
struct SpanMatches {
    first: usize,
    words: usize,
    /// How rare it is.
    rarity: f64,
    /// Ascending by document; the score is share times rarity.
    list: Vec<Match>,
    at: usize,
}

/// A document's way through the spans.
struct Candidate {
    document: DocId,
    /// How many of the strong words it has; in a long question, by how rare they are.
    strong: f64,
    score: f64,
    /// How surely the document is about the strong words, each by its rarity.
    sureness: f64,
    /// From 0 to 1: how much of the strong words its title has, each by its rarity.
    title: f64,
}

/// What the words of a query can give at most.
struct Words {
    /// Per word: whether it counts for the tiers.
    strong: Vec<bool>,
    rarity: Vec<f64>,
    /// Per word: whether it is a number.
    is_number: Vec<bool>,
    /// Whether they are those of a whole question.
    is_question: bool,
}

impl Words {
    /// The sum over the strong words, each by its rarity.
    fn by_rarity(&self, per_word: &[f64]) -> f64 {
        let strong =
            per_word.iter().zip(&self.rarity).zip(&self.strong).filter(|(_, strong)| **strong);
        strong.map(|((worth, rarity), _)| worth * rarity).sum()
    }

    fn strong_count(&self) -> usize {
        self.strong.iter().filter(|strong| **strong).count()
    }

    /// Whether no document can be expected to have every word.
    fn is_long(&self) -> bool {
        let strong = self.strong_count();
        strong > LONG_QUESTION || (self.is_question && strong >= LONG_AS_A_QUESTION)
    }

    /// How many of the strong words a document has, given what it has of each word. Of a long
    /// question it counts how much it has of each, and how rare that is: an overview mentions many
    /// words once.
    fn tier(&self, per_word: &[f64]) -> f64 {
        let found =
            per_word.iter().zip(&self.strong).filter(|(has, strong)| **strong && **has > 0.0);
        if !self.is_long() {
            return real(found.count());
        }
        found.map(|(has, _)| has).sum::<f64>() * real(self.strong_count()) / self.strong_rarity()
    }

    /// A title that has most of a short query stands for the rest: the entry whose title has the
    /// rare words comes before an overview that has every word once.
    /// No title stands for a number: `SEL § 100` is not the law at large.
    fn with_title(&self, per_word: &[f64], title: f64) -> f64 {
        let strong = self.tier(per_word);
        let words = per_word.iter().zip(&self.strong).zip(&self.is_number);
        let is_missing = |((has, strong), is_number): &((&f64, &bool), &bool)| {
            **strong && **has <= 0.0 && !**is_number
        };
        let missing = real(words.filter(is_missing).count());
        let counts = !self.is_long()
            && (2..=SHORT_QUERY).contains(&self.strong_count())
            && title >= MOST_OF_A_QUERY;
        strong + if counts { missing * (title * WHOLE_BY_TITLE).min(1.0) } else { 0.0 }
    }

    /// The rarity of all strong words together.
    fn strong_rarity(&self) -> f64 {
        let strong = self.rarity.iter().zip(&self.strong).filter(|(_, strong)| **strong);
        strong.map(|(rarity, _)| rarity).sum::<f64>().max(f64::MIN_POSITIVE)
    }
}

/// Ranks the documents that fit the plan, best first.
pub(crate) fn rank(
    segment: &Segment,
    vocabulary: &Vocabulary,
    plan: &Plan,
    standings: &Standings,
) -> Result<Vec<Ranked>, SearchError> {
    let (mut spans, words) = match_spans(segment, vocabulary, plan)?;
    let mut candidates = gather(&mut spans, &words, (&plan.kinds, standings));
    keep_tiers(&mut candidates, &words);
    drop_tail(&mut candidates);
    let most: f64 = words.rarity.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    for candidate in &mut candidates {
        candidate.score /= most;
    }
    add_nearness(segment, vocabulary, plan, &mut candidates)?;
    let is_titled = |title: f64| title >= WHOLE_TITLE;
    let whole: BTreeSet<DocId> = candidates
        .iter()
        .filter(|candidate| is_titled(candidate.title))
        .map(|candidate| candidate.document)
        .collect();
    let title = TITLE / libm::pow(real(plan.words.len()), SHARED_AMONG_WORDS);
    let mut ranked: Vec<Ranked> = candidates
        .into_iter()
        .map(|candidate| {
            let weight = standings
                .get(candidate.document as usize)
                .map_or(1.0, |standing| standing.weight(&plan.kinds));
            let within = candidate.score + title * candidate.title;
            Ranked {
                document: candidate.document,
                score: TIER * candidate.strong + within * weight,
            }
        })
        .collect();
    add_named(segment, plan, standings, (&whole, &mut ranked))?;
    add_exact(segment, plan, standings, &mut ranked)?;
    ranked.sort_by(|left, right| {
        right.score.total_cmp(&left.score).then(left.document.cmp(&right.document))
    });
    Ok(ranked)
}

fn match_spans(
    segment: &Segment,
    vocabulary: &Vocabulary,
    plan: &Plan,
) -> Result<(Vec<SpanMatches>, Words), SearchError> {
    let mut scratch = Scratch::new(segment.documents());
    let mut rarity = vec![0.0_f64; plan.words.len()];
    let mut spans = Vec::new();
    for span in &plan.spans {
        for alternative in &span.alternatives {
            let mut matches = score(segment, vocabulary, alternative, &mut scratch)?;
            if matches.list.is_empty() {
                continue;
            }
            // A span of several words is worth what its words are worth, so that neither spelling
            // of a thing outranks the other.
            let words = real(span.words);
            for one in &mut matches.list {
                one.share *= matches.rarity * words;
            }
            for known in rarity.iter_mut().skip(span.first).take(span.words) {
                *known = known.max(matches.rarity);
            }
            let Matches { list, rarity } = matches;
            spans.push(SpanMatches { first: span.first, words: span.words, rarity, list, at: 0 });
        }
    }
    spans.sort_by_key(|span| (usize::MAX - span.words, span.first));
    Ok((spans, strong_words(plan, rarity)))
}

/// Light words and words that nothing was found for do not count for the tiers, unless there are no
/// others.
fn strong_words(plan: &Plan, rarity: Vec<f64>) -> Words {
    let mut strong: Vec<bool> = plan
        .words
        .iter()
        .zip(&rarity)
        .map(|(word, rarity)| !word.is_light && *rarity > 0.0)
        .collect();
    if !strong.contains(&true) {
        strong = rarity.iter().map(|rarity| *rarity > 0.0).collect();
    }
    let is_number = |form: &str| form.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = plan.words.iter().map(|word| is_number(&word.form)).collect();
    Words { strong, rarity, is_number, is_question: plan.is_question }
}

/// Walks all spans' lists side by side, document by document.
fn gather(
    spans: &mut [SpanMatches],
    words: &Words,
    (asked, standings): (&[AskedKind], &Standings),
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let count = words.strong.len();
    let all = words.strong_rarity();
    let (mut per_word, mut sureness, mut title) =
        (vec![0.0_f64; count], vec![0.0_f64; count], vec![0.0_f64; count]);
    loop {
        let next =
            spans.iter().filter_map(|span| span.list.get(span.at)).map(|one| one.document).min();
        let Some(document) = next else { return candidates };
        for known in [&mut per_word, &mut sureness, &mut title] {
            known.fill(0.0);
        }
        for span in spans.iter_mut() {
            let Some(one) = span.list.get(span.at).filter(|one| one.document == document) else {
                continue;
            };
            span.at += 1;
            let each = one.share / real(span.words);
            for at in span.first..(span.first + span.words).min(count) {
                per_word[at] = per_word[at].max(each);
                let in_title = one.title * (span.rarity / words.rarity[at]).min(1.0);
                title[at] = title[at].max(in_title);
                // What a title says is surely meant, even where it says it by a compound.
                sureness[at] = sureness[at].max(one.sureness).max(in_title);
            }
        }
        let kind = standings.get(document as usize).map(|standing| standing.kind);
        for AskedKind { word, kind: asked } in asked {
            let (word, rarity) = (*word, words.rarity[*word]);
            if kind == Some(*asked) && rarity > 0.0 {
                per_word[word] = per_word[word].max(rarity * IS_OF_THE_KIND);
                sureness[word] = 1.0;
            } else {
                per_word[word] *= SPEAKS_OF_THE_KIND;
                title[word] *= SPEAKS_OF_THE_KIND;
            }
        }
        let in_title = words.by_rarity(&title) / all;
        candidates.push(Candidate {
            document,
            strong: words.with_title(&per_word, in_title),
            score: per_word.iter().sum(),
            sureness: words.by_rarity(&sureness),
            title: in_title,
        });
    }
}

/// Keeps the documents with all strong words or all but one; where there are none, those with the
/// most. To a long question nothing has all the words: those that have most of what the best has
/// are kept.
fn keep_tiers(candidates: &mut Vec<Candidate>, words: &Words) {
    let all = words.strong_count();
    let most = candidates.iter().map(|candidate| candidate.strong).fold(0.0, f64::max);
    let least = if words.is_long() {
        LEAST_OF_LONG * most
    } else {
        most.min(real(all.saturating_sub(1))).max(f64::from(u8::from(most > 0.0)))
    };
    candidates.retain(|candidate| candidate.strong >= least);
}

/// Ends the list where sense ends: a document that is neither nearly as surely meant as the best
/// nor scores anything like it is left out.
fn drop_tail(candidates: &mut Vec<Candidate>) {
    let best = |of: fn(&Candidate) -> f64| candidates.iter().map(of).fold(0.0, f64::max);
    let (sureness, score) =
        (best(|candidate| candidate.sureness), best(|candidate| candidate.score));
    candidates.retain(|candidate| {
        candidate.sureness >= LEAST_SURENESS * sureness || candidate.score >= LEAST_SCORE * score
    });
}

fn add_nearness(
    segment: &Segment,
    vocabulary: &Vocabulary,
    plan: &Plan,
    candidates: &mut [Candidate],
) -> Result<(), SearchError> {
    let groups: Vec<&Group> = plan
        .spans
        .iter()
        .filter(|span| span.words == 1)
        .filter_map(|span| span.alternatives.first()?.groups.first())
        .collect();
    if groups.len() < 2 {
        return Ok(());
    }
    let mut pool: Vec<usize> = (0..candidates.len()).collect();
    pool.sort_by(|left, right| {
        let (left, right) = (&candidates[*left], &candidates[*right]);
        (right.strong, right.score)
            .partial_cmp(&(left.strong, left.score))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(left.document.cmp(&right.document))
    });
    pool.truncate(NEARNESS_POOL);
    pool.sort_unstable();
    let documents: Vec<DocId> = pool.iter().map(|at| candidates[*at].document).collect();
    for (at, near) in pool.into_iter().zip(nearness(segment, vocabulary, &groups, &documents)?) {
        candidates[at].score *= 1.0 + NEARNESS * near;
    }
    Ok(())
}

/// A document whose title or name is a part of the query comes before those that only use the
/// words, unless other titles have the `whole` of it.
fn add_named(
    segment: &Segment,
    plan: &Plan,
    standings: &Standings,
    (whole, ranked): (&BTreeSet<DocId>, &mut [Ranked]),
) -> Result<(), SearchError> {
    let worths = worths(segment, &plan.named)?;
    for known in
        ranked.iter_mut().filter(|known| whole.is_empty() || whole.contains(&known.document))
    {
        let worth = worths.get(&known.document).copied().unwrap_or(0.0);
        known.score +=
            worth * standings.get(known.document as usize).map_or(1.0, Standing::exact_weight);
    }
    Ok(())
}

/// The documents that have any of the exact terms, with the best worth of them.
fn worths(segment: &Segment, terms: &[(String, f64)]) -> Result<BTreeMap<DocId, f64>, SearchError> {
    let mut worths: BTreeMap<DocId, f64> = BTreeMap::new();
    for (term, worth) in terms {
        for document in segment.exactly(term)? {
            let known = worths.entry(document).or_insert(0.0);
            *known = known.max(*worth);
        }
    }
    Ok(worths)
}

/// Documents whose title or name is the query come first; they may be there already, or not.
fn add_exact(
    segment: &Segment,
    plan: &Plan,
    standings: &Standings,
    ranked: &mut Vec<Ranked>,
) -> Result<(), SearchError> {
    let top = TIER * real(plan.words.len());
    for (document, worth) in worths(segment, &plan.exact)? {
        let worth = worth * standings.get(document as usize).map_or(1.0, Standing::exact_weight);
        match ranked.iter_mut().find(|ranked| ranked.document == document) {
            Some(known) => known.score = known.score.max(top) + worth,
            None => ranked.push(Ranked { document, score: top + worth }),
        }
    }
    Ok(())
}
