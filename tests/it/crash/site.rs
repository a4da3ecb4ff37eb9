//! The real program as a process of its own, to be killed without warning.

use std::{process::Stdio, time::Duration};

use tokio::{
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

pub(super) struct Site {
    pub(super) port: u16,
    database: String,
    mail_port: u16,
    child: Child,
}

impl Site {
    pub(super) async fn start(database: &str, mail_port: u16) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let site = Self {
            port,
            child: spawn(database, port, mail_port),
            database: database.to_owned(),
            mail_port,
        };
        site.wait_until_up().await;
        site
    }

    /// SIGKILL: nothing is flushed, finished or said.
    pub(super) async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    pub(super) async fn kill_and_restart(&mut self) {
        self.kill().await;
        self.child = spawn(&self.database, self.port, self.mail_port);
        self.wait_until_up().await;
    }

    async fn wait_until_up(&self) {
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the site did not start");
    }
}

fn spawn(database: &str, port: u16, mail_port: u16) -> Child {
    Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .arg("serve")
        .args(["--database-url", database])
        .args(["--bind", &format!("127.0.0.1:{port}")])
        .args(["--base-url", &format!("http://127.0.0.1:{port}")])
        .args(["--mail", &format!("smtp://127.0.0.1:{mail_port}?tls=none")])
        .args(["--job-lease-seconds", "3"])
        .args(["--log", "error"])
        .arg("--trusted-proxy")
        .env_clear()
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}
