//! What a finding asks its reader to write: the lines as they should be, and the words that say
//! where they go. Findings of one rule on one line are mended together: who writes the line of the
//! one would bring the other back.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use super::mend::{Change, Mend};
use super::{Diagnostic, Findings, Texts, one_line};
use crate::personal_number::mask;
use crate::span::{FileId, Files, line_column};

/// Longest line, in bytes, that is shown as it should be: longer ones fill the terminal and help
/// nobody.
const LONGEST: usize = 2_000;

/// The lines, with what stands before them.
#[derive(Debug, Serialize)]
pub(crate) struct ToWrite {
    /// `skriv`, or where it is to be written if that is not the line that is shown.
    pub(crate) label: String,
    /// As they should be.
    pub(crate) lines: String,
}

/// The changes of a run, by file and rule.
pub(crate) struct Mends<'f>(HashMap<(FileId, &'static str), Vec<&'f Mend>>);

impl<'f> Mends<'f> {
    pub(crate) fn of(findings: &'f Findings) -> Self {
        let mut mends: HashMap<_, Vec<&Mend>> = HashMap::new();
        for finding in findings.iter() {
            if let Some(mend) = finding.mend.as_deref() {
                mends.entry((mend.place.file, finding.code.name)).or_default().push(mend);
            }
        }
        Self(mends)
    }

    /// What to write for a finding; nothing where lines are only taken away, or are too long.
    pub(crate) fn to_write(
        &self,
        finding: &Diagnostic,
        files: &dyn Files,
        texts: &Texts,
    ) -> Option<ToWrite> {
        let mend = finding.mend.as_deref()?;
        let text = files.text(mend.place.file);
        let lines = self.together(finding.code.name, mend, text);
        let lines = lines.unwrap_or_else(|| mend.lines(text));
        let lines = mask(&lines).into_owned();
        let is_shown = !lines.is_empty() && lines.len() <= LONGEST;
        is_shown.then(|| ToWrite { label: label(finding, mend, files, texts), lines })
    }

    /// The line with everything mended that the rule has found on it; none where it is only one.
    fn together(&self, code: &'static str, mend: &Mend, text: &str) -> Option<String> {
        let own = replaced(mend, text)?;
        let others = self.0.get(&(mend.place.file, code))?;
        let on_line = others.iter().filter_map(|other| {
            let edit = replaced(other, text)?;
            let between = edit.0.end.min(own.0.end)..edit.0.start.max(own.0.start);
            let is_near =
                between.is_empty() || between.len() < LONGEST && !text.get(between)?.contains('\n');
            is_near.then_some(edit)
        });
        let mut edits: Vec<_> = on_line.collect();
        edits.sort_by_key(|(range, _)| range.start);
        edits.dedup();
        let are_apart = edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if edits.len() < 2 || !are_apart {
            return None;
        }
        let first = text[..own.0.start].rfind('\n').map_or(0, |end| end + 1);
        let last = text[own.0.end..].find('\n').map_or(text.len(), |end| own.0.end + end);
        let (mut line, mut done) = (String::new(), first);
        for (range, instead) in edits {
            line.push_str(&text[done..range.start]);
            line.push_str(instead);
            done = range.end;
        }
        line.push_str(&text[done..last]);
        Some(line.trim_end().to_owned())
    }
}

/// What is replaced within one line, and by what.
fn replaced<'m>(mend: &'m Mend, text: &str) -> Option<(Range<usize>, &'m str)> {
    let Change::Replace(instead) = &mend.change else { return None };
    let range = mend.place.span.range();
    let is_within = !instead.contains('\n') && !text.get(range.clone())?.contains('\n');
    is_within.then_some((range, instead))
}

/// `skriv` where the lines are those that the finding shows; else where they go.
fn label(finding: &Diagnostic, mend: &Mend, files: &dyn Files, texts: &Texts) -> String {
    let text = files.text(mend.place.file);
    let (range, instead) = mend.edit(text);
    let line = |at: usize| line_column(text, at).line;
    let (first, last) = (line(range.start), line(range.end));
    let is_put_in = range.is_empty() || matches!(mend.change, Change::AddField(_));
    let (key, lines) = if is_put_in && instead.ends_with('\n') && text.len() == range.end {
        ("cli.write.last", String::new())
    } else if is_put_in && instead.starts_with('\n') {
        ("cli.write.below", first.to_string())
    } else if is_put_in && instead.contains('\n') {
        ("cli.write.above", first.to_string())
    } else if first == last {
        ("cli.write.line", first.to_string())
    } else {
        ("cli.write.lines", format!("{first}–{last}"))
    };
    let shown = line_column(files.text(finding.place.file), finding.place.span.start as usize).line;
    let is_here = mend.place.file == finding.place.file;
    if is_here && key == "cli.write.line" && first == shown {
        return texts.get("cli.write.here").to_owned();
    }
    let label = texts.fill(key, &[("lines", &lines)]);
    if is_here {
        return label;
    }
    let path = mask(files.path(mend.place.file));
    texts.fill("cli.write.elsewhere", &[("write", &label), ("file", &one_line(&path))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::findings::MORE_FINDINGS;
    use crate::span::{Place, Span};

    #[test]
    fn what_one_rule_found_on_a_line_is_mended_together() {
        let text = "age: { from: 18 år, to: 29 år }\nage: { from: 17 år }\n";
        let finding = |part: &str, instead: &str| {
            let start = text.find(part).unwrap_or_default();
            let span = Span::new(start, start + part.len());
            Diagnostic::new(&MORE_FINDINGS, Place { file: FileId(0), span }).instead(instead)
        };
        let found: Findings =
            [finding("18 år", "18"), finding("29 år", "29"), finding("17 år", "17")]
                .into_iter()
                .collect();
        let mends = Mends::of(&found);
        let lines = found.iter().map(|finding| {
            let mend = finding.mend.as_deref()?;
            mends.together(finding.code.name, mend, text)
        });
        let both = Some("age: { from: 18, to: 29 }".to_owned());
        assert_eq!(lines.collect::<Vec<_>>(), [both.clone(), both, None]);
    }
}
