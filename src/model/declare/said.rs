//! What the search finds of an entry: the fields that its declaration marks as `searched`, in their
//! order.

use crate::model::{Catalogue, Contact, Key};

/// A value that can be found by its words.
pub(crate) trait Said {
    /// Tells every piece of words: a line of the text that is searched.
    fn say<'s>(&'s self, catalogue: &'s Catalogue, tell: &mut dyn FnMut(&'s str));
}

/// What the mark behind a field stands for.
pub(in crate::model) fn searched<'s, T: Said>(
    value: &'s T,
    catalogue: &'s Catalogue,
    tell: &mut dyn FnMut(&'s str),
) {
    value.say(catalogue, tell);
}

impl Said for String {
    fn say<'s>(&'s self, _: &'s Catalogue, tell: &mut dyn FnMut(&'s str)) {
        tell(self);
    }
}

impl<T: Said> Said for Option<T> {
    fn say<'s>(&'s self, catalogue: &'s Catalogue, tell: &mut dyn FnMut(&'s str)) {
        if let Some(value) = self {
            value.say(catalogue, tell);
        }
    }
}

impl<T: Said> Said for Vec<T> {
    fn say<'s>(&'s self, catalogue: &'s Catalogue, tell: &mut dyn FnMut(&'s str)) {
        for value in self {
            value.say(catalogue, tell);
        }
    }
}

/// A unit is found by its name.
impl Said for Key<Contact> {
    fn say<'s>(&'s self, catalogue: &'s Catalogue, tell: &mut dyn FnMut(&'s str)) {
        tell(&catalogue.contacts[*self].entry.title);
    }
}
