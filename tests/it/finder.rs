//! The finder's rule: on offers made for it, on the portal's own, and as the browser's script puts
//! it together.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "outside a test function too, what was expected and is not there is a failing test"
)]

mod catalogue;
mod parity;
mod rule;
mod truth;
