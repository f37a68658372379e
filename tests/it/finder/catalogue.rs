//! Catalogues to judge: this repository's own, and small ones. And situations as addresses write
//! them.

use std::path::Path;
use std::sync::OnceLock;

use portal::fit::{Question, Situation, Value};
use portal::model::{AgeGroup, Catalogue, Offer, Vocabulary};
use portal::source::{self, Sources};
use portal::{Built, Options, Unobserved};

/// This repository's own portal.
pub(crate) fn own() -> &'static Built {
    static OWN: OnceLock<Built> = OnceLock::new();
    OWN.get_or_init(|| {
        let (sources, findings) =
            source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the portal's sources");
        portal::build(&sources, findings, &Options::default(), &Unobserved)
    })
}

/// A portal of some files beside its settings.
pub(crate) fn of(files: &[(&str, String)]) -> Catalogue {
    let site =
        "title = \"P\"\nbase_url = \"https://p.example\"\n[edition]\ndate = \"2013-06-30\"\n";
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.clone().into_bytes()));
    let (sources, findings) =
        Sources::from_files(files.chain([("site.toml".to_owned(), site.into())]));
    let told: Vec<_> = findings.iter().map(|finding| finding.code.name).collect();
    assert!(told.is_empty(), "{told:?}");
    let (catalogue, findings) = portal::stages::model(&sources);
    let told: Vec<_> = findings.iter().map(|finding| finding.code.name).collect();
    assert!(told.is_empty(), "{told:?}");
    catalogue.expect("a catalogue")
}

/// The offer of an id.
pub(crate) fn offer<'c>(catalogue: &'c Catalogue, id: &str) -> &'c Offer {
    catalogue
        .offers
        .iter()
        .find(|offer| offer.entry.id == id)
        .unwrap_or_else(|| panic!("no offer {id}"))
}

/// A situation out of pairs like `target_group=stofmisbrug`.
pub(crate) fn situation<'p>(
    catalogue: &Catalogue,
    pairs: impl IntoIterator<Item = &'p str>,
) -> Situation {
    let mut situation = Situation::new();
    for pair in pairs {
        let (name, id) = pair.split_once('=').expect("a question and an answer");
        let question = Question::all().find(|question| question.name() == name);
        let question = question.unwrap_or_else(|| panic!("no question {name}"));
        let value = match question {
            Question::Age => {
                AgeGroup::ALL.into_iter().find(|group| group.id() == id).map(Value::Age)
            }
            Question::Terms(vocabulary) => term(catalogue, vocabulary, id),
        };
        situation
            .entry(question)
            .or_default()
            .insert(value.unwrap_or_else(|| panic!("no answer {pair}")));
    }
    situation
}

fn term(catalogue: &Catalogue, vocabulary: Vocabulary, id: &str) -> Option<Value> {
    catalogue.terms_of(vocabulary).find(|(_, term)| term.id == id).map(|(key, _)| Value::Term(key))
}
