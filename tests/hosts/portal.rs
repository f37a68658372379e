//! The portal that is served: this repository's own, with something that is gone, or a small one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::server::Kind;

/// A portal in a folder of its own.
pub(crate) struct Portal {
    pub(crate) folder: TempDir,
    /// The name of the published folder.
    out: String,
}

/// A published file.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    /// Where it leads, as a path on the host.
    pub(crate) leads_to: Option<String>,
    /// Whether it says that something is gone.
    pub(crate) is_gone: bool,
}

impl File {
    /// Whether it has a piece of its content's hash in its name.
    pub(crate) fn is_hashed(&self) -> bool {
        let parts: Vec<_> = self.path.rsplit('/').next().unwrap_or_default().split('.').collect();
        let hash = parts.len().checked_sub(2).map(|at| parts[at]).unwrap_or_default();
        parts.len() > 2 && hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(|entry| entry.expect("an entry")) {
        let path = to.join(entry.path().strip_prefix(from).expect("a path below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(path).expect("a folder");
        } else {
            fs::copy(entry.path(), path).expect("a file");
        }
    }
}

impl Portal {
    /// This repository's own portal.
    pub(crate) fn whole(base_url: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let portal = Self::empty("public");
        for name in ["content", "themes"] {
            copy(&root.join(name), &portal.folder.path().join(name));
        }
        let settings = fs::read_to_string(root.join("site.toml")).expect("the settings");
        let line = settings.lines().find(|line| line.starts_with("base_url")).expect("the address");
        portal.write("site.toml", &settings.replace(line, &format!("base_url = \"{base_url}\"")));
        let gone = "- title: Gammelt hold\n  addresses: [/tilbud/gammelt-hold/, /t/gammelt-hold/]\n  since: 2013-03-01\n";
        portal.write("content/gone.yaml", gone);
        portal
    }

    /// A small portal with older addresses and something that is gone.
    pub(crate) fn small(base_url: &str, out: &str) -> Self {
        let portal = Self::empty(out);
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/gone/in"),
            portal.folder.path(),
        );
        let settings =
            fs::read_to_string(portal.folder.path().join("site.toml")).expect("the settings");
        portal.write("site.toml", &settings.replace("https://portal.example", base_url));
        portal
    }

    fn empty(out: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // A server that gives up its rights must still be able to read.
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
        }
        Self { folder, out: out.to_owned() }
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).expect("a file");
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.folder.path().join(&self.out)
    }

    /// The rules that are not published.
    pub(crate) fn beside(&self, kind: Kind) -> PathBuf {
        self.folder.path().join(".portal/host").join(kind.rules())
    }

    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.public().join(path)).expect("a published file")
    }

    pub(crate) fn build(&self, more: &[&str]) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_portal"));
        program
            .arg("--root")
            .arg(self.folder.path())
            .arg("build")
            .arg("--out")
            .arg(self.public())
            .args(more);
        let done = program.output().expect("the program runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// Every file that people and browsers ask for.
    pub(crate) fn files(&self) -> Vec<File> {
        let public = self.public();
        let entries = walkdir::WalkDir::new(&public).sort_by_file_name().into_iter();
        let files = entries
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| entry.file_type().is_file());
        let paths = files.map(|entry| {
            let path = entry.path().strip_prefix(&public).expect("a path below");
            path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
        });
        let asked = paths.filter(|path| {
            let ending = path.rsplit('.').next().unwrap_or_default();
            !path.starts_with('.') && !["br", "gz"].contains(&ending)
        });
        asked.map(|path| self.file(path)).collect()
    }

    fn file(&self, path: String) -> File {
        let bytes = self.read(&path);
        let text = String::from_utf8_lossy(&bytes);
        let leads_to = text.contains("http-equiv=\"refresh\"").then(|| {
            let (_, rest) = text
                .split_once("rel=\"canonical\" href=\"https://portal.example")
                .expect("where to");
            rest.split('"').next().unwrap_or_default().to_owned()
        });
        let is_gone = path.contains("gammelt-hold/");
        File { path, bytes, leads_to, is_gone }
    }
}
