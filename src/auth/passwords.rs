//! Passwords, kept as argon2id hashes (RFC 9106's second recommended setting is the crate's default
//! order of magnitude: 19 MiB, 2 passes). Hashing takes tens of milliseconds, so it runs off the
//! async threads.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

/// Fewest characters a password may have (NIST SP 800-63B asks for at least 8; length beats rules).
pub const SHORTEST: usize = 12;

/// Longest password taken, in characters: hashing a novel helps nobody.
pub const LONGEST: usize = 200;

/// So many are hashed at once: each takes 19 MiB, and a crowd at the door must not take them all.
static SEATS: Semaphore = Semaphore::const_new(4);

/// Hashes a password for keeping.
pub async fn hash(password: String) -> anyhow::Result<String> {
    let seat = SEATS.acquire().await?;
    tokio::task::spawn_blocking(move || {
        // Held here, not by the request: the work goes on when its visitor has left.
        let _seat = seat;
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| anyhow::anyhow!("could not hash the password: {error}"))
    })
    .await?
}

/// Whether the password is the one that was hashed. Without a hash the same work is done in vain, so
/// that the time taken does not tell whether an account exists. One too long is never the password.
pub async fn verify(password: String, kept: Option<String>) -> anyhow::Result<bool> {
    if password.chars().count() > LONGEST {
        return Ok(false);
    }
    let seat = SEATS.acquire().await?;
    tokio::task::spawn_blocking(move || {
        let _seat = seat;
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
        let novel = "x".repeat(LONGEST + 1);
        let kept = hash(novel.clone()).await.unwrap();
        assert!(!verify(novel, Some(kept)).await.unwrap());
    }
}
