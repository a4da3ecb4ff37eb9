//! A running demonstration: the built binary, on a port of its own, with a folder that is deleted afterwards.
//!
//! Contract with the binary: `roundtable demo --dir DIR --bind 127.0.0.1:0 --csp-report` prints `Listening on http://...`,
//! `Sign in: http://...` and `Partnership lead: http://...` on standard output; a report of the content security policy becomes a line with `csp report`
//! on standard error.

use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::paths;

/// Long enough to fill the database with a debug build on a busy machine.
const START: Duration = Duration::from_mins(2);

type Lines = Arc<Mutex<Vec<String>>>;

/// A demonstration that ends when this value is dropped.
#[derive(Debug)]
pub struct Demo {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub base: String,
    /// The one-time link printed at the start.
    pub sign_in: String,
    /// The same for somebody who leads one partnership.
    pub lead: String,
    errors: Lines,
    _child: Child,
    _dir: TempDir,
}

impl Demo {
    pub async fn start() -> Result<Self> {
        let dir = tempfile::tempdir()?;
        let binary = paths::binary();
        let mut child = Command::new(&binary)
            .args(["demo", "--bind", "127.0.0.1:0", "--csp-report", "--dir"])
            .arg(dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("start {} (built with `cargo build`?)", binary.display()))?;
        let stdout = child.stdout.take().context("no standard output")?;
        let stderr = child.stderr.take().context("no standard error")?;
        let (said, errors) = (gather(stdout), gather(stderr));
        let found = timeout(START, async {
            loop {
                if let Some(links) = links(&said) {
                    return Ok(links);
                }
                if let Some(status) = child.try_wait()? {
                    bail!("the demonstration ended with {status}");
                }
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        })
        .await;
        let (base, sign_in, lead) = match found {
            Ok(Ok(links)) => links,
            Ok(Err(error)) => return Err(error.context(format!("it said {:#?}", all(&errors)))),
            Err(_) => bail!(
                "no address after {START:?}; it said {:?} and {:?}",
                all(&said),
                all(&errors)
            ),
        };
        Ok(Self {
            base,
            sign_in,
            lead,
            errors,
            _child: child,
            _dir: dir,
        })
    }

    /// What browsers reported as breaches of the content security policy so far.
    pub fn csp_reports(&self) -> Vec<String> {
        let mut lines = all(&self.errors);
        lines.retain(|line| line.to_lowercase().contains("csp report"));
        lines
    }

    /// Fails when a page broke the content security policy, naming the reports.
    pub async fn expect_no_csp_report(&self) -> Result<()> {
        // Browsers send reports a moment after the breach.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let reports = self.csp_reports();
        anyhow::ensure!(reports.is_empty(), "content security policy: {reports:#?}");
        Ok(())
    }
}

fn links(said: &Lines) -> Option<(String, String, String)> {
    let lines = all(said);
    let after = |mark: &str| {
        let rest = lines.iter().find_map(|line| line.split_once(mark))?.1;
        rest.split_whitespace().next().map(str::to_owned)
    };
    let base = after("Listening on ")?.trim_end_matches('/').to_owned();
    Some((base, after("Sign in: ")?, after("Partnership lead: ")?))
}

fn all(lines: &Lines) -> Vec<String> {
    lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Reads lines as they come, so that the program never waits for its reader.
fn gather(stream: impl AsyncRead + Unpin + Send + 'static) -> Lines {
    let lines = Lines::default();
    let kept = Arc::clone(&lines);
    tokio::spawn(async move {
        let mut reader = BufReader::new(stream).lines();
        while let Ok(Some(line)) = reader.next_line().await {
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line);
        }
    });
    lines
}
