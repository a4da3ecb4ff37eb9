//! One mail, from its bytes to what it changed, in one transaction.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use sha2::{Digest, Sha256};

use super::{apply, bounces, facts, store, store::Entry};
use crate::{
    invitations::itip::{
        read::{self, Content, Incoming, Letter, Standing, Unreadable},
        replies::{self, Effect},
    },
    web::{AppState, IncomingMail},
};

/// Which way a mail came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ingest,
    Http,
    Lmtp,
    Imap,
}

impl Way {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Http => "http",
            Self::Lmtp => "lmtp",
            Self::Imap => "imap",
        }
    }
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// This very mail had come before; nothing was done.
    pub is_repeat: bool,
    /// The rule that decided; empty for bounces, auto-replies and repeats.
    pub rule: String,
    pub told: String,
}

/// Takes in one mail. `recipients` are those the envelope names; the headers' are looked at after them.
pub async fn receive(
    app: &AppState,
    way: Way,
    recipients: &[String],
    raw: &[u8],
) -> anyhow::Result<Received> {
    let now = app.now();
    let letter = read::read(raw);
    let named = letter.as_ref().map_or(&[][..], |letter| &letter.recipients);
    let all: Vec<String> = recipients
        .iter()
        .map(|address| address.to_lowercase())
        .chain(named.iter().cloned())
        .collect();
    // A mail that is too large is not kept, only that it came.
    let kept = raw
        .get(..raw.len().min(read::LARGEST_MAIL))
        .unwrap_or_default();
    app.db
        .write(async |txn| {
            let target = facts::target(txn, &all).await?;
            let digest = digest(raw, letter.as_ref().ok(), target.as_ref());
            let Some(id) = store::begin(txn, way, &digest, kept, now).await? else {
                return Ok(Received {
                    is_repeat: true,
                    rule: String::new(),
                    told: "This mail came before.".to_owned(),
                });
            };
            let entry = match &letter {
                Ok(letter) => take_in(txn, &app.settings.incoming, letter, target, now).await?,
                Err(why) => unread(*why),
            };
            store::complete(txn, id, &entry, now).await?;
            Ok(Received {
                is_repeat: false,
                rule: entry.rule,
                told: entry.told,
            })
        })
        .await
}

/// What a mail is recognised by, whichever way it comes: who says what, in which message, to which convening. Mail servers
/// add lines on top and end lines as they like; so neither counts. Without a Message-ID everything else does.
fn digest(raw: &[u8], letter: Option<&Letter>, target: Option<&facts::Target>) -> String {
    let mut digest = Sha256::new();
    let named = letter.filter(|letter| !letter.message_id.is_empty());
    let said = match named {
        Some(letter) => {
            for part in [&letter.message_id, &letter.from] {
                digest.update(part.as_bytes());
                digest.update(b"\n");
            }
            body(raw)
        }
        None => raw,
    };
    for part in said.trim_ascii_end().split(|byte| *byte == b'\r') {
        digest.update(part);
    }
    if let Some(target) = target {
        digest.update(b"\nto ");
        digest.update(target.settings.convening_id.0.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// What follows the first empty line.
fn body(raw: &[u8]) -> &[u8] {
    let mut from = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        from += line.len();
        if line.trim_ascii().is_empty() {
            break;
        }
    }
    raw.get(from..).unwrap_or_default()
}

fn unread(why: Unreadable) -> Entry {
    Entry {
        rule: "R1".to_owned(),
        verdict: "drop".to_owned(),
        told: why.to_string(),
        ..Entry::default()
    }
}

async fn take_in(
    txn: &DatabaseTransaction,
    trust: &IncomingMail,
    letter: &Letter,
    target: Option<facts::Target>,
    now: DateTime<Utc>,
) -> anyhow::Result<Entry> {
    let mut entry = match &letter.content {
        Content::Nothing(why) => unread(*why),
        Content::AutoReply => Entry {
            verdict: "auto_reply".to_owned(),
            told: "A program answered because somebody is away.".to_owned(),
            ..Entry::default()
        },
        Content::Bounce(bounce) => bounces::bounce(txn, target.as_ref(), bounce, now).await?,
        Content::Calendar(incoming) => {
            let standing =
                match read::standing(&letter.authentication, &trust.servers, &letter.from) {
                    Standing::Unknown if trust.way_authenticates => Standing::Confirmed,
                    other => other,
                };
            let from = (letter.from.as_str(), standing);
            judged(txn, target.as_ref(), incoming, from, now).await?
        }
    };
    entry.message_id.clone_from(&letter.message_id);
    entry.sender.clone_from(&letter.from);
    entry.convening = target.as_ref().map(|target| target.settings.convening_id);
    entry.recipient = target.map(|target| target.address).unwrap_or_default();
    Ok(entry)
}

async fn judged(
    txn: &DatabaseTransaction,
    target: Option<&facts::Target>,
    incoming: &Incoming,
    from: (&str, Standing),
    now: DateTime<Utc>,
) -> anyhow::Result<Entry> {
    let guests = match target {
        Some(target) => facts::named(txn, incoming, target).await?,
        None => Vec::new(),
    };
    let context = facts::context(txn, target, &guests, from, now).await?;
    let verdict = replies::judge(incoming, &context);
    let done = match target {
        Some(target) => apply::carry_out(txn, (target, &guests), &verdict, now).await?,
        None => apply::Done::default(),
    };
    let told = [verdict.told, done.also].join(" ");
    Ok(Entry {
        invitation: done.invitation,
        method: incoming.method.as_str().to_owned(),
        rule: verdict.rule.to_owned(),
        verdict: word(&verdict.effect).to_owned(),
        told: told.trim_end().to_owned(),
        ..Entry::default()
    })
}

fn word(effect: &Effect) -> &'static str {
    match effect {
        Effect::Drop => "drop",
        Effect::LogOnly => "log_only",
        Effect::Unconfirmed { .. } => "unconfirmed",
        Effect::Stale(_) => "stale",
        Effect::Ignore => "ignore",
        Effect::Record(_) => "record",
        Effect::DelegateAsk { .. } => "delegate_ask",
        Effect::DelegateAllow { .. } => "delegate_allow",
        Effect::Crasher { .. } => "crasher",
        Effect::Proposal { .. } => "proposal",
        Effect::Refresh { .. } => "refresh",
    }
}
