//! All spans together → the ranking: by how much documents have of what is rare in the query; within
//! that by score.

use std::collections::BTreeSet;

use tantivy::DocId;

use super::alternative::score;
use super::exact::{add_exact, add_named};
use super::group::{Match, Matches, Scratch};
use super::nearness::nearness;
use super::tiers::{Words, strong_words};
use super::{Segment, Standings, real};
use crate::SearchError;
use crate::query::{AskedKind, Group, Plan};
use crate::vocabulary::Vocabulary;

/// What every further word is worth: more than any score within a tier.
pub(super) const TIER: f64 = 2.0;

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

/// How many documents nearness is looked at in: the best so far.
const NEARNESS_POOL: usize = 200;

/// What a document must have of what the best has.
const LEAST_TIER: f64 = 0.3;

/// How much an entry of a kind that is asked for has of the word that asks for it, and what others
/// have left of that word: `procedure ved sanktion` is no entry that only speaks of procedures.
const IS_OF_THE_KIND: f64 = 0.6;
const SPEAKS_OF_THE_KIND: f64 = 0.5;

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
    /// How many of the strong words it has, by how rare they are.
    strong: f64,
    score: f64,
    /// How surely the document is about the strong words, each by its rarity.
    sureness: f64,
    /// From 0 to 1: how much of the strong words its title has, each by its rarity.
    title: f64,
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
    keep_tiers(&mut candidates);
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

/// Walks all spans' lists side by side, document by document.
fn gather(
    spans: &mut [SpanMatches],
    words: &Words,
    (asked, standings): (&[AskedKind], &Standings),
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let count = words.strong.len();
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
        let left = words.left_without_numbers(&per_word);
        candidates.push(Candidate {
            document,
            strong: words.tier(&per_word) * left,
            score: per_word.iter().sum(),
            sureness: words.by_rarity(&sureness),
            title: words.by_rarity(&title) / words.strong_rarity * left,
        });
    }
}

/// Keeps the documents that have most of what the best has.
fn keep_tiers(candidates: &mut Vec<Candidate>) {
    let most = candidates.iter().map(|candidate| candidate.strong).fold(0.0, f64::max);
    candidates.retain(|candidate| candidate.strong >= LEAST_TIER * most);
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
