//! What is tried with bytes that nobody chose, for the fuzzer: the targets, which the ordinary
//! tests try as well.

pub mod targets;

#[expect(dead_code, reason = "the tests use the rest of it")]
#[path = "../../tests/it/guard/numbers.rs"]
mod numbers;
#[path = "../../tests/it/hostile/oracle.rs"]
mod oracle;
