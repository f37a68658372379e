//! Caddy: one file to import in a site block.

use std::fmt::Write as _;

use super::Rules;
use super::headers::{HASHED, IMMUTABLE, security};
use super::media_type::TYPES;

/// The file.
pub(super) fn caddyfile(rules: &Rules<'_>) -> String {
    let base = rules.base;
    let mut file = String::from(
        "# Skrevet af `portal build --host caddy`. Sæt den ind i en blok, hvor `root` er den udgivne mappe:\n\
         #\n#     portal.example {\n",
    );
    if base.is_empty() {
        file.push_str("#         root * /srv/portal/public\n");
    } else {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(file, "#         root * /srv      # den udgivne mappe er /srv{base}");
    }
    file.push_str("#         import /srv/portal/.portal/host/Caddyfile\n#     }\n\nheader {\n");
    let headers: String = security()
        .map(|(name, value)| format!("    {name} \"{value}\"\n"))
        .collect::<Vec<_>>()
        .concat();
    // Of several for one answer the order is Caddy's own, so that each answer has one that says how
    // long it may be kept.
    let _ = writeln!(
        file,
        "{headers}    -Server\n}}\n@hashed path_regexp `{HASHED}`\nheader @hashed Cache-Control \"{IMMUTABLE}\"\n\
         @asked not path_regexp `{HASHED}`\nheader @asked Cache-Control \"no-cache\"\n"
    );
    for (at, (media_type, endings)) in TYPES.iter().enumerate() {
        let paths =
            endings.iter().map(|ending| format!("*.{ending}")).collect::<Vec<_>>().join(" ");
        let _ = writeln!(
            file,
            "@type{at} path {paths}\nheader @type{at} Content-Type \"{media_type}\""
        );
    }
    file.push_str("@pages path */\nheader @pages Content-Type \"text/html; charset=utf-8\"\n\n");
    let gone: Vec<_> = rules.gone.iter().map(|address| format!("{base}{address}")).collect();
    let gone_files: Vec<_> =
        rules.gone_files.iter().map(|address| format!("{base}{address}")).collect();
    if !gone.is_empty() {
        let _ = writeln!(
            file,
            "@gone path {}\nhandle @gone {{\n    file_server {{\n        status 410\n    }}\n}}",
            paths(&gone)
        );
    }
    if !gone_files.is_empty() {
        let _ = writeln!(file, "@gonefiles path {}\nerror @gonefiles 410", paths(&gone_files));
    }
    file.push_str(
        "@hidden {\n    path */.*\n    not path */.well-known/*\n}\nerror @hidden 404\n\n",
    );
    for (from, to) in &rules.redirects {
        let _ = writeln!(file, "redir {from} {to} 301");
    }
    file.push_str("\nfile_server {\n    precompressed br gzip\n}\n\n");
    let _ = writeln!(
        file,
        "handle_errors {{\n    header {{\n{headers}    Content-Type \"text/html; charset=utf-8\"\n    \
         Cache-Control \"no-cache\"\n    }}\n    rewrite * {}\n    file_server\n}}",
        rules.not_found()
    );
    file
}

/// Exact paths as one matcher takes them.
fn paths(addresses: &[String]) -> String {
    addresses.iter().map(|address| format!("\"{address}\"")).collect::<Vec<_>>().join(" ")
}
