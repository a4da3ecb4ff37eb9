//! What the host does with what came in: lets people in or not, takes another time or not.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    incoming::{Wanted, page},
    load, path_of,
};
use crate::{
    entities::{door_requests, time_proposals},
    ids::{DoorRequestId, InvitationId, ProposalId},
    invitations::{
        incoming::{self, Decided},
        ledger,
        sending::Meeting,
    },
    values::{ProposalState, TimeZone, time_convert::to_timestamp, typed},
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// The longest word to whose proposal is declined, in characters.
const LONGEST_WORDS: usize = 1_000;

async fn request_of(desk: &Desk, meeting: &Meeting, id: &str) -> Result<door_requests::Model> {
    let id: DoorRequestId = AppError::found(id.parse().ok())?;
    AppError::found(incoming::door_request(desk.db(), meeting.id(), id).await?)
}

/// The proposal, and the name of whose it is.
async fn proposal_of(
    desk: &Desk,
    meeting: &Meeting,
    id: &str,
) -> Result<(time_proposals::Model, String)> {
    let id: ProposalId = AppError::found(id.parse().ok())?;
    let found = AppError::found(incoming::proposal(desk.db(), meeting.id(), id).await?)?;
    let guest = AppError::found(ledger::by_id(desk.db(), found.invitation_id).await?)?;
    Ok((found, guest.name))
}

fn here(meeting: &Meeting) -> String {
    format!("{}/incoming", path_of(meeting.id()))
}

/// POST /convenings/{id}/incoming/door/{request}/admission
pub(super) async fn let_in(
    EditorsDesk(desk): EditorsDesk,
    Path((id, request)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let request = request_of(&desk, &meeting, &request).await?;
    let (now, actor) = (desk.app.now(), desk.actor());
    let done = desk
        .app
        .db
        .write(async |txn| incoming::let_in(txn, &request, &actor, now).await)
        .await?;
    let told = match &done {
        Decided::Done => "They have a seat, and the invitation is on its way.".to_owned(),
        Decided::Waits => {
            "Every place is taken: they are on the waiting list, and a mail tells them so."
                .to_owned()
        }
        other => not_done(other),
    };
    Ok(flash_to(&here(&meeting), &told))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct GuestForm {
    guest: String,
}

/// POST /convenings/{id}/incoming/door/{request}/guest: whoever stands there is a guest who answers from another address.
pub(super) async fn is_guest(
    EditorsDesk(desk): EditorsDesk,
    Path((id, request)): Path<(String, String)>,
    Form(form): Form<GuestForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let request = request_of(&desk, &meeting, &request).await?;
    let Ok(guest) = form.guest.parse::<InvitationId>() else {
        let told = "Nothing changed: choose the guest whose address it is.";
        return Ok(flash_to(&here(&meeting), told));
    };
    let (now, actor) = (desk.app.now(), desk.actor());
    let done = desk
        .app
        .db
        .write(async |txn| incoming::is_guest(txn, &request, guest, &actor, now).await)
        .await?;
    let told = match &done {
        Decided::Done => "Noted. Answers from this address are theirs from now on.".to_owned(),
        other => not_done(other),
    };
    Ok(flash_to(&here(&meeting), &told))
}

/// POST /convenings/{id}/incoming/door/{request}/refusal
pub(super) async fn turn_away(
    EditorsDesk(desk): EditorsDesk,
    Path((id, request)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let request = request_of(&desk, &meeting, &request).await?;
    let (now, actor) = (desk.app.now(), desk.actor());
    let done = desk
        .app
        .db
        .write(async |txn| incoming::refuse_at_door(txn, &request, &actor, now).await)
        .await?;
    let told = match &done {
        Decided::Done => "They get no seat. No mail was sent.".to_owned(),
        other => not_done(other),
    };
    Ok(flash_to(&here(&meeting), &told))
}

fn not_done(why: &Decided) -> String {
    match why {
        Decided::Done | Decided::Waits => "Done.".to_owned(),
        Decided::Overtaken => "Nothing changed: this was decided or changed meanwhile.".to_owned(),
        Decided::Over => "Nothing changed: the convening is cancelled.".to_owned(),
        Decided::NoMail => {
            "Nothing changed: this address cannot be written to, or is not to be contacted."
                .to_owned()
        }
        Decided::Barred(why) => format!("Nothing changed: {}.", why.sentence()),
    }
}

/// POST /convenings/{id}/incoming/proposals/{proposal}/acceptance: fills in the form that changes the convening. Nothing is
/// decided before that is saved; then the proposal closes by itself.
pub(super) async fn accept(
    EditorsDesk(desk): EditorsDesk,
    Path((id, proposal)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let (proposal, _) = proposal_of(&desk, &meeting, &proposal).await?;
    if proposal.state != ProposalState::Open {
        return Ok(flash_to(&here(&meeting), &not_done(&Decided::Overtaken)));
    }
    let zone = &meeting.of.convening.row.time_zone;
    let times = (proposal.starts_at, proposal.ends_at);
    let path = format!("{}/edit", path_of(meeting.id()));
    let Some(query) = times_in(times, zone) else {
        return Ok(flash_to(&path, "Type the proposed time, and save it."));
    };
    Ok(flash_to(
        &format!("{path}?{query}"),
        "The proposed time is filled in: save it, then review and send. Whoever proposed it is told once it is saved.",
    ))
}

/// Both ends on the clocks of the convening, with which of two hours is meant, for the form that changes it.
fn times_in(
    (start, end): (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>),
    zone: &TimeZone,
) -> Option<String> {
    let side = |name: &str, at| {
        let at = to_timestamp(at).ok()?;
        let local = zone.rules().to_datetime(at);
        let earlier = zone.rules().to_ambiguous_timestamp(local).earlier().ok()?;
        let fold = if earlier == at { "earlier" } else { "later" };
        let local = local.strftime("%Y-%m-%dT%H:%M");
        Some(format!("{name}={local}&{name}_fold={fold}"))
    };
    Some(format!("{}&{}", side("start", start)?, side("end", end)?))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RefusalForm {
    words: String,
    /// Which page of the proposals it was pressed on.
    proposals: String,
}

/// POST /convenings/{id}/incoming/proposals/{proposal}/refusal
pub(super) async fn refuse(
    EditorsDesk(desk): EditorsDesk,
    Path((id, proposal)): Path<(String, String)>,
    Form(form): Form<RefusalForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let (proposal, name) = proposal_of(&desk, &meeting, &proposal).await?;
    let mut errors = FieldErrors::default();
    let words = errors.keep(
        "words",
        typed::optional(&form.words, "your answer", LONGEST_WORDS),
    );
    let Some(words) = words else {
        let typed = Some((proposal.id, form.words));
        let wanted = Wanted {
            proposals: form.proposals,
            ..Wanted::default()
        };
        let refused = page(&desk, &meeting, &wanted, (typed, errors)).await?;
        return web::page_invalid(&refused);
    };
    let (now, actor) = (desk.app.now(), desk.actor());
    let of = (&proposal, name.as_str());
    let done = desk
        .app
        .db
        .write(async |txn| incoming::refuse_proposal(txn, of, &words, &actor, now).await)
        .await?;
    let told = match &done {
        Decided::Done => format!("Declined. {name} gets a mail that says so."),
        other => not_done(other),
    };
    Ok(flash_to(&here(&meeting), &told))
}
