//! A mail server as small as they come: it speaks enough SMTP (RFC 5321) to take responsibility for
//! a mail, and remembers for which it did. It can be told to refuse what goes to an address for now.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A mail that was answered with 250.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// Where failures are reported to (MAIL FROM).
    pub from: String,
    pub to: String,
    /// Without its angle brackets.
    pub message_id: String,
    /// Every byte between DATA and the single dot.
    pub raw: String,
}

#[derive(Default)]
struct Kept {
    letters: Vec<Letter>,
    /// Whose mail is put off (451).
    busy: BTreeSet<String>,
}

pub struct Mailbox {
    pub port: u16,
    kept: Arc<Mutex<Kept>>,
}

impl Mailbox {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let kept = Arc::<Mutex<Kept>>::default();
        let shared = Arc::clone(&kept);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that is killed leaves a broken conversation; that is no failure here.
                tokio::spawn(converse(stream, Arc::clone(&shared)));
            }
        });
        Self { port, kept }
    }

    /// Every mail that was answered with 250, in that order.
    pub fn letters(&self) -> Vec<Letter> {
        self.kept.lock().unwrap().letters.clone()
    }

    /// Recipient and Message-ID of each.
    pub fn delivered(&self) -> Vec<(String, String)> {
        let letters = self.letters().into_iter();
        letters.map(|mail| (mail.to, mail.message_id)).collect()
    }

    /// Refuses mail to an address for now, or takes it again.
    pub fn refuse(&self, address: &str, refused: bool) {
        let busy = &mut self.kept.lock().unwrap().busy;
        if refused {
            busy.insert(address.to_owned());
        } else {
            busy.remove(address);
        }
    }
}

async fn converse(stream: TcpStream, kept: Arc<Mutex<Kept>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mailbox.test ESMTP\r\n").await?;
    let mut letter = Letter::default();
    while let Some(line) = lines.next_line().await? {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-mailbox.test\r\n250 8BITMIME\r\n",
            "HELO" | "RSET" | "NOOP" => b"250 OK\r\n",
            "MAIL" => {
                letter.from = between(&line, '<', '>');
                b"250 OK\r\n"
            }
            "RCPT" => {
                letter.to = between(&line, '<', '>');
                if kept.lock().unwrap().busy.contains(&letter.to) {
                    b"451 Not now\r\n"
                } else {
                    b"250 OK\r\n"
                }
            }
            "DATA" => {
                write.write_all(b"354 Go on\r\n").await?;
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    if line.to_ascii_lowercase().starts_with("message-id:") {
                        letter.message_id = between(&line, '<', '>');
                    }
                    letter.raw += line.strip_prefix('.').unwrap_or(&line);
                    letter.raw += "\r\n";
                }
                write.write_all(b"250 Taken\r\n").await?;
                let taken = std::mem::take(&mut letter);
                kept.lock().unwrap().letters.push(taken);
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
