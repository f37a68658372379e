//! What sort of address a link has, told the way a browser would read it.

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

/// The sort of `text`. Browsers drop control characters and space before they look for a scheme, so this does too.
pub(crate) fn address(text: &str) -> Address {
    let bare: String =
        text.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
    if bare.starts_with("//") {
        return Address::Outside;
    }
    let end = bare.find([':', '/', '?', '#']).filter(|at| bare[*at..].starts_with(':'));
    match end.map(|at| &bare[..at]) {
        None => Address::Site,
        Some("https" | "http" | "mailto" | "tel") => Address::Outside,
        Some(_) => Address::Dangerous,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_however_they_are_spelled() {
        for text in
            ["javascript:alert(1)", "JaVa\tscript:alert(1)", " data:text/html,x", "vbscript:x", "java\nscript:x"]
        {
            assert_eq!(address(text), Address::Dangerous, "{text}");
        }
    }

    #[test]
    fn a_colon_in_a_path_is_no_scheme() {
        for text in ["/a:b/", "#a:b", "?q=a:b", "tilbud/"] {
            assert_eq!(address(text), Address::Site, "{text}");
        }
        assert_eq!(address("mailto:a@b.dk"), Address::Outside);
        assert_eq!(address("//example.dk"), Address::Outside);
    }
}
