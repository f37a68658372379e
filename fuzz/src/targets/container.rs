//! Any bytes as the index's file: it is refused, or it is an index that answers.

use std::sync::LazyLock;

use portal_search::container::{inflate, open, whole};
use portal_search::{Kind, Request, SearchDocument, Synonyms, build};

static PACKED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let document = SearchDocument {
        id: "jobsamtale".to_owned(),
        kind: Kind::Procedure.into(),
        title: "Jobsamtaler".to_owned(),
        names: Vec::new(),
        summary: "Jobcentret holder samtaler med borgeren.".to_owned(),
        headings: Vec::new(),
        body: String::new(),
        keywords: Vec::new(),
        url: "/sagsgange/jobsamtale/".to_owned(),
        facets: std::collections::BTreeMap::default(),
        historical: false,
        shown: portal_search::Shown::default(),
    };
    whole(&build(&[document], &Synonyms::default()).expect("an index")).expect("a file")
});

/// Reads these bytes, and a good file in which they were written: three bytes say where, one what.
pub fn target(data: &[u8]) {
    answers(data);
    let mut changed = PACKED.clone();
    for edit in data.chunks_exact(4) {
        let at = usize::from(edit[0]) << 16 | usize::from(edit[1]) << 8 | usize::from(edit[2]);
        let at = at % changed.len();
        changed[at] = edit[3];
    }
    let is_whole = changed == *PACKED;
    assert_eq!(answers(&changed), is_whole, "only the file that was written is read");
}

/// Whether the bytes are an index, which then answers.
fn answers(bytes: &[u8]) -> bool {
    let inflated = inflate(bytes).unwrap_or_else(|_| bytes.to_vec());
    let Ok(engine) = open(&inflated) else { return false };
    engine.search(&Request::new("samtale")).is_ok()
}
