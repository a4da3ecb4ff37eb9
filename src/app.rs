//! The only file that names every room: their routes, jobs and schedules, joined to one application.

use std::{future::Future, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, StatusCode},
    middleware::{from_fn, from_fn_with_state},
    routing::post,
};
use chrono::TimeDelta;
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    csrf::CsrfLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

use crate::{
    auth::{SessionRows, sessions},
    clock::Clock,
    db::Db,
    jobs::{self, Workers},
    mail::{self, SendMail, Transport},
    web::{self, AppState, Assets, Settings},
};

/// Most bytes a request may carry.
const LARGEST_BODY: usize = 256 * 1024;

/// Everything that runs: what pages need, and the way out for mail.
#[derive(Clone)]
pub struct App {
    pub state: AppState,
    pub transport: Transport,
    lease: TimeDelta,
}

impl App {
    pub fn new(db: Db, clock: Clock, settings: Settings, transport: Transport) -> Self {
        let settings = Arc::new(settings);
        Self {
            state: AppState {
                db,
                clock,
                assets: Assets::embedded(),
                settings,
            },
            transport,
            lease: jobs::LEASE,
        }
    }

    /// Says how long a worker may be silent before another takes its job.
    #[must_use]
    pub fn with_lease(mut self, lease: TimeDelta) -> Self {
        self.lease = lease;
        self
    }

    /// Every route, inside every layer.
    pub fn router(&self) -> anyhow::Result<Router> {
        self.router_with(Router::new())
    }

