//! Everything that names an entry: references in front matter and registers, links by id and links
//! by address.

use std::ops::Range;

use super::{Draft, Portal};
use crate::diagnostics::Findings;
use crate::model::{EntryRef, Target};
use crate::prose::Leads;
use crate::routes::own_address;
use crate::source::{self, FileId, Limits, Node, Role, SourceFile, Sources, Value};

impl Portal<'_> {
    /// Gives every reference to the entry another id.
    pub(super) fn rename_references(&self, at: EntryRef, new: &str, draft: &mut Draft) {
        let old = &self.catalogue.entry(at).id;
        for reference in self.catalogue.references.to(Target::Entry(at)) {
            let (file, range) = (reference.at.file, reference.at.span.range());
            let text = self.sources.file(file).text();
            if let Some(range) = named(text, range, old) {
                draft.edit(file, range, new);
            }
        }
    }

    /// Gives every link to an address of the site below `old` the address below `new`.
    pub(super) fn rename_links(&self, old: &str, new: &str, draft: &mut Draft) {
        let base_url = self.catalogue.site.base_url.as_str();
        for from in self.catalogue.entries() {
            let entry = self.catalogue.entry(from);
            let text = self.sources.file(entry.file).text();
            for link in &self.prose.of(from).links {
                let inner = own_address(&link.destination, base_url).unwrap_or(&link.destination);
                if !matches!(link.leads, Leads::Site | Leads::Outside) || !inner.starts_with(old) {
                    continue;
                }
                let range = link.span.range();
                // The address stands last in a link: `[/a/](/a/)`.
                if let Some(at) = text[range.clone()].rfind(old) {
                    let start = range.start + at;
                    draft.edit(entry.file, start..start + old.len(), new);
                }
            }
        }
    }
}

/// Where an id stands within the bytes of a reference: as a word of its own.
fn named(text: &str, range: Range<usize>, id: &str) -> Option<Range<usize>> {
    let within = text.get(range.clone())?;
    let is_part =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    within.match_indices(id).map(|(at, _)| at).find_map(|at| {
        let (before, after) = (
            at.checked_sub(1).and_then(|at| within.as_bytes().get(at)),
            within.as_bytes().get(at + id.len()),
        );
        let start = range.start + at;
        (!is_part(before) && !is_part(after)).then(|| start..start + id.len())
    })
}

/// The files in which a build finds references to an id that is not there.
pub(super) fn stale(findings: &Findings, sources: &Sources, id: &str) -> Vec<String> {
    let told = findings.iter().filter(|finding| finding.code.name == "unknown-reference");
    let places = told.flat_map(|finding| {
        let others = finding.related.iter().map(|(place, _)| *place);
        [finding.place].into_iter().chain(others)
    });
    let naming = places
        .filter(|place| named(sources.file(place.file).text(), place.span.range(), id).is_some());
    let mut files: Vec<_> =
        naming.map(|place| sources.file(place.file).path().to_owned()).collect();
    files.dedup();
    files
}

/// The scalars of a register or of the settings that are exactly `id`, but for those that give an
/// id or are prose.
pub(super) fn scalars(file: &SourceFile, id: FileId, name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let node = match file.role() {
        Role::Site => source::parse_toml(file.text(), id, &mut Findings::default()),
        Role::Entry(kind) if !kind.is_data() => None,
        _ => source::parse_yaml(file.text(), id, 0, Limits::REGISTER, &mut Findings::default()),
    };
    if let Some(node) = node {
        gather(&node, "", (file.text(), name), &mut found);
    }
    found
}

/// Keys whose values are never references.
const NO_REFERENCES: &[&str] = &[
    "id", "slug", "title", "query", "label", "term", "summary", "text", "note", "words", "from",
    "to",
];

fn gather(node: &Node, key: &str, (text, name): (&str, &str), found: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Mapping(pairs) => {
            for (key, node) in pairs {
                gather(node, &key.text, (text, name), found);
            }
        }
        Value::Sequence(items) => {
            for node in items {
                gather(node, key, (text, name), found);
            }
        }
        Value::Scalar { text: scalar, .. } if scalar == name && !NO_REFERENCES.contains(&key) => {
            found.extend(named(text, node.span.range(), name));
        }
        Value::Scalar { .. } | Value::Null => {}
    }
}
