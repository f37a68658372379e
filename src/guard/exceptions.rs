//! Numbers that may stand where they stand, as `site.toml` lists them: look-alikes, or numbers of
//! people who agreed. Each has a file, a masked number, a reason, somebody who answers for it, and
//! a day on which it runs out.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::codes;
use crate::diagnostics::Findings;
use crate::personal_number::Hit;
use crate::personal_number::Number;
use crate::source::{Place, Text};

/// One exception, as written.
#[derive(Clone, Debug)]
pub(crate) struct Exception {
    /// The file that the number stands in.
    pub(crate) file: String,
    /// `DDMMYY-****`: the number itself is never written.
    pub(crate) number: Text,
    /// Why it may stand there.
    pub(crate) reason: Text,
    /// Who decided that.
    pub(crate) approved_by: Text,
    /// The last day that it holds.
    pub(crate) expires: (Date, Place),
    /// Where it is written.
    pub(crate) place: Place,
}

/// Exceptions at work: which of them hold, and which were needed.
pub(super) struct Exceptions<'a> {
    all: &'a [Exception],
    /// For each, the numbers it was needed for; one that does not hold covers nothing.
    used: Vec<Option<BTreeMap<Number, usize>>>,
    findings: Findings,
}

impl<'a> Exceptions<'a> {
    /// Those that hold on `today`; the others are told.
    pub(super) fn of(all: &'a [Exception], today: Date) -> Self {
        let mut findings = Findings::default();
        let used = all
            .iter()
            .map(|exception| exception.holds(today, &mut findings).then(BTreeMap::new))
            .collect();
        Self { all, used, findings }
    }

    /// Whether a number may stand in a file; if so, that is noted.
    pub(super) fn cover(&mut self, file: &str, hit: &Hit) -> bool {
        let masked = hit.masked();
        let fitting =
            |exception: &Exception| exception.file == file && exception.number.value == masked;
        let Some(at) = self.all.iter().position(fitting) else { return false };
        let Some(used) = &mut self.used[at] else { return false };
        *used.entry(hit.number).or_default() += 1;
        true
    }

    /// What is wrong with the exceptions themselves, and the numbers that they let pass.
    pub(super) fn finish(self) -> (Findings, Vec<Number>) {
        let mut findings = self.findings;
        let mut passed = Vec::new();
        for (exception, used) in self.all.iter().zip(&self.used) {
            let (number, file) = (&exception.number.value, &exception.file);
            match used.as_ref().map(BTreeMap::len) {
                Some(0) => findings.push(codes::unused(exception.place, number, file)),
                Some(2..) => findings.push(codes::several(exception.place, number, file)),
                _ => passed.extend(used.iter().flatten().map(|(number, _)| *number)),
            }
        }
        (findings, passed)
    }
}

impl Exception {
    fn holds(&self, today: Date, findings: &mut Findings) -> bool {
        let before = findings.len();
        let at = |text: &Text| Place { span: text.span, ..self.place };
        let latest = today.saturating_add(12.months());
        let (expires, place) = self.expires;
        if expires < today {
            findings.push(codes::expired(place, &expires.to_string()));
        } else if expires > latest {
            findings.push(codes::too_long(place, &latest.to_string()));
        }
        if !is_masked(&self.number.value) {
            findings.push(codes::not_masked(at(&self.number)));
        }
        for text in [&self.reason, &self.approved_by] {
            if text.value.chars().filter(|character| character.is_alphabetic()).count() < 3 {
                findings.push(codes::nobody(at(text)));
            }
        }
        findings.len() == before
    }
}

/// `070761-****`.
fn is_masked(number: &str) -> bool {
    let digits = number.strip_suffix("-****");
    digits
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
