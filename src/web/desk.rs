//! Who is asking. The extractor loads and permits, so a handler cannot forget either: `Desk` is any
//! member of staff, `EditorsDesk` one who may change things, `AdminsDesk` an administrator, `TableDesk`
//! and `TableEditorsDesk` also somebody who leads a partnership, `FrontDesk` anybody. Routes for staff
//! are also wrapped in `deny_by_default`, those that leads share in `deny_strangers`.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use tower_sessions::Session;

use super::{AppError, AppState, Result, Shell, ShellUser, client, door, flash, shell};
use crate::{
    audit::Actor,
    auth::{accounts, sessions},
    entities::{interests, users},
    ids::{PartnershipId, UserId},
    values::{RegistrationStatus, Role, TimeZone, time_convert},
};

/// A request by anybody, and what its page needs.
pub struct FrontDesk {
    pub app: AppState,
    theme: &'static str,
    flash: Option<String>,
    partial: String,
    path: String,
}

impl FrontDesk {
    /// The frame of a public page.
    pub fn shell(&self, title: impl Into<String>) -> Shell {
        Shell {
            title: title.into(),
            section: "",
            user: None,
            theme: self.theme,
            keys: false,
            flash: self.flash.clone(),
            assets: self.app.assets,
            demo: false,
            canonical: self.app.settings.url(&self.path),
        }
    }

    /// Whether only this part of the page is wanted (header `X-Partial`).
    pub fn wants(&self, part: &str) -> bool {
        self.partial.split_whitespace().any(|wanted| wanted == part)
    }
}

impl FromRequestParts<AppState> for FrontDesk {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let partial = parts
            .headers
            .get("x-partial")
            .and_then(|value| value.to_str().ok());
        Ok(Self {
            theme: client::theme(&parts.headers),
            flash: flash::read(&parts.headers),
            partial: partial.unwrap_or_default().to_owned(),
            path: parts.uri.path().to_owned(),
            app: app.clone(),
        })
    }
}

/// A request by a member of staff; inside a [`TableDesk`], also by somebody who leads a partnership.
pub struct Desk {
    pub app: AppState,
    pub user: users::Model,
    /// The partnership this person leads; `None` for staff.
    pub leads: Option<PartnershipId>,
    front: FrontDesk,
    reviews_waiting: u64,
}

impl Desk {
    /// The desk of somebody signed in, whatever their role; whoever makes one decides whether they may sit at it.
    pub(super) async fn of(parts: &mut Parts, app: &AppState, user: users::Model) -> Self {
        let Ok(front) = FrontDesk::from_request_parts(parts, app).await;
        Self {
            app: app.clone(),
            user,
            leads: None,
            front,
            reviews_waiting: 0,
        }
    }

    pub fn db(&self) -> &DatabaseConnection {
        self.app.db.read()
    }

    /// Whether this person may change what this page shows: editors may, and leads, whose pages show
    /// only what is their partnership's.
    pub fn may_edit(&self) -> bool {
        self.user.role >= Role::ProgramOfficer || self.leads.is_some()
    }

    /// Whether this person works here, rather than leading one partnership.
    pub fn is_staff(&self) -> bool {
        self.user.role.is_staff()
    }

    /// Whether what belongs to this partnership (`None`: to none) is open to this person: to staff all
    /// is, to a lead their own.
    pub fn may_see(&self, partnership: Option<PartnershipId>) -> bool {
        may_see(&self.user, partnership)
    }

    /// Whether this person may change what belongs to this partnership.
    pub fn may_change(&self, partnership: Option<PartnershipId>) -> bool {
        self.may_see(partnership) && self.may_edit()
    }

    pub fn is_admin(&self) -> bool {
        self.user.role == Role::Administrator
    }

    /// Today where this person is; in UTC where they have not said which clocks they keep.
    pub fn local_date(&self) -> jiff::civil::Date {
        let zone = self.user.time_zone.clone().unwrap_or_else(TimeZone::utc);
        let now = time_convert::to_timestamp(self.app.now()).unwrap_or_default();
        zone.rules().to_datetime(now).date()
    }

    /// The same day as rows keep it.
    pub fn today(&self) -> NaiveDate {
        time_convert::to_naive(self.local_date().at(0, 0, 0, 0)).date()
    }

    /// Who to name in the audit log.
    pub fn actor(&self) -> Actor {
        Actor {
            user: Some(self.user.id),
            name: self.user.name.clone(),
        }
    }

    /// Whether only this part of the page is wanted.
    pub fn wants(&self, part: &str) -> bool {
        self.front.wants(part)
    }

    /// How many registrations of interest wait for a review; 0 for a lead.
    pub fn reviews_waiting(&self) -> u64 {
        self.reviews_waiting
    }

    /// What just happened, as the page before this one left it.
    pub fn flash(&self) -> Option<String> {
        self.front.flash.clone()
    }

    /// The frame of a staff page.
    pub fn shell(&self, section: &'static str, title: impl Into<String>) -> Shell {
        Shell {
            section,
            keys: self.user.shortcuts,
            demo: self.app.settings.demo_mailbox.is_some(),
            canonical: String::new(),
            user: Some(ShellUser {
                name: self.user.name.clone(),
                initials: shell::initials(&self.user.name),
                role_label: self.user.role.label(),
                is_admin: self.is_admin(),
                is_staff: self.is_staff(),
                table_href: self
                    .leads
                    .map(|id| format!("/partnerships/{id}"))
                    .unwrap_or_default(),
                can_edit: self.may_edit(),
                reviews_waiting: self.reviews_waiting,
            }),
            ..self.front.shell(title)
        }
    }
}

