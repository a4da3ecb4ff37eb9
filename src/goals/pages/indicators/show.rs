//! One indicator: its curve, how old it is, what it counts, its values with every revision, and its groups side by side.

use askama::Template;
use axum::response::Response;

use super::{
    super::{activity::PageQuery, overview::Fact, words},
    address,
    at::AtIndicator,
    crumbs,
};
use crate::{
    entities::{goals, indicators},
    goals::{
        curves::{curve_view, cuts_views, pace_pill, valued},
        pictures::day,
        rules::{
            advice::{Stated, advice},
            curve::in_words,
            cuts,
        },
        store::{self, Revision},
    },
    values::{IndicatorUnit, PowerRating, ReportingFrequency, TimeZone},
    web::{
        self, Paging, Query, Shell, TableDesk,
        charts::{CurveView, CutsView},
        views::{Link, PagerView},
    },
};

const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "goals/indicator.html", blocks = ["values"])]
struct IndicatorPage {
    shell: Shell,
    crumbs: Vec<Link>,
    goal_title: String,
    title: String,
    href: String,
    may_edit: bool,
    is_headline: bool,
    illustrative: bool,
    pill: Option<words::Pill>,
    freshness: String,
    warnings: Vec<String>,
    advice: Vec<String>,
    curve: CurveView,
    facts: Vec<Fact>,
    cuts: Vec<CutsView>,
    rows: Vec<Row>,
    pager: PagerView,
}

/// A value of the table.
struct Row {
    date: String,
    group: String,
    value: String,
    in_force: bool,
    revision: i32,
    reason: String,
    source: String,
    by: String,
    /// Where the value is corrected; empty for values that were.
    correct_href: String,
}

pub(super) async fn show(
    TableDesk(desk): TableDesk,
    at: AtIndicator,
    Query(query): Query<PageQuery>,
) -> web::Result<Response> {
    let db = desk.db();
    let AtIndicator { goal, indicator } = at;
    let paging = Paging::read(&query.page, PER_PAGE);
    let href = address(&indicator);
    let (revisions, total) = store::revisions_of(db, indicator.id, paging).await?;
    let points = store::points_with_cuts(db, indicator.id).await?;
    let all = store::indicators_of(db, goal.id).await?;
    let freshness = store::freshness(&indicator, &points, desk.today());
    let zone = desk.user.time_zone.as_ref();
    let rows = revisions
        .into_iter()
        .map(|revision| row(&indicator, &href, revision, zone));
    let page = IndicatorPage {
        shell: desk.shell("goals", format!("{}: {}", indicator.name, goal.title)),
        crumbs: crumbs(&goal, None),
        may_edit: desk.may_edit(),
        is_headline: all.first().is_some_and(|first| first.id == indicator.id),
        illustrative: goal.illustrative,
        pill: pace_pill(&indicator, &points),
        freshness: freshness.sentence(),
        warnings: freshness.warnings(),
        advice: advised(&indicator),
        curve: curve_view("curve", &indicator, &points),
        facts: facts(&goal, &indicator),
        cuts: cuts_views("cut", &indicator, &points),
        rows: rows.collect(),
        pager: paging.pager(total, &href, "values"),
        goal_title: goal.title,
        title: indicator.name,
        href,
    };
    if desk.wants("values") {
        return web::page(&page.as_values());
    }
    web::page(&page)
}

fn row(
    indicator: &indicators::Model,
    href: &str,
    Revision { point, in_force }: Revision,
    zone: Option<&TimeZone>,
) -> Row {
    let on = point.observed_on.to_string();
    let which = [
        ("on", on.as_str()),
        ("kind", &point.cut_kind),
        ("group", &point.cut_group),
    ];
    let correct_href = web::address(&format!("{href}/points/new"), &which);
    let period = if point.period.is_empty() {
        String::new()
    } else {
        format!(", {}", point.period)
    };
    let note = if point.note.is_empty() {
        String::new()
    } else {
        format!(". {}", point.note)
    };
    Row {
        date: format!("{}{period}", day(point.observed_on)),
        group: if point.cut_group.is_empty() {
            "Everyone".to_owned()
        } else {
            point.cut_group.clone()
        },
        value: valued(&point, indicator.unit),
        in_force,
        revision: point.revision,
        by: format!(
            "{}, {}",
            words::reporter(&point.reported_by),
            words::instant(point.created_at, zone)
        ),
        correct_href: if in_force {
            correct_href
        } else {
            String::new()
        },
        reason: point.reason,
        source: format!("{}{note}", point.source),
    }
}

