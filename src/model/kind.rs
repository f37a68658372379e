//! The kinds of entry, with the names that files, addresses and programs know them by.

/// A kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something a citizen can be referred to or receive ("tilbud").
    Offer,
    /// A shared procedure ("sagsgang").
    Procedure,
    /// A unit, centre, committee or partner ("kontakt").
    Contact,
    /// A goal with targets and measurements ("mål").
    Goal,
    /// A course pack for trainers ("introforløb").
    Course,
    /// A page of prose.
    Page,
    /// A dated piece of news or history ("nyt").
    News,
    /// A glossary term ("begreb").
    Term,
}

impl Kind {
    /// All kinds, in the order that lists show them.
    pub const ALL: [Self; 8] =
        [Self::Offer, Self::Procedure, Self::Contact, Self::Goal, Self::Course, Self::Page, Self::News, Self::Term];

    /// The name in JSON, in the search index and as key of the texts.
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
        }
    }

    /// The folder below `content/`; terms live in one file.
    #[must_use]
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Self::Offer => Some("offers"),
            Self::Procedure => Some("procedures"),
            Self::Contact => Some("contacts"),
            Self::Goal => Some("goals"),
            Self::Course => Some("courses"),
            Self::Page => Some("pages"),
            Self::News => Some("news"),
            Self::Term => None,
        }
    }
}
