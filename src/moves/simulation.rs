//! Years of editing in one test: entries are begun, renamed, merged, split and retired at random,
//! and after each change every address that was ever published must still lead somewhere. After two
//! hundred changes another portal begins, as all names are taken sooner or later.
//! `PORTAL_SIMULATED=10000` sets how many changes there are in all.

use std::collections::{BTreeMap, BTreeSet};

use super::{Changed, Refused, Rename, Retirement};
use crate::chance::Chance;
use crate::diagnostics::{Findings, Severity};
use crate::ledger::{Ledger, PATH};
use crate::model::parse_date;
use crate::routes::file_of;
use crate::source::Sources;
use crate::{Options, Site, Unobserved};

/// How many changes one portal sees.
const CHANGES: usize = 200;

/// How many changes an ordinary test tries: each builds a portal three times.
const ORDINARY: usize = 60;

/// More entries than this are not begun.
const ENTRIES: usize = 14;

/// What a change may be refused for: others have the name, or would be left without what they name,
/// or what came in its place is not found by the words that were to find it.
const MAY_BE_TOLD: &[&str] = &[
    "search-test",
    "slug-collision",
    "unknown-reference",
    "redirect-chain",
    "broken-link",
    "broken-anchor",
    "ring",
    "vanished-address",
];

const SITE: &str = "title = \"Portalen\"\nbase_url = \"https://portal.example\"\nask = \"huset\"\n\n[edition]\ndate = \"2013-06-30\"\n";

const CONTENT: [(&str, &str); 8] = [
    ("vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n"),
    ("search_tests.yaml", "- { query: hold a, expect: [hold-a], within: 9 } # prøven\n"),
    ("glossary.yaml", "- { id: begreb, term: Begreb, definition: Et begreb., see: [hold-a] }\n"),
    (
        "contacts/huset.md",
        "---\ntitle: Huset # navnet\nsummary: Et hus.\nunit_type: unit\n---\n\n## Hvem er vi\n\nTekst.\n",
    ),
    (
        "offers/hold-a.md",
        "---\ntitle: Hold A\nsummary: Et hold.\noffer_type: hold\ncontacts: [huset] # dem\n---\n\n## Om holdet\n\nSe [[huset]] og [siden](/om/).\n",
    ),
    (
        "procedures/gangen.md",
        "---\ntitle: Gangen\nsummary: En gang.\nsteps:\n  - { title: Begynd, lane: borger, offers: [hold-a] } # trinet\n---\n\nSe [holdet](/tilbud/hold-a/#om-holdet) og [[hold-a|det]].\n",
    ),
    (
        "pages/om.md",
        "---\ntitle: Om\nsummary: Om portalen.\n---\n\nSe [[gangen]] og [huset](https://portal.example/kontakter/huset/).\n",
    ),
    (
        "courses/intro.yaml",
        "title: Intro\nsummary: Et forløb.\nparts:\n  - heading: Først\n    items:\n      - { entry: gangen } # den\n      - { entry: hold-a, anchor: om-holdet }\n",
    ),
];

/// The portal as it stands, and every address that it has had.
struct World {
    files: BTreeMap<String, Vec<u8>>,
    ever: BTreeSet<String>,
    ids: Vec<String>,
}

impl World {
    fn new() -> Self {
        let content =
            CONTENT.map(|(path, text)| (format!("content/{path}"), text.as_bytes().to_vec()));
        let files = content
            .into_iter()
            .chain([("site.toml".to_owned(), SITE.as_bytes().to_vec())])
            .collect();
        Self { files, ever: BTreeSet::new(), ids: Vec::new() }
    }

    fn sources(&self) -> Sources {
        Sources::from_files(self.files.clone()).0
    }

    /// Takes a change over, records the addresses, and looks every earlier one up.
    fn take(&mut self, changed: Changed) {
        for (path, text) in changed.files {
            match text {
                Some(text) => drop(self.files.insert(path, text.into_bytes())),
                None => drop(self.files.remove(&path)),
            }
        }
        let site = changed.built.site.expect("a portal without errors");
        let (ledger, findings) = Ledger::read(&self.sources());
        assert!(findings.is_empty());
        let text = ledger.with(&site.addresses, "alle");
        self.files.insert(PATH.to_owned(), text.into_bytes());
        self.ever.extend(site.addresses.iter().map(|(address, _)| address.to_owned()));
        for address in &self.ever {
            assert!(resolves(address, &site), "{address} leads nowhere");
        }
        let catalogue = changed.built.catalogue.expect("a catalogue");
        self.ids = catalogue.ids().map(str::to_owned).collect();
    }
}

