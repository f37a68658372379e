//! The files of an index while tantivy writes them: in memory, each in pieces until it is whole.
//! One buffer that grows would be copied again and again, and would be twice as large as the file
//! just when memory is shortest.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

/// How many bytes a piece has, at most.
const PIECE: usize = 1 << 20;

/// Files that are written once each.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewFiles(Arc<Mutex<BTreeMap<PathBuf, OwnedBytes>>>);

impl NewFiles {
    /// The file at a path, if it is whole.
    pub(crate) fn get(&self, path: &Path) -> Option<OwnedBytes> {
        self.files().get(path).cloned()
    }

    /// What a thread that panicked has left here is whole: files are added by single calls.
    fn files(&self) -> MutexGuard<'_, BTreeMap<PathBuf, OwnedBytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bytes(&self, path: &Path) -> Result<OwnedBytes, OpenReadError> {
        self.get(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

impl Directory for NewFiles {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.bytes(path)?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let removed = self.files().remove(path);
        removed.map(drop).ok_or_else(|| DeleteError::FileDoesNotExist(path.to_owned()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files().contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        if self.files().contains_key(path) {
            return Err(OpenWriteError::FileAlreadyExists(path.to_owned()));
        }
        let file = NewFile { path: path.to_owned(), files: self.clone(), pieces: Vec::new() };
        Ok(BufWriter::new(Box::new(file)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.bytes(path)?.to_vec())
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.files().insert(path.to_owned(), OwnedBytes::new(bytes.to_vec()));
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A file that is not whole yet.
struct NewFile {
    path: PathBuf,
    files: NewFiles,
    pieces: Vec<Vec<u8>>,
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.pieces.last().is_none_or(|piece| piece.len() >= PIECE) {
            self.pieces.push(Vec::new());
        }
        let Some(piece) = self.pieces.last_mut() else { return Ok(0) };
        let taken = bytes.len().min(PIECE - piece.len());
        piece.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for NewFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut whole = Vec::with_capacity(self.pieces.iter().map(Vec::len).sum());
        // Each piece is gone when it is copied.
        for piece in self.pieces.drain(..) {
            whole.extend_from_slice(&piece);
        }
        self.files.files().insert(std::mem::take(&mut self.path), OwnedBytes::new(whole));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_when_its_writer_ends_and_is_never_written_again() {
        let (files, path) = (NewFiles::default(), Path::new("a"));
        let bytes: Vec<u8> = (0..=255).cycle().take(2 * PIECE + 17).collect();
        let mut writer = files.open_write(path).unwrap();
        for part in bytes.chunks(PIECE / 3 + 1) {
            writer.write_all(part).unwrap();
        }
        assert_eq!(files.get(path), None);
        writer.terminate().unwrap();
        assert_eq!(files.get(path).unwrap().as_slice(), bytes);
        assert!(matches!(files.open_write(path), Err(OpenWriteError::FileAlreadyExists(_))));
        files.delete(path).unwrap();
        assert!(files.delete(path).is_err() && !files.exists(path).unwrap());
    }
}
