//! Any bytes as a page: what is told stands in the file, and between two characters.

use super::small_portal::built;

const PAGE: &str = "content/pages/a.md";

/// Builds a portal with these bytes as a page, and as a register.
pub fn target(data: &[u8]) {
    for path in [PAGE, "content/glossary.yaml"] {
        let (built, sources) = built([(path.to_owned(), data.to_vec())]);
        for found in built.findings.iter() {
            let places = found.related.iter().map(|(place, _)| *place).chain([found.place]);
            for place in places {
                let text = sources.file(place.file).text();
                let range = place.span.range();
                assert!(
                    text.get(range.clone()).is_some(),
                    "{} at {range:?} of {} bytes",
                    found.code.name,
                    text.len()
                );
            }
        }
    }
}
