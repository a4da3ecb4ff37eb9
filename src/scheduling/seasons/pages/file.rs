//! The dates as a file for spreadsheets.

use axum::{extract::Path, response::Response};

use super::{load, shown::Shown};
use crate::{
    scheduling::seasons::propose,
    values::Slug,
    web::{self, Desk, Result},
};

const HEAD: [&str; 9] = [
    "date",
    "convening",
    "where",
    "state",
    "guests_who_can_come",
    "could_bring_usd",
    "guests_lost",
    "best_other_day",
    "costs_usd",
];

/// GET /seasons/{id}/dates.csv
pub(super) async fn dates(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let shown = Shown::load(desk.db(), season, propose::today(&desk.app)).await?;
    let dates = shown.dates().into_iter().flat_map(|dates| &dates.dates);
    let rows = shown.rows();
    let lines = dates.filter_map(|dated| {
        let row = rows
            .iter()
            .find(|row| row.id == dated.convening.to_string())?;
        let names = row.guests.iter().map(|guest| guest.name.clone());
        let lost = row.lost.iter();
        let lost = lost.map(|lost| format!("{} ({})", lost.guest.name, lost.to));
        let value: u64 = dated
            .comes
            .iter()
            .filter_map(|funder| shown.dates()?.invited(dated.convening, *funder))
            .map(|invited| invited.value)
            .sum();
        Some([
            dated.day.to_string(),
            row.title.clone(),
            row.place.clone(),
            row.pill.2.to_owned(),
            names.collect::<Vec<_>>().join("; "),
            value.to_string(),
            lost.collect::<Vec<_>>().join("; "),
            dated
                .instead
                .map(|other| other.day.to_string())
                .unwrap_or_default(),
            dated
                .instead
                .map(|other| other.costs.to_string())
                .unwrap_or_default(),
        ])
    });
    let header = std::iter::once(HEAD.map(str::to_owned));
    let text = web::sheet(header.chain(lines));
    let name = format!("{}-dates.csv", Slug::of(&shown.scene.season.title));
    Ok(web::download(text, "text/csv; charset=utf-8", &name))
}
