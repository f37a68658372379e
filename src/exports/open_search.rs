//! `/opensearch.xml` (OpenSearch 1.1, description document): lets a browser's address bar search the portal.

use super::xml;
use crate::diagnostics::Texts;
use crate::model::Site;

/// Most characters in a short name, from the specification.
const SHORT_NAME: usize = 16;

/// Most characters in a description, from the specification.
const DESCRIPTION: usize = 1024;

/// The file.
pub(crate) fn open_search(site: &Site, texts: &Texts) -> Vec<u8> {
    let description = texts.fill("pages.metadata.search", &[("title", &site.title)]);
    let base = xml(&site.base_url);
    let file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n<Language>{}</Language>\n\
         <Image width=\"32\" height=\"32\" type=\"image/x-icon\">{base}/favicon.ico</Image>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{base}/soeg/?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{base}/opensearch.xml\"/>\n\
         </OpenSearchDescription>\n",
        xml(&shortened(&site.title, SHORT_NAME)),
        xml(&shortened(&description, DESCRIPTION)),
        site.language.code(),
    );
    file.into_bytes()
}

/// As many whole words as there is room for; a part of the first word if it alone is too long.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let (cut, rest) = text.split_at(end);
    let whole = if rest.starts_with(' ') { Some(cut) } else { cut.rsplit_once(' ').map(|(words, _)| words) };
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
