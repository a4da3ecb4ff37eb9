//! Signing in with a mailed link. Opening the link changes nothing, because mail scanners open
//! links; the button on its page does. Asking for a link is answered alike for every address.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    door::Door,
    sign_in::{Next, SignInForm, counted_as, refused},
};
use crate::{
    accounts::{jobs::MailSignInLink, rules::local_path, store},
    auth::{accounts, links},
    jobs,
    values::EmailAddress,
    web::{FieldErrors, Form, FrontDesk, Query, Result, Shell, page},
};

#[derive(Template)]
#[template(path = "accounts/link_sent.html")]
struct LinkSentPage {
    shell: Shell,
    email: String,
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    shell: Shell,
    token: String,
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/link_spent.html")]
struct LinkSpentPage {
    shell: Shell,
    next: String,
}

/// Asks for a link.
pub(super) async fn ask(
    front: FrontDesk,
    door: Door,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let app = &front.app;
    let email: EmailAddress = match form.email.trim().parse() {
        Ok(email) => email,
        Err(error) => {
            let mut errors = FieldErrors::default();
            errors.keep::<(), _>("email", Err(error));
            return refused(&front, &form, errors);
        }
    };
    if door.count_link(app, &counted_as(&form.email)).await? {
        let user = accounts::by_email(app.db.read(), &email).await?;
        let job = MailSignInLink {
            user: user.map(|user| user.id),
            next: local_path(&form.next).to_owned(),
        };
        app.db
            .write(async |txn| jobs::enqueue(txn, &job, app.now()).await)
            .await?;
    }
    page(&LinkSentPage {
        shell: front.shell("Look in your mail"),
        email: form.email.trim().to_owned(),
    })
}

/// The page with the button.
pub(super) async fn show(
    front: FrontDesk,
    Path(token): Path<String>,
    Query(query): Query<Next>,
) -> Result<Response> {
    let app = &front.app;
    if !store::link_is_good(app.db.read(), &token, app.now()).await? {
        return spent(&front, &query.next);
    }
    page(&LinkPage {
        shell: front.shell("Sign in"),
        token,
        next: local_path(&query.next).to_owned(),
    })
}

/// Uses the link up and lets its owner in.
pub(super) async fn spend(
    front: FrontDesk,
    door: Door,
    Path(token): Path<String>,
    Form(form): Form<Next>,
) -> Result<Response> {
    let app = &front.app;
    let user = app
        .db
        .write(async |txn| {
            let Some(id) = links::spend(txn, &token, app.now()).await? else {
                return Ok(None);
            };
            let user = accounts::by_id(txn, id).await?;
            if let Some(user) = &user {
                door.note(txn, app, user).await?;
            }
            Ok::<_, sea_orm::DbErr>(user)
        })
        .await?;
    match user {
        Some(user) => door.admit(app, &user, &form.next).await,
        None => spent(&front, &form.next),
    }
}

/// The link does nothing any more (410), and how to get another.
fn spent(front: &FrontDesk, next: &str) -> Result<Response> {
    let shown = page(&LinkSpentPage {
        shell: front.shell("This link has been used or is too old"),
        next: local_path(next).to_owned(),
    })?;
    Ok((StatusCode::GONE, shown).into_response())
}
