//! The theme's templates. Takes the sources and what every page shares; gives HTML, or a finding at
//! the place in the template. Knows nothing of what the pages show.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::value::Key as ValueKey;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::codes;
use super::frame::Shared;
use super::template_text::{FUEL, TemplateText};
use crate::diagnostics::{Diagnostic, Findings};
use crate::markup::{HTML_KEY, breakable};
use crate::memo::{Key, Memo, Naming};
use crate::source::{FileId, Place, Role, Sources, Span};

/// Most rounds of loops in one page of a portal's own theme.
const ROUNDS: u64 = 100_000;
/// Most bytes of a text, and most items of a list, that a template puts into a variable.
const MOST_HELD: usize = 256 * 1024;
/// Most bytes of one page.
const MOST_WRITTEN: usize = 32 * 1024 * 1024;

/// The letters of the longest word that has room in a heading on every screen.
const LONGEST_WHOLE: usize = 12;

thread_local! {
    /// The rounds that the page has left which this thread renders.
    static LEFT: Cell<u64> = const { Cell::new(ROUNDS) };
}

/// Templates that have been read and fit together.
pub(super) struct Templates {
    tera: Tera,
    /// Every template, by the name it has among templates.
    files: BTreeMap<String, (FileId, TemplateText)>,
    /// What to point at when no template can be named.
    elsewhere: Place,
    /// What stopped the first page that had no fuel left: no other is begun.
    stopped: OnceLock<Diagnostic>,
    /// What tells these templates, with the values that every page sees, from others.
    named: Option<Naming>,
}

impl Templates {
    /// Reads all templates of the theme; `shared` are the values that every page sees.
    ///
    /// # Errors
    /// A finding for every template that cannot be read or does not fit to the others.
    pub(super) fn read(
        sources: &Sources,
        elsewhere: Place,
        shared: Shared,
        memo: &Memo,
    ) -> Result<Self, Findings> {
        let shared_name = if memo.is_on() { shared.name() } else { None };
        let files = sources.of_role(Role::Template).map(|(id, file)| {
            let template = TemplateText::read(file.text(), !file.is_built_in());
            (name_of(file.path()).to_owned(), (id, template))
        });
        let (files, stopped) = (files.collect(), OnceLock::new());
        let language = shared.language.code();
        let tera = engine(language);
        let mut templates = Self { tera, files, elsewhere, stopped, named: None };
        let named = templates
            .files
            .iter()
            .map(|(name, (_, template))| (name.as_str(), template.text.as_str()));
        let naming = named.clone().fold(Naming::default().and(language), |naming, (name, text)| {
            naming.and(name).and(text)
        });
        let key = naming.clone().key();
        if let Some(known) = memo.get(&key) {
            templates.tera = Arc::unwrap_or_clone(known);
        } else {
            let read = templates.tera.add_raw_templates(named);
            read.map_err(|error| templates.all_faults(&error))?;
            if memo.is_on() {
                memo.keep(key, Arc::new(templates.tera.clone()));
            }
        }
        *templates.tera.global_context() = shared.context;
        templates.named = shared_name.map(|shared| naming.and(shared));
        Ok(templates)
    }

    /// The name of a page: of the template, of what it sees and of what it shows.
    pub(super) fn name(&self, template: &str, page: &impl Serialize) -> Option<Key> {
        let named = self.named.clone()?;
        named.and(template).and_value(page).map(Naming::key)
    }

