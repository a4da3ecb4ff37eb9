//! Changing what is known of a partnership.

use axum::response::Response;

use super::{
    AtPartnership,
    conflict::{self, Conflict, Pair, Subject},
    new::{open_rounds, page, read},
};
use crate::{
    entities::partnerships,
    partnerships::{
        rules::PartnershipForm,
        store::{self, RoundOf, Saved},
    },
    places::rules::full_name,
    values::PartnershipStage,
    web::{self, AppError, Desk, FieldErrors, Form, TableEditorsDesk},
};

/// The form as it opens.
async fn held(desk: &Desk, of: &partnerships::Model) -> web::Result<PartnershipForm> {
    let places = store::places_of(desk.db(), of.id).await?;
    let places: Vec<String> = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
        .collect();
    let rounds = store::rounds_of(desk.db(), of.id).await?;
    let rounds = rounds.into_iter().map(|round| round.code).collect();
    Ok(PartnershipForm::of(of, &places, rounds))
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtPartnership(of): AtPartnership,
) -> web::Result<Response> {
    let rounds = open_rounds(&desk, Some(&of)).await?;
    let form = held(&desk, &of).await?;
    page(&desk, Some(&of), &rounds, (form, FieldErrors::default()))
}

pub(super) async fn keep(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtPartnership(of): AtPartnership,
    Form(form): Form<PartnershipForm>,
) -> web::Result<Response> {
    let rounds = open_rounds(&desk, Some(&of)).await?;
    let edit = match read(&desk, &form, &rounds).await? {
        Ok(edit) => edit,
        Err(errors) => return page(&desk, Some(&of), &rounds, (form, errors)),
    };
    let seen = (of.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::save(txn, seen, &edit, &actor, now).await)
        .await?;
    let path = format!("/partnerships/{}", of.id);
    match AppError::found(saved)? {
        Saved::Done => Ok(web::flash_to(&path, "Partnership saved.")),
        Saved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        Saved::Stale(theirs) => {
            let other = held(&desk, &theirs).await?;
            let conflict = compare(&form, &other, theirs.version, &rounds);
            let of = Subject::partnership(&desk, &theirs);
            conflict::answer(&desk, of, format!("{path}/edit"), conflict).await
        }
    }
}

fn compare(
    mine: &PartnershipForm,
    theirs: &PartnershipForm,
    version: i32,
    rounds: &[RoundOf],
) -> Conflict {
    let pair = |name, label, mine: &str, theirs: &str| Pair {
        name,
        label,
        mine: mine.to_owned(),
        theirs: theirs.to_owned(),
    };
    let pairs = vec![
        pair("name", "Name", &mine.name, &theirs.name),
        pair("stage", "Stage", &mine.stage, &theirs.stage),
        pair("places", "Places", &mine.places, &theirs.places),
        pair(
            "shared_result",
            "Shared result",
            &mine.shared_result,
            &theirs.shared_result,
        ),
        pair(
            "decision_rule",
            "How it decides",
            &mine.decision_rule,
            &theirs.decision_rule,
        ),
        pair("rhythm", "How often it meets", &mine.rhythm, &theirs.rhythm),
        pair(
            "governance_note",
            "How it is run",
            &mine.governance_note,
            &theirs.governance_note,
        ),
        pair("website", "Web address", &mine.website, &theirs.website),
        pair("source", "Source", &mine.source, &theirs.source),
        pair("as_of", "As of", &mine.as_of, &theirs.as_of),
        pair(
            "rounds",
            "Initiatives",
            &mine.ticked().join(";"),
            &theirs.ticked().join(";"),
        ),
    ];
    let words = |name: &str, value: &str| match name {
        "stage" => value
            .parse::<PartnershipStage>()
            .map_or_else(|_| value.to_owned(), |stage| stage.label().to_owned()),
        "rounds" => {
            let ticked = |code: &str| value.split(';').any(|each| each == code);
            let named = rounds.iter().filter(|(round, _)| ticked(&round.code));
            let named: Vec<&str> = named.map(|(round, _)| round.name.as_str()).collect();
            named.join("; ")
        }
        _ => value.to_owned(),
    };
    Conflict::between(pairs, version, words)
}
