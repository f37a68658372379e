//! Finished HTML. Only this module makes it.

use serde::{Serialize, Serializer};

use super::placed::Seam;

/// Well-formed HTML: every element is ended, every text is text. It knows where in it the levels of
/// headings, the anchors and the addresses stand, so that it can be put on another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    pub(super) text: String,
    /// In the order that they stand.
    pub(super) seams: Vec<Seam>,
}

impl Html {
    /// The HTML itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Gives back what was reserved in vain: the prose of all entries is held at once.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.seams.shrink_to_fit();
    }

    /// What is written, for tests.
    #[cfg(test)]
    pub(super) fn of(write: impl FnOnce(&mut super::Writer)) -> Self {
        let mut writer = super::Writer::default();
        write(&mut writer);
        writer.finish()
    }

    /// JSON as the content of a data block: without the one character that could end the element it
    /// stands in, or begin a comment there (HTML, 4.12.1.3, restrictions for contents of script
    /// elements). It stands in strings alone.
    pub(crate) fn data_block(data: &impl Serialize) -> Self {
        // Strings and numbers always serialize.
        let json = serde_json::to_string(data).unwrap_or_default();
        Self { text: json.replace('<', "\\u003c"), seams: Vec::new() }
    }
}

/// The key of the map that templates get HTML as.
pub(crate) const HTML_KEY: &str = "html";

impl Serialize for Html {
    /// As what the filter `safe` of templates takes, and no text can be mistaken for.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(HTML_KEY, &self.text)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_that_it_stands_in() {
        let hostile = "</script><!--<script>alert(1)";
        let json = Html::data_block(&serde_json::json!({ "name": hostile }));
        assert!(!json.as_str().contains('<'), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(json.as_str()).unwrap_or_default();
        assert_eq!(read["name"], hostile);
    }
}
