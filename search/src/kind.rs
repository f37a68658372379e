//! What an entry is, declared once for the whole portal. The names are the contract's; they stand
//! in the index, in results and in the page's address.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Declares the kinds in the order of the contract, a line each: the name, the folder of its files
/// below `content/` with their ending, and the address of the list of its entries.
macro_rules! kinds {
    ($(
        $(#[$meta:meta])*
        $kind:ident = $name:literal $(in $folder:literal as $ending:literal)? $(at $list:literal)?,
    )*) => {
        /// The kind of an entry of the portal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$meta])* $kind,)*
        }

        impl Kind {
            /// Every kind, in the order of the contract, which is also that of lists.
            pub const ALL: [Self; [$(Self::$kind),*].len()] = [$(Self::$kind),*];

            /// The contract's name, which is also the key of its texts.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// The folder below `content/`; none where all entries are rows of one file.
            #[must_use]
            pub const fn folder(self) -> Option<&'static str> {
                match self {
                    $($(Self::$kind => Some($folder),)?)*
                    _ => None,
                }
            }

            /// How its files end: `yaml` where they are data alone, `md` where a text may follow.
            #[must_use]
            pub const fn ending(self) -> &'static str {
                match self {
                    $($(Self::$kind => $ending,)?)*
                    _ => "yaml",
                }
            }

            /// The address of the list of its entries, from the portal's root; none where they
            /// stand in no list.
            #[must_use]
            pub const fn list(self) -> Option<&'static str> {
                match self {
                    $($(Self::$kind => Some($list),)?)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// Something a citizen can be referred to or receive ("tilbud").
    Offer = "offer" in "offers" as "md" at "/tilbud/",
    /// A shared procedure with its steps ("sagsgang").
    Procedure = "procedure" in "procedures" as "md" at "/sagsgange/",
    /// A unit, centre, committee or partner ("kontakt").
    Contact = "contact" in "contacts" as "md" at "/kontakter/",
    /// A goal with targets and measurements ("mål").
    Goal = "goal" in "goals" as "md" at "/maal/",
    /// A course of the intro programme, a pack for trainers ("introforløb").
    Course = "course" in "courses" as "yaml" at "/introforloeb/",
    /// A page of the portal itself.
    Page = "page" in "pages" as "md",
    /// A dated piece of news or history ("nyt").
    News = "news" in "news" as "md" at "/nyt/",
    /// A term of the glossary ("begreb").
    Term = "term" at "/begreber/",
}

impl Kind {
    /// Whether its files are data alone; text may follow in all others.
    #[must_use]
    pub fn is_data(self) -> bool {
        self.ending() == "yaml"
    }
}

/// What a document of the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum DocumentKind {
    /// An entry of the portal.
    Entry(Kind),
    /// A law or another frame that entries rest on.
    Law,
}

impl DocumentKind {
    /// Everything that a document may be, in the order of the contract.
    pub const ALL: [Self; Kind::ALL.len() + 1] = {
        let mut all = [Self::Law; Kind::ALL.len() + 1];
        let mut at = 0;
        while at < Kind::ALL.len() {
            all[at] = Self::Entry(Kind::ALL[at]);
            at += 1;
        }
        all
    };

    /// The contract's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.as_str(),
            Self::Law => "law",
        }
    }
}

impl From<Kind> for DocumentKind {
    fn from(kind: Kind) -> Self {
        Self::Entry(kind)
    }
}

impl From<DocumentKind> for &'static str {
    fn from(kind: DocumentKind) -> Self {
        kind.as_str()
    }
}

impl TryFrom<String> for DocumentKind {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        name.parse()
    }
}

impl FromStr for DocumentKind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownName(name.to_owned()))
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
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
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownName(name.to_owned()))
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
        for kind in DocumentKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).ok(), Some(format!("\"{kind}\"")));
            assert_eq!(serde_json::from_str(&format!("\"{kind}\"")).ok(), Some(kind));
        }
        assert_eq!("tilbud".parse::<Kind>(), Err(UnknownName("tilbud".to_owned())));
        assert_eq!("law".parse::<Kind>(), Err(UnknownName("law".to_owned())));
    }
}
