//! The web servers, each with a prefix and settings of its own, on a port of the loopback interface
//! that is free.

use std::fmt::Write as _;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Nginx,
    Apache,
    Caddy,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Nginx, Self::Apache, Self::Caddy];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
        }
    }

    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache2",
            Self::Caddy => "caddy",
        }
    }

    /// The file with its rules, where they are not published.
    pub(crate) fn rules(self) -> &'static str {
        match self {
            Self::Nginx => "nginx.conf",
            Self::Caddy => "Caddyfile",
            Self::Apache => "",
        }
    }

    pub(crate) fn is_installed(self) -> bool {
        let version = if self == Self::Caddy { "version" } else { "-v" };
        crate::starts(self.program(), &[version])
    }
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    child: Child,
    prefix: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Serves a folder by the rules in a file, or by those in the folder.
    pub(crate) fn start(kind: Kind, root: &Path, rules: &Path) -> Self {
        let prefix = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let settings = prefix.path().join("settings");
        let text = match kind {
            Kind::Nginx => nginx(prefix.path(), port, root, rules),
            Kind::Apache => apache(prefix.path(), port, root),
            Kind::Caddy => caddy(prefix.path(), port, root, rules),
        };
        fs::write(&settings, text).expect("the settings");
        let mut program = Command::new(kind.program());
        match kind {
            Kind::Nginx => {
                program.arg("-p").arg(prefix.path()).arg("-c").arg(&settings).args(["-e", "stderr"])
            }
            Kind::Apache => program.arg("-X").arg("-d").arg(prefix.path()).arg("-f").arg(&settings),
            Kind::Caddy => {
                program.args(["run", "--adapter", "caddyfile", "--config"]).arg(&settings)
            }
        };
        program
            .env("HOME", prefix.path())
            .env("XDG_DATA_HOME", prefix.path())
            .env("XDG_CONFIG_HOME", prefix.path());
        let errors = fs::File::create(prefix.path().join("stderr")).expect("a file");
        let child = program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .expect("the server");
        let mut server = Self { port, child, prefix };
        server.wait();
        server
    }

    /// Waits until it answers.
    fn wait(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let said = || fs::read_to_string(self.prefix.path().join("stderr")).unwrap_or_default();
            let ended = self.child.try_wait().expect("a child");
            assert!(ended.is_none(), "the server ended: {}", said());
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "the server does not answer: {}",
                said()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn nginx(prefix: &Path, port: u16, root: &Path, rules: &Path) -> String {
    let (prefix, root, rules) = (prefix.display(), root.display(), rules.display());
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {prefix}/{name};\n"))
        .concat();
    format!(
        "daemon off;\nmaster_process off;\npid {prefix}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}\
         server {{\nlisten 127.0.0.1:{port};\nroot {root};\ninclude {rules};\n}}\n}}\n"
    )
}

/// The modules of a plain Apache; those that are built in need no line.
const MODULES: [&str; 6] = ["mpm_event", "authz_core", "dir", "mime", "headers", "alias"];

fn apache(prefix: &Path, port: u16, root: &Path) -> String {
    let (prefix, root) = (prefix.display(), root.display());
    let mut settings =
        format!("ServerRoot {prefix}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\n");
    for module in MODULES {
        // Writing to a String cannot fail.
        let _ = writeln!(
            settings,
            "LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"
        );
    }
    settings.push_str("User www-data\nGroup www-data\nTypesConfig /dev/null\n");
    let _ = write!(
        settings,
        "PidFile {prefix}/pid\nErrorLog {prefix}/stderr\nMutex file:{prefix} default\nDocumentRoot {root}\n\
         <Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    );
    settings
}

fn caddy(prefix: &Path, port: u16, root: &Path, rules: &Path) -> String {
    let (prefix, root, rules) = (prefix.display(), root.display(), rules.display());
    format!(
        "{{\nadmin off\nauto_https off\nstorage file_system {prefix}\n}}\nhttp://127.0.0.1:{port} {{\nroot * {root}\n\
         import {rules}\n}}\n"
    )
}
