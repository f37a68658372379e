//! nginx: one file to include in a `server` block. One `add_header` in a `location` would drop all
//! those outside it, so they stand once, and only a variable says how long a file may be kept.

use std::fmt::Write as _;

use super::Rules;
use super::headers::{HASHED, IMMUTABLE, security};
use super::media_type::TYPES;

/// The file.
pub(super) fn conf(rules: &Rules<'_>) -> String {
    let base = rules.base;
    let mut conf = String::from(
        "# Skrevet af `portal build --host nginx`. Sæt den ind i en server-blok, hvor `root` er den udgivne mappe:\n\
         #\n#     server {\n#         listen 80;\n",
    );
    if base.is_empty() {
        conf.push_str("#         root /srv/portal/public;\n");
    } else {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(conf, "#         root /srv;      # den udgivne mappe er /srv{base}");
    }
    conf.push_str("#         include /srv/portal/.portal/host/nginx.conf;\n#     }\n\n");
    conf.push_str("index index.html;\nabsolute_redirect off;\ncharset utf-8;\n");
    conf.push_str(
        "charset_types text/css text/javascript text/plain;\ndefault_type application/octet-stream;\n\ntypes {\n",
    );
    for (media_type, endings) in TYPES {
        let _ = writeln!(
            conf,
            "    {} {};",
            media_type.split(';').next().unwrap_or_default(),
            endings.join(" ")
        );
    }
    conf.push_str("}\n\nset $portal_cache \"no-cache\";\n");
    for (name, value) in security() {
        let _ = writeln!(conf, "add_header {name} \"{value}\" always;");
    }
    conf.push_str("add_header Cache-Control $portal_cache always;\n\n");
    let _ = writeln!(conf, "error_page 404 {0};\nerror_page 403 =404 {0};\n", rules.not_found());
    conf.push_str("# Tjenes `portal build --precompress`: de pakkede filer sendes, som de er.\ngzip_static on;\ngzip_vary on;\n\n");
    let _ = writeln!(conf, "location {base}/ {{\n    try_files $uri $uri/ =404;\n}}\n");
    let _ =
        writeln!(conf, "location ~ \"{HASHED}\" {{\n    set $portal_cache \"{IMMUTABLE}\";\n}}\n");
    conf.push_str("location ~ \"/\\.(?!well-known/)\" {\n    return 404;\n}\n\n");
    for address in &rules.gone {
        let _ = writeln!(
            conf,
            "location = {0} {{\n    error_page 410 {0}index.html;\n    return 410;\n}}",
            quoted(&format!("{base}{address}"))
        );
    }
    for address in &rules.gone_files {
        let _ = writeln!(
            conf,
            "location = {} {{\n    return 410;\n}}",
            quoted(&format!("{base}{address}"))
        );
    }
    for (from, to) in &rules.redirects {
        let _ = writeln!(conf, "location = {from} {{ return 301 {to}; }}");
    }
    conf
}

/// An address that may have spaces in it.
fn quoted(address: &str) -> String {
    if address.contains([' ', ';', '{', '}', '"', '$']) {
        return format!("\"{}\"", address.replace('\\', "\\\\").replace('"', "\\\""));
    }
    address.to_owned()
}
