//! What can be typed. The help texts of these types are replaced by those of the chosen language.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::PaperPart;
use crate::diagnostics::Language;
use crate::model::{Host, parse_date};
use crate::schema::FormsHost;
use crate::serve::Editor;
use crate::starter::Extra;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "portal", version, disable_help_subcommand = true, subcommand_required = true)]
pub(super) struct Arguments {
    /// The folder with site.toml.
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Colours in messages.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// The language of messages.
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub(super) lang: Option<Lang>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// A language by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Da,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Da => Self::Danish,
            Lang::En => Self::English,
        }
    }
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Github,
    Gitlab,
    Sarif,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(BuildArguments),
    Check(CheckArguments),
    Search(SearchArguments),
    Serve(ServeArguments),
    Gaps(GapsArguments),
    Pack(PackArguments),
    Synonyms(SynonymsArguments),
    Init(InitArguments),
    New(NewArguments),
    Schema(SchemaArguments),
    Cms(CmsArguments),
    Review(ReviewArguments),
    Changes(ChangesArguments),
    Fmt(FmtArguments),
    Mv(MvArguments),
    Retire(RetireArguments),
    Urls(UrlsArguments),
    Lsp,
    Explain(ExplainArguments),
}

/// What building and checking have in common.
#[derive(Clone, Debug, Args)]
pub(super) struct ContentArguments {
    /// The day to reckon from.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Date>,
    /// With drafts.
    #[arg(long)]
    pub(super) drafts: bool,
    /// How findings are written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Codes that count as errors.
    #[arg(long, value_name = "CODE")]
    pub(super) deny: Vec<String>,
    /// Codes that are not told.
    #[arg(long, value_name = "CODE")]
    pub(super) allow: Vec<String>,
    /// How long each stage took.
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// The folder to publish to.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Show the portal afterwards.
    #[arg(long)]
    pub(super) serve: bool,
    /// The web server to write rules for.
    #[arg(long, value_name = "HOST", value_enum)]
    pub(super) host: Option<Host>,
    /// Text packed ahead.
    #[arg(long)]
    pub(super) precompress: bool,
    /// Publish even if many pages are gone.
    #[arg(long)]
    pub(super) accept_loss: bool,
    /// All of it in one file instead.
    #[arg(
        long,
        value_name = "FILE.html",
        conflicts_with_all = ["out", "serve", "host", "precompress", "accept_loss"]
    )]
    pub(super) single: Option<PathBuf>,
    /// The course whose part goes into that file.
    #[arg(long, value_name = "ID", requires = "single")]
    pub(super) course: Option<String>,
    #[command(flatten)]
    pub(super) content: ContentArguments,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Only what git has staged, and only for personal numbers.
    #[arg(long)]
    pub(super) staged: bool,
    #[command(flatten)]
    pub(super) content: ContentArguments,
}

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// The words.
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// Most hits.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Only entries with this facet value.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(super) facet: Vec<String>,
    /// As one JSON object.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The port; 0 takes any that is free.
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Open the browser.
    #[arg(long)]
    pub(super) open: bool,
    /// The editor that a click on a place opens.
    #[arg(long, value_name = "EDITOR", value_enum)]
    pub(super) editor: Option<Editor>,
    /// With drafts.
    #[arg(long)]
    pub(super) drafts: bool,
    /// The day to reckon from.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct GapsArguments {
    /// The day to reckon from.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Date>,
    /// With drafts.
    #[arg(long)]
    pub(super) drafts: bool,
    /// As one JSON list.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct SynonymsArguments {
    /// What is done with them.
    #[command(subcommand)]
    pub(super) command: SynonymsCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum SynonymsCommand {
    Suggest(SuggestArguments),
}

