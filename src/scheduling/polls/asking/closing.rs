//! The end of a poll: withdrawn where its convening looks for no date any more, closed when its time is over, and word to staff, once, that it can be decided.

use super::{
    mails, rules,
    store::{self, About},
};
use crate::{
    audit::{self, Act, Actor},
    ids::PollId,
    mail,
    scheduling::polls::store::turn,
    values::{PollPersonState, PollState},
    web::AppState,
};

/// Closes what is over and tells staff what can be decided; says how many mails that was.
pub(super) async fn close_and_tell(app: &AppState) -> anyhow::Result<usize> {
    let (db, now) = (app.db.read(), app.now());
    let mut told = 0;
    for poll in store::left_behind(db).await? {
        if let Err(error) = end(app, poll).await {
            failed(poll.0, &error);
        }
    }
    let overdue = store::overdue(db, now).await?.into_iter();
    let ready = store::ready(db, now).await?.into_iter();
    let due = overdue
        .map(|id| (id, true))
        .chain(ready.map(|id| (id, false)));
    for (id, closes) in due {
        match tell(app, id, closes).await {
            Ok(done) => told += usize::from(done),
            Err(error) => failed(id, &error),
        }
    }
    Ok(told)
}

/// One poll that fails keeps no other from its end; it is tried again in a minute.
fn failed(poll: PollId, error: &anyhow::Error) {
    tracing::error!(%poll, %error, "a date poll could not be closed, or staff told of it");
}

/// Ends a poll whose convening looks for no date any more. Who was asked hears that there is nothing to answer.
async fn end(app: &AppState, poll: (PollId, i32)) -> anyhow::Result<()> {
    let (now, actor) = (app.now(), Actor::named("Roundtable"));
    app.db
        .write(async |txn| turn(txn, poll, PollState::Withdrawn, &actor, now).await)
        .await?;
    Ok(())
}

/// Tells the host, or who made the poll; `false` if they were told already.
async fn tell(app: &AppState, id: PollId, closes: bool) -> anyhow::Result<bool> {
    let Some(about) = About::load(app.db.read(), id).await? else {
        return Ok(false);
    };
    let people = store::people_of(app.db.read(), id).await?;
    let asked = people
        .iter()
        .filter(|person| person.state != PollPersonState::Listed);
    let (asked, silent) = (
        asked.count(),
        people
            .iter()
            .filter(|person| rules::is_silent(person))
            .count(),
    );
    let heard = (
        u64::try_from(asked.saturating_sub(silent))?,
        u64::try_from(asked)?,
    );
    let now = app.now();
    app.db
        .write(async |txn| {
            if closes {
                if !store::close(txn, id, now).await? {
                    return Ok(false);
                }
                note(txn, &about, now).await?;
            }
            if !store::claim_ready(txn, id, now).await? {
                return Ok(false);
            }
            let Some(host) = &about.host else {
                return Ok(false);
            };
            if about.poll.illustrative && app.settings.demo_mailbox.is_none() {
                return Ok(false);
            }
            let to = (&*host.name, &host.email);
            let draft = mails::ready(&app.settings, &about, to, heard, closes)?;
            mail::enqueue(txn, &draft, now).await?;
            anyhow::Ok(true)
        })
        .await
}

async fn note(
    txn: &sea_orm::DatabaseTransaction,
    about: &About,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), sea_orm::DbErr> {
    let act = Act {
        action: "closed",
        kind: "convening",
        id: about.poll.convening_id.to_string(),
        summary: "The date poll closed: its time was over".to_owned(),
        before: None,
        after: None,
    };
    audit::record(txn, &Actor::named("Roundtable"), act, now).await
}
