//! Names and addresses that lead out of the portal, or that a file system, a server or another page
//! already has.

use super::{Faults, Input, PAGE, Refused, Taken, more, several};

fn page(title: &str, fields: &str) -> String {
    format!("---\ntitle: {title}\nsummary: En side.\n{fields}---\n\nSe [[a]].\n")
}

/// Two pages with these paths and fields.
fn twins(
    number: u8,
    what: &'static str,
    one: (&str, &str),
    other: (&str, &str),
    code: &'static str,
) -> Input {
    let (first, second) = (page("Første", one.1), page("Anden", other.1));
    several(number, what, [(one.0, first.as_str()), (other.0, second.as_str())], Refused(code))
}

/// Two pages with these paths and fields, of which each has a fault.
fn both(
    number: u8,
    what: &'static str,
    one: (&str, &str),
    other: (&str, &str),
    codes: &'static [&'static str],
) -> Input {
    let (first, second) = (page("Første", one.1), page("Anden", other.1));
    several(number, what, [(one.0, first.as_str()), (other.0, second.as_str())], Faults(codes))
}

/// A page with this path.
fn named(number: u8, what: &'static str, path: &str, code: &'static str) -> Input {
    several(number, what, [(path, page("Side", "").as_str())], Refused(code))
}

fn alias(number: u8, what: &'static str, alias: &str, code: &'static str) -> Input {
    more(number, what, &format!("aliases: ['{alias}']\n"), Refused(code))
}

fn slug(number: u8, what: &'static str, slug: &str, code: &'static str) -> Input {
    more(number, what, &format!("slug: '{slug}'\n"), Refused(code))
}

pub(super) fn inputs() -> Vec<Input> {
    let mut all: Vec<Input> = [names(), claims()].into_iter().flatten().collect();
    all.sort_by_key(|input| input.number);
    all
}

/// Paths that are none, or lead out.
fn names() -> Vec<Input> {
    let long = "x".repeat(256);
    let path = format!("content/pages/{}/x.md", vec!["mappe"; 700].join("/"));
    vec![
        alias(38, "the alias `../../x`", "../../x", "bad-url"),
        slug(38, "the slug `../../x`", "../../x", "bad-id"),
        more(39, "the alias `/etc/x/`", "aliases: [/etc/x/]\n", Taken("En side.")),
        slug(39, "the slug `/etc/x`", "/etc/x", "bad-id"),
        alias(40, "the alias `C:\\x`", "C:\\x", "bad-url"),
        alias(40, "the alias `/a:b/`", "/a:b/", "bad-url"),
        slug(40, "the slug `a:b`", "a:b", "bad-id"),
        alias(41, "the alias `/..%2fx/`", "/..%2fx/", "bad-url"),
        slug(41, "the slug `..%2fx`", "..%2fx", "bad-id"),
        slug(42, "the slug `CON`", "CON", "bad-id"),
        named(42, "`aux.md`", "content/pages/aux.md", "reserved-name"),
        named(42, "`nul.txt.md`", "content/pages/nul.txt.md", "bad-id"),
        slug(42, "the slug `com1`", "com1", "reserved-name"),
        slug(43, "a slug with a dot at its end", "a.", "bad-id"),
        more(43, "a slug with a space at its end", "slug: 'a '\n", Taken("En side.")),
        slug(44, "a slug of `<>:\"|?*`", "<>:\"|?*", "bad-id"),
        named(44, "a file named `<>:\"|?*`", "content/pages/<>:\"|?*.md", "bad-id"),
        named(50, "a name of 256 bytes", &format!("content/pages/{long}.md"), "bad-id"),
        several(
            50,
            "a path of 4,000 bytes",
            [(path.as_str(), page("Side", "").as_str())],
            Taken("En side."),
        ),
        several(51, "`.env` in the content", [("content/.env", "x")], Refused("unknown-file")),
    ]
}

/// Paths that others have as well.
fn claims() -> Vec<Input> {
    let (c, d) = ("content/pages/c.md", "content/pages/d.md");
    vec![
        both(
            45,
            "`C.md` beside `c.md`",
            ("content/pages/C.md", ""),
            (c, ""),
            &["bad-id", "slug-collision"],
        ),
        both(
            45,
            "the aliases `/X/` and `/x/`",
            (c, "aliases: [/X/]\n"),
            (d, "aliases: [/x/]\n"),
            &["bad-url", "slug-collision"],
        ),
        twins(
            46,
            "`å.md` in one and in two characters",
            ("content/pages/\u{e5}.md", "id: x\n"),
            ("content/pages/a\u{30a}.md", "id: y\n"),
            "bad-file-name",
        ),
        twins(
            47,
            "the aliases `/straße/` and `/strasse/`",
            (c, "aliases: [/straße/]\n"),
            (d, "aliases: [/strasse/]\n"),
            "bad-url",
        ),
        twins(
            48,
            "the slugs of `År` and `Aar`",
            (c, "slug: aar\n"),
            (d, "slug: aar\n"),
            "slug-collision",
        ),
        twins(
            49,
            "a slug like a folder of the portal's",
            (c, "slug: soeg\n"),
            (d, ""),
            "slug-collision",
        ),
        twins(
            49,
            "a slug like the folder of the styles",
            (c, "slug: css\n"),
            (d, ""),
            "slug-collision",
        ),
        slug(49, "the slug `bin`", "bin", "reserved-name"),
        twins(
            52,
            "two pages with the same alias",
            (c, "aliases: [/x/]\n"),
            (d, "aliases: [/x/]\n"),
            "slug-collision",
        ),
        twins(52, "an alias that is a page", (c, "aliases: [/a/]\n"), (d, ""), "slug-collision"),
        twins(
            53,
            "aliases that lead to each other",
            (c, "aliases: [/d/]\n"),
            (d, "aliases: [/c/]\n"),
            "slug-collision",
        ),
        several(
            53,
            "an alias that is its own page",
            [(PAGE, page("A", "aliases: [/a/]\n").as_str())],
            Refused("slug-collision"),
        ),
    ]
}
