//! How fit is worked out, in plain words, from the same numbers the rules use.

use askama::Template;
use axum::response::Response;

use super::words;
use crate::{
    matching::rules::{Component, Weights},
    web::{self, Desk, Result, Shell},
};

#[derive(Template)]
#[template(path = "matching/help.html")]
struct HelpPage {
    shell: Shell,
    version: u32,
    verdicts: Vec<(&'static str, &'static str, &'static str, &'static str)>,
    measures: Vec<Weighed>,
}

struct Weighed {
    name: &'static str,
    points: u32,
    how: &'static str,
}

pub(super) async fn help(desk: Desk) -> Result<Response> {
    web::page(&HelpPage {
        shell: desk.shell("goals", "How scoring works"),
        version: Weights::VERSION,
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
                points: Weights::default().of(component),
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
        Component::History => "What it has funded here before, once that is recorded.",
    }
}
