//! The page Today: needs you, next convenings, widest gaps; or, on a fresh site, how to begin.

use askama::Template;
use axum::{Router, response::Response, routing::get};

use super::store::{self, Coming, Waiting};
use crate::{
    convenings::{self, ClockQuestion},
    db::Topic,
    goals::{GoalCard, stack_view, widest_gaps},
    jobs,
    scheduling::{self, ReadyPoll},
    values::{TimeZone, wall_time},
    web::{self, AppState, Desk, Result, Shell, TableDesk, charts::StackView},
};

pub fn table_routes() -> Router<AppState> {
    Router::new().route("/today", get(show))
}

/// One thing to do, with where to do it.
struct Need {
    what: String,
    why: String,
    act: &'static str,
    href: String,
    sample: bool,
}

struct NextConvening {
    href: String,
    title: String,
    when: String,
    seats: String,
    sample: bool,
}

struct WideGap {
    href: String,
    title: String,
    place: String,
    missing: String,
    stack: StackView,
    sample: bool,
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    shell: Shell,
    greeting: String,
    needs: Vec<Need>,
    coming: Vec<NextConvening>,
    gaps: Vec<WideGap>,
    fresh: bool,
    can_edit: bool,
}

async fn show(TableDesk(desk): TableDesk) -> Result<Response> {
    if let Some(partnership) = desk.leads {
        return Ok(web::see_other(&format!("/partnerships/{partnership}")));
    }
    let db = desk.db();
    let now = desk.app.now();
    let topics = [Topic::Funders, Topic::Asks];
    let [directory, asks] = desk.app.db.revisions(topics).await?;
    let waiting = match desk.reviews_waiting() {
        0 => Vec::new(),
        _ => store::interest_to_review(db).await?,
    };
    let coming = store::coming(&desk.app.db, asks, now).await?;
    let widest = widest_gaps(&desk.app.db, directory, store::SHOWN).await?;
    let clocks = convenings::clock_questions(db, None, now, store::SHOWN).await?;
    let mut needs: Vec<Need> = clocks.into_iter().map(to_decide).collect();
    let ready = scheduling::ready_to_decide(db, store::SHOWN).await?;
    needs.extend(ready.iter().map(to_choose));
    needs.extend(waiting.into_iter().map(to_review));
    needs.extend(
        coming
            .iter()
            .filter(|convening| convening.seats < 2)
            .map(to_fill),
    );
    if desk.is_admin() {
        let failed = jobs::failed(db).await?;
        needs.extend((failed > 0).then(|| to_mend(failed)));
    }
    let page = TodayPage {
        shell: desk.shell("today", "Today"),
        greeting: greeting(&desk),
        needs,
        coming: coming.iter().map(next).collect(),
        gaps: widest
            .iter()
            .zip(0..)
            .map(|(card, at)| gap(card, at))
            .collect(),
        fresh: widest.is_empty(),
        can_edit: desk.may_edit(),
    };
    web::page(&page)
}

/// The date where the reader is, so that "today" means the same to both.
fn greeting(desk: &Desk) -> String {
    let zone = desk.user.time_zone.clone().unwrap_or_else(TimeZone::utc);
    wall_time::moment(desk.app.now(), &zone)
}

fn to_review(row: Waiting) -> Need {
    let about = row
        .goal
        .map_or_else(String::new, |title| format!("{title} "));
    Need {
        what: format!(
            "{} of {} registered interest",
            row.name, row.organization_name
        ),
        why: format!("{about}({})", row.kind.label()),
        act: "Review",
        href: format!("/interest/{}", row.id),
        sample: row.illustrative.unwrap_or_default(),
    }
}

fn to_decide(row: ClockQuestion) -> Need {
    Need {
        what: row.words,
        why: format!("{}. Keep the time on the clock, or the moment?", row.title),
        act: "Decide",
        href: format!("/convenings/{}", row.convening),
        sample: row.sample,
    }
}

fn to_choose(row: &ReadyPoll) -> Need {
    Need {
        what: format!("The date of {} can be chosen", row.title),
        why: if row.closed_at.is_some() {
            "The poll is closed. See which time fills most of the gap.".to_owned()
        } else {
            "Everybody has answered. See which time fills most of the gap.".to_owned()
        },
        act: "Choose",
        href: format!("/convenings/{}/dates", row.convening_id),
        sample: row.illustrative,
    }
}

fn to_fill(row: &Coming) -> Need {
    Need {
        what: format!("{} has nobody to meet", row.title),
        why: format!(
            "{}. Add the organisations that should be there.",
            wall_time::moment(row.starts_at, &row.time_zone)
        ),
        act: "Add guests",
        href: format!("/convenings/{}", row.id),
        sample: row.illustrative,
    }
}

fn to_mend(failed: u64) -> Need {
    let what = if failed == 1 {
        "One job has failed".to_owned()
    } else {
        format!("{failed} jobs have failed")
    };
    Need {
        what,
        why: "Mail may not have been sent. See the last error and try again.".to_owned(),
        act: "Open",
        href: "/admin/jobs?state=failed".to_owned(),
        sample: false,
    }
}

fn next(row: &Coming) -> NextConvening {
    NextConvening {
        href: format!("/convenings/{}", row.id),
        title: row.title.clone(),
        when: wall_time::moment(row.starts_at, &row.time_zone),
        seats: match row.seats {
            1 => "1 seat".to_owned(),
            more => format!("{more} seats"),
        },
        sample: row.illustrative,
    }
}

fn gap(card: &GoalCard, at: usize) -> WideGap {
    WideGap {
        href: format!("/goals/{}", card.id),
        title: card.title.clone(),
        place: card.home.clone(),
        missing: card.totals.gap.short(),
        stack: stack_view(&format!("gap{at}"), &card.totals, card.as_of),
        sample: card.illustrative,
    }
}
