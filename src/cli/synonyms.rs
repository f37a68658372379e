//! `portal synonyms suggest`: turns letters about searches in vain into rows that editors can take
//! over.

use std::path::Path;

use portal_search::Engine;

use super::arguments::{Format, SuggestArguments, SynonymsCommand};
use super::failure::Failure;
use super::output::Output;
use crate::diagnostics::Texts;
use crate::proposals::{Proposal, Row, proposals, searches};
use crate::prose::{self, Bodies};
use crate::{Memo, guard, model, search_index, source};

pub(super) fn run(
    root: &Path,
    command: &SynonymsCommand,
    output: &mut Output,
) -> Result<(), Failure> {
    match command {
        SynonymsCommand::Suggest(arguments) => suggest(root, arguments, output),
    }
}

fn suggest(root: &Path, arguments: &SuggestArguments, output: &mut Output) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let letters = arguments.files.iter().map(|path| source::read_letter(path));
    let letters = letters.collect::<Result<Vec<_>, _>>()?.join("\n");
    let (sources, mut findings) = source::read(&root)?;
    let (catalogue, found) = model::model(&sources, None, false);
    findings.append(found);
    output.speak_as(&sources, catalogue.as_ref().map(|catalogue| catalogue.site.language));
    let Some(mut catalogue) = catalogue.filter(|_| !findings.has_errors()) else {
        output.findings(&findings.into_sorted(), &sources, Format::Human)?;
        return Err(Failure::Content);
    };
    let texts = output.texts();
    let prose = prose::prose(&mut catalogue, &sources, (texts, &Memo::default()));
    let bodies = Bodies::new(&catalogue, &sources, texts);
    let unusable = || Failure::Index { path: root.clone(), key: "index_unmade" };
    let index = search_index::index(&catalogue, &prose, &bodies).map_err(|_| unusable())?;
    let engine = Engine::open(index).map_err(|_| unusable())?;
    let proposals = proposals(searches(&letters), &catalogue, &sources, &engine);
    if proposals.is_empty() {
        output.tell("cli.synonyms.none", &[]);
    }
    proposals
        .iter()
        .try_for_each(|proposal| Output::result(&guard::mask(&written(proposal, texts))))
}

/// A proposal as it is printed: where it goes as a comment, then the row; what is only known in
/// part is a comment as a whole.
fn written(Proposal { vain, row }: &Proposal, texts: &Texts) -> String {
    let times = vain.times.to_string();
    let about = texts.fill("cli.synonyms.about", &[("query", &vain.query), ("times", &times)]);
    let place = |key: &str, file: &str, line: usize| {
        texts.fill(&format!("cli.synonyms.{key}"), &[("file", file), ("line", &line.to_string())])
    };
    let open = |key: &str, titles: &[String]| {
        texts.fill(&format!("cli.synonyms.{key}"), &[("titles", &titles.join(" · "))])
    };
    match row {
        Row::Name { file, line, yaml } => {
            format!("# {about}\n# {}\n{yaml}\n", place("name", file, *line))
        }
        Row::Word { file, line, yaml } => {
            format!("# {about}\n# {}\n{yaml}\n", place("word", file, *line))
        }
        Row::New { file, yaml } => format!("# {about}\n# {}\n{yaml}\n", place("new", file, 0)),
        Row::Found { titles } => format!("# {about}\n# {}\n", open("found", titles)),
        Row::Open { nearest } if nearest.is_empty() => {
            format!("# {about}\n# {}\n", open("nothing", nearest))
        }
        Row::Open { nearest } => format!("# {about}\n# {}\n", open("nearest", nearest)),
    }
}