    /// Every route and one's own public ones inside the same layers: tests bring a page that fails.
    pub fn router_with(&self, more: Router<AppState>) -> anyhow::Result<Router> {
        let state = &self.state;
        let admin =
            admin_routes().route_layer(from_fn_with_state(state.clone(), web::deny_unless_admin));
        let staff = staff_routes()
            .merge(admin)
            .route_layer(from_fn_with_state(state.clone(), web::deny_by_default));
        let table =
            table_routes().route_layer(from_fn_with_state(state.clone(), web::deny_strangers));
        let door =
            door_routes().route_layer(from_fn_with_state(state.clone(), web::deny_all_but_door));
        let pages = staff
            .merge(table)
            .merge(door)
            .merge(public_routes())
            .merge(more)
            .route("/csp-reports", post(web::csp_reports))
            .fallback(|| async { StatusCode::NOT_FOUND })
            .with_state(state.clone());
        let layers = ServiceBuilder::new()
            // Ours alone: a number the visitor chose could not be told from another's in the log.
            .map_request(|mut request: Request| {
                request.headers_mut().remove(REQUEST_ID);
                request
            })
            .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(from_fn(web::log_requests))
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(state.clone(), web::guard))
            .layer(from_fn_with_state(state.clone(), web::render_problems))
            .layer(from_fn(web::refuse_nul))
            .layer(CatchPanicLayer::custom(web::panicked))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::GATEWAY_TIMEOUT,
                Duration::from_secs(30),
            ))
            .layer(DefaultBodyLimit::max(LARGEST_BODY))
            .layer(self.csrf()?)
            .layer(self.session_layer());
        Ok(pages.layer(layers).merge(web::asset_routes()))
    }

    /// A form may only be sent from our own pages (by `Sec-Fetch-Site` and `Origin`).
    fn csrf(&self) -> anyhow::Result<CsrfLayer> {
        let origin = self.state.settings.base_url.origin().ascii_serialization();
        CsrfLayer::new()
            .add_trusted_origin(origin)
            .context("the base URL has no origin")
    }

    fn session_layer(&self) -> SessionManagerLayer<SessionRows> {
        let rows = SessionRows::new(self.state.db.clone(), self.state.clock.clone());
        SessionManagerLayer::new(rows)
            .with_name("roundtable")
            .with_http_only(true)
            .with_secure(self.state.settings.https())
            // Lax: a link in a mail must find its reader signed in; POSTs are guarded by `csrf`.
            .with_same_site(SameSite::Lax)
            .with_expiry(Expiry::OnInactivity(time::Duration::seconds(
                sessions::LASTS.num_seconds(),
            )))
    }

    /// Who does which job.
    pub fn workers(&self) -> Workers {
        let state = self.state.clone();
        let transport = self.transport.clone();
        let (plans, prover, meetings) =
            (self.state.clone(), self.state.clone(), self.state.clone());
        let (links, guests, trials) = (self.state.clone(), self.state.clone(), self.state.clone());
        let changes = self.state.clone();
        let polls = self.state.clone();
        let (seats, places, replies) = (self.state.clone(), self.state.clone(), self.state.clone());
        let seasons = self.state.clone();
        Workers::new(state.db.clone(), state.clock.clone())
            .with_lease(self.lease)
            .with::<SendMail, _, _>(move |job| {
                let (state, transport) = (state.clone(), transport.clone());
                async move { mail::deliver(&state.db, &state.clock, &transport, job).await }
            })
            .with::<crate::invitations::SendToGuests, _, _>(move |job| {
                let state = guests.clone();
                async move { crate::invitations::send_to_guests(&state, job).await }
            })
            .with::<crate::scheduling::PollMails, _, _>(move |job| {
                let state = polls.clone();
                async move { crate::scheduling::write_poll_mails(&state, job).await }
            })
            .with::<crate::invitations::SendTestInvitation, _, _>(move |job| {
                let state = trials.clone();
                async move { crate::invitations::send_test_invitation(&state, job).await }
            })
            .with::<crate::invitations::SeatHandedOver, _, _>(move |job| {
                let state = seats.clone();
                async move { crate::invitations::seat_handed_over(&state, job).await }
            })
            .with::<crate::invitations::PlaceOffered, _, _>(move |job| {
                let state = places.clone();
                async move { crate::invitations::place_offered(&state, job).await }
            })
            .with::<crate::invitations::AnswerByMail, _, _>(move |job| {
                let state = replies.clone();
                async move { crate::invitations::answer_by_mail(&state, job).await }
            })
            .with::<crate::meetings::ProveMeetings, _, _>(move |job| {
                let state = prover.clone();
                async move { crate::meetings::prove_meetings(&state, job).await }
            })
            .with::<crate::meetings::PlanMeetings, _, _>(move |job| {
                let state = plans.clone();
                async move { crate::meetings::plan_meetings(&state, job).await }
            })
            .with::<crate::meetings::MeetingMails, _, _>(move |job| {
                let state = meetings.clone();
                async move { crate::meetings::write_meeting_mails(&state, job).await }
            })
            .with::<crate::scheduling::seasons::PlanSeason, _, _>(move |job| {
                let state = seasons.clone();
                async move { crate::scheduling::seasons::plan_season(&state, job).await }
            })
            .with::<crate::convenings::ConveningChanged, _, _>(move |job| {
                let state = changes.clone();
                async move {
                    crate::meetings::follow_convening(&state, &job).await?;
                    crate::invitations::convening_changed(&state, job).await
                }
            })
            .with::<crate::accounts::MailSignInLink, _, _>(move |job| {
                let state = links.clone();
                async move { crate::accounts::mail_sign_in_link(&state, job).await }
            })
    }

    /// Serves until told to stop, then finishes the requests and jobs in hand.
    pub async fn serve(
        &self,
        listener: TcpListener,
        workers: usize,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let (stopping, stopped) = watch::channel(false);
        let mut background = JoinSet::new();
        for _ in 0..workers.max(1) {
            background.spawn(self.workers().run(stopped.clone()));
        }
        if let Some(address) = self.state.settings.incoming.lmtp {
            let door = TcpListener::bind(address)
                .await
                .with_context(|| format!("cannot listen for LMTP on {address}"))?;
            let state = self.state.clone();
            background.spawn(crate::invitations::listen_lmtp(
                state,
                door,
                stopped.clone(),
            ));
        }
        if let Some(inbox) = self.state.settings.incoming.imap.clone() {
            let state = self.state.clone();
            background.spawn(crate::invitations::poll_inbox(
                state,
                inbox,
                stopped.clone(),
            ));
        }
        background.spawn(keep_time(self.state.clone(), stopped.clone()));
        background.spawn(keep_tidy(self.state.clone(), stopped.clone()));
        background.spawn(get_ready(self.state.clone(), stopped));
        let service = self
            .router()?
            .into_make_service_with_connect_info::<std::net::SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stop)
            .await?;
        stopping.send_replace(true);
        while background.join_next().await.is_some() {}
        Ok(())
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// For staff, and for those who lead a partnership.
fn table_routes() -> Router<AppState> {
    Router::new()
        .merge(crate::accounts::table_routes())
        .merge(crate::partnerships::table_routes())
        .merge(crate::goals::table_routes())
        .merge(crate::matching::table_routes())
        .merge(crate::convenings::table_routes())
        .merge(crate::finding::table_routes())
        .merge(crate::today::table_routes())
}

