//! A disk that fails where a test wants it to.

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

/// The system's disk, but for the calls for which `fault` gives an error.
pub(crate) struct FaultyDisk<F> {
    fault: F,
    calls: AtomicUsize,
}

impl<F: Fn(Call<'_>) -> Option<io::Error> + Sync> FaultyDisk<F> {
    pub(crate) fn new(fault: F) -> Self {
        Self { fault, calls: AtomicUsize::new(0) }
    }

    /// How many calls there were.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn call(&self, name: &'static str, path: &Path) -> io::Result<()> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        (self.fault)(Call { name, path, number }).map_or(Ok(()), Err)
    }
}

impl<F: Fn(Call<'_>) -> Option<io::Error> + Sync> Disk for FaultyDisk<F> {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call("create_folder", path)?;
        SystemDisk.create_folder(path)
    }

    /// A write that fails leaves the first half, as a full disk does.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.call("write", path).or_else(|error| {
            SystemDisk.write(path, &bytes[..bytes.len() / 2])?;
            Err(error)
        })?;
        SystemDisk.write(path, bytes)
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
