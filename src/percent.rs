//! Characters that addresses spell by their code: `%C3%B8` for `ø`.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::source::normalised;

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// In a path the slashes stand as they are, and the colon of a drive.
const IN_PATHS: &AsciiSet = &RESERVED.remove(b'/').remove(b':');

/// Text in the query of an address (RFC 6068, section 2): `Fejl: å` as `Fejl%3A%20%C3%A5`.
pub(crate) fn query(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// `vores portal/å` as `vores%20portal/%C3%A5`.
pub(crate) fn path(text: &str) -> String {
    utf8_percent_encode(text, IN_PATHS).to_string()
}

/// `%C3%B8` as `ø`. What is no such code, or makes no text, stays as it is. Letters come in the one
/// spelling that files have theirs in, whatever the address was copied from.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map_or(Cow::Borrowed(text), |decoded| Cow::Owned(normalised(decoded.into_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_escaped_byte_by_byte() {
        assert_eq!(query("Fejl: å & b"), "Fejl%3A%20%C3%A5%20%26%20b");
    }
}
