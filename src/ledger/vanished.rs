//! `vanished-address`: an address that was published is not there any more, and nothing says what
//! became of it.
//!
//! Why: it is printed, mailed and linked to; who follows it meets "Siden findes ikke" and does not
//! know whether the offer is closed or only moved. Wrong: a new `slug`, and no more. Right: the old
//! address in `aliases`, or a row in `content/gone.yaml`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Addresses;
use super::record::Ledger;
use crate::diagnostics::{Change, Code, Diagnostic, Findings, nearest};
use crate::model::{Catalogue, Entry, EntryRef, Kind};
use crate::routes::Routes;
use crate::source::{Place, Sources, Span};

/// It stands in the ledger, and leads nowhere.
pub(super) static VANISHED_ADDRESS: Code = Code::error("vanished-address");

/// More addresses than this are counted, not named.
const NAMED: usize = 8;

/// What the comparison looks at.
pub(crate) struct Compared<'a> {
    /// What was published.
    pub(crate) ledger: &'a Ledger,
    /// What is.
    pub(crate) now: &'a Addresses,
    /// The entries.
    pub(crate) catalogue: &'a Catalogue,
    /// The routes.
    pub(crate) routes: &'a Routes,
    /// The files.
    pub(crate) sources: &'a Sources,
}

/// Every recorded address that leads nowhere. Those that one entry has lost are one finding, at the
/// first of their lines; places within a page that is lost itself are not told again.
pub(crate) fn vanished(compared: &Compared<'_>) -> Findings {
    let (pages, anchors) = compared.lost();
    let mut by_owner: BTreeMap<(Option<&str>, &str), Lost<'_>> = BTreeMap::new();
    for address in pages {
        let Some(line) = compared.ledger.by_address.get(address) else { continue };
        let owner = line.owner.as_deref();
        let key = (owner, if owner.is_some() { "" } else { address });
        let lost = by_owner
            .entry(key)
            .or_insert_with(|| Lost { addresses: Vec::new(), place: line.place });
        lost.addresses.push(address);
    }
    let pages = by_owner.into_iter().map(|((owner, _), lost)| compared.page(owner, &lost));
    let anchors = anchors.into_iter().filter_map(|(page, anchor)| compared.anchor(page, anchor));
    pages.chain(anchors).collect()
}

/// What one owner has lost.
struct Lost<'a> {
    addresses: Vec<&'a str>,
    place: Place,
}

impl<'a> Compared<'a> {
    /// Pages and files that are lost, and places that are lost within pages that are there.
    fn lost(&self) -> (BTreeSet<&'a str>, Vec<(&'a str, &'a str)>) {
        let (mut pages, mut anchors) = (BTreeSet::new(), Vec::new());
        let gone = self.catalogue.gone.iter().flat_map(|gone| &gone.addresses);
        // Rows of `content/gone.yaml` say what became of these.
        let gone: HashSet<&str> = gone.map(|address| address.value.as_str()).collect();
        for address in self.ledger.by_address.keys().filter(|address| !self.now.has(address)) {
            match address.split_once('#') {
                Some((page, anchor)) if self.now.has(page) => anchors.push((page, anchor)),
                // The page itself is told, where it is recorded.
                Some((page, _)) if self.ledger.has(page) || gone.contains(page) => {}
                _ if gone.contains(address.as_str()) => {}
                _ => drop(pages.insert(address.as_str())),
            }
        }
        anchors.retain(|(page, anchor)| {
            !self.leads_on(page) && !gone.contains(format!("{page}#{anchor}").as_str())
        });
        (pages, anchors)
    }

    /// Whether the page says where it went: who looks for a place within it is led as near as can
    /// be.
    fn leads_on(&self, page: &str) -> bool {
        let what = self.routes.what(&crate::routes::file_of(page));
        what.is_some_and(|what| what.leads_on() || what == crate::routes::What::Tombstone)
    }

