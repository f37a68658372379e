//! A register of words: forms of a word that no rule of ours leads from find what the portal uses,
//! and others are left out.

use std::borrow::Cow;

use super::corpus::offer;
use portal_search::{
    Engine, Heading, IndexFiles, Lexicon, Request, SearchDocument, Synonyms, build_from,
};

/// An excerpt in the register's format, of our own making: no line is copied.
const REGISTER: &str = "\
COR.90001.110.01\tgnu\tdyr\tsb.fk.sg.ubest\tgnu\tN\n\
COR.90001.112.01\tgnu\tdyr\tsb.fk.pl.ubest\tgnær\tN\n\
COR.90002.200.01\tgnyde\tslibe\tvb.inf.akt\tgnyde\tN\n\
COR.90002.203.01\tgnyde\tslibe\tvb.præt.akt\tgnad\tN\n\
COR.90003.110.01\tgnad\tstøv\tsb.itk.sg.ubest\tgnad\tN\n\
COR.90003.112.01\tgnad\tstøv\tsb.itk.sg.best\tgnadet\tN\n\
COR.90004.110.01\tzebu\tdyr\tsb.fk.sg.ubest\tzebu\tN\n\
COR.90004.112.01\tzebu\tdyr\tsb.fk.pl.ubest\tzebyer\tN\n";

fn files(documents: &[SearchDocument], register: &str) -> IndexFiles {
    let headings: Vec<Heading<'_>> = documents.iter().map(Heading::from).collect();
    let lexicon = Lexicon::read(register).unwrap();
    build_from(&headings, |at| Cow::Borrowed(&documents[at]), &Synonyms::default(), &lexicon)
        .unwrap()
}

fn engine(documents: &[SearchDocument], register: &str) -> Engine {
    Engine::open(files(documents, register)).unwrap()
}

fn ids(engine: &Engine, query: &str) -> Vec<String> {
    engine
        .search(&Request { exact: true, ..Request::new(query) })
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

#[test]
fn a_form_that_no_rule_leads_from_finds_the_forms_that_are_used() {
    let documents =
        [offer("gnu", "En gnu i byen", "Den går."), offer("other", "Noget andet", "Intet.")];
    assert_eq!(ids(&engine(&documents, ""), "gnær"), [""; 0]);
    let engine = engine(&documents, REGISTER);
    assert_eq!(ids(&engine, "gnær"), ["gnu"]);
    assert_eq!(ids(&engine, "gnaer"), ["gnu"]);
}

#[test]
fn a_form_of_several_words_that_are_used_leads_to_none_of_them() {
    let verb = [offer("verb", "At gnyde hårdt", "Man kan gnyde.")];
    assert_eq!(ids(&engine(&verb, REGISTER), "gnad"), ["verb"], "only one of the words is used");
    let [verb] = verb;
    let both = [verb, offer("noun", "I gnadet", "Støvet i gnadet.")];
    assert_eq!(ids(&engine(&both, REGISTER), "gnad"), ["noun"], "the stem leads to the other");
}

#[test]
fn words_that_no_text_uses_are_not_kept() {
    let documents = [offer("gnu", "En gnu i byen", "Den går.")];
    let used = REGISTER.lines().take(2).collect::<Vec<_>>().join("\n");
    assert_eq!(files(&documents, &used), files(&documents, REGISTER));
    assert_ne!(files(&documents, &used), files(&documents, ""));
}
