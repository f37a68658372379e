//! The kinds that there are few of: goals, courses, news and pages, and the settings.

use super::front_matter::{FrontMatter, quoted};
use super::prose::Writer;
use super::world::World;

/// The files of goals, courses, news and pages, and `site.toml`.
pub(super) fn files(world: &World) -> Vec<(String, Vec<u8>)> {
    let offers = world.offers.len();
    let mut files = vec![settings(world)];
    files.extend((0..4 + offers / 500).map(|at| goal(world, at)));
    files.extend((0..2).map(|at| course(world, at)));
    files.extend((0..5 + offers / 50).map(|at| news(world, at)));
    files.extend((0..4).map(|at| page(world, at)));
    files
}

fn settings(world: &World) -> (String, Vec<u8>) {
    let ask = &world.contacts[0].id;
    let text = format!(
        "title = \"Prøveportalen\"\ntagline = \"Tilbud, sagsgange og kontakter, som ingen har\"\nbase_url = \
         \"https://portal.example\"\nlanguage = \"da\"\nask = \"{ask}\"\n\n[edition]\ndate = \"2026-06-30\"\n"
    );
    ("site.toml".to_owned(), text.into_bytes())
}

/// An entry's title and summary.
fn begin(writer: &mut Writer<'_>, title: &str) -> FrontMatter {
    let mut front = FrontMatter::default();
    let about = writer.phrase();
    front.text("title", title).text("summary", &format!("{title}: {about}."));
    front
}

fn goal(world: &World, at: usize) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "goal", at);
    let mut front = begin(&mut writer, &format!("Mål {}", at + 1));
    front
        .plain("goal_type", "result")
        .plain("administrations", "[bif, sof]")
        .plain("unit", "borgere");
    front.plain("owner", &writer.random.pick(&world.contacts).id);
    front.plain("targets", "[{ date: 2026-12-31, value: 500, text: \"Målet for året\" }]");
    let measured = |year: usize, value: usize| {
        format!("{{ date: {year}-12-31, value: {value}, status: green }}")
    };
    let values: Vec<_> =
        (2020..2026).map(|year| measured(year, writer.random.between(100, 500))).collect();
    front.block("measurements", &values).block("sources", &writer.sources(2));
    (format!("content/goals/goal-{}.md", at + 1), front.markdown(&writer.note()))
}

fn course(world: &World, at: usize) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "course", at);
    let mut front = begin(&mut writer, &format!("Introforløb {}", at + 1));
    front.plain("audience", "[bif]").text("intro", &writer.sentence());
    let parts = [(); 3].map(|()| {
        let heading = quoted(&writer.phrase());
        let items = [(); 5].map(|()| {
            let entry = &writer.random.pick(&world.offers).id;
            format!("\n      - {{ entry: {entry}, note: {} }}", quoted(&writer.sentence()))
        });
        format!("heading: {heading}\n    items:{}", items.concat())
    });
    front.block("parts", &parts);
    (format!("content/courses/course-{}.yaml", at + 1), front.yaml())
}

fn news(world: &World, at: usize) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "news", at);
    let mut front = begin(&mut writer, &format!("Nyt nummer {}", at + 1));
    let (month, day) = (writer.random.between(1, 12), writer.random.between(1, 28));
    front.plain("date", &format!("{}-{month:02}-{day:02}", 2015 + at % 11));
    front.list("about", &[&writer.random.pick(&world.offers).id]);
    (format!("content/news/news-{}.md", at + 1), front.markdown(&writer.note()))
}

fn page(world: &World, at: usize) -> (String, Vec<u8>) {
    let mut writer = Writer::new(world, "page", at);
    let mut front = begin(&mut writer, &format!("Om portalen {}", at + 1));
    front.plain("menu", &format!("{}", at + 1));
    (format!("content/pages/page-{}.md", at + 1), front.markdown(&writer.body()))
}