    fn page(&self, owner: Option<&str>, lost: &Lost<'_>) -> Diagnostic {
        let addresses = listed(&lost.addresses);
        let diagnostic = Diagnostic::new(&VANISHED_ADDRESS, lost.place)
            .with("addresses", addresses.join("`, `"))
            .with("list", addresses.join(", "))
            .with("row", self.row(&addresses.join(", ")));
        let Some(owner) = owner else {
            let is_page = lost.addresses.iter().all(|address| address.ends_with('/'));
            return diagnostic.message("message_page").help(if is_page {
                "help_page"
            } else {
                "help_file"
            });
        };
        let diagnostic = diagnostic.with("id", owner);
        if let Some(at) = self.catalogue.by_id(owner).or_else(|| self.successor(owner)) {
            let entry = self.catalogue.entry(at);
            let diagnostic = diagnostic
                .at(entry.place(entry.at.slug))
                .with("url", entry.url())
                .with("file", self.sources.file(entry.file).path())
                .related(lost.place, "recorded")
                .message("message_moved")
                .help("help_moved");
            let field = format!("aliases: [{}]", lost.addresses.join(", "));
            return match self.line(entry) {
                Some(line) if entry.aliases.is_empty() => {
                    diagnostic.changed(line, Change::AddField(field))
                }
                _ => diagnostic,
            };
        }
        match self.catalogue.draft(owner) {
            Some(draft) => {
                diagnostic.related(draft, "draft").message("message_draft").help("help_draft")
            }
            None => diagnostic,
        }
    }

    /// The beginning of the line that gives an entry its address, where a field can be put in.
    fn line(&self, entry: &Entry) -> Option<Place> {
        let text = self.sources.file(entry.file).text();
        let start = text[..entry.at.slug.start as usize].rfind('\n').map_or(0, |end| end + 1);
        let is_field = text[start..].starts_with(|first: char| first.is_ascii_lowercase());
        is_field.then(|| entry.place(Span::new(start, start)))
    }

    /// The entry that has an address which once was that of `id`: its file was given another name.
    fn successor(&self, id: &str) -> Option<EntryRef> {
        let once =
            self.ledger.by_address.iter().filter(|(_, line)| line.owner.as_deref() == Some(id));
        let now = once.filter_map(|(address, _)| self.now.owner(address));
        now.filter(|owner| *owner != id).find_map(|owner| self.catalogue.by_id(owner))
    }

    /// A row of `content/gone.yaml`, to be filled in.
    fn row(&self, addresses: &str) -> String {
        format!("- {{ title: …, addresses: [{addresses}], since: {} }}", self.catalogue.today)
    }

    fn anchor(&self, page: &str, anchor: &str) -> Option<Diagnostic> {
        let address = format!("{page}#{anchor}");
        let line = self.ledger.by_address.get(&address)?;
        let diagnostic = Diagnostic::new(&VANISHED_ADDRESS, line.place)
            .with("addresses", &address)
            .with("anchor", anchor)
            .with("mark", format!("{{#{anchor}}}"))
            .with("page", page)
            .with("row", self.row(&format!("\"{address}\"")))
            .message("message_anchor");
        // A heading that has got another name is a new one.
        let recorded = |anchor: &&str| self.ledger.has(&format!("{page}#{anchor}"));
        let new: Vec<&str> = self.now.anchors_of(page).filter(|now| !recorded(now)).collect();
        let near = match new.as_slice() {
            [only] => Some((*only).to_owned()),
            new => nearest(anchor, new.iter().copied()).map(str::to_owned),
        };
        let diagnostic = match near {
            Some(near) => diagnostic.with("near", near).help("help_anchor_near"),
            None => diagnostic.help("help_anchor"),
        };
        let entry = self
            .now
            .owner(page)
            .and_then(|id| self.catalogue.by_id(id))
            .map(|at| self.catalogue.entry(at));
        let is_procedure = entry.is_some_and(|entry| entry.kind == Kind::Procedure);
        let diagnostic = if is_procedure { diagnostic.help("help_step") } else { diagnostic };
        Some(match entry {
            Some(entry) => diagnostic.related(entry.place(entry.at.title), "page"),
            None => diagnostic,
        })
    }
}

/// The first addresses, and how many more.
fn listed(addresses: &[&str]) -> Vec<String> {
    let first = addresses.iter().take(NAMED).map(|address| (*address).to_owned());
    let more = addresses.len().saturating_sub(NAMED);
    first.chain((more > 0).then(|| format!("… (+{more})"))).collect()
}