#[derive(Debug, Args)]
pub(super) struct SuggestArguments {
    /// The letters.
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// A folder for one file of each sort.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CmsArguments {
    /// Who keeps the repository.
    #[arg(long, value_name = "HOST", value_enum)]
    pub(super) backend: Option<FormsHost>,
    /// The repository.
    #[arg(long, value_name = "OWNER/NAME")]
    pub(super) repo: Option<String>,
    /// The branch that is published.
    #[arg(long, value_name = "BRANCH")]
    pub(super) branch: Option<String>,
    /// The server, where it is one's own.
    #[arg(long, value_name = "URL", value_parser = origin)]
    pub(super) server: Option<String>,
    /// Who exchanges a sign-in for a token.
    #[arg(long, value_name = "URL", value_parser = origin)]
    pub(super) auth: Option<String>,
    /// The application's id at the server.
    #[arg(long, value_name = "ID")]
    pub(super) app_id: Option<String>,
    /// The folder for the forms.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The new portal's folder.
    #[arg(value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// The portal's name.
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// The address that it will be published at.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The language that it is written in.
    #[arg(long, value_name = "LANG", value_enum)]
    pub(super) language: Option<Lang>,
    /// Who shares it.
    #[arg(long, value_name = "ID=TEXT")]
    pub(super) administration: Vec<String>,
    /// What it comes with.
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) with: Vec<Extra>,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The kind of entry.
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    /// Its title.
    #[arg(value_name = "TITLE", required = true)]
    pub(super) title: Vec<String>,
    /// An answer to one of the kind's questions.
    #[arg(long, value_name = "KEY=TEXT")]
    pub(super) set: Vec<String>,
    /// What a course shows.
    #[arg(long, value_name = "ID|LINK", value_delimiter = ',')]
    pub(super) items: Vec<String>,
}

/// How what is due is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DueFormat {
    Table,
    Json,
    Ical,
    Atom,
}

#[derive(Debug, Args)]
pub(super) struct PackArguments {
    /// Courses and entries.
    #[arg(value_name = "ID", required_unless_present = "owner")]
    pub(super) ids: Vec<String>,
    /// All that this unit answers for.
    #[arg(long, value_name = "ID")]
    pub(super) owner: Option<String>,
    /// The file.
    #[arg(long, value_name = "FILE.pdf")]
    pub(super) out: PathBuf,
    /// What is left out.
    #[arg(long, value_name = "PART", value_enum, value_delimiter = ',')]
    pub(super) without: Vec<PaperPart>,
    #[command(flatten)]
    pub(super) content: ContentArguments,
}

impl ValueEnum for PaperPart {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// Only what this unit answers for.
    #[arg(long, value_name = "OWNER")]
    pub(super) by: Option<String>,
    /// How it is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DueFormat::Table)]
    pub(super) format: DueFormat,
    /// One mail for each owner.
    #[arg(long, conflicts_with = "format")]
    pub(super) ask: bool,
    /// The day to reckon from.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct ChangesArguments {
    /// The older state: a portal's folder or a revision of git.
    #[arg(value_name = "OLD")]
    pub(super) old: Option<String>,
    /// The newer state; the portal as it is now if none.
    #[arg(value_name = "NEW")]
    pub(super) new: Option<String>,
    /// What is different on this day from the day before.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, conflicts_with_all = ["old", "new"])]
    pub(super) on: Option<Date>,
    /// As one JSON list.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    /// Only say which files are written otherwise.
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
pub(super) struct MvArguments {
    /// The entry: its id, file, address or slug.
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The new id or file; or the new address alone.
    #[arg(value_name = "NEW")]
    pub(super) new: String,
}

#[derive(Debug, Args)]
pub(super) struct RetireArguments {
    /// The entry: its id, file, address or slug.
    #[arg(value_name = "ID")]
    pub(super) entry: String,
    /// The day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) on: Date,
    /// The entry that comes instead.
    #[arg(long, value_name = "ID")]
    pub(super) replaced_by: Option<String>,
    /// Take the entry out of the content.
    #[arg(long)]
    pub(super) remove: bool,
}

#[derive(Debug, Args)]
pub(super) struct UrlsArguments {
    /// Write the addresses in.
    #[arg(long)]
    pub(super) record: bool,
    /// How findings are written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

impl UrlsArguments {
    /// Only what is published, on the edition's own day.
    pub(super) fn content(&self) -> ContentArguments {
        ContentArguments {
            today: None,
            drafts: false,
            format: self.format,
            deny: Vec::new(),
            allow: Vec::new(),
            timings: false,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code; without one, all codes are listed.
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

/// An origin: `https://git.example.dk`, without a path.
fn origin(typed: &str) -> Result<String, String> {
    let typed = typed.trim_end_matches('/');
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    let is_host = |host: &str| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c))
    };
    if host.is_some_and(is_host) {
        Ok(typed.to_owned())
    } else {
        Err("https://git.example.dk".to_owned())
    }
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}
