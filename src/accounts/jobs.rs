//! Making and mailing a sign-in link, after the page has answered. Every request for a link leaves
//! the same job behind, with an account or without, so that neither the answer nor its time tells
//! whether an address has one. Repeated, it mails one more link: harmless.

use chrono::TimeDelta;
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

use super::{
    mails::{self, Occasion},
    rules::local_path,
};
use crate::{
    auth::{accounts, links},
    entities::users,
    ids::UserId,
    jobs::Job,
    mail,
    web::AppState,
};

/// How long a link that an administrator sends stays good.
const INVITATION_GOOD_FOR: TimeDelta = TimeDelta::days(2);

/// A wish for a sign-in link.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailSignInLink {
    /// Whose account it is; `None` if nobody's, and there is nothing to do.
    pub user: Option<UserId>,
    /// The page to open after signing in.
    pub next: String,
}

impl Job for MailSignInLink {
    const KIND: &'static str = "mail_sign_in_link";
}

/// Makes the link and promises the mail.
pub async fn mail_sign_in_link(app: &AppState, job: MailSignInLink) -> anyhow::Result<()> {
    let Some(user) = job.user else { return Ok(()) };
    app.db
        .write(async |txn| {
            let Some(user) = accounts::by_id(txn, user).await? else {
                return Ok(());
            };
            let token = links::make(txn, user.id, links::GOOD_FOR, app.now()).await?;
            let next = local_path(&job.next);
            let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let link = app
                .settings
                .url(&format!("/sign-in/{}?next={query}", token.reveal()));
            let draft = mails::sign_in(&user, &link, "30 minutes", Occasion::Asked)?;
            mail::enqueue(txn, &draft, app.now()).await?;
            Ok(())
        })
        .await
}

/// Makes a link for an account that an administrator opened or helps into, and promises the mail.
pub(super) async fn invite(
    txn: &DatabaseTransaction,
    app: &AppState,
    user: &users::Model,
) -> anyhow::Result<()> {
    let token = links::make(txn, user.id, INVITATION_GOOD_FOR, app.now()).await?;
    let link = app.settings.url(&format!("/sign-in/{}", token.reveal()));
    let draft = mails::sign_in(user, &link, "two days", Occasion::Invited)?;
    mail::enqueue(txn, &draft, app.now()).await?;
    Ok(())
}
