//! The theme's templates. Takes the sources and what every page shares; gives HTML, or a finding at the place in the
//! template. Knows nothing of what the pages show.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::value::Key;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::codes;
use crate::diagnostics::{Diagnostic, Findings};
use crate::markup::HTML_KEY;
use crate::source::{FileId, Place, Role, Sources, Span};

/// Templates that have been read and fit together.
pub(super) struct Templates {
    tera: Tera,
    /// Every template's file, by the name it has among templates.
    files: BTreeMap<String, FileId>,
    /// What to point at when no template can be named.
    elsewhere: Place,
}

impl Templates {
    /// Reads all templates of the theme; `shared` are values that every page sees, by their names.
    ///
    /// # Errors
    /// A finding for every template that cannot be read.
    pub(super) fn read(sources: &Sources, elsewhere: Place, shared: Context) -> Result<Self, Findings> {
        let named = sources.of_role(Role::Template).map(|(file, text)| (name_of(text.path()), file, text.text()));
        let named: Vec<(&str, FileId, &str)> = named.collect();
        let files = named.iter().map(|(name, file, _)| ((*name).to_owned(), *file)).collect();
        let mut templates = Self { tera: engine(), files, elsewhere };
        if let Err(error) = templates.tera.add_raw_templates(named.iter().map(|(name, _, text)| (*name, *text))) {
            return Err(templates.all_faults(&named, &error));
        }
        *templates.tera.global_context() = shared;
        Ok(templates)
    }

    /// Every template's own syntax error; where there is none, the fault in how they fit together.
    fn all_faults(&self, named: &[(&str, FileId, &str)], together: &tera::Error) -> Findings {
        let alone = named.iter().filter_map(|(name, _, text)| engine().add_raw_template(name, text).err());
        let syntax = alone.filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)));
        let faults: Findings = syntax.map(|error| self.fault("", &error)).collect();
        if faults.is_empty() { [self.fault("", together)].into_iter().collect() } else { faults }
    }

    /// The HTML of one page.
    ///
    /// # Errors
    /// A finding where the template asks for what the page does not have.
    pub(super) fn render(&self, template: &str, page: &impl Serialize) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(page).map_err(|error| self.fault(template, &error))?;
        self.tera.render(template, &context).map_err(|error| self.fault(template, &error))
    }

    fn fault(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let (name, span, reason) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = &report.span().range;
                (report.filename(), Span::new(range.start, range.end), report.message().to_owned())
            }
            ErrorKind::MissingParent { current, .. } => (current.as_str(), Span::default(), error.to_string()),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (tpl.as_str(), Span::default(), error.to_string())
            }
            _ => (template, Span::default(), error.to_string()),
        };
        let place = self.files.get(name).map_or(self.elsewhere, |file| Place { file: *file, span });
        codes::template_error(place, name, &reason)
    }
}

/// Tera with a `safe` that lets through what the portal made as HTML, and no text: a text that is HTML
/// by somebody's good intention is how scripts come in.
fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.register_filter("safe", |value: Value, _: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let html = value.as_map().and_then(|map| map.get(&Key::from(HTML_KEY))).and_then(Value::as_str);
        match html {
            Some(html) => Ok(Value::safe_string(html)),
            None if value.is_safe() => Ok(value),
            None => Err(tera::Error::message("`safe` shows HTML of the portal's own; this is a text")),
        }
    });
    tera
}

/// `themes/<theme>/templates/<name>` to `<name>`.
fn name_of(path: &str) -> &str {
    path.splitn(4, '/').nth(3).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Templates, Findings> {
        let path = "themes/default/templates/trial.html".to_owned();
        let (sources, _) = Sources::from_files([(path, text.as_bytes().to_vec())]);
        Templates::read(&sources, Place { file: FileId(0), span: Span::default() }, Context::new())
    }

    #[test]
    fn a_syntax_error_points_into_the_template() {
        let findings = read("<p>\n{{ oops").err().unwrap_or_default();
        let places: Vec<u32> = findings.iter().map(|finding| finding.place.span.start).collect();
        assert!(places.iter().all(|start| *start >= 4) && places.len() == 1, "{findings:?}");
    }

    #[test]
    fn a_value_that_is_not_there_is_a_finding() {
        let templates = read("{{ view.nothing.at_all }}");
        let result = templates.map(|templates| templates.render("trial.html", &BTreeMap::from([("a", 1)])));
        assert!(matches!(result, Ok(Err(diagnostic)) if diagnostic.code.name == "template-error"));
    }
}
