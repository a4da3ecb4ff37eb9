//! Beginning, changing and removing a season.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    conflict::{self, Pair, Ways},
    load, path_of,
};
use crate::{
    entities::seasons,
    ids::PartnershipId,
    partnerships,
    scheduling::seasons::{
        rules::{Effort, SeasonForm},
        store::{self, Saved},
    },
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "scheduling/season/form.html")]
struct FormPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: String,
    action: String,
    back: String,
    /// Where the button that takes it out leads; empty for a new one.
    remove: String,
    partnerships: Vec<Choice>,
    ask_first: Vec<Choice>,
    efforts: Vec<Choice>,
    form: SeasonForm,
    errors: FieldErrors,
}

/// What to do with days to ask first.
const ASK_FIRST: [(&str, &str); 2] = [
    ("free", "Keep them free"),
    ("warn", "Only point them out on the page"),
];

type Known = Vec<(PartnershipId, String)>;

fn page(
    desk: &Desk,
    season: Option<&seasons::Model>,
    known: &Known,
    (form, errors): (SeasonForm, FieldErrors),
) -> FormPage {
    let heading = season.map_or_else(
        || "New season".to_owned(),
        |season| format!("Change {}", season.title),
    );
    let shell = desk.shell("convenings", &heading);
    let back = season.map_or_else(|| "/seasons".to_owned(), |season| path_of(season.id));
    FormPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Seasons", "/seasons")],
        action: season.map_or_else(|| "/seasons".to_owned(), |_| format!("{back}/edit")),
        remove: season.map_or_else(String::new, |_| format!("{back}/removal")),
        partnerships: known
            .iter()
            .map(|(id, name)| {
                let id = id.to_string();
                let chosen = form.partnership == id;
                Choice::new(id, name, chosen)
            })
            .collect(),
        ask_first: ASK_FIRST
            .into_iter()
            .map(|(code, label)| Choice::new(code, label, form.ask_first == code))
            .collect(),
        efforts: Effort::ALL
            .into_iter()
            .map(|each| Choice::new(each.code(), each.label(), form.effort == each.code()))
            .collect(),
        heading,
        back,
        form,
        errors,
    }
}

/// GET /seasons/new
pub(super) async fn blank(EditorsDesk(desk): EditorsDesk) -> Result<Response> {
    let known = partnerships::choices(desk.db()).await?;
    let form = SeasonForm {
        ask_first: "free".to_owned(),
        effort: Effort::default().code().to_owned(),
        seed: "1".to_owned(),
        ..SeasonForm::default()
    };
    web::page(&page(&desk, None, &known, (form, FieldErrors::default())))
}

/// POST /seasons
pub(super) async fn create(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<SeasonForm>,
) -> Result<Response> {
    let known = partnerships::choices(desk.db()).await?;
    let ids: Vec<PartnershipId> = known.iter().map(|(id, _)| *id).collect();
    let new = match form.read(&ids) {
        Ok(new) => new,
        Err(errors) => return web::page_invalid(&page(&desk, None, &known, (form, errors))),
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let id = desk
        .app
        .db
        .write(async |txn| store::add(txn, &new, &actor, now).await)
        .await?;
    let told = "Season begun. Say which convenings belong to it.";
    Ok(web::flash_to(&format!("{}/convenings", path_of(id)), told))
}

/// GET /seasons/{id}/edit
pub(super) async fn open(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let known = partnerships::choices(desk.db()).await?;
    let shown = (SeasonForm::of(&season), FieldErrors::default());
    web::page(&page(&desk, Some(&season), &known, shown))
}

/// POST /seasons/{id}/edit
pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<SeasonForm>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let known = partnerships::choices(desk.db()).await?;
    let ids: Vec<PartnershipId> = known.iter().map(|(id, _)| *id).collect();
    let edit = match form.read(&ids) {
        Ok(edit) => edit,
        Err(errors) => {
            return web::page_invalid(&page(&desk, Some(&season), &known, (form, errors)));
        }
    };
    let seen = (season.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change(txn, seen, &edit, &actor, now).await)
        .await?;
    let path = path_of(season.id);
    match saved {
        Saved::Done => Ok(web::flash_to(&path, "Season saved.")),
        Saved::Gone => Err(AppError::NotFound),
        Saved::Stale(theirs) => {
            let ways = Ways {
                action: format!("{path}/edit"),
                back: Link::new(&theirs.title, path),
            };
            let pairs = compare(&form, &theirs, &known);
            conflict::answer(&desk, &theirs, ways, pairs, theirs.version).await
        }
    }
}

fn compare(
    mine: &SeasonForm,
    theirs: &seasons::Model,
    known: &[(PartnershipId, String)],
) -> Vec<Pair> {
    let theirs = &SeasonForm::of(theirs);
    let typed =
        |name, label, of: fn(&SeasonForm) -> &str| Pair::typed(name, label, (of(mine), of(theirs)));
    let partnership = |id: &str| {
        let held = known.iter().find(|(known, _)| known.to_string() == id);
        held.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    };
    let ask_first = |code: &str| {
        let held = ASK_FIRST.into_iter().find(|(known, _)| *known == code);
        held.map_or(code, |(_, label)| label).to_owned()
    };
    let effort =
        |code: &str| Effort::of(code).map_or_else(|| code.to_owned(), |it| it.label().to_owned());
    vec![
        typed("title", "Title", |form| &form.title),
        Pair::named(
            "partnership",
            "Partnership",
            (&mine.partnership, &theirs.partnership),
            partnership,
        ),
        typed("first_day", "First day", |form| &form.first_day),
        typed("last_day", "Last day", |form| &form.last_day),
        typed("most_per_week", "Most in a week", |form| {
            &form.most_per_week
        }),
        Pair::named(
            "ask_first",
            "Days to ask first",
            (&mine.ask_first, &theirs.ask_first),
            ask_first,
        ),
        typed("blackouts", "Blackout days", |form| &form.blackouts),
        Pair::named(
            "effort",
            "How long to search",
            (&mine.effort, &theirs.effort),
            effort,
        ),
        typed("seed", "Draw", |form| &form.seed),
    ]
}

/// The version that a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    version: String,
}

/// POST /seasons/{id}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<Seen>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let seen = (season.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let gone = desk
        .app
        .db
        .write(async |txn| store::remove(txn, seen, &actor, now).await)
        .await?;
    if gone {
        let told = "Season removed. Its convenings stay as they are.";
        return Ok(web::flash_to("/seasons", told));
    }
    Err(AppError::Conflict(
        "Somebody changed the season meanwhile, so it was not removed. Look at it again."
            .to_owned(),
    ))
}
