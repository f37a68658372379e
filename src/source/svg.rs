//! SVG images: what is in one besides pictures. Takes the bytes; tells the first thing that runs,
//! or that fetches from elsewhere. An allow-list of addresses and a deny-list of what SVG can do:
//! opened by its own address, an SVG is a document with all the rights of the portal.

use roxmltree::{Document, Node};

const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// What a browser shows by other rules than an image's, forms and pictures of its own among it.
const FOREIGN: &[&str] = &["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"];

/// Elements that run, embed or change what others do.
const REFUSED: &[&str] = &[
    "script",
    "foreignobject",
    "handler",
    "listener",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "link",
    "meta",
    "base",
    "discard",
];

/// What is wrong with the image, as it stands in it; nothing if it may be published.
pub(super) fn fault(bytes: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("UTF-8".to_owned()) };
    // Document types are refused: entities can blow a small file up, or fetch another.
    let document = match Document::parse(text.trim_start_matches('\u{feff}')) {
        Ok(document) => document,
        Err(error) => return Some(error.to_string()),
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(NAMESPACE) {
        return Some(format!("<{}>", root.tag_name().name()));
    }
    document
        .root()
        .descendants()
        .find_map(|node| if node.is_pi() { instruction(node) } else { element(node) })
}

/// `<?xml-stylesheet …?>` fetches a style sheet.
fn instruction(node: Node<'_, '_>) -> Option<String> {
    node.pi().map(|instruction| format!("<?{}", instruction.target))
}

fn element(node: Node<'_, '_>) -> Option<String> {
    if !node.is_element() {
        return None;
    }
    let name = node.tag_name().name();
    let is_foreign = node.tag_name().namespace().is_some_and(|of| FOREIGN.contains(&of));
    if is_foreign || REFUSED.contains(&name.to_lowercase().as_str()) {
        return Some(format!("<{name}>"));
    }
    if name == "style" {
        let css: String = node.descendants().filter_map(|inner| inner.text()).collect();
        return fetches(&css).then(|| "<style>".to_owned());
    }
    let animates = ["animate", "set", "animatetransform", "animatemotion"]
        .contains(&name.to_lowercase().as_str());
    node.attributes().find_map(|attribute| {
        let (key, value) = (attribute.name(), attribute.value());
        let lower = key.to_lowercase();
        let wrong = lower.starts_with("on")
            || ["base", "ping", "srcset"].contains(&lower.as_str())
            || (["href", "src", "data", "action", "formaction", "from", "to", "values", "by"]
                .contains(&lower.as_str())
                && leads_away(&lower, value))
            || (animates && lower == "attributename" && is_address(value))
            || fetches(value);
        wrong.then(|| format!("{key}=\"{}\"", value.chars().take(40).collect::<String>()))
    })
}

/// Whether an attribute of this name may hold an address, which an animation would put there later.
fn is_address(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with("href") || name.starts_with("on") || name == "src"
}

/// Whether an address leads out of the image; pictures may be held in it.
fn leads_away(attribute: &str, value: &str) -> bool {
    let bare: String = value
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let image = ["png", "jpeg", "gif", "webp"]
        .iter()
        .any(|kind| bare.starts_with(&format!("data:image/{kind};base64,")));
    match attribute {
        "href" | "src" => !(bare.starts_with('#') || bare.is_empty() || image),
        // Values of an animation are numbers and colours; only those that begin with a scheme are
        // addresses.
        _ => {
            bare.starts_with("javascript:") || bare.starts_with("data:") || bare.starts_with("http")
        }
    }
}

/// Whether styles fetch, or run as old browsers did. A backslash could hide either.
fn fetches(css: &str) -> bool {
    let bare: String =
        css.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let away = bare
        .match_indices("url(")
        .any(|(at, _)| !bare[at + 4..].trim_start_matches(['"', '\'']).starts_with('#'));
    away || ["@import", "expression(", "javascript:", "-moz-binding", "behavior:", "image-set("]
        .iter()
        .any(|word| bare.contains(word))
        || (bare.contains('\\') && bare.contains(['(', '@']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(inner: &str) -> Option<String> {
        let svg = format!(
            "<svg xmlns=\"{NAMESPACE}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inner}</svg>"
        );
        fault(svg.as_bytes())
    }

    #[test]
    fn pictures_pass() {
        for inner in [
            "<path d=\"M0 0\" style=\"fill: red\" fill=\"url(#a)\"/>",
            "<use href=\"#a\"/><use xlink:href=\"#b\"/>",
            "<style>.a { fill: blue }</style><text>on the way</text>",
            "<animate attributeName=\"r\" from=\"1\" to=\"2\"/>",
            "<image href=\"data:image/png;base64,iVBOR\"/>",
        ] {
            assert_eq!(told(inner), None, "{inner}");
        }
    }

    #[test]
    fn what_runs_or_fetches_is_told() {
        for inner in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<path onload=\"x\"/>",
            "<path onclick=\"x\"/>",
            "<foreignObject/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a xlink:href=\" java&#10;script:alert(1)\"/>",
            "<use href=\"https://x.example/a.svg#b\"/>",
            "<image href=\"http://x.example/a.png\"/>",
            "<image href=\"data:image/svg+xml;base64,x\"/>",
            "<style>@import 'https://x.example/a.css'</style>",
            "<style>@\\69mport 'https://x.example/a.css'</style>",
            "<path style=\"fill: url(https://x.example/a)\"/>",
            "<path fill=\"url('//x.example/a#b')\"/>",
            "<set attributeName=\"href\" to=\"x\"/>",
            "<animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/>",
            "<?xml-stylesheet href=\"a.css\"?>",
            "<a href=\"#x\" ping=\"https://x.example/\"/>",
            "<h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" srcset=\"//x.example/a 2x\"/>",
            "<h:form xmlns:h=\"http://www.w3.org/1999/xhtml\" action=\"//x.example/\"/>",
        ] {
            assert!(told(inner).is_some(), "{inner}");
        }
        assert!(
            fault(b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>").is_some()
        );
        assert!(fault(b"<svg onload=\"x\" xmlns=\"http://www.w3.org/2000/svg\"/>").is_some());
        assert!(fault(b"<html/>").is_some());
    }
}
