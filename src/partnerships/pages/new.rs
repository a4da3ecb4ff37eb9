//! Opening a partnership, and the form it shares with changing one.

use askama::Template;
use axum::response::Response;

use crate::{
    entities::partnerships,
    partnerships::{
        rules::{PartnershipEdit, PartnershipForm, Read},
        store::{self, RoundOf},
    },
    places,
    values::PartnershipStage,
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "partnerships/form.html")]
struct FormPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    form: PartnershipForm,
    stages: Vec<Choice>,
    rounds: Vec<Choice>,
    /// A sample partnership takes part in no real round.
    sample: bool,
    errors: FieldErrors,
}

/// The rounds this partnership may take part in: none for a sample.
pub(super) async fn open_rounds(
    desk: &Desk,
    of: Option<&partnerships::Model>,
) -> web::Result<Vec<RoundOf>> {
    if of.is_some_and(|of| of.illustrative) {
        return Ok(Vec::new());
    }
    Ok(store::rounds(desk.db()).await?)
}

/// The form, or the form again with what is wrong. `of` is the partnership it changes; nothing for a new one.
pub(super) fn page(
    desk: &Desk,
    of: Option<&partnerships::Model>,
    rounds: &[RoundOf],
    (form, errors): (PartnershipForm, FieldErrors),
) -> web::Result<Response> {
    let heading = if of.is_some() {
        "Edit partnership"
    } else {
        "New partnership"
    };
    let title = of.map_or_else(|| heading.to_owned(), |of| format!("Edit: {}", of.name));
    let shell = desk.shell("partnerships", title);
    let back = of.map_or_else(
        || "/partnerships".to_owned(),
        |of| format!("/partnerships/{}", of.id),
    );
    let stage = |each: &PartnershipStage| {
        Choice::new(each.as_str(), each.label(), each.as_str() == form.stage)
    };
    let ticked = form.ticked();
    let round = |(round, _): &RoundOf| {
        let label = format!("{} ({})", round.name, round.year);
        Choice::new(&round.code, label, ticked.contains(&round.code))
    };
    let refused = !errors.is_empty();
    let page = FormPage {
        shell: if refused { shell.with_errors() } else { shell },
        crumbs: crumbs(desk, of),
        heading,
        action: of.map_or_else(
            || "/partnerships/new".to_owned(),
            |of| format!("/partnerships/{}/edit", of.id),
        ),
        back,
        stages: PartnershipStage::ALL.iter().map(stage).collect(),
        rounds: rounds.iter().map(round).collect(),
        sample: of.is_some_and(|of| of.illustrative),
        form,
        errors,
    };
    if refused {
        return web::page_invalid(&page);
    }
    web::page(&page)
}

/// The list is for staff.
fn crumbs(desk: &Desk, of: Option<&partnerships::Model>) -> Vec<Link> {
    let list = desk
        .is_staff()
        .then(|| Link::new("Partnerships", "/partnerships"));
    let own = of.map(|of| Link::new(&of.name, format!("/partnerships/{}", of.id)));
    list.into_iter().chain(own).collect()
}

pub(super) async fn blank(EditorsDesk(desk): EditorsDesk) -> web::Result<Response> {
    let rounds = open_rounds(&desk, None).await?;
    let form = PartnershipForm {
        stage: PartnershipStage::Forming.to_string(),
        ..PartnershipForm::default()
    };
    page(&desk, None, &rounds, (form, FieldErrors::default()))
}

/// Reads the form, its places looked up.
pub(super) async fn read(
    desk: &Desk,
    form: &PartnershipForm,
    rounds: &[RoundOf],
) -> web::Result<Result<PartnershipEdit, FieldErrors>> {
    let places = places::resolve(desk.db(), &form.places).await?;
    let rounds: Vec<String> = rounds.iter().map(|(round, _)| round.code.clone()).collect();
    Ok(form.read(Read {
        places,
        rounds: &rounds,
    }))
}

pub(super) async fn create(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<PartnershipForm>,
) -> web::Result<Response> {
    let rounds = open_rounds(&desk, None).await?;
    let new = match read(&desk, &form, &rounds).await? {
        Ok(new) => new,
        Err(errors) => return page(&desk, None, &rounds, (form, errors)),
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let id = desk
        .app
        .db
        .write(async |txn| store::create(txn, &new, &actor, now).await)
        .await?;
    let said = "Partnership opened. Next: add who sits at the table.";
    Ok(web::flash_to(&format!("/partnerships/{id}"), said))
}
