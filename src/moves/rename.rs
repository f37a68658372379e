//! An entry gets another name: its file, its id and with them its address; or its address alone.

use super::front_matter::FrontMatter;
use super::{Changed, Draft, Portal, Refused};
use crate::Options;
use crate::model::{EntryRef, Kind, is_id};
use crate::source::{Role, Sources};

/// What is renamed, and to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// An id, a file, an address or a slug.
    pub old: String,
    /// An id or a file, for all of its name; an address, for that alone.
    pub new: String,
}

impl Rename {
    /// The portal with the new name everywhere. The old addresses lead to the entry.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn of(&self, sources: &Sources, options: &Options) -> Result<Changed, Refused> {
        let portal = Portal::of(sources, options)?;
        let at = portal.entry(&self.old)?;
        if self.old == self.new {
            return Err(Refused::SameName(self.new.clone()));
        }
        let bad = || Refused::BadName(self.new.clone());
        let new = self.new.trim_start_matches("./");
        if let Some(address) = new.strip_prefix('/') {
            let slug = address
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .filter(|slug| is_id(slug))
                .ok_or_else(bad)?;
            let list = at.kind.list().unwrap_or("/");
            return if format!("{list}{slug}/") == format!("/{}/", address.trim_end_matches('/')) {
                portal.to_slug(at, slug)
            } else {
                Err(bad())
            };
        }
        let file = portal.sources.file(portal.catalogue.entry(at).file).path();
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let id = match new.rsplit_once('/') {
            Some((new_folder, name)) if new_folder == folder => {
                name.strip_suffix(&format!(".{ending}")).ok_or_else(bad)?
            }
            Some(_) => return Err(bad()),
            None => new.strip_suffix(&format!(".{ending}")).unwrap_or(new),
        };
        if !is_id(id) {
            return Err(bad());
        }
        portal.to_id(at, id, &format!("{folder}/{id}.{ending}"))
    }
}

impl Portal<'_> {
    /// Only the address changes.
    fn to_slug(&self, at: EntryRef, slug: &str) -> Result<Changed, Refused> {
        let entry = self.catalogue.entry(at);
        let (old, new) = (entry.url(), url(at.kind, slug));
        let mut draft = Draft::default();
        let front = FrontMatter::of(self.sources.file(entry.file), entry.file);
        let (range, text) = front.set("slug", slug);
        draft.edit(entry.file, range, text);
        self.lead_on(at, &front, &[(&old, &new)], &mut draft);
        self.rename_links(&old, &new, &mut draft);
        draft.built(self, None)
    }

    /// The file, the id and, where no slug is written, the address change.
    fn to_id(&self, at: EntryRef, id: &str, path: &str) -> Result<Changed, Refused> {
        let entry = self.catalogue.entry(at);
        let file = self.sources.file(entry.file);
        if id != entry.id && self.catalogue.by_id(id).is_some()
            || path != file.path() && self.has_file(path)
        {
            return Err(Refused::BadName(id.to_owned()));
        }
        let front = FrontMatter::of(file, entry.file);
        let mut draft = Draft::default();
        if path != file.path() {
            draft.moved.insert(entry.file, path.to_owned());
        }
        if let Some(node) = front.get("id") {
            let (range, text) = FrontMatter::replace(node, id);
            draft.edit(entry.file, range, text);
        }
        let (old, old_short) = (entry.url(), entry.short_url());
        let new = if front.get("slug").is_some() { old.clone() } else { url(at.kind, id) };
        let new_short = crate::routes::short_link(id);
        self.lead_on(at, &front, &[(&old, &new), (&old_short, &new_short)], &mut draft);
        self.rename_references(at, id, &mut draft);
        for (old, new) in
            [(&old, &new), (&old_short, &new_short)].into_iter().filter(|(old, new)| old != new)
        {
            self.rename_links(old, new, &mut draft);
        }
        self.rename_in_settings(file.path(), path, &mut draft);
        draft.built(self, Some((&entry.id, id)))
    }

    /// Gives the settings the file's new name, where they name it.
    fn rename_in_settings(&self, old: &str, new: &str, draft: &mut Draft) {
        for (file, settings) in self.sources.of_role(Role::Site).filter(|_| old != new) {
            for mark in ['"', '\''] {
                let quoted = format!("{mark}{old}{mark}");
                for (at, _) in settings.text().match_indices(&quoted) {
                    draft.edit(file, at + 1..at + 1 + old.len(), new);
                }
            }
        }
    }

    fn has_file(&self, path: &str) -> bool {
        self.sources.files().any(|(_, file)| file.path() == path)
    }

    /// Adds what the entry is not at any more to its `aliases`, and takes out what it is at again.
    fn lead_on(
        &self,
        at: EntryRef,
        front: &FrontMatter<'_>,
        moves: &[(&str, &str)],
        draft: &mut Draft,
    ) {
        let entry = self.catalogue.entry(at);
        let moves = || moves.iter().filter(|(old, new)| old != new);
        let own = self.addresses(&entry.id);
        let is_alias =
            |address: &&String| entry.aliases.iter().any(|alias| alias.value == **address);
        let left: Vec<String> = own
            .iter()
            .filter(|address| !is_alias(address))
            .filter(|address| moves().any(|(old, _)| address.starts_with(old)))
            .cloned()
            .collect();
        let back: Vec<String> = entry
            .aliases
            .iter()
            .map(|alias| alias.value.clone())
            .filter(|alias| moves().any(|(_, new)| alias.starts_with(new)))
            .collect();
        if let Some((range, text)) = front.relist("aliases", &left, &back) {
            draft.edit(entry.file, range, text);
        }
    }
}

fn url(kind: Kind, slug: &str) -> String {
    format!("{}{slug}/", kind.list().unwrap_or("/"))
}
