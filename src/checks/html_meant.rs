//! What HTML was written for, and what says the same here: by the name of the tag a key of words,
//! and for a pair of tags around words what should stand instead. Takes text; words nothing.

use std::sync::LazyLock;

use crate::prose::{Pattern, pattern};

/// Tags, and the key of the words that tell what to write instead.
const TAGS: &[(&[&str], &str)] = &[
    (&["b", "strong"], "help_bold"),
    (&["em", "i"], "help_italic"),
    (&["ins", "u"], "help_underline"),
    (&["br", "wbr"], "help_break"),
    (&["a"], "help_link"),
    (&["img"], "help_image"),
    (&["hr"], "help_rule"),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], "help_heading"),
    (&["dd", "dl", "dt", "li", "ol", "ul"], "help_list"),
    (&["table", "tbody", "td", "th", "thead", "tr"], "help_table"),
    (&["sub", "sup"], "help_raised"),
    (LOOKS, "help_looks"),
];
/// Tags that say how something looks, and nothing more.
const LOOKS: &[&str] =
    &["big", "center", "div", "font", "mark", "p", "section", "small", "span", "strike", "style"];
/// Tags that do something, for which Markdown has no sign.
const OTHERS: &[&str] = &[
    "audio",
    "blockquote",
    "button",
    "code",
    "details",
    "embed",
    "form",
    "iframe",
    "input",
    "object",
    "pre",
    "script",
    "select",
    "summary",
    "svg",
    "video",
];

static OPENING: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^<([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>"));
static TARGET: LazyLock<Pattern> = LazyLock::new(|| pattern(r#"href\s*=\s*["']?([^"'\s<>()]+)"#));

/// The key of the words for the HTML that `text` begins with; none where Markdown has nothing of
/// its own for it.
pub(super) fn help(text: &str) -> Option<&'static str> {
    let name = OPENING.captures(text)?.get(1)?.as_str().to_lowercase();
    let known = TAGS.iter().find(|(tags, _)| tags.contains(&name.as_str())).map(|(_, help)| *help);
    let is_word = !OTHERS.contains(&name.as_str()) && text.starts_with(&format!("<{name}>"));
    known.or(is_word.then_some("help_word"))
}

/// How many bytes of `text` a pair of tags and the words between take, on one line, and the words.
pub(super) fn pair(text: &str) -> Option<(usize, &str)> {
    let opening = OPENING.captures(text)?;
    let name = opening.get(1)?.as_str().to_lowercase();
    let (words, after) = text[opening.get(0)?.end()..].split_once('<')?;
    let (closing, _) = after.split_once('>')?;
    let is_pair = closing.to_lowercase() == format!("/{name}") && !words.contains('\n');
    is_pair.then(|| (text.len() - after.len() + closing.len() + 1, words))
}

/// How many bytes of `text` a pair of tags takes, and what should stand there.
pub(super) fn instead(text: &str) -> Option<(usize, String)> {
    let (length, words) = pair(text)?;
    let opening = OPENING.captures(text)?;
    let (name, attributes) = (opening.get(1)?.as_str().to_lowercase(), opening.get(2)?.as_str());
    Some((length, marked(&name, attributes, words)?))
}

/// Words in the signs of Markdown that say what the tag says.
fn marked(name: &str, attributes: &str, words: &str) -> Option<String> {
    let is_tight = !words.is_empty() && words.trim() == words && !words.contains('*');
    match name {
        "b" | "strong" | "mark" if is_tight => Some(format!("**{words}**")),
        "i" | "em" if is_tight => Some(format!("*{words}*")),
        "a" => {
            let to = TARGET.captures(attributes)?.get(1)?.as_str();
            is_tight.then(|| format!("[{words}]({to})"))
        }
        "sup" if ["1", "2", "3"].contains(&words) => {
            Some(words.replace('1', "¹").replace('2', "²").replace('3', "³"))
        }
        "u" | "ins" | "font" | "span" | "center" | "big" | "small" | "p" => {
            Some(words.trim().to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_of_tags_is_what_markdown_has_for_it() {
        for (html, meant) in [
            ("<b>Husk</b> det", Some("**Husk**")),
            ("<STRONG>Husk</strong>", Some("**Husk**")),
            ("<u>Husk</u>", Some("Husk")),
            ("<font color=\"red\">Husk</font>", Some("Husk")),
            ("<a href=\"https://kk.dk/x\">siden</a>", Some("[siden](https://kk.dk/x)")),
            ("<sup>2</sup>", Some("²")),
            ("<b><i>Husk</i></b>", None),
            ("<b>Husk", None),
        ] {
            let told = instead(html).map(|(_, meant)| meant);
            assert_eq!(told.as_deref(), meant, "{html}");
        }
        assert_eq!(instead("<b>Husk</b> det").map(|(length, _)| length), Some("<b>Husk</b>".len()));
    }

    #[test]
    fn a_word_between_signs_is_no_tag() {
        assert_eq!(help("<dato> til"), Some("help_word"));
        assert_eq!(help("<br/>"), Some("help_break"));
        assert_eq!(help("<script>"), None);
    }
}
