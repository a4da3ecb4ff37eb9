//! Seasons: convenings whose dates are chosen together, from the form to the dates on the convenings.

mod accepted;
mod forms;
mod proposed;
mod rechecked;
mod said;

use roundtable::{entities::convenings, values::PlaceId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::Value;

use crate::{
    convenings::{organization, plan, stored},
    support::{Browser, Page, TestApp},
};

/// Chicago and New York.
const CHICAGO: &str = "city:1714000";
const NEW_YORK: &str = "city:3651000";

/// The form of a season, with these fields changed.
fn settings<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("title", "Winter tables"),
        ("partnership", ""),
        ("first_day", "2027-01-04"),
        ("last_day", "2027-01-29"),
        ("most_per_week", ""),
        ("ask_first", "free"),
        ("blackouts", ""),
        ("effort", "quick"),
        ("seed", "1"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

/// Begins a season and answers its path.
async fn begin(staff: &mut Browser, changed: &[(&str, &str)]) -> String {
    let page = staff.post("/seasons", &settings(changed)).await;
    page.is(303);
    let path = page.location().strip_suffix("/convenings");
    path.unwrap().to_owned()
}

/// A hold of this title in this city; its path.
async fn table(app: &TestApp, staff: &mut Browser, title: &str, city: &str) -> String {
    let changed = [("title", title), ("status", "hold")];
    let path = plan(app, staff, &changed).await;
    let id = stored(app, &path).await.id;
    convenings::Entity::update_many()
        .col_expr(
            convenings::Column::PlaceId,
            Expr::value(PlaceId::city(city.trim_start_matches("city:"))),
        )
        .filter(convenings::Column::Id.eq(id))
        .exec(app.db().read())
        .await
        .unwrap();
    path
}

fn key(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Gives an organization a seat.
async fn seat(app: &TestApp, staff: &mut Browser, path: &str, (name, must): (&str, bool)) {
    let id = organization(app, name).await.to_string();
    let fields = [
        ("seat_org", id.as_str()),
        ("seat_name", "Ann Lee"),
        ("seat_role", "funder"),
        ("seat_attendance", if must { "must" } else { "optional" }),
    ];
    let page = staff.post(&format!("{path}/seats"), &fields).await;
    page.is(303);
}

/// Takes convenings into a season.
async fn take_in(staff: &mut Browser, season: &str, tables: &[&str]) -> Page {
    let picks: Vec<_> = tables.iter().map(|path| ("pick", key(path))).collect();
    staff.submit(&format!("{season}/convenings"), &picks).await
}

/// Says from which day to which a convening could begin.
async fn window(staff: &mut Browser, (season, table): (&str, &str), first: &str, last: &str) {
    let path = format!("{season}/convenings/{}", key(table));
    let version = staff.get(&path).await.held("version");
    let fields = [
        ("first_day", first),
        ("last_day", last),
        ("days", "1"),
        ("late_cost", ""),
        ("version", &version),
    ];
    staff.submit(&path, &fields).await.see("Window saved.");
}

/// Proposes dates and answers the page.
async fn propose(staff: &mut Browser, season: &str) -> Page {
    staff.submit(&format!("{season}/plan"), &[]).await
}

/// The dates as data.
async fn data(staff: &mut Browser, season: &str) -> Value {
    let page = staff.get(&format!("/api/v1{season}/plan")).await;
    page.is(200);
    serde_json::from_str(&page.body).unwrap()
}

/// What the data says of one convening.
async fn dated(staff: &mut Browser, season: &str, table: &str) -> Value {
    let found = data(staff, season).await;
    let mut dates = found["dates"].as_array().unwrap().iter();
    let one = dates.find(|date| date["convening"] == key(table));
    one.unwrap().clone()
}

/// Does something with ticked dates, each at the version the page showed.
async fn act(staff: &mut Browser, season: &str, act: &str, picks: &[(&str, &str)]) -> Page {
    let plan = staff.get(season).await.held("plan");
    let mut fields = vec![("plan", plan.as_str()), ("act", act)];
    for (table, version) in picks {
        let id = key(table);
        fields.extend([("pick", id), ("convening", id), ("version", *version)]);
    }
    staff.post(&format!("{season}/dates"), &fields).await
}
