//! The address of a mailbox that is read by IMAP.

use std::{fmt, path::PathBuf, str::FromStr};

use percent_encoding::percent_decode_str;
use url::Url;

/// `imaps://user:password@host/INBOX`, or `imap://` without TLS on this machine alone.
#[derive(Clone, PartialEq, Eq)]
pub struct InboxAddress {
    pub host: String,
    pub port: u16,
    /// TLS from the first byte.
    pub is_encrypted: bool,
    pub user: String,
    pub password: String,
    pub folder: String,
    /// A file with the certificate of the authority that vouches for the server, where that is none the world knows.
    pub authority: Option<PathBuf>,
}

const EXPECTED: &str =
    "write imaps://user:password@host/INBOX; imap:// only for 127.0.0.1 or localhost";

impl FromStr for InboxAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url: Url = text.parse().map_err(|_| EXPECTED)?;
        let is_encrypted = match url.scheme() {
            "imaps" => true,
            "imap" => false,
            _ => return Err(EXPECTED.to_owned()),
        };
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or(EXPECTED)?.trim_matches(['[', ']']).to_owned();
        let is_here = matches!(host.as_str(), "127.0.0.1" | "::1" | "localhost");
        if !is_encrypted && !is_here {
            return Err(EXPECTED.to_owned());
        }
        let decoded = |text: &str| {
            let plain = percent_decode_str(text).decode_utf8();
            // A line end would be another command.
            let plain = plain
                .ok()
                .filter(|plain| !plain.contains(['\r', '\n', '\0']));
            plain.map(String::from).ok_or(EXPECTED)
        };
        let (user, password) = (url.username(), url.password().unwrap_or_default());
        if user.is_empty() || password.is_empty() {
            return Err(EXPECTED.to_owned());
        }
        let folder = decoded(url.path().trim_start_matches('/'))?;
        Ok(Self {
            host,
            port: url.port().unwrap_or(if is_encrypted { 993 } else { 143 }),
            is_encrypted,
            user: decoded(user)?,
            password: decoded(password)?,
            folder: if folder.is_empty() {
                "INBOX".to_owned()
            } else {
                folder
            },
            authority: None,
        })
    }
}

impl fmt::Display for InboxAddress {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_encrypted { "imaps" } else { "imap" };
        write!(
            f,
            "{scheme}://{}:***@{}:{}/{}",
            self.user, self.host, self.port, self.folder
        )
    }
}

impl fmt::Debug for InboxAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
