//! The portal's own settings, from `site.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::{codes, time, web_address};
use crate::diagnostics::{Diagnostic, Findings, Language};
use crate::guard::Exception;
use crate::source::{self, DEFAULT_THEME, FileId, Place, Role, Sources, Span, Spanned, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSite {
    title: String,
    tagline: Option<String>,
    base_url: Text,
    language: Option<RawLanguage>,
    theme: Option<Text>,
    ask: Option<Text>,
    contact_point: Option<RawContactPoint>,
    accessibility_statement: Option<Text>,
    search_engines: Option<bool>,
    edition: RawEdition,
    publish: Option<RawPublish>,
    #[serde(default)]
    accept: Vec<RawAcceptance>,
    #[serde(default)]
    exception: Vec<RawException>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawLanguage {
    Da,
    En,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEdition {
    date: Text,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPublish {
    max_loss: Option<Spanned<f64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAcceptance {
    code: Text,
    #[serde(default)]
    files: Vec<Text>,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawException {
    file: Text,
    number: Text,
    reason: Text,
    approved_by: Text,
    expires: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContactPoint {
    text: String,
    phone: Option<String>,
    email: Option<Text>,
    link: Option<Text>,
}

/// Whom to ask about what no unit answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    /// Whom, in one sentence.
    pub text: String,
    /// The number to call.
    pub phone: Option<String>,
    /// The mailbox.
    pub email: Option<String>,
    /// A page.
    pub link: Option<String>,
    /// Where the mail address is written, else the settings as a whole.
    pub at: Place,
}

/// A finding that the editors know of and live with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The code.
    pub code: String,
    /// Only in this file, if one is named.
    pub file: Option<String>,
    /// Whether other files are named beside it, under the same reason.
    pub shared: bool,
    /// Why.
    pub reason: String,
    /// Where it is written.
    pub at: Place,
}

/// A portal may lose a tenth of its pages without anybody being asked.
const MAX_LOSS: f64 = 0.1;

/// The settings.
#[derive(Clone, Debug)]
pub struct Site {
    /// The portal's name.
    pub title: String,
    /// What it is, in one line.
    pub tagline: String,
    /// Where it is published: scheme and host, without a slash at the end.
    pub base_url: String,
    /// The language of pages and messages.
    pub language: Language,
    /// The theme's name.
    pub theme: String,
    /// The id of the contact to ask when the portal has no answer.
    pub ask: Option<Text>,
    /// Whom to ask where no unit can be reached.
    pub contact_point: Option<ContactPoint>,
    /// The formal accessibility statement.
    pub accessibility_statement: Option<String>,
    /// Whether search engines may list the portal.
    pub search_engines: bool,
    /// The day that freshness is reckoned from.
    pub edition: Date,
    /// What to know about this edition.
    pub edition_note: Option<String>,
    /// The share of its pages that a portal may lose from one publication to the next, from 0 to 1.
    pub max_loss: f64,
    /// Findings that are lived with.
    pub accept: Vec<Acceptance>,
    /// Numbers that look like personal numbers and may stand where they stand.
    pub(crate) exceptions: Vec<Exception>,
    /// `site.toml`.
    pub file: FileId,
}

impl Site {
    /// Where settings as a whole are pointed at.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { file: self.file, span: Span::default() }
    }

    /// Where the portal lies on its host, without a slash at the end: nothing at the root, else `/portal`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        path_of(&self.base_url)
    }
}

fn path_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + "://".len());
    address[host..].find('/').map_or("", |at| &address[host + at..])
}

/// Reads the settings; none if they have faults.
pub(crate) fn read_site(sources: &Sources, findings: &mut Findings) -> Option<Site> {
    let (file, text) = sources.of_role(Role::Site).next()?;
    let node = text.is_readable().then(|| source::parse_toml(text.text(), file, findings))??;
    let raw: RawSite = source::decode_settings(&node, file, findings)?;
    let place = |span| Place { file, span };
    let edition = time::parse_date(&raw.edition.date.value);
    if edition.is_none() {
        findings.push(codes::bad_date(place(raw.edition.date.span), &raw.edition.date.value));
    }
    let point_link = raw.contact_point.as_ref().and_then(|point| point.link.as_ref());
    for address in [Some(&raw.base_url), raw.accessibility_statement.as_ref(), point_link].into_iter().flatten() {
        findings.extend(web_address::judge(place(address.span), &address.value));
    }
    let max_loss = raw.publish.and_then(|publish| publish.max_loss);
    if let Some(share) = max_loss.as_ref().filter(|share| !(0.0..=1.0).contains(&share.value)) {
        findings.push(codes::bad_share(place(share.span), share.value));
    }
    // An empty name counts as none to the decoder, and is a theme that is not there.
    let blank = node.get("theme").map(|theme| Text { value: String::new(), span: theme.span });
    findings.extend(unknown_theme(raw.theme.as_ref().or(blank.as_ref()), sources, file));
    if raw.base_url.value.contains(['?', '#']) {
        findings.push(codes::bad_url(place(raw.base_url.span), &raw.base_url.value));
    }
    let exceptions: Vec<_> =
        raw.exception.into_iter().filter_map(|exception| exception.dated(file, findings)).collect();
    Some(Site {
        title: raw.title,
        tagline: raw.tagline.unwrap_or_default(),
        base_url: raw.base_url.value.trim_end_matches('/').to_owned(),
        language: match raw.language {
            Some(RawLanguage::En) => Language::English,
            Some(RawLanguage::Da) | None => Language::Danish,
        },
        theme: raw.theme.map_or_else(|| DEFAULT_THEME.to_owned(), |theme| theme.value),
        ask: raw.ask,
        contact_point: raw.contact_point.map(|point| point.into_point(file)),
        accessibility_statement: raw.accessibility_statement.map(|address| address.value),
        search_engines: raw.search_engines.unwrap_or(false),
        edition: edition?,
        edition_note: raw.edition.note,
        max_loss: max_loss.map_or(MAX_LOSS, |share| share.value),
        accept: raw.accept.into_iter().flat_map(|accept| accept.each(file)).collect(),
        exceptions,
        file,
    })
}

/// A theme that is not there: the portal would have the looks of the built-in one.
fn unknown_theme(theme: Option<&Text>, sources: &Sources, file: FileId) -> Option<Diagnostic> {
    let theme = theme?;
    let known = || [DEFAULT_THEME].into_iter().chain(sources.themes());
    let is_there = known().any(|known| known == theme.value);
    (!is_there).then(|| codes::unknown_theme(Place { file, span: theme.span }, &theme.value, known()))
}

impl RawException {
    /// None if there is no such day: an exception without an end does not hold.
    fn dated(self, file: FileId, findings: &mut Findings) -> Option<Exception> {
        let place = |span| Place { file, span };
        let expires = time::parse_date(&self.expires.value);
        if expires.is_none() {
            findings.push(codes::bad_date(place(self.expires.span), &self.expires.value));
        }
        Some(Exception {
            place: place(self.file.span),
            expires: (expires?, place(self.expires.span)),
            file: self.file.value,
            number: self.number,
            reason: self.reason,
            approved_by: self.approved_by,
        })
    }
}

impl RawContactPoint {
    fn into_point(self, file: FileId) -> ContactPoint {
        let span = self.email.as_ref().map(|email| email.span).unwrap_or_default();
        ContactPoint {
            text: self.text,
            phone: self.phone,
            email: self.email.map(|email| email.value),
            link: self.link.map(|link| link.value),
            at: Place { file, span },
        }
    }
}

impl RawAcceptance {
    /// One acceptance for each file that is named, so that each can be told when it is not needed any more.
    fn each(self, file: FileId) -> Vec<Acceptance> {
        let Self { code: Spanned { value: code, span }, files, reason } = self;
        let shared = files.len() > 1;
        let one = |path: Option<String>, span| Acceptance {
            code: code.clone(),
            file: path,
            shared,
            reason: reason.clone(),
            at: Place { file, span },
        };
        if files.is_empty() {
            return vec![one(None, span)];
        }
        files.into_iter().map(|path| one(Some(path.value), path.span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address_is_what_follows_the_host() {
        for (address, path) in [
            ("https://host", ""),
            ("http://host:8443", ""),
            ("https://host/portal", "/portal"),
            ("https://host/a/b", "/a/b"),
        ] {
            assert_eq!(path_of(address), path, "{address}");
        }
    }
}
