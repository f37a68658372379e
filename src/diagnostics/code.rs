//! Codes: the stable names of what can be wrong.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but should be mended.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The name in JSON and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A rule's name and its severity. Names are kebab-case and never change their meaning.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The kebab-case name; also the key of its words.
    pub name: &'static str,
    /// The severity unless `--deny` raises it.
    pub severity: Severity,
    /// Whether it is told whatever `--allow` says.
    pub binding: bool,
}

impl Code {
    /// A code whose findings stop the publishing.
    #[must_use]
    pub const fn error(name: &'static str) -> Self {
        Self { name, severity: Severity::Error, binding: false }
    }

    /// A code whose findings should be mended.
    #[must_use]
    pub const fn warning(name: &'static str) -> Self {
        Self { name, severity: Severity::Warning, binding: false }
    }

    /// A code whose findings are worth knowing.
    #[must_use]
    pub const fn info(name: &'static str) -> Self {
        Self { name, severity: Severity::Info, binding: false }
    }

    /// The same code, whose findings `--allow` does not silence.
    #[must_use]
    pub const fn binding(self) -> Self {
        Self { binding: true, ..self }
    }
}
