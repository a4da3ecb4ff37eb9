//! Before anything is mailed to many: who gets a mail, who does not and why, and what it says. Only the button on these pages
//! does something.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    Dates, load,
    reminders::{Picked, neither},
    times_acts::past,
    turns::{cannot_open, lacks},
    words::people,
};
use crate::{
    scheduling::polls::asking::{self, Occasion, Outlook},
    values::{PollState, wall_time},
    web::{self, Desk, EditorsDesk, Query, Result, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "scheduling/mailing.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the page that is shown or not"
)]
struct MailingPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    heading: &'static str,
    /// What the deed does, a sentence each.
    means: Vec<String>,
    outlook: Outlook,
    /// Where the button posts to, and what it says.
    action: &'static str,
    button: String,
    danger: bool,
    version: i32,
    /// Who is ticked, where only some are.
    picked: Vec<String>,
    all: bool,
    /// Guests see a page, which staff can look at.
    asks: bool,
    /// There is nobody to write to, and writing is all it would do.
    idle: bool,
}

/// What staff are about to do, in words.
struct Deed {
    heading: &'static str,
    action: &'static str,
    means: Vec<String>,
    /// What the button says; with how many get a mail where it does nothing else.
    button: fn(usize) -> String,
    danger: bool,
}

async fn page(
    desk: &Desk,
    dates: &Dates,
    (deed, occasion): (Deed, Occasion<'_>),
) -> Result<MailingPage> {
    let poll = dates.poll()?;
    let outlook = asking::outlook(&desk.app, poll.id, occasion).await?;
    let title = format!("{}: {}", deed.heading, dates.convening.row.title);
    Ok(MailingPage {
        shell: desk.shell("convenings", title),
        crumbs: dates.crumbs_below(),
        path: dates.path(),
        heading: deed.heading,
        means: deed.means,
        action: deed.action,
        button: (deed.button)(outlook.gets.len()),
        danger: deed.danger,
        version: poll.version,
        picked: Vec::new(),
        all: false,
        asks: matches!(occasion, Occasion::Asking | Occasion::Reminding(_)),
        idle: false,
        outlook,
    })
}

/// GET /convenings/{id}/dates/opening
pub(super) async fn opening(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if !matches!(poll.state, PollState::Draft | PollState::Closed) {
        return Ok(past(&dates));
    }
    if let Some(wrong) = lacks(&desk, &dates).await? {
        return cannot_open(&desk, &dates, wrong).await;
    }
    let again = poll.opened_at.is_some();
    let until = poll.closes_at.filter(|at| *at > desk.app.now());
    let mut means = vec![match until {
        Some(at) => format!(
            "The poll takes answers until {}.",
            wall_time::moment(at, &poll.time_zone)
        ),
        None => "The poll takes answers until you close it.".to_owned(),
    }];
    if again {
        means.push("What was answered before stands and can be changed.".to_owned());
    }
    if poll.holds {
        means.push("Within minutes the first five times are held as tentative entries in the calendars of those who are asked.".to_owned());
    }
    let deed = Deed {
        heading: if again {
            "Open the poll again?"
        } else {
            "Open the poll?"
        },
        action: "opening",
        means,
        button: if again {
            |_| "Open it again".to_owned()
        } else {
            |_| "Open the poll".to_owned()
        },
        danger: false,
    };
    web::page(&page(&desk, &dates, (deed, Occasion::Asking)).await?)
}

/// GET /convenings/{id}/dates/asking
pub(super) async fn asking(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    if dates.poll()?.state != PollState::Open {
        return Ok(past(&dates));
    }
    let deed = Deed {
        heading: "Write to those not asked yet?",
        action: "asking",
        means: vec!["Who was not asked gets the question; who answered before is asked about new times alone.".to_owned()],
        button: |many| format!("Write to {}", people(many)),
        danger: false,
    };
    let mut page = page(&desk, &dates, (deed, Occasion::Asking)).await?;
    page.idle = page.outlook.gets.is_empty() && page.outlook.barred.is_empty();
    web::page(&page)
}

/// GET /convenings/{id}/dates/withdrawal
pub(super) async fn withdrawal(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    use PollState as S;
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if !matches!(poll.state, S::Draft | S::Open | S::Closed) {
        return Ok(past(&dates));
    }
    let mut means = if poll.opened_at.is_none() {
        vec!["Nobody was asked. The times and the list are dropped.".to_owned()]
    } else {
        vec![
            "Links to it stop taking answers. What was said is not used any more.".to_owned(),
            "The convening keeps looking for a date.".to_owned(),
        ]
    };
    if poll.holds && poll.opened_at.is_some() {
        means.push("Tentative entries in calendars are taken out again within minutes.".to_owned());
    }
    let deed = Deed {
        heading: "Withdraw the poll?",
        action: "withdrawal",
        means,
        button: |_| "Withdraw the poll".to_owned(),
        danger: true,
    };
    web::page(&page(&desk, &dates, (deed, Occasion::Withdrawing)).await?)
}

/// GET /convenings/{id}/dates/reminders
pub(super) async fn reminding(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(picked): Query<Picked>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    if dates.poll()?.state != PollState::Open {
        return Ok(past(&dates));
    }
    let Some(whom) = picked.whom()? else {
        return neither(&desk, &dates, &picked).await;
    };
    let deed = Deed {
        heading: "Remind them?",
        action: "reminders",
        means: vec![
            "Nobody is reminded twice within 24 hours, nor more often than the poll allows."
                .to_owned(),
        ],
        button: |many| format!("Remind {}", people(many)),
        danger: false,
    };
    let mut page = page(&desk, &dates, (deed, Occasion::Reminding(whom.these()))).await?;
    page.idle = page.outlook.gets.is_empty();
    if page.outlook.gets.len() > asking::REMINDED_AT_ONCE {
        let some = asking::REMINDED_AT_ONCE;
        page.means.push(format!(
            "{some} are written to in one go; press again for the others."
        ));
    }
    page.all = whom.these().is_none();
    let picked = whom.these().into_iter().flatten();
    page.picked = picked.map(ToString::to_string).collect();
    web::page(&page)
}
