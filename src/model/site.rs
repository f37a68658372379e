//! The portal's own settings, from `site.toml`.

use jiff::civil::Date;

use super::cx::{Cx, Subject};
use super::declare::{
    self, Choice, Declared, Fields, choice, day, declaration, expected, list, mapping, number,
    optional, or, or_default, place_of, placed, required, text, web_address, whole, whole_in,
    yes_no,
};
use super::demanded::{Demanded, Demands};
use super::levels::{Levels, RuleLevel};
use super::names::Names;
use super::{Host, codes};
use crate::diagnostics::{Diagnostic, Findings, Language, Level, Severity};
use crate::guard::Exception;
use crate::source::{
    self, DEFAULT_THEME, Decoder, FileId, Place, Role, Sources, Span, Spanned, Text,
};

declaration! {
    /// Whom to ask about what no unit answers for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ContactPoint in "contact_point" {
        /// Whom, in one sentence.
        pub text: String = required("text", text()),
        /// The number to call.
        pub phone: Option<String> = optional("phone", text()),
        /// The mailbox.
        pub email: Option<String> = optional("email", text()),
        /// A page.
        pub link: Option<String> = optional("link", web_address()),
        /// Where the mail address is written, else the settings as a whole.
        pub at: Place = place_of("email"),
    }
}

/// A finding that the editors know of and live with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The code.
    pub code: String,
    /// Only in this file, if one is named.
    pub file: Option<String>,
    /// Whether other files are named beside it, under the same reason.
    pub shared: bool,
    /// Why.
    pub reason: String,
    /// Where it is written.
    pub at: Place,
}

/// A portal may lose a tenth of its pages without anybody being asked.
const MAX_LOSS: f64 = 0.1;

/// The settings.
#[derive(Clone, Debug)]
pub struct Site {
    /// The portal's name.
    pub title: String,
    /// What it is, in one line.
    pub tagline: String,
    /// Where it is published: scheme and host, without a slash at the end.
    pub base_url: String,
    /// The language of pages and messages.
    pub language: Language,
    /// The theme's name.
    pub theme: String,
    /// The id of the contact to ask when the portal has no answer.
    pub ask: Option<Text>,
    /// Whom to ask where no unit can be reached.
    pub contact_point: Option<ContactPoint>,
    /// The formal accessibility statement.
    pub accessibility_statement: Option<String>,
    /// The name of a file beside the settings: a register of words and their forms.
    pub lexicon: Option<Text>,
    /// Where the sources can be edited: the address that the path of a file is put behind.
    pub source_url: Option<String>,
    /// Whether search engines may list the portal.
    pub search_engines: bool,
    /// The day that freshness is reckoned from.
    pub edition: Date,
    /// What to know about this edition.
    pub edition_note: Option<String>,
    /// The share of its pages that a portal may lose from one publication to the next, from 0 to 1.
    pub max_loss: f64,
    /// The web server that rules are written for.
    pub host: Option<Host>,
    /// Whether text is packed ahead.
    pub precompress: bool,
    /// How long and how hard a text may be.
    pub limits: Limits,
    /// What the editors demand of each kind, beyond what must be there.
    pub demanded: Demanded,
    /// How loud each rule is that the settings name.
    pub levels: Vec<RuleLevel>,
    /// Findings that are lived with.
    pub accept: Vec<Acceptance>,
    /// Numbers that look like personal numbers and may stand where they stand.
    pub(crate) exceptions: Vec<Exception>,
    /// `site.toml`.
    pub file: FileId,
}

impl Site {
    /// Where settings as a whole are pointed at.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { file: self.file, span: Span::default() }
    }

    /// The level of a rule, where the settings or what is to be denied say one.
    #[must_use]
    pub fn level(&self, code: &str, denied: &[String]) -> Option<Level> {
        if denied.iter().any(|name| name == code) {
            return Some(Level::As(Severity::Error));
        }
        self.levels.iter().rev().find(|rule| rule.code == code).map(|rule| rule.level)
    }

    /// Where the portal lies on its host, without a slash at the end: nothing at the root, else
    /// `/portal`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        path_of(&self.base_url)
    }
}

