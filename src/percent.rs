//! Characters that addresses spell by their code: `%C3%B8` for `ø`.

use std::borrow::Cow;

/// `%C3%B8` as `ø`. What is no such code, or makes no text, stays as it is.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}
