//! Links and images.

use pulldown_cmark::LinkType;

use super::{Open, Renderer};
use crate::markup::{Address, Attribute, Tag, Url, Void, address};
use crate::model::{EntryRef, Key, Kind};
use crate::prose::slips::{Found, SlipKind};
use crate::prose::terms::Explanation;
use crate::prose::{Image, Leads, Link};
use crate::source::Span;

impl<'c> Renderer<'c, '_> {
    pub(super) fn note_name(&mut self, link_type: LinkType, name: &str) {
        if let LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut = link_type {
            self.mentioned.insert(name.to_lowercase());
        }
    }

    pub(super) fn start_link(&mut self, link_type: LinkType, to: &str, hint: &str, span: Span) {
        if self.images > 0 {
            return;
        }
        // In a table the `|` of a link is escaped.
        let id = to.trim().trim_end_matches('\\');
        let (destination, leads, url, title) = match link_type {
            LinkType::WikiLink { has_pothole } => {
                let found = self.catalogue.by_id(id);
                let entry = found.map(|found| self.catalogue.entry(found));
                let title = entry.filter(|_| !has_pothole).map(|entry| entry.title.clone());
                let url = entry.and_then(|entry| Url::new(entry.url()));
                (id, found.map_or(Leads::Nowhere, Leads::Entry), url, title)
            }
            LinkType::Email => (to, Leads::Outside, Some(Url::mailbox(to)), None),
            _ => match address(to) {
                Address::Site => (to, Leads::Site, Url::new(to), None),
                Address::Outside => (to, Leads::Outside, Url::new(to), None),
                Address::Dangerous => (to, Leads::Dangerous, None, None),
            },
        };
        let explanation = self.explains(leads);
        match &explanation {
            Some(explanation) => explanation.open(&mut self.out),
            None => self.open_link(&url.unwrap_or_else(Url::nowhere), hint),
        }
        if matches!(destination, "" | "#") {
            self.slips.push(Found::new(SlipKind::EmptyLink, self.range(span)));
        }
        let destination = destination.to_owned();
        let link = Link { destination, leads, text: String::new(), span };
        self.open.push(Open::Link { link, from: self.heard.len(), title, explanation });
    }

    pub(super) fn open_link(&mut self, url: &Url<'_>, hint: &str) {
        let href = Attribute::Href(url);
        if hint.is_empty() {
            self.out.open(Tag::Anchor, &[href]);
        } else {
            self.out.open(Tag::Anchor, &[href, Attribute::Title(hint)]);
        }
    }

    /// The explanation of the term that a link leads to, if this is where to give it.
    pub(super) fn explains(&mut self, leads: Leads) -> Option<Explanation<'c>> {
        let Leads::Entry(EntryRef { kind: Kind::Term, index }) = leads else { return None };
        let term = &self.catalogue.terms[Key::new(index as usize)];
        self.explain(term)
    }

    pub(super) fn end_link(&mut self) {
        if self.images > 0 {
            return;
        }
        let Some(Open::Link { mut link, from, explanation, .. }) = self.open.pop() else { return };
        link.text = self.heard_since(from);
        match explanation {
            Some(explanation) => explanation.close(&mut self.out, &link.text),
            None => self.out.close(),
        }
        self.prose.links.push(link);
    }

    pub(super) fn start_image(&mut self, to: &str, title: &str, span: Span) {
        self.images += 1;
        if self.images == 1 {
            let (address, title, from) = (to.to_owned(), title.to_owned(), self.heard.len());
            self.open.push(Open::Image { address, title, from, span });
        }
    }

    pub(super) fn end_image(&mut self) {
        self.images -= 1;
        if self.images > 0 {
            return;
        }
        let Some(Open::Image { address, title, from, span }) = self.open.pop() else { return };
        let alt = self.heard_since(from);
        match Url::new(address.as_str()) {
            None => self.out.text(&alt),
            Some(url) if title.is_empty() => {
                self.out.void(Void::Image, &[Attribute::Src(&url), Attribute::Alt(&alt)]);
            }
            Some(url) => {
                let attributes =
                    [Attribute::Src(&url), Attribute::Alt(&alt), Attribute::Title(&title)];
                self.out.void(Void::Image, &attributes);
            }
        }
        if address.is_empty() {
            self.slips.push(Found::new(SlipKind::EmptyLink, self.range(span)));
        }
        self.prose.images.push(Image { address, alt, span });
    }
}
