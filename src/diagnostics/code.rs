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

/// How loud a rule is, as a portal's settings have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Its findings are not told.
    Off,
    /// They are told as this bad.
    As(Severity),
}

/// A rule's name and its severity. Names are kebab-case and never change their meaning.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The kebab-case name; also the key of its words.
    pub name: &'static str,
    /// The severity unless the settings or `--deny` say otherwise.
    pub severity: Severity,
    /// Whether it is told whatever `--allow` says.
    pub binding: bool,
    /// Whether it is told only where the settings or `--deny` ask for it.
    pub quiet: bool,
}

impl Code {
    /// A code whose findings stop the publishing.
    #[must_use]
    pub const fn error(name: &'static str) -> Self {
        Self { name, severity: Severity::Error, binding: false, quiet: false }
    }

    /// A code whose findings should be mended.
    #[must_use]
    pub const fn warning(name: &'static str) -> Self {
        Self { name, severity: Severity::Warning, binding: false, quiet: false }
    }

    /// A code whose findings are worth knowing.
    #[must_use]
    pub const fn info(name: &'static str) -> Self {
        Self { name, severity: Severity::Info, binding: false, quiet: false }
    }

    /// Whether the settings may make it as loud as this: what must be heard is not quieted.
    #[must_use]
    pub fn may_be(&self, level: Level) -> bool {
        let must_be_heard = self.binding || self.severity == Severity::Error;
        !must_be_heard || matches!(level, Level::As(severity) if severity <= self.severity)
    }

    /// The same code, whose findings are told only where the settings or `--deny` ask for it: what
    /// is a fault in one house is noise in another.
    #[must_use]
    pub const fn quiet(self) -> Self {
        Self { quiet: true, ..self }
    }

    /// The same code, whose findings `--allow` does not silence.
    #[must_use]
    pub const fn binding(self) -> Self {
        Self { binding: true, ..self }
    }
}
