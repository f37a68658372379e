//! The headers that a portal should be served with; the preview sends them so that what breaks,
//! breaks here first.

/// Name and value of each header that stands on every answer. The policy allows the portal's own
/// files and WebAssembly, and nothing else (Content Security Policy Level 3).
pub(crate) const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()",
    ),
    ("cache-control", "no-cache"),
];

/// `cache-control` of what has a piece of its content's hash in its name (RFC 8246).
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A regular expression for the names that have one: twelve hexadecimal digits before the ending.
pub(super) const HASHED: &str = r"\.[0-9a-f]{12}\.[a-z0-9]+$";

/// All but the caching, with names as people write them: `Content-Security-Policy`.
pub(super) fn security() -> impl Iterator<Item = (String, &'static str)> {
    let security = HEADERS.into_iter().filter(|(name, _)| *name != "cache-control");
    security.map(|(name, value)| (capitalized(name), value))
}

fn capitalized(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    });
    words.collect::<Vec<_>>().join("-")
}
