//! What staff do with the ticked ones together: shortlist them, or set them aside for one reason. A tick stands for an
//! organization; what is done is done to the best of its sources for this goal.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    acts::back,
    acts_view::kinds,
    filter::{Asked, Filter, VERDICTS},
    matches_in_path,
};
use crate::{
    entities::goals,
    goals::AtGoal,
    ids::{FundingSourceId, OrganizationId},
    matching::{
        GoalMatches,
        stances::{
            self,
            rules::{Act, Aside, Typed},
        },
    },
    values::Stance,
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell,
        views::{Choice, Link},
    },
};

/// The most ticks that one press acts on.
const MOST: usize = 200;
const NOBODY: &str = "Tick funders first.";

/// The form of one reason for all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AsideForm {
    pick: Vec<String>,
    stance: String,
    reason_kind: String,
    reason: String,
    look_again_on: String,
    /// The address of the list.
    state: String,
}

#[derive(Template)]
#[template(path = "matching/aside_ticked.html")]
struct AsidePage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    /// Key and name of each organization, and that it is invented.
    picked: Vec<(String, String, bool)>,
    stances: Vec<Choice>,
    kinds: Vec<Choice>,
    form: AsideForm,
    errors: FieldErrors,
}

/// A ticked organization with the source that is acted on.
struct Ticked {
    organization: OrganizationId,
    name: String,
    sample: bool,
    source: (FundingSourceId, String),
}

/// The best source of each of these organizations.
async fn ticked(
    desk: &Desk,
    found: &GoalMatches,
    picked: &BTreeSet<OrganizationId>,
) -> Result<Vec<Ticked>> {
    let sources = found.explain(&desk.app.db, &found.of(picked)).await?;
    let mut seen = BTreeSet::new();
    let first = sources
        .into_iter()
        .map(|each| each.pocket)
        .filter(|pocket| seen.insert(pocket.organization_id));
    let ticked = first.take(MOST).map(|pocket| Ticked {
        organization: pocket.organization_id,
        sample: pocket.illustrative,
        source: (pocket.id, pocket.name),
        name: pocket.organization,
    });
    Ok(ticked.collect())
}

/// The list that the ticks were made in.
async fn list(desk: &Desk, goal: &goals::Model, asked: Asked) -> Result<(Filter, GoalMatches)> {
    let filter = asked.read(&VERDICTS[..2]);
    let (found, _) = matches_in_path(desk, &goal.id.to_string(), filter.line).await?;
    Ok((filter, found))
}

/// POST /goals/{id}/matches/shortlist
pub(super) async fn shortlist(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Form(asked): Form<Asked>,
) -> Result<Response> {
    let (filter, found) = list(&desk, &goal, asked).await?;
    let address = filter.address(goal.id, filter.show);
    let all = ticked(&desk, &found, &filter.picked).await?;
    if all.is_empty() {
        return Ok(web::flash_to(&address, NOBODY));
    }
    let many = write(&desk, &goal, &all, &Act::Shortlist).await?;
    let told = match (many, all.len() - many) {
        (many, 0) => format!("{many} shortlisted."),
        (many, were) => format!("{many} shortlisted; {were} were already."),
    };
    Ok(web::flash_to(&address, &told))
}

async fn write(desk: &Desk, goal: &goals::Model, all: &[Ticked], act: &Act) -> Result<usize> {
    let sources: Vec<(FundingSourceId, String)> =
        all.iter().map(|each| each.source.clone()).collect();
    let (of, actor, now) = ((goal.id, &*goal.title), desk.actor(), desk.app.now());
    let changed = desk
        .app
        .db
        .write(async |txn| stances::act_on_all(txn, of, &sources, act, (&actor, now)).await)
        .await?;
    Ok(changed)
}

/// GET /goals/{id}/matches/not-now
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (filter, found) = list(&desk, &goal, asked).await?;
    let address = filter.address(goal.id, filter.show);
    let all = ticked(&desk, &found, &filter.picked).await?;
    if all.is_empty() {
        return Ok(web::flash_to(&address, NOBODY));
    }
    let form = AsideForm {
        stance: Stance::NotNow.to_string(),
        state: address,
        ..AsideForm::default()
    };
    page(&desk, &goal, &all, (form, FieldErrors::default()))
}

/// POST /goals/{id}/matches/not-now
pub(super) async fn set_aside(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<AsideForm>,
) -> Result<Response> {
    let mut address = back(goal.id, &form.state);
    let (filter, found) = list(&desk, &goal, Asked::of(&address)).await?;
    let picked = form.pick.iter().filter_map(|id| id.parse().ok()).collect();
    let all = ticked(&desk, &found, &picked).await?;
    if all.is_empty() {
        return Ok(web::flash_to(&address, NOBODY));
    }
    let typed = Typed {
        stance: &form.stance,
        kind: &form.reason_kind,
        reason: &form.reason,
        look_again_on: &form.look_again_on,
    };
    let act = match Aside::read(&typed, desk.today()) {
        Ok(aside) => Act::SetAside(aside),
        Err(errors) => return page(&desk, &goal, &all, (form, errors)),
    };
    let many = write(&desk, &goal, &all, &act).await?;
    // Who is off the list is not ticked any more.
    if filter.picked.iter().any(|id| picked.contains(id)) {
        address = filter.without(&picked).address(goal.id, None);
    }
    let told = format!("{many} set aside for this goal. Bring them back any time.");
    Ok(web::flash_to(&address, &told))
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    all: &[Ticked],
    (form, errors): (AsideForm, FieldErrors),
) -> Result<Response> {
    let refused = !errors.is_empty();
    let shell = desk.shell("goals", format!("Set aside: {}", goal.title));
    let href = format!("/goals/{}", goal.id);
    let page = AsidePage {
        shell: if refused { shell.with_errors() } else { shell },
        crumbs: vec![
            Link::new("Goals", "/goals"),
            Link::new(&goal.title, &href),
            Link::new("Matches", format!("{href}/matches")),
        ],
        action: format!("{href}/matches/not-now"),
        back: back(goal.id, &form.state),
        picked: all
            .iter()
            .map(|each| {
                (
                    each.organization.to_string(),
                    each.name.clone(),
                    each.sample,
                )
            })
            .collect(),
        stances: [Stance::NotNow, Stance::Never]
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.stance))
            .into(),
        kinds: kinds(&form.reason_kind),
        form,
        errors,
    };
    if refused {
        return web::page_invalid(&page);
    }
    web::page(&page)
}