fn path_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + "://".len());
    address[host..].find('/').map_or("", |at| &address[host + at..])
}

declaration! {
    /// Which edition of the content this is.
    struct Edition in "edition" {
        /// The day that freshness is reckoned from.
        pub date: Option<Date> = expected("date", day()),
        /// What to know about it.
        pub note: Option<String> = optional("note", text()),
    }
}

declaration! {
    /// How the portal is published.
    struct Publishing in "publishing" {
        /// The share of its pages that a portal may lose.
        pub max_loss: Option<Spanned<f64>> = optional("max_loss", placed(number())),
        /// The web server that rules are written for.
        pub host: Option<Host> = optional("host", choice()),
        /// Whether text is packed ahead.
        pub precompress: bool = or_default("precompress", yes_no()),
    }
}

declaration! {
    /// How long and how hard a text may be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Limits in "limits" {
        /// Most bytes of an entry's text.
        pub body: u32 = or("body", whole(), Limits::default().body),
        /// Most words of a sentence.
        pub sentence: u32 = or("sentence", whole_in(1..=u64::from(u32::MAX)), Limits::default().sentence),
        /// Highest readability index.
        pub lix: u32 = or("lix", whole(), Limits::default().lix),
        /// Least words of a paragraph that may stand in one entry alone.
        pub repeated: u32 = or("repeated", whole(), Limits::default().repeated),
    }
}

impl Default for Limits {
    /// A text of about a hundred printed pages; sentences and words as in a leading article.
    fn default() -> Self {
        Self { body: 256 * 1024, sentence: 35, lix: 55, repeated: 30 }
    }
}

declaration! {
    /// Findings that are lived with, as one line of reason stands for them.
    struct Accepted in "accepted" {
        /// The code.
        pub code: Text = required("code", placed(text())),
        /// Only in these files, if any are named.
        pub files: Vec<Text> = list("files", placed(text())),
        /// Why.
        pub reason: String = required("reason", text()),
    }
}

impl Choice for Language {
    const WORDS: &'static str = "language";

    fn named() -> Vec<(&'static str, Self)> {
        Self::ALL.map(|language| (language.code(), language)).into()
    }
}

impl Declared for Site {
    const WORDS: &'static str = "site";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let title = fields.take(required("title", text()));
        let tagline = fields.take(or_default("tagline", text()));
        let base_url = fields.take(required("base_url", web_address()));
        let language = fields.take(or("language", choice(), Language::Danish));
        let theme = fields.take(or("theme", text(), DEFAULT_THEME.to_owned()));
        let ask = fields.take(optional("ask", placed(text())));
        let contact_point = fields.take(optional("contact_point", mapping()));
        let accessibility_statement =
            fields.take(optional("accessibility_statement", web_address()));
        let lexicon = fields.take(optional("lexicon", placed(text())));
        let source_url = fields.take(optional("source_url", web_address()));
        let search_engines = fields.take(or_default("search_engines", yes_no()));
        let edition = fields.take(required("edition", mapping::<Edition>()));
        let publish = fields.take(optional("publish", mapping::<Publishing>()));
        let limits = fields.take(or_default("limits", mapping::<Limits>()));
        let demanded = fields.take(or_default("required", Demands));
        let levels = fields.take(or_default("levels", Levels));
        let accept = fields.take(list("accept", mapping::<Accepted>()));
        let exceptions = fields.take(list("exception", mapping()));
        let publish = publish?;
        let max_loss = publish.as_ref().and_then(|publish| publish.max_loss);
        if let Some(share) = max_loss.as_ref().filter(|share| !(0.0..=1.0).contains(&share.value)) {
            let place = fields.cx.place(share.span);
            fields.cx.report(codes::bad_share(place, share.value));
        }
        let base_url = base_url?;
        // It stands in the rules of web servers, where some signs end a line or begin a value.
        let is_odd = base_url.contains(['?', '#', ';', '{', '}', '$', '\\', '"', '\'', '`']);
        let ends_in_page = [".html", ".htm"].iter().any(|ending| base_url.ends_with(ending));
        if let Some((folder, _)) = base_url.rsplit_once('/').filter(|_| ends_in_page) {
            let place = fields.cx.place(fields.span(&["base_url"]));
            fields.cx.report(codes::base_url_of_page(place, folder));
        }
        if is_odd || base_url.split('/').any(|part| part == "..") {
            let place = fields.cx.place(fields.span(&["base_url"]));
            fields.cx.report(codes::bad_url(place, &base_url));
        }
        let (file, edition) = (fields.cx.file(), edition?);
        Some(Self {
            title: title?,
            tagline: tagline?,
            base_url: base_url.trim_end_matches('/').to_owned(),
            language: language?,
            theme: theme?,
            ask: ask?,
            contact_point: contact_point?,
            accessibility_statement: accessibility_statement?,
            lexicon: lexicon?,
            source_url: source_url?,
            search_engines: search_engines?,
            edition: edition.date?,
            edition_note: edition.note,
            max_loss: max_loss.map_or(MAX_LOSS, |share| share.value),
            host: publish.as_ref().and_then(|publish| publish.host),
            precompress: publish.is_some_and(|publish| publish.precompress),
            limits: limits?,
            demanded: demanded?,
            levels: levels?,
            accept: accept?.into_iter().flat_map(|accept| accept.each(file)).collect(),
            exceptions: exceptions?,
            file,
        })
    }
}

