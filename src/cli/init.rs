//! `portal init DIR`: a new portal that builds at once. What the command line does not say is asked
//! for.

use jiff::Zoned;

use super::arguments::InitArguments;
use super::failure::Failure;
use super::interview::{Asked, Interview};
use super::output::Output;
use crate::diagnostics::Language;
use crate::model::{as_id, is_id};
use crate::publish::create;
use crate::starter::{self, Administration, Answers};

/// Where a portal is published that has no address yet (RFC 2606).
const NO_ADDRESS: &str = "https://portal.example";

pub(super) fn run(arguments: &InitArguments, output: &Output) -> Result<(), Failure> {
    let answers = answers(arguments, output)?;
    let files = starter::portal(&answers)?;
    let paths = create(&arguments.dir, &files)?;
    for path in &paths {
        Output::result(&path.display().to_string())?;
    }
    output.tell("cli.init.done", &[("dir", &arguments.dir.display().to_string())]);
    Ok(())
}

fn answers(arguments: &InitArguments, output: &Output) -> Result<Answers, Failure> {
    let texts = output.texts();
    let mut interview = Interview::at_terminal(output);
    let asked = Asked::free(texts.get("cli.init.title"), "--title TEXT");
    let title = interview.answer(arguments.title.as_deref(), &asked)?;
    let given = arguments.administration.iter().map(|given| administration(given));
    let mut administrations = given.collect::<Result<Vec<_>, _>>()?;
    while administrations.len() < 2 {
        let question = texts.get(if administrations.is_empty() {
            "cli.init.first"
        } else {
            "cli.init.second"
        });
        let name = interview.answer(None, &Asked::free(question, "--administration ID=TEXT"))?;
        if name.is_empty() {
            break;
        }
        administrations.push(administration(&name)?);
    }
    interview.end()?;
    if let Some(twin) = twin(&administrations) {
        return Err(Failure::Usage { key: "same_administration", value: twin, near: None });
    }
    Ok(Answers {
        title,
        base_url: arguments.base_url.clone().unwrap_or_else(|| NO_ADDRESS.to_owned()),
        language: arguments.language.map(Language::from).unwrap_or_default(),
        administrations,
        today: Zoned::now().date(),
        extras: arguments.with.clone(),
    })
}

/// An administration as it is typed: `id=Name`, or its name alone.
fn administration(typed: &str) -> Result<Administration, Failure> {
    let (id, name) = match typed.split_once('=') {
        Some((id, name)) => (id.trim().to_owned(), name.trim()),
        None => (as_id(typed), typed.trim()),
    };
    // The lanes of citizens and of everybody else.
    let is_taken = ["borger", "andre"].contains(&id.as_str());
    if !is_id(&id) || name.is_empty() || is_taken {
        return Err(Failure::Usage {
            key: "bad_administration",
            value: typed.to_owned(),
            near: None,
        });
    }
    Ok(Administration { id, name: name.to_owned() })
}

fn twin(administrations: &[Administration]) -> Option<String> {
    let mut known = std::collections::BTreeSet::new();
    administrations.iter().find(|one| !known.insert(one.id.as_str())).map(|one| one.id.clone())
}
