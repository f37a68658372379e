//! An entry is retired: its page stays and says so, or the entry is taken out and a row of
//! `content/gone.yaml` says what it was.

use super::front_matter::FrontMatter;
use super::{Changed, Draft, Portal, Refused};
use crate::Options;
use crate::model::EntryRef;
use crate::source::Sources;
use jiff::civil::Date;

/// Where what is gone is told.
const GONE: &str = "content/gone.yaml";

/// What is retired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// An id, a file, an address or a slug.
    pub entry: String,
    /// The day.
    pub on: Date,
    /// What comes instead.
    pub replaced_by: Option<String>,
    /// Whether the entry is taken out of the content.
    pub remove: bool,
}

impl Retirement {
    /// The portal without the entry, or with the entry as history. Its addresses stay.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn of(&self, sources: &Sources, options: &Options) -> Result<Changed, Refused> {
        let portal = Portal::of(sources, options)?;
        let at = portal.entry(&self.entry)?;
        let instead = self.replaced_by.as_deref().map(|name| portal.entry(name)).transpose()?;
        if instead == Some(at) {
            return Err(Refused::OwnSuccessor(self.entry.clone()));
        }
        if self.remove {
            portal.remove(at, self.on, instead)
        } else {
            portal.close(at, self.on, instead)
        }
    }
}

impl Portal<'_> {
    /// The page stays: what lies in the future happens by itself on that day.
    fn close(&self, at: EntryRef, on: Date, instead: Option<EntryRef>) -> Result<Changed, Refused> {
        let entry = self.catalogue.entry(at);
        let front = FrontMatter::of(self.sources.file(entry.file), entry.file);
        let mut draft = Draft::default();
        let mut edit = |(range, text)| draft.edit(entry.file, range, text);
        if on <= self.catalogue.today {
            edit(front.set("status", "closed"));
        }
        edit(front.set_within("valid", "to", &on.to_string()));
        if let Some(instead) = instead {
            let id = self.catalogue.entry(instead).id.clone();
            front.relist("replaced_by", &[id], &[]).into_iter().for_each(edit);
        }
        draft.built(self, None)
    }

    /// The file goes; who named the entry names what came instead, and its addresses say what it
    /// was.
    fn remove(
        &self,
        at: EntryRef,
        on: Date,
        instead: Option<EntryRef>,
    ) -> Result<Changed, Refused> {
        let entry = self.catalogue.entry(at);
        let mut draft = Draft::default();
        let id = instead.map(|instead| self.catalogue.entry(instead).id.clone());
        if let Some(id) = &id {
            self.rename_references(at, id, &mut draft);
            self.lead_gone_to(&entry.id, id, &mut draft);
        }
        draft.edits.remove(&entry.file);
        draft.deleted.insert(entry.file);
        let addresses = self.addresses(&entry.id).join(", ");
        let title = serde_json::to_string(&entry.title).unwrap_or_default();
        let instead = id.as_ref().map(|id| format!("  replaced_by: {id}\n")).unwrap_or_default();
        let row = format!("- title: {title}\n  addresses: [{addresses}]\n  since: {on}\n{instead}");
        self.tell_gone(row, &mut draft);
        draft.built(self, id.as_deref().map(|id| (entry.id.as_str(), id)))
    }

    /// Adds a row to what is gone.
    pub(super) fn tell_gone(&self, row: String, draft: &mut Draft) {
        match self.sources.files().find(|(_, file)| file.path() == GONE) {
            Some((file, text)) => {
                let end = text.text().len();
                let line =
                    if text.text().is_empty() || text.text().ends_with('\n') { "" } else { "\n" };
                draft.edit(file, end..end, format!("{line}{row}"));
            }
            None => drop(draft.new.insert(GONE.to_owned(), row)),
        }
    }

    /// What was gone already and led to the entry leads to what came instead of it.
    fn lead_gone_to(&self, old: &str, new: &str, draft: &mut Draft) {
        for gone in &self.catalogue.gone {
            if let Some(to) = gone.replaced_by.as_ref().filter(|to| to.value == old) {
                draft.edit(gone.at.file, to.span.range(), new);
            }
        }
    }
}
