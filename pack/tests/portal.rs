//! Documents of portals that are made up here, judged by what stands on their pages.

mod pages;

use std::sync::LazyLock;

use pages::{bare, codes, lines, outside, texts};
use portal::source::Sources;
use portal::{Paper, PaperChoice, PaperPart};
use typst_layout::PagedDocument;

/// Text that Typst would take for something, were it evaluated.
const HOSTILE: &str = r##"#import "@preview/x:1.0.0" $x^2$ *b* _i_ @ref <label> \ [y] `r` ~ -- // /* = == + - #{1/0} #panic() "q" 'q'"##;

const SITE: &str = "title = \"Prøveportalen\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\nnote = \"Kun en prøve.\"\n";
const ADMINISTRATIONS: &str = "- { id: a, label: Arbejdsforvaltningen, abbreviation: AF }\n- { id: b, label: Børneforvaltningen }\n- { id: c, label: C }\n- { id: d, label: D }\n";
const COURSE: &str = "title: Forløbet\nsummary: Et forløb.\naudience: [a]\nparts:\n  - heading: Første del\n    text: Kun til underviseren.\n    items:\n      - { entry: siden, note: Hemmelig note. }\n      - { search: dansehold, facets: { kind: offer }, title: Find dans }\n  - heading: Anden del\n    items:\n      - { entry: vejen, anchor: trin-3 }\n";
const OFFER: &str = "---\ntitle: Danseholdet\nsummary: Et dansehold for alle.\noffer_type: hold\nadministration: a\nowner: huset\nreferral: { how: Ring. }\n---\n";
const UNIT: &str = "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\nadministration: a\nphones: [{ number: \"33 17 33 17\" }]\n---\n";

/// YAML's own quotes keep every sign.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn page() -> String {
    let text = quoted(HOSTILE);
    format!(
        "---\ntitle: {text}\nid: siden\nsummary: {text}\nalso_called: [{text}]\n---\n\
         ```\n{HOSTILE}\n```\n\n## Æbler, øer og ånder – §§ 3 … »citat«\n\n\
         | A | B |\n|---|---|\n| **fed** | [[danseholdet]] |\n\n\
         > Citat[^1]\n\n1. en\n2. to\n   - tre\n\n[^1]: En note.\n"
    )
}

/// A procedure as hard as they come: many steps and lanes, long words, ways back and forth.
fn procedure() -> String {
    let lanes = ["borger", "a", "b", "c", "d", "andre"];
    let long = "Speciallægepraksisplanlægningsstabiliseringsperiodeudvalgsformandskabet";
    let steps = (1..=20).map(|number| {
        let lane = lanes[number * 5 % lanes.len()];
        let ways = match number {
            3 => "    branches: [{ if: Nej tak, goto: trin-9 }, { if: Ja tak, goto: trin-4 }]\n",
            7 | 12 => "    branches: [{ if: Der mangler noget, goto: trin-2 }]\n",
            15 => "    branches: [{ if: Det haster, goto: trin-20 }, { if: Alt er klart, goto: trin-5 }]\n",
            _ => "",
        };
        format!(
            "  - title: Trin nummer {number} {long}\n    id: trin-{number}\n    lane: {lane}\n\
             \x20   deadline: {{ text: Inden {number} dage }}\n    documents_out: [Papir {number}]\n{ways}"
        )
    });
    let steps: String = steps.collect();
    format!(
        "---\ntitle: Vejen\nsummary: En lang vej.\nadministrations: [a, b]\nsteps:\n{steps}---\n"
    )
}

fn files() -> Vec<(&'static str, String)> {
    let draft = "---\ntitle: Kladden\nsummary: En kladde.\ndraft: true\n---\n";
    vec![
        ("site.toml", SITE.to_owned()),
        ("content/vocabularies/administrations.yaml", ADMINISTRATIONS.to_owned()),
        ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n".to_owned()),
        ("content/courses/forloebet.yaml", COURSE.to_owned()),
        ("content/offers/danseholdet.md", OFFER.to_owned()),
        ("content/contacts/huset.md", UNIT.to_owned()),
        ("content/procedures/vejen.md", procedure()),
        ("content/pages/siden.md", page()),
        ("content/pages/kladden.md", draft.to_owned()),
    ]
}

fn of(ids: &[&str], without: &[PaperPart]) -> PaperChoice {
    PaperChoice {
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        owner: None,
        without: without.iter().copied().collect(),
    }
}

fn paper_of(choice: PaperChoice) -> Paper {
    let files = files().into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let (sources, findings) = Sources::from_files(files);
    pages::paper(&sources, findings, choice)
}

fn document_of(choice: PaperChoice) -> PagedDocument {
    portal_pack::laid_out(&paper_of(choice)).expect("it can be laid out")
}

/// The words on every page of the course's document.
static COURSE_PAGES: LazyLock<Vec<String>> =
    LazyLock::new(|| texts(&document_of(of(&["forloebet"], &[]))));

#[test]
fn text_that_looks_like_markup_is_set_as_it_is() {
    let said = bare(&COURSE_PAGES.concat());
    // In the contents, the heading, the summary, the other names and the prose.
    let times = said.matches(&bare(HOSTILE)).count();
    assert!(times >= 5, "{times} times in {said}");
}

#[test]
fn letters_and_signs_of_danish_are_drawn() {
    let said = bare(&COURSE_PAGES.concat());
    assert!(said.contains(&bare("Æbler, øer og ånder – §§ 3 … »citat«")), "{said}");
}