fn advised(indicator: &indicators::Model) -> Vec<String> {
    advice(&Stated {
        name: &indicator.name,
        definition: &indicator.definition,
        direction: indicator.direction,
        baseline: (indicator.baseline_value, indicator.baseline_on),
        target: (indicator.target_value, indicator.target_on),
    })
}

/// What is known of an indicator, in the order in which people ask.
fn facts(goal: &goals::Model, indicator: &indicators::Model) -> Vec<Fact> {
    let unit = indicator.unit;
    let end = |value: Option<f64>, on: Option<chrono::NaiveDate>| ended(value, on, unit);
    let baseline = end(indicator.baseline_value, indicator.baseline_on);
    let baseline = match indicator.baseline_source.as_str() {
        "" => baseline,
        source => format!("{baseline}. {source}"),
    };
    let power = |rating: Option<PowerRating>| rating.map_or("", PowerRating::label).to_owned();
    let lag = indicator.lag_months.map(lag_in_words).unwrap_or_default();
    let breakdowns: Vec<String> = indicator.disaggregate_by.iter().map(cuts::label).collect();
    let published = if indicator.publish_cuts { "Yes" } else { "No" };
    let cut = !indicator.disaggregate_by.is_empty();
    let known = [
        ("Definition", indicator.definition.clone()),
        ("Numerator", indicator.numerator.clone()),
        ("Denominator", indicator.denominator.clone()),
        ("Counted in", unit.label().to_owned()),
        ("It should", indicator.direction.label().to_lowercase()),
        (
            "Baseline",
            if indicator.baseline_value.is_some() {
                baseline
            } else {
                "Not set yet".to_owned()
            },
        ),
        ("Target", end(indicator.target_value, indicator.target_on)),
        (
            "If nothing changes",
            indicator
                .forecast_value
                .map_or_else(String::new, |value| end(Some(value), indicator.forecast_on)),
        ),
        ("Source", indicator.source.clone()),
        (
            "Comes out",
            indicator
                .frequency
                .map_or("", ReportingFrequency::label)
                .to_owned(),
        ),
        ("Lag", lag),
        ("Broken down by", breakdowns.join(", ")),
        (
            "Groups are public",
            if cut && goal.open_for_interest {
                published.to_owned()
            } else {
                String::new()
            },
        ),
        ("Speaks to people", power(indicator.communication_power)),
        ("Stands for the result", power(indicator.proxy_power)),
        ("Measured well", power(indicator.data_power)),
    ];
    let known = known.into_iter().filter(|(_, text)| !text.is_empty());
    known.map(|(label, text)| Fact::new(label, text)).collect()
}

/// "8.6 percent, 31 Dec 2013"; what is missing is said.
pub(in crate::goals::pages) fn ended(
    value: Option<f64>,
    on: Option<chrono::NaiveDate>,
    unit: IndicatorUnit,
) -> String {
    match (value, on) {
        (Some(value), Some(on)) => format!("{}, {}", in_words(value, unit), day(on)),
        (Some(value), None) => format!("{}, no date yet", in_words(value, unit)),
        _ => "Not set yet".to_owned(),
    }
}

/// "About 12 months after the period".
pub(in crate::goals::pages) fn lag_in_words(months: i32) -> String {
    match months {
        0 => "Published within a month of the period".to_owned(),
        1 => "About a month after the period".to_owned(),
        months => format!("About {months} months after the period"),
    }
}
