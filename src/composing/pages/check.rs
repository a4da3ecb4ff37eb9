//! What the table of a convening lacks, whoever gave the seats: shown beside its guest list, and a page of its own.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, response::Response};

use super::rows::{Lacking, could_pay, told};
use crate::{
    composing::{
        inputs::{Scene, scene},
        rules::Table,
        shortlist::shortlist,
    },
    convenings::{self, Guest},
    entities::convenings::Model as Convening,
    goals::GoalNeed,
    ids::{ConveningId, GoalId, OrganizationId},
    values::{ConveningMode, ConveningPurpose, ParticipantRole},
    web::{self, AppError, Desk, EditorsDesk, Result, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "composing/check.html", blocks = ["lacks"])]
struct CheckPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    heading: String,
    lacking: Vec<Lacking>,
    /// No goal says which money is open.
    aimless: bool,
}

/// GET /convenings/{id}/lacks
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let id: ConveningId = AppError::found(id.parse().ok())?;
    let convening = AppError::found(convenings::by_id(desk.db(), id).await?)?;
    let row = convening.row;
    let guests = convenings::guests(desk.db(), id).await?;
    let (goals, scene) = at_stake(&desk, id, &guests).await?;
    let path = format!("/convenings/{id}");
    let page = CheckPage {
        shell: desk.shell("convenings", format!("What the table lacks: {}", row.title)),
        crumbs: vec![
            Link::new("Convenings", "/convenings"),
            Link::new(&row.title, path.clone()),
            Link::new("Guest list", format!("{path}/guests")),
        ],
        lacking: told(&table(&row, &goals, &guests, &scene), &scene),
        aimless: goals.is_empty(),
        heading: row.title,
        path,
    };
    if desk.wants("lacks") {
        return web::page(&page.as_lacks());
    }
    web::page(&page)
}

/// The goals of a convening, what they leave open, and who could bring it.
async fn at_stake(
    desk: &Desk,
    id: ConveningId,
    guests: &[Guest],
) -> Result<(Vec<GoalNeed>, Scene)> {
    let here = guests.iter().filter_map(|guest| guest.seat.organization_id);
    let here: BTreeSet<OrganizationId> = here.collect();
    let ids = convenings::goals_of(desk.db(), id).await?.into_iter();
    let ids: BTreeSet<GoalId> = ids.map(|goal| goal.id).collect();
    let (mut goals, mut lists) = (Vec::new(), Vec::new());
    for goal in ids {
        if let Some((need, list)) = shortlist(&desk.app.db, goal, &here, desk.local_date()).await? {
            goals.push(need);
            lists.push(list);
        }
    }
    Ok((goals, scene(&lists)))
}

fn table(row: &Convening, goals: &[GoalNeed], guests: &[Guest], scene: &Scene) -> Table {
    let seated = guests.iter().filter_map(|guest| guest.seat.organization_id);
    let seated = seated.collect::<BTreeSet<_>>();
    let known = seated.iter().filter_map(|id| scene.organizations.get(id));
    let known: Vec<_> = known.collect();
    let in_role = |role| {
        guests
            .iter()
            .filter(|guest| guest.seat.role == role)
            .count()
    };
    let kinds = (0..scene.kinds.len()).map(|kind| {
        let here = known.iter().any(|one| one.brings.contains_key(&kind));
        (kind, here, scene.sources(kind) > 0)
    });
    Table {
        kinds: kinds.collect(),
        local: known.iter().filter(|one| one.local).count(),
        pays_for_outcomes: goals.iter().any(|goal| goal.contract.is_some())
            || row.purpose == ConveningPurpose::OutcomesContractDesign,
        has_payor: known.iter().any(|one| could_pay(one)),
        residents: in_role(ParticipantRole::ResidentLeader),
        // Whether they are paid is not kept with a seat.
        residents_paid: None,
        changes_systems: row.mode == ConveningMode::SystemsChange
            || row.purpose == ConveningPurpose::EnablingEnvironment,
        officials: in_role(ParticipantRole::PublicOfficial),
        conveners: known.iter().filter(|one| one.convener).count(),
    }
}
