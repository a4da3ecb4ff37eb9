//! The series as a file: the values in force, in the columns that the import reads.

use axum::response::Response;

use super::at::AtIndicator;
use crate::{
    entities::data_points,
    goals::store,
    values::Slug,
    web::{self, TableDesk},
};

const HEADER: [&str; 12] = [
    "date",
    "value",
    "cut_kind",
    "cut",
    "low",
    "high",
    "source",
    "note",
    "period",
    "released",
    "revision",
    "reported_by",
];

pub(super) async fn series(TableDesk(desk): TableDesk, at: AtIndicator) -> web::Result<Response> {
    let points = store::points_with_cuts(desk.db(), at.indicator.id).await?;
    let header = std::iter::once(HEADER.map(str::to_owned));
    let text = web::sheet(header.chain(points.iter().map(cells)));
    let name = format!("{}.csv", Slug::of(&at.indicator.name));
    Ok(web::download(text, "text/csv; charset=utf-8", &name))
}

fn cells(point: &data_points::Model) -> [String; 12] {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    [
        point.observed_on.to_string(),
        point.value.to_string(),
        point.cut_kind.clone(),
        point.cut_group.clone(),
        number(point.low),
        number(point.high),
        point.source.clone(),
        point.note.clone(),
        point.period.clone(),
        point
            .released_on
            .map(|date| date.to_string())
            .unwrap_or_default(),
        point.revision.to_string(),
        point.reported_by.clone(),
    ]
}
