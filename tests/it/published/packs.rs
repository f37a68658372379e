//! What courses hand out on paper is whole: drawings, and what saved searches find.

use super::page::{Element, Page};
use super::{none, pages};

fn is(element: &Element, class: &str) -> bool {
    element.get("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

fn count(page: &Page, of: impl Fn(&Element) -> bool) -> usize {
    page.elements.iter().filter(|element| of(element)).count()
}

#[test]
fn a_pack_draws_its_procedures_and_shows_what_its_searches_find() {
    let parts: Vec<_> =
        pages().filter(|page| count(page, |element| is(element, "pack-part")) > 0).collect();
    let searches = |page: &Page| {
        let leads = |pair: &[Element]| {
            let to = || page.at(pair[1].get("href")?);
            is(&pair[0], "pack-link") && to().is_some_and(|to| to.starts_with("/soeg/?"))
        };
        page.elements.windows(2).filter(|pair| leads(pair)).count()
    };
    let drawn: usize = parts.iter().map(|page| count(page, |element| is(element, "swim"))).sum();
    let asked: usize = parts.iter().map(|page| searches(page)).sum();
    assert!(drawn > 0 && asked > 0, "{drawn} drawings, {asked} searches");
    none(parts.iter().filter_map(|page| {
        let answered = count(page, |element| is(element, "pack-found"));
        (answered != searches(page)).then(|| format!("{}: {answered} answers", page.path))
    }));
}
