//! How fit is worked out, in plain words, from the same numbers the rules use.

use askama::Template;
use axum::response::Response;

use super::words;
use crate::{
    matching::{
        rules::{Component, Load},
        weighing,
    },
    web::{self, Desk, Result, Shell},
};

#[derive(Template)]
#[template(path = "matching/help.html")]
struct HelpPage {
    shell: Shell,
    version: i32,
    verdicts: Vec<(&'static str, &'static str, &'static str, &'static str)>,
    measures: Vec<Weighed>,
    /// The most points asks take off, and how many asks a quarter are the limit.
    load: (u32, u32),
}

struct Weighed {
    name: &'static str,
    points: u32,
    how: &'static str,
}

pub(super) async fn help(desk: Desk) -> Result<Response> {
    let weights = weighing::newest(desk.db()).await?.weights;
    web::page(&HelpPage {
        shell: desk.shell("goals", "How scoring works"),
        version: weights.version(),
        load: (weights.load(), Load::LIMIT),
        verdicts: super::filter::VERDICTS
            .into_iter()
            .map(|verdict| {
                let (kind, icon, name) = words::pill(verdict);
                (kind, icon, name, words::explained(verdict))
            })
            .collect(),
        measures: Component::ALL
            .into_iter()
            .map(|component| Weighed {
                name: component.label(),
                points: weights.of(component),
                how: how(component),
            })
            .collect(),
    })
}

const fn how(component: Component) -> &'static str {
    match component {
        Component::Place => {
            "How near the area it names is: the city itself or a part of it counts in full, its county 90 percent, \
             its metro area 85, its state 70, a region 60, the whole country 50."
        }
        Component::Issue => {
            "How close its issues are: the same issue counts in full, a broader one 85 percent, a narrower one 70, a \
             neighbor under the same heading 59.5, a funder of any issue 40. The goal’s primary issue counts twice."
        }
        Component::Capital => {
            "How much of the money still open it could fill, kind by kind, each kind by its share of what is open. \
             Reaching a quarter of a kind counts half."
        }
        Component::Population => {
            "How many of the groups this goal is for it names. A source that names nobody leaves nobody out and gets \
             60 percent."
        }
        Component::Relationship => {
            "How well it is known to this partnership, once that is recorded."
        }
        Component::History => {
            "What it has placed in this city, its metro area, its state and elsewhere, by public data (New Markets Tax \
             Credits). Cities count rather than dollars, nearer ones more, each further one less; a record fades by half \
             in three years. No record gives no points."
        }
        Component::Timing => {
            "Whether it decides before the money is needed: the next date on the stack, else the goal’s target date, else a \
             year from today. Deciding at any time, monthly, quarterly or deal by deal, or a board in time whose letters are \
             still open, counts in full; 70 percent when the letters of the board before it have closed; 50 when only words \
             say when. A board after that day, or nothing recorded, gives no points."
        }
    }
}
