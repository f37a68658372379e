//! The engine in the browser: the same answers as here, to the last bit of the scores; every
//! failure by its name; and no more bytes than yesterday. The published bundle of this repository's
//! own content runs under Node.
#![expect(
    clippy::expect_used,
    reason = "outside a test function too, what was expected and is not there is a failing test"
)]
#![expect(clippy::disallowed_methods, reason = "tests prepare and read folders of their own")]

mod asked;
mod bundle;
mod chunks;
mod names;
mod parity;
mod size;
