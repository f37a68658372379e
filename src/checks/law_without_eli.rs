//! `law-without-eli`: a section of a law is named, and the portal has no address for the law as it
//! reads today.
//!
//! Why: staff must be able to open the section. An ELI (European Legislation Identifier) leads to
//! one consolidation; laws are consolidated anew, so each address has its dates. Wrong:
//! `legal_basis: [{ law: sel, section: "§ 104" }]` where `sel` has no `versions`. Right: add to
//! `laws.yaml` `versions: [{ eli: "https://www.retsinformation.dk/eli/lta/…", from: 2013-01-01 }]`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Entry, Key, Law, LegalBasis};
use crate::source::Text;

/// The law has no version with an ELI that is in force today.
pub(super) static LAW_WITHOUT_ELI: Code = Code::warning("law-without-eli");

fn law_without_eli(entry: &Entry, section: &Text, law: &Law, catalogue: &Catalogue) -> Diagnostic {
    Diagnostic::new(&LAW_WITHOUT_ELI, entry.place(section.span))
        .with("section", &section.value)
        .with("law", &law.id)
        .with("title", &law.title)
        .with("today", catalogue.today)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let entries = input
        .entries()
        .flat_map(|(entry, _)| entry.legal_basis.iter().map(move |basis| (entry, basis)));
    let steps = catalogue.procedures.iter().flat_map(|procedure| {
        let bases = procedure.steps.iter().flat_map(|step| &step.legal_basis);
        bases.map(|basis| (&procedure.entry, basis))
    });
    entries.chain(steps).filter_map(|(entry, basis)| judge(entry, basis, catalogue)).collect()
}

fn judge(entry: &Entry, basis: &LegalBasis, catalogue: &Catalogue) -> Option<Diagnostic> {
    let section = basis.section.as_ref()?;
    (!in_force(basis.law, catalogue))
        .then(|| law_without_eli(entry, section, &catalogue.laws[basis.law], catalogue))
}

fn in_force(law: Key<Law>, catalogue: &Catalogue) -> bool {
    catalogue.laws[law].versions.iter().any(|version| version.valid.contains(catalogue.today))
}
