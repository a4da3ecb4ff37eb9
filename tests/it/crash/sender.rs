//! Several people who send the form, and send it again when no answer came, as people do.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
};

const AT_ONCE: usize = 8;

pub(super) struct Senders {
    port: u16,
    path: String,
    next: AtomicUsize,
    answered: AtomicUsize,
    unanswered: AtomicUsize,
    /// How often each form may have reached the site.
    tries: Vec<AtomicUsize>,
}

/// The address that the n-th form is sent with.
pub(super) fn address(n: usize) -> String {
    format!("person{n}@fund{n}.example.org")
}

impl Senders {
    pub(super) fn new(port: u16, path: String, forms: usize) -> Self {
        Self {
            port,
            path,
            next: AtomicUsize::new(0),
            answered: AtomicUsize::new(0),
            unanswered: AtomicUsize::new(0),
            tries: (0..forms).map(|_| AtomicUsize::new(0)).collect(),
        }
    }

    /// Starts sending; the handle is done when every form has been answered.
    pub(super) fn send_all(self: Arc<Self>) -> JoinHandle<()> {
        tokio::spawn(async move {
            let people: Vec<_> = (0..AT_ONCE)
                .map(|_| tokio::spawn(Arc::clone(&self).work()))
                .collect();
            for person in people {
                person.await.unwrap();
            }
        })
    }

    async fn work(self: Arc<Self>) {
        loop {
            let n = self.next.fetch_add(1, Ordering::SeqCst);
            if n >= self.tries.len() {
                return;
            }
            while !self.send(n).await {
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
            self.answered.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Sends one form once; `false` if no answer came.
    async fn send(&self, n: usize) -> bool {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)).await else {
            return false;
        };
        self.tries[n].fetch_add(1, Ordering::SeqCst);
        let mut answer = Vec::new();
        let told = stream.write_all(self.request(n).as_bytes()).await.is_ok()
            && stream.read_to_end(&mut answer).await.is_ok()
            && !answer.is_empty();
        if !told {
            self.unanswered.fetch_add(1, Ordering::SeqCst);
            return false;
        }
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        true
    }

    fn request(&self, n: usize) -> String {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("name", &format!("Person {n}"))
            .append_pair("email", &address(n))
            .append_pair("organization", &format!("Fund {n} (example)"))
            .append_pair("kind", "invest")
            .append_pair("consent", "yes")
            .finish();
        format!(
            "POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             X-Forwarded-For: 10.0.{}.{}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{form}",
            self.path,
            self.port,
            n / 200,
            n % 200,
            form.len()
        )
    }

    pub(super) async fn wait_for_answers(&self, many: usize) {
        while self.answered.load(Ordering::SeqCst) < many {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    pub(super) fn unanswered(&self) -> usize {
        self.unanswered.load(Ordering::SeqCst)
    }

    pub(super) fn tries(&self, n: usize) -> usize {
        self.tries[n].load(Ordering::SeqCst)
    }
}
