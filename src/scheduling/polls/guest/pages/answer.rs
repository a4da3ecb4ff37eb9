//! What somebody sends: the whole form, or one answer as it is given.

use std::sync::Arc;

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{AtPoll, Opened, Wanted, count, count_person, open, show::refused};
use crate::{
    ids::PollOptionId,
    scheduling::polls::{
        asking::store::asked_by_secret,
        guest::{
            form::{self, Sent, Vote, read},
            store::{self, By, Saved},
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
    let asked = asked_by_secret(front.app.db.read(), &secret).await?;
    let option = sent.option.parse::<PollOptionId>();
    let (Some(asked), Ok(option)) = (asked, option) else {
        count(&front, &visitor).await?;
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let answer = sent.answer.parse::<PollAnswer>();
    let note = typed::optional(&sent.note, "A note", form::LONGEST);
    let (Ok(answer), Ok(note)) = (answer, note) else {
        count(&front, &visitor).await?;
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    let vote = Vote {
        option,
        answer,
        note,
        was: String::new(),
    };
    count_person(&front, asked.0)?;
    let said = Arc::new((asked, vote, by_link(&front)));
    // Committed with those that wait: many answers come at once.
    let saved = front
        .app
        .db
        .write_together(move |txn| {
            let said = Arc::clone(&said);
            Box::pin(async move {
                let (asked, vote, by) = &*said;
                store::save_vote(txn, *asked, vote, by).await
            })
        })
        .await;
    Ok(match saved? {
        Saved::Kept => StatusCode::NO_CONTENT,
        Saved::NoSuchTime => StatusCode::NOT_FOUND,
        Saved::Over => StatusCode::CONFLICT,
    }
    .into_response())
}
