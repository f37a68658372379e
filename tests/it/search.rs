//! How well staff find what they look for: the truth set of `tests/search/truth.txt` against the
//! index of this repository's own content, measured and compared with the committed table.
#![expect(
    clippy::expect_used,
    reason = "outside a test function too, what was expected and is not there is a failing test"
)]

mod answers;
mod measure;
mod table;
pub(crate) mod truth;
