//! What may be written at a place: within `[[` an id; else what the declaration of the file has
//! there, a key of a mapping or a value of a field.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, TextEdit};

use super::workspace::{Known, Workspace};
use super::{outline, place};
use crate::diagnostics::Texts;
use crate::model::{Catalogue, FieldSchema, Kind, Lane, Schema, Vocabulary, declarations};
use crate::source::{Role, Span};

/// What may be written at a byte of a file, each with what it takes the place of: an editor's own
/// idea of a word may end at a hyphen.
pub(super) fn completion(workspace: &Workspace, path: &str, offset: usize) -> Vec<CompletionItem> {
    let mut items = offered(workspace, path, offset);
    let text = workspace.text(path).unwrap_or_default();
    let before = text.get(..offset.min(text.len())).unwrap_or_default();
    let begun = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    let range = place::range(text, Span::new(begun.len(), before.len()));
    for item in &mut items {
        let new_text = item.insert_text.take().unwrap_or_else(|| item.label.clone());
        item.text_edit = Some(CompletionTextEdit::Edit(TextEdit { range, new_text }));
    }
    items
}

fn offered(workspace: &Workspace, path: &str, offset: usize) -> Vec<CompletionItem> {
    let (Some(text), Some(known)) = (workspace.text(path), &workspace.known) else {
        return Vec::new();
    };
    let offset = offset.min(text.len());
    let Some(before) = text.get(..offset) else { return Vec::new() };
    let line = before.rsplit('\n').next().unwrap_or_default();
    if let Some(at) = line.rfind("[[").filter(|at| !line[*at..].contains("]]")) {
        let rest = text[offset..].lines().next().unwrap_or_default();
        let is_closed = rest.find("]]").is_some_and(|end| !rest[..end].contains("[["));
        let is_begun = line[at + 2..].contains(['|', '#']);
        return if is_begun { Vec::new() } else { links(known, is_closed) };
    }
    let role = Role::of(path);
    let (Some(yaml), Some(schema)) = (data(before, role), role.and_then(declared)) else {
        return Vec::new();
    };
    let keys = outline::keys(yaml);
    let texts = &workspace.found.texts;
    let here =
        keys.iter().try_fold(schema, |schema, key| field(schema, key).map(|field| field.value));
    match here.map(of_one) {
        Some(Schema::Mapping(fields)) => {
            let written = if keys.is_empty() { outline::top_keys(text) } else { Vec::new() };
            let free = fields.into_iter().filter(|field| !written.contains(&field.key));
            free.map(|field| key(&field, texts)).collect()
        }
        Some(schema) => values(&schema, &known.catalogue, texts),
        None => Vec::new(),
    }
}

/// The field that is written under a key, wherever a list stands around it.
pub(super) fn field(schema: Schema, key: &str) -> Option<FieldSchema> {
    match of_one(schema) {
        Schema::Mapping(fields) => fields.into_iter().find(|field| field.key == key),
        _ => None,
    }
}

/// What one item of a list is.
fn of_one(schema: Schema) -> Schema {
    match schema {
        Schema::List(inner) | Schema::OneOrMore(inner) | Schema::AtLeastOne(inner) => {
            of_one(*inner)
        }
        Schema::DayOr(fields) => Schema::Mapping(fields),
        schema => schema,
    }
}

/// What is declared of the files of a role.
pub(super) fn declared(role: Role) -> Option<Schema> {
    let name = match role {
        Role::Entry(kind) => kind.as_str(),
        Role::Vocabulary => "vocabulary_term",
        Role::Glossary => "term",
        Role::Synonyms => "synonym",
        Role::Laws => "law",
        Role::Documents => "document",
        Role::SearchTests => "search_test",
        _ => return None,
    };
    declarations().into_iter().find(|(known, _)| *known == name).map(|(_, schema)| schema)
}

/// The YAML up to the place; none where a body stands.
pub(super) fn data(before: &str, role: Option<Role>) -> Option<&str> {
    match role? {
        Role::Entry(kind) if kind.is_data() => Some(before),
        Role::Entry(_) => {
            let yaml = before.strip_prefix("---")?.split_once('\n')?.1;
            let is_over = yaml.lines().any(|line| line.trim_end() == "---");
            (!is_over).then_some(yaml)
        }
        _ => Some(before),
    }
}

fn key(field: &FieldSchema, texts: &Texts) -> CompletionItem {
    let about = texts.find(&format!("fields.{}.{}", field.words, field.key)).map(str::to_owned);
    CompletionItem {
        insert_text: Some(format!("{}: ", field.key)),
        documentation: about.map(Documentation::String),
        // What must be there comes first.
        sort_text: Some(format!("{}{}", u8::from(!field.required), field.key)),
        ..item(field.key, None, CompletionItemKind::FIELD)
    }
}

/// What a field may hold.
fn values(schema: &Schema, catalogue: &Catalogue, texts: &Texts) -> Vec<CompletionItem> {
    match schema {
        Schema::Term { of, .. } => terms(catalogue, *of),
        Schema::Entry(Some(kind)) => entries(catalogue, &[*kind]),
        Schema::Entry(None) => entries(catalogue, &Kind::ALL),
        Schema::Lane => {
            let lanes = [Lane::CITIZEN, Lane::OTHERS].into_iter();
            let fixed = lanes.map(|lane| {
                item(lane, texts.find(&format!("lanes.{lane}")), CompletionItemKind::ENUM_MEMBER)
            });
            fixed.chain(terms(catalogue, Vocabulary::Administrations)).collect()
        }
        Schema::Law => {
            let laws = catalogue.laws.iter();
            laws.map(|law| item(&law.id, Some(&law.short), CompletionItemKind::REFERENCE)).collect()
        }
        Schema::Document => {
            let documents = catalogue.documents.iter();
            documents
                .map(|document| {
                    item(&document.id, Some(&document.title), CompletionItemKind::REFERENCE)
                })
                .collect()
        }
        Schema::Choice(words, names) => {
            let word = |name: &str| texts.find(&format!("words.{words}.{name}")).map(str::to_owned);
            names
                .iter()
                .map(|name| item(name, word(name).as_deref(), CompletionItemKind::ENUM_MEMBER))
                .collect()
        }
        Schema::YesNo => {
            ["true", "false"].map(|word| item(word, None, CompletionItemKind::KEYWORD)).into()
        }
        _ => Vec::new(),
    }
}

