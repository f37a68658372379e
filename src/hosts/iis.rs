//! Internet Information Services 7 and later: `web.config`. Well-formed by test; not tried on a
//! server.
//!
//! It asks for no module beside those of a plain IIS, but for HTTP Redirection: without that the
//! pages that lead on do so by themselves, and the redirects below must be taken out.

use super::Rules;
use super::headers::{IMMUTABLE, security};
use super::media_type::TYPES;
use crate::markup::Xml;

/// IIS reads no larger file (`MaxWebConfigFileSizeInKB`, 250 KB); short links lead on by themselves
/// where it would be.
const MOST_BYTES: usize = 200_000;
/// What a redirect takes beside its two addresses.
const REDIRECT_BYTES: usize = 200;

/// The file.
pub(super) fn web_config(rules: &Rules<'_>) -> String {
    let mut xml = Xml::document("configuration", &[]);
    within(&mut xml, "system.webServer", &[], |xml| {
        headers(xml);
        within(xml, "defaultDocument", &[("enabled", "true")], |xml| {
            within(xml, "files", &[], |xml| {
                one(xml, "clear", &[]);
                one(xml, "add", &[("value", "index.html")]);
            });
        });
        one(xml, "directoryBrowse", &[("enabled", "false")]);
        static_content(xml);
        errors(xml, rules);
        within(xml, "security", &[], |xml| {
            within(xml, "requestFiltering", &[], |xml| {
                within(xml, "hiddenSegments", &[], |xml| {
                    one(xml, "add", &[("segment", ".portal-site")]);
                });
            });
        });
    });
    for folder in ["css", "js"] {
        location(&mut xml, folder, |xml| {
            within(xml, "staticContent", &[], |xml| caching(xml, IMMUTABLE));
        });
    }
    redirects(&mut xml, rules);
    String::from_utf8_lossy(&xml.finish()).into_owned()
}

fn headers(xml: &mut Xml) {
    within(xml, "httpProtocol", &[], |xml| {
        within(xml, "customHeaders", &[], |xml| {
            one(xml, "remove", &[("name", "X-Powered-By")]);
            for (name, value) in security() {
                one(xml, "remove", &[("name", &name)]);
                one(xml, "add", &[("name", &name), ("value", value)]);
            }
        });
    });
}

fn static_content(xml: &mut Xml) {
    within(xml, "staticContent", &[], |xml| {
        caching(xml, "no-cache");
        let types = TYPES.iter().flat_map(|(media_type, endings)| {
            endings.iter().map(move |ending| (media_type, ending))
        });
        for (media_type, ending) in types {
            let ending = format!(".{ending}");
            one(xml, "remove", &[("fileExtension", &ending)]);
            one(xml, "mimeMap", &[("fileExtension", &ending), ("mimeType", media_type)]);
        }
    });
}

fn errors(xml: &mut Xml, rules: &Rules<'_>) {
    within(xml, "httpErrors", &[("errorMode", "Custom"), ("existingResponse", "Auto")], |xml| {
        one(xml, "remove", &[("statusCode", "404")]);
        let not_found = rules.not_found();
        one(
            xml,
            "error",
            &[("statusCode", "404"), ("path", &not_found), ("responseMode", "ExecuteURL")],
        );
    });
}

fn caching(xml: &mut Xml, rule: &str) {
    one(xml, "clientCache", &[("cacheControlMode", "NoControl"), ("cacheControlCustom", rule)]);
}

fn redirects(xml: &mut Xml, rules: &Rules<'_>) {
    let short = format!("{}/t/", rules.base);
    let mut bytes = 0;
    for (from, to) in &rules.redirects {
        bytes += from.len() + to.len() + REDIRECT_BYTES;
        if bytes > MOST_BYTES && from.starts_with(&short) {
            continue;
        }
        let from = from.strip_prefix(rules.base).unwrap_or(from).trim_matches('/');
        let how = [
            ("enabled", "true"),
            ("destination", to.as_str()),
            ("exactDestination", "true"),
            ("httpResponseStatus", "Permanent"),
        ];
        location(xml, from, |xml| one(xml, "httpRedirect", &how));
    }
}

/// Rules for a path of the site.
fn location(xml: &mut Xml, path: &str, rules: impl FnOnce(&mut Xml)) {
    within(xml, "location", &[("path", path)], |xml| within(xml, "system.webServer", &[], rules));
}

/// An element with others in it.
fn within(
    xml: &mut Xml,
    name: &'static str,
    attributes: &[(&'static str, &str)],
    inner: impl FnOnce(&mut Xml),
) {
    xml.open(name, attributes);
    xml.line();
    inner(xml);
    xml.close();
    xml.line();
}

/// An element without any.
fn one(xml: &mut Xml, name: &'static str, attributes: &[(&'static str, &str)]) {
    xml.empty(name, attributes);
    xml.line();
}
