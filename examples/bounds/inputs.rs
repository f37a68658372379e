//! What no editor writes, in any size: each input is a piece of Markdown, YAML or a template that
//! comes again and again, at the places where an algorithm may look back at everything before it.

use std::fmt::Write as _;

/// One input of any size.
pub(crate) struct Bound {
    /// What comes again.
    pub(crate) what: &'static str,
    /// How often, at most: as much as the limits let in.
    pub(crate) size: usize,
    /// The files, for a size.
    pub(crate) files: fn(usize) -> Files,
}

/// Paths and texts.
pub(crate) type Files = Vec<(String, String)>;

/// Settings that let in bodies of 16 MB.
const SITE: &str = "title = \"P\"\nbase_url = \"https://example.org\"\n[edition]\ndate = \"2013-06-30\"\n[limits]\nbody = 16000000\n";

fn files<'t>(files: impl IntoIterator<Item = (&'t str, String)>) -> Files {
    let site = ("site.toml".to_owned(), SITE.to_owned());
    [site]
        .into_iter()
        .chain(files.into_iter().map(|(path, text)| (path.to_owned(), text)))
        .collect()
}

fn page(body: &str) -> Files {
    files([("content/pages/a.md", format!("---\ntitle: A\nsummary: A.\n---\n\n{body}\n"))])
}

/// A word of capitals that no other number has.
fn capitals(number: usize) -> String {
    let letter = |by: usize| char::from(b'A' + u8::try_from(number / by % 26).unwrap_or(0));
    [letter(1), letter(26), letter(26 * 26), 'Q'].into_iter().collect()
}

/// A text for each number, one after the other.
fn each(size: usize, piece: impl Fn(usize) -> String) -> String {
    (0..size).fold(String::new(), |mut text, number| {
        text.push_str(&piece(number));
        text
    })
}

fn table(size: usize) -> String {
    let row = format!("|{}\n", "a|".repeat(size));
    format!("{row}|{}\n{}", "-|".repeat(size), row.repeat(size))
}

/// Units, each of which lies below the next and the last below the first.
fn ring(size: usize) -> Files {
    let unit = |number: usize| {
        let (path, parent) = (format!("content/contacts/u{number}.md"), (number + 1) % size);
        (
            path,
            format!(
                "---\ntitle: U{number}\nsummary: U.\nunit_type: unit\nparent: u{parent}\n---\n"
            ),
        )
    };
    files([]).into_iter().chain((0..size).map(unit)).collect()
}

/// Pages, each of which replaces all before it.
fn tangle(size: usize) -> Files {
    let page = |number: usize| {
        let all =
            each(size, |other| if other == number { String::new() } else { format!("p{other}, ") });
        (
            format!("content/pages/p{number}.md"),
            format!("---\ntitle: P\nsummary: P.\nreplaced_by: [{all}]\n---\n"),
        )
    };
    files([]).into_iter().chain((0..size).map(page)).collect()
}

fn glossary(size: usize, term: impl Fn(usize) -> String, body: &str) -> Files {
    let mut glossary = String::new();
    for number in 0..size {
        let _ = writeln!(glossary, "- {{ id: t{number}, {}, definition: T. }}", term(number));
    }
    let mut files = page(body);
    files.push(("content/glossary.yaml".to_owned(), glossary));
    files
}

