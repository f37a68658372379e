//! Our tokens in tantivy's terms: made before tantivy asks, so that all cores can take part and
//! only the postings are written one after the other. Registered as `default` while writing, so
//! that the schema names nothing that other front ends lack and the stored text stays plain.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::tokenize;

/// A token of a text without a text of its own.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// One past its last byte among the forms; the first is where the token before it ends.
    end: usize,
    position: usize,
    words: usize,
}

/// The tokens of one text, in order.
#[derive(Debug, Default)]
pub(crate) struct TextTokens {
    /// The text itself, so that no other gets its tokens.
    text: Box<str>,
    /// All forms, one after the other.
    forms: String,
    places: Vec<Place>,
}

impl TextTokens {
    pub(crate) fn of(text: &str) -> Self {
        let tokens = tokenize(text);
        let mut forms = String::with_capacity(tokens.iter().map(|token| token.form.len()).sum());
        let mut places = Vec::with_capacity(tokens.len());
        for token in tokens {
            forms.push_str(&token.form);
            places.push(Place { end: forms.len(), position: token.position, words: token.words });
        }
        Self { text: text.into(), forms, places }
    }
}

/// Tokens that were made beforehand, in the order in which tantivy asks for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prepared(Arc<Mutex<VecDeque<TextTokens>>>);

impl Prepared {
    /// Adds the tokens of the next texts.
    pub(crate) fn hand_in(&self, texts: Vec<TextTokens>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(texts);
    }

    /// The tokens of the next text, if it is this one.
    fn next(&self, text: &str) -> Option<TextTokens> {
        let mut prepared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        prepared.pop_front_if(|next| *next.text == *text)
    }
}

impl Tokenizer for Prepared {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let texts = self.next(text).unwrap_or_else(|| TextTokens::of(text));
        Tokens { texts, next: 0, start: 0, current: Token::default() }
    }
}

/// Hands out the tokens of one text.
pub(crate) struct Tokens {
    texts: TextTokens,
    next: usize,
    start: usize,
    current: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some(place) = self.texts.places.get(self.next) else { return false };
        self.current.text.clear();
        self.current.text.push_str(self.texts.forms.get(self.start..place.end).unwrap_or_default());
        self.current.position = place.position;
        self.current.position_length = place.words;
        self.start = place.end;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(prepared: &mut Prepared, text: &str) -> Vec<String> {
        let mut forms = Vec::new();
        prepared.token_stream(text).process(&mut |token| forms.push(token.text.clone()));
        forms
    }

    #[test]
    fn no_text_gets_the_tokens_of_another_that_is_as_long() {
        let mut prepared = Prepared::default();
        prepared.hand_in(["mentor", "bostøtte"].map(TextTokens::of).into());
        assert_eq!(forms(&mut prepared, "mester"), ["mester"]);
        assert_eq!(forms(&mut prepared, "mentor"), ["mentor"]);
        assert_eq!(forms(&mut prepared, "bostøtte"), ["bostøtte"]);
        assert!(prepared.0.lock().unwrap().is_empty());
    }
}
