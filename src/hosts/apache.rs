//! The Apache HTTP Server 2.4: `.htaccess`. Its server must allow that (`AllowOverride All` for the
//! folder).

use std::fmt::Write as _;

use super::Rules;
use super::headers::{HASHED, IMMUTABLE, security};
use super::media_type::TYPES;

/// The file.
pub(super) fn htaccess(rules: &Rules<'_>) -> String {
    let base = rules.base;
    let mut file = String::from(
        "# Skrevet af `portal build --host apache`. Serveren skal tillade det: AllowOverride All\n\
         DirectoryIndex index.html\nOptions -Indexes -MultiViews\nDirectorySlash On\nAddDefaultCharset Off\n",
    );
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        file,
        "ErrorDocument 404 {0}\nErrorDocument 403 {0}\nErrorDocument 410 {0}",
        rules.not_found()
    );
    // A page that says what became of something is the answer for its own address.
    for address in &rules.gone {
        let address = format!("{base}{address}");
        let _ = writeln!(
            file,
            "<If \"%{{REQUEST_URI}} == '{address}'\">\n    ErrorDocument 410 {address}index.html\n</If>"
        );
    }
    file.push_str("\n<IfModule mod_mime.c>\n");
    for (media_type, endings) in TYPES {
        let endings =
            endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(" ");
        let _ = writeln!(file, "    AddType \"{media_type}\" {endings}");
    }
    file.push_str("</IfModule>\n\n<IfModule mod_headers.c>\n");
    for (name, value) in security() {
        let _ = writeln!(file, "    Header always set {name} \"{value}\"");
    }
    let _ = writeln!(
        file,
        "    Header always set Cache-Control \"no-cache\"\n    <FilesMatch \"{HASHED}\">\n        \
         Header always set Cache-Control \"{IMMUTABLE}\"\n    </FilesMatch>\n</IfModule>\n\n\
         # Skjulte filer, så som mærket .portal-site, vises ikke.\n<IfModule mod_alias.c>\n    \
         RedirectMatch 404 \"/\\.(?!well-known/)\""
    );
    for address in rules.gone.iter().chain(&rules.gone_files) {
        let _ =
            writeln!(file, "    RedirectMatch 410 \"^{}$\"", escaped(&format!("{base}{address}")));
    }
    for (from, to) in &rules.redirects {
        let _ = writeln!(file, "    RedirectMatch 301 \"^{}$\" \"{to}\"", escaped(from));
    }
    file.push_str("</IfModule>\n");
    file
}

/// An address within a regular expression.
fn escaped(address: &str) -> String {
    regex::escape(address).replace('"', "\\\"")
}
