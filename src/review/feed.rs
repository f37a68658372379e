//! What is due as an Atom feed (RFC 4287), for those who follow by a feed reader.

use jiff::civil::Date;

use super::Due;
use crate::diagnostics::Texts;
use crate::markup::Xml;
use crate::model::Site;

/// The feed; `today` dates what has no day of its own.
pub(crate) fn feed(due: &[Due], site: &Site, today: Date, texts: &Texts) -> Vec<u8> {
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", site.language.code())];
    let mut feed = Xml::document("feed", &attributes);
    let instant = |date: Date| format!("{date}T00:00:00Z");
    let leaf = |feed: &mut Xml, name, text: &str| {
        feed.leaf(name, &[], text);
        feed.line();
    };
    leaf(&mut feed, "id", &format!("{}/#review", site.base_url));
    leaf(&mut feed, "title", &format!("{}: {}", site.title, texts.get("cli.review.title")));
    leaf(&mut feed, "updated", &instant(today));
    feed.open("author", &[]);
    feed.leaf("name", &[], &site.title);
    feed.close();
    feed.line();
    for one in due {
        feed.open("entry", &[]);
        feed.line();
        leaf(&mut feed, "id", &format!("{}#review-{}-{}", one.url, one.fact, one.why.as_str()));
        leaf(&mut feed, "title", &format!("{}: {}", one.title, super::mail::name(one.fact, texts)));
        leaf(
            &mut feed,
            "updated",
            &instant(one.date.filter(|date| *date <= today).unwrap_or(today)),
        );
        feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &one.url)]);
        feed.line();
        leaf(&mut feed, "summary", &super::mail::line(one, texts));
        feed.close();
        feed.line();
    }
    feed.finish()
}
