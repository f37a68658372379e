//! What goes on paper, as it is asked for. Takes ids; gives the entries that they name, in order,
//! or says why there are none.

use std::collections::BTreeSet;

use crate::diagnostics::nearest;
use crate::model::{Catalogue, EntryRef, Kind};

/// What goes on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperChoice {
    /// Courses and entries by their ids, in order.
    pub ids: Vec<String>,
    /// The unit whose entries all follow, but for its courses.
    pub owner: Option<String>,
    /// What is left out.
    pub without: BTreeSet<PaperPart>,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperPart {
    /// The list of contents.
    Contents,
    /// The drawings of procedures.
    Drawings,
    /// The answers of saved searches.
    Searches,
    /// What the participants of a course are asked, and the answers.
    Exercises,
    /// What the sources say.
    Sources,
    /// Who answers for a page, and when it was gone through.
    About,
    /// The codes that a telephone reads.
    Qr,
}

impl PaperPart {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 7] = [
        Self::Contents,
        Self::Drawings,
        Self::Searches,
        Self::Exercises,
        Self::Sources,
        Self::About,
        Self::Qr,
    ];

    /// What it is called on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contents => "contents",
            Self::Drawings => "drawings",
            Self::Searches => "searches",
            Self::Exercises => "exercises",
            Self::Sources => "sources",
            Self::About => "about",
            Self::Qr => "qr",
        }
    }
}

/// Why nothing goes on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOnPaper {
    /// There is no entry of this id.
    Unknown {
        /// As it was typed.
        id: String,
        /// What was perhaps meant.
        near: Option<String>,
    },
    /// It is not shown yet.
    Draft {
        /// The draft's id.
        id: String,
    },
    /// No entry names this unit as its owner.
    Owner {
        /// As it was typed.
        id: String,
        /// Those that are named.
        known: Vec<String>,
    },
}

impl PaperChoice {
    /// The entries, each once; those of the owner in the catalogue's order.
    ///
    /// # Errors
    /// The first id that names nothing.
    pub fn entries(&self, catalogue: &Catalogue) -> Result<Vec<EntryRef>, NotOnPaper> {
        let mut chosen = Vec::new();
        for id in &self.ids {
            chosen.push(entry(catalogue, id)?);
        }
        if let Some(owner) = &self.owner {
            chosen.extend(of_owner(catalogue, owner)?);
        }
        let mut seen = BTreeSet::new();
        chosen.retain(|at| seen.insert(*at));
        Ok(chosen)
    }

    pub(super) fn has(&self, part: PaperPart) -> bool {
        !self.without.contains(&part)
    }
}

fn entry(catalogue: &Catalogue, id: &str) -> Result<EntryRef, NotOnPaper> {
    catalogue.by_id(id).ok_or_else(|| {
        if catalogue.draft(id).is_some() {
            return NotOnPaper::Draft { id: id.to_owned() };
        }
        let near = nearest(id, catalogue.ids()).map(str::to_owned);
        NotOnPaper::Unknown { id: id.to_owned(), near }
    })
}

fn of_owner(catalogue: &Catalogue, owner: &str) -> Result<Vec<EntryRef>, NotOnPaper> {
    let id_of = |at: EntryRef| {
        catalogue.entry(at).owner.map(|key| catalogue.contacts[key].entry.id.as_str())
    };
    // A course is a document of its own, and would show most of them once more.
    let entries = || catalogue.entries().filter(|at| at.kind != Kind::Course);
    let theirs: Vec<EntryRef> = entries().filter(|at| id_of(*at) == Some(owner)).collect();
    if theirs.is_empty() {
        let known: BTreeSet<&str> = entries().filter_map(id_of).collect();
        let known = known.into_iter().map(str::to_owned).collect();
        return Err(NotOnPaper::Owner { id: owner.to_owned(), known });
    }
    Ok(theirs)
}