impl FromRequestParts<AppState> for Desk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let TableDesk(desk) = TableDesk::from_request_parts(parts, app).await?;
        if desk.is_staff() {
            return Ok(desk);
        }
        Err(AppError::Forbidden(STAFF_ONLY))
    }
}

pub(super) const STAFF_ONLY: &str = "This page is for staff. You lead a partnership: its page and its goals are open to you, \
                          and you reach them from the start page.";
const NO_TABLE: &str =
    "Your account leads no partnership any more. An administrator can say which one you lead.";
const VIEWERS_READ: &str = "Viewers can read everything here and change nothing.";

fn may_see(user: &users::Model, partnership: Option<PartnershipId>) -> bool {
    user.role.is_staff() || (partnership.is_some() && user.partnership_id == partnership)
}

/// For extractors that load a thing by its path: 404 unless what belongs to this partnership is open to
/// who is asking, so that a lead cannot tell another partnership's things from none.
pub async fn permit(
    parts: &mut Parts,
    app: &AppState,
    partnership: Option<PartnershipId>,
) -> Result<()> {
    let user = signed_in(parts, app).await?;
    if may_see(&user, partnership) {
        return Ok(());
    }
    Err(AppError::NotFound)
}

/// A request by a member of staff, or by somebody who leads a partnership. Whoever takes one asks
/// [`Desk::may_see`] of what it shows, or loads it through an extractor that does.
pub struct TableDesk(pub Desk);

impl FromRequestParts<AppState> for TableDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let user = signed_in(parts, app).await?;
        let (leads, reviews_waiting) = if user.role.is_staff() {
            (None, waiting(app.db.read()).await?)
        } else if user.role == Role::Door {
            return Err(AppError::Forbidden(door::DOOR_ONLY));
        } else {
            let leads = user.partnership_id.ok_or(AppError::Forbidden(NO_TABLE))?;
            (Some(leads), 0)
        };
        let desk = Desk::of(parts, app, user).await;
        Ok(Self(Desk {
            leads,
            reviews_waiting,
            ..desk
        }))
    }
}

/// A [`TableDesk`] of somebody who may change things.
pub struct TableEditorsDesk(pub Desk);

impl FromRequestParts<AppState> for TableEditorsDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let TableDesk(desk) = TableDesk::from_request_parts(parts, app).await?;
        if desk.may_edit() {
            return Ok(Self(desk));
        }
        Err(AppError::Forbidden(VIEWERS_READ))
    }
}

async fn waiting(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    interests::Entity::find()
        .filter(interests::Column::Status.eq(RegistrationStatus::Confirmed))
        .count(db)
        .await
}

/// The account behind the session, or where to sign in.
pub(super) async fn signed_in(parts: &mut Parts, app: &AppState) -> Result<users::Model> {
    if let Some(user) = parts.extensions.get::<users::Model>() {
        return Ok(user.clone());
    }
    let back = parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let back = if parts.method == Method::GET {
        back
    } else {
        "/today".to_owned()
    };
    let session = parts.extensions.get::<Session>().cloned();
    let Some(session) = session else {
        return Err(AppError::SignInFirst(back));
    };
    let held: Option<String> = session
        .get(sessions::USER)
        .await
        .map_err(anyhow::Error::from)?;
    let id: Option<UserId> = held.and_then(|id| id.parse().ok());
    let Some(id) = id else {
        return Err(AppError::SignInFirst(back));
    };
    let user = accounts::by_id(app.db.read(), id)
        .await?
        .ok_or(AppError::SignInFirst(back))?;
    parts.extensions.insert(user.clone());
    Ok(user)
}

/// A request by someone who may change things.
pub struct EditorsDesk(pub Desk);

impl FromRequestParts<AppState> for EditorsDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let desk = Desk::from_request_parts(parts, app).await?;
        if desk.may_edit() {
            return Ok(Self(desk));
        }
        Err(AppError::Forbidden(VIEWERS_READ))
    }
}

/// A request by an administrator.
pub struct AdminsDesk(pub Desk);

impl FromRequestParts<AppState> for AdminsDesk {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let desk = Desk::from_request_parts(parts, app).await?;
        if desk.is_admin() {
            return Ok(Self(desk));
        }
        Err(AppError::Forbidden("This page is for administrators."))
    }
}

/// Around every staff route: nobody passes without signing in, leads do not pass, and viewers change
/// nothing but their own settings, whatever the handler asks for.
pub async fn deny_by_default(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    match signed_in(&mut parts, &app).await {
        Ok(user) if user.role == Role::Door => door::turned_away(&parts),
        Ok(user) if !user.role.is_staff() => AppError::Forbidden(STAFF_ONLY).into_response(),
        Ok(user) => unless_viewer_writes(&user, Request::from_parts(parts, body), next).await,
        Err(error) => error.into_response(),
    }
}

/// Around every route that staff share with leads: nobody passes without signing in, and viewers
/// change nothing. What a lead may see of it, the handler's extractors decide.
pub async fn deny_strangers(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match signed_in(&mut parts, &app).await {
        Ok(user) if user.role == Role::Door => match parts.uri.path() {
            "/sign-out" => next.run(Request::from_parts(parts, body)).await,
            _ => door::turned_away(&parts),
        },
        Ok(user) => unless_viewer_writes(&user, Request::from_parts(parts, body), next).await,
        Err(error) => error.into_response(),
    }
}

pub(super) async fn unless_viewer_writes(
    user: &users::Model,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let own = path == "/sign-out" || path.starts_with("/settings");
    if !request.method().is_safe() && user.role == Role::Viewer && !own {
        return AppError::Forbidden(VIEWERS_READ).into_response();
    }
    next.run(request).await
}

/// Around every administrator's route.
pub async fn deny_unless_admin(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    match AdminsDesk::from_request_parts(&mut parts, &app).await {
        Ok(_) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => error.into_response(),
    }
}
