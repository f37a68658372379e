//! What the editors of a portal demand of each kind of entry, beyond what no entry can do without:
//! `[required]` of `site.toml`, a kind and its keys a line.

use std::collections::BTreeMap;

use super::cx::Cx;
use super::declare::{Named, Read, Schema, fields_of_kind};
use super::{BODY, Kind};
use crate::source::{ListOf, Node};

/// The keys that are demanded, by kind.
pub type Demanded = BTreeMap<Kind, Vec<String>>;

/// How they are read.
pub(super) struct Demands;

impl Read for Demands {
    type Value = Demanded;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Demanded> {
        let pairs = cx.decoder.pairs(node)?;
        let kinds: Vec<_> = Kind::ALL.into_iter().filter(|kind| kind.folder().is_some()).collect();
        let names: Vec<_> = kinds.iter().map(|kind| kind.as_str()).collect();
        cx.decoder.judge_keys(node, &names, &[]);
        let mut demanded = Demanded::new();
        for (name, keys) in pairs {
            let Some(kind) = kinds.iter().find(|kind| kind.as_str() == name.text) else { continue };
            let mut known = fields_of_kind(*kind);
            known.push(BODY);
            let keys = cx.decoder.one_or_more(keys, ListOf::Ids);
            let keys =
                keys.into_iter().filter_map(|key| Some(known[cx.decoder.word(key, &known)?]));
            demanded.insert(*kind, keys.map(str::to_owned).collect());
        }
        Some(demanded)
    }

    fn schema(&self) -> Schema {
        Schema::Map(Named::Kinds, Box::new(Schema::OneOrMore(Box::new(Schema::Text))))
    }
}
