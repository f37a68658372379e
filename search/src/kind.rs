//! What an entry is. The names are the contract's; they stand in the index, in results and in the page's address.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of an entry of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something a citizen can be referred to or receive.
    Offer,
    /// A shared procedure with its steps.
    Procedure,
    /// A unit, centre, committee or partner.
    Contact,
    /// A goal with targets and measurements.
    Goal,
    /// A course of the intro programme.
    Course,
    /// A page of the portal itself.
    Page,
    /// A piece of news.
    News,
    /// A term of the glossary.
    Term,
    /// A law or another frame that entries rest on.
    Law,
}

impl Kind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 9] = [
        Self::Offer,
        Self::Procedure,
        Self::Contact,
        Self::Goal,
        Self::Course,
        Self::Page,
        Self::News,
        Self::Term,
        Self::Law,
    ];

    /// The contract's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Procedure => "procedure",
            Self::Contact => "contact",
            Self::Goal => "goal",
            Self::Course => "course",
            Self::Page => "page",
            Self::News => "news",
            Self::Term => "term",
            Self::Law => "law",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or_else(|| UnknownName(name.to_owned()))
    }
}

/// A name that is neither a kind nor a facet of the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(
    /// The name as it was given.
    pub String,
);

impl fmt::Display for UnknownName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not a name of the search contract", self.0)
    }
}

impl std::error::Error for UnknownName {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("tilbud".parse::<Kind>(), Err(UnknownName("tilbud".to_owned())));
    }
}