/// Whether an address shows a page, or leads to one in a single step.
fn resolves(address: &str, site: &Site) -> bool {
    let page = address.split('#').next().unwrap_or_default();
    let page_at = |address: &str| {
        site.tree.get(&file_of(address)).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    let Some(html) = page_at(page) else { return false };
    let Some((_, to)) = html.split_once("http-equiv=\"refresh\"") else { return true };
    assert!(to.contains("url="), "{address}");
    let (_, canonical) =
        html.split_once("rel=\"canonical\" href=\"https://portal.example").expect("where to");
    let to = canonical.split(['"', '#']).next().unwrap_or_default();
    page_at(to).is_some_and(|html| !html.contains("http-equiv=\"refresh\""))
}

/// One change at random; none where there is nothing to change.
fn change(world: &mut World, chance: &mut Chance, number: usize) -> Result<Changed, Refused> {
    let options = Options { today: None, ..Options::default() };
    let sources = world.sources();
    let entry = chance.one(&world.ids).clone();
    let other = chance.one(&world.ids).clone();
    // Few names, so that they come back.
    let name = format!("navn-{}", chance.below(30));
    let on =
        parse_date(["2013-01-01", "2013-06-30", "2014-05-01"][chance.below(3)]).expect("a day");
    let kind = chance.below(7);
    match if world.ids.len() > ENTRIES { kind.min(4) } else { kind } {
        0 | 1 => Rename { old: entry, new: name }.of(&sources, &options),
        2 => {
            let list = ["/tilbud/", "/sagsgange/", "/kontakter/", "/"][chance.below(4)];
            Rename { old: entry, new: format!("{list}{name}/") }.of(&sources, &options)
        }
        3 => Retirement {
            entry,
            on,
            replaced_by: Some(other).filter(|_| number.is_multiple_of(2)),
            remove: false,
        }
        .of(&sources, &options),
        4 => Retirement {
            entry,
            on,
            replaced_by: Some(other).filter(|_| !number.is_multiple_of(3)),
            remove: true,
        }
        .of(&sources, &options),
        _ => {
            // A new one, which a split begins with as well: it says where half of the other's went.
            let id = format!("ny-{number}");
            let text = format!(
                "---\ntitle: Nyt {number} # {number}\nsummary: Et nyt hold.\noffer_type: hold\ncontacts: [huset]\nfollows: []\n---\n\nSe [[{entry}]] og [[huset]].\n",
            );
            let text = if world.ids.iter().any(|id| id == "huset") {
                text
            } else {
                text.replace("contacts: [huset]\n", "").replace(" og [[huset]]", "")
            };
            let mut with = world.files.clone();
            with.insert(format!("content/offers/{id}.md"), text.clone().into_bytes());
            let (sources, findings) = Sources::from_files(with);
            let built = crate::build(&sources, findings, &options, &Unobserved);
            if built.findings.has_errors() {
                return Err(Refused::Content(Box::new((built.findings, sources))));
            }
            let files = vec![(format!("content/offers/{id}.md"), Some(text))];
            Ok(Changed { files, moved: BTreeMap::new(), edits: BTreeMap::new(), built })
        }
    }
}

#[test]
fn whatever_editors_do_every_address_still_leads_somewhere() {
    let wanted = std::env::var("PORTAL_SIMULATED")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(ORDINARY);
    for portal in 0..wanted.div_ceil(CHANGES) {
        let changes = CHANGES.min(wanted - portal * CHANGES);
        let done = live(changes, Chance(42 + portal as u64));
        assert!(done * 3 > changes, "{done} of {changes} changes were made");
    }
}

/// One portal, from its beginning; gives how many of the changes could be made.
fn live(changes: usize, mut chance: Chance) -> usize {
    let mut world = World::new();
    let built =
        crate::build(&world.sources(), Findings::default(), &Options::default(), &Unobserved);
    assert!(!built.findings.has_errors(), "{:?}", built.findings);
    world.take(Changed {
        files: Vec::new(),
        moved: BTreeMap::new(),
        edits: BTreeMap::new(),
        built,
    });
    let mut done = 0;
    for number in 0..changes {
        match change(&mut world, &mut chance, number) {
            Ok(after) => {
                world.take(after);
                done += 1;
            }
            Err(Refused::Content(told)) => {
                let errors = told.0.iter().filter(|found| found.severity == Severity::Error);
                for found in errors {
                    assert!(MAY_BE_TOLD.contains(&found.code.name), "change {number}: {found:?}");
                }
            }
            Err(
                Refused::BadName(_)
                | Refused::SameName(_)
                | Refused::OwnSuccessor(_)
                | Refused::Term(_),
            ) => {}
            Err(refused @ Refused::Unknown { .. }) => panic!("change {number}: {refused:?}"),
        }
    }
    done
}
