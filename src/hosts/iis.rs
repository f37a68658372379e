//! Internet Information Services 7 and later: `web.config`. Well-formed by test; not tried on a server.
//!
//! It asks for no module beside those of a plain IIS, but for HTTP Redirection: without that the pages that lead on do so
//! by themselves, and the redirects below must be taken out.

use std::fmt::Write as _;

use super::Rules;
use super::headers::{IMMUTABLE, security};
use super::media_type::TYPES;

/// IIS reads no larger file (`MaxWebConfigFileSizeInKB`, 250 KB); short links lead on by themselves where it would be.
const MOST_BYTES: usize = 200_000;

/// The file.
pub(super) fn web_config(rules: &Rules<'_>) -> String {
    let mut file = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- Skrevet af `portal build` med valget host = iis. Ikke prøvet på en server. -->\n<configuration>\n\
         <system.webServer>\n<httpProtocol>\n<customHeaders>\n<remove name=\"X-Powered-By\"/>\n",
    );
    for (name, value) in security() {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(file, "<remove name=\"{name}\"/>\n<add name=\"{name}\" value=\"{}\"/>", escaped(value));
    }
    file.push_str(
        "</customHeaders>\n</httpProtocol>\n<defaultDocument enabled=\"true\">\n<files>\n<clear/>\n\
         <add value=\"index.html\"/>\n</files>\n</defaultDocument>\n<directoryBrowse enabled=\"false\"/>\n<staticContent>\n\
         <clientCache cacheControlMode=\"NoControl\" cacheControlCustom=\"no-cache\"/>\n",
    );
    for (media_type, endings) in TYPES {
        for ending in *endings {
            let _ = writeln!(
                file,
                "<remove fileExtension=\".{ending}\"/>\n<mimeMap fileExtension=\".{ending}\" mimeType=\"{media_type}\"/>"
            );
        }
    }
    let _ = writeln!(
        file,
        "</staticContent>\n<httpErrors errorMode=\"Custom\" existingResponse=\"Auto\">\n<remove statusCode=\"404\"/>\n\
         <error statusCode=\"404\" path=\"{}\" responseMode=\"ExecuteURL\"/>\n</httpErrors>\n<security>\n\
         <requestFiltering>\n<hiddenSegments>\n<add segment=\".portal-site\"/>\n</hiddenSegments>\n\
         </requestFiltering>\n</security>\n</system.webServer>",
        escaped(&rules.not_found())
    );
    for folder in ["css", "js"] {
        let _ = writeln!(
            file,
            "<location path=\"{folder}\">\n<system.webServer>\n<staticContent>\n\
             <clientCache cacheControlMode=\"NoControl\" cacheControlCustom=\"{IMMUTABLE}\"/>\n</staticContent>\n\
             </system.webServer>\n</location>"
        );
    }
    let short = format!("{}/t/", rules.base);
    for (from, to) in &rules.redirects {
        let one = redirect(from.strip_prefix(rules.base).unwrap_or(from), to);
        if file.len() + one.len() > MOST_BYTES && from.starts_with(&short) {
            continue;
        }
        file.push_str(&one);
    }
    file.push_str("</configuration>\n");
    file
}

fn redirect(from: &str, to: &str) -> String {
    format!(
        "<location path=\"{}\">\n<system.webServer>\n<httpRedirect enabled=\"true\" destination=\"{}\" \
         exactDestination=\"true\" httpResponseStatus=\"Permanent\"/>\n</system.webServer>\n</location>\n",
        escaped(from.trim_matches('/')),
        escaped(to)
    )
}

/// Text in an attribute.
fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
