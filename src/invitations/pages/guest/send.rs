//! What a guest sends: an answer, somebody else, another time.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    AtPage, Opened, Wanted, asked, count, open, private,
    show::{Typed, refused},
    unlisted,
};
use crate::{
    invitations::answering::{
        self, Refusal, Replied,
        rules::{
            AnswerForm, Asked, HandoverForm, ProposalForm, read_answer, read_handover,
            read_proposal, read_replies,
        },
    },
    values::{InvitationState, Partstat},
    web::{
        self, AppError, ClientKey, FieldErrors, Form, FrontDesk, Query, Result, Shell, flash_to,
        see_other,
    },
};

/// POST /i/{secret}
pub(super) async fn answer(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let sent: BTreeMap<String, String> = sent.into_iter().collect();
    let questions = answering::asked(front.app.db.read(), at.meeting.id()).await?;
    let mut errors = FieldErrors::default();
    let Some(said) = read(&mut errors, &questions, &sent) else {
        let typed = typed(sent);
        return refused(&front, &at, &questions, (typed, errors)).await;
    };
    let (now, guest) = (front.app.now(), at.guest.id);
    let taken = front
        .app
        .db
        .write(async |txn| answering::answer(txn, guest, &said, now).await)
        .await?;
    Ok(match taken {
        Ok(()) => flash_to(&at.here, thanks(&at, said.partstat)),
        Err(why) => turned_away(&at, why),
    })
}

fn form_of(sent: &BTreeMap<String, String>) -> AnswerForm {
    let field = |name: &str| sent.get(name).cloned().unwrap_or_default();
    AnswerForm {
        answer: field("answer"),
        note: field("note"),
    }
}

fn read<'a>(
    errors: &mut FieldErrors,
    questions: &'a [Asked],
    sent: &BTreeMap<String, String>,
) -> Option<Replied<'a>> {
    let read = read_answer(errors, &form_of(sent));
    let comes = read
        .as_ref()
        .is_none_or(|(partstat, _)| *partstat != Partstat::Declined);
    let replies = read_replies(questions, sent, comes);
    if let Err(wrong) = &replies {
        asked::tell(errors, wrong);
    }
    let (partstat, note) = read?;
    Some(Replied {
        partstat,
        note,
        questions,
        replies: replies.ok()?,
    })
}

fn typed(sent: BTreeMap<String, String>) -> Typed {
    let form = form_of(&sent);
    Typed {
        answer: form.answer,
        note: form.note,
        replies: Some(sent),
        ..Typed::default()
    }
}

fn thanks(at: &AtPage, partstat: Partstat) -> &'static str {
    let waited = at.guest.state == InvitationState::Waiting;
    match partstat {
        Partstat::Accepted if waited => "The place is yours. An invitation is on its way to you.",
        Partstat::Accepted => "Thank you. We look forward to seeing you.",
        Partstat::Tentative => "Thank you. Come back here when you know.",
        _ => "Thank you for telling us.",
    }
}

/// What happened meanwhile, on the page as it stands now.
fn turned_away(at: &AtPage, why: Refusal) -> Response {
    match why {
        Refusal::Full => flash_to(
            &at.here,
            "Every place is taken. You are on the waiting list: we write to you when one is free.",
        ),
        Refusal::Closed(_) | Refusal::Gone | Refusal::Address => flash_to(
            &at.here,
            "This was not taken: answers are no longer taken here.",
        ),
    }
}

/// POST /i/{secret}/somebody-else
pub(super) async fn somebody_else(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
    Form(form): Form<HandoverForm>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let mut errors = FieldErrors::default();
    let Some(to) = read_handover(&mut errors, &form) else {
        return handover_again(&front, &at, (form, errors)).await;
    };
    let (now, guest) = (front.app.now(), at.guest.id);
    let done = front
        .app
        .db
        .write(async |txn| answering::hand_over(txn, guest, &to, now).await)
        .await;
    match done {
        Ok(Ok(_)) => Ok(see_other("/i/handed-over")),
        Ok(Err(Refusal::Address)) => {
            // The same words whoever it is: a guest list that is hidden is not told by asking.
            let words = "The seat cannot go to this address from here. Choose somebody else, or write to the host";
            errors.add("email", words);
            handover_again(&front, &at, (form, errors)).await
        }
        Ok(Err(why)) => Ok(turned_away(&at, why)),
        Err(error) => Err(AppError::from(error)),
    }
}

async fn handover_again(
    front: &FrontDesk,
    at: &AtPage,
    (form, errors): (HandoverForm, FieldErrors),
) -> Result<Response> {
    let typed = Typed {
        handover: form,
        unfolded: "somebody-else",
        ..as_kept(at)
    };
    let questions = answering::asked(front.app.db.read(), at.meeting.id()).await?;
    refused(front, at, &questions, (typed, errors)).await
}

/// The answer as it stands, while another form is refused.
fn as_kept(at: &AtPage) -> Typed {
    Typed {
        answer: at.guest.partstat.to_string(),
        note: at.guest.note.clone(),
        ..Typed::default()
    }
}

/// POST /i/{secret}/another-time
pub(super) async fn another_time(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
    Form(form): Form<ProposalForm>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let (now, guest) = (front.app.now(), at.guest.id);
    let zone = &at.meeting.of.convening.row.time_zone;
    let mut errors = FieldErrors::default();
    let read = read_proposal(&mut errors, &form, zone, now);
    let Some(new) = read.filter(|_| errors.is_empty()) else {
        let typed = Typed {
            proposal: form,
            unfolded: "another-time",
            ..as_kept(&at)
        };
        let questions = answering::asked(front.app.db.read(), at.meeting.id()).await?;
        return refused(&front, &at, &questions, (typed, errors)).await;
    };
    let taken = front
        .app
        .db
        .write(async |txn| answering::propose(txn, guest, &new, now).await)
        .await?;
    Ok(match taken {
        Ok(()) => flash_to(
            &at.here,
            "Thank you. The host sees the time you propose. Until they decide, the meeting stays as it is.",
        ),
        Err(why) => turned_away(&at, why),
    })
}

#[derive(Template)]
#[template(path = "invitations/handed_over.html")]
struct HandedOverPage {
    shell: Shell,
}

/// GET /i/handed-over
pub(super) async fn handed_over(front: FrontDesk) -> Result<Response> {
    Ok(unlisted(web::page(&HandedOverPage {
        shell: private(&front, "Your seat is handed over"),
    })?))
}
