//! Markup: the only module that writes a tag. What stands in one is a value of a type that says
//! what it is (an anchor, an address that a browser may follow, a text), so that a text can neither
//! begin an element nor end an attribute, and every element that is begun is ended. Takes texts;
//! gives [`Html`] for pages and XML for feeds. What templates have put together is read again here
//! as well, by a parser.

mod address;
mod anchor;
mod attributes;
pub(crate) mod document;
mod html;
mod hyphens;
mod placed;
pub(crate) mod tags;
mod tree;
mod writer;
mod xml;

pub use anchor::Anchor;
pub use html::Html;

pub(crate) use address::{Address, Url, address};
pub(crate) use anchor::Anchors;
pub(crate) use attributes::{Found, each_attribute};
pub(crate) use html::HTML_KEY;
pub(crate) use placed::Placement;
pub(crate) use tree::{Element, Node, section};
pub(crate) use writer::{Attribute, Tag, Void, Writer, breakable};
pub(crate) use xml::Xml;
