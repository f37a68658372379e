//! What stands above the page while something is wrong: every finding with its place, in words.
//! Takes findings; gives HTML from a template of the preview's own.

use std::path::Path;

use serde::Serialize;
use tera::{Context, Tera};

use super::live::OWN;
use crate::diagnostics::{Diagnostic, Findings, Mends, Severity, Texts, ToWrite};
use crate::guard::mask;
use crate::percent;
use crate::source::{Sources, line_column};

/// The editor that a click on a place opens, by the address that it listens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Editor {
    /// Visual Studio Code.
    Vscode,
    /// VSCodium.
    Vscodium,
    /// Zed.
    Zed,
}

impl Editor {
    /// The address of a place; what the file's name holds cannot end it.
    fn address(self, root: &Path, file: &str, (line, column): (usize, usize)) -> String {
        let scheme = match self {
            Self::Vscode => "vscode",
            Self::Vscodium => "vscodium",
            Self::Zed => "zed",
        };
        let path = root.join(file).to_string_lossy().replace('\\', "/");
        let path = percent::path(path.trim_start_matches('/'));
        format!("{scheme}://file/{path}:{line}:{column}")
    }
}

/// Most findings of one severity that are shown; the terminal has all of them.
const MOST: usize = 40;

/// Where the findings are from, and how they are told.
pub(super) struct Teller<'a> {
    pub(super) sources: &'a Sources,
    pub(super) texts: &'a Texts,
    /// The portal's folder, and the editor that places are opened in.
    pub(super) editor: Option<(&'a Path, Editor)>,
}

/// The notice of one state.
#[derive(Debug, Default, Serialize)]
pub(super) struct Notice<'a> {
    /// What is said before all findings.
    first: Option<String>,
    groups: Vec<Group>,
    label: &'a str,
    #[serde(skip)]
    lost: &'a str,
}

/// The findings of one severity.
#[derive(Debug, Serialize)]
struct Group {
    severity: &'static str,
    is_open: bool,
    count: String,
    findings: Vec<Shown>,
    more: Option<String>,
}

/// One finding in words.
#[derive(Debug, Serialize)]
struct Shown {
    code: &'static str,
    message: String,
    help: String,
    place: String,
    link: Option<String>,
    write: Option<ToWrite>,
}

/// A page's two pieces of the preview.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    /// What is said while the server does not answer.
    lost: String,
    /// What stands first in its body.
    pub(super) notice: String,
}

impl Pieces {
    /// What stands last in the head of a page in the state of this name; nothing if the preview's
    /// own template does not fit, which its test would show.
    pub(super) fn head(&self, state: &str) -> String {
        let mut context = Context::new();
        context.insert("own", OWN);
        context.insert("state", state);
        context.insert("lost", &self.lost);
        Tera::one_off(include_str!("files/head.html"), &context, true).unwrap_or_default()
    }
}

impl<'a> Notice<'a> {
    /// A notice that says only `first`.
    pub(super) fn saying(first: Option<String>, texts: &'a Texts) -> Self {
        Self {
            first,
            groups: Vec::new(),
            label: texts.get("cli.serve.notice.label"),
            lost: texts.get("cli.serve.notice.lost"),
        }
    }

    /// A notice of all findings, the errors open and the rest a click away.
    pub(super) fn of(findings: &Findings, has_page: bool, teller: &Teller<'a>) -> Self {
        let stale = if has_page { "cli.serve.notice.stale" } else { "cli.serve.notice.never" };
        let stale = findings.has_errors().then(|| teller.texts.get(stale).to_owned());
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let mends = Mends::of(findings);
        let groups =
            severities.into_iter().filter_map(|severity| teller.group(findings, &mends, severity));
        Self { groups: groups.collect(), ..Self::saying(stale, teller.texts) }
    }

    /// The pieces of every page.
    ///
    /// # Errors
    /// When the preview's own template does not fit: a fault of the program.
    pub(super) fn pieces(&self) -> tera::TeraResult<Pieces> {
        let context = Context::from_serialize(self)?;
        let notice = Tera::one_off(include_str!("files/notice.html"), &context, true)?;
        Ok(Pieces { lost: self.lost.to_owned(), notice })
    }
}

impl Teller<'_> {
    fn group(&self, findings: &Findings, mends: &Mends<'_>, severity: Severity) -> Option<Group> {
        let count = findings.count(severity);
        let all = findings.iter().filter(|finding| finding.severity == severity);
        (count > 0).then(|| Group {
            severity: severity.as_str(),
            is_open: severity == Severity::Error,
            count: self.texts.counted(&format!("cli.count.{}", severity.as_str()), count),
            findings: all.take(MOST).map(|finding| self.shown(finding, mends)).collect(),
            more: (count > MOST).then(|| {
                let rest = (count - MOST).to_string();
                self.texts.fill("cli.serve.notice.more", &[("count", &rest)])
            }),
        })
    }

    fn shown(&self, finding: &Diagnostic, mends: &Mends<'_>) -> Shown {
        let file = self.sources.file(finding.place.file);
        let at = line_column(file.text(), finding.place.span.start as usize);
        let link = self.editor.filter(|_| !file.is_built_in());
        let link =
            link.map(|(root, editor)| editor.address(root, file.path(), (at.line, at.column)));
        let write = mends.to_write(finding, self.sources, self.texts);
        Shown {
            code: finding.code.name,
            message: finding.message_text(self.texts),
            help: finding.help_text(self.texts),
            place: format!("{}:{}:{}", mask(file.path()), at.line, at.column),
            link,
            write,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_place_holds_whatever_a_path_may_be_called() {
        let root = Path::new("/home/anna/vores portal");
        let address = Editor::Vscode.address(root, "content/offers/å?#.md", (3, 7));
        assert_eq!(
            address,
            "vscode://file/home/anna/vores%20portal/content/offers/%C3%A5%3F%23.md:3:7"
        );
    }

    #[test]
    fn what_a_finding_says_is_text_and_never_markup() {
        let notice =
            Notice { first: Some("<script>alert(1)</script>".to_owned()), ..Notice::default() };
        let pieces = notice.pieces().expect("the template");
        assert!(pieces.notice.contains("&lt;script&gt;"), "{}", pieces.notice);
        assert!(!pieces.notice.contains("<script"), "{}", pieces.notice);
        assert!(pieces.head("7-1").contains("data-state=\"7-1\""), "{}", pieces.head("7-1"));
    }
}
