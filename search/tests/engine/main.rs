//! The engine from outside: documents in, answers out. One file a question.
#![expect(
    clippy::unwrap_used,
    reason = "outside a test function too, what cannot be unwrapped is a failing test"
)]

mod chunks;
mod container;
mod corpus;
mod determinism;
mod everyday;
mod excerpts;
mod facets;
mod integrity;
mod interoperability;
mod lexicon;
mod meaning;
mod ordering;
mod relevance;
mod typing;
