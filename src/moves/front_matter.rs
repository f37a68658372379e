//! Front matter, changed by its bytes: a key gets another value, a list another item; all else
//! stays as it is written.

use std::ops::Range;

use crate::diagnostics::Findings;
use crate::source::{self, FileId, Limits, Node, SourceFile, Value};

/// The YAML of one entry's file.
pub(super) struct FrontMatter<'t> {
    text: &'t str,
    /// The keys; none where the file has nothing that can be read.
    node: Option<Node>,
    /// Where a key that is not there yet is put.
    end: usize,
}

/// A range of the file, and what stands there instead.
pub(super) type Edit = (Range<usize>, String);

impl<'t> FrontMatter<'t> {
    /// That of a Markdown file, or of one that is all YAML.
    pub(super) fn of(file: &'t SourceFile, id: FileId) -> Self {
        let text = file.text();
        let yaml = source::split(text, id).map_or(0..text.len(), |parts| parts.yaml.range());
        let node = source::parse_yaml(
            &text[yaml.clone()],
            id,
            yaml.start,
            Limits::ENTRY,
            &mut Findings::default(),
        );
        Self { text, node, end: yaml.end }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.node.as_ref()?.get(key)
    }

    /// Gives a key a value, whatever it had.
    pub(super) fn set(&self, key: &str, value: &str) -> Edit {
        match self.value_range(key) {
            Some(range) => (range, format!(" {value}")),
            None => self.added(key, value),
        }
    }

    /// Gives a key that is there another scalar, in its place.
    pub(super) fn replace(node: &Node, value: &str) -> Edit {
        (node.whole.range(), value.to_owned())
    }

    /// Adds items to the list of a key and takes others out; nothing if all is as it should be.
    pub(super) fn relist(&self, key: &str, add: &[String], remove: &[String]) -> Option<Edit> {
        let node = self.get(key);
        let had = items(node);
        let kept: Vec<String> = had.iter().filter(|item| !remove.contains(item)).cloned().collect();
        let new: Vec<String> = add.iter().filter(|item| !kept.contains(item)).cloned().collect();
        if new.is_empty() && kept.len() == had.len() {
            return None;
        }
        let last = node.and_then(|node| match &node.value {
            Value::Sequence(items) => items.last(),
            _ => None,
        });
        if let (Some(last), true) = (last, kept.len() == had.len()) {
            return Some(self.appended(node, last, &new));
        }
        let all = kept.into_iter().chain(new).collect::<Vec<_>>().join(", ");
        Some(self.set(key, &format!("[{all}]")))
    }

    /// Items after the last of a list: between its brackets, or on lines of their own.
    fn appended(&self, whole: Option<&Node>, last: &Node, new: &[String]) -> Edit {
        let end = last.whole.end as usize;
        let is_flow = whole.is_some_and(|list| self.text[list.whole.range()].starts_with('['));
        if is_flow {
            return (
                end..end,
                new.iter().map(|item| format!(", {item}")).collect::<Vec<_>>().concat(),
            );
        }
        let start = last.whole.start as usize;
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let at = self.text[end..].find('\n').map_or(self.text.len(), |rest| end + rest);
        let dash = &self.text[line..start];
        (at..at, new.iter().map(|item| format!("\n{dash}{item}")).collect::<Vec<_>>().concat())
    }

    /// Gives a key of the mapping at `of` a value: `to` of `valid: { from: … }`.
    pub(super) fn set_within(&self, of: &str, key: &str, value: &str) -> Edit {
        let Some(Value::Mapping(pairs)) = self.get(of).map(|node| &node.value) else {
            return self.set(of, &format!("{{ {key}: {value} }}"));
        };
        if let Some((name, node)) = pairs.iter().find(|(name, _)| name.text == key) {
            let from = self.after_colon(name.span.end as usize);
            let to = if matches!(node.value, Value::Null) {
                self.null_end(from)
            } else {
                node.whole.end as usize
            };
            return (from..to, format!(" {value}"));
        }
        let Some((first, last)) =
            pairs.first().map(|(name, _)| name).zip(pairs.last().map(|(_, node)| node))
        else {
            return self.set(of, &format!("{{ {key}: {value} }}"));
        };
        let (start, end) = (first.span.start as usize, last.whole.end as usize);
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &self.text[line..start];
        if indent.trim().is_empty() {
            let at = self.text[end..].find('\n').map_or(self.text.len(), |rest| end + rest);
            return (at..at, format!("\n{indent}{key}: {value}"));
        }
        (end..end, format!(", {key}: {value}"))
    }

    /// What stands after a key's colon.
    fn value_range(&self, key: &str) -> Option<Range<usize>> {
        let Some(Value::Mapping(pairs)) = self.node.as_ref().map(|node| &node.value) else {
            return None;
        };
        let (name, node) = pairs.iter().find(|(name, _)| name.text == key)?;
        let from = self.after_colon(name.span.end as usize);
        let to = if matches!(node.value, Value::Null) {
            self.null_end(from)
        } else {
            node.whole.end as usize
        };
        Some(from..to.max(from))
    }

