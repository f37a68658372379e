//! A heading gets another anchor: the links to it follow, and who comes by the old one is told.

use std::ops::Range;

use super::{Changed, Draft, Portal, Refused};
use crate::Options;
use crate::ledger::Ledger;
use crate::markup::Anchor;
use crate::model::{EntryRef, Item, Shown};
use crate::prose::with_anchor;
use crate::routes::own_address;
use crate::source::Sources;

/// Which heading, and what its anchor becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorRename {
    /// An id, a file, an address or a slug.
    pub entry: String,
    /// A byte of the entry's file, within the heading.
    pub at: usize,
    /// The anchor.
    pub new: String,
}

impl AnchorRename {
    /// The portal with the new anchor everywhere. Where the old one was published,
    /// `content/gone.yaml` says so.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn of(&self, sources: &Sources, options: &Options) -> Result<Changed, Refused> {
        let portal = Portal::of(sources, options)?;
        let at = portal.entry(&self.entry)?;
        let new = Anchor::exact(&self.new).ok_or_else(|| Refused::BadName(self.new.clone()))?;
        let headings = &portal.prose.of(at).headings;
        let heading = headings.iter().find(|heading| heading.span.range().contains(&self.at));
        let heading =
            heading.ok_or_else(|| Refused::Unknown { name: self.entry.clone(), near: None })?;
        let old = heading.id.as_str();
        if headings.iter().any(|other| other.id == new) {
            return Err(Refused::BadName(self.new.clone()));
        }
        let entry = portal.catalogue.entry(at);
        let mut draft = Draft::default();
        let range = heading.span.range();
        let written = portal.sources.file(entry.file).text().get(range.clone()).unwrap_or_default();
        let (within, text) = with_anchor(written, &new);
        draft.edit(entry.file, range.start + within.start..range.start + within.end, text);
        portal.rename_links_to_anchor(at, (old, &self.new), &mut draft);
        portal.rename_items(at, (old, &self.new), &mut draft);
        let address = format!("{}#{old}", entry.url());
        if Ledger::read(sources).0.has(&address) {
            let title = serde_json::to_string(&heading.text).unwrap_or_default();
            let (since, id) = (portal.catalogue.today, &entry.id);
            let row = format!(
                "- title: {title}\n  addresses: [\"{address}\"]\n  since: {since}\n  replaced_by: {id}\n"
            );
            portal.tell_gone(row, &mut draft);
        }
        draft.built(&portal, None)
    }
}

impl Portal<'_> {
    /// Links to the place, from everywhere, and from its own page by the anchor alone.
    fn rename_links_to_anchor(&self, to: EntryRef, (old, new): (&str, &str), draft: &mut Draft) {
        let base_url = self.catalogue.site.base_url.as_str();
        let target = self.catalogue.entry(to);
        let aliases = target.aliases.iter().map(|alias| alias.value.clone());
        let pages: Vec<String> =
            [target.url(), target.short_url()].into_iter().chain(aliases).collect();
        for from in self.catalogue.entries() {
            let entry = self.catalogue.entry(from);
            let text = self.sources.file(entry.file).text();
            for link in &self.prose.of(from).links {
                let inner = own_address(&link.destination, base_url).unwrap_or(&link.destination);
                let Some((page, anchor)) = inner.split_once('#') else { continue };
                let page = page.split('?').next().unwrap_or_default();
                let is_here = page.is_empty() && from == to;
                let leads_there = is_here || pages.iter().any(|known| known == page);
                if anchor == old
                    && leads_there
                    && let Some(range) = last(text, link.span.range(), old)
                {
                    draft.edit(entry.file, range, new);
                }
            }
        }
    }

    /// Items of courses that begin at the place.
    fn rename_items(&self, to: EntryRef, (old, new): (&str, &str), draft: &mut Draft) {
        for course in &self.catalogue.courses {
            let items = course.parts.iter().flat_map(|part| &part.items);
            for Item { shown, .. } in items {
                if let Shown::Entry { entry, anchor: Some(anchor) } = shown
                    && *entry == to
                    && anchor.value == old
                {
                    let file = course.entry.file;
                    let text = self.sources.file(file).text();
                    if let Some(range) = last(text, anchor.span.range(), old) {
                        draft.edit(file, range, new);
                    }
                }
            }
        }
    }
}

/// Where an anchor stands last within some bytes: `[#a](#a)` leads by the second.
fn last(text: &str, range: Range<usize>, anchor: &str) -> Option<Range<usize>> {
    let start = range.start + text.get(range)?.rfind(anchor)?;
    Some(start..start + anchor.len())
}
