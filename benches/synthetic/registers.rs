//! Registers: the glossary, laws, documents, synonyms and search tests.

use super::front_matter::{flow, quoted};
use super::lexicon::Noun;
use super::prose::Writer;
use super::words::SHORT_FORMS;
use super::world::World;

/// The files of all registers.
pub(super) fn files(world: &World) -> Vec<(String, Vec<u8>)> {
    let file = |name: &str, rows: String| (format!("content/{name}.yaml"), rows.into_bytes());
    vec![
        file("glossary", glossary(world)),
        file("laws", laws(world)),
        file("documents", documents(world)),
        file("synonyms", synonyms(world)),
        file("search_tests", search_tests(world)),
    ]
}

fn glossary(world: &World) -> String {
    let rows = world.terms.iter().enumerate().map(|(at, name)| {
        let mut writer = Writer::new(world, "term", at);
        let short = SHORT_FORMS.get(at).map(|short| format!("  abbreviation: {}\n", short[0])).unwrap_or_default();
        let (definition, see) = (quoted(&writer.sentence()), &writer.random.pick(&world.offers).id);
        format!(
            "- id: {}\n  term: {}\n{short}  definition: {definition}\n  see: [{see}]\n  sources: [{}]\n",
            name.id,
            name.title,
            writer.source()
        )
    });
    rows.collect()
}

fn laws(world: &World) -> String {
    let rows = world.laws.iter().zip(1..).map(|(id, number)| {
        let title = format!("Lov om {}", Noun::of(number * 11).plural());
        format!(
            "- id: {id}\n  short: Lov {number}\n  title: {title}\n  versions:\n    - {{ eli: \"https://lov.example/eli/lta/2020/{number}\", \
             from: 2010-01-01 }}\n"
        )
    });
    rows.collect()
}

fn documents(world: &World) -> String {
    let rows = world.documents.iter().enumerate().map(|(at, id)| {
        let title = quoted(&format!("Rapport om {}", Noun::of(at * 13).definite_plural()));
        format!(
            "- id: {id}\n  title: {title}\n  date: 2024-02-{:02}\n  publisher: Kommunen\n",
            at % 28 + 1
        )
    });
    rows.collect()
}

/// Two-way rows and one-way rows in turn; words that staff type and nobody writes.
fn synonyms(world: &World) -> String {
    let rows = (0..40 + world.offers.len() / 100).map(|at| {
        let (written, typed) = (Noun::of(at * 3), Noun::of(9_000 + at * 17));
        if at % 2 == 0 {
            format!("- words: {}\n", flow(&[written.single(), typed.single()]))
        } else {
            format!("- from: {}\n  to: {}\n", typed.single(), flow(&[written.single()]))
        }
    });
    rows.collect()
}

/// The titles of a few units find their pages.
fn search_tests(world: &World) -> String {
    let tests = world.contacts.iter().take(5).map(|name| {
        let (title, id) = (&name.title, &name.id);
        format!("- {{ query: \"{title}\", expect: [{id}], within: 3 }}\n")
    });
    tests.collect()
}
