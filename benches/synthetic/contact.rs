//! Contacts: the administrations first, then their units.

use super::front_matter::{FrontMatter, flow, quoted};
use super::prose::Writer;
use super::vocabularies::{ADMINISTRATIONS, AREAS, TARGET_GROUPS};
use super::words::STREETS;
use super::world::{Name, World};

/// The file of one contact.
pub(super) fn file(world: &World, at: usize, name: &Name) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "contact", at);
    let mut front = FrontMatter::default();
    let does = writer.phrase();
    front
        .text("title", &name.title)
        .text("summary", &format!("{} arbejder med {does}.", name.title));
    place(&mut front, &mut writer, world, at);
    reach(&mut front, &mut writer, name);
    work(&mut front, &mut writer, world, at);
    front.block("sources", &writer.sources(3));
    (format!("content/contacts/{}.md", name.id), front.markdown(&writer.note()))
}

/// Which administration it belongs to, and what lies above it.
fn place(front: &mut FrontMatter, writer: &mut Writer<'_>, world: &World, at: usize) {
    let root =
        if at < ADMINISTRATIONS.len() { at } else { writer.random.rank(ADMINISTRATIONS.len()) };
    front.plain("administration", ADMINISTRATIONS[root][0]);
    if root == at {
        front.plain("unit_type", "administration");
        return;
    }
    let unit_type = writer.random.pick(&["unit", "centre", "jobcenter", "partner"]);
    front.plain("unit_type", unit_type);
    front.plain("parent", &world.contacts[root].id);
}

fn reach(front: &mut FrontMatter, writer: &mut Writer<'_>, name: &Name) {
    let random = &mut writer.random;
    let street = STREETS.map(|parts| *random.pick(parts)).concat();
    let (house, code) = (random.between(1, 180), random.between(1500, 2770));
    front.plain(
        "address",
        &format!("{{ street: {street} {house}, postal_code: \"{code}\", city: København }}"),
    );
    let phone = format!(
        "33 {} {} {}",
        random.between(10, 99),
        random.between(10, 99),
        random.between(10, 99)
    );
    front.plain("phones", &format!("[{{ number: \"{phone}\", text: Hovednummer }}]"));
    front.plain("email", &format!("{}@kommune.example", name.id));
    if random.percent(40) {
        let number = 10_000_000 + random.below(89_999_999);
        front.text("ean", &location_number(number));
    }
    if random.percent(60) {
        front.list("opening_hours", &["\"Mandag-torsdag kl. 9-15\"", "\"Fredag kl. 9-13\""]);
    }
}

/// A Danish location number: 5798, eight digits and the check digit of the GS1 General
/// Specifications.
fn location_number(number: usize) -> String {
    let digits = format!("5798{number:08}");
    let sum: u32 = digits
        .bytes()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

fn work(front: &mut FrontMatter, writer: &mut Writer<'_>, world: &World, at: usize) {
    let areas: Vec<_> = AREAS.iter().map(|area| area[0]).collect();
    front
        .list("areas", &writer.some_of(&areas, 2))
        .list("target_groups", &writer.some_of(TARGET_GROUPS, 3));
    let count = writer.random.between(1, 4);
    let does: Vec<_> = (0..count).map(|_| quoted(&writer.sentence())).collect();
    front.block("does", &does);
    if writer.random.percent(50) {
        let contact = &writer.random.pick(&world.contacts).id;
        let topic = quoted(&writer.phrase());
        front.plain("ask_about", &flow(&[format!("{{ topic: {topic}, contact: {contact} }}")]));
    }
    let other = writer.random.below(world.contacts.len());
    if other != at && writer.random.percent(15) {
        let (unit, citizens) = (&world.contacts[other].id, writer.random.between(1, 120) * 10);
        let group = quoted(&writer.phrase());
        let with = format!(
            "{{ unit: {unit}, citizens: {citizens}, approximate: true, group: {group}, as_of: 2025 }}"
        );
        front.plain("collaborates_with", &flow(&[with]));
    }
}