/// Reads the settings; none if they have faults.
pub(crate) fn read_site(sources: &Sources, findings: &mut Findings) -> Option<Site> {
    let (file, text) = sources.of_role(Role::Site).next()?;
    let node = text.is_readable().then(|| source::parse_toml(text.text(), file, findings))??;
    let names = Names::default();
    let mut cx = Cx::new(&names, Decoder::of_settings(file), Subject::default());
    let site = declare::read::<Site>(&node, &mut cx);
    // An empty name counts as none to the decoder, and is a theme that is not there.
    let theme = node.get("theme").and_then(|theme| Some((theme.as_text()?.trim(), theme.span)));
    cx.decoder.extend(theme.and_then(|theme| unknown_theme(theme, sources, file)));
    let sound = cx.decoder.is_sound();
    findings.append(cx.decoder.into_findings());
    site.filter(|_| sound)
}

/// A theme that is not there: the portal would have the looks of the built-in one.
fn unknown_theme(
    (theme, span): (&str, Span),
    sources: &Sources,
    file: FileId,
) -> Option<Diagnostic> {
    let known = || [DEFAULT_THEME].into_iter().chain(sources.themes());
    let is_there = known().any(|known| known == theme);
    (!is_there).then(|| codes::unknown_theme(Place { file, span }, theme, known()))
}

impl Declared for Exception {
    const WORDS: &'static str = "exception";

    /// None if there is no such day: an exception without an end does not hold.
    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let file = fields.take(required("file", text()));
        let number = fields.take(required("number", placed(text())));
        let reason = fields.take(required("reason", placed(text())));
        let approved_by = fields.take(required("approved_by", placed(text())));
        let expires = fields.take(required("expires", day()));
        Some(Self {
            place: fields.take(place_of("file"))?,
            expires: (expires?, fields.take(place_of("expires"))?),
            file: file?,
            number: number?,
            reason: reason?,
            approved_by: approved_by?,
        })
    }
}

impl Accepted {
    /// One acceptance for each file that is named, so that each can be told when it is not needed
    /// any more.
    fn each(self, file: FileId) -> Vec<Acceptance> {
        let Self { code: Spanned { value: code, span }, files, reason } = self;
        let shared = files.len() > 1;
        let one = |path: Option<String>, span| Acceptance {
            code: code.clone(),
            file: path,
            shared,
            reason: reason.clone(),
            at: Place { file, span },
        };
        if files.is_empty() {
            return vec![one(None, span)];
        }
        files.into_iter().map(|path| one(Some(path.value), path.span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address_is_what_follows_the_host() {
        for (address, path) in [
            ("https://host", ""),
            ("http://host:8443", ""),
            ("https://host/portal", "/portal"),
            ("https://host/a/b", "/a/b"),
        ] {
            assert_eq!(path_of(address), path, "{address}");
        }
    }
}
