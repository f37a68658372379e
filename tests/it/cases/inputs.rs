//! The inputs, each kind in a function: what editors have written, and what is told of it.

use std::path::Path;

use super::Case;
use crate::guard::numbers;

/// All of them, kind by kind.
pub(super) fn all() -> [Vec<Case>; 9] {
    [
        written(),
        published(),
        references(),
        missing(),
        shapes(),
        syntax(),
        guarded(),
        markdown(),
        templates(),
    ]
}

fn text(path: &'static str, text: &str) -> (&'static str, Vec<u8>) {
    (path, text.as_bytes().to_vec())
}

/// A page with these fields besides title and summary.
fn page(path: &'static str, fields: &str, body: &str) -> (&'static str, Vec<u8>) {
    let title = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
    text(path, &format!("---\ntitle: Prøve {title}\nsummary: En prøve.\n{fields}---\n\n{body}\n"))
}

fn case(
    number: u8,
    input: &'static str,
    files: impl IntoIterator<Item = (&'static str, Vec<u8>)>,
    told: &'static [&'static str],
) -> Case {
    Case { number, input, files: files.into_iter().collect(), told }
}

const A: &str = "content/pages/a.md";
const SITE: &str = "site.toml";
const SIDES: &str = "<<<<<<< HEAD\nEn.\n=======\nTo.\n>>>>>>> gren\n";
const MARKER: &[&str] = &["conflict-marker"];
const SYNTAX: &[&str] = &["yaml-syntax"];
const TAB: &[&str] = &["yaml-tab"];
const UNSEEN: &[&str] = &["unseen-character"];

fn site(rest: &str) -> (&'static str, Vec<u8>) {
    let head = "title = \"Prøveportalen\"\nbase_url = \"https://p.example\"\n";
    text(SITE, &format!("{head}{rest}\n[edition]\ndate = \"2013-06-30\"\n"))
}

fn fields(fields: &str) -> [(&'static str, Vec<u8>); 1] {
    [text(A, &format!("---\n{fields}---\n\nEn side.\n"))]
}

fn offer(rest: &str) -> (&'static str, Vec<u8>) {
    page(
        "content/offers/b.md",
        &format!("offer_type: hold\nreferral: {{ how: Ring }}\nlegal_basis: []\n{rest}"),
        "Se [[a]].",
    )
}

fn unit(rest: &str) -> (&'static str, Vec<u8>) {
    page("content/contacts/enhed.md", &format!("unit_type: unit\n{rest}"), "Se [[a]].")
}

fn types() -> (&'static str, Vec<u8>) {
    text("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n")
}

/// What was merged, cut, quoted or counted.
fn written() -> Vec<Case> {
    let goal = |value: &str| {
        let targets =
            format!("goal_type: result\ntargets: [{{ date: 2013-12-31, value: {value} }}]\n");
        [page("content/goals/m.md", &targets, "Se [[a]].")]
    };
    vec![
        case(2, "conflict markers in prose", [page(A, "", SIDES)], MARKER),
        case(2, "conflict markers in a list", [page(A, "", &format!("- x\n{SIDES}- y"))], MARKER),
        case(2, "conflict markers in YAML", [page(A, SIDES, "")], MARKER),
        case(
            2,
            "conflict markers in `site.toml`",
            [text(SITE, &format!("title = \"x\"\n{SIDES}"))],
            MARKER,
        ),
        case(
            4,
            "`summary: Tilbud # 1 på Sundholm`",
            fields("title: A\nsummary: Tilbud # 1 på Sundholm\n"),
            &["hash-in-text"],
        ),
        case(
            4,
            "`title: Madhold #3`",
            fields("title: Madhold #3\nsummary: En side.\n"),
            &["hash-in-text"],
        ),
        case(
            5,
            "`summary: Dag til Dag\"`",
            fields("title: A\nsummary: Dag til Dag\"\n"),
            &["stray-quote"],
        ),
        case(
            5,
            "`title: ”Dag til Dag”`",
            fields("title: ”Dag til Dag”\nsummary: En side.\n"),
            &["stray-quote"],
        ),
        case(6, "`value: 12.000`", goal("12.000"), &["wrong-type"]),
        case(6, "`value: 12,5`", goal("12,5"), &["wrong-type"]),
        case(
            6,
            "`hours_per_week: 37,5`",
            [offer("attendance: { hours_per_week: 37,5 }\n"), types()],
            &["wrong-type"],
        ),
    ]
}

/// A document of one page with a text.
const PDF: &[u8] =
    include_bytes!("../../rules/unreadable-document/pass/themes/default/static/doc.pdf");

/// What lies in the folders of images and files, and what a theme is.
fn published() -> Vec<Case> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    let image = |path: &'static str, bytes: &[u8]| [(path, bytes.to_vec())];
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").into_bytes()
    };
    vec![
        case(
            13,
            "`Thumbs.db`, `~$skema.docx`, `kort.png~`",
            [
                text("content/images/Thumbs.db", "x"),
                text("content/images/~$skema.docx", "x"),
                text("content/images/kort.png~", "x"),
            ],
            &["ignored-file"],
        ),
        case(13, "`x.html`", image("content/images/x.html", b"x"), &["bad-asset"]),
        case(13, "`x.exe`", image("content/images/x.exe", b"MZ"), &["bad-asset"]),
        case(13, "SVG with a script", [("content/images/x.svg", svg("<script/>"))], &["bad-asset"]),
        case(
            13,
            "SVG with a handler",
            [("content/images/x.svg", svg("<path onclick=\"x\"/>"))],
            &["bad-asset"],
        ),
        case(13, "a mislabelled PNG", image("content/images/x.png", b"GIF89a"), &["bad-asset"]),
        case(
            13,
            "`Kort.png` beside `kort.png`",
            [("content/images/Kort.png", PNG.to_vec()), ("content/images/kort.png", PNG.to_vec())],
            &["slug-collision"],
        ),
        case(
            13,
            "`aux.png`, `a:b.png`",
            [("content/images/a:b.png", PNG.to_vec()), ("content/images/aux.png", PNG.to_vec())],
            &["bad-asset", "bad-asset"],
        ),
        case(
            13,
            "a PDF in `content/files/`",
            image("content/files/plan.pdf", PDF),
            &["unlinked-file"],
        ),
        case(
            14,
            "`theme = \"lile\"`",
            [site("theme = \"lile\"\n"), text("themes/lille/styles/95.css", "a { margin: 0 }")],
            &["unknown-theme"],
        ),
        case(14, "`theme = \"\"`", [site("theme = \"\"\n")], &["unknown-theme"]),
        case(14, "`theme = \"../x\"`", [site("theme = \"../x\"\n")], &["unknown-theme"]),
        case(
            14,
            "an unknown text key",
            [
                site("theme = \"lille\"\n"),
                text("themes/lille/i18n/da/x.yaml", "kinds:\n  ofer: x\n"),
            ],
            &["unknown-text"],
        ),
        case(
            14,
            "an open `{` in CSS",
            [site("theme = \"lille\"\n"), text("themes/lille/styles/95.css", "a { margin: 0")],
            &["style-syntax"],
        ),
    ]
}