    fn after_colon(&self, key_end: usize) -> usize {
        self.text[key_end..].find(':').map_or(key_end, |at| key_end + at + 1)
    }

    /// The end of a value that is nothing: `~`, `null` or nothing at all.
    fn null_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let word =
            ["~", "null", "Null", "NULL"].into_iter().find(|word| rest[blank..].starts_with(word));
        word.map_or(from, |word| from + blank + word.len())
    }

    fn added(&self, key: &str, value: &str) -> Edit {
        let needs_line = !self.text[..self.end].ends_with('\n') && self.end > 0;
        (self.end..self.end, format!("{}{key}: {value}\n", if needs_line { "\n" } else { "" }))
    }
}

fn items(node: Option<&Node>) -> Vec<String> {
    match node.map(|node| &node.value) {
        Some(Value::Sequence(items)) => {
            items.iter().filter_map(|item| item.as_text().map(str::to_owned)).collect()
        }
        Some(Value::Scalar { text, .. }) => vec![text.clone()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn after(yaml: &str, change: impl FnOnce(&FrontMatter<'_>) -> Edit) -> String {
        let text = format!("---\n{yaml}---\n\nTekst.\n");
        let (sources, _) =
            Sources::from_files([("content/pages/a.md".to_owned(), text.clone().into_bytes())]);
        let (id, file) = sources
            .files()
            .find(|(_, file)| file.path() == "content/pages/a.md")
            .expect("the file");
        let (range, instead) = change(&FrontMatter::of(file, id));
        let text = [&text[..range.start], &instead, &text[range.end..]].concat();
        text.strip_prefix("---\n")
            .and_then(|text| text.strip_suffix("---\n\nTekst.\n"))
            .expect("the rest")
            .to_owned()
    }

    #[test]
    fn a_list_grows_in_the_way_it_is_written() {
        let add = |front: &FrontMatter<'_>| {
            front.relist("aliases", &["/b/".to_owned()], &[]).expect("a change")
        };
        for (before, expected) in [
            ("title: A\n", "title: A\naliases: [/b/]\n"),
            ("aliases: [/a/]  # gammel\ntitle: A\n", "aliases: [/a/, /b/]  # gammel\ntitle: A\n"),
            ("aliases: [\"/a/\"]\n", "aliases: [\"/a/\", /b/]\n"),
            (
                "aliases:\n  - /a/  # gammel\ntitle: A\n",
                "aliases:\n  - /a/  # gammel\n  - /b/\ntitle: A\n",
            ),
            ("aliases:\n- /a/\ntitle: A\n", "aliases:\n- /a/\n- /b/\ntitle: A\n"),
            ("aliases: []\n", "aliases: [/b/]\n"),
            ("aliases: ~\ntitle: A\n", "aliases: [/b/]\ntitle: A\n"),
            ("aliases:\ntitle: A\n", "aliases: [/b/]\ntitle: A\n"),
        ] {
            assert_eq!(after(before, add), expected, "{before}");
        }
    }

    #[test]
    fn an_item_that_is_taken_out_leaves_the_others() {
        let change = |front: &FrontMatter<'_>| {
            front.relist("aliases", &["/c/".to_owned()], &["/a/".to_owned()]).expect("a change")
        };
        for (before, expected) in [
            ("aliases: [/a/, /b/]\ntitle: A\n", "aliases: [/b/, /c/]\ntitle: A\n"),
            ("aliases:\n- /a/\n- /b/\ntitle: A\n", "aliases: [/b/, /c/]\ntitle: A\n"),
        ] {
            assert_eq!(after(before, change), expected, "{before}");
        }
    }

    #[test]
    fn a_date_is_set_within_a_mapping_however_it_is_written() {
        let set = |front: &FrontMatter<'_>| front.set_within("valid", "to", "2013-01-01");
        for (before, expected) in [
            ("title: A\n", "title: A\nvalid: { to: 2013-01-01 }\n"),
            (
                "valid: { from: 2009-01-01, to: ~ }\n",
                "valid: { from: 2009-01-01, to: 2013-01-01 }\n",
            ),
            ("valid: { from: 2009-01-01 }\n", "valid: { from: 2009-01-01, to: 2013-01-01 }\n"),
            (
                "valid:\n  from: 2009-01-01  # start\ntitle: A\n",
                "valid:\n  from: 2009-01-01  # start\n  to: 2013-01-01\ntitle: A\n",
            ),
            ("valid:\n  to: 2014-02-02\ntitle: A\n", "valid:\n  to: 2013-01-01\ntitle: A\n"),
        ] {
            assert_eq!(after(before, set), expected, "{before}");
        }
    }

    #[test]
    fn a_value_is_replaced_and_its_remark_stays() {
        let set = |front: &FrontMatter<'_>| front.set("status", "closed");
        assert_eq!(
            after("status: active # nu\ntitle: A\n", set),
            "status: closed # nu\ntitle: A\n"
        );
        assert_eq!(after("title: A\n", set), "title: A\nstatus: closed\n");
    }
}
