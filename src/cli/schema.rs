//! `portal schema`: what may be written in each sort of file, as JSON Schema, for editors'
//! programs.

use std::path::Path;

use super::arguments::SchemaArguments;
use super::failure::Failure;
use super::output::Output;
use crate::publish::write_over;
use crate::schema::json_schemas;

pub(super) fn run(
    root: &Path,
    arguments: &SchemaArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (_, catalogue) = super::as_it_is(&root, true, output)?;
    let schemas = json_schemas(&catalogue, output.texts());
    let Some(folder) = &arguments.out else {
        return Output::result(
            &serde_json::to_string_pretty(&schemas).map_err(std::io::Error::other)?,
        );
    };
    let mut files = Vec::with_capacity(schemas.len());
    for (name, schema) in &schemas {
        let text = serde_json::to_string_pretty(schema).map_err(std::io::Error::other)?;
        files.push((format!("{name}.schema.json"), text + "\n"));
    }
    for path in write_over(folder, &files)? {
        Output::result(&path.display().to_string())?;
    }
    Ok(())
}