/// What refers to something.
fn references() -> Vec<Case> {
    let search = |facets: &str| {
        [page("content/courses/k.yaml", "", "")].map(|_| {
        text("content/courses/k.yaml", &format!("title: K\nsummary: Et forløb.\nparts: [{{ heading: H, items: [{{ search: side, facets: {facets} }}] }}]\n"))
    })
    };
    vec![
        case(15, "`replaced_by` to itself", [page(A, "replaced_by: [a]\n", "")], &["ring"]),
        case(
            15,
            "`parent` in a ring",
            [
                page("content/contacts/x.md", "unit_type: unit\nparent: y\n", ""),
                page("content/contacts/y.md", "unit_type: unit\nparent: x\n", ""),
            ],
            &["ring"],
        ),
        case(
            16,
            "`facets: { forvaltning: sof }`",
            search("{ forvaltning: sof }"),
            &["unknown-facet"],
        ),
        case(
            16,
            "`administration: socialforvaltningen`",
            search("{ administration: socialforvaltningen }"),
            &["unknown-facet"],
        ),
        case(
            17,
            "`number: ring til Bente`",
            [unit("phones: [{ number: \"ring til Bente\" }]\n")],
            &["bad-phone"],
        ),
        case(17, "`website: https://`", [unit("website: https://\n")], &["bad-url"]),
        case(
            17,
            "`base_url = \"https://\"`",
            [text(
                SITE,
                "title = \"x\"\nbase_url = \"https://\"\n[edition]\ndate = \"2013-06-30\"\n",
            )],
            &["bad-url"],
        ),
        case(
            17,
            "`base_url = \"https://u:p@x\"`",
            [text(
                SITE,
                "title = \"x\"\nbase_url = \"https://u:p@x\"\n[edition]\ndate = \"2013-06-30\"\n",
            )],
            &["bad-url"],
        ),
    ]
}

