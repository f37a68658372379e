//! Writes YAML: keys with texts, lists and flow mappings. Takes texts without `"` and `\`; gives a
//! block of lines.

/// YAML in the making.
#[derive(Default)]
pub(super) struct FrontMatter(String);

impl FrontMatter {
    /// `key: "text"`
    pub(super) fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.plain(key, &quoted(text))
    }

    /// `key: value`, the value as it is.
    pub(super) fn plain(&mut self, key: &str, value: &str) -> &mut Self {
        self.0.extend([key, ": ", value, "\n"]);
        self
    }

    /// `key: [a, b]`, left out where there is nothing to list.
    pub(super) fn list<T: AsRef<str>>(&mut self, key: &str, items: &[T]) -> &mut Self {
        if items.is_empty() { self } else { self.plain(key, &flow(items)) }
    }

    /// A block list of values as they are, left out where there is nothing to list.
    pub(super) fn block(&mut self, key: &str, items: &[String]) -> &mut Self {
        if items.is_empty() {
            return self;
        }
        self.0.extend([key, ":\n"]);
        self.0.extend(items.iter().flat_map(|item| ["  - ", item, "\n"]));
        self
    }

    /// The YAML alone.
    pub(super) fn yaml(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// A Markdown file with this front matter.
    pub(super) fn markdown(self, body: &str) -> Vec<u8> {
        format!("---\n{}---\n\n{body}", self.0).into_bytes()
    }
}

/// A text as YAML writes it between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// `[a, b]`
pub(super) fn flow<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<_> = items.iter().map(AsRef::as_ref).collect();
    format!("[{}]", items.join(", "))
}
