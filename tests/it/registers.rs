//! Registers as folders of small files: what is in them counts as one register, and a twin is told
//! where it stands.

use portal::source::Sources;

const SITE: &str =
    "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";

fn read(files: &[(&str, &str)]) -> Sources {
    let files = [("site.toml", SITE)].into_iter().chain(files.iter().copied());
    let (sources, findings) =
        Sources::from_files(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    assert!(findings.is_empty(), "{findings:?}");
    sources
}

const ONE: (&str, &str) =
    ("content/glossary/a.yaml", "- { id: begreb-a, term: A, definition: En. }\n");
const LAWS: (&str, &str) = (
    "content/laws/sociale/sel.yaml",
    "- { id: sel, short: SEL, title: Serviceloven, versions: [] }\n",
);
const PAGE: (&str, &str) = (
    "content/pages/om.md",
    "---\ntitle: Om\nsummary: Om det.\nlegal_basis: [{ law: sel }]\n---\n\nSe [[begreb-b]].\n",
);

#[test]
fn the_files_of_a_folder_are_one_register() {
    let other = ("content/glossary/b.yaml", "- { id: begreb-b, term: B, definition: To. }\n");
    let sources = read(&[ONE, other, LAWS, PAGE]);
    let (catalogue, findings) = portal::stages::model(&sources);
    assert!(findings.is_empty(), "{findings:?}");
    let mut catalogue = catalogue.expect("a catalogue");
    assert_eq!((catalogue.terms.len(), catalogue.laws.len()), (2, 1));
    let prose = portal::stages::prose(&mut catalogue, &sources);
    let told = portal::stages::check(&catalogue, &prose, &sources);
    assert!(told.iter().all(|finding| finding.code.name != "unknown-reference"), "{told:?}");
}

#[test]
fn a_twin_in_another_file_is_told_where_it_stands() {
    for (again, code) in [
        (
            ("content/glossary/b.yaml", "# to\n- { id: begreb-a, term: B, definition: To. }\n"),
            "duplicate-id",
        ),
        (
            ("content/laws/z.yaml", "# to\n- { id: sel, short: S, title: T, versions: [] }\n"),
            "duplicate-id",
        ),
    ] {
        let sources = read(&[ONE, LAWS, again]);
        let (_, findings) = portal::stages::model(&sources);
        let told: Vec<_> = findings.iter().filter(|finding| finding.code.name == code).collect();
        assert_eq!(told.len(), 1, "{findings:?}");
        assert_eq!(sources.file(told[0].place.file).path(), again.0);
        assert_eq!(
            &sources.file(told[0].place.file).text()[told[0].place.span.range()],
            if again.0.contains("laws") { "sel" } else { "begreb-a" }
        );
    }
}
