//! Mail handed over by LMTP (RFC 2033): a small server for the mail server in front of it. It takes mail for addresses of
//! convenings alone, and answers for each recipient once the mail is committed.

mod conversation;
mod wire;

use std::{sync::Arc, time::Duration};

use tokio::{
    io::{AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::timeout,
};

use self::{
    conversation::{Conversation, Step},
    wire::{Mail, command, data},
};
use super::receive::{Way, receive};
use crate::{invitations::itip::read::LARGEST_MAIL, web::AppState};

/// However many mails a server brings, it comes again for the next.
const LONGEST_TALK: Duration = Duration::from_mins(10);

/// How many talk to us at once; the next wait.
const AT_ONCE: usize = 16;

/// Listens until told to stop, and lets nobody finish who takes longer than that.
pub async fn listen_lmtp(app: AppState, listener: TcpListener, mut stop: watch::Receiver<bool>) {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut talks = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => break,
        };
        let (stream, app) = match accepted {
            Ok((stream, _)) => (stream, app.clone()),
            Err(error) => {
                tracing::warn!(%error, "a mail server could not connect");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let slot = tokio::select! {
            slot = Arc::clone(&slots).acquire_owned() => slot,
            _ = stop.changed() => break,
        };
        let Ok(slot) = slot else { break };
        while talks.try_join_next().is_some() {}
        talks.spawn(async move {
            match timeout(LONGEST_TALK, talk(&app, stream)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::debug!(%error, "a mail server hung up"),
                Err(_) => tracing::debug!("a mail server kept us too long"),
            }
            drop(slot);
        });
    }
    // A mail that is being committed is answered; whoever is silent is not waited for.
    let finish = async { while talks.join_next().await.is_some() {} };
    let _ = timeout(Duration::from_secs(5), finish).await;
}

async fn talk(app: &AppState, stream: TcpStream) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    let mut conversation = Conversation::new(&app.settings.reply_domain, LARGEST_MAIL);
    write.write_all(conversation.greeting().as_bytes()).await?;
    loop {
        let Some(line) = command(&mut read).await? else {
            write.write_all(b"500 5.5.6 Line too long\r\n").await?;
            return Ok(());
        };
        match conversation.line(&line) {
            Step::Say(answer) => write.write_all(answer.as_bytes()).await?,
            Step::Leave(answer) => return write.write_all(answer.as_bytes()).await,
            Step::TakeData(recipients) => {
                write
                    .write_all(b"354 End with a line of one dot\r\n")
                    .await?;
                let Some(mail) = data(&mut read).await? else {
                    return write.write_all(b"421 4.3.4 Far too large\r\n").await;
                };
                for recipient in recipients {
                    let answer = take_in(app, &mail, recipient).await;
                    write.write_all(answer).await?;
                }
                conversation.forget();
            }
        }
    }
}

/// One mail for one recipient, and what the mail server hears: never OK before it is committed.
async fn take_in(app: &AppState, mail: &Mail, recipient: String) -> &'static [u8] {
    let Mail::Whole(raw) = mail else {
        return b"552 5.3.4 Too large\r\n";
    };
    match receive(app, Way::Lmtp, &[recipient], raw).await {
        Ok(_) => b"250 2.0.0 Taken\r\n",
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "a mail could not be taken in");
            b"451 4.3.0 Try again later\r\n"
        }
    }
}
