//! The folder in which the demo's mail ends, read back: what a person would have found in their
//! mailbox. Names are mail ids and nothing else, so that no name leads out of the folder.

use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use mail_parser::{Address, MessageParser};

use crate::ids::MailId;

/// Most mails listed: a demo that sent more has other worries.
const MOST: usize = 200;

/// A mail as the list shows it.
pub(super) struct Letter {
    pub(super) id: MailId,
    pub(super) subject: String,
    pub(super) to: String,
    pub(super) from: String,
    pub(super) sent: Option<DateTime<Utc>>,
    pub(super) text: String,
}

/// The newest mails, newest first. Their ids are in order of time.
pub(super) async fn letters(folder: &Path) -> anyhow::Result<Vec<Letter>> {
    let mut ids: Vec<MailId> = Vec::new();
    let mut files = tokio::fs::read_dir(folder)
        .await
        .context("the demo's mailbox cannot be read")?;
    while let Some(file) = files.next_entry().await? {
        let name = file.file_name();
        let id = name.to_str().and_then(|name| name.strip_suffix(".eml"));
        ids.extend(id.and_then(|id| id.parse::<MailId>().ok()));
    }
    ids.sort_unstable_by(|one, other| other.cmp(one));
    let mut letters = Vec::new();
    for id in ids.into_iter().take(MOST) {
        letters.extend(letter(folder, id).await?);
    }
    Ok(letters)
}

/// One mail, if it is there and can be read.
pub(super) async fn letter(folder: &Path, id: MailId) -> anyhow::Result<Option<Letter>> {
    let raw = match tokio::fs::read(folder.join(format!("{id}.eml"))).await {
        Ok(raw) => raw,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context("a mail of the demo cannot be read"),
    };
    let Some(message) = MessageParser::default().parse(&raw) else {
        return Ok(None);
    };
    Ok(Some(Letter {
        id,
        subject: message.subject().unwrap_or("(no subject)").to_owned(),
        to: written(message.to()),
        from: written(message.from()),
        sent: message
            .date()
            .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        text: message
            .body_text(0)
            .map(|text| text.replace("\r\n", "\n").trim_end().to_owned())
            .unwrap_or_default(),
    }))
}

/// Names and addresses, as a mail program shows them.
fn written(addresses: Option<&Address<'_>>) -> String {
    let each = addresses.into_iter().flat_map(Address::iter);
    let words: Vec<String> = each
        .map(|one| match (one.name(), one.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (name, address) => address.or(name).unwrap_or_default().to_owned(),
        })
        .collect();
    words.join(", ")
}
