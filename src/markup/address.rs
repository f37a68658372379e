//! What sort of address a link has, told the way a browser would read it.

use std::borrow::Cow;

use super::Anchor;
use super::placed::SeamKind;

/// What sort of address it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// `/tilbud/x/`, `#afsnit` or relative.
    Site,
    /// `https:`, `http:`, `mailto:` or `tel:`.
    Outside,
    /// Any other scheme.
    Dangerous,
}

/// The sort of `text`. Browsers drop control characters and space before they look for a scheme, so
/// this does too.
pub(crate) fn address(text: &str) -> Address {
    let seen = text.chars().filter(|c| !c.is_control() && !c.is_whitespace());
    let bare = seen.collect::<String>().to_lowercase();
    // A browser takes `\` for `/`: a path on a drive or a share would lead to another host.
    if bare.starts_with('\\') {
        return Address::Dangerous;
    }
    if bare.starts_with("//") {
        return Address::Outside;
    }
    let end = bare.find([':', '/', '?', '#']).filter(|at| bare[*at..].starts_with(':'));
    match end.map(|at| &bare[..at]) {
        None => Address::Site,
        Some("mailto") if injects(&bare) => Address::Dangerous,
        Some("https" | "http" | "mailto" | "tel") => Address::Outside,
        Some(_) => Address::Dangerous,
    }
}

/// Whether the address of a mail holds the end of a line other than in the text of the mail: what
/// follows would be a line of its head, with receivers that nobody sees (RFC 6068, 7).
fn injects(mail: &str) -> bool {
    let mail = mail.to_lowercase();
    let (to, fields) = mail.split_once('?').unwrap_or((&mail, ""));
    let fields = fields.split(['&', ';']).filter(|field| !field.trim_start().starts_with("body="));
    std::iter::once(to).chain(fields).any(|part| part.contains("%0a") || part.contains("%0d"))
}

/// An address that a browser may follow: one of the site, or of a scheme that runs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url<'a>(Cow<'a, str>);

impl<'a> Url<'a> {
    /// The address; none if it would run something or leave the web.
    pub(crate) fn new(text: impl Into<Cow<'a, str>>) -> Option<Self> {
        let text = text.into();
        (address(&text) != Address::Dangerous).then_some(Self(text))
    }

    /// A mailbox.
    pub(crate) fn mailbox(name: &str) -> Self {
        Self(Cow::Owned(format!("mailto:{name}")))
    }

    /// Where a link stands that leads nowhere.
    pub(crate) fn nowhere() -> Self {
        Self(Cow::Borrowed("#"))
    }

    /// A place on the same page.
    pub(super) fn here(anchor: &Anchor) -> Self {
        Self(Cow::Owned(format!("#{anchor}")))
    }

    /// What it is to HTML that is put on another page; nothing where it leads to the same from
    /// there.
    pub(super) fn seam(&self) -> Option<SeamKind> {
        if self.0.starts_with('#') {
            return Some(SeamKind::Here);
        }
        let is_relative = !self.0.starts_with('/') && address(&self.0) == Address::Site;
        is_relative.then_some(SeamKind::Relative)
    }

    /// As written.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_however_they_are_spelled() {
        for text in [
            "javascript:alert(1)",
            "JaVa\tscript:alert(1)",
            " data:text/html,x",
            "vbscript:x",
            "java\nscript:x",
        ] {
            assert_eq!(address(text), Address::Dangerous, "{text}");
            assert_eq!(Url::new(text), None, "{text}");
        }
    }

    #[test]
    fn a_colon_in_a_path_is_no_scheme() {
        for text in ["/a:b/", "#a:b", "?q=a:b", "tilbud/"] {
            assert_eq!(address(text), Address::Site, "{text}");
        }
        assert_eq!(address("mailto:a@b.dk"), Address::Outside);
        assert_eq!(address("mailto:a@b.dk?subject=x&body=a%0D%0Ab"), Address::Outside);
        for injected in ["a@b.dk%0abcc:c@d.dk", "a@b.dk?subject=x%0D%0Abcc:c@d.dk&body=x", "%0d"] {
            assert_eq!(address(&format!("Mailto:{injected}")), Address::Dangerous, "{injected}");
        }
        assert_eq!(address("//example.dk"), Address::Outside);
    }
}
