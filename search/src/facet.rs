//! The facets that a search can be narrowed by. The names are the contract's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::kind::UnknownName;

/// One way to narrow a search; a document may have several values of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// What the entry is; filled by the index from the document's kind.
    Kind,
    /// The administration that it belongs to.
    Administration,
    /// Whom it is for.
    TargetGroup,
    /// The match group or category of the citizen.
    CitizenCategory,
    /// The age group.
    Age,
    /// The type of offer.
    OfferType,
    /// The part of the city.
    Area,
    /// The law that it rests on.
    Law,
    /// Planned, active, paused or closed.
    Status,
}

impl Facet {
    /// Every facet, in the order of the contract.
    pub const ALL: [Self; 9] = [
        Self::Kind,
        Self::Administration,
        Self::TargetGroup,
        Self::CitizenCategory,
        Self::Age,
        Self::OfferType,
        Self::Area,
        Self::Law,
        Self::Status,
    ];

    /// The contract's name, which is also the name of the field in the index.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Administration => "administration",
            Self::TargetGroup => "target_group",
            Self::CitizenCategory => "citizen_category",
            Self::Age => "age",
            Self::OfferType => "offer_type",
            Self::Area => "area",
            Self::Law => "law",
            Self::Status => "status",
        }
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Facet {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == name).ok_or_else(|| UnknownName(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_is_read_back_from_its_name() {
        for facet in Facet::ALL {
            assert_eq!(facet.as_str().parse(), Ok(facet));
            assert_eq!(serde_json::to_string(&facet).ok(), Some(format!("\"{facet}\"")));
        }
    }
}
