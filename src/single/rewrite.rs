//! A piece of a page with its names and links as they are in the one file. Takes the piece's tags;
//! changes what refers to something, and leaves out what runs.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Single;
use super::lead::{Lead, name};
use crate::hosts::media_type;
use crate::markup::document;
use crate::markup::tags::{Found, Given};
use crate::percent;

/// Attributes that hold names of the same page, parted by space (HTML, Attributes; WAI-ARIA 1.2,
/// 6.2.4).
const NAMES: [&str; 14] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "commandfor",
    "for",
    "headers",
    "id",
    "list",
    "popovertarget",
];

/// Larger documents stay where the portal lies.
const MOST_OF_DOCUMENT: usize = 2_000_000;

/// What is rewritten, and what came up.
pub(super) struct Rewriter<'w, 's> {
    pub(super) single: &'w Single<'s>,
    /// The page's address.
    pub(super) address: &'w str,
    /// What the page's own `main` is called, which is the page itself in the file.
    pub(super) whole: &'w str,
    /// Whether names become those of the page: those of the frame stay.
    pub(super) renames: bool,
    /// Files that stay where the portal lies.
    pub(super) left_out: BTreeSet<String>,
}

impl Rewriter<'_, '_> {
    /// What stands in a range of a page, without scripts.
    pub(super) fn piece(&mut self, html: &str, tags: &[Found<'_>], range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let mut done = range.start;
        let mut script = false;
        for tag in tags.iter().filter(|tag| range.contains(&tag.at)) {
            if script || tag.element == "script" {
                if !script {
                    out.push_str(&html[done..tag.at]);
                }
                script = !(tag.is_end && tag.element == "script");
                done = tag.end;
            } else if let Some(changed) = self.tag(html, tag) {
                out.push_str(&html[done..tag.at]);
                out.push_str(&changed);
                done = tag.end;
            }
        }
        out.push_str(html.get(done..range.end).unwrap_or_default());
        out
    }

    /// The tag as it is in the file; none where it stays as it is.
    pub(super) fn tag(&mut self, html: &str, tag: &Found<'_>) -> Option<String> {
        if tag.is_end {
            return None;
        }
        let attributes = self.attributes(tag);
        let end = if html[tag.at..tag.end].ends_with("/>") { "/>" } else { ">" };
        (attributes != tag.attributes).then(|| document::start_tag(&tag.element, &attributes, end))
    }

    /// A tag's attributes as they are in the file.
    pub(super) fn attributes<'h>(&mut self, tag: &Found<'h>) -> Vec<Given<'h>> {
        let mut all = Vec::with_capacity(tag.attributes.len());
        for given in &tag.attributes {
            self.attribute(&tag.element, given, &mut all);
        }
        all
    }

    fn attribute<'h>(&mut self, element: &str, given: &Given<'h>, all: &mut Vec<Given<'h>>) {
        let value = &*given.value;
        let mut add = |name: &str, value: String| {
            all.push(Given { name: name.to_owned(), value: Cow::Owned(value) });
        };
        match given.name.as_str() {
            name if NAMES.contains(&name) && self.renames => add(name, self.names(value)),
            "href" | "xlink:href" if element == "a" || element == "area" => {
                self.link(value, all, given);
            }
            "href" | "xlink:href" if value.starts_with('#') && self.renames => {
                add(&given.name, format!("#{}", self.name(&value[1..])));
            }
            "action" | "formaction" => match self.single.leads.lead(self.address, value) {
                Some(Lead::Here { href, .. }) => add(&given.name, href),
                Some(Lead::Portal(address)) => add(&given.name, address),
                _ => all.push(given.clone()),
            },
            "src" | "poster" | "data" => match self.single.leads.lead(self.address, value) {
                Some(Lead::File(file)) => match self.single.file(&file) {
                    Some(bytes) => add(&given.name, data(&file, bytes)),
                    None => all.push(given.clone()),
                },
                _ => all.push(given.clone()),
            },
            // The picture itself is carried in the one size that `src` names.
            "srcset" | "sizes" => {}
            _ if value.contains("url(#") && self.renames => {
                add(
                    &given.name,
                    value.replace("url(#", &format!("url(#{}#", name(self.address, ""))),
                );
            }
            _ => all.push(given.clone()),
        }
    }

    /// The attributes of a link.
    fn link<'h>(&mut self, value: &str, all: &mut Vec<Given<'h>>, given: &Given<'h>) {
        let mut add = |name: &str, value: String| {
            all.push(Given { name: name.to_owned(), value: Cow::Owned(value) });
        };
        if !self.renames && value.starts_with('#') {
            return all.push(given.clone());
        }
        let is_whole = value.strip_prefix('#').is_some_and(|anchor| anchor == self.whole);
        match self.single.leads.lead(self.address, if is_whole { "#" } else { value }) {
            None => all.push(given.clone()),
            Some(Lead::Here { href, query }) => {
                add(&given.name, href);
                if let Some(query) = query {
                    add("data-query", query);
                }
            }
            Some(Lead::Portal(address)) => add(&given.name, address),
            Some(Lead::File(file)) => {
                match self.single.file(&file).map(|bytes| (bytes, bytes.len())) {
                    Some((bytes, length)) if length <= MOST_OF_DOCUMENT => {
                        add(&given.name, data(&file, bytes));
                        add("download", file.rsplit('/').next().unwrap_or_default().to_owned());
                    }
                    found => {
                        let address = self.single.leads.portal(&file);
                        if found.is_some() {
                            self.left_out.insert(address.clone());
                        }
                        add(&given.name, percent_free(address));
                    }
                }
            }
        }
    }

    fn names(&self, value: &str) -> String {
        value.split_ascii_whitespace().map(|one| self.name(one)).collect::<Vec<_>>().join(" ")
    }

    fn name(&self, anchor: &str) -> String {
        name(self.address, if anchor == self.whole { "" } else { anchor })
    }
}

/// An address of a file as links spell it.
fn percent_free(address: String) -> String {
    match address.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", percent::path(&percent::decoded(rest))),
        None => address,
    }
}

/// A file as an address that holds it (RFC 2397).
pub(super) fn data(file: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", media_type(file).replace("; ", ";"), STANDARD.encode(bytes))
}
