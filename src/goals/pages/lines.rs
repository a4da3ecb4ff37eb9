//! Adding to a goal's capital stack, and changing or withdrawing a line of it.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

use super::{
    AtGoal,
    at::AtLine,
    conflict::{self, Conflict, Pair},
    forms::LineForm,
};
use crate::{
    entities::{goals, stack_lines},
    goals::store::{self, LineSaved},
    values::{CapitalProduct, StackLayer, StackLineStatus, time_convert},
    web::{
        self, AppError, Desk, FieldErrors, Form, Shell, TableEditorsDesk,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "goals/line.html")]
struct LinePage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    form: LineForm,
    layers: Vec<Choice>,
    products: Vec<Choice>,
    statuses: Vec<Choice>,
    errors: FieldErrors,
}

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let form = LineForm::blank(today(&desk));
    web::page(&page(&desk, &goal, None, (form, FieldErrors::default())))
}

/// Today where the reader is.
fn today(desk: &Desk) -> NaiveDate {
    time_convert::to_naive(desk.local_date().at(0, 0, 0, 0)).date()
}

pub(super) async fn add(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<LineForm>,
) -> web::Result<Response> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let draft = match form.read(today(&desk)) {
        Ok(draft) => draft,
        Err(errors) => return web::page_invalid(&page(&desk, &goal, None, (form, errors))),
    };
    desk.app
        .db
        .write(async |txn| store::add_line(txn, &goal, &draft, &actor, now).await)
        .await?;
    Ok(web::flash_to(&format!("/goals/{}", goal.id), "Line added."))
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtLine,
) -> web::Result<Response> {
    let form = LineForm::of(&at.line);
    let shown = (form, FieldErrors::default());
    web::page(&page(&desk, &at.goal, Some(&at.line), shown))
}

pub(super) async fn change(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtLine,
    Form(form): Form<LineForm>,
) -> web::Result<Response> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let draft = match form.read(today(&desk)) {
        Ok(draft) => draft,
        Err(errors) => {
            return web::page_invalid(&page(&desk, &at.goal, Some(&at.line), (form, errors)));
        }
    };
    let seen = (at.line.id, form.version.parse().unwrap_or_default());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_line(txn, (&at.goal, seen), &draft, &actor, now).await)
        .await?;
    let path = format!("/goals/{}", at.goal.id);
    match AppError::found(saved)? {
        LineSaved::Done => Ok(web::flash_to(&path, "Line saved.")),
        LineSaved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        LineSaved::Stale(theirs) => {
            let action = format!("{path}/lines/{}/edit", theirs.id);
            let conflict = compare(&form, &theirs);
            conflict::answer(&desk, (at.goal.id, &at.goal.title), action, conflict).await
        }
    }
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    line: Option<&stack_lines::Model>,
    (form, errors): (LineForm, FieldErrors),
) -> LinePage {
    let heading = if line.is_some() {
        "Change a line"
    } else {
        "Add a line"
    };
    let shell = desk.shell("goals", format!("{heading}: {}", goal.title));
    let back = format!("/goals/{}", goal.id);
    let layer =
        |each: &StackLayer| Choice::new(each.as_str(), each.label(), each.as_str() == form.layer);
    let product = |each: &CapitalProduct| {
        Choice::new(each.as_str(), each.label(), each.as_str() == form.product)
    };
    let status = |each: &StackLineStatus| {
        Choice::new(each.as_str(), each.label(), each.as_str() == form.status)
    };
    LinePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &back)],
        heading,
        action: line.map_or_else(
            || format!("{back}/lines/new"),
            |line| format!("{back}/lines/{}/edit", line.id),
        ),
        back,
        layers: StackLayer::ALL.iter().map(layer).collect(),
        products: CapitalProduct::ALL.iter().map(product).collect(),
        statuses: StackLineStatus::ALL.iter().map(status).collect(),
        form,
        errors,
    }
}

fn compare(form: &LineForm, theirs: &stack_lines::Model) -> Conflict {
    let held = LineForm::of(theirs);
    let text = |value: &str| value.to_owned();
    let layer = |code: &str| {
        code.parse::<StackLayer>()
            .map_or_else(|_| code.to_owned(), |each| each.label().to_owned())
    };
    let product = |code: &str| {
        code.parse::<CapitalProduct>()
            .map_or_else(|_| code.to_owned(), |each| each.label().to_owned())
    };
    let status = |code: &str| {
        code.parse::<StackLineStatus>()
            .map_or_else(|_| code.to_owned(), |each| each.label().to_owned())
    };
    let elsewhere = |value: &str| {
        if value == "yes" {
            "Counted in another line".to_owned()
        } else {
            "By its kind".to_owned()
        }
    };
    let mine = form
        .amount
        .parse::<crate::values::Money>()
        .map_or_else(|_| form.amount.clone(), crate::values::Money::full);
    let pair = |name, label, mine, theirs, words| Pair {
        name,
        label,
        mine,
        theirs,
        words,
    };
    let pairs: [Pair<'_>; 9] = [
        pair("product", "Money", &form.product, &held.product, &product),
        pair("layer", "Layer", &form.layer, &held.layer, &layer),
        pair("amount", "Amount", &mine, &held.amount, &text),
        pair("status", "How sure", &form.status, &held.status, &status),
        pair("purpose", "Use", &form.purpose, &held.purpose, &text),
        pair(
            "counted_elsewhere",
            "In the total",
            &form.counted_elsewhere,
            &held.counted_elsewhere,
            &elsewhere,
        ),
        pair(
            "conditions",
            "Conditions",
            &form.conditions,
            &held.conditions,
            &text,
        ),
        pair("source", "Source", &form.source, &held.source, &text),
        pair("as_of", "As of", &form.as_of, &held.as_of, &text),
    ];
    Conflict::between(&pairs, theirs.version)
}
