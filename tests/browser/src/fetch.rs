//! A plain request with the browser's cookies: for files, which a browser would put in a folder instead of a window.

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Browser;

/// What the server answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    /// Lines of the head after the first, as sent.
    pub head: String,
    pub body: String,
}

impl Browser {
    /// Asks for a path as this browser's person.
    pub async fn fetch(&self, path: &str) -> Result<Answer> {
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        let cookies = self.client.get_all_cookies().await?;
        let cookies: Vec<String> = cookies
            .iter()
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()))
            .collect();
        let host = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).await?;
        // HTTP/1.0, so that the body comes in one piece and ends with the connection.
        let request = format!(
            "GET {path} HTTP/1.0\r\nHost: {host}\r\nCookie: {}\r\n\r\n",
            cookies.join("; ")
        );
        stream.write_all(request.as_bytes()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let text = String::from_utf8(bytes)?;
        let (head, body) = text
            .split_once("\r\n\r\n")
            .context("an answer without a body")?;
        let (first, head) = head.split_once("\r\n").unwrap_or((head, ""));
        let status = first
            .split(' ')
            .nth(1)
            .context("an answer without a status")?;
        Ok(Answer {
            status: status.parse()?,
            head: head.to_owned(),
            body: body.to_owned(),
        })
    }
}
