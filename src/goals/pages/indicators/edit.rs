//! Adding an indicator, changing it, and choosing which is the goal's headline.

use askama::Template;
use axum::response::Response;

use super::{
    super::{
        AtGoal,
        conflict::{self, Conflict, Pair},
        forms::IndicatorForm,
        standing::adopted_words,
    },
    IndicatorLists, address,
    at::AtIndicator,
    crumbs,
};
use crate::{
    entities::{goals, indicators},
    goals::{
        rules::level::Quadrant,
        store::{self, IndicatorSaved, MOST_INDICATORS},
    },
    values::{IndicatorDirection, IndicatorLevel, IndicatorUnit, PowerRating, ReportingFrequency},
    web::{self, AppError, Desk, FieldErrors, Form, Shell, TableEditorsDesk, views::Link},
};

#[derive(Template)]
#[template(path = "goals/indicator_form.html")]
struct IndicatorPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    /// Where a program's measure is kept instead.
    strategies_href: String,
    /// The question that a program's measure answers; nothing for a number of everyone.
    clients: Option<Quadrant>,
    form: IndicatorForm,
    lists: IndicatorLists,
    /// By whom and when the goal was adopted; empty for one that is not.
    adopted: String,
    errors: FieldErrors,
}

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let shown = (IndicatorForm::default(), FieldErrors::default());
    web::page(&page(&desk, &goal, None, shown))
}

pub(super) async fn add(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<IndicatorForm>,
) -> web::Result<Response> {
    let mut errors = FieldErrors::default();
    let draft = form.read(&mut errors).filter(|_| errors.is_empty());
    let Some(draft) = draft else {
        return web::page_invalid(&page(&desk, &goal, None, (form, errors)));
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::add_indicator(txn, goal.id, &draft, &actor, now).await)
        .await?;
    if let Some(id) = added {
        let path = format!("/goals/{}/indicators/{id}", goal.id);
        return Ok(web::flash_to(
            &path,
            "Indicator added. Next: report its values.",
        ));
    }
    errors.add(
        "indicator_name",
        format!("A goal holds at most {MOST_INDICATORS} indicators."),
    );
    web::page_invalid(&page(&desk, &goal, None, (form, errors)))
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
) -> web::Result<Response> {
    let shown = (IndicatorForm::of(&at.indicator), FieldErrors::default());
    web::page(&page(&desk, &at.goal, Some(&at.indicator), shown))
}

pub(super) async fn keep(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
    Form(form): Form<IndicatorForm>,
) -> web::Result<Response> {
    let mut errors = FieldErrors::default();
    let draft = form.read(&mut errors).filter(|_| errors.is_empty());
    let Some(draft) = draft else {
        return web::page_invalid(&page(&desk, &at.goal, Some(&at.indicator), (form, errors)));
    };
    let seen = (at.indicator.id, form.version.parse().unwrap_or_default());
    let (actor, now, goal) = (desk.actor(), desk.app.now(), at.goal.id);
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_indicator(txn, (goal, seen), &draft, &actor, now).await)
        .await?;
    let path = address(&at.indicator);
    match AppError::found(saved)? {
        IndicatorSaved::Done => Ok(web::flash_to(&path, "Indicator saved.")),
        IndicatorSaved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        IndicatorSaved::Stale(theirs) => {
            let conflict = compare(&form, &theirs);
            let action = format!("{path}/edit");
            conflict::answer(&desk, (at.goal.id, &at.goal.title), action, conflict).await
        }
    }
}

pub(super) async fn headline(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
) -> web::Result<Response> {
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::make_headline(txn, &at.indicator, &actor, now).await)
        .await?;
    Ok(web::flash_to(
        &address(&at.indicator),
        "This is now the goal's headline number.",
    ))
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    indicator: Option<&indicators::Model>,
    (form, errors): (IndicatorForm, FieldErrors),
) -> IndicatorPage {
    let heading = if indicator.is_some() {
        "Change the indicator"
    } else {
        "Add an indicator"
    };
    let shell = desk.shell("goals", format!("{heading}: {}", goal.title));
    let here = format!("/goals/{}", goal.id);
    IndicatorPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(goal, indicator),
        heading,
        action: indicator.map_or_else(
            || format!("{here}/indicators/new"),
            |indicator| format!("{}/edit", address(indicator)),
        ),
        back: indicator.map_or_else(|| here.clone(), address),
        strategies_href: format!("{here}/strategies"),
        clients: form.clients_quadrant(),
        lists: IndicatorLists::of(&form),
        adopted: adopted_words(desk, goal),
        form,
        errors,
    }
}

fn compare(form: &IndicatorForm, theirs: &indicators::Model) -> Conflict {
    let held = IndicatorForm::of(theirs);
    let text = |value: &str| value.to_owned();
    let pairs: Vec<Pair<'_>> = fields(form)
        .into_iter()
        .zip(fields(&held))
        .map(|((name, label, mine), (_, _, theirs))| Pair {
            name,
            label,
            mine,
            theirs,
            words: match name {
                "unit"
                | "direction"
                | "frequency"
                | "whose"
                | "publish_cuts"
                | "communication_power"
                | "proxy_power"
                | "data_power" => &words,
                _ => &text,
            },
        })
        .collect();
    Conflict::between(&pairs, theirs.version)
}

/// A code of any list of the form in its words.
fn words(code: &str) -> String {
    let unit = code.parse::<IndicatorUnit>().map(IndicatorUnit::label);
    let found = unit
        .or_else(|_| code.parse().map(IndicatorDirection::label))
        .or_else(|_| code.parse().map(ReportingFrequency::label))
        .or_else(|_| code.parse().map(IndicatorLevel::label))
        .or_else(|_| code.parse().map(PowerRating::label));
    match code {
        "yes" => "Yes".to_owned(),
        other => found.map_or_else(|_| other.to_owned(), str::to_owned),
    }
}

fn fields(form: &IndicatorForm) -> [(&'static str, &'static str, &str); 23] {
    [
        ("whose", "Whose result", &form.whose),
        ("indicator_name", "What is measured", &form.indicator_name),
        ("unit", "Counted in", &form.unit),
        ("direction", "It should", &form.direction),
        ("definition", "Definition", &form.definition),
        ("numerator", "Numerator", &form.numerator),
        ("denominator", "Denominator", &form.denominator),
        ("baseline_value", "Baseline", &form.baseline_value),
        ("baseline_on", "Baseline date", &form.baseline_on),
        ("baseline_source", "Baseline source", &form.baseline_source),
        ("target_value", "Target", &form.target_value),
        ("target_on", "Target date", &form.target_on),
        ("forecast_value", "If nothing changes", &form.forecast_value),
        ("forecast_on", "Forecast date", &form.forecast_on),
        ("source", "Source", &form.source),
        ("frequency", "How often", &form.frequency),
        (
            "lag_months",
            "Months until it is published",
            &form.lag_months,
        ),
        ("next_release_on", "Next release", &form.next_release_on),
        ("disaggregate_by", "Broken down by", &form.disaggregate_by),
        (
            "publish_cuts",
            "Groups on the public page",
            &form.publish_cuts,
        ),
        (
            "communication_power",
            "Speaks to people",
            &form.communication_power,
        ),
        ("proxy_power", "Stands for the result", &form.proxy_power),
        ("data_power", "Measured well", &form.data_power),
    ]
}
