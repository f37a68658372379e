//! The five vocabularies: id, label and older names of every term. Two categories are out of use,
//! for history.

use super::front_matter::quoted;

/// Administrations; the first three act most.
pub(super) const ADMINISTRATIONS: &[[&str; 3]] = &[
    ["bif", "Beskæftigelsesforvaltningen", "BIF"],
    ["sof", "Socialforvaltningen", "SOF"],
    ["suf", "Sundhedsforvaltningen", "SUF"],
    ["buf", "Børneforvaltningen", "BUF"],
    ["region", "Regionen", "RGN"],
];

/// Whom offers are for.
pub(super) const TARGET_GROUPS: &[&str] = &[
    "stofmisbrug",
    "alkoholmisbrug",
    "hjemloeshed",
    "sindslidelse",
    "handicap",
    "hjerneskade",
    "socialt-udsatte",
    "unge-under-30",
    "voksne-over-30",
    "udsatte-familier",
    "kvinder-paa-krisecenter",
    "gaeld",
    "sygemeldte",
    "indvandrere",
    "kriminalitetstruede",
    "boliganviste",
    "enlige-foraeldre",
    "doevblindhed",
    "aeldre",
    "ensomme",
];

/// Categories in use.
pub(super) const CATEGORIES: &[&str] = &[
    "aktivitetsparat",
    "uddannelsesparat",
    "jobparat",
    "sygedagpenge",
    "ressourceforloeb",
    "jobafklaring",
    "fleksjobvisiteret",
    "selvforsoergende",
];

/// Categories that ended with the year 2015.
pub(super) const OLD_CATEGORIES: &[&str] = &["matchgruppe-2", "matchgruppe-3"];

/// Sorts of offer.
pub(super) const OFFER_TYPES: &[&str] = &[
    "beskaeftigelse",
    "afklaring",
    "uddannelse",
    "virksomhed",
    "misbrugsbehandling",
    "sundhed",
    "psykiatri",
    "bolig",
    "stoette",
    "samvaer",
    "raadgivning",
    "oekonomisk-hjaelp",
    "opsoegende",
    "koordinering",
    "projekt",
    "forebyggelse",
];

/// Places: id and name.
pub(super) const AREAS: &[[&str; 2]] = &[
    ["amager", "Amager"],
    ["noerrebro", "Nørrebro"],
    ["oesterbro", "Østerbro"],
    ["vesterbro", "Vesterbro"],
    ["valby", "Valby"],
    ["vanloese", "Vanløse"],
    ["broenshoej", "Brønshøj"],
    ["bispebjerg", "Bispebjerg"],
    ["indre-by", "Indre By"],
    ["sydhavnen", "Sydhavnen"],
];

/// The files of all vocabularies.
pub(super) fn files() -> Vec<(String, Vec<u8>)> {
    let administrations = ADMINISTRATIONS.iter().map(|[id, label, short]| {
        format!("- id: {id}\n  label: {label}\n  abbreviation: {short}\n  also_called: [{label} i kommunen]\n")
    });
    let categories = CATEGORIES.iter().map(|id| term(id) + "  valid_from: 2016-01-01\n");
    let old = OLD_CATEGORIES.iter().zip(CATEGORIES);
    let old = old
        .map(|(id, new)| term(id) + &format!("  valid_to: 2015-12-31\n  replaced_by: [{new}]\n"));
    let areas = AREAS.iter().map(|[id, label]| format!("- id: {id}\n  label: {label}\n"));
    let file = |name: &str, terms: String| {
        (format!("content/vocabularies/{name}.yaml"), terms.into_bytes())
    };
    vec![
        file("administrations", administrations.collect()),
        file("target_groups", TARGET_GROUPS.iter().map(|id| term(id)).collect()),
        file("citizen_categories", categories.chain(old).collect()),
        file("offer_types", OFFER_TYPES.iter().map(|id| term(id)).collect()),
        file("areas", areas.collect()),
    ]
}

fn term(id: &str) -> String {
    let label = super::prose::capitalised(
        &id.replace("ae", "æ").replace("oe", "ø").replace("aa", "å").replace('-', " "),
    );
    let also = quoted(&format!("gruppen {}", label.to_lowercase()));
    format!(
        "- id: {id}\n  label: {label}\n  also_called: [{also}]\n  definition: \"Bruges om {}.\"\n",
        label.to_lowercase()
    )
}
