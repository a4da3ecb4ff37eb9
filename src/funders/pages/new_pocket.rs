//! Writing down a pocket that staff heard of, with where and when they heard it.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;

use super::{
    FunderInPath, kinds,
    pocket_form::{PocketForm, PocketRead, ROWS},
};
use crate::{
    entities::organizations,
    funders::store::{self, NewPocket},
    issues, places,
    values::{CapitalProduct, FunderType, PlaceId},
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Shell,
        views::{Choice, Link},
    },
};

/// One row of the products.
struct ProductRow {
    names: [&'static str; 3],
    number: usize,
    products: Vec<Choice>,
    min: String,
    max: String,
}

#[derive(Template)]
#[template(path = "funders/new_pocket.html")]
struct PocketPage {
    shell: Shell,
    crumbs: Vec<Link>,
    funder: String,
    sample: bool,
    action: String,
    back: String,
    form: PocketForm,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    issues: Vec<Choice>,
    populations: Vec<Choice>,
    products: Vec<ProductRow>,
    errors: FieldErrors,
}

/// What the form offers to choose from.
struct Lists {
    issues: issues::Issues,
    populations: issues::Populations,
}

impl Lists {
    async fn read(desk: &Desk) -> web::Result<Self> {
        Ok(Self {
            issues: issues::issues(desk.db()).await?,
            populations: issues::populations(desk.db()).await?,
        })
    }

    /// Only codes that the lists have: a form can be sent with anything in it.
    fn known(&self, form: &PocketForm, errors: &mut FieldErrors) -> (Vec<String>, Vec<String>) {
        let issues = self.issues.0.iter().filter(|issue| issue.parent.is_none());
        let issues: Vec<&str> = issues.map(|issue| issue.code.as_str()).collect();
        let groups = self.populations.0.iter();
        let groups: Vec<&str> = groups.map(|group| group.code.as_str()).collect();
        let mut among = |field, ticked: &[String], list: &[&str], otherwise: &str| {
            if !ticked.iter().all(|code| list.contains(&code.as_str())) {
                errors.add(field, otherwise);
            }
            let chosen = list
                .iter()
                .filter(|code| ticked.iter().any(|each| each == *code));
            chosen.map(|code| (*code).to_owned()).collect()
        };
        (
            among("issues", &form.issues, &issues, "Tick issues of the list."),
            among(
                "populations",
                &form.populations,
                &groups,
                "Tick groups of the list.",
            ),
        )
    }
}

pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    FunderInPath(funder): FunderInPath,
) -> web::Result<Response> {
    let form = PocketForm {
        kind: funder.kind.map_or("", FunderType::as_str).to_owned(),
        as_of: desk.today().to_string(),
        ..PocketForm::default()
    };
    let lists = Lists::read(&desk).await?;
    web::page(&pocket_page(&desk, &funder, form, &lists).await?)
}

pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    FunderInPath(funder): FunderInPath,
    Form(form): Form<PocketForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let pocket = match read(&desk, &form, &lists).await? {
        Ok(pocket) => pocket,
        Err(errors) => {
            let page = pocket_page(&desk, &funder, form, &lists).await?;
            return web::page_invalid(&PocketPage {
                shell: page.shell.with_errors(),
                errors,
                ..page
            });
        }
    };
    let told = format!(
        "{} is now one of the pockets of {}.",
        pocket.name, funder.name
    );
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::add_pocket(txn, &funder, pocket, &actor, now).await)
        .await?;
    Ok(web::flash_to(
        &format!("/funders/{}#pockets", funder.id),
        &told,
    ))
}

/// The form with its places settled.
async fn read(
    desk: &Desk,
    form: &PocketForm,
    lists: &Lists,
) -> web::Result<Result<NewPocket, FieldErrors>> {
    let read = match form.read(desk.today()) {
        Ok(read) => read,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = FieldErrors::default();
    let areas = errors.keep("areas", settle(desk, &read).await?);
    let (issues, populations) = lists.known(form, &mut errors);
    let (Some(areas), true) = (areas, errors.is_empty()) else {
        return Ok(Err(errors));
    };
    Ok(Ok(NewPocket {
        name: read.name,
        kind: read.kind,
        areas,
        issues,
        populations,
        offers: read.offers,
        cycle: read.cycle,
        notes: read.notes,
        source: read.source,
        as_of: read.as_of,
    }))
}

/// The places meant, each once, or the first that cannot be told.
async fn settle(desk: &Desk, read: &PocketRead) -> web::Result<Result<Vec<PlaceId>, String>> {
    let possible = read.areas.iter().flat_map(|area| area.could_be.clone());
    let known: BTreeSet<PlaceId> = places::by_ids(desk.db(), possible)
        .await?
        .into_keys()
        .collect();
    let settled: Result<BTreeSet<PlaceId>, String> =
        read.areas.iter().map(|area| area.settle(&known)).collect();
    Ok(settled.map(|places| places.into_iter().collect()))
}

async fn pocket_page(
    desk: &Desk,
    funder: &organizations::Model,
    form: PocketForm,
    lists: &Lists,
) -> web::Result<PocketPage> {
    let path = format!("/funders/{}", funder.id);
    let states = places::states(desk.db()).await?;
    let areas = lists.issues.0.iter().filter(|issue| issue.parent.is_none());
    Ok(PocketPage {
        shell: desk.shell("funders", format!("Add a pocket of {}", funder.name)),
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new(funder.name.clone(), path.clone()),
        ],
        funder: funder.name.clone(),
        sample: funder.illustrative,
        action: format!("{path}/pockets/new"),
        back: path,
        kinds: kinds(&form.kind),
        states: states
            .into_iter()
            .map(|(code, name)| Choice::new(code.clone(), name, code == form.state))
            .collect(),
        issues: areas
            .map(|issue| {
                let ticked = form.issues.contains(&issue.code);
                Choice::new(issue.code.clone(), issue.label.clone(), ticked)
            })
            .collect(),
        populations: lists
            .populations
            .0
            .iter()
            .map(|group| {
                let ticked = form.populations.contains(&group.code);
                Choice::new(group.code.clone(), group.label.clone(), ticked)
            })
            .collect(),
        products: product_rows(&form),
        errors: FieldErrors::default(),
        form,
    })
}

fn product_rows(form: &PocketForm) -> Vec<ProductRow> {
    ROWS.iter()
        .zip(form.rows())
        .zip(1..)
        .map(|((names, [product, min, max]), number)| ProductRow {
            names: *names,
            number,
            products: CapitalProduct::ALL
                .iter()
                .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == product))
                .collect(),
            min: min.to_owned(),
            max: max.to_owned(),
        })
        .collect()
}
