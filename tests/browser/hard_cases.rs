//! A portal whose drawings are as hard to lay out as editors may come to write them: many steps,
//! lanes and ways, a hundred units, words that are longer than a line, figures of the same day.

use std::fmt::Write as _;

use portal::diagnostics::{Language, Severity, Texts};
use portal::publish::SiteTree;
use portal::source::Sources;
use portal::{Options, Unobserved};

/// The pages with drawings.
pub(crate) const PAGES: [&str; 10] = [
    "/sagsgange/tyve-trin/",
    "/sagsgange/lange-ord/",
    "/sagsgange/alle-til-en/",
    "/sagsgange/to-baner/",
    "/sagsgange/en-bane/",
    "/sagsgange/mange-veje/",
    "/sagsgange/ni-baner/",
    "/organisation/",
    "/kontakter/enhed-0/",
    "/maal/mange-tal/",
];

const SITE: &str = "title = \"Prøveportalen\"\ntagline = \"Tegninger, som er svære at tegne.\"\n\
     base_url = \"https://portal.example\"\nask = \"enhed-0\"\n[edition]\ndate = \"2013-06-30\"\n";

/// What administrations are called, and in short.
const ADMINISTRATIONS: [(&str, &str); 8] = [
    ("beskaeftigelse", "Beskæftigelses- og Integrationsforvaltningen"),
    ("social", "Socialforvaltningen"),
    ("sundhed", "Sundheds- og Omsorgsforvaltningen"),
    ("boern", "Børne- og Ungdomsforvaltningen"),
    ("kultur", "Kultur- og Fritidsforvaltningen"),
    ("teknik", "Teknik- og Miljøforvaltningen"),
    ("oekonomi", "Økonomiforvaltningen"),
    ("region", "Region Hovedstaden"),
];

const TITLES: [&str; 4] = [
    "Ring til Rådgivningscenter København",
    "Afklar borgerens behov for støtte i hverdagen sammen med centret og Aktivitetscentret",
    "Visitér",
    "Giv et uddannelsespålæg og send brevet",
];

/// Longer than any line of a lane.
const LONG: &str = "Beskæftigelsesindsatsplanlægningsvejledningsudvalgsmødereferat";

const CONDITIONS: [&str; 3] = [
    "Borgeren siger nej",
    "Borgeren møder ikke til den tværfaglige koordinationssamtale, selv om den er aftalt",
    "Der er ikke plads",
];

/// What is published of it.
pub(crate) fn built() -> SiteTree {
    let (sources, findings) = Sources::from_files(files());
    let codes = portal::checks::codes().into_iter().map(|code| code.name.to_owned());
    let options = Options { allow: codes.collect(), ..Options::new(portal_embedded::ENGINE) };
    let built = portal::build(&sources, findings, &options, &Unobserved);
    let texts = Texts::read(&sources, Language::English).0;
    let errors = built.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: String = errors.map(|finding| finding.message_text(&texts) + "\n").collect();
    built.site.unwrap_or_else(|| panic!("{errors}")).tree
}

fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("site.toml".to_owned(), SITE.to_owned()),
        (
            "content/documents.yaml".to_owned(),
            "- { id: plan, title: Planen, date: 2013-01-01 }\n".to_owned(),
        ),
        ("content/vocabularies/administrations.yaml".to_owned(), administrations()),
        ("content/goals/mange-tal.md".to_owned(), goal()),
    ];
    for (name, steps) in procedures() {
        let head =
            format!("---\ntitle: {name}\nsummary: En sagsgang, der er svær at tegne.\nsteps:\n");
        files.push((format!("content/procedures/{name}.md"), format!("{head}{steps}---\n")));
    }
    files.extend(
        (0..100).map(|number| (format!("content/contacts/enhed-{number}.md"), unit(number))),
    );
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

fn administrations() -> String {
    let terms = ADMINISTRATIONS.iter().enumerate().map(|(index, (id, label))| {
        let short = if index < 3 {
            format!(", abbreviation: {}", &id[..3].to_uppercase())
        } else {
            String::new()
        };
        format!("- {{ id: {id}, label: \"{label}\"{short} }}\n")
    });
    terms.collect()
}

