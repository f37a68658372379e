//! Offers: every key of the model, each about as often as in real content.

use super::front_matter::{FrontMatter, flow, quoted};
use super::prose::Writer;
use super::vocabularies::{
    ADMINISTRATIONS, AREAS, CATEGORIES, OFFER_TYPES, OLD_CATEGORIES, TARGET_GROUPS,
};
use super::world::{Name, World};

/// The file of one offer.
pub(super) fn file(world: &World, at: usize, name: &Name) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "offer", at);
    let mut front = FrontMatter::default();
    names(&mut front, &mut writer, name);
    let closed = life(&mut front, &mut writer);
    classes(&mut front, &mut writer, closed);
    terms_of_use(&mut front, &mut writer);
    people(&mut front, &mut writer, world);
    related(&mut front, &mut writer, world, at);
    if writer.random.percent(60) {
        front.plain("legal_basis", &writer.legal_basis());
    }
    front.block("sources", &writer.sources(8));
    if writer.random.percent(4) {
        front.list("aliases", &[format!("/gamle-tilbud/{}/", name.id)]);
    }
    (format!("content/offers/{}.md", name.id), front.markdown(&writer.body()))
}

fn names(front: &mut FrontMatter, writer: &mut Writer<'_>, name: &Name) {
    front.text("title", &name.title);
    let [about, with] = [writer.phrase(), writer.noun()];
    front.text("summary", &format!("{} om {about} med {with} som det første skridt.", name.title));
    let count = writer.random.below(5);
    let other: Vec<_> = (0..count).map(|_| quoted(&writer.noun())).collect();
    front.list("also_called", &other);
}

/// Where the offer is in its life; whether that is history.
fn life(front: &mut FrontMatter, writer: &mut Writer<'_>) -> bool {
    let random = &mut writer.random;
    let chance = random.below(100);
    let year = random.between(2012, 2014);
    match chance {
        0..9 => front
            .plain("status", "closed")
            .plain("valid", &format!("{{ from: {year}-01-01, to: 2015-06-30 }}")),
        9..13 => front.plain("status", "planned").plain("valid", "{ from: 2026-09-01 }"),
        13..15 => front.plain("status", "paused"),
        15..27 => front.plain("valid", "{ from: 2019-01-01 }"),
        _ => front,
    };
    if random.percent(70) {
        let (month, day) = (random.between(1, 6), random.between(1, 28));
        front
            .plain("reviewed", &format!("2026-{month:02}-{day:02}"))
            .plain("review_every", "12 months");
    }
    chance < 9
}

fn classes(front: &mut FrontMatter, writer: &mut Writer<'_>, closed: bool) {
    let administrations = ADMINISTRATIONS.map_ids();
    if writer.random.percent(80) {
        front.list("administration", &writer.some_of(&administrations, 2));
    }
    let offer_type = writer.random.ranked(OFFER_TYPES);
    front.plain("offer_type", offer_type);
    if writer.random.percent(90) {
        front.list("target_groups", &writer.some_of(TARGET_GROUPS, 4));
    }
    if writer.random.percent(55) {
        let categories = if closed { OLD_CATEGORIES } else { CATEGORIES };
        front.list("citizen_categories", &writer.some_of(categories, 3));
    }
    if writer.random.percent(25) {
        front.list("areas", &writer.some_of(&AREAS.map_ids(), 2));
    }
    match writer.random.below(10) {
        0 => front.plain("age", "{ from: 18, to: 29 }"),
        1 => front.plain("age", "{ from: 18 }"),
        2 => front.plain("age", "{ from: 30, to: 64 }"),
        _ => front,
    };
}

/// The ids of a table of terms.
trait Ids {
    fn map_ids(&self) -> Vec<&'static str>;
}

impl<const N: usize> Ids for &'static [[&'static str; N]] {
    fn map_ids(&self) -> Vec<&'static str> {
        self.iter().map(|term| term[0]).collect()
    }
}

fn terms_of_use(front: &mut FrontMatter, writer: &mut Writer<'_>) {
    if writer.random.percent(20) {
        let hours = writer.random.between(2, 37);
        let text = quoted(&writer.sentence());
        front.plain("attendance", &format!("{{ text: {text}, hours_per_week: {hours} }}"));
    }
    if writer.random.percent(15) {
        let weeks = writer.random.between(4, 52);
        front.plain("duration", &format!("{{ text: \"Op til {weeks} uger\", weeks: {weeks} }}"));
    }
    if writer.random.percent(15) {
        front.plain("voluntary", if writer.random.percent(70) { "true" } else { "false" });
    }
    for (key, chance) in [("cost", 12), ("funding", 12), ("capacity", 15)] {
        if writer.random.percent(chance) {
            front.plain(key, &format!("{{ text: {} }}", quoted(&writer.sentence())));
        }
    }
    if writer.random.percent(12) {
        front.text("not_for", &writer.sentence());
    }
}

fn people(front: &mut FrontMatter, writer: &mut Writer<'_>, world: &World) {
    let contact = |writer: &mut Writer<'_>| writer.random.pick(&world.contacts).id.clone();
    front.plain("provider", &contact(writer));
    if writer.random.percent(45) {
        front.list("contacts", &[contact(writer)]);
    }
    if writer.random.percent(40) {
        front.plain("owner", &contact(writer));
    }
    if writer.random.percent(45) {
        let how = quoted(&writer.sentence());
        let by = flow(&[contact(writer)]);
        let procedure = &writer.random.pick(&world.procedures).id;
        front.plain("referral", &format!("{{ how: {how}, by: {by}, procedure: {procedure} }}"));
    }
}

fn related(front: &mut FrontMatter, writer: &mut Writer<'_>, world: &World, at: usize) {
    if writer.random.percent(30) {
        front.list("procedures", &[&writer.random.pick(&world.procedures).id]);
    }
    for (key, chance) in [("supports", 20), ("follows", 15)] {
        let other = writer.random.below(world.offers.len());
        if other != at && writer.random.percent(chance) {
            front.list(key, &[&world.offers[other].id]);
        }
    }
}
