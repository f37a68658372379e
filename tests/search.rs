//! How well staff find what they look for: the truth set of `tests/search/truth.txt` against the index of this repository's own content,
//! measured and compared with the committed table.
#![expect(
    clippy::expect_used,
    reason = "outside a test function too, what was expected and is not there is a failing test"
)]
#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]

#[path = "search/answers.rs"]
mod answers;
#[path = "search/measure.rs"]
mod measure;
#[path = "search/table.rs"]
mod table;
#[path = "search/truth.rs"]
mod truth;
