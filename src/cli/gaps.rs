//! `portal gaps`: what is most often not stated, by kind and field, and what that costs in the
//! finder.

use std::path::Path;

use super::arguments::{Format, GapsArguments};
use super::failure::Failure;
use super::output::Output;
use crate::gaps::{Gap, gaps};
use crate::{model, source};

pub(super) fn run(
    root: &Path,
    arguments: &GapsArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (sources, mut findings) = source::read(&root)?;
    let (catalogue, found) = model::model(&sources, arguments.today, arguments.drafts);
    findings.append(found);
    output.speak_as(&sources, catalogue.as_ref().map(|catalogue| catalogue.site.language));
    let Some(catalogue) = catalogue.filter(|_| !findings.has_errors()) else {
        output.findings(&findings.into_sorted(), &sources, Format::Human)?;
        return Err(Failure::Content);
    };
    let gaps = gaps(&catalogue);
    if arguments.json {
        return Output::result(&serde_json::to_string(&gaps).map_err(std::io::Error::other)?);
    }
    show(&gaps, output)
}

fn show(gaps: &[Gap], output: &Output) -> Result<(), Failure> {
    let texts = output.texts();
    let mut kind = "";
    for gap in gaps {
        if gap.kind != kind {
            kind = gap.kind;
            Output::result(&format!("\n{}", texts.get(&format!("words.kinds.{kind}"))))?;
        }
        let numbers = [("missing", gap.missing.to_string()), ("of", gap.of.to_string())];
        let counted = texts.fill(
            "cli.gaps.missing",
            &numbers.each_ref().map(|(name, value)| (*name, value.as_str())),
        );
        let cost = gap.finder.map(|cost| {
            let numbers =
                [("may_fit", cost.may_fit.to_string()), ("alone", cost.alone.to_string())];
            texts.fill(
                "cli.gaps.finder",
                &numbers.each_ref().map(|(name, value)| (*name, value.as_str())),
            )
        });
        let line = format!("  {:<20} {counted:<16} {}", gap.field, cost.unwrap_or_default());
        Output::result(line.trim_end())?;
    }
    if gaps.is_empty() { Output::result(texts.get("cli.gaps.none")) } else { Ok(()) }
}
