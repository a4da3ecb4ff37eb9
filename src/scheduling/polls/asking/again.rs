//! A new link for one person, because the mail with theirs is lost.

use super::{mails::Kind, send::Going, store};
use crate::{
    audit::{self, Act, Actor},
    ids::{PollId, PollPersonId},
    mail,
    values::{PollPersonState, PollState, TimeZone},
    web::AppState,
};

/// Asks one person once more, with a fresh link; `false` if nobody may write to them now.
pub(in crate::scheduling::polls) async fn write_to_one(
    app: &AppState,
    (poll, person): (PollId, PollPersonId),
    zone: &TimeZone,
    actor: &Actor,
) -> anyhow::Result<bool> {
    let Some(going) = Going::load(app, poll).await? else {
        return Ok(false);
    };
    let now = app.now();
    app.db
        .write(async |txn| {
            let held = store::hold(txn, poll).await?;
            if held.is_none_or(|held| held.state != PollState::Open) || going.is_mute(app) {
                return Ok(false);
            }
            let Some(person) = store::person_of(txn, poll, person).await? else {
                return Ok(false);
            };
            let bars = store::barred(txn, std::slice::from_ref(&person), false).await?;
            let barred = bars
                .iter()
                .any(|bars| bars.do_not_contact || bars.suppressed);
            if barred || person.state == PollPersonState::Removed {
                return Ok(false);
            }
            store::note_asked(txn, &person, now).await?;
            let link = store::fresh_link(txn, person.id, now).await?;
            let letter = going.letter(app, &going.options);
            let draft = letter.draft(&person, zone, Kind::Ask, &link)?;
            mail::enqueue(txn, &draft, now).await?;
            let act = Act {
                action: "date_poll",
                kind: "convening",
                id: going.about.poll.convening_id.to_string(),
                summary: format!("Sent {} a new link to the date poll", person.name),
                before: None,
                after: None,
            };
            audit::record(txn, actor, act, now).await?;
            anyhow::Ok(true)
        })
        .await
}