/// The list.
pub(crate) fn all() -> Vec<Bound> {
    let bound = |what, size, files| Bound { what, size, files };
    vec![
        bound("`## A`", 8_000, |n| page(&"## A\n\n".repeat(n))),
        bound("`##A`", 8_000, |n| page(&"## A\n\n##A\n\n".repeat(n))),
        bound("`![[]()`", 16_000, |n| page(&"![[]()".repeat(n))),
        bound("`[`", 250_000, |n| page(&"[".repeat(n))),
        bound("`[[`", 125_000, |n| page(&"[[".repeat(n))),
        bound("`*a `", 80_000, |n| page(&"*a ".repeat(n))),
        bound("`**a:**b `", 25_000, |n| page(&"**a:**b ".repeat(n))),
        bound("`a**b`", 60_000, |n| page(&"a**b".repeat(n))),
        bound("`` `a ``", 80_000, |n| page(&"`a ".repeat(n))),
        bound("`[a](/b c `", 25_000, |n| page(&"[a](/b c ".repeat(n))),
        bound("`[[a] `", 40_000, |n| page(&"[[a] ".repeat(n))),
        bound("`[^a]`", 50_000, |n| page(&"[^a]".repeat(n))),
        bound("`[^a]` with as many notes", 20_000, |n| {
            page(&format!("{}\n\n{}", "a[^a] ".repeat(n), "[^a]: b\n\n".repeat(n)))
        }),
        bound("notes of their own", 10_000, |n| {
            page(&(each(n, |at| format!("a[^{at}] ")) + &each(n, |at| format!("\n\n[^{at}]: b"))))
        }),
        bound("`[a]: /b`", 20_000, |n| page(&each(n, |at| format!("[a{at}]: /b\n")))),
        bound("links to the page itself", 100_000, |n| page(&"[a](/a/) ".repeat(n))),
        bound("links to nowhere", 100_000, |n| page(&each(n, |at| format!("[a](/b{at}/) ")))),
        bound("`[[b]]`", 100_000, |n| page(&each(n, |at| format!("[[b{at}]] ")))),
        bound("`![a](b`, closed", 15_000, |n| page(&("![a](b ".repeat(n) + &")".repeat(n)))),
        bound("abbreviations", 30_000, |n| page(&each(n, |at| capitals(at) + " "))),
        bound("abbreviations in the glossary", 30_000, |n| {
            glossary(
                n,
                |at| format!("term: Ord{at}, abbreviation: {}", capitals(at)),
                &each(n, |at| capitals(at) + " "),
            )
        }),
        bound("terms that begin alike", 20_000, |n| {
            glossary(n, |at| format!("term: Plan {at}"), &"Plan a ".repeat(n))
        }),
        bound("a table, as wide as long", 1_000, |n| page(&table(n))),
        bound("cells of one row", 100_000, |n| {
            page(&format!("|{0}\n|{1}\n|{0}", "a|".repeat(n), "-|".repeat(n)))
        }),
        bound("cells too many", 100_000, |n| page(&format!("|a|b|\n|-|-|\n|{}", "a|".repeat(n)))),
        bound("`>`", 10_000, |n| page(&(">".repeat(n) + "a"))),
        bound("lists within each other", 1_000, |n| {
            page(&each(n, |at| format!("{}- a\n", "  ".repeat(at))))
        }),
        bound("`- - - a`", 50_000, |n| page(&("- ".repeat(n) + "a"))),
        bound("`<!--`", 50_000, |n| page(&"<!--".repeat(n))),
        bound("`a <![CDATA[`", 20_000, |n| page(&"a <![CDATA[".repeat(n))),
        bound("`| a`", 50_000, |n| page(&"| a\n".repeat(n))),
        bound("`• a`", 40_000, |n| page(&"• a\n".repeat(n))),
        bound("`&#x202e;`", 25_000, |n| page(&"&#x202e;".repeat(n))),
        bound("`1<!--`, read by the guard", 40_000, |n| page(&"1<!--".repeat(n))),
        bound("`1](`, read by the guard", 60_000, |n| page(&"1](".repeat(n))),
        bound("`07`, read by the guard", 100_000, |n| page(&"07".repeat(n))),
        bound("`1 `, read by the guard", 100_000, |n| page(&"1 ".repeat(n))),
        bound("`1&#`, read by the guard", 60_000, |n| page(&"1&#".repeat(n))),
        bound("`%31`, read by the guard", 60_000, |n| page(&"%31".repeat(n))),
        bound("`\\u`, read by the guard", 100_000, |n| page(&"\\u".repeat(n))),
        bound("`1**b**`, read by the guard", 30_000, |n| page(&"1**b**".repeat(n))),
        bound("`070761 `, read by the guard", 20_000, |n| page(&"070761 ".repeat(n))),
        bound("`1[](1)`, read by the guard", 30_000, |n| page(&"1[](1)".repeat(n))),
        bound("letters of one word", 1_000_000, |n| page(&"a".repeat(n))),
        bound("words of one line", 200_000, |n| page(&"ord ".repeat(n))),
        bound("letters of a heading", 250_000, |n| page(&format!("## {}", "a".repeat(n)))),
        bound("letters of a title", 60_000, |n| {
            files([(
                "content/pages/a.md",
                format!("---\ntitle: {}\nsummary: A.\n---\n", "a".repeat(n)),
            )])
        }),
        bound("words of a title", 15_000, |n| {
            files([(
                "content/pages/a.md",
                format!("---\ntitle: {}\nsummary: A.\n---\n", "ord ".repeat(n)),
            )])
        }),
        bound("unknown keys", 3_500, |n| {
            files([(
                "content/pages/a.md",
                format!("---\ntitle: A\nsummary: A.\n{}---\n", each(n, |at| format!("k{at}: a\n"))),
            )])
        }),
        bound("`[` in YAML", 60_000, |n| {
            files([("content/pages/a.md", format!("---\ntitle: {}\n---\n", "[".repeat(n)))])
        }),
        bound("anchors and aliases", 5_000, |n| {
            files([(
                "content/pages/a.md",
                format!("---\n{}---\n", each(n, |at| format!("a{at}: &a{at} [*a{at}]\n"))),
            )])
        }),
        bound("synonyms", 50_000, |n| {
            files([(
                "content/synonyms.yaml",
                each(n, |at| format!("- {{ words: [a{at}, b{at}] }}\n")),
            )])
        }),
        bound("units in a ring", 2_000, ring),
        bound("pages that all replace each other", 200, tangle),
    ]
}
