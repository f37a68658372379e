//! Netlify, and hosts that read its two files: `_headers` and `_redirects`.

use std::fmt::Write as _;

use super::Rules;
use super::headers::{IMMUTABLE, security};

/// What stands on every answer, and what may be kept.
pub(super) fn headers(rules: &Rules<'_>) -> String {
    let base = rules.base;
    let mut file = format!("# Skrevet af `portal build --host netlify`.\n{base}/*\n");
    for (name, value) in security() {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(file, "  {name}: {value}");
    }
    file.push_str("  Cache-Control: no-cache\n");
    for hashed in ["css/*", "js/*", "soeg/index/*.wasm", "soeg/index/*.bin"] {
        let _ = writeln!(file, "{base}/{hashed}\n  Cache-Control: {IMMUTABLE}");
    }
    let _ = writeln!(file, "{base}/soeg/index/*.wasm\n  Content-Type: application/wasm");
    file
}

/// What leads on. Netlify takes `404.html` by itself.
pub(super) fn redirects(rules: &Rules<'_>) -> String {
    let mut file = String::from("# Skrevet af `portal build --host netlify`.\n");
    for (from, to) in &rules.redirects {
        let _ = writeln!(file, "{from} {to} 301!");
    }
    file
}
