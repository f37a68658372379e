//! A whole portal that builds at once: its settings, its vocabularies and one example of each kind.

use include_dir::{Dir, DirEntry};
use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Tera, TeraResult};

use super::{FILES, quoted};
use crate::diagnostics::Language;
use crate::model::Tone;

/// What a name begins with in the place of a dot, so that the files here hide from nobody.
const DOT: &str = "dot-";

/// What is asked before a portal is begun.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    /// The portal's name.
    pub(crate) title: String,
    /// Where it will be published.
    pub(crate) base_url: String,
    /// What it is written in.
    pub(crate) language: Language,
    /// Who shares it; two at least.
    pub(crate) administrations: Vec<Administration>,
    /// The edition's day.
    pub(crate) today: Date,
    /// What it comes with.
    pub(crate) extras: Vec<Extra>,
}

/// One of those who share a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Administration {
    /// The id that files use.
    pub(crate) id: String,
    /// The name that people use.
    pub(crate) name: String,
}

/// Files for the work with a portal, for those who want them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Extra {
    /// A workflow of GitHub that checks and builds.
    Github,
    /// The same for GitLab.
    Gitlab,
    /// A hook of git that checks before each commit.
    Hook,
    /// The settings of Visual Studio Code.
    Vscode,
}

impl Extra {
    fn folder(self) -> &'static str {
        match self {
            Self::Github => "extras/github",
            Self::Gitlab => "extras/gitlab",
            Self::Hook => "extras/hook",
            Self::Vscode => "extras/vscode",
        }
    }
}

/// What the templates see: texts that people gave are quoted already.
#[derive(Serialize)]
struct View {
    title: String,
    base_url: String,
    today: String,
    administrations: Vec<AdministrationView>,
    first: AdministrationView,
    second: AdministrationView,
}

#[derive(Clone, Serialize)]
struct AdministrationView {
    id: String,
    name: String,
    color: &'static str,
}

/// The files of a new portal: paths from its root with `/`, and texts.
///
/// # Errors
/// When a template does not fit what it is shown; the templates are built in, so this is the
/// program's own fault.
pub(crate) fn portal(answers: &Answers) -> TeraResult<Vec<(String, String)>> {
    let context = Context::from_serialize(&view(answers))?;
    let written = format!("portal/{}", answers.language.code());
    let folders = [written.as_str(), "extras/always"].into_iter();
    let mut files = Vec::new();
    for folder in folders.chain(answers.extras.iter().map(|extra| extra.folder())) {
        let Some(folder) = FILES.get_dir(folder) else { continue };
        collect(folder, folder, &context, &mut files)?;
    }
    Ok(files)
}

fn view(answers: &Answers) -> View {
    // The colours of the palette, in turn.
    let views = answers.administrations.iter().zip(Tone::ALL.into_iter().cycle());
    let views: Vec<_> = views
        .map(|(one, tone)| AdministrationView {
            id: as_text(&one.id),
            name: quoted(&one.name),
            color: tone.as_str(),
        })
        .collect();
    let at = |index: usize| views.get(index).or(views.first()).cloned();
    let nobody = || AdministrationView { id: String::new(), name: String::new(), color: "" };
    View {
        title: quoted(&answers.title),
        base_url: quoted(&answers.base_url),
        today: answers.today.to_string(),
        first: at(0).unwrap_or_else(nobody),
        second: at(1).unwrap_or_else(nobody),
        administrations: views,
    }
}

/// An id as YAML reads it: `null` alone would be no text.
fn as_text(id: &str) -> String {
    if id == "null" { quoted(id) } else { id.to_owned() }
}

fn collect(
    folder: &Dir<'_>,
    below: &Dir<'_>,
    context: &Context,
    files: &mut Vec<(String, String)>,
) -> TeraResult<()> {
    for entry in below.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(folder, inner, context, files)?,
            DirEntry::File(file) => {
                let text = file.contents_utf8().unwrap_or_default();
                let path = file.path().strip_prefix(folder.path()).unwrap_or(file.path());
                let names = path.iter().map(|name| name.to_string_lossy().replace(DOT, "."));
                files.push((
                    names.collect::<Vec<_>>().join("/"),
                    Tera::one_off(text, context, false)?,
                ));
            }
        }
    }
    Ok(())
}
