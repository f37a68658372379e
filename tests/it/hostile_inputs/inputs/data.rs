//! Content that does not hang together, settings and themes that cannot be used, files that are not
//! what they say.

use super::{Files, Input, PAGE, Refused, SITE, Told, base, body, files, more, one, page, several};

const TYPES: (&str, &str) =
    ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n");

fn offer(fields: &str) -> String {
    format!(
        "---\ntitle: T\nsummary: Et tilbud.\noffer_type: hold\nreferral: {{ how: Ring }}\n{fields}---\n\nSe [[a]].\n"
    )
}

/// An offer that refers to what is not there.
fn unknown(what: &'static str, fields: &str) -> Input {
    let offer = offer(fields);
    let laws = "- { id: sel, short: SEL, title: Serviceloven }\n";
    let areas = "- { id: nord, label: Nord }\n";
    let texts = [
        ("content/offers/t.md", offer.as_str()),
        TYPES,
        ("content/laws.yaml", laws),
        ("content/vocabularies/areas.yaml", areas),
    ];
    several(70, what, texts, Refused("unknown-reference"))
}

/// A theme of the portal's own with this template.
fn template(what: &'static str, template: &str) -> Input {
    one(76, what, ("themes/default/templates/statement.html", template), Refused("template-error"))
}

/// Settings with these lines before the edition's.
fn settings(what: &'static str, lines: &str, code: &'static str) -> Input {
    one(
        75,
        what,
        (SITE, format!("title = \"P\"\n{lines}\n[edition]\ndate = \"2013-06-30\"\n")),
        Refused(code),
    )
}

fn image(what: &'static str, path: &str, bytes: &[u8]) -> Input {
    one(77, what, (path, bytes), Refused("bad-asset"))
}

/// The pages of the base, of which nothing mentions the second.
fn orphan() -> Files {
    let unit = "---\ntitle: Enheden\nsummary: En enhed.\nunit_type: unit\n---\n";
    let mut files = base();
    files.extend(super::files([("content/contacts/enhed.md", unit)]));
    files
}

pub(super) fn inputs() -> Vec<Input> {
    let url = "base_url = \"https://p.example\"\n";
    let overdue = offer("legal_basis: []\nreviewed: 2012-01-01\nreview_every: 6 months\n");
    let twin = page("id: a\n", "Se [[b]].");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
    vec![
        unknown("an unknown area", "legal_basis: []\nareas: [sud]\n"),
        unknown("an unknown unit", "legal_basis: []\ncontacts: [enhedn]\n"),
        unknown("an unknown law", "legal_basis: [{ law: sell, section: \"§ 104\" }]\n"),
        body(70, "an unknown id in prose", "Se [[planen-b]].", Refused("unknown-reference")),
        several(
            71,
            "an id that is used twice",
            [("content/pages/c.md", twin.as_str())],
            Refused("duplicate-id"),
        ),
        more(72, "`replaced_by` to itself", "replaced_by: [a]\n", Refused("ring")),
        several(
            72,
            "two that replace each other",
            [
                (PAGE, page("replaced_by: [b]\n", "").as_str()),
                ("content/pages/b.md", page("replaced_by: [a]\n", "").as_str()),
            ],
            Refused("ring"),
        ),
        Input {
            number: 73,
            what: "a review that is overdue",
            files: files([("content/offers/t.md", overdue.as_str()), TYPES]),
            expected: Told("overdue-review", "En side."),
        },
        Input {
            number: 74,
            what: "a unit that nothing mentions",
            files: orphan(),
            expected: Told("orphan", "En side."),
        },
        settings("an unknown key in `site.toml`", &format!("{url}ttle = \"x\"\n"), "unknown-key"),
        settings("`base_url` without a scheme", "base_url = \"p.example\"\n", "bad-url"),
        settings("TOML that cannot be read", &format!("{url}ask = enheden\n"), "site-syntax"),
        template(
            "a block that no template has",
            "{% extends \"layout.html\" %}{% block nowhere %}x{% endblock %}",
        ),
        template("a template that includes itself", "{% include \"statement.html\" %}"),
        template("a template that extends itself", "{% extends \"statement.html\" %}"),
        template("a template that is not there", "{% extends \"layuot.html\" %}"),
        image("an image of 6 MB", "content/images/kort.png", &[png, &vec![0; 6 << 20]].concat()),
        image("an empty PNG", "content/images/kort.png", b""),
        image("a PNG that is called JPEG", "content/images/kort.jpg", png),
        image(
            "SVG with a script",
            "content/images/kort.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>",
        ),
    ]
}
