//! The file system as publishing uses it: a method for each thing that can fail, so that tests can
//! make any of them fail. Gives what the system says; decides nothing.

#![expect(clippy::disallowed_methods, reason = "this is the one door that writes")]

#[cfg(not(unix))]
#[path = "disk/elsewhere.rs"]
mod unix;
#[cfg(unix)]
mod unix;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// What publishing asks of a file system.
pub trait Disk: Sync {
    /// Makes a folder that everybody may read, in one that is there.
    ///
    /// # Errors
    /// When it is there already, or the system refuses.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a new file that everybody may read.
    ///
    /// # Errors
    /// When it is there already, or the system refuses; a part of it may stand there then.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Everything in a file.
    ///
    /// # Errors
    /// When the system refuses.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What stands in a folder, in no particular order.
    ///
    /// # Errors
    /// When the system refuses.
    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// What stands at a path, without following a link; nothing if nothing does.
    ///
    /// # Errors
    /// When the system refuses to say.
    fn found(&self, path: &Path) -> io::Result<Option<Found>>;

    /// Gives something a new name; a file that has that name is replaced in the same moment.
    ///
    /// # Errors
    /// When the system refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Two folders change places in one moment.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] where the system has no such thing; else when it refuses.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives something other than a folder a second name, bytes, times and owner being the same.
    ///
    /// # Errors
    /// When the system refuses, or has no such thing.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets those use a folder who may use another: it gets the owner, the group and the mode of
    /// that one.
    ///
    /// # Errors
    /// When the system refuses.
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Tries whether a folder could be renamed, and changes nothing: it is renamed onto `full`, a
    /// folder with something in it, which every system forbids, but not before it has looked at
    /// everything else that forbids it.
    ///
    /// # Errors
    /// What else forbids it: the folder is a mount point, or what it lies in is not ours to write.
    fn try_moving(&self, folder: &Path, full: &Path) -> io::Result<()>;

    /// Whether another file system, or another folder of this one, is mounted at a folder: what it
    /// holds is not in the tree that it is met in.
    ///
    /// # Errors
    /// When the system refuses to say.
    fn is_mount(&self, folder: &Path) -> io::Result<bool>;

    /// Deletes a file, or a link itself.
    ///
    /// # Errors
    /// When the system refuses.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Deletes an empty folder.
    ///
    /// # Errors
    /// When it is not empty, or the system refuses.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Lets the owner of a folder change what is in it.
    ///
    /// # Errors
    /// When the system refuses.
    fn make_writable(&self, folder: &Path) -> io::Result<()>;

    /// Sees to it that what was written in the file system of `path` survives a power cut.
    ///
    /// # Errors
    /// When the system cannot promise that.
    fn sync(&self, path: &Path) -> io::Result<()>;

    /// Opens a file to lock it and locks it; nothing if somebody else has. A file that is not there
    /// is made; one that is there keeps what it holds, and a link is never followed.
    ///
    /// # Errors
    /// When it is no file, or the system refuses.
    fn lock(&self, path: &Path) -> io::Result<Option<fs::File>>;
}

/// A name in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: OsString,
    /// What has it.
    pub kind: EntryKind,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

impl From<fs::FileType> for EntryKind {
    fn from(kind: fs::FileType) -> Self {
        if kind.is_symlink() {
            Self::Link
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_file() {
            Self::File
        } else {
            Self::Special
        }
    }
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: EntryKind,
    /// How many bytes a file has.
    pub bytes: u64,
    /// Whether a web server of another user may read it.
    pub is_public: bool,
    /// What tells it from every other file that is there at the same time; always 0 where the
    /// system has no such thing.
    pub identity: u64,
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)?;
        unix::open_to_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        unix::readable_by_all(&file)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut options = fs::OpenOptions::new();
        options.read(true);
        unix::without_waiting(&mut options);
        let mut file = options.open(path)?;
        let found = file.metadata()?;
        // A pipe would be read for ever.
        if !found.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entries = fs::read_dir(folder)?.map(|entry| {
            let entry = entry?;
            Ok(Entry { name: entry.file_name(), kind: entry.file_type()?.into() })
        });
        entries.collect()
    }

    fn found(&self, path: &Path) -> io::Result<Option<Found>> {
        match fs::symlink_metadata(path) {
            Ok(found) => Ok(Some(Found {
                kind: found.file_type().into(),
                bytes: found.len(),
                is_public: unix::is_public(&found),
                identity: unix::identity(&found),
            })),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        // What a file system that cannot do it says, or a kernel before 3.15.
        let unsupported = |error| matches!(error, Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP);
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Err(error) if unsupported(error) => Err(io::ErrorKind::Unsupported.into()),
            done => Ok(done?),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        let had = fs::symlink_metadata(from)?;
        unix::give_to_owner_of(&had, to)?;
        // Last, as a new owner takes some of it away.
        fs::set_permissions(to, had.permissions())
    }

    #[cfg(unix)]
    fn try_moving(&self, folder: &Path, full: &Path) -> io::Result<()> {
        match fs::rename(folder, full) {
            Err(error) if is_full(&error) => Ok(()),
            done => done,
        }
    }

    /// Windows says that access is denied, whatever the reason.
    #[cfg(not(unix))]
    fn try_moving(&self, _: &Path, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn is_mount(&self, folder: &Path) -> io::Result<bool> {
        unix::is_mount(folder)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn make_writable(&self, folder: &Path) -> io::Result<()> {
        unix::writable_by_owner(folder)
    }

    /// One call for everything: a call a file takes a revolution of the disk each.
    #[cfg(target_os = "linux")]
    fn sync(&self, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::syncfs(fs::File::open(path)?)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn sync(&self, path: &Path) -> io::Result<()> {
        for entry in walkdir::WalkDir::new(path) {
            let entry = entry?;
            // Windows syncs no folders, and opens no file for it that it may not write.
            if cfg!(unix) || entry.file_type().is_file() {
                fs::OpenOptions::new()
                    .read(true)
                    .write(!cfg!(unix))
                    .open(entry.path())?
                    .sync_all()?;
            }
        }
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Option<fs::File>> {
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        unix::not_through_links(&mut options);
        loop {
            let file = options.open(path)?;
            if !file.metadata()?.is_file() {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
            }
            match file.try_lock() {
                // Whoever held it may have deleted it in between: then the next one would lock
                // another file.
                Ok(()) if !unix::is_at(&file, path) => {}
                Ok(()) => return Ok(Some(file)),
                Err(fs::TryLockError::WouldBlock) => return Ok(None),
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

/// Whether an error says that there is nothing at a path.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(unix)]
fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists)
}
