//! Procedures: four to eight steps, handed over between the administrations by the rules of handing
//! over.

use super::front_matter::{FrontMatter, flow, quoted};
use super::prose::{Writer, capitalised};
use super::vocabularies::{CATEGORIES, TARGET_GROUPS};
use super::world::{Name, World};

/// The lanes that steps stand in, by the number of the administration's contact; the citizen's has
/// none.
const LANES: [(&str, Option<usize>); 5] =
    [("bif", Some(0)), ("sof", Some(1)), ("suf", Some(2)), ("andre", Some(4)), ("borger", None)];

/// The file of one procedure.
pub(super) fn file(world: &World, at: usize, name: &Name) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "procedure", at);
    let mut front = FrontMatter::default();
    let about = writer.phrase();
    front
        .text("title", &name.title)
        .text("summary", &format!("{} og {about}, trin for trin.", name.title));
    front
        .text("purpose", &writer.sentence())
        .text("start_event", &writer.sentence())
        .text("end_event", &writer.sentence());
    front.plain("administrations", "[bif, sof]").plain("approved", "2025-03-01");
    front.list("target_groups", &writer.some_of(TARGET_GROUPS, 3));
    front.list("citizen_categories", &writer.some_of(CATEGORIES, 2));
    let holder = &world.contacts[0].id;
    front.plain(
        "initiative",
        &format!("{{ holder: {holder}, text: {} }}", quoted(&writer.sentence())),
    );
    front.list("obligations", &[quoted(&writer.sentence()), quoted(&writer.sentence())]);
    front.block("steps", &steps(&mut writer, world));
    front.block("sources", &writer.sources(4));
    (format!("content/procedures/{}.md", name.id), front.markdown(&writer.note()))
}

fn steps(writer: &mut Writer<'_>, world: &World) -> Vec<String> {
    let count = writer.random.between(4, 8);
    let lanes: Vec<_> = (0..count).map(|_| LANES[writer.random.rank(LANES.len())]).collect();
    let next = lanes.iter().skip(1).copied().map(Some).chain([None]);
    let pairs: Vec<_> = lanes.iter().copied().zip(next).collect();
    pairs
        .into_iter()
        .enumerate()
        .map(|(at, (lane, next))| step(writer, world, (at, count), lane, next))
        .collect()
}

type Lane = (&'static str, Option<usize>);

/// One step as YAML below a dash.
fn step(
    writer: &mut Writer<'_>,
    world: &World,
    (at, count): (usize, usize),
    lane: Lane,
    next: Option<Lane>,
) -> String {
    let mut lines = vec![
        format!("title: {}", quoted(&capitalised(&writer.phrase()))),
        format!("id: trin-{}", at + 1),
        format!("lane: {}", lane.0),
        format!("text: {}", quoted(&writer.sentence())),
    ];
    lines.extend(lane.1.map(|unit| format!("responsible: {}", world.contacts[unit].id)));
    let receiver = next.filter(|next| next.0 != lane.0 && lane.1.is_some()).and_then(|next| next.1);
    lines.extend(receiver.map(|unit| format!("handover_to: {}", world.contacts[unit].id)));
    lines.extend(deadline(writer).map(|deadline| format!("deadline: {deadline}")));
    if writer.random.percent(30) {
        lines.push(format!("documents_out: {}", flow(&[quoted(&writer.noun())])));
    }
    if writer.random.percent(30) {
        lines.push(format!("offers: {}", flow(&[&writer.random.pick(&world.offers).id])));
    }
    if at + 2 < count && writer.random.percent(20) {
        lines.push(format!(
            "branches: [{{ if: {}, goto: trin-{} }}]",
            quoted(&writer.phrase()),
            at + 3
        ));
    }
    lines.join("\n    ")
}

fn deadline(writer: &mut Writer<'_>) -> Option<&'static str> {
    let deadlines = [
        "{ within: 14 days }",
        "{ every: 12 weeks }",
        "{ times_per_year: 4 }",
        "{ at_once: true }",
    ];
    writer.random.percent(60).then(|| *writer.random.pick(&deadlines))
}
