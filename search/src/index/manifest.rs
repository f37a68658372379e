//! The seal of an index: format, analysis and a checksum for every file, checked before anything
//! else is read.
//!
//! CRC-32 with the length finds every broken, cut or exchanged file that chance can make; it is no
//! defence against forgery, which a host that can forge the index does not need.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FORMAT, own_version, version};
use crate::{IndexError, IndexFiles, OpenError, analysis};

/// The manifest's file among the index's files.
pub const MANIFEST_FILE: &str = "portal-manifest.json";

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
    engine: String,
    analysis: String,
    files: BTreeMap<String, Seal>,
    /// Checksum of this manifest with an empty `checksum`.
    checksum: String,
}

#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Seal {
    bytes: usize,
    crc32: u32,
}

impl Seal {
    fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len(), crc32: crc32fast::hash(bytes) }
    }
}

impl Manifest {
    fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn sealed(mut self) -> Result<Self, serde_json::Error> {
        self.checksum = String::new();
        self.checksum = format!("{:08x}", crc32fast::hash(&self.to_bytes()?));
        Ok(self)
    }
}

/// Adds the manifest of all files.
pub(crate) fn seal(files: &mut IndexFiles) -> Result<(), IndexError> {
    let manifest = Manifest {
        format: FORMAT,
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        analysis: analysis::version(),
        files: files.0.iter().map(|(name, bytes)| (name.clone(), Seal::of(bytes))).collect(),
        checksum: String::new(),
    };
    let bytes = manifest.sealed()?.to_bytes()?;
    files.insert(MANIFEST_FILE, bytes);
    Ok(())
}

/// The names of the files that a manifest lists; none if it cannot be read. Hosts need read no
/// others.
#[must_use]
pub fn listed_files(manifest: &[u8]) -> Vec<String> {
    let manifest: Option<Manifest> = serde_json::from_slice(manifest).ok();
    manifest.map(|manifest| manifest.files.into_keys().collect()).unwrap_or_default()
}

/// Checks every byte of the index against its manifest. What the manifest does not list is left
/// out: other programs put locks and the like there.
pub(crate) fn verify(files: &mut IndexFiles) -> Result<(), OpenError> {
    let damaged = || OpenError::Damaged(MANIFEST_FILE.to_owned());
    let bytes: &[u8] = files
        .0
        .get(MANIFEST_FILE)
        .ok_or_else(|| OpenError::MissingFile(MANIFEST_FILE.to_owned()))?;
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    let manifest = manifest.sealed().map_err(|_| damaged())?;
    if manifest.to_bytes().map_err(|_| damaged())? != bytes {
        return Err(damaged());
    }
    let (found, expected) = (version(manifest.format, &manifest.analysis), own_version());
    if found != expected {
        return Err(OpenError::OtherVersion { expected, found });
    }
    verify_files(&manifest, files)
}

fn verify_files(manifest: &Manifest, files: &mut IndexFiles) -> Result<(), OpenError> {
    for (name, seal) in &manifest.files {
        let bytes = files.0.get(name).ok_or_else(|| OpenError::MissingFile(name.clone()))?;
        if Seal::of(bytes) != *seal {
            return Err(OpenError::Damaged(name.clone()));
        }
    }
    files.0.retain(|name, _| manifest.files.contains_key(name));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(format: u32, analysis: &str) -> IndexFiles {
        let manifest = Manifest {
            format,
            engine: String::new(),
            analysis: analysis.to_owned(),
            files: BTreeMap::new(),
            checksum: String::new(),
        };
        let bytes = manifest.sealed().unwrap().to_bytes().unwrap();
        [(MANIFEST_FILE.to_owned(), bytes)].into_iter().collect()
    }

    #[test]
    fn another_format_or_analysis_is_refused_by_name() {
        assert!(verify(&mut sealed(FORMAT, &analysis::version())).is_ok());
        for mut files in [sealed(FORMAT + 1, &analysis::version()), sealed(FORMAT, "0")] {
            assert!(matches!(verify(&mut files), Err(OpenError::OtherVersion { .. })));
        }
    }
}
