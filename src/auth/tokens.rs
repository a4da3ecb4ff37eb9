//! Secrets that travel in links: 256 random bits, kept in the database only as a SHA-256 hash, so a
//! copy of the database opens nothing. No salt is needed for a secret nobody can guess.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A fresh secret; shown once, to the person it is for.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Makes a token from the operating system's randomness.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The secret, for the link it travels in.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// The hash under which a token, as it came back in a link, is looked up.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_hash_alike() {
        let (one, two) = (Token::fresh().unwrap(), Token::fresh().unwrap());
        assert_ne!(one.reveal(), two.reveal());
        assert_eq!(one.hash(), hash(one.reveal()));
        assert_eq!(one.reveal().len(), 43);
    }
}
