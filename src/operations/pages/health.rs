//! Two addresses for machines: is the process there, and can it serve.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::web::AppState;

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "ok"
}

/// The database answers and has had every migration (503 until then).
pub(super) async fn ready(State(app): State<AppState>) -> Response {
    match app.db.pending_migrations().await {
        Ok(0) => Json(json!({"ready": true})).into_response(),
        Ok(pending) => not_ready(json!({"ready": false, "pending_migrations": pending})),
        Err(error) => {
            tracing::error!(%error, "not ready");
            not_ready(json!({"ready": false, "database": "does not answer"}))
        }
    }
}

fn not_ready(why: serde_json::Value) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Json(why)).into_response()
}
