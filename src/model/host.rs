//! The web servers that rules are written for.

use clap::ValueEnum;

use super::declare::Choice;

/// A web server that the portal knows how to talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// nginx.
    Nginx,
    /// Internet Information Services.
    Iis,
    /// Caddy.
    Caddy,
    /// The Apache HTTP Server.
    Apache,
    /// Netlify, and others that read its two files.
    Netlify,
}

impl Choice for Host {
    const WORDS: &'static str = "host";

    fn named() -> Vec<(&'static str, Self)> {
        vec![
            ("nginx", Self::Nginx),
            ("iis", Self::Iis),
            ("caddy", Self::Caddy),
            ("apache", Self::Apache),
            ("netlify", Self::Netlify),
        ]
    }
}
