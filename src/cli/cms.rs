//! `portal cms`: forms in the browser, as a configuration of Sveltia CMS and the page that loads
//! it. They are for editors, and lie beside the portal, never in it.

use std::path::Path;

use super::arguments::CmsArguments;
use super::failure::{Failure, listed};
use super::output::Output;
use crate::model::{Catalogue, Site};
use crate::publish::{is_apart, write_over};
use crate::schema::{FormsHost, Repository, days_among_mappings, forms, forms_page};

/// Where the forms lie, from the portal's root.
const FOLDER: &str = "admin";

pub(super) fn run(
    root: &Path,
    arguments: &CmsArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let folder = arguments.out.clone().unwrap_or_else(|| root.join(FOLDER));
    if !is_apart(&folder, &root).map_err(Failure::Output)? {
        let value = folder.display().to_string();
        return Err(Failure::Usage { key: "forms_published", value, near: None });
    }
    let (sources, catalogue) = super::as_it_is(&root, true, output)?;
    let days = days_among_mappings(&sources, &catalogue);
    if !days.is_empty() {
        return Err(Failure::Usage { key: "forms_days", value: listed(&days), near: None });
    }
    let repository = repository(arguments, &catalogue.site)?;
    let configuration = forms(&sources, &catalogue, output.texts(), &repository);
    let files = [
        ("config.yml".to_owned(), configuration_text(&configuration)?),
        ("index.html".to_owned(), page(&catalogue, &repository, output)?),
    ];
    for path in write_over(&folder, &files)? {
        Output::result(&path.display().to_string())?;
    }
    output.tell("cli.cms.script", &[("dir", &folder.display().to_string())]);
    Ok(())
}

/// The repository that the arguments name, else the settings' own.
fn repository(arguments: &CmsArguments, site: &Site) -> Result<Repository, Failure> {
    let known = site.source_url.as_deref().and_then(Repository::of_source_url);
    let known = known.filter(|known| arguments.backend.is_none_or(|host| host == known.host));
    let repository = Repository {
        host: arguments
            .backend
            .or(known.as_ref().map(|known| known.host))
            .unwrap_or(FormsHost::Github),
        name: arguments
            .repo
            .clone()
            .or(known.as_ref().map(|known| known.name.clone()))
            .unwrap_or_default(),
        branch: arguments
            .branch
            .clone()
            .or(known.as_ref().map(|known| known.branch.clone()))
            .unwrap_or_else(|| "main".to_owned()),
        server: arguments.server.clone().or(known.and_then(|known| known.server)),
        auth: arguments.auth.clone(),
        app_id: arguments.app_id.clone(),
    };
    if repository.is_named() {
        return Ok(repository);
    }
    Err(Failure::Usage { key: "no_repository", value: repository.name, near: None })
}

/// JSON is YAML too.
fn configuration_text(configuration: &serde_json::Value) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(configuration).map_err(std::io::Error::other)?;
    Ok(format!("# portal cms\n{text}\n"))
}

fn page(
    catalogue: &Catalogue,
    repository: &Repository,
    output: &Output,
) -> Result<String, Failure> {
    let site = &catalogue.site;
    let title = format!("{} · {}", output.texts().get("forms.title"), site.title);
    let page = forms_page(&title, site.language, repository);
    Ok(page.map_err(std::io::Error::other)?)
}
