//! `portal` compiles a folder of Markdown and YAML into a static, searchable portal with a prebuilt
//! tantivy index.
//!
//! The modules stand in the order that the data flows: [`source`] reads, [`model`] understands,
//! [`prose`] renders the Markdown, [`checks`] judges, `pages`, `search_index` and `exports` make
//! what is published, [`publish`] writes it. [`build()`] is the whole pipeline; [`cli`] and
//! [`serve`] are its hosts.

mod build;
#[cfg(test)]
mod chance;
pub mod changes;
pub mod checks;
pub mod cli;
pub mod diagnostics;
mod exports;
pub mod fit;
pub mod gaps;
pub mod guard;
mod hosts;
mod ids;
pub mod ledger;
mod lsp;
mod markup;
mod memo;
pub mod model;
pub mod moves;
mod pages;
mod percent;
mod personal_number;
mod press;
pub mod proposals;
pub mod prose;
pub mod publish;
pub mod review;
mod routes;
pub mod schema;
mod search_index;
pub mod serve;
mod single;
pub mod source;
pub mod span;
pub mod stages;
mod starter;
pub mod tidy;

pub use build::{
    Built, Made, Observer, Options, Site, Stage, Unobserved, build, build_into, texts,
};
pub use markup::{Anchor, Html};
pub use memo::Memo;
pub use pages::{NotOnPaper, Paper, PaperChoice, PaperPart};