/// For staff, and for those who keep the door of a convening.
fn door_routes() -> Router<AppState> {
    Router::new().merge(crate::invitations::door_routes())
}

/// For staff.
fn staff_routes() -> Router<AppState> {
    Router::new()
        .merge(crate::partnerships::staff_routes())
        .merge(crate::convenings::staff_routes())
        .merge(crate::composing::staff_routes())
        .merge(crate::invitations::staff_routes())
        .merge(crate::meetings::staff_routes())
        .merge(crate::scheduling::seasons::staff_routes())
        .merge(crate::scheduling::poll_routes())
        .merge(crate::goals::staff_routes())
        .merge(crate::relationships::staff_routes())
        .merge(crate::matching::staff_routes())
        .merge(crate::operations::staff_routes())
        .merge(crate::people::staff_routes())
        .merge(crate::interest::staff_routes())
        .merge(crate::places::staff_routes())
        .merge(crate::funders::staff_routes())
        .merge(crate::absorbers::staff_routes())
        .merge(crate::finding::staff_routes())
}

/// For administrators.
fn admin_routes() -> Router<AppState> {
    Router::new()
        .merge(crate::accounts::admin_routes())
        .merge(crate::invitations::admin_routes())
        .merge(crate::operations::admin_routes())
}

/// For anybody.
fn public_routes() -> Router<AppState> {
    Router::new()
        .merge(crate::accounts::public_routes())
        .merge(crate::invitations::public_routes())
        .merge(crate::meetings::public_routes())
        .merge(crate::scheduling::public_poll_routes())
        .merge(crate::goals::public_routes())
        .merge(crate::operations::public_routes())
        .merge(crate::interest::public_routes())
}

/// Once a minute: does what is due because of the time of day.
async fn keep_time(state: AppState, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = on_time(&state).await {
            tracing::error!(%error, "could not do what is due");
        }
        if let Err(error) = crate::invitations::send_due_reminders(&state).await {
            tracing::error!(%error, "could not send the reminders that are due");
        }
        if let Err(error) = crate::scheduling::keep_polls(&state).await {
            tracing::error!(%error, "could not look after the date polls");
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_mins(1)) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Passes on places that nobody took in time, and copies the capital stacks of convenings that have begun. Nothing is
/// written while there is nothing to do.
pub async fn on_time(state: &AppState) -> Result<(), sea_orm::DbErr> {
    let now = state.now();
    if crate::invitations::any_lapsed(state.db.read(), now).await? {
        state
            .db
            .write(async |txn| crate::invitations::expire_offers(txn, now).await)
            .await?;
    }
    if !crate::convenings::any_begun(state.db.read(), now).await? {
        return Ok(());
    }
    state
        .db
        .write(async |txn| crate::convenings::snapshot_begun(txn, now).await)
        .await
        .map(|_| ())
}

/// Once, at the start: reads the funding sources into memory, so that nobody has to wait for it later.
async fn get_ready(state: AppState, mut stop: watch::Receiver<bool>) {
    tokio::select! {
        ready = crate::matching::get_ready(&state.db) => match ready {
            Ok(size) => tracing::info!(sources = size.sources, bytes = size.bytes, "funding sources are in memory"),
            Err(error) => tracing::error!(%error, "could not read the funding sources"),
        },
        _ = stop.changed() => {}
    }
}

/// Once an hour: drops what has run out.
async fn keep_tidy(state: AppState, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = tidy(&state).await {
            tracing::error!(%error, "could not tidy up");
        }
        if let Err(error) = crate::invitations::check_clocks(&state).await {
            tracing::error!(%error, "could not look at clocks");
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Drops sessions, links, counts, jobs and copies of mails past use, and registrations never confirmed.
pub async fn tidy(state: &AppState) -> Result<(), sea_orm::DbErr> {
    let now = state.now();
    state
        .db
        .write(async |txn| {
            crate::auth::sessions::forget_old(txn, now).await?;
            crate::auth::links::forget_old(txn, now).await?;
            crate::auth::limits::forget_old(txn, now).await?;
            crate::jobs::forget_finished(txn, now).await?;
            crate::interest::purge_unconfirmed(txn, now).await?;
            crate::invitations::forget_answers(txn, now).await?;
            crate::funders::forget_pocket_changes(txn).await?;
            crate::invitations::forget_raw_mail(txn, now).await?;
            crate::mail::forget_copies(txn, now).await?;
            Ok(())
        })
        .await
}