    /// Every template's own syntax error; where there is none, the faults in how they fit together.
    fn all_faults(&self, together: &tera::Error) -> Findings {
        let texts = self.files.iter().map(|(name, (_, template))| (name, &template.text));
        let alone = texts.filter_map(|(name, text)| engine("").add_raw_template(name, text).err());
        let syntax = alone.filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)));
        let faults: Findings = syntax.map(|error| self.fault("", &error)).collect();
        if !faults.is_empty() {
            return faults;
        }
        let reported: Findings = self.reported(together).collect();
        if reported.is_empty() {
            [self.fault("", together)].into_iter().collect()
        } else {
            reported
        }
    }

    /// The faults of a message that holds reports, each with `--> name:line:column` under its first
    /// line.
    fn reported(&self, error: &tera::Error) -> impl Iterator<Item = Diagnostic> {
        let text = match error.kind() {
            ErrorKind::Msg(text) => text.as_str(),
            _ => "",
        };
        let lines = text.lines().zip(text.lines().skip(1));
        lines.filter_map(|(message, place)| {
            let message = message.strip_prefix("error: ")?;
            let place = place.trim_start().strip_prefix("--> ")?;
            let mut parts = place.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let name = parts.next()?;
            let (_, template) = self.files.get(name)?;
            let at = template.byte_at(line, column);
            Some(codes::template_error(self.place(name, &(at..at)), name, message))
        })
    }

    /// The HTML of one page.
    ///
    /// # Errors
    /// A finding where the template asks for what the page does not have, or never comes to an end.
    pub(super) fn render(
        &self,
        template: &str,
        page: &impl Serialize,
    ) -> Result<String, Diagnostic> {
        if let Some(stopped) = self.stopped.get() {
            return Err(stopped.clone());
        }
        LEFT.set(ROUNDS);
        let fault = |error: &tera::Error| {
            let fault = self.fault(template, error);
            if LEFT.get() == 0 {
                // Another page may have been first; either is as good.
                let _ = self.stopped.set(fault.clone());
            }
            fault
        };
        let context = Context::from_serialize(page).map_err(|error| fault(&error))?;
        let mut html = Page(Vec::new());
        self.tera.render_to(template, &context, &mut html).map_err(|error| fault(&error))?;
        // Templates and values are text, and so is what becomes of them.
        Ok(String::from_utf8(html.0).unwrap_or_default())
    }

    fn fault(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let named =
            |named: Option<&(String, Range<usize>)>| named.map_or(0..0, |(_, range)| range.clone());
        let of = |name: &str| self.files.get(name).map(|(_, template)| template);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let name = report.filename();
                codes::template_error(
                    self.place(name, &report.span().range),
                    name,
                    report.message(),
                )
            }
            ErrorKind::MissingParent { current: name, .. }
            | ErrorKind::CircularExtend { tpl: name, .. } => {
                let range = named(of(name).and_then(|template| template.extends.as_ref()));
                self.at_written(name, range, &error.to_string())
            }
            ErrorKind::CircularInclude { tpl: name, .. } => {
                let range = named(of(name).and_then(|template| template.includes.first()));
                self.at_written(name, range, &error.to_string())
            }
            _ => codes::template_error(self.place(template, &(0..0)), template, &error.to_string()),
        }
    }

    fn at_written(&self, name: &str, range: Range<usize>, reason: &str) -> Diagnostic {
        let span = Span::new(range.start, range.end);
        let place =
            self.files.get(name).map_or(self.elsewhere, |(file, _)| Place { file: *file, span });
        codes::template_error(place, name, reason)
    }

    /// The place of what the engine read.
    fn place(&self, name: &str, range: &Range<usize>) -> Place {
        self.files.get(name).map_or(self.elsewhere, |(file, template)| {
            let range = template.as_written(range);
            Place { file: *file, span: Span::new(range.start, range.end) }
        })
    }
}

/// A page that is being written; it has an end.
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_WRITTEN {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Tera with a `safe` that lets through what the portal made as HTML, and no text: a text that is
/// HTML by somebody's good intention is how scripts come in. With a `breakable` that lets a title
/// be broken behind a slash and within long words of the language, and with the fuel of loops.
fn engine(language: &'static str) -> Tera {
    let mut tera = Tera::new();
    tera.register_filter("safe", |value: Value, _: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let html = value
            .as_map()
            .and_then(|map| map.get(&ValueKey::from(HTML_KEY)))
            .and_then(Value::as_str);
        match html {
            Some(html) => Ok(Value::safe_string(html)),
            None if value.is_safe() => Ok(value),
            None => {
                Err(tera::Error::message("`safe` shows HTML of the portal's own; this is a text"))
            }
        }
    });
    tera.register_filter(
        "breakable",
        move |value: Value, arguments: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            let whole = arguments.get::<usize>("whole")?.unwrap_or(LONGEST_WHOLE);
            let html = value.as_str().map(|text| breakable(text, language, whole));
            let html = html.ok_or_else(|| tera::Error::message("`breakable` takes a text"))?;
            Ok(Value::safe_string(html.as_str()))
        },
    );
    tera.register_function(FUEL, fuel);
    tera
}

