//! Any text as a query: it is answered, with no more hits than were asked for, and no word of it is
//! shown as HTML.

use std::sync::LazyLock;

use portal_search::{Engine, Kind, Request, SearchDocument, Synonyms, build};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let texts = [
        (
            "dag-til-dag",
            "Dag til Dag",
            "Frivillig beskæftigelse for stofmisbrugere og hjemløse, jf. § 104.",
        ),
        (
            "jobsamtale",
            "Jobsamtaler i kontaktforløbet",
            "Jobcentret holder samtaler med borgeren, tlf. 33 17 01 10.",
        ),
        (
            "misbrugsbehandling",
            "Visitation til misbrugsbehandling",
            "Center for Misbrugsbehandling (CMB) visiterer.",
        ),
    ];
    let documents = texts.map(|(id, title, body)| SearchDocument {
        id: id.to_owned(),
        kind: Kind::Offer.into(),
        title: title.to_owned(),
        names: Vec::new(),
        summary: body.to_owned(),
        headings: Vec::new(),
        body: body.to_owned(),
        keywords: Vec::new(),
        url: format!("/tilbud/{id}/"),
        facets: std::collections::BTreeMap::default(),
        historical: false,
        shown: portal_search::Shown::default(),
    });
    let files = build(&documents, &Synonyms::default()).expect("an index");
    Engine::open(files).expect("an engine")
});

/// Searches for these bytes.
pub fn target(data: &[u8]) {
    let query = String::from_utf8_lossy(data);
    let answer = ENGINE.search(&Request::new(&*query)).expect("an answer");
    assert!(answer.hits.len() <= 3 && answer.total <= 3, "{}", answer.total);
    assert_eq!(answer.query, query);
    for hit in &answer.hits {
        assert!(hit.score.is_finite(), "{}", hit.score);
        for html in [hit.excerpt.joined().to_html(), hit.marked_title.to_html()] {
            let shown = html.replace("<mark>", "").replace("</mark>", "");
            assert!(!shown.contains('<'), "{html}");
        }
    }
}
