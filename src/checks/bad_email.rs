//! `bad-email`: a mail address that no mail would reach.
//!
//! Why: the page makes a link of it, and a link that opens an empty or wrong mail helps nobody.
//! Wrong: `email: specialenheden.kk.dk`. Right: `email: enheden@by.example`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// Not a name, an `@` and a domain.
pub(super) static BAD_EMAIL: Code = Code::error("bad-email");

fn bad_email(place: Place, value: &str) -> Diagnostic {
    let found = Diagnostic::new(&BAD_EMAIL, place).with("value", value);
    let is_apart = |c: char| c.is_whitespace() || ",;/<>()".contains(c);
    let mut addresses = value.split(is_apart).map(|word| word.trim_start_matches("mailto:"));
    let Some(first) = addresses.find(|word| is_email(word)) else { return found };
    let found = found.with("first", first);
    if addresses.any(is_email) {
        return found.message("message_several").help("help_several");
    }
    if value.bytes().filter(u8::is_ascii_digit).count() >= 8 {
        return found.message("message_phone").help("help_phone");
    }
    found.help("help_first").instead(first)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let addresses = input
        .catalogue
        .contacts
        .iter()
        .filter_map(|contact| Some((contact, contact.email.as_deref()?)));
    let wrong = addresses.filter(|(_, email)| !is_email(email));
    let wrong = wrong.map(|(contact, email)| bad_email(contact.entry.place_of("email"), email));
    let own = input.catalogue.site.contact_point.as_ref();
    let own = own.and_then(|point| {
        point.email.as_deref().filter(|email| !is_email(email)).map(|email| (point.at, email))
    });
    wrong.chain(own.map(|(place, email)| bad_email(place, email))).collect()
}

/// Whether it has the parts of an address. Whether a mailbox answers, no rule can tell.
fn is_email(text: &str) -> bool {
    let foreign =
        |character: char| character.is_whitespace() || "<>()[]:;,\"\\/?%#".contains(character);
    let Some((name, domain)) = text.split_once('@') else { return false };
    let labels = domain.split('.').filter(|label| !label.is_empty());
    let whole = labels.clone().count() == domain.split('.').count();
    !text.contains(foreign)
        && !name.is_empty()
        && !domain.contains('@')
        && whole
        && labels.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        assert!(is_email("enheden@by.example") && is_email("post.ku+x@ku.by.example"));
        for wrong in [
            "kk.dk",
            "@kk.dk",
            "a@",
            "a@kk",
            "a@kk.",
            "a@b@kk.dk",
            "a b@kk.dk",
            "mailto:a@kk.dk",
            "<a@kk.dk>",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
