//! What every handler can reach: the database, the clock and the settings.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};
use url::Url;

use super::Assets;
use crate::{clock::Clock, db::Db, mail::InboxAddress};

/// Cheap to clone; made once at start.
#[derive(Clone)]
pub struct AppState {
    pub db: Db,
    pub clock: Clock,
    pub assets: &'static Assets,
    pub settings: Arc<Settings>,
}

impl AppState {
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// What was configured and pages need to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people reach this site at.
    pub base_url: Url,
    pub trusted_proxy: bool,
    pub csp_report: bool,
    /// Where the demo keeps its mail; `None` outside the demo.
    pub demo_mailbox: Option<PathBuf>,
    pub incoming: IncomingMail,
    /// The domain of the addresses that convenings write from.
    pub reply_domain: String,
}

impl Settings {
    /// An absolute address on this site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }

    /// The host name, for calendar UIDs.
    pub fn host(&self) -> &str {
        self.base_url.host_str().unwrap_or("localhost")
    }

    pub fn https(&self) -> bool {
        self.base_url.scheme() == "https"
    }
}

/// How mail comes in, and whose word is taken for who sent it.
#[derive(Clone, Debug, Default)]
pub struct IncomingMail {
    /// Servers whose `Authentication-Results` are believed.
    pub servers: Vec<String>,
    /// Whoever hands mail over has checked its sender.
    pub way_authenticates: bool,
    /// The secret that signs mail handed over by HTTP; without one that way is closed.
    pub secret: Option<String>,
    /// Where mail servers hand mail over by LMTP.
    pub lmtp: Option<SocketAddr>,
    /// The mailbox that is read.
    pub imap: Option<InboxAddress>,
}