/// What refers to something that is not there, or stands where nobody looks for it.
fn missing() -> Vec<Case> {
    vec![
        case(
            21,
            "a deleted `areas.yaml`, used twice",
            [offer("areas: [nord, syd]\n"), types()],
            &["missing-register"],
        ),
        case(
            21,
            "an unknown term",
            [
                offer("areas: [nrd]\n"),
                types(),
                text("content/vocabularies/areas.yaml", "- { id: nord, label: Nord }\n"),
            ],
            &["unknown-reference"],
        ),
        case(
            22,
            "a draft that others use",
            [
                page("content/pages/k.md", "draft: true\n", ""),
                page(A, "", "Se [[k]] og [[k|den]]."),
            ],
            &["unknown-reference"],
        ),
        case(
            27,
            "an offer that a shared `[[accept]]` names is retired",
            [
                site(
                    "[[accept]]\ncode = \"orphan\"\nfiles = [\"content/contacts/enhed.md\", \"content/offers/x.md\"]\nreason = \"x\"\n",
                ),
                page("content/contacts/enhed.md", "unit_type: unit\n", ""),
            ],
            &["unused-acceptance"],
        ),
        case(
            29,
            "an offer among the pages",
            [page("content/pages/t.md", "offer_type: hold\ntarget_groups: []\n", "")],
            &["wrong-folder"],
        ),
        case(29, "`.MD`", [page("content/pages/b.MD", "", "")], &["unknown-file"]),
        case(
            29,
            "`tilbud/`",
            [page("content/tilbud/b.md", "", ""), page("content/tilbud/c.md", "", "")],
            &["unknown-file"],
        ),
        case(
            30,
            "`[x](C:\\plan.docx)`",
            [page(A, "", "Se [planen](C:\\plan.docx).")],
            &["dangerous-link"],
        ),
    ]
}

/// Values of another shape than their field has.
fn shapes() -> Vec<Case> {
    vec![
        case(
            26,
            "`handover_to: sof`",
            [
                text("content/vocabularies/administrations.yaml", "- { id: sof, label: Social }\n"),
                page(
                    "content/procedures/g.md",
                    "steps: [{ title: Gør, lane: sof, handover_to: sof }]\n",
                    "Se [[a]].",
                ),
            ],
            &["unknown-reference"],
        ),
        case(
            26,
            "`deadline: 14 dage`",
            [page(
                "content/procedures/g.md",
                "steps: [{ title: Gør, lane: borger, deadline: 14 dage }]\n",
                "Se [[a]].",
            )],
            &["wrong-type"],
        ),
        case(26, "`age: 18`", [offer("age: 18\n"), types()], &["wrong-type"]),
        case(26, "`phones: 33173321`", [unit("phones: 33173321\n")], &["wrong-type"]),
    ]
}

/// What cannot be read.
fn syntax() -> Vec<Case> {
    vec![
        case(23, "a tab before a key", fields("title: A\n\tsummary: En side.\n"), TAB),
        case(
            23,
            "a tab in a step",
            [page("content/procedures/g.md", "steps:\n  - title: Gør\n\t\tlane: borger\n", "")],
            TAB,
        ),
        case(23, "`title:<nbsp>X`", fields("title:\u{a0}A\nsummary: En side.\n"), SYNTAX),
        case(24, "a colon in a text", fields("title: A: b\nsummary: En side.\n"), SYNTAX),
        case(24, "an open quote", fields("title: \"A\nsummary: En side.\n"), SYNTAX),
        case(24, "`@` first", fields("title: @a\nsummary: En side.\n"), SYNTAX),
        case(24, "`%` first", fields("title: A\nsummary: % af alle\n"), SYNTAX),
        case(24, "indentation", fields("title: A\n summary: En side.\n"), SYNTAX),
        case(
            24,
            "a list with en dashes",
            fields("title: A\nsummary: En side.\nsources:\n  – document: x\n    line: 1\n"),
            SYNTAX,
        ),
        case(
            25,
            "missing keys in `site.toml`",
            [text(SITE, "title = \"x\"\n[edition]\ndate = \"2013-06-30\"\n")],
            &["missing-key"],
        ),
    ]
}

/// A personal number, made here.
fn personal_number() -> String {
    let number = numbers::number(&mut numbers::Dice::new(1));
    format!("{}-{}", &number[..6], &number[6..])
}

