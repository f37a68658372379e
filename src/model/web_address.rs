//! Web addresses: what one must have, and what one that lacks it was meant to be. Nothing is
//! fetched.

use super::codes;
use crate::diagnostics::Diagnostic;
use crate::source::Place;

/// What is wrong with a web address; nothing if it is one.
pub(super) fn judge(place: Place, text: &str) -> Option<Diagnostic> {
    if has_password(text) {
        return Some(codes::url_with_password(place, text));
    }
    let scheme =
        ["https://", "http://"].into_iter().find(|scheme| text.to_lowercase().starts_with(scheme));
    let Some(scheme) = scheme else {
        let bare = text.trim_start_matches(['/', ':']);
        let bare =
            ["https:/", "https//", "https:", "http:/", "http//", "http:", "htpps://", "htps://"]
                .into_iter()
                .find_map(|wrong| text.strip_prefix(wrong))
                .unwrap_or(bare);
        let meant = format!("https://{bare}");
        let named = bare.split('/').next().is_some_and(|host| host.contains('.'));
        return Some(if named && is_whole(bare) {
            codes::almost_url(place, text, &meant)
        } else {
            codes::bad_url(place, text)
        });
    };
    let rest = &text[scheme.len()..];
    if let Some(meant) = twice(rest) {
        return Some(codes::almost_url(place, text, meant));
    }
    (!is_whole(rest)).then(|| codes::bad_url(place, text))
}

/// What follows a scheme, where that is a whole address itself: `https://https://kk.dk`.
pub(crate) fn twice(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches('/');
    let lower = rest.get(..8).unwrap_or(rest).to_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(rest)
}

/// Whether an address, of any scheme, has somebody's name or password before its host (RFC 3986,
/// 3.2.1).
pub(crate) fn has_password(address: &str) -> bool {
    let authority = address.split_once("//").map(|(_, rest)| rest.split(['/', '?', '#']).next());
    authority.flatten().is_some_and(|authority| authority.contains('@'))
}

/// Whether what follows the scheme begins with a host, and has nothing in it that no address has
/// (RFC 3986, with letters of all languages).
fn is_whole(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let label = |label: &str| {
        let inner =
            |character: char| character.is_alphanumeric() || character == '-' || character == '_';
        !label.is_empty()
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let numeric = host.starts_with('[') && host.ends_with(']') && host.len() > 3;
    let named = host.strip_suffix('.').unwrap_or(host).split('.').all(label);
    let port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let foreign = |character: char| {
        character.is_whitespace() || character.is_control() || "<>\"\\^`{|}".contains(character)
    };
    (numeric || named) && port && !rest.contains(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_nothing_foreign() {
        for rest in
            ["www.kk.dk", "kk.dk/a/?b=c#d", "intranet", "localhost:8080/", "[::1]:8080", "råd.dk/æ"]
        {
            assert!(is_whole(rest), "{rest}");
        }
        for rest in [
            "",
            "/a/",
            ".dk",
            "a..b",
            "kk.dk:x",
            "kk.dk:0",
            "kk dk",
            "-a.dk",
            "kk.dk/a b",
            "kk.dk/<x>",
        ] {
            assert!(!is_whole(rest), "{rest}");
        }
    }

    #[test]
    fn a_password_is_one_in_any_scheme() {
        for address in ["ftp://u:p@kk.dk/", "htps://u:p@kk.dk", "smb://u@kk.dk/a"] {
            assert!(has_password(address), "{address}");
        }
        for address in ["mailto:a@b.dk", "ftp://kk.dk/a@b", "javascript:x//", "https://kk.dk/?a@b"]
        {
            assert!(!has_password(address), "{address}");
        }
    }
}