#[test]
fn what_is_said_to_the_trainer_is_not_handed_out() {
    let said = COURSE_PAGES.concat();
    assert!(!said.contains("Hemmelig") && !said.contains("underviseren"), "{said}");
}

#[test]
fn a_saved_search_is_answered_with_what_the_portal_would_find() {
    let said = bare(&COURSE_PAGES.concat());
    let answer = bare("1 svar i portalen•Danseholdet · Tilbud");
    assert!(said.contains(&answer), "{said}");
    let without = texts(&document_of(of(&["forloebet"], &[PaperPart::Searches])));
    assert!(!without.concat().contains("svar i portalen"));
}

#[test]
fn every_page_says_what_it_is_of_and_has_its_number() {
    let pages = &*COURSE_PAGES;
    for (page, number) in pages.iter().zip(1..) {
        let page = bare(page);
        let foot = format!("Prøveportalen · Udgave 30. juni 2013{number} / {}", pages.len());
        assert!(page.contains(&bare(&foot)), "{foot}: {page}");
        let head = bare("Forløbet");
        assert!(number == 1 || page.starts_with(&head), "{page}");
    }
}

#[test]
fn the_contents_name_the_page_that_each_thing_stands_on() {
    let document = document_of(of(&["forloebet"], &[]));
    let pages = lines(&document);
    for title in ["1. Første del", "1.2 Find dans", "2. Anden del", "2.1 Vejen"] {
        let is_it = |line: &&String| bare(line).starts_with(&bare(title));
        let listed = pages[0].iter().find(is_it).expect("a line of the contents");
        let number: usize = listed
            .rsplit(' ')
            .next()
            .and_then(|last| bare(last).parse().ok())
            .unwrap_or_else(|| panic!("{listed}"));
        let heading = |line: &&String| is_it(line) && !line.contains(". .");
        assert!(pages[number - 1].iter().any(|line| heading(&line)), "{listed}: {pages:?}");
    }
}

#[test]
fn a_drawing_is_whole_and_nothing_leaves_the_page() {
    let document = document_of(of(&["vejen"], &[PaperPart::Sources]));
    assert_eq!(outside(&document), Vec::<String>::new());
    let said = bare(&texts(&document).concat());
    for number in 1..=20 {
        let title = bare(&format!("{number}. Trin nummer {number} Special"));
        assert!(said.matches(&title).count() >= 2, "{title} is not both drawn and listed");
    }
    assert_eq!(said.matches(&bare("Der mangler noget: gå til trin 2")).count(), 2 + 2);
    let without = texts(&document_of(of(&["vejen"], &[PaperPart::Drawings])));
    let without = bare(&without.concat());
    assert_eq!(without.matches(&bare("Der mangler noget: gå til trin 2")).count(), 2);
}

#[test]
fn the_pages_of_a_unit_are_those_that_it_answers_for() {
    let choice = PaperChoice { owner: Some("huset".to_owned()), ..PaperChoice::default() };
    let said = bare(&texts(&document_of(choice)).concat());
    assert!(said.contains("Danseholdet") && said.contains("33173317"), "{said}");
    assert!(!said.contains("Vejen"), "{said}");
}

#[test]
fn the_same_document_has_the_same_bytes() {
    let paper = paper_of(of(&["forloebet"], &[]));
    let made = [(); 2].map(|()| {
        let pdf = portal_pack::typeset(&paper).expect("a document");
        // What has been set is forgotten, so that all is set once more.
        typst::comemo::evict(0);
        pdf.bytes
    });
    assert!(made[0] == made[1]);
}

#[test]
fn the_file_says_that_it_is_for_everybody() {
    let paper = paper_of(of(&["forloebet"], &[]));
    let pdf = portal_pack::typeset(&paper).expect("a document");
    let file = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
    assert_eq!(file.get_pages().len(), pdf.pages);
    let catalog = file.catalog().expect("a catalog");
    let marked = catalog.get(b"MarkInfo").and_then(|info| file.dereference(info));
    let (_, marked) = marked.expect("it says whether it is tagged");
    let marked = marked.as_dict().and_then(|info| info.get(b"Marked")).expect("tagged");
    assert!(marked.as_bool().expect("yes or no"));
    assert_eq!(catalog.get(b"Lang").and_then(|lang| lang.as_str()).expect("a language"), b"da");
    let metadata = catalog.get(b"Metadata").and_then(|data| file.dereference(data));
    let stream = metadata.expect("metadata").1.as_stream().expect("a stream");
    let words = String::from_utf8_lossy(&stream.content);
    // ISO 14289-1, 5: the version identifier.
    assert!(words.contains("<pdfuaid:part>1</pdfuaid:part>"), "{words}");
    assert!(words.contains("Forløbet"), "{words}");
}

#[test]
fn another_program_reads_the_codes() {
    let document = document_of(of(&["forloebet"], &[]));
    let read = codes(&document);
    for address in [
        "https://p.example/t/forloebet/",
        "https://p.example/t/siden/",
        "https://p.example/soeg/?q=dansehold&kind=offer",
        "https://p.example/sagsgange/vejen/#trin-3",
    ] {
        assert!(read.iter().any(|one| one == address), "{address}: {read:?}");
    }
    let without = document_of(of(&["forloebet"], &[PaperPart::Qr]));
    assert_eq!(codes(&without), Vec::<String>::new());
}
