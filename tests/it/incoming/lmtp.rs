//! Mail handed over by LMTP, over a real socket.

use std::time::Duration;

use roundtable::{invitations::listen_lmtp, values::Partstat};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

use super::{ANN, invited, log, mail, reply_address};
use crate::{invitations::Table, support::TestApp};

/// A mail server that talks to us.
struct Client {
    read: BufReader<OwnedReadHalf>,
    write: OwnedWriteHalf,
    _stop: watch::Sender<bool>,
}

impl Client {
    async fn connect(app: &TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(listen_lmtp(app.app.state.clone(), listener, stopped));
        let (read, write) = TcpStream::connect(address).await.unwrap().into_split();
        let mut client = Self {
            read: BufReader::new(read),
            write,
            _stop: stop,
        };
        assert!(client.hears().await.starts_with("220 "));
        assert!(client.says("LHLO mx.test").await.starts_with("250"));
        client
    }

    /// The last line of an answer.
    async fn hears(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.read.read_line(&mut line).await.unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line;
            }
        }
    }

    async fn says(&mut self, line: &str) -> String {
        let line = format!("{line}\r\n");
        self.write.write_all(line.as_bytes()).await.unwrap();
        self.hears().await
    }

    /// Hands one mail over to these, up to DATA.
    async fn begins(&mut self, recipients: &[&str]) {
        assert!(
            self.says("MAIL FROM:<ann@funder.example>")
                .await
                .starts_with("250")
        );
        for recipient in recipients {
            let answer = self.says(&format!("RCPT TO:<{recipient}>")).await;
            assert!(answer.starts_with("250"), "{answer}");
        }
        assert!(self.says("DATA").await.starts_with("354"));
    }
}

/// With CRLF and stuffed dots, as it goes over the wire.
fn wired(mail: &str) -> String {
    let lines = mail.lines().map(|line| {
        let dot = if line.starts_with('.') { "." } else { "" };
        format!("{dot}{line}\r\n")
    });
    lines.collect()
}

async fn deliver(table: &Table, client: &mut Client, body: &str) -> String {
    client.begins(&[&reply_address(table).await]).await;
    client.says(&format!("{}.", wired(body))).await
}

#[tokio::test]
async fn a_reply_is_taken_once_however_often_it_is_handed_over() {
    let table = invited().await;
    let mut client = Client::connect(&table.app).await;
    let body = mail(&table, ANN, "accepted").await;
    for _ in 0..2 {
        let answer = deliver(&table, &mut client, &body).await;
        assert!(answer.starts_with("250 "), "{answer}");
    }
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
    assert_eq!(
        log(&table.app).await,
        [("R15".to_owned(), "record".to_owned())]
    );
    assert!(client.says("QUIT").await.starts_with("221"));
}

#[tokio::test]
async fn it_stops_though_everybody_talks_at_once() {
    let app = TestApp::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let listening = tokio::spawn(listen_lmtp(app.app.state.clone(), listener, stopped));
    let mut talks = Vec::new();
    for _ in 0..16 {
        let mut talk = BufReader::new(TcpStream::connect(address).await.unwrap());
        let mut greeting = String::new();
        talk.read_line(&mut greeting).await.unwrap();
        assert!(greeting.starts_with("220 "), "{greeting}");
        talks.push(talk);
    }
    // One more than there is room for waits its turn.
    let waits = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(true).unwrap();
    let done = tokio::time::timeout(Duration::from_secs(20), listening).await;
    done.expect("it stops").unwrap();
    drop((talks, waits));
}

#[tokio::test]
async fn only_our_own_addresses_are_taken_and_each_recipient_is_answered() {
    let table = invited().await;
    let mut client = Client::connect(&table.app).await;
    assert!(client.says("MAIL FROM:<>").await.starts_with("250"));
    for other in ["ann@roundtable.example", "c-abc@elsewhere.example"] {
        let answer = client.says(&format!("RCPT TO:<{other}>")).await;
        assert!(answer.starts_with("550"), "{answer}");
    }
    assert!(client.says("RSET").await.starts_with("250"));
    let ours = reply_address(&table).await;
    client
        .begins(&["c-unknown@roundtable.example", &ours])
        .await;
    let body = wired(&mail(&table, ANN, "accepted").await);
    assert!(client.says(&format!("{body}.")).await.starts_with("250"));
    assert!(client.hears().await.starts_with("250"), "one answer each");
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
}

#[tokio::test]
async fn no_mail_hides_in_another_and_none_is_larger_than_said() {
    let table = invited().await;
    let mut client = Client::connect(&table.app).await;
    client.begins(&[&reply_address(&table).await]).await;
    // Only CRLF ends a line: what looks like an end to others is text.
    let hidden = "Subject: x\r\n\r\n.\nMAIL FROM:<evil@evil.example>\n.\r\nMore\r\n.";
    let answer = client.says(hidden).await;
    assert!(answer.starts_with("250"), "{answer}");
    assert!(client.says("NOOP").await.starts_with("250"));
    client.begins(&[&reply_address(&table).await]).await;
    let line = format!("{}\r\n", "x".repeat(998));
    client
        .write
        .write_all(line.repeat(5_400).as_bytes())
        .await
        .unwrap();
    assert!(client.says(".").await.starts_with("552"));
    assert_eq!(log(&table.app).await.len(), 1, "the larger is not kept");
}
