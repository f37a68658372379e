//! Findings as SARIF, which many tools for code review read.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::told::Told;
use super::{Findings, Severity, Texts};
use crate::span::Files;

/// One log with one run: the rules that are broken, and a result for each finding.
///
/// # Errors
/// When serde cannot write the log, which plain strings and numbers never cause.
pub fn sarif(
    findings: &Findings,
    files: &dyn Files,
    texts: &Texts,
    below: &str,
) -> Result<String, serde_json::Error> {
    let all = Told::all(findings, files, texts, below);
    let codes: BTreeSet<&str> = all.iter().map(|told| told.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code, texts)).collect();
    let results: Vec<Value> = all.iter().map(|told| result(told, &codes)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "portal", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

fn rule(code: &str, texts: &Texts) -> Value {
    let text = |part: &str| texts.get(&format!("diagnostics.{code}.{part}")).to_owned();
    json!({
        "id": code,
        "shortDescription": { "text": text("title") },
        "fullDescription": { "text": text("explain") },
        "help": { "text": format!("portal explain {code}") },
    })
}

fn result(told: &Told, codes: &[&str]) -> Value {
    let level = match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let region = json!({
        "startLine": told.start.0,
        "startColumn": told.start.1,
        "endLine": told.end.0,
        "endColumn": told.end.1,
    });
    json!({
        "ruleId": told.code,
        "ruleIndex": codes.iter().position(|code| *code == told.code),
        "level": level,
        "message": { "text": format!("{}\n{}", told.message, told.help) },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(&told.file) }, "region": region },
        }],
    })
}

/// What stands as it is in a path (RFC 3986): unreserved characters, and slashes.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as a relative reference.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("content/offers/kø 1.md"), "content/offers/k%C3%B8%201.md");
    }
}
