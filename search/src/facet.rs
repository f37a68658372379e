//! The facets that a search can be narrowed by, declared once for the whole portal: what stands in
//! [`facets!`] is known to the index, to the pages of facet values, to the finder, to `portal gaps`
//! and to the schemas. The names are the contract's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::kind::UnknownName;

/// Declares the facets in the order of the contract, a line each: the name, which is also that of
/// the field in the index. A facet whose values are the terms of a vocabulary names it as well,
/// with the file that the terms stand in and the address of their pages.
macro_rules! facets {
    ($(
        $(#[$meta:meta])*
        $facet:ident = $name:literal $(terms of $vocabulary:ident in $file:literal at $address:literal)?,
    )*) => {
        /// One way to narrow a search; a document may have several values of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Facet {
            $($(#[$meta])* $facet,)*
        }

        /// A vocabulary: terms that entries are classified by, each a value of the vocabulary's
        /// facet. This is no list of words that the search knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Vocabulary {
            $($(#[doc = concat!("The terms of `", $file, "`.")] $vocabulary,)?)*
        }

        impl Facet {
            /// Every facet, in the order of the contract.
            pub const ALL: [Self; [$(Self::$facet),*].len()] = [$(Self::$facet),*];

            /// The contract's name, which is also the name of the field in the index.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$facet => $name,)*
                }
            }

            /// The vocabulary whose terms are its values; none where they come from something else.
            #[must_use]
            pub const fn vocabulary(self) -> Option<Vocabulary> {
                match self {
                    $($(Self::$facet => Some(Vocabulary::$vocabulary),)?)*
                    _ => None,
                }
            }
        }

        impl Vocabulary {
            /// All there are, in the order of their facets.
            pub const ALL: [Self; [$($(Self::$vocabulary,)?)*].len()] = [$($(Self::$vocabulary,)?)*];

            /// The stem of its file below `content/vocabularies/`, and the key of the texts.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($(Self::$vocabulary => $file,)?)*
                }
            }

            /// The facet whose values its terms are.
            #[must_use]
            pub const fn facet(self) -> Facet {
                match self {
                    $($(Self::$vocabulary => Facet::$facet,)?)*
                }
            }

            /// The address of the list of its terms, from the portal's root.
            #[must_use]
            pub const fn address(self) -> &'static str {
                match self {
                    $($(Self::$vocabulary => $address,)?)*
                }
            }
        }
    };
}

facets! {
    /// What the entry is; filled by the index from the document's kind.
    Kind = "kind",
    /// The administration that it belongs to, or a partner of theirs.
    Administration = "administration" terms of Administrations in "administrations" at "/forvaltning/",
    /// Whom it is for, by problem or situation.
    TargetGroup = "target_group" terms of TargetGroups in "target_groups" at "/maalgruppe/",
    /// Whom it is for, by match group or category of the employment system.
    CitizenCategory = "citizen_category" terms of CitizenCategories in "citizen_categories" at "/borgerkategori/",
    /// The age group.
    Age = "age",
    /// The type of offer.
    OfferType = "offer_type" terms of OfferTypes in "offer_types" at "/tilbudstype/",
    /// The place, or the part of the city.
    Area = "area" terms of Areas in "areas" at "/omraade/",
    /// The law that it rests on.
    Law = "law",
    /// Planned, active, paused or closed.
    Status = "status",
}

impl Vocabulary {
    /// The vocabulary of a file's stem.
    #[must_use]
    pub fn from_stem(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vocabulary| vocabulary.as_str() == stem)
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
        Self::ALL
            .into_iter()
            .find(|facet| facet.as_str() == name)
            .ok_or_else(|| UnknownName(name.to_owned()))
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

    #[test]
    fn a_vocabulary_and_its_facet_name_each_other() {
        for vocabulary in Vocabulary::ALL {
            assert_eq!(vocabulary.facet().vocabulary(), Some(vocabulary));
        }
        assert_eq!(
            Facet::ALL.into_iter().filter_map(Facet::vocabulary).collect::<Vec<_>>(),
            Vocabulary::ALL
        );
    }
}
