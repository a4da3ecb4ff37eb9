//! Who keeps the door of a convening: a role that checks guests in and may open nothing else.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    AppError, AppState, Desk, Result,
    desk::{STAFF_ONLY, signed_in, unless_viewer_writes},
    see_other,
};
use crate::values::Role;

/// Where those who keep the door begin.
const START: &str = "/check-in";

pub(super) const DOOR_ONLY: &str =
    "Your account checks guests in on the day of a convening. Nothing else is open to it.";

/// A request by a member of staff, or by somebody who keeps the door. Whoever takes one shows only who is expected and
/// who came, and to the door only on the day.
pub struct DoorDesk(pub Desk);

impl DoorDesk {
    /// Whether this person may note who comes.
    pub fn may_note(&self) -> bool {
        self.keeps_the_door() || self.0.may_edit()
    }

    /// Whether this person may open nothing else.
    pub fn keeps_the_door(&self) -> bool {
        self.0.user.role == Role::Door
    }
}

impl FromRequestParts<AppState> for DoorDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let user = signed_in(parts, app).await?;
        if user.role != Role::Door && !user.role.is_staff() {
            return Err(AppError::Forbidden(STAFF_ONLY));
        }
        Ok(Self(Desk::of(parts, app, user).await))
    }
}

/// A request by anybody signed in, whatever their role: for leaving, and for nothing that shows anything.
pub struct AnyDesk(pub Desk);

impl FromRequestParts<AppState> for AnyDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let user = signed_in(parts, app).await?;
        Ok(Self(Desk::of(parts, app, user).await))
    }
}

/// What somebody who keeps the door is told elsewhere; the page that everybody starts from leads them to theirs.
pub(super) fn turned_away(parts: &Parts) -> Response {
    if parts.method == Method::GET && parts.uri.path() == "/today" {
        return see_other(START);
    }
    AppError::Forbidden(DOOR_ONLY).into_response()
}

/// Around every route of the door: staff and those who keep the door pass, viewers note nothing.
pub async fn deny_all_but_door(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    match signed_in(&mut parts, &app).await {
        Ok(user) if user.role == Role::Door || user.role.is_staff() => {
            unless_viewer_writes(&user, Request::from_parts(parts, body), next).await
        }
        Ok(_) => AppError::Forbidden(STAFF_ONLY).into_response(),
        Err(error) => error.into_response(),
    }
}
