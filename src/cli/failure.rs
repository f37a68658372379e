//! Why a command did not do what was asked, and the exit code that says so.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::diagnostics::Texts;
use crate::publish::{CreateError, Left, PublishError};
use crate::source::{ReadError, StagedError};

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// The content is wrong; everything is told already.
    Content,
    /// The command line asks for something that is not there.
    Usage { key: &'static str, value: String, near: Option<&'static str> },
    /// What is chosen is none of what there is.
    Choice { key: &'static str, value: String, of: String, known: String, near: Option<String> },
    /// A file is there already.
    Exists { path: PathBuf },
    /// The file system refused to make a file.
    Create { path: PathBuf, detail: String },
    /// A change that was interrupted is none of this portal.
    Foreign { path: PathBuf },
    /// The file system refused to read.
    Read(ReadError),
    /// The file system refused to write.
    Publish(PublishError),
    /// There is no index that can be searched; the key says why.
    Index { path: PathBuf, key: &'static str },
    /// The network refused.
    Network { detail: String },
    /// Another program listens where this one was to; a preview tells which folder it shows.
    PortTaken { port: u16, by: Option<String> },
    /// A document cannot be set.
    Typeset { detail: String },
    /// There is no program that sets documents.
    NoTypesetter,
    /// It is not known what git has staged.
    Staged(StagedError),
    /// A revision cannot be read.
    Revision(StagedError),
    /// The editor that the language server talks with says what is no message, or has gone.
    Client { detail: String },
    /// Nobody reads what is written.
    Output(std::io::Error),
}

impl Failure {
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Content | Self::Publish(PublishError::Loss { .. }) => 1,
            Self::Usage { .. }
            | Self::Choice { .. }
            | Self::Exists { .. }
            | Self::Foreign { .. }
            | Self::Read(ReadError::NoSite { .. })
            | Self::Publish(
                PublishError::NotOurs { .. }
                | PublishError::HoldsSources { .. }
                | PublishError::OtherFile { .. }
                | PublishError::InSite { .. }
                | PublishError::InTheWay { .. },
            ) => 2,
            Self::Create { .. }
            | Self::Read(_)
            | Self::Publish(_)
            | Self::Index { .. }
            | Self::Network { .. }
            | Self::PortTaken { .. }
            | Self::Typeset { .. }
            | Self::NoTypesetter
            | Self::Staged(_)
            | Self::Revision(_)
            | Self::Client { .. }
            | Self::Output(_) => 3,
        })
    }

    /// What is told; nothing where it is told already.
    pub(super) fn message(&self, texts: &Texts) -> Option<String> {
        let fill = |key: &str, path: &str, detail: &str| {
            Some(texts.fill(&format!("cli.failure.{key}"), &[("path", path), ("detail", detail)]))
        };
        match self {
            Self::Content => None,
            Self::Choice { key, value, of, known, near } => {
                let near =
                    near.as_ref().map(|near| texts.fill("cli.usage.near", &[("near", near)]));
                let arguments = [("detail", value.as_str()), ("of", of), ("known", known)];
                let words = texts.fill(&format!("cli.failure.{key}"), &arguments);
                Some(format!("{words} {}", near.unwrap_or_default()).trim_end().to_owned())
            }
            Self::Usage { key, value, near } => {
                let near = near
                    .map(|near| texts.fill("cli.usage.near", &[("near", near)]))
                    .unwrap_or_default();
                Some(format!("{} {near}", fill(key, "", value)?).trim_end().to_owned())
            }
            Self::Exists { path } => fill("exists", &path.display().to_string(), ""),
            Self::Foreign { path } => fill("foreign_edit", &path.display().to_string(), ""),
            Self::Create { path, detail } => fill("create", &path.display().to_string(), detail),
            Self::Read(ReadError::NoSite { from }) => {
                fill("no_site", &from.display().to_string(), "")
            }
            Self::Read(ReadError::Io { path, source }) => {
                fill("read", &path.display().to_string(), &source.to_string())
            }
            Self::Publish(error) => {
                let (key, path, detail) = publish_words(error);
                fill(key, &path.display().to_string(), &detail)
            }
            Self::Index { path, key } => fill(key, &path.display().to_string(), ""),
            Self::PortTaken { port, by: Some(folder) } => {
                fill("port_taken_by", folder, &port.to_string())
            }
            Self::PortTaken { port, by: None } => fill("port_taken", "", &port.to_string()),
            Self::Typeset { detail } => fill("typeset", "", detail),
            Self::NoTypesetter => fill("no_typesetter", "", ""),
            Self::Network { detail } => fill("network", "", detail),
            Self::Client { detail } => fill("client", "", detail),
            Self::Revision(error) => fill("revision", "", &error.to_string()),
            Self::Staged(StagedError::NoGit(error)) => fill("no_git", "", &error.to_string()),
            Self::Staged(StagedError::Git(words)) => fill("git", "", words),
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => None,
            Self::Output(error) => fill("output", "", &error.to_string()),
        }
    }
}

/// The first names of many.
pub(super) fn listed(names: &[impl AsRef<Path>]) -> String {
    let first = names.iter().take(NAMES).map(|name| format!("`{}`", name.as_ref().display()));
    let rest = names.len().saturating_sub(NAMES);
    let rest = (rest > 0).then(|| format!("… (+{rest})"));
    first.chain(rest).collect::<Vec<_>>().join(", ")
}

/// More names than this help nobody.
const NAMES: usize = 5;

fn publish_words(error: &PublishError) -> (&'static str, &PathBuf, String) {
    match error {
        PublishError::NotOurs { path } => ("not_ours", path, String::new()),
        PublishError::HoldsSources { path } => ("holds_sources", path, String::new()),
        PublishError::OtherFile { path } => ("other_file", path, String::new()),
        PublishError::InSite { path } => ("in_site", path, String::new()),
        PublishError::InTheWay { path, names } => ("in_the_way", path, listed(names)),
        PublishError::Loss { path, had, has, max_loss } => {
            ("loss", path, format!("{had} → {has}, [publish] max_loss = {max_loss}"))
        }
        PublishError::Locked { path } => ("locked", path, String::new()),
        PublishError::Io { path, source } => ("write", path, source.to_string()),
        PublishError::Unfinished { path, source, left: Left::OldSite } => {
            ("old_site", path, source.to_string())
        }
        PublishError::Unfinished { path, source, left: Left::Mixed } => {
            ("mixed", path, source.to_string())
        }
        PublishError::Unfinished { path, source, left: Left::Missing { old } } => {
            ("missing", path, format!("{source}; {}", old.display()))
        }
    }
}

/// The templates of what is begun are built in: one that does not fit is the program's own fault.
impl From<tera::Error> for Failure {
    fn from(error: tera::Error) -> Self {
        Self::Output(std::io::Error::other(error.to_string()))
    }
}

impl From<CreateError> for Failure {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::Exists(path) => Self::Exists { path },
            CreateError::Io(path, error) => Self::Create { path, detail: error.to_string() },
            CreateError::Foreign(path) => Self::Foreign { path },
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<StagedError> for Failure {
    fn from(error: StagedError) -> Self {
        Self::Staged(error)
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
