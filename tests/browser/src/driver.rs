//! The program that steers browsers, on a port it chooses itself, ended together with every browser it opened.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

const DRIVER: &str = "/usr/bin/chromedriver";

/// A driver that ends when this value is dropped.
#[derive(Debug)]
pub struct Driver {
    port: u16,
    _child: Child,
}

impl Driver {
    pub async fn start() -> Result<Self> {
        let mut child = Command::new(DRIVER)
            .args(["--port=0", "--log-level=WARNING"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("start {DRIVER} (tests/run installs it)"))?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let port = timeout(Duration::from_secs(30), async {
            while let Some(line) = lines.next_line().await? {
                if let Some((_, rest)) = line.split_once("started successfully on port ") {
                    return Ok(rest.trim_end_matches('.').parse::<u16>()?);
                }
            }
            anyhow::bail!("the driver ended before it named its port")
        })
        .await
        .context("the driver did not name its port")??;
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            port,
            _child: child,
        })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Killing the driver would leave its browsers running; asked to shut down, it takes them along.
    fn ask_to_end(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream
            .write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // When it is already gone there is nothing left to end.
        self.ask_to_end().ok();
    }
}
