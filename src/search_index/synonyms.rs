//! The words of staff, gathered from where editors write them: synonyms, glossary and vocabularies.

use portal_search::{Abbreviation, OneWay, Synonyms};

use crate::model::{Catalogue, Synonym};

/// Everything the catalogue says about words that mean the same.
pub(crate) fn synonyms(catalogue: &Catalogue) -> Synonyms {
    let mut synonyms = Synonyms::default();
    for synonym in &catalogue.synonyms {
        match synonym {
            Synonym::Mutual { words, .. } => synonyms.groups.push(words.clone()),
            Synonym::OneWay { from, to, .. } => {
                synonyms.one_way.push(OneWay { from: from.clone(), to: to.clone() });
            }
        }
    }
    let terms = catalogue.terms.iter().filter_map(|term| {
        let short = term.abbreviation.clone()?;
        let names = [&term.entry.title].into_iter().chain(&term.entry.also_called);
        let long: Vec<_> = names.filter(|name| **name != short).cloned().collect();
        (!long.is_empty()).then_some(Abbreviation { short, long })
    });
    synonyms.abbreviations.extend(terms);
    let administrations = catalogue.vocabulary.iter().filter_map(|term| {
        let short = term.abbreviation.clone()?;
        (short != term.label).then(|| Abbreviation { short, long: vec![term.label.clone()] })
    });
    synonyms.abbreviations.extend(administrations);
    // Everything that a law is called means the law.
    let laws = catalogue.laws.iter().map(|law| {
        let names = [&law.title, &law.short].into_iter().chain(&law.also_called);
        Abbreviation { short: law.id.clone(), long: names.cloned().collect() }
    });
    synonyms.abbreviations.extend(laws);
    for term in &catalogue.vocabulary {
        let labels = vec![term.label.clone()];
        let old =
            term.also_called.iter().map(|name| OneWay { from: name.clone(), to: labels.clone() });
        synonyms.one_way.extend(old);
    }
    synonyms
}
