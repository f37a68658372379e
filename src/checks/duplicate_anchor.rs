//! `duplicate-anchor`: an anchor that stands twice on one page.
//!
//! Why: a link to it finds the first and never the second, and who listens to the page is told a
//! wrong name for one of them. Headings of one text, and the headings of the page's frame, are kept
//! apart by the program; left are a heading that is called like a step of the same procedure, and a
//! theme's template. Wrong: `## Visitation` in a procedure that has a step with the id
//! `visitation`. Right: `## Visitation {#om-visitation}`.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, EntryRef};
use crate::prose::ProseTable;
use crate::routes::SiteIndex;
use crate::source::Place;

/// Two elements of a page have this id.
pub(super) static DUPLICATE_ANCHOR: Code = Code::error("duplicate-anchor");

fn duplicate_anchor(place: Place, anchor: &str, page: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ANCHOR, place).with("anchor", anchor).with("on", page)
}

/// Headings are told each; what a template repeats is told once, since it stands on many pages.
pub(super) fn check(
    (catalogue, prose, owners): (&Catalogue, &ProseTable, &HashMap<&str, EntryRef>),
    tree: &SiteIndex,
) -> Findings {
    let mut of_templates = BTreeSet::new();
    let mut findings = Findings::default();
    for page in tree.pages() {
        let owner = owners.get(page.address.as_str()).copied();
        let address = format!("/{}", page.address);
        for anchor in tree.twins(page) {
            match owner.and_then(|owner| heading(owner, anchor, (catalogue, prose))) {
                Some(place) => findings.push(duplicate_anchor(place, anchor, &address)),
                None if of_templates.insert(anchor) => {
                    let told = duplicate_anchor(place_of(owner, catalogue), anchor, &address);
                    findings.push(told.message("message_template").help("help_template"));
                }
                None => {}
            }
        }
    }
    findings
}

fn heading(
    owner: EntryRef,
    anchor: &str,
    (catalogue, prose): (&Catalogue, &ProseTable),
) -> Option<Place> {
    let heading = prose.of(owner).headings.iter().find(|heading| heading.id.as_str() == anchor)?;
    Some(catalogue.entry(owner).place(heading.span))
}

fn place_of(owner: Option<EntryRef>, catalogue: &Catalogue) -> Place {
    owner.map_or_else(
        || catalogue.site.place(),
        |owner| {
            let entry = catalogue.entry(owner);
            entry.place(entry.at.title)
        },
    )
}
