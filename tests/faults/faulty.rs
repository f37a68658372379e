//! A disk that fails, or kills the process, where a test wants it to.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use portal::publish::{Disk, Entry, Found, SystemDisk};

/// What a call does, and to which path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'p> {
    pub(crate) name: &'static str,
    pub(crate) path: &'p Path,
    /// How many calls there were before it.
    pub(crate) number: usize,
}

/// What happens instead of a call.
#[derive(Debug)]
pub(crate) enum Fault {
    Error(io::Error),
    /// The process ends as by a kill: nothing is tidied up.
    Kill,
}

impl From<io::ErrorKind> for Fault {
    fn from(kind: io::ErrorKind) -> Self {
        Self::Error(kind.into())
    }
}

/// The system's disk, but for the calls that `fault` has something for.
pub(crate) struct FaultyDisk<F> {
    fault: F,
    calls: AtomicUsize,
}

impl<F: Fn(Call<'_>) -> Option<Fault> + Sync> FaultyDisk<F> {
    pub(crate) fn new(fault: F) -> Self {
        Self { fault, calls: AtomicUsize::new(0) }
    }

    /// How many calls there were.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn fault(&self, name: &'static str, path: &Path) -> Option<Fault> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        (self.fault)(Call { name, path, number })
    }

    fn call(&self, name: &'static str, path: &Path) -> io::Result<()> {
        match self.fault(name, path) {
            None => Ok(()),
            Some(Fault::Error(error)) => Err(error),
            Some(Fault::Kill) => std::process::abort(),
        }
    }
}

impl<F: Fn(Call<'_>) -> Option<Fault> + Sync> Disk for FaultyDisk<F> {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call("create_folder", path)?;
        SystemDisk.create_folder(path)
    }

    /// A write that fails leaves the first half, as a full disk does.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let Some(fault) = self.fault("write", path) else { return SystemDisk.write(path, bytes) };
        // Where something stands already, not even the half is written.
        drop(SystemDisk.write(path, &bytes[..bytes.len() / 2]));
        match fault {
            Fault::Error(error) => Err(error),
            Fault::Kill => std::process::abort(),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call("read", path)?;
        SystemDisk.read(path)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.call("entries", folder)?;
        SystemDisk.entries(folder)
    }

    fn found(&self, path: &Path) -> io::Result<Option<Found>> {
        self.call("found", path)?;
        SystemDisk.found(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", to)?;
        SystemDisk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.call("exchange", other)?;
        SystemDisk.exchange(one, other)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("link", to)?;
        SystemDisk.link(from, to)
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("copy_mode", to)?;
        SystemDisk.copy_mode(from, to)
    }

    fn try_moving(&self, folder: &Path, full: &Path) -> io::Result<()> {
        self.call("try_moving", folder)?;
        SystemDisk.try_moving(folder, full)
    }

    fn is_mount(&self, folder: &Path) -> io::Result<bool> {
        match self.fault("is_mount", folder) {
            None => SystemDisk.is_mount(folder),
            // What is busy is a mount.
            Some(Fault::Error(error)) if error.kind() == io::ErrorKind::ResourceBusy => Ok(true),
            Some(Fault::Error(error)) => Err(error),
            Some(Fault::Kill) => std::process::abort(),
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call("remove_file", path)?;
        SystemDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.call("remove_folder", path)?;
        SystemDisk.remove_folder(path)
    }

    fn make_writable(&self, folder: &Path) -> io::Result<()> {
        self.call("make_writable", folder)?;
        SystemDisk.make_writable(folder)
    }

    /// Only counted: it takes long where others write, and no test cuts the power.
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.call("sync", path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.call("lock", path)?;
        SystemDisk.lock(path)
    }
}
