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
    let mut digest = Sha256::new_with_prefix(raw);
    // One mail to two convenings is handed over once for each.
    if let [recipient] = recipients {
        digest.update(b"\n");
        digest.update(recipient.to_lowercase());
    }
    let digest = URL_SAFE_NO_PAD.encode(digest.finalize());
    let letter = read::read(raw);
    // A mail that is too large is not kept, only that it came.
    let kept = raw
        .get(..raw.len().min(read::LARGEST_MAIL))
        .unwrap_or_default();
    app.db
        .write(async |txn| {
            let Some(id) = store::begin(txn, way, &digest, kept, now).await? else {
                return Ok(Received {
                    is_repeat: true,
                    rule: String::new(),
                    told: "This mail came before.".to_owned(),
                });
            };
            let entry = match &letter {
                Ok(letter) => {
                    let all: Vec<String> = recipients
                        .iter()
                        .map(|address| address.to_lowercase())
                        .chain(letter.recipients.iter().cloned())
                        .collect();
                    take_in(txn, &app.settings.incoming, letter, &all, now).await?
                }
                Err(why) => unread(*why),
            };
            store::complete(txn, id, &entry).await?;
            Ok(Received {
                is_repeat: false,
                rule: entry.rule,
                told: entry.told,
            })
        })
        .await
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
    recipients: &[String],
    now: DateTime<Utc>,
) -> anyhow::Result<Entry> {
    let target = facts::target(txn, recipients).await?;
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
    let invitation = match target {
        Some(target) => apply::carry_out(txn, (target, &guests), &verdict, now).await?,
        None => None,
    };
    Ok(Entry {
        invitation,
        method: incoming.method.as_str().to_owned(),
        rule: verdict.rule.to_owned(),
        verdict: word(&verdict.effect).to_owned(),
        told: verdict.told,
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
