//! YAML that cannot be read, that means something else than it seems to, or that would take all
//! memory.

use super::{Input, PAGE, Refused, Taken, fields, files, more, one};

/// Ten levels of lists, each of nine times the one before.
fn alias_bomb() -> String {
    let levels = (1..10).map(|level| {
        let before = format!("*a{}", level - 1);
        format!("a{level}: &a{level} [{}]\n", vec![before; 9].join(", "))
    });
    format!("a0: &a0 [x]\n{}title: A\nsummary: A.\n", levels.collect::<String>())
}

fn nested_maps(depth: usize) -> String {
    (0..depth).flat_map(|level| [" ".repeat(level), "a:\n".to_owned()]).collect()
}

fn offer(fields: &str) -> String {
    format!(
        "---\ntitle: T\nsummary: Et tilbud.\noffer_type: hold\nreferral: {{ how: Ring }}\nlegal_basis: []\n{fields}---\n\nSe [[a]].\n"
    )
}

/// A date of an offer.
fn date(what: &'static str, written: &str) -> Input {
    let types = "- { id: hold, label: Hold }\n";
    let offer = offer(&format!("valid: {{ from: {written} }}\n"));
    let files = files([
        ("content/offers/t.md", offer.as_str()),
        ("content/vocabularies/offer_types.yaml", types),
    ]);
    Input { number: 26, what, files, expected: Refused("bad-date") }
}

pub(super) fn inputs() -> Vec<Input> {
    let syntax = Refused("yaml-syntax");
    let file = |number, what, text: &str, expected| one(number, what, (PAGE, text), expected);
    let title = |what, title: &str, shown| {
        fields(25, what, &format!("title: {title}\nsummary: En prøve.\n"), Taken(shown))
    };
    let untagged = |what, tag: &str| {
        fields(32, what, &format!("title: {tag}\nsummary: En prøve.\n"), Refused("yaml-tag"))
    };
    vec![
        file(
            16,
            "front matter without an end",
            "---\ntitle: A\nsummary: A.\n\nEn side.\n",
            Refused("no-front-matter"),
        ),
        file(17, "no front matter", "En side.\n", Refused("no-front-matter")),
        file(
            18,
            "`---` indented",
            " ---\ntitle: A\nsummary: A.\n ---\n\nEn side.\n",
            Refused("no-front-matter"),
        ),
        file(
            18,
            "`---` with spaces behind",
            "--- \ntitle: A\nsummary: A.\n---  \n\nEn side.\n",
            Taken("En side."),
        ),
        fields(19, "indentation by a tab", "title: A\n\tsummary: A.\n", Refused("yaml-tab")),
        fields(20, "a key twice", "title: A\nsummary: A.\ntitle: B\n", Refused("duplicate-key")),
        more(21, "an unknown key", "sumary: A.\n", Refused("unknown-key")),
        fields(22, "a key that is missing", "title: A\n", Refused("missing-key")),
        fields(23, "a list for a text", "title: [A]\nsummary: A.\n", Refused("wrong-type")),
        more(24, "`draft: no`", "draft: no\n", Refused("wrong-type")),
        more(24, "`draft: on`", "draft: on\n", Refused("wrong-type")),
        more(24, "`draft: ja`", "draft: ja\n", Refused("wrong-type")),
        title("`title: 0800`", "0800", "<h1>0800</h1>"),
        title("`title: 27.10`", "27.10", "<h1>27.10</h1>"),
        title("`title: 1e3`", "1e3", "<h1>1e3</h1>"),
        title("`title: 12:30`", "12:30", "<h1>12:30</h1>"),
        title("`title: no`", "no", "<h1>no</h1>"),
        date("31 February", "31-02-2026"),
        date("month 13", "2026-13-01"),
        date("a time with a zone", "2026-01-01T10:00:00+01:00"),
        fields(27, "aliases of aliases", &alias_bomb(), Refused("yaml-anchor")),
        fields(
            28,
            "an anchor within itself",
            "title: A\nsummary: A.\naliases: &a [*a]\n",
            Refused("yaml-anchor"),
        ),
        fields(
            29,
            "a merge key",
            "title: A\nsummary: A.\n<<: { draft: true }\n",
            Refused("yaml-anchor"),
        ),
        fields(
            30,
            "10,000 `[`",
            &format!("title: {}\nsummary: A.\n", "[".repeat(10_000)),
            Refused("yaml-depth"),
        ),
        fields(
            30,
            "10,000 `[` and as many `]`",
            &format!("title: {}{}\nsummary: A.\n", "[".repeat(10_000), "]".repeat(10_000)),
            Refused("yaml-depth"),
        ),
        fields(31, "200 mappings in each other", &nested_maps(200), Refused("yaml-depth")),
        fields(31, "500 mappings in each other", &nested_maps(500), Refused("too-large")),
        untagged("`!!python/object`", "!!python/object:os.system x"),
        untagged("`!include`", "!include /etc/passwd"),
        one(
            33,
            "two documents in a file",
            (
                "content/glossary.yaml",
                "- { id: x, term: X, definition: X. }\n---\n- { id: y, term: Y, definition: Y. }\n",
            ),
            Refused("yaml-documents"),
        ),
        fields(
            34,
            "a text of 100 KB",
            &format!("title: A\nsummary: {}\n", "a".repeat(100_000)),
            Refused("too-large"),
        ),
        fields(35, "a colon in a text without quotes", "title: A: B\nsummary: A.\n", syntax),
        fields(
            36,
            "a block of text with a wrong indentation",
            "title: A\nsummary: |\nEn\n  to\n",
            syntax,
        ),
        fields(37, "`title: null`", "title: null\nsummary: A.\n", Refused("missing-key")),
        fields(37, "`title: ~`", "title: ~\nsummary: A.\n", Refused("missing-key")),
    ]
}
