//! Each target takes any bytes, and panics where something does not hold. A fuzzer calls them from
//! `fuzz_targets/`, the ordinary tests with the corpora and with changes of them. `numbers` and
//! `oracle` are modules of whoever includes this.

#![expect(clippy::expect_used, reason = "a target panics where something does not hold")]

pub mod container;
pub mod front_matter;
pub mod guard;
pub mod markdown;
pub mod paths;
pub mod query;
mod small_portal;

use super::{numbers, oracle};
