//! Findings as GitLab shows them in a merge request.
//!
//! Source: GitLab, "Code Quality: Code Quality report format".

use std::collections::HashMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::told::Told;
use super::{Findings, Severity, Texts};
use crate::span::Files;

/// One array, an object a finding.
///
/// # Errors
/// When serde cannot write it, which plain strings and numbers never cause.
pub fn code_quality(
    findings: &Findings,
    files: &dyn Files,
    texts: &Texts,
    below: &str,
) -> Result<String, serde_json::Error> {
    let all = Told::all(findings, files, texts, below);
    let mut told_before: HashMap<_, usize> = HashMap::new();
    let issues = all.iter().map(|told| {
        let twins =
            told_before.entry((told.code, told.file.as_str(), told.message.as_str())).or_default();
        *twins += 1;
        issue(told, *twins)
    });
    let issues: Vec<Value> = issues.collect();
    Ok(serde_json::to_string_pretty(&issues)? + "\n")
}

/// `twin` counts those that say the same of the same file.
fn issue(told: &Told, twin: usize) -> Value {
    let severity = match told.severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    // Lines move when others are written above them: the finding stays the same.
    let same = format!("{}\0{}\0{}\0{twin}", told.code, told.file, told.message);
    json!({
        "description": format!("{} {}", told.message, told.help),
        "check_name": told.code,
        "fingerprint": fingerprint(&same),
        "severity": severity,
        "location": { "path": told.file.as_str(), "lines": { "begin": told.start.0, "end": told.end.0 } },
    })
}

/// The first half of a SHA-256, in hexadecimal.
fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text);
    let half = digest.iter().take(16).fold(0u128, |half, byte| (half << 8) | u128::from(*byte));
    format!("{half:032x}")
}
