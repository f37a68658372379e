//! Waits until the sources have changed. Takes the portal's folder; gives one signal for all that
//! happens together: an editor that saves by a new file and a rename, git that writes thousands.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// Where a portal's sources lie in its folder, beside `site.toml`.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// After a save nothing more comes for this long; what comes later is another.
const QUIET: Duration = Duration::from_millis(4);

/// More events than this at once are not a save: something goes through many files.
const MANY: usize = 24;

/// How long such a thing may pause between two files.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(150);

/// Whoever waits for a page is not kept waiting longer than this, whatever goes on.
const LONGEST: Duration = Duration::from_secs(3);

/// How often the sources are looked through where the system tells of no changes.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Something has happened: `Anew` to one of the folders itself, so that it must be followed again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Change,
    Anew,
}

/// Follows a portal's sources.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    seen: Receiver<Seen>,
}

impl Watch {
    /// Begins to follow the sources of the portal in `root`: by what the system tells, else by
    /// looking.
    ///
    /// # Errors
    /// When neither can be had.
    pub(super) fn of(root: &Path) -> notify::Result<Self> {
        let (sender, seen) = channel();
        let told = RecommendedWatcher::new(reporter(root, sender), Config::default());
        if let Ok(mut watch) = told.map(|watcher| Self::with(root, Box::new(watcher), seen))
            && watch.follow().is_ok()
        {
            return Ok(watch);
        }
        let (sender, seen) = channel();
        let config = Config::default().with_poll_interval(LOOK_EVERY);
        let looking = PollWatcher::new(reporter(root, sender), config)?;
        let mut watch = Self::with(root, Box::new(looking), seen);
        watch.follow()?;
        Ok(watch)
    }

    fn with(root: &Path, watcher: Box<dyn Watcher + Send>, seen: Receiver<Seen>) -> Self {
        Self { root: root.to_owned(), watcher, seen }
    }

    /// The folder itself for `site.toml` and for folders that come and go; what is published there
    /// is not looked into.
    fn follow(&mut self) -> notify::Result<()> {
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in
            FOLDERS.map(|folder| self.root.join(folder)).iter().filter(|folder| folder.is_dir())
        {
            self.watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Waits until something has changed and it is quiet again; `false` when no more can be told.
    pub(super) fn wait(&mut self) -> bool {
        let Ok(first) = self.seen.recv() else { return false };
        let (mut anew, mut count, began) = (first == Seen::Anew, 1_usize, Instant::now());
        while began.elapsed() < LONGEST {
            let quiet = if count > MANY { QUIET_AFTER_MANY } else { QUIET };
            match self.seen.recv_timeout(quiet) {
                Ok(seen) => {
                    anew |= seen == Seen::Anew;
                    count += 1;
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        // A folder that is gone again meanwhile is told of when it comes back.
        let _ = anew.then(|| self.follow());
        true
    }
}

/// What turns the system's events into signals; nobody waits for them any more when sending fails.
fn reporter(root: &Path, sender: Sender<Seen>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let folders = FOLDERS.map(|folder| root.join(folder));
    move |event| {
        let seen = match event {
            Ok(event) if event.need_rescan() => Some(Seen::Change),
            Ok(event) if !is_change(event.kind) => None,
            Ok(event) if event.paths.iter().any(|path| folders.contains(path)) => Some(Seen::Anew),
            // After an error, as after events that were lost, everything is looked at.
            Err(_) | Ok(_) => Some(Seen::Change),
        };
        let _ = seen.map(|seen| sender.send(seen));
    }
}

/// Whether a file may be different afterwards: that somebody reads it, we do ourselves.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_is_no_change_and_closing_what_was_written_is() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Any));
    }
}
