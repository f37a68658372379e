//! Our tokens in tantivy's terms. Registered as `default` while writing, so that the schema names nothing that other front ends lack and
//! the stored text stays plain.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::tokenize;

/// Hands out the tokens of [`tokenize`].
#[derive(Clone, Debug)]
pub(crate) struct DanishTokenizer;

/// The tokens of one text, in order.
pub(crate) struct Tokens {
    tokens: std::vec::IntoIter<crate::analysis::Token>,
    current: Token,
}

impl Tokenizer for DanishTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens { tokens: tokenize(text).into_iter(), current: Token::default() }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.next() else { return false };
        self.current = Token {
            offset_from: token.start,
            offset_to: token.end,
            position: token.position,
            text: token.form,
            position_length: token.words,
        };
        true
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}
