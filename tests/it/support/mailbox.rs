//! A mail server as small as they come: it speaks enough SMTP (RFC 5321) to take responsibility for
//! a mail, and remembers for which it did.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

type Delivered = Arc<Mutex<Vec<(String, String)>>>;

pub(super) struct Mailbox {
    pub(super) port: u16,
    delivered: Delivered,
}

impl Mailbox {
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let delivered = Delivered::default();
        let kept = Arc::clone(&delivered);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that is killed leaves a broken conversation; that is no failure here.
                tokio::spawn(converse(stream, Arc::clone(&kept)));
            }
        });
        Self { port, delivered }
    }

    /// Recipient and Message-ID of every mail that was answered with 250.
    pub(super) fn delivered(&self) -> Vec<(String, String)> {
        self.delivered.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, delivered: Delivered) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mailbox.test ESMTP\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-mailbox.test\r\n250 8BITMIME\r\n",
            "HELO" | "MAIL" | "RSET" | "NOOP" => b"250 OK\r\n",
            "RCPT" => {
                to = between(&line, '<', '>');
                b"250 OK\r\n"
            }
            "DATA" => {
                write.write_all(b"354 Go on\r\n").await?;
                let mut id = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    if line.to_ascii_lowercase().starts_with("message-id:") {
                        id = between(&line, '<', '>');
                    }
                }
                write.write_all(b"250 Taken\r\n").await?;
                delivered.lock().unwrap().push((to.clone(), id));
                continue;
            }
            "QUIT" => b"221 Bye\r\n",
            _ => b"502 Not here\r\n",
        };
        write.write_all(answer).await?;
        if verb == "QUIT" {
            break;
        }
    }
    Ok(())
}

fn between(line: &str, open: char, close: char) -> String {
    let rest = line.split_once(open).map_or("", |(_, rest)| rest);
    rest.split(close).next().unwrap_or_default().to_owned()
}
