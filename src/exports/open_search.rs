//! `/opensearch.xml` (OpenSearch 1.1, description document): lets a browser's address bar search
//! the portal.

use crate::diagnostics::Texts;
use crate::markup::Xml;
use crate::model::Site;
use crate::routes::{OPEN_SEARCH, SEARCH};

/// Most characters in a short name, from the specification.
const SHORT_NAME: usize = 16;

/// Most characters in a description, from the specification.
const DESCRIPTION: usize = 1024;

const NAMESPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";

/// The file.
pub(crate) fn open_search(site: &Site, texts: &Texts) -> Vec<u8> {
    let description = texts.fill("pages.metadata.search", &[("title", &site.title)]);
    let base = &site.base_url;
    let mut file = Xml::document("OpenSearchDescription", &[("xmlns", NAMESPACE)]);
    file.leaf("ShortName", &[], &shortened(&site.title, SHORT_NAME));
    file.line();
    file.leaf("Description", &[], &shortened(&description, DESCRIPTION));
    file.line();
    file.leaf("InputEncoding", &[], "UTF-8");
    file.line();
    file.leaf("Language", &[], site.language.code());
    file.line();
    let icon = [("width", "32"), ("height", "32"), ("type", "image/x-icon")];
    file.leaf("Image", &icon, &format!("{base}/favicon.ico"));
    file.line();
    let page = format!("{base}{SEARCH}?q={{searchTerms}}");
    file.empty("Url", &[("type", "text/html"), ("method", "get"), ("template", &page)]);
    file.line();
    let own = format!("{base}{OPEN_SEARCH}");
    let kind = "application/opensearchdescription+xml";
    file.empty("Url", &[("type", kind), ("rel", "self"), ("template", &own)]);
    file.line();
    file.finish()
}

/// As many whole words as there is room for; a part of the first word if it alone is too long.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let (cut, rest) = text.split_at(end);
    let whole = if rest.starts_with(' ') {
        Some(cut)
    } else {
        cut.rsplit_once(' ').map(|(words, _)| words)
    };
    whole.unwrap_or(cut).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_too_long_loses_whole_words() {
        assert_eq!(shortened("Skoleportalen", SHORT_NAME), "Skoleportalen");
        assert_eq!(shortened("Portalen for hele byen", SHORT_NAME), "Portalen for");
        assert_eq!(shortened("Portalen for ham selv", SHORT_NAME), "Portalen for ham");
        assert_eq!(shortened("Beskæftigelsesportalen", SHORT_NAME), "Beskæftigelsespo");
    }
}
