//! Help and complaints about the command line, in the language of the people who read them.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};

use super::arguments::Arguments;
use crate::diagnostics::{Language, Texts};
use crate::model::meant_date;
use crate::personal_number::mask;
use crate::source::default_theme;

/// What was typed, and the texts of the language asked for; or, where help or a complaint has been
/// shown instead, the exit code.
pub(super) fn parse(typed: &[OsString]) -> Result<(Arguments, Texts), ExitCode> {
    let (theme, _) = default_theme();
    let (texts, _) = Texts::read(&theme, language(typed));
    let command = localized(Arguments::command(), "cli.help", &texts);
    let parsed = command
        .try_get_matches_from(with_help_last(typed))
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let refused = |error: clap::Error| {
        if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
            // Help that cannot be shown has nobody to complain to.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        match complaint(&error, &texts) {
            Some(words) => {
                use std::io::Write;
                let _ = writeln!(
                    std::io::stderr().lock(),
                    "{}: {words}\n\n{}",
                    texts.get("cli.error"),
                    texts.get("cli.usage.more")
                );
            }
            None => {
                let _ = error.print();
            }
        }
        ExitCode::from(2)
    };
    match parsed {
        Ok(arguments) => Ok((arguments, texts)),
        Err(error) => Err(refused(error)),
    }
}

/// `portal help build` as `portal build --help`.
fn with_help_last(typed: &[OsString]) -> Vec<OsString> {
    let asks = typed
        .get(1)
        .is_some_and(|word| ["help", "hjælp", "hjaelp"].iter().any(|help| word == help));
    let mut typed = typed.to_vec();
    if asks {
        typed.remove(1);
        typed.push("--help".into());
    }
    typed
}

/// The language asked for by `--lang`, read before anything else is understood.
fn language(typed: &[OsString]) -> Language {
    let words: Vec<_> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let after = words
        .iter()
        .position(|word| word == "--lang")
        .and_then(|at| words.get(at + 1))
        .map(AsRef::as_ref);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    after.or(joined).and_then(Language::from_code).unwrap_or_default()
}

/// The command with every help text from `prefix` of the texts.
fn localized(command: clap::Command, prefix: &str, texts: &Texts) -> clap::Command {
    let text = |key: &str| texts.find(&format!("{prefix}.{key}")).map(str::to_owned);
    let arguments: Vec<String> =
        command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let commands: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let heading = |key: &str| texts.get(&format!("cli.usage.{key}")).to_owned();
    let mut command = command
        .about(text("about").unwrap_or_default())
        .after_help(text("examples").unwrap_or_default())
        .subcommand_help_heading(heading("commands"))
        .subcommand_value_name(heading("command"))
        .next_help_heading(heading("options"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(template(texts))
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(texts.get("cli.usage.help").to_owned())
                .help_heading(heading("options")),
        );
    if prefix == "cli.help" {
        let version =
            clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command = command.arg(
            version
                .help(texts.get("cli.usage.version").to_owned())
                .help_heading(heading("options")),
        );
    }
    for id in arguments {
        let words = text(&format!("args.{id}"))
            .or_else(|| texts.find(&format!("cli.help.args.{id}")).map(str::to_owned));
        let heading = heading("options");
        command = command.mut_arg(&id, |argument| {
            described(argument, words.unwrap_or_default(), heading, texts)
        });
    }
    let usage = command.render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage:")
        .trim()
        .replace("[OPTIONS]", &format!("[{}]", heading("option")));
    let usage = if usage.starts_with("portal") {
        usage
    } else {
        let path = prefix.trim_start_matches("cli.help.").replace('.', " ");
        format!("portal {path}{}", usage.strip_prefix(command.get_name()).unwrap_or(&usage))
    };
    let mut command = command.override_usage(usage);
    for name in commands {
        let inner = format!("{prefix}.{name}");
        command = command.mut_subcommand(name, |command| localized(command, &inner, texts));
    }
    command
}

/// An argument with its words, its values and its default, all in one language.
fn described(argument: clap::Arg, mut words: String, heading: String, texts: &Texts) -> clap::Arg {
    let argument = if argument.is_positional() { argument } else { argument.help_heading(heading) };
    if !argument.get_action().takes_values() {
        return argument.help(words);
    }
    let values = argument.get_possible_values();
    let values: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    if !values.is_empty() {
        words = format!("{words} [{}]", values.join(", "));
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        words = format!("{words} [{}: {}]", texts.get("cli.usage.default"), defaults.join(", "));
    }
    argument.help(words).hide_possible_values(true).hide_default_value(true)
}

fn template(texts: &Texts) -> String {
    let usage = texts.get("cli.usage.usage");
    format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}")
}

/// What is wrong with the command line, in words; none where the library's own words must do.
fn complaint(error: &clap::Error, texts: &Texts) -> Option<String> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join("`, `")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg)
        .or_else(|| context(ContextKind::InvalidSubcommand))
        .unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let known = context(ContextKind::ValidValue)
        .or_else(|| context(ContextKind::ValidSubcommand))
        .unwrap_or_default();
    let prior = context(ContextKind::PriorArg).unwrap_or_default();
    let near =
        context(ContextKind::SuggestedArg).or_else(|| context(ContextKind::SuggestedSubcommand));
    let near =
        near.or_else(|| meant_date(&value).filter(|_| error.kind() == ErrorKind::ValueValidation));
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "unknown_argument",
        ErrorKind::InvalidSubcommand => "unknown_command",
        ErrorKind::InvalidValue if value.is_empty() => "missing_value",
        ErrorKind::InvalidValue => "invalid_value",
        ErrorKind::ValueValidation => "unusable_value",
        ErrorKind::MissingRequiredArgument => "missing_argument",
        ErrorKind::ArgumentConflict => "conflicting",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "missing_command"
        }
        _ => return None,
    };
    // Whoever forgets the command before a search types what is to be searched for.
    let (argument, value) = (mask(&argument), mask(&value));
    let arguments = [
        ("argument", &*argument),
        ("value", &*value),
        ("known", known.as_str()),
        ("prior", prior.as_str()),
    ];
    let mut words = texts.fill(&format!("cli.usage.{key}"), &arguments);
    if let Some(near) = near {
        words.push(' ');
        words.push_str(&texts.fill("cli.usage.near", &[("near", &near)]));
    }
    Some(words)
}
