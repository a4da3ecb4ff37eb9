//! The public pages that belong to no room.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    values::tzdb_version,
    web::{AppState, FrontDesk, Result, Shell, TableDesk, page, see_other},
};

#[derive(Template)]
#[template(path = "operations/start.html")]
struct StartPage {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "operations/about.html")]
struct AboutPage {
    shell: Shell,
    version: &'static str,
    zones: &'static str,
}

#[derive(Template)]
#[template(path = "operations/privacy.html")]
struct PrivacyPage {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "operations/credits.html")]
struct CreditsPage {
    shell: Shell,
    zones: &'static str,
}

/// What this is; people who are signed in go to their work.
pub(super) async fn start(front: FrontDesk, desk: Result<TableDesk>) -> Result<Response> {
    if desk.is_ok() {
        return Ok(see_other("/today"));
    }
    page(&StartPage {
        shell: front.shell("Bring funders together around a goal"),
    })
}

pub(super) async fn about(front: FrontDesk) -> Result<Response> {
    page(&AboutPage {
        shell: front.shell("About Roundtable"),
        version: env!("CARGO_PKG_VERSION"),
        zones: tzdb_version(),
    })
}

pub(super) async fn privacy(front: FrontDesk) -> Result<Response> {
    page(&PrivacyPage {
        shell: front.shell("Privacy"),
    })
}

pub(super) async fn credits(front: FrontDesk) -> Result<Response> {
    page(&CreditsPage {
        shell: front.shell("Credits"),
        zones: tzdb_version(),
    })
}

/// Browsers ask for this by habit; pages name the icon themselves.
pub(super) async fn favicon(State(app): State<AppState>) -> Response {
    see_other(&app.assets.url("/favicon.svg"))
}

/// Search engines may show the goals open for interest, and what surrounds them.
pub(super) async fn robots() -> &'static str {
    "User-agent: *\n\
     Allow: /$\n\
     Allow: /open\n\
     Allow: /about\n\
     Allow: /privacy\n\
     Allow: /credits\n\
     Allow: /assets/\n\
     Disallow: /\n"
}
