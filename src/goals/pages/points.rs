//! Reporting a value of a goal's number. A second value for a date stands beside the first as a revision.

use askama::Template;
use axum::response::Response;

use super::{AtGoal, forms::PointForm};
use crate::{
    db::unique_violation,
    entities::{goals, indicators},
    goals::store,
    web::{self, AppError, Desk, FieldErrors, Form, Shell, TableEditorsDesk, views::Link},
};

#[derive(Template)]
#[template(path = "goals/point.html")]
struct PointPage {
    shell: Shell,
    crumbs: Vec<Link>,
    back: String,
    measured: String,
    unit: String,
    form: PointForm,
    errors: FieldErrors,
}

/// A goal without a number has no such page.
async fn number_of(desk: &Desk, goal: &goals::Model) -> web::Result<indicators::Model> {
    AppError::found(store::indicator_of(desk.db(), goal.id).await?)
}

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let indicator = number_of(&desk, &goal).await?;
    let form = PointForm {
        source: indicator.source.clone(),
        ..PointForm::default()
    };
    web::page(&page(
        &desk,
        &goal,
        &indicator,
        (form, FieldErrors::default()),
    ))
}

pub(super) async fn report(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<PointForm>,
) -> web::Result<Response> {
    let indicator = number_of(&desk, &goal).await?;
    let (actor, now) = (desk.actor(), desk.app.now());
    let point = match form.read(now.date_naive()) {
        Ok(point) => point,
        Err(errors) => return web::page_invalid(&page(&desk, &goal, &indicator, (form, errors))),
    };
    let stored = desk
        .app
        .db
        .write(async |txn| store::add_point(txn, &indicator, &point, &actor, now).await)
        .await;
    let said = match stored {
        Ok(1) => "Value reported.".to_owned(),
        Ok(revision) => format!("Value reported as revision {revision}. Both values are kept."),
        Err(error) if unique_violation(&error) => {
            return Err(AppError::Conflict(
                "Someone else reported a value for this date at the same moment.".to_owned(),
            ));
        }
        Err(error) => return Err(error.into()),
    };
    Ok(web::flash_to(&format!("/goals/{}", goal.id), &said))
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    indicator: &indicators::Model,
    (form, errors): (PointForm, FieldErrors),
) -> PointPage {
    let shell = desk.shell("goals", format!("Report a value: {}", goal.title));
    let back = format!("/goals/{}", goal.id);
    PointPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &back)],
        back,
        measured: indicator.name.clone(),
        unit: format!("In {}", indicator.unit.label().to_lowercase()),
        form,
        errors,
    }
}
