//! What the meetings do when their convening changes: the job that it leaves.

use super::store;
use crate::{
    convenings::{ConveningChanged, WhatChanged},
    web::AppState,
};

/// Brings the meetings of a convening up to date with its time, its end and its guests. Done twice it finds nothing to do.
pub async fn follow_convening(app: &AppState, job: &ConveningChanged) -> anyhow::Result<()> {
    if job.what != WhatChanged::Room {
        return Ok(());
    }
    let (convening, now) = (job.convening, app.now());
    app.db
        .write(async |txn| store::follow(txn, convening, now).await)
        .await?;
    Ok(())
}