/// A hundred units, most of them below others, which share citizens with each other.
fn unit(number: usize) -> String {
    let (administration, _) = ADMINISTRATIONS[number % 2];
    let name =
        ["Rådgivningscenter", "Beskæftigelsesindsats for hjemløse i", LONG, "Aktivitetscentret"]
            [number % 4];
    let mut unit = format!(
        "---\ntitle: {name} {number}\nsummary: En enhed.\nunit_type: unit\nadministration: {administration}\n"
    );
    if number > 1 {
        writeln!(
            unit,
            "parent: enhed-{}",
            if number.is_multiple_of(7) { number - 2 } else { number % 2 }
        )
        .expect("memory");
    }
    if number < 12 {
        unit.push_str("collaborates_with:\n");
        for other in [1, 3, 5] {
            let with = (number + other) % 12;
            writeln!(
                unit,
                "  - {{ unit: enhed-{with}, citizens: {}, group: {LONG} }}",
                100 + number * 37
            )
            .expect("memory");
        }
    }
    unit + "---\n"
}

/// Figures of the same day, of days near each other, far below and far above.
fn goal() -> String {
    let figures = |values: &[(&str, u32)]| -> String {
        values.iter().fold(String::new(), |rows, (date, value)| {
            rows + &format!("  - {{ date: {date}, value: {value}, text: \"Tal {value}\" }}\n")
        })
    };
    let targets = [
        ("2010-12-31", 40),
        ("2011-12-31", 60),
        ("2010-12-31", 45),
        ("2011-12-31", 50),
        ("2011-12-31", 50),
    ];
    let measured = [
        ("2010-11-30", 39),
        ("2010-12-31", 41),
        ("2011-01-31", 42),
        ("2011-12-31", 2000),
        ("2012-01-02", 0),
    ];
    format!(
        "---\ntitle: Mange tal\nsummary: Et mål med mange tal.\ngoal_type: result\nunit: borgere\ntargets:\n{}measurements:\n{}---\n",
        figures(&targets),
        figures(&measured)
    )
}

/// A step: its lane, whether it is handed over, and where its branches lead.
fn step(number: usize, lane: &str, title: &str, ways: &[usize], hands_over: bool) -> String {
    let mut step = format!("  - title: \"{title}\"\n    id: trin-{number}\n    lane: {lane}\n");
    if number.is_multiple_of(2) {
        step.push_str("    deadline: { text: \"Inden 14 dage efter den tværfaglige samtale\" }\n");
    }
    if hands_over {
        step.push_str("    handover_to: enhed-0\n    documents_out: [Samtykkeerklæring, \"Udredning efter voksenudredningsmetoden\"]\n");
    }
    if !ways.is_empty() {
        step.push_str("    branches:\n");
    }
    for (way, target) in ways.iter().enumerate() {
        let condition = CONDITIONS[(number + way) % CONDITIONS.len()];
        writeln!(step, "      - {{ if: \"{condition}\", goto: trin-{target} }}").expect("memory");
    }
    step
}

fn lane(at: usize, of: usize) -> &'static str {
    match at % of {
        0 => "borger",
        1 if of < 3 => ADMINISTRATIONS[0].0,
        last if last == of - 1 => "andre",
        at => ADMINISTRATIONS[at - 1].0,
    }
}

fn procedures() -> Vec<(&'static str, String)> {
    let steps = |count: usize,
                 lanes: usize,
                 title: &dyn Fn(usize) -> String,
                 ways: &dyn Fn(usize) -> Vec<usize>| {
        let each = (0..count).map(|number| {
            let lane = lane(number * 5, lanes);
            step(number, lane, &title(number), &ways(number), number % 3 == 2)
        });
        each.collect::<String>()
    };
    let plain = |number: usize| TITLES[number % TITLES.len()].to_owned();
    let long = |number: usize| format!("{LONG} {number}");
    let five = |number: usize| match number {
        3 => vec![5, 8, 11, 14, 1],
        10 => vec![11, 0],
        _ => Vec::new(),
    };
    vec![
        ("tyve-trin", steps(20, 6, &plain, &five)),
        ("lange-ord", steps(8, 6, &long, &|number| if number == 2 { vec![5] } else { Vec::new() })),
        ("alle-til-en", steps(12, 4, &plain, &|_| vec![0, 11])),
        (
            "to-baner",
            steps(7, 2, &plain, &|number| if number == 1 { vec![2, 4] } else { Vec::new() }),
        ),
        (
            "en-bane",
            steps(5, 1, &plain, &|number| if number == 3 { vec![0, 3] } else { Vec::new() }),
        ),
        (
            "mange-veje",
            steps(20, 3, &plain, &|number| {
                if number < 10 { vec![19 - number] } else { Vec::new() }
            }),
        ),
        ("ni-baner", steps(18, 9, &plain, &|_| Vec::new())),
    ]
}