/// What must not be published, or would be published without what makes it whole.
fn guarded() -> Vec<Case> {
    let number = personal_number();
    let personal =
        |input, files: [(&'static str, Vec<u8>); 1]| case(1, input, files, &["personal-number"]);
    vec![
        personal(
            "a personal number in a title",
            fields(&format!("title: Sag {number}\nsummary: En side.\n")),
        ),
        personal(
            "a personal number in a summary",
            fields(&format!("title: A\nsummary: Sag {number}\n")),
        ),
        personal("a personal number in a comment", [page(A, &format!("# {number}\n"), "En side.")]),
        personal("a personal number in a body", [page(A, "", &format!("Sag {number}."))]),
        case(3, "no file in `content/`", [(A, Vec::new())], &["no-content"]),
        case(
            18,
            "a theme's `robots.txt`",
            [text("themes/default/static/robots.txt", "User-agent: *\nDisallow: /\n")],
            &["replaces-generated"],
        ),
        case(
            18,
            "a theme's `.well-known/security.txt`",
            [text("themes/default/static/.well-known/security.txt", "x\n")],
            &[],
        ),
        case(
            20,
            "the portal's own full address",
            [page(A, "", "Se [planen](https://p.example/sidde-to/).")],
            &["broken-link"],
        ),
        // 5 MB are told alike, but are read for a minute where nothing is optimised.
        case(28, "more than 256 KiB pasted", [page(A, "", &"ord ".repeat(70_000))], &["too-large"]),
        case(34, "`reviewed: 2013-6-30`", [page(A, "reviewed: 2013-6-30\n", "")], &["bad-date"]),
        case(34, "`reviewed: 30/6-2013`", [page(A, "reviewed: 30/6-2013\n", "")], &["bad-date"]),
    ]
}

/// Markdown that means something else than its writer thought.
fn markdown() -> Vec<Case> {
    let prose = |number, input, body: &str, told| case(number, input, [page(A, "", body)], told);
    let link = &["link-as-text"];
    vec![
        prose(7, "`## Frister {14 dage}`", "## Frister {14 dage}", &[]),
        prose(
            8,
            "a link with words of its own in a table",
            "| x | y |\n|---|---|\n| z | [[a|tekst]] |",
            &[],
        ),
        prose(
            8,
            "the same with its bar escaped",
            "| x | y |\n|---|---|\n| z | [[a\\|tekst]] |",
            &[],
        ),
        prose(8, "a cell too many", "| x | y |\n|---|---|\n| z | v | w |", &["surplus-cells"]),
        prose(9, "`[^1]` without a note", "Frist[^1].", &["note-as-text"]),
        prose(9, "`[a][nej]`", "Se [planen][nej].", link),
        prose(9, "`[tekst] (/a/)`", "Se [planen] (/a/).", link),
        prose(9, "`[tom]()`", "Se [planen]().", &["empty-link"]),
        prose(9, "`**Frist:**14 dage.`", "**Frist:**14 dage.", &["emphasis-as-text"]),
        prose(9, "`[[id]` without its end", "Se [[a] og mere.", link),
        prose(9, "`##Sådan`", "##Sådan", &["heading-as-text"]),
        prose(9, "bullets `•`", "• Ring\n• Skriv", &["list-as-text"]),
        prose(9, "a table without its second line", "| x | y |\n| z | v |", &["table-as-text"]),
        prose(
            9,
            "text that became code by its indentation",
            "Ring.\n\n    Skriv.",
            &["text-as-code"],
        ),
        prose(10, "`## 1` with the note `[^1]`", "## 1\n\nFrist[^1].\n\n[^1]: Se loven.", &[]),
        prose(10, "`[^note to]`", "Frist[^note to].\n\n[^note to]: Se loven.", &[]),
        prose(
            11,
            "headings that differ in how `å` is spelled",
            "## \u{e5}r\n\nDet ene.\n\n## a\u{30a}r\n\nSe [to](#aar-2).",
            &["said-twice"],
        ),
        case(
            11,
            "an image's name and its link, spelled otherwise",
            [
                page(A, "", "![Kort](/images/\u{e5}.svg)"),
                text("content/images/a\u{30a}.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ],
            &[],
        ),
        case(12, "U+202E in a title", fields("title: A\u{202e}b\nsummary: En side.\n"), UNSEEN),
        prose(12, "U+FEFF in a body", "Blå\u{feff}bær.", UNSEEN),
        prose(12, "U+200B in a body", "Blå\u{200b}bær.", UNSEEN),
        prose(12, "a control character in a body", "Blå\u{7}bær.", UNSEEN),
    ]
}

/// Templates that cannot be used, or never end.
fn templates() -> Vec<Case> {
    let template = |input, text: &str| {
        let page =
            format!("{{% extends \"layout.html\" %}}{{% block content %}}{text}{{% endblock %}}");
        case(
            32,
            input,
            [self::text("themes/default/templates/statement.html", &page)],
            &["template-error"],
        )
    };
    let doubled = "{% set_global x = \"a\" %}{% for a in range(end=99) %}{% set_global x = x ~ x %}{% endfor %}";
    let nested = ["{% for a in range(end=100000) %}".repeat(3), "{% endfor %}".repeat(3)].concat();
    vec![
        template("an unknown filter", "{{ 1 | nowhere }}"),
        template("`{% set_global x = x ~ x %}`", doubled),
        template("three nested `range(100000)`", &nested),
        case(
            32,
            "a template that extends itself",
            [text("themes/default/templates/statement.html", "{% extends \"statement.html\" %}")],
            &["template-error"],
        ),
        case(
            32,
            "a block of no template",
            [text(
                "themes/default/templates/statement.html",
                "{% extends \"layout.html\" %}{% block nowhere %}x{% endblock %}",
            )],
            &["template-error"],
        ),
    ]
}
