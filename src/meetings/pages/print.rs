//! Everything for the day on paper: a page for each person, and one for each table.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    Meetings,
    day::told,
    load,
    words::{Line, lines, list, round_time},
};
use crate::{
    meetings::rules::{Held, Party, day},
    values::MeetingPhase,
    web::{self, Desk, Result, Shell, views::Link},
};

/// One sheet.
struct Sheet {
    name: String,
    party: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "meetings/print.html")]
struct PrintPage {
    shell: Shell,
    crumbs: Vec<Link>,
    here: &'static str,
    title: String,
    when: String,
    sample: bool,
    /// What is not published is stamped.
    stamp: &'static str,
    sheets: Vec<Sheet>,
}

fn page(desk: &Desk, meetings: &Meetings, here: &'static str, sheets: Vec<Sheet>) -> PrintPage {
    let room = &meetings.of.room;
    PrintPage {
        shell: desk.shell(
            "convenings",
            format!("{here}: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        here,
        title: meetings.convening.row.title.clone(),
        when: meetings.convening.plan.when.words(),
        sample: room.illustrative,
        stamp: if room.phase == MeetingPhase::Published {
            ""
        } else {
            room.phase.label()
        },
        sheets,
    }
}

/// GET /convenings/{id}/meetings/print/people
pub(super) async fn people(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let zone = &meetings.convening.row.time_zone;
    let here = meetings.of.people.iter();
    let here = here.filter(|it| it.gone_at.is_none() && it.party_id.is_some());
    let sheets = here.map(|person| Sheet {
        name: person.name.clone(),
        party: person
            .party_id
            .map_or_else(String::new, |party| meetings.of.name(party).to_owned()),
        lines: told(&meetings.of, &held, (person, zone)),
    });
    let sheets: Vec<Sheet> = sheets.chain(nameless(&meetings, &held)).collect();
    web::page(&page(&desk, &meetings, "A page for each person", sheets))
}

/// Sheets of those who take part and of whom nobody is named.
fn nameless(meetings: &Meetings, held: &[Held]) -> Vec<Sheet> {
    let of = &meetings.of;
    let zone = &meetings.convening.row.time_zone;
    let named = |id| of.people.iter().any(|it| it.party_id == Some(id));
    let parties = of.taking_part.iter().filter(|party| !named(party.id));
    let sheet = |party: &Party| {
        let rounds = day(held, party.id, (of.rounds.len(), party.away));
        Sheet {
            name: party.name.clone(),
            party: String::new(),
            lines: lines(of, &rounds, (party.id, zone)),
        }
    };
    parties.map(sheet).collect()
}

/// GET /convenings/{id}/meetings/print/tables
pub(super) async fn tables(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let held = meetings.held(&desk).await?;
    let of = &meetings.of;
    let zone = &meetings.convening.row.time_zone;
    let line = |round: usize, at: Option<&Held>| Line {
        time: round_time(&of.rounds, round, zone),
        with: at.map_or_else(String::new, |it| {
            let funders: Vec<&str> = it.funders.iter().map(|id| of.name(*id)).collect();
            format!("{} with {}", of.name(it.team), list(&funders))
        }),
        table: String::new(),
        idle: if at.is_none() { "Free" } else { "" },
    };
    let sheets = of.open_tables().map(|table| Sheet {
        name: table.name.clone(),
        party: String::new(),
        lines: (0..of.rounds.len())
            .map(|round| {
                let here = |it: &&Held| it.round == round && it.table == table.id;
                line(round, held.iter().find(here))
            })
            .collect(),
    });
    let sheets = sheets.collect();
    web::page(&page(&desk, &meetings, "A page for each table", sheets))
}
