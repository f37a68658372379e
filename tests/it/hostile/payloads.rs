//! What somebody may write to get a script onto a page, and the places where they may write it.
//! Every payload would set `window.hit` if anything let it.

/// Texts that would end what they stand in, or become something else.
pub(crate) const TEXTS: &[&str] = &[
    "\"'><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</title></style></textarea></noscript><script>window.hit=1</script>",
    "--><script>window.hit=1</script><!--",
    "]]><script>window.hit=1</script>",
    "<scr<script>ipt>window.hit=1</scr</script>ipt>",
    "<img src=x onerror=window.hit=1>",
    "<img src=\"x\" onerror=\"window.hit=1\">",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<math><mtext><img src=x onerror=window.hit=1></mtext></math>",
    "<iframe srcdoc=\"<script>parent.hit=1</script>\"></iframe>",
    "<iframe src=javascript:parent.hit=1></iframe>",
    "<object data=javascript:window.hit=1></object><embed src=javascript:window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    "<body onload=window.hit=1>",
    "<style>@import '//evil.example/x';</style>",
    "<link rel=stylesheet href=//evil.example/x>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
    "<form action=javascript:window.hit=1><button autofocus>x</button></form>",
    "<a href=\"jav&#x09;ascript:window.hit=1\">x</a>",
    "\" onfocus=\"window.hit=1\" autofocus tabindex=\"0",
    "' onmouseover='window.hit=1' autofocus='",
    "\" style=\"animation:x 1s\" onanimationstart=\"window.hit=1",
    "x\" onload=window.hit=1 x=\"",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;script&#62;window.hit=1&#60;/script&#62;",
    "&quot; onfocus=&quot;window.hit=1&quot; autofocus=&quot;",
    "\\\"><script>window.hit=1</script>",
    "{{ 7 * 7 }}{% set a = 1 %}",
    "${window.hit=1}",
    "\u{2028}window.hit=1\u{2029}",
    "<!--",
    "<",
    "&",
    "\"",
];

/// Addresses that would run something or leave the web.
pub(crate) const ADDRESSES: &[&str] = &[
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    "&#106;avascript:window.hit=1",
    "&#x6A;avascript&colon;window.hit=1",
    "java&#x0A;script:window.hit=1",
    "java&Tab;script:window.hit=1",
    "&#1;javascript:window.hit=1",
    "javascript&#58;window.hit=1",
    "javascript:/*\"'><script>*/window.hit=1",
    "javascript://example.org/%0Awindow.hit=1",
    "data:text/html,<script>parent.hit=1</script>",
    "data:image/svg+xml,<svg onload=window.hit=1>",
    "vbscript:window.hit=1",
    "view-source:javascript:window.hit=1",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "feed:javascript:window.hit=1",
    "x:\"onfocus=\"window.hit=1\"autofocus=\"",
    "/a/\"onfocus=\"window.hit=1\"autofocus=\"",
    "#\"onfocus=\"window.hit=1\"autofocus=\"",
];

/// Markdown in which `@` is such a text.
pub(crate) const PLACES: &[&str] = &[
    "@",
    "## A @",
    "## A {#@}",
    "## A {@}",
    "## A {.@}",
    "## A {#a onclick=@}",
    "## A {style=@}",
    "## {#a@}\n\n| a | b |\n|---|---|\n| c | d |",
    "A @\n----",
    "[a](/tilbud/ \"@\")",
    "[a](/tilbud/ '@')",
    "[@](/tilbud/)",
    "[a](<@>)",
    "![@](/images/kort.svg)",
    "![a](/images/kort.svg \"@\")",
    "![a](<@>)",
    "[![@](/images/kort.svg \"@\")](/tilbud/ \"@\")",
    "[[@]]",
    "[[dag-til-dag|@]]",
    "[[begreb-aktivering|@]]",
    "<@>",
    "[^@]\n\n[^@]: @",
    "[a][@]\n\n[@]: /tilbud/ \"@\"",
    "[a]: <@> '@'\n\n[a]",
    "```@\n@\n```",
    "    @",
    "`@`",
    "``@``",
    "*@* **@** ~~@~~",
    "> @",
    "> [!@]\n> @",
    "1. @\n   - @",
    "| @ | b |\n|---|---|\n| @ | [@](/tilbud/) |",
    "| a | b |\n|:--@|---|\n| c | d |",
    "@  \n@",
    "***@",
];

/// Markdown in which `@` is such an address.
pub(crate) const LINKS: &[&str] = &[
    "[a](@)",
    "[a](<@>)",
    "<@>",
    "![a](@)",
    "[![a](@)](@)",
    "[a]: @\n\n[a]",
    "[a][b@]\n\n[b@]: @",
    "[[@|a]]",
    "| [a](@) | ![a](<@>) |\n|---|---|",
    "[^n]\n\n[^n]: [a](@)",
];

/// A body with every text and address at every place, so that none of them disturbs the next.
pub(crate) fn body() -> String {
    let texts = PLACES.iter().flat_map(|place| TEXTS.iter().map(move |text| (place, text)));
    let links = LINKS.iter().flat_map(|place| ADDRESSES.iter().map(move |text| (place, text)));
    let blocks = texts.chain(links).zip(0..).map(|((place, text), number)| {
        // Names are of the block alone, so that a definition is that of its own link.
        let own =
            place.replace("[^@]", &format!("[^{number}@]")).replace("[a]", &format!("[a{number}]"));
        own.replace('@', text)
    });
    blocks.collect::<Vec<_>>().join("\n\n<!-- -->\n\n")
}
