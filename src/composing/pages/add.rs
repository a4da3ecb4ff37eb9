//! Funders ticked in a list of matches get seats at a convening that lies ahead: which one is asked here, and the seats are
//! given as a guest list's are.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    convenings,
    goals::AtGoal,
    ids::OrganizationId,
    values::wall_time,
    web::{
        self, EditorsDesk, Query, Result, Shell,
        views::{Choice, Link},
    },
};

/// The most that are seated at once.
const MOST: usize = 120;

/// Who is ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pick: Vec<String>,
}

#[derive(Template)]
#[template(path = "composing/add.html")]
struct AddPage {
    shell: Shell,
    crumbs: Vec<Link>,
    /// Key and name of each organization, and that it is invented.
    picked: Vec<(String, String, bool)>,
    action: String,
    back: String,
    plan_href: String,
    upcoming: Vec<Choice>,
}

/// GET /goals/{id}/compose/add
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let ids = asked.pick.iter().filter_map(|id| id.parse().ok());
    let ids: Vec<OrganizationId> = ids.take(MOST).collect();
    let href = format!("/goals/{}", goal.id);
    let back = format!("{href}/matches");
    if ids.is_empty() {
        return Ok(web::flash_to(&back, "Tick funders first."));
    }
    let known = convenings::organizations(desk.db(), ids).await?;
    // Who asked to be left alone cannot be ticked, and is not seated from an address either.
    let may_come = known.into_values().filter(|known| !known.do_not_contact);
    let mut picked: Vec<(String, String, bool)> = may_come
        .map(|known| (known.id.to_string(), known.name, known.illustrative))
        .collect();
    picked.sort_by(|one, other| one.1.cmp(&other.1));
    let upcoming = convenings::upcoming_for(desk.db(), goal.id, desk.app.now()).await?;
    let picks = picked.iter().map(|(id, _, _)| format!("&pick={id}"));
    let picks: String = picks.collect();
    web::page(&AddPage {
        shell: desk.shell("goals", format!("Add to a convening: {}", goal.title)),
        crumbs: vec![
            Link::new("Goals", "/goals"),
            Link::new(&goal.title, &href),
            Link::new("Matches", &back),
        ],
        action: format!("{href}/compose/seats"),
        plan_href: format!("/convenings/new?goal={}{picks}", goal.id),
        upcoming: upcoming
            .iter()
            .enumerate()
            .map(|(at, each)| {
                let when = wall_time::moment(each.starts_at, &each.zone);
                let mut choice = Choice::new(each.id.to_string(), &each.title, at == 0);
                choice.hint = when;
                choice
            })
            .collect(),
        back,
        picked,
    })
}
