//! Names that faults have hidden: rows that could not be decoded, and registers that could not be
//! read at all. A reference to one of them is no second fault.

use std::collections::BTreeSet;

/// What is hidden, by register: the key of its words (`law`, `document`, `term`, a vocabulary's
/// name).
#[derive(Clone, Debug, Default)]
pub(crate) struct Lost {
    registers: BTreeSet<&'static str>,
    rows: BTreeSet<(&'static str, String)>,
}

impl Lost {
    /// The register could not be read.
    pub(super) fn add_register(&mut self, register: &'static str) {
        self.registers.insert(register);
    }

    /// The row of this id could not be decoded.
    pub(super) fn add_row(&mut self, register: &'static str, id: String) {
        self.rows.insert((register, id));
    }

    /// Whether the whole register is hidden.
    pub(super) fn has_register(&self, register: &str) -> bool {
        self.registers.contains(register)
    }

    /// Whether a row of this id may be there, behind a fault.
    pub(super) fn hides(&self, register: &'static str, id: &str) -> bool {
        self.has_register(register) || self.rows.contains(&(register, id.to_owned()))
    }
}
