//! How a mail leaves: SMTP for real, a folder for the demo, memory for tests.

use std::{
    fmt,
    path::PathBuf,
    str::FromStr,
    sync::{Arc, Mutex},
};

use anyhow::Context;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox};

use super::{compose::compose, envelope::Envelope};

/// Where mail goes, as the configuration writes it.
#[derive(Clone, PartialEq, Eq)]
pub enum MailAddress {
    /// `smtp://user:password@host:587` (STARTTLS demanded), `smtps://host` (TLS from the start), or
    /// `smtp://host:25?tls=none` for a relay on this machine.
    Smtp(String),
    /// `folder:/path`: each mail becomes a file.
    Folder(PathBuf),
    /// `memory`: kept until read; for tests.
    Memory,
}

impl FromStr for MailAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "memory" {
            return Ok(Self::Memory);
        }
        if let Some(folder) = text.strip_prefix("folder:") {
            return Ok(Self::Folder(PathBuf::from(folder)));
        }
        if text.starts_with("smtp://") || text.starts_with("smtps://") {
            return Ok(Self::Smtp(text.to_owned()));
        }
        Err("write smtp://user:password@host:587, smtps://..., folder:/path or memory".to_owned())
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(url) => f.write_str(&crate::db::redact(url)),
            Self::Folder(path) => write!(f, "folder:{}", path.display()),
            Self::Memory => f.write_str("memory"),
        }
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A way out, cheap to clone.
#[derive(Clone)]
pub struct Transport {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Envelope>>>),
}

impl Transport {
    /// Opens the way to `address`; nothing is sent yet.
    pub fn open(address: &MailAddress, from: &str) -> anyhow::Result<Self> {
        let from = from.parse().context("the From address is not one")?;
        let way = match address {
            MailAddress::Smtp(url) => {
                Way::Smtp(AsyncSmtpTransport::<Tokio1Executor>::from_url(&with_tls(url))?.build())
            }
            MailAddress::Folder(path) => {
                std::fs::create_dir_all(path)
                    .with_context(|| format!("cannot make {}", path.display()))?;
                Way::Folder(path.clone())
            }
            MailAddress::Memory => Way::Memory(Arc::default()),
        };
        Ok(Self { from, way })
    }

    /// The domain of the house's own From address.
    pub fn domain(&self) -> &str {
        self.from.email.domain()
    }

    /// Hands the mail over; returns when the other side has taken responsibility for it.
    pub async fn send(&self, envelope: &Envelope) -> anyhow::Result<()> {
        let message = compose(&self.from, envelope)?;
        match &self.way {
            Way::Smtp(server) => {
                server.send(message).await?;
            }
            Way::Folder(folder) => {
                // Named after the Message-ID and moved into place: a repeat replaces, a crash
                // leaves no half mail.
                let name = &envelope.message_id;
                let (half, whole) = (
                    folder.join(format!(".{name}.part")),
                    folder.join(format!("{name}.eml")),
                );
                tokio::fs::write(&half, message.formatted()).await?;
                tokio::fs::rename(&half, &whole).await?;
            }
            Way::Memory(kept) => {
                if let Ok(mut kept) = kept.lock() {
                    kept.push(envelope.clone());
                }
            }
        }
        Ok(())
    }

    /// Greets the server without sending anything.
    pub async fn test(&self) -> anyhow::Result<()> {
        match &self.way {
            Way::Smtp(server) => {
                anyhow::ensure!(
                    server.test_connection().await?,
                    "the server did not answer NOOP"
                );
                Ok(())
            }
            Way::Folder(folder) => {
                let probe = folder.join(".probe");
                std::fs::write(&probe, b"")?;
                Ok(std::fs::remove_file(probe)?)
            }
            Way::Memory(_) => Ok(()),
        }
    }

    /// Takes out what a memory transport was given.
    pub fn take_sent(&self) -> Vec<Envelope> {
        match &self.way {
            Way::Memory(kept) => kept
                .lock()
                .map(|mut kept| std::mem::take(&mut *kept))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// The message of an envelope as it leaves, or left: equal envelopes give equal bytes.
    pub fn mime(&self, envelope: &Envelope) -> anyhow::Result<String> {
        Ok(String::from_utf8(
            compose(&self.from, envelope)?.formatted(),
        )?)
    }
}

/// lettre speaks plainly unless asked for more; we demand encryption unless told `tls=none`.
fn with_tls(address: &str) -> String {
    let Ok(mut parsed) = url::Url::parse(address) else {
        return address.to_owned();
    };
    let asked = parsed
        .query_pairs()
        .find(|(key, _)| key == "tls")
        .map(|(_, how)| how.into_owned());
    match asked.as_deref() {
        None if parsed.scheme() == "smtp" => parsed.set_query(Some("tls=required")),
        Some("none") => parsed.set_query(None),
        _ => {}
    }
    parsed.to_string()
}

#[cfg(test)]
mod tests {
    use super::with_tls;

    #[test]
    fn mail_is_encrypted_unless_told_otherwise() {
        assert_eq!(
            with_tls("smtp://u:p@host:587"),
            "smtp://u:p@host:587?tls=required"
        );
        assert_eq!(
            with_tls("smtp://127.0.0.1:25?tls=none"),
            "smtp://127.0.0.1:25"
        );
        assert_eq!(with_tls("smtps://host"), "smtps://host");
    }
}
