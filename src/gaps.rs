//! What entries most often do not state, by kind and field, and what that costs in the finder.
//! Takes the catalogue; gives numbers, for editors who want to know where an hour is best spent.
//! What is history is not counted.

use serde::Serialize;

use crate::fit::{Judge, Question};
use crate::model::{Catalogue, Contact, Entry, Kind, Offer, Procedure, Table, classes_of};

/// How often a field is not stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The kind of entry.
    pub kind: &'static str,
    /// The field, as editors write it.
    pub field: &'static str,
    /// How many entries leave it out.
    pub missing: usize,
    /// How many entries there are.
    pub of: usize,
    /// What it costs in the finder, where it is asked there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finder: Option<Cost>,
}

/// What an unanswered question costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// How many offers can only be said to fit perhaps, whatever is answered.
    pub may_fit: usize,
    /// How many of them leave nothing else open: one field more, and they fit or do not.
    pub alone: usize,
}

/// A field, and whether an entry states it.
type Field<T> = (&'static str, fn(&T) -> bool);

const OFFER: [Field<Offer>; 11] = [
    ("duration", |offer| offer.duration.is_some()),
    ("attendance", |offer| offer.attendance.is_some()),
    ("cost", |offer| offer.cost.is_some()),
    ("capacity", |offer| offer.capacity.is_some()),
    ("not_for", |offer| offer.not_for.is_some() || !offer.excludes.is_empty()),
    ("voluntary", |offer| offer.voluntary.is_some()),
    ("provider", |offer| offer.provider.is_some()),
    ("contacts", |offer| !offer.contacts.is_empty()),
    ("referral.how", |offer| offer.referral.how.is_some()),
    ("referral.by", |offer| !offer.referral.by.is_empty()),
    ("referral.procedure", |offer| offer.referral.procedure.is_some()),
];

const PROCEDURE: [Field<Procedure>; 9] = [
    ("purpose", |procedure| procedure.purpose.is_some()),
    ("start_event", |procedure| procedure.start_event.is_some()),
    ("end_event", |procedure| procedure.end_event.is_some()),
    ("administrations", |procedure| !procedure.administrations.is_empty()),
    ("target_groups", |procedure| !procedure.target_groups.is_empty()),
    ("initiative", |procedure| procedure.initiative.is_some()),
    ("steps", |procedure| !procedure.steps.is_empty()),
    ("steps.responsible", |procedure| {
        procedure.steps.iter().all(|step| step.responsible.is_some())
    }),
    ("steps.deadline", |procedure| procedure.steps.iter().all(|step| step.deadline.is_some())),
];

const CONTACT: [Field<Contact>; 7] = [
    ("phones", |contact| !contact.phones.is_empty()),
    ("email", |contact| contact.email.is_some()),
    ("opening_hours", |contact| !contact.opening_hours.is_empty()),
    ("address", |contact| contact.address.is_some()),
    ("administration", |contact| !contact.administrations.is_empty()),
    ("does", |contact| !contact.does.is_empty()),
    ("ask_about", |contact| !contact.ask_about.is_empty()),
];

/// The gaps of offers, procedures and contacts, the most frequent of each kind first; what
/// everybody states is left out.
#[must_use]
pub fn gaps(catalogue: &Catalogue) -> Vec<Gap> {
    let asked = Question::all().map(|question| of_question(catalogue, question));
    let offers =
        asked.chain(of_kind(catalogue, (Kind::Offer, &catalogue.offers), &OFFER, |offer| {
            &offer.entry
        }));
    let procedures =
        of_kind(catalogue, (Kind::Procedure, &catalogue.procedures), &PROCEDURE, |procedure| {
            &procedure.entry
        });
    let contacts = of_kind(catalogue, (Kind::Contact, &catalogue.contacts), &CONTACT, |contact| {
        &contact.entry
    });
    let mut kinds = [offers.collect::<Vec<_>>(), procedures, contacts];
    for gaps in &mut kinds {
        gaps.retain(|gap| gap.missing > 0);
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.missing));
    }
    kinds.concat()
}

fn of_kind<T>(
    catalogue: &Catalogue,
    (kind, table): (Kind, &Table<T>),
    fields: &[Field<T>],
    entry: fn(&T) -> &Entry,
) -> Vec<Gap> {
    let rows: Vec<&T> =
        table.iter().filter(|row| !entry(row).is_historical(catalogue.today)).collect();
    let every = [
        gap(kind, "legal_basis", &rows, |row| !entry(row).legal_basis.is_empty()),
        gap(kind, "owner", &rows, |row| entry(row).owner.is_some()),
        gap(kind, "reviewed", &rows, |row| entry(row).reviewed.is_some()),
    ];
    let own = fields.iter().map(|(field, states)| gap(kind, field, &rows, states));
    own.chain(every).collect()
}

fn gap<T>(kind: Kind, field: &'static str, rows: &[&T], states: impl Fn(&T) -> bool) -> Gap {
    let missing = rows.iter().filter(|row| !states(row)).count();
    Gap { kind: kind.as_str(), field, missing, of: rows.len(), finder: None }
}

/// A question of the finder: how many offers do not answer it.
fn of_question(catalogue: &Catalogue, question: Question) -> Gap {
    let judge = Judge::new(catalogue);
    let rows: Vec<&Offer> = catalogue
        .offers
        .iter()
        .filter(|offer| !offer.entry.is_historical(catalogue.today))
        .collect();
    let open = |offer: &Offer, question| judge.leaves_open(offer, question);
    let silent: Vec<_> = rows.iter().filter(|offer| open(offer, question)).collect();
    let alone = silent
        .iter()
        .filter(|offer| !Question::all().any(|other| other != question && open(offer, other)));
    let cost = Cost { may_fit: silent.len(), alone: alone.count() };
    Gap {
        finder: Some(cost),
        ..gap(Kind::Offer, field(question), &rows, |offer| judge.is_stated(offer, question))
    }
}

/// The field that answers a question.
fn field(question: Question) -> &'static str {
    let declared = match question {
        Question::Age => None,
        Question::Terms(vocabulary) => {
            classes_of(Kind::Offer).iter().find(|class| class.vocabulary == vocabulary)
        }
    };
    declared.map_or(question.name(), |class| class.key)
}
