//! An answer as `portal search --json` prints it, which others build upon: marked texts are HTML
//! there, with everything escaped but `<mark>`.

use std::collections::BTreeMap;
use std::time::Duration;

use portal_search::{Answer, Facet, Found, Hit, Need, Note};
use serde::Serialize;

/// The answer and how long it took.
#[derive(Serialize)]
pub(super) struct AnswerJson<'a> {
    query: &'a str,
    total: u64,
    corrected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Note>,
    hits: Vec<HitJson<'a>>,
    facets: &'a BTreeMap<Facet, BTreeMap<String, u64>>,
    took_ms: f64,
}

#[derive(Serialize)]
struct HitJson<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    marked_title: String,
    url: &'a str,
    score: f64,
    summary: &'a str,
    excerpt: String,
    historical: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<&'a Need>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    anchor: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<usize>,
    excerpt: String,
}

impl<'a> AnswerJson<'a> {
    pub(super) fn new(answer: &'a Answer, took: Duration) -> Self {
        Self {
            query: &answer.query,
            total: answer.total,
            corrected: answer.corrected.as_deref(),
            note: answer.note,
            hits: answer.hits.iter().map(hit).collect(),
            facets: &answer.facets,
            took_ms: took.as_secs_f64() * 1000.0,
        }
    }
}

fn hit(hit: &Hit) -> HitJson<'_> {
    HitJson {
        id: &hit.id,
        kind: hit.kind.as_str(),
        title: &hit.title,
        marked_title: hit.marked_title.to_html(),
        url: &hit.url,
        score: hit.score,
        summary: &hit.summary,
        excerpt: hit.excerpt.joined().to_html(),
        historical: hit.historical,
        status: hit.status.as_deref(),
        owner: hit.owner.as_deref(),
        need: hit.need.as_ref(),
        places: hit.places.iter().map(place).collect(),
    }
}

fn place(found: &Found) -> PlaceJson<'_> {
    PlaceJson {
        anchor: &found.anchor,
        title: &found.title,
        step: Some(found.step).filter(|step| *step > 0),
        excerpt: found.excerpt.to_html(),
    }
}
