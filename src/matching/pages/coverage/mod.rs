//! Coverage both ways, as three pages and a file of each: goals that no funder covers, funders that no goal uses, and
//! places by issues.

mod funders;
mod goals;
mod places;

use std::sync::Arc;

use axum::{
    Router,
    http::{HeaderValue, header::REFRESH},
    response::Response,
    routing::get,
};
use jiff::{civil::Date, tz::TimeZone};

use super::waiting;
use crate::{
    matching::coverage::{Coverage, Look, coverage},
    values::{grouped, time_convert},
    web::{self, AppState, Desk, Result, sheet, views::Tab},
};

/// Rows on a page.
const PAGE: u64 = 50;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/coverage", get(goals::show))
        .route("/coverage/goals.csv", get(goals::export))
        .route("/coverage/funders", get(funders::show))
        .route("/coverage/funders.csv", get(funders::export))
        .route("/coverage/places", get(places::show))
        .route("/coverage/places.csv", get(places::export))
}

/// What a page shows: the newest coverage there is, and how far the next has come.
struct Seen {
    coverage: Arc<Coverage>,
    /// "Some of this has changed since. Matching again: 3,200 of 10,000 goals."; empty where nothing has.
    working: String,
    day: Date,
}

impl Seen {
    /// The coverage, or the page that says how far the first sweep has come.
    async fn load(desk: &Desk) -> Result<std::result::Result<Self, Response>> {
        let now = time_convert::to_timestamp(desk.app.now()).unwrap_or_default();
        // One day for all readers, wherever they are: otherwise each would have all goals matched anew.
        let day = TimeZone::UTC.to_datetime(now).date();
        Ok(match coverage(&desk.app.db, day).await? {
            Look::Ready(coverage) => Ok(Self {
                coverage,
                working: String::new(),
                day,
            }),
            Look::Working { done, of, before } => {
                let far = format!("Matching all goals: {} of {} done.", count(done), count(of));
                match before {
                    Some(coverage) => Ok(Self {
                        coverage,
                        working: format!(
                            "Something has changed since. {far} What is below was true before."
                        ),
                        day,
                    }),
                    None => Err(waiting::for_goals(desk, &far)?),
                }
            }
        })
    }

    /// Asks the browser to look again while a sweep is under way.
    fn answer(&self, mut page: Response) -> Response {
        if !self.working.is_empty() {
            let again = HeaderValue::from_static("5");
            page.headers_mut().insert(REFRESH, again);
        }
        page
    }

    /// "20 goals held against 25 funding sources that may be asked. As of 22 Nov 2026."
    fn says(&self) -> String {
        format!(
            "{} goals held against {} funding sources that may be asked, as of {}.",
            count(self.coverage.goals.len()),
            count(self.coverage.askable),
            self.day.strftime("%-d %b %Y"),
        )
    }

    fn tabs(&self, here: &str) -> Vec<Tab> {
        let counted = |number: usize| u64::try_from(number).ok();
        let tab = |label, href: &str, count| Tab {
            label,
            href: href.to_owned(),
            count,
            current: href == here,
        };
        let without = self.coverage.goals.iter().filter(|goal| goal.lacks());
        vec![
            tab("Goals", "/coverage", counted(without.count())),
            tab(
                "Funders",
                "/coverage/funders",
                counted(self.coverage.unused.len()),
            ),
            tab("Places and issues", "/coverage/places", None),
        ]
    }
}

fn count(number: usize) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The rows as a file.
fn file(rows: Vec<Vec<String>>, name: &str) -> Response {
    web::download(sheet(rows), "text/csv; charset=utf-8", name)
}

fn yes_no(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}
