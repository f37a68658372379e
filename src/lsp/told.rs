//! Findings as the protocol's diagnostics, and the changes that mend them.

use std::collections::{BTreeMap, HashMap};

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, Location, NumberOrString, PublishDiagnosticsParams, Range, TextEdit, Uri,
    WorkspaceEdit,
};

use super::place::{address, position, range};
use super::workspace::Workspace;
use crate::diagnostics::{Diagnostic as Finding, Findings, Severity, Texts};
use crate::guard::mask;
use crate::source::{Place, Sources, line_column};

/// The diagnostics of every file that has any, and an empty list for those that had some before.
pub(super) fn told(
    workspace: &Workspace,
    before: &[String],
) -> Vec<(String, PublishDiagnosticsParams)> {
    let found = &workspace.found;
    let mut by_file: BTreeMap<&str, Vec<Diagnostic>> =
        before.iter().map(|path| (path.as_str(), Vec::new())).collect();
    for finding in found.findings.iter() {
        let file = found.sources.file(finding.place.file);
        if !file.is_built_in() {
            by_file.entry(file.path()).or_default().push(diagnostic(finding, workspace));
        }
    }
    let told = by_file.into_iter().filter_map(|(path, diagnostics)| {
        let uri = address(&workspace.root, path)?;
        Some((path.to_owned(), PublishDiagnosticsParams { uri, diagnostics, version: None }))
    });
    told.collect()
}

fn diagnostic(finding: &Finding, workspace: &Workspace) -> Diagnostic {
    let found = &workspace.found;
    let text = found.sources.file(finding.place.file).text();
    let words = [finding.message_text(&found.texts), finding.help_text(&found.texts)];
    let related = finding.related.iter().filter_map(|(place, key)| {
        let message = finding.related_text(&found.texts, key);
        Some(DiagnosticRelatedInformation { location: location(*place, workspace)?, message })
    });
    Diagnostic {
        range: range(text, finding.place.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.code.name.to_owned())),
        source: Some("portal".to_owned()),
        message: words.join("\n"),
        related_information: Some(related.collect()),
        ..Diagnostic::default()
    }
}

fn location(place: Place, workspace: &Workspace) -> Option<Location> {
    let file = workspace.found.sources.file(place.file);
    Some(Location {
        uri: address(&workspace.root, file.path())?,
        range: range(file.text(), place.span),
    })
}

/// The first error in words, with its place and how many errors there are.
pub(super) fn first_error(findings: &Findings, sources: &Sources, texts: &Texts) -> String {
    let Some(first) = findings.iter().find(|finding| finding.severity == Severity::Error) else {
        return String::new();
    };
    let file = sources.file(first.place.file);
    let at = line_column(file.text(), first.place.span.start as usize);
    let place = format!("{}:{}:{}", file.path(), at.line, at.column);
    let count = findings.count(Severity::Error).to_string();
    let message = first.message_text(texts);
    texts.fill(
        "cli.lsp.refused",
        &[("message", &message), ("place", &mask(&place)), ("count", &count)],
    )
}

/// The mends of the findings that touch a range of a file.
pub(super) fn mends(workspace: &Workspace, path: &str, at: Range) -> Vec<CodeActionOrCommand> {
    let found = &workspace.found;
    let here = found.findings.iter().filter(|finding| {
        let file = found.sources.file(finding.place.file);
        let range = range(file.text(), finding.place.span);
        file.path() == path && range.start <= at.end && at.start <= range.end
    });
    here.filter_map(|finding| mend(finding, workspace))
        .map(CodeActionOrCommand::CodeAction)
        .collect()
}

fn mend(finding: &Finding, workspace: &Workspace) -> Option<CodeAction> {
    let mend = finding.mend.as_deref()?;
    let file = workspace.found.sources.file(mend.place.file);
    let (bytes, new_text) = mend.edit(file.text());
    // What had to be hidden would not mend anything.
    if mask(&new_text) != new_text {
        return None;
    }
    let start = position(file.text(), bytes.start);
    let range = Range { start, end: position(file.text(), bytes.end) };
    let uri = address(&workspace.root, file.path())?;
    let shown = mend.lines(file.text());
    let shown = shown.lines().next().map(str::trim).filter(|line| !line.is_empty());
    let title = match shown {
        Some(line) => format!("{}: {}", workspace.found.texts.get("cli.write.here"), mask(line)),
        None => workspace.found.texts.get("cli.lsp.remove").to_owned(),
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(finding, workspace)]),
        edit: Some(one_edit(uri, TextEdit { range, new_text })),
        is_preferred: Some(true),
        ..CodeAction::default()
    })
}

fn one_edit(uri: Uri, edit: TextEdit) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(uri, vec![edit])])), ..WorkspaceEdit::default() }
}
