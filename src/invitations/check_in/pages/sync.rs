//! The taps of a phone that was out of reach, all at once. Each answer says what was taken, so that the phone forgets
//! exactly that; the same message again changes nothing.

use axum::{
    Json,
    extract::Path,
    response::{IntoResponse, Response},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{
    rules::{MOST_ACTS, Outcome, Tap},
    store,
};
use crate::{
    convenings,
    web::{AppError, DoorDesk, Result},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    acts: Vec<Tap>,
}

/// What became of one tap.
#[derive(Debug, Serialize)]
struct Taken {
    /// The phone's own name of the tap.
    key: String,
    outcome: Outcome,
    /// The note that stands; nothing where none does.
    standing: Option<Uuid>,
}

#[derive(Debug, Serialize)]
struct Answer {
    taken: Vec<Taken>,
    here: u64,
    walk_ins: u64,
    expected: u64,
}

/// POST /convenings/{id}/check-in/sync
pub(super) async fn take(
    door: DoorDesk,
    Path(id): Path<String>,
    Json(sent): Json<Sent>,
) -> Result<Response> {
    let of = super::load(&door, &id).await?;
    if sent.acts.len() > MOST_ACTS {
        let what = format!("Send at most {MOST_ACTS} taps at once.");
        return Err(AppError::Invalid(what));
    }
    let (desk, key) = (&door.0, of.row.id);
    let now = desk.app.now();
    let taken = desk
        .app
        .db
        .write(async |txn| {
            let mut taken = Vec::with_capacity(sent.acts.len());
            for tap in &sent.acts {
                let (outcome, standing) = match tap.read(now) {
                    Some(act) => store::take(txn, key, &act, &desk.actor(), now).await?,
                    None => (Outcome::Refused, None),
                };
                taken.push(Taken {
                    key: tap.key.clone(),
                    outcome,
                    standing,
                });
            }
            Ok::<_, DbErr>(taken)
        })
        .await?;
    let numbers = convenings::here(desk.db(), key).await?;
    Ok(Json(Answer {
        taken,
        here: numbers.here,
        walk_ins: numbers.walk_ins,
        expected: numbers.expected,
    })
    .into_response())
}
