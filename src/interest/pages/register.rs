//! The public form, and the page after it, which is the same for everybody.

use askama::Template;
use axum::{extract::Path, response::Response};

use crate::{
    interest::{
        receive,
        rules::{self, InterestForm, OFFERED},
        store::{self, GoalBrief},
    },
    values::InterestKind,
    web::{
        AppError, ClientKey, FieldErrors, Form, FrontDesk, Result, Shell, page, page_invalid,
        see_other, views::Choice,
    },
};

#[derive(Template)]
#[template(path = "interest/register.html")]
struct RegisterPage {
    shell: Shell,
    goal: GoalBrief,
    form: InterestForm,
    kinds: Vec<Choice>,
    products: Vec<Choice>,
    errors: FieldErrors,
}

impl RegisterPage {
    fn new(shell: Shell, goal: GoalBrief, form: InterestForm, errors: FieldErrors) -> Self {
        Self {
            shell,
            goal,
            kinds: kinds(&form),
            products: products(&form),
            form,
            errors,
        }
    }
}

fn kinds(form: &InterestForm) -> Vec<Choice> {
    InterestKind::ALL
        .iter()
        .map(|kind| Choice {
            hint: rules::kind_hint(*kind).to_owned(),
            ..Choice::new(kind.as_str(), kind.label(), form.kind == kind.as_str())
        })
        .collect()
}

fn products(form: &InterestForm) -> Vec<Choice> {
    OFFERED
        .iter()
        .map(|(product, hint)| {
            let code = product.as_str();
            let chosen = form.products.iter().any(|sent| sent == code);
            Choice {
                hint: (*hint).to_owned(),
                ..Choice::new(code, product.label(), chosen)
            }
        })
        .collect()
}

async fn goal_at(front: &FrontDesk, slug: &str) -> Result<GoalBrief> {
    AppError::found(store::open_goal(front.app.db.read(), slug).await?)
}

pub(super) async fn show(front: FrontDesk, Path(slug): Path<String>) -> Result<Response> {
    let goal = goal_at(&front, &slug).await?;
    let shell = front.shell(format!("Register interest: {}", goal.title));
    page(&RegisterPage::new(
        shell,
        goal,
        InterestForm::default(),
        FieldErrors::default(),
    ))
}

pub(super) async fn send(
    front: FrontDesk,
    visitor: ClientKey,
    Path(slug): Path<String>,
    Form(form): Form<InterestForm>,
) -> Result<Response> {
    let goal = goal_at(&front, &slug).await?;
    let thanks = format!("/g/{}/interest/thanks", goal.slug);
    if form.is_trapped() {
        return Ok(see_other(&thanks));
    }
    match rules::read(&form) {
        Ok(said) => {
            receive::receive(&front.app, &visitor.0, &goal, &said).await?;
            Ok(see_other(&thanks))
        }
        Err(errors) => {
            let shell = front.shell(format!("Register interest: {}", goal.title));
            page_invalid(&RegisterPage::new(shell.with_errors(), goal, form, errors))
        }
    }
}

#[derive(Template)]
#[template(path = "interest/thanks.html")]
struct ThanksPage {
    shell: Shell,
    goal: GoalBrief,
    good_for_days: i64,
}

pub(super) async fn thanks(front: FrontDesk, Path(slug): Path<String>) -> Result<Response> {
    let goal = goal_at(&front, &slug).await?;
    page(&ThanksPage {
        shell: front.shell("Check your mail"),
        goal,
        good_for_days: rules::UNCONFIRMED_DAYS,
    })
}
