//! What somebody sends: the whole form, or one answer as it is given.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{AtPoll, Opened, Wanted, count, open, show::refused};
use crate::{
    ids::PollOptionId,
    scheduling::polls::{
        asking::store::by_secret,
        guest::{
            form::{self, Sent, Vote, read},
            is_open,
            store::{self, By},
        },
    },
    values::{AnswerSource, PollAnswer, typed},
    web::{ClientKey, FieldErrors, Form, FrontDesk, Query, Result, address, flash_to},
};

/// POST /polls/{secret}
pub(super) async fn answer(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let here = address(&format!("/polls/{secret}"), &[("zone", at.zone.name())]);
    let mut errors = FieldErrors::default();
    let Some(answers) = read(&mut errors, &sent, live(&at)) else {
        return refused(&front, &at, &secret, (&sent, errors));
    };
    let (id, by) = (at.person.id, by_link(&front));
    let kept = front
        .app
        .db
        .write(async |txn| store::save(txn, id, &answers, &by).await)
        .await?;
    Ok(flash_to(
        &here,
        if kept {
            "Thank you. Your times are saved. You can change them with the same link."
        } else {
            "This poll takes no more answers, so nothing was changed."
        },
    ))
}

/// The options that can be answered.
pub(super) fn live(at: &AtPoll) -> impl Iterator<Item = PollOptionId> {
    at.options.iter().map(|option| option.id)
}

fn by_link(front: &FrontDesk) -> By {
    By {
        source: AnswerSource::Link,
        staff: String::new(),
        now: front.app.now(),
    }
}

/// One answer, sent by the page's script.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct VoteForm {
    option: String,
    answer: String,
    note: String,
}

/// POST /polls/{secret}/votes: 204 when it is kept; 404 where the link opens nothing or there is no such time, 409 where
/// the poll takes no answers, 422 where it is no answer.
pub(super) async fn vote(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Form(sent): Form<VoteForm>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let db = front.app.db.read();
    let Some(person) = by_secret(db, &secret).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let option: Option<PollOptionId> = sent.option.parse().ok();
    let Some((option, poll)) = store::offered(db, person.poll_id, option).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let now = front.app.now();
    if !is_open(&poll, now) {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    let answer = sent.answer.parse::<PollAnswer>();
    let note = typed::optional(&sent.note, "A note", form::LONGEST);
    let (Ok(answer), Ok(note)) = (answer, note) else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    let vote = Vote {
        option,
        answer,
        note,
    };
    let by = by_link(&front);
    let kept = front
        .app
        .db
        .write(async |txn| store::save_vote(txn, person.id, &vote, &by).await)
        .await?;
    Ok(if kept {
        StatusCode::NO_CONTENT.into_response()
    } else {
        StatusCode::CONFLICT.into_response()
    })
}
