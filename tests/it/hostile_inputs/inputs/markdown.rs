//! Markdown that would run something, lead nowhere, or never end.

use super::{Input, PAGE, Refused, Taken, Told, body, one, page, several};

/// A table of so many rows and columns, in which every other row is a cell short.
fn ragged(rows: usize, columns: usize) -> String {
    let row = |cells: usize| format!("|{}\n", "a|".repeat(cells));
    let rows = (0..rows).map(|at| row(columns - at % 2));
    format!("{}|{}\n{}", row(columns), "-|".repeat(columns), rows.collect::<String>())
}

fn link(number: u8, what: &'static str, address: &str) -> Input {
    body(number, what, &format!("Se [planen]({address})."), Refused("dangerous-link"))
}

/// Something that ends what it stands in, wherever a title may be written.
fn titles() -> Vec<Input> {
    const ENDS: &str = "\\\"><script>x()</script>";
    let shown = "&lt;script&gt;x()&lt;/script&gt;";
    vec![
        body(56, "a script in a link's title", &format!("[b](/b/ \"{ENDS}\")"), Taken(shown)),
        body(
            56,
            "a script in an image's title",
            &format!("![kort](/images/kort.svg \"{ENDS}\")"),
            Refused("missing-image"),
        ),
        one(
            56,
            "a script in the front matter",
            (PAGE, format!("---\ntitle: \"{ENDS}\"\nsummary: A.\n---\n\nEn side.\n")),
            Taken(shown),
        ),
        body(
            56,
            "a script behind a fence",
            "```\"><script>x()</script>\nkode\n```",
            Taken("<code>kode"),
        ),
    ]
}

pub(super) fn inputs() -> Vec<Input> {
    let raw = |number, what, html: &str| body(number, what, html, Refused("raw-html"));
    let long = |number, what, text: String, expected| body(number, what, &text, expected);
    let nested: String =
        (0..520).flat_map(|depth| ["  ".repeat(depth), "- a\n".to_owned()]).collect();
    let mut inputs = vec![
        raw(54, "`<script>`", "En <script>x()</script> side."),
        raw(54, "`<script>` as a block", "<script>\nx()\n</script>"),
        link(55, "`javascript:`", "javascript:x()"),
        link(55, "`JaVa&Tab;script:`", "JaVa&Tab;script:x()"),
        link(55, "`&#106;avascript:`", "&#106;avascript:x()"),
        link(55, "`data:text/html`", "data:text/html,x"),
        link(55, "`vbscript:`", "vbscript:x"),
        raw(57, "`<img onerror>`", "<img src=x onerror=x()>"),
        raw(57, "SVG", "<svg onload=x()><animate onbegin=x()></svg>"),
        raw(57, "MathML", "<math><mtext><img src=x onerror=x()></mtext></math>"),
        body(58, "`<javascript:…>`", "Se <javascript:x()>.", Refused("dangerous-link")),
        body(59, "a link to no page", "Se [planen](/plan/).", Refused("broken-link")),
        body(59, "a link to no place", "Se [planen](/b/#plan).", Refused("broken-anchor")),
        body(
            59,
            "an image that is not there",
            "![Kort](/images/kort.svg)",
            Refused("missing-image"),
        ),
        several(
            59,
            "a link to a draft",
            [
                (PAGE, page("", "Se [[d]].").as_str()),
                ("content/pages/d.md", page("draft: true\n", "Se [[a]].").as_str()),
            ],
            Refused("unknown-reference"),
        ),
        body(60, "a link with a capital", "Se [B](/B/).", Refused("broken-link")),
        body(
            61,
            "a link to another site without encryption",
            "Se [loven](http://lov.example/).",
            Taken("http://lov.example/"),
        ),
        several(
            62,
            "an image without a text",
            [
                (PAGE, page("", "![](/images/kort.svg)").as_str()),
                ("content/images/kort.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ],
            Refused("image-without-alt"),
        ),
        body(63, "a heading that skips a level", "## A\n\n#### B", Refused("heading-level")),
        body(63, "a heading of the first level", "# A", Refused("heading-level")),
        long(64, "1,000 `>`", format!("{} a", ">".repeat(1_000)), Taken("<blockquote>")),
        long(65, "520 lists in each other", nested, Refused("too-large")),
        long(66, "`[` × 5,000", "[".repeat(5_000), Taken("[[[[")),
        long(66, "`*a ` × 5,000", "*a ".repeat(5_000), Told("long-sentence", "*a *a")),
        long(
            66,
            "`a <![CDATA[` × 2,000",
            "a <![CDATA[".repeat(2_000),
            Told("long-sentence", "a &lt;![CDATA["),
        ),
        long(66, "`<!--` × 5,000", "<!--".repeat(5_000), Refused("raw-html")),
        long(67, "a table of 370 × 370", ragged(370, 370), Refused("too-large")),
        long(
            67,
            "a table of 50 × 50",
            ragged(50, 50),
            Told("missing-cells", "<td data-label=\"a\"></td></tr>"),
        ),
        body(68, "a note that mentions itself", "Se[^a].\n\n[^a]: Se[^a].", Taken("footnote-back")),
        body(
            68,
            "notes that mention each other",
            "Se[^a].\n\n[^a]: Se[^b].\n\n[^b]: Se[^a].",
            Taken("footnote-back"),
        ),
        body(
            69,
            "`{{ }}` and `{% %}`",
            "{{ 7 * 7 }} {% for a in b %}",
            Taken("{{ 7 * 7 }} {% for a in b %}"),
        ),
    ];
    inputs.extend(titles());
    inputs.sort_by_key(|input| input.number);
    inputs
}
