//! The tables of the editors' guide: a row for each key, in the order of the declaration.

use super::description;
use crate::diagnostics::Texts;
use crate::model::{FieldSchema, Schema, declarations};

/// The table of all fields that are called by `words` in the texts (`entry`, `offer`, `step` …), as
/// Markdown; nothing if there are none.
#[must_use]
pub fn table(words: &str, texts: &Texts) -> Option<String> {
    let declared = declarations();
    let fields =
        declared.iter().map(|(_, schema)| schema).find_map(|schema| fields_of(words, schema))?;
    let mut table =
        format!("| {} | {} |\n|---|---|\n", texts.get("schema.field"), texts.get("schema.means"));
    for field in fields {
        let must = if field.required {
            format!(" {}", texts.get("schema.required"))
        } else {
            String::new()
        };
        table.extend(["| `", field.key, "` | ", &description(field, texts), &must, " |\n"]);
    }
    Some(table)
}

/// The fields of that name, wherever they are declared.
fn fields_of<'s>(words: &str, schema: &'s Schema) -> Option<Vec<&'s FieldSchema>> {
    match schema {
        Schema::Mapping(fields) | Schema::DayOr(fields) => {
            let own: Vec<_> = fields.iter().filter(|field| field.words == words).collect();
            if own.is_empty() {
                fields.iter().find_map(|field| fields_of(words, &field.value))
            } else {
                Some(own)
            }
        }
        Schema::List(of) | Schema::OneOrMore(of) | Schema::AtLeastOne(of) | Schema::Map(_, of) => {
            fields_of(words, of)
        }
        _ => None,
    }
}