/// One round: an error if there were too many, or if a variable has grown beyond all use.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands its arguments over")]
fn fuel(arguments: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let Some(left) = LEFT.get().checked_sub(1) else {
        return Err(tera::Error::message(format!(
            "the loops of this page go on for more than {ROUNDS} rounds"
        )));
    };
    LEFT.set(left);
    for name in arguments.get::<&str>("of")?.unwrap_or_default().split_whitespace() {
        let value = state.get::<Value>(name)?;
        let held = value.as_ref().and_then(Value::as_str).map_or(0, str::len);
        if held > MOST_HELD {
            LEFT.set(0);
            return Err(tera::Error::message(format!(
                "`{name}` has grown to more than {MOST_HELD} bytes"
            )));
        }
    }
    Ok(Value::safe_string(""))
}

/// `themes/<theme>/templates/<name>` to `<name>`.
fn name_of(path: &str) -> &str {
    path.splitn(4, '/').nth(3).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(templates: &[(&str, &str)]) -> Result<Templates, Findings> {
        let files = templates.iter().map(|(name, text)| {
            (format!("themes/default/templates/{name}"), text.as_bytes().to_vec())
        });
        let (sources, _) = Sources::from_files(files);
        Templates::read(
            &sources,
            Place { file: FileId(0), span: Span::default() },
            Shared::default(),
            &Memo::default(),
        )
    }

    fn read(text: &str) -> Result<Templates, Findings> {
        read_all(&[("trial.html", text)])
    }

    /// Where the findings point.
    fn places(findings: &Findings) -> Vec<u32> {
        findings.iter().map(|finding| finding.place.span.start).collect()
    }

    fn faults(text: &str) -> Vec<u32> {
        places(&read(text).err().unwrap_or_default())
    }

    #[test]
    fn a_syntax_error_points_into_the_template() {
        let places = faults("<p>\n{{ oops");
        assert!(places.iter().all(|start| *start >= 4) && places.len() == 1, "{places:?}");
    }

    #[test]
    fn what_does_not_fit_together_points_to_its_place() {
        assert_eq!(faults("<p>\n{{ 1 | nope }}{{ 2 | nej }}"), [11, 25]);
        assert_eq!(faults("<p>{% for a in [1] %}{{ a | nope }}{% endfor %}"), [28]);
        assert_eq!(faults("<p>{% include \"nope.html\" %}"), [14]);
        assert_eq!(faults("\n{% extends \"nope.html\" %}"), [1]);
        assert_eq!(faults("\n{% extends \"trial.html\" %}"), [1]);
        assert_eq!(faults("<p>{% include \"trial.html\" %}"), [3]);
    }

    #[test]
    fn a_block_that_is_shown_nowhere_is_a_finding() {
        let parent = ("a.html", "{% block a %}{% endblock %}");
        let child = "{% extends \"a.html\" %}{% block a %}{% block c %}{% endblock %}{% endblock %}{% block b %}{% endblock %}";
        let found = read_all(&[parent, ("b.html", child)]).err().unwrap_or_default();
        assert_eq!(places(&found), [85]);
    }

    #[test]
    fn a_value_that_is_not_there_is_a_finding() {
        let templates = read("{{ view.nothing.at_all }}");
        let result =
            templates.map(|templates| templates.render("trial.html", &BTreeMap::from([("a", 1)])));
        assert!(matches!(result, Ok(Err(diagnostic)) if diagnostic.code.name == "template-error"));
    }

    #[test]
    fn no_template_goes_on_for_ever() {
        for endless in [
            "{% for a in range(end=100000) %}{%- for b in range(end=100000) -%}{%- endfor -%}{% endfor %}",
            "{% set_global x = \"a\" %}{% for a in range(end=100) %}{% set_global x = x ~ x %}{% endfor %}",
            "{% set_global x = \"a\" %}{% set_global y = \"b\" %}{% for a in range(end=100) %}\
             {% set_global x = x ~ y %}{% set_global y = y ~ x %}{% endfor %}",
        ] {
            let templates = read(endless).unwrap_or_else(|found| panic!("{found:?}"));
            let result = templates.render("trial.html", &BTreeMap::from([("a", 1)]));
            let told = result.err().map(|told| told.code.name);
            assert_eq!(told, Some("template-error"), "{endless}");
            assert!(templates.stopped.get().is_some(), "{endless}");
        }
    }

    #[test]
    fn only_html_of_the_portal_s_own_is_safe() {
        let templates = read("{{ a | safe }}").unwrap_or_else(|found| panic!("{found:?}"));
        let html = crate::markup::Html::data_block(&"x");
        let shown = templates.render("trial.html", &BTreeMap::from([("a", &html)]));
        assert_eq!(shown.ok().as_deref(), Some("\"x\""));
        assert!(templates.render("trial.html", &BTreeMap::from([("a", "<b>")])).is_err());
    }
}
