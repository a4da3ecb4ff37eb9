//! A browser at the door: its session, what it calls itself, and where it comes from. The session
//! gets a new number whenever someone signs in, so that one planted beforehand opens nothing.

use std::convert::Infallible;

use anyhow::Context;
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
    response::Response,
};
use chrono::TimeDelta;
use sea_orm::{DatabaseTransaction, DbErr};
use tower_sessions::Session;

use super::theme;
use crate::{
    accounts::rules,
    audit::{self, Act, Actor},
    auth::{
        accounts,
        limits::{self, Limit, Wait},
        sessions,
    },
    entities::users,
    web::{AppError, AppState, ClientKey, Result, see_other},
};

const QUARTER_HOUR: TimeDelta = TimeDelta::minutes(15);

const fn per_quarter_hour(what: &'static str, tries: i32) -> Limit {
    Limit {
        what,
        tries,
        window: QUARTER_HOUR,
    }
}

/// Passwords from one place. An office shares one place.
const PASSWORDS_HERE: Limit = per_quarter_hour("sign_in_place", 30);
/// Passwords for one address from one place: guessing stops here.
const PASSWORDS_FOR_IT_HERE: Limit = per_quarter_hour("sign_in_address_place", 10);
/// Passwords for one address from anywhere. Loose, so that no stranger keeps its owner out lightly.
const PASSWORDS_FOR_IT: Limit = per_quarter_hour("sign_in_address", 100);
/// Links asked for from one place.
const LINKS_HERE: Limit = per_quarter_hour("link_place", 20);
/// Links asked for one address.
const LINKS_FOR_IT: Limit = per_quarter_hour("link_address", 5);

/// The browser that wants in, or out.
pub(super) struct Door {
    session: Option<Session>,
    device: String,
    place: String,
}

impl FromRequestParts<AppState> for Door {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let ClientKey(place) = ClientKey::from_request_parts(parts, app).await?;
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Ok(Self {
            session: parts.extensions.get::<Session>().cloned(),
            device: rules::device(agent),
            place,
        })
    }
}

impl Door {
    fn session(&self) -> Result<&Session> {
        Ok(self.session.as_ref().context("no session layer")?)
    }

    /// Counts one password tried; refuses when there were too many. Counted alike for every address,
    /// known or not. A place that is refused no longer counts against the address.
    pub(super) async fn count_password(&self, app: &AppState, address: &str) -> Result<()> {
        let both = format!("{address}\n{}", self.place);
        for (limit, who) in [
            (PASSWORDS_HERE, self.place.as_str()),
            (PASSWORDS_FOR_IT_HERE, &both),
            (PASSWORDS_FOR_IT, address),
        ] {
            if let Err(Wait(seconds)) = limits::count(app.db.read(), limit, who, app.now()).await? {
                return Err(AppError::TooMany(seconds));
            }
        }
        Ok(())
    }

    /// Counts one link asked for; refuses a place that asked for too many. Says whether this address
    /// may be written to once more: its owner asked for none of what a stranger used up.
    pub(super) async fn count_link(&self, app: &AppState, address: &str) -> Result<bool> {
        let (db, now) = (app.db.read(), app.now());
        if let Err(Wait(seconds)) = limits::count(db, LINKS_HERE, &self.place, now).await? {
            return Err(AppError::TooMany(seconds));
        }
        Ok(limits::count(db, LINKS_FOR_IT, address, now).await?.is_ok())
    }

    /// Writes down that someone signs in here.
    pub(super) async fn note(
        &self,
        txn: &DatabaseTransaction,
        app: &AppState,
        user: &users::Model,
    ) -> Result<(), DbErr> {
        accounts::note_sign_in(txn, user.id, app.now()).await?;
        let actor = Actor {
            user: Some(user.id),
            name: user.name.clone(),
        };
        let act = Act {
            action: "signed_in",
            kind: "account",
            id: user.id.to_string(),
            summary: format!("Signed in with {}", self.device),
            before: None,
            after: None,
        };
        audit::record(txn, &actor, act, app.now()).await
    }

    /// Lets someone in, under a new session number, and sends them on. Not inside a transaction: the
    /// session is written through a connection of its own.
    pub(super) async fn admit(
        &self,
        app: &AppState,
        user: &users::Model,
        next: &str,
    ) -> Result<Response> {
        let session = self.session()?;
        session.clear().await;
        self.renumber().await?;
        session
            .insert(sessions::USER, user.id.to_string())
            .await
            .context("the session could not be written")?;
        session
            .insert(sessions::DEVICE, &self.device)
            .await
            .context("the session could not be written")?;
        let mut response = see_other(rules::local_path(next));
        let cookie = theme::cookie(app, rules::theme(&user.theme).unwrap_or("auto"));
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        Ok(response)
    }

    /// Gives this browser's session a new number; the old one is void.
    pub(super) async fn renumber(&self) -> Result<()> {
        self.session()?
            .cycle_id()
            .await
            .context("the session could not be renumbered")?;
        Ok(())
    }

    /// Ends this browser's session.
    pub(super) async fn leave(&self) -> Result<()> {
        self.session()?
            .flush()
            .await
            .context("the session could not be ended")?;
        Ok(())
    }

    /// The hash under which this browser's session is kept.
    pub(super) fn key(&self) -> Option<String> {
        self.session
            .as_ref()
            .and_then(Session::id)
            .map(sessions::key)
    }
}
