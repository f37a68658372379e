//! One law as the search sees it: found by everything that it is called and by its sections, as far
//! as entries rest on them.

use std::collections::{BTreeMap, BTreeSet};

use portal_search::{DocumentKind, Facet, SearchDocument, Shown};

use crate::model::{Catalogue, Key, Law, LegalBasis};

/// An id of so few letters is what staff call the law: `sel`.
const LONGEST_ABBREVIATION: usize = 6;

/// The search document of a law.
pub(super) fn document(key: Key<Law>, catalogue: &Catalogue) -> SearchDocument {
    let law = &catalogue.laws[key];
    SearchDocument {
        id: law.id.clone(),
        kind: DocumentKind::Law,
        title: law.short.clone(),
        names: names(law),
        summary: if law.title == law.short { String::new() } else { law.title.clone() },
        headings: sections(key, catalogue),
        body: String::new(),
        keywords: Vec::new(),
        url: law.url(),
        facets: BTreeMap::from([(Facet::Law, vec![law.id.clone()])]),
        historical: false,
        shown: Shown::default(),
    }
}

/// What a law is called beside its short name, each once.
pub(crate) fn names(law: &Law) -> Vec<String> {
    let mut names: Vec<String> =
        [&law.title].into_iter().chain(&law.also_called).cloned().collect();
    if law.id.len() <= LONGEST_ABBREVIATION {
        names.push(law.id.to_uppercase());
    }
    let mut seen = BTreeSet::from([law.short.to_lowercase()]);
    names.retain(|name| seen.insert(name.to_lowercase()));
    names
}

/// The sections that entries and steps rest on, each once.
fn sections(key: Key<Law>, catalogue: &Catalogue) -> Vec<String> {
    let of_entries = catalogue.entries().flat_map(|at| &catalogue.entry(at).legal_basis);
    let steps = catalogue.procedures.iter().flat_map(|procedure| &procedure.steps);
    let of_steps = steps.flat_map(|step| &step.legal_basis);
    let of_this = of_entries.chain(of_steps).filter(|basis: &&LegalBasis| basis.law == key);
    let sections = of_this.filter_map(|basis| Some(basis.section.as_ref()?.value.clone()));
    sections.collect::<BTreeSet<_>>().into_iter().collect()
}
