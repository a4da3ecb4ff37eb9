//! Passwords, kept as argon2id hashes (RFC 9106's second recommended setting is the crate's default
//! order of magnitude: 19 MiB, 2 passes). Hashing takes tens of milliseconds, so it runs off the
//! async threads.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// Fewest characters a password may have (NIST SP 800-63B asks for at least 8; length beats rules).
pub const SHORTEST: usize = 12;

/// Hashes a password for keeping.
pub async fn hash(password: String) -> anyhow::Result<String> {
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| anyhow::anyhow!("could not hash the password: {error}"))
    })
    .await?
}

/// Whether the password is the one that was hashed. Without a hash the same work is done in vain, so
/// that the time taken does not tell whether an account exists.
pub async fn verify(password: String, kept: Option<String>) -> anyhow::Result<bool> {
    tokio::task::spawn_blocking(move || {
        if let Some(kept) = kept {
            return matches(&password, &kept);
        }
        let _ = Argon2::default().hash_password(password.as_bytes());
        false
    })
    .await
    .map_err(Into::into)
}

fn matches(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn accepts_the_password_and_nothing_else() {
        let kept = hash("correct horse battery".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(
            verify("correct horse battery".to_owned(), Some(kept.clone()))
                .await
                .unwrap()
        );
        assert!(
            !verify("correct horse".to_owned(), Some(kept))
                .await
                .unwrap()
        );
        assert!(!verify("anything".to_owned(), None).await.unwrap());
    }
}
