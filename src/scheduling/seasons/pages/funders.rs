//! Each guest's way through a season: where it goes, when it travels, and what it misses.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{head::Head, load, path_of, shown::Shown};
use crate::{
    ids::OrganizationId,
    scheduling::seasons::{
        propose,
        rules::{counted, in_words},
    },
    web::{self, Desk, Paging, Query, Result, Shell, views::PagerView},
};

const SIZE: usize = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "scheduling/season/funders.html")]
struct FundersPage {
    shell: Shell,
    head: Head,
    proposed: bool,
    ways: Vec<Way>,
    pager: PagerView,
}

struct Way {
    name: String,
    href: String,
    sample: bool,
    sum: String,
    stops: Vec<StopView>,
    /// What it is asked to and cannot attend.
    missed: Vec<String>,
}

struct StopView {
    day: String,
    title: String,
    href: String,
    place: String,
    /// `1 day of travel before, 3 days free`.
    before: String,
}

/// GET /seasons/{id}/funders
pub(super) async fn list(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let shown = Shown::load(desk.db(), season, propose::today(&desk.app)).await?;
    let paging = Paging::read(&asked.page, SIZE as u64);
    let mut ways: Vec<Way> = shown
        .dates()
        .into_iter()
        .flat_map(Shown::funders_of)
        .map(|funder| shown.way(funder))
        .collect();
    ways.sort_by(|one, other| one.name.cmp(&other.name));
    let total = ways.len() as u64;
    let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let address = format!("{}/funders", path_of(shown.scene.season.id));
    web::page(&FundersPage {
        head: Head::of(&shown.scene.season, "/funders", desk.may_edit()),
        proposed: shown.dates().is_some(),
        ways: ways.into_iter().skip(skip).take(SIZE).collect(),
        pager: paging.pager(total, &address, "guests"),
        shell: desk.shell(
            "convenings",
            format!("Ways through {}", shown.scene.season.title),
        ),
    })
}

impl Shown {
    fn funders_of(dates: &crate::scheduling::seasons::rules::Dates) -> Vec<OrganizationId> {
        dates
            .journeys
            .iter()
            .map(|journey| journey.funder)
            .collect()
    }

    fn way(&self, funder: OrganizationId) -> Way {
        let dates = self.dates();
        let journey = dates.and_then(|dates| dates.journeys.iter().find(|it| it.funder == funder));
        let stops: Vec<StopView> = journey
            .into_iter()
            .flat_map(|journey| journey.stops.iter().enumerate())
            .map(|(at, stop)| StopView {
                day: in_words(stop.day),
                title: self.title(stop.convening),
                href: format!("/convenings/{}", stop.convening),
                place: dates
                    .and_then(|dates| dates.of(stop.convening))
                    .map(|dated| self.place(dated.spot))
                    .unwrap_or_default(),
                before: if at == 0 {
                    String::new()
                } else {
                    format!(
                        "{} of travel, {} free before",
                        counted(stop.travel),
                        counted(stop.free)
                    )
                },
            })
            .collect();
        let missed = dates.into_iter().flat_map(|dates| &dates.dates);
        let missed: Vec<String> = missed
            .filter_map(|dated| {
                let lost = dated.lost.iter().find(|lost| lost.funder == funder)?;
                Some(format!(
                    "“{}”: {}",
                    self.title(dated.convening),
                    self.to(&lost.to)
                ))
            })
            .collect();
        Way {
            name: self.funder(funder),
            href: format!("/funders/{funder}"),
            sample: self.is_sample(funder),
            sum: format!("{} of {}", stops.len(), stops.len() + missed.len()),
            stops,
            missed,
        }
    }
}