fn terms(catalogue: &Catalogue, vocabulary: Vocabulary) -> Vec<CompletionItem> {
    let terms = catalogue.vocabulary.iter().filter(|term| term.vocabulary == vocabulary);
    let items = terms.map(|term| {
        let is_over = term.valid.is_over(catalogue.today);
        CompletionItem {
            // What is no longer in use comes last.
            sort_text: Some(format!("{}{}", u8::from(is_over), term.label)),
            ..item(&term.id, Some(&term.label), CompletionItemKind::ENUM_MEMBER)
        }
    });
    items.collect()
}

fn entries(catalogue: &Catalogue, kinds: &[Kind]) -> Vec<CompletionItem> {
    let entries =
        catalogue.entries().filter(|at| kinds.contains(&at.kind)).map(|at| catalogue.entry(at));
    entries
        .map(|entry| item(&entry.id, Some(&entry.title), CompletionItemKind::REFERENCE))
        .collect()
}

/// Every entry, by its id and its title, with the brackets that are still to come.
fn links(known: &Known, is_closed: bool) -> Vec<CompletionItem> {
    let mut links = entries(&known.catalogue, &Kind::ALL);
    for link in &mut links {
        let ending = if is_closed { "" } else { "]]" };
        link.insert_text = Some(format!("{}{ending}", link.label));
    }
    links
}

fn item(word: &str, title: Option<&str>, kind: CompletionItemKind) -> CompletionItem {
    CompletionItem {
        label: word.to_owned(),
        detail: title.map(str::to_owned),
        // People know the title and not the id.
        filter_text: title.map(|title| format!("{word} {title}")),
        kind: Some(kind),
        ..CompletionItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    const OFFER: &str = "---\ntitle: Holdet\nsummary: Et hold.\noffer_type: hold\nprovider: huset\nlegal_basis: [{ law: lov }]\n\n---\n\nSe [[huset]].\n";

    /// What is offered in the offer right behind `words`.
    fn offered(words: &str) -> Vec<CompletionItem> {
        let site =
            "title = \"P\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";
        let types = "- { id: hold, label: Hold }\n- { id: kursus, label: Kursus }\n";
        let laws = "- { id: lov, short: Loven, title: Lov om hold, versions: [] }\n";
        let house = "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n---\n";
        let files = [
            ("site.toml", site),
            ("content/vocabularies/offer_types.yaml", types),
            ("content/laws.yaml", laws),
            ("content/contacts/huset.md", house),
            ("content/offers/holdet.md", OFFER),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let (sources, findings) = Sources::from_files(files);
        let mut workspace = Workspace::new(std::path::PathBuf::new());
        workspace.take(sources, findings);
        let at = OFFER.find(words).map(|at| at + words.len()).expect("the words");
        completion(&workspace, "content/offers/holdet.md", at)
    }

    fn labels(items: &[CompletionItem]) -> Vec<&str> {
        items.iter().map(|item| item.label.as_str()).collect()
    }

    /// What an item writes, and how many characters go.
    fn written(item: &CompletionItem) -> (&str, u32) {
        match &item.text_edit {
            Some(CompletionTextEdit::Edit(TextEdit { range, new_text })) => {
                (new_text, range.end.character - range.start.character)
            }
            _ => ("", 0),
        }
    }

    #[test]
    fn terms_and_ids_are_offered_by_what_the_field_holds() {
        let terms = offered("offer_type: ");
        assert_eq!(labels(&terms), ["hold", "kursus"]);
        assert_eq!(terms[1].detail.as_deref(), Some("Kursus"));
        assert_eq!(labels(&offered("provider: ")), ["huset"]);
        assert_eq!(labels(&offered("{ law: ")), ["lov"]);
        assert_eq!(labels(&offered("[{ ")), ["law", "section"]);
    }

    #[test]
    fn keys_are_offered_that_are_not_written_yet_and_say_what_they_are() {
        let keys = offered("law: lov }]\n");
        let named = labels(&keys);
        assert!(named.contains(&"duration") && !named.contains(&"title"), "{named:?}");
        assert!(keys.iter().all(|key| key.documentation.is_some()), "{keys:?}");
    }

    #[test]
    fn in_the_text_only_links_are_completed() {
        let links = offered("Se [[");
        assert_eq!(labels(&links), ["holdet", "huset"]);
        assert_eq!(written(&links[0]), ("holdet", 0));
        assert_eq!(written(&offered("Se [[hu")[1]), ("huset", 2));
        assert_eq!(labels(&offered("Se ")), [""; 0]);
    }

    #[test]
    fn the_body_is_no_data() {
        let role = Some(Role::Entry(Kind::Offer));
        assert_eq!(data("---\ntitle: A\n", role), Some("title: A\n"));
        assert_eq!(data("---\ntitle: A\n---\n", role), None);
        assert_eq!(data("", role), None);
    }
}
