//! The matches of a goal as a page, whole or in parts, and the page that says how fit is worked out.
//!
//! Everything works by links and one GET form; scripts only swap the parts that changed.

mod acts;
mod acts_view;
mod coverage;
pub(in crate::matching) mod filter;
mod for_funder;
mod help;
mod known_here;
mod listed;
mod missing;
mod peek;
mod rows;
mod set_aside;
mod ticked;
pub mod waiting;
mod weights;
mod whole;
mod words;

use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use jiff::civil::Date;

use self::{
    acts_view::{Acts, Refused},
    filter::{Asked, Filter, VERDICTS},
    known_here::KnownHere,
    listed::Listed,
    peek::Peek,
    rows::{Chip, Pick, Section},
};
use super::{GoalMatch, GoalMatches, api, matches_for};
use crate::{
    goals::{self, GoalHead, GoalNeed, rules::stack::totals},
    ids::{GoalId, StackLineId},
    values::{CapitalProduct, grouped},
    web::{
        self, AppError, AppState, Desk, Query, Rendered, Result,
        charts::StackView,
        views::{Choice, PagerView},
    },
};

/// Pages and JSON for people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/goals/{goal}/matches", get(matches))
        .route("/goals/{id}/matches/{source}/stance", post(acts::act))
        .route("/goals/{id}/matches/shortlist", post(ticked::shortlist))
        .route(
            "/goals/{id}/matches/not-now",
            get(ticked::ask).post(ticked::set_aside),
        )
        .route("/help/fit", get(help::help))
        .route("/funders/{id}/matches", get(for_funder::show))
        .route("/matching/weights", get(weights::show).post(weights::save))
        .merge(coverage::routes())
        .merge(api::routes())
}

/// Pages that staff share with somebody who leads a partnership.
pub fn table_routes() -> Router<AppState> {
    Router::new()
        .route("/matching/set-aside", get(set_aside::show))
        .route("/matching/set-aside.csv", get(set_aside::export))
}

/// The matches of the goal in the path, for all its lines or one, today where the reader is; 404 when there is no such
/// goal, or the path is not one.
pub(super) async fn matches_in_path(
    desk: &Desk,
    goal: &str,
    line: Option<StackLineId>,
) -> Result<(GoalMatches, Date)> {
    let goal: GoalId = AppError::found(goal.parse().ok())?;
    let today = desk.local_date();
    let found = matches_for(&desk.app.db, goal, line, today).await?;
    let found = AppError::found(found)?;
    // Notes are for those who work with funders; viewers read the kind of a reason, as leads do.
    let found = if desk.may_edit() {
        found
    } else {
        found.without_words()
    };
    Ok((found, today))
}

#[derive(Template)]
#[template(path = "matching/matches.html", blocks = ["board", "results", "peek_panel"])]
struct MatchesPage {
    /// What just happened, where a part of the page is swapped in after it.
    flash: Option<String>,
    can_edit: bool,
    goal: String,
    /// Not drawn where only a part of the page was asked for.
    head: Option<GoalHead>,
    stack: StackView,
    scored: String,
    q: String,
    money: Vec<Choice>,
    lines: Vec<Choice>,
    chips: Vec<Chip>,
    found: String,
    sections: Vec<Section>,
    elsewhere: Vec<Pick>,
    tally: Option<String>,
    /// What is open of each kind of money, for the script that sums the ticks.
    open: String,
    pager: PagerView,
    page: u64,
    /// How many organizations have no pocket, grouped; empty when all have.
    unmatched: String,
    peek: Option<Peek>,
    /// Not drawn where only a part of the page was asked for.
    known_here: Option<KnownHere>,
    acts: Option<Acts>,
}

impl MatchesPage {
    /// The line beside the stack's title.
    fn stack_context(&self) -> String {
        match self.stack.as_of.as_str() {
            "" => format!("Total need {}", self.stack.total),
            as_of => format!("Total need {}. As of {as_of}", self.stack.total),
        }
    }
}

async fn matches(
    desk: Desk,
    Path(goal): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    answer(&desk, &goal, asked, None).await
}

/// The page or the parts asked for; with a form of the panel that was refused, as 422 or 409.
async fn answer(
    desk: &Desk,
    goal: &str,
    asked: Asked,
    refused: Option<Refused>,
) -> Result<Response> {
    let filter = asked.read(&VERDICTS[..2]);
    let found = matches_in_path(desk, goal, filter.line);
    let (found, today) = match waiting::at_most(desk, found).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    let status = match &refused {
        None => StatusCode::OK,
        Some(refused) if refused.yours.is_some() => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let title = format!("Matches for {}", found.goal().title);
    let part = desk.wants("results") || desk.wants("peek");
    if refused.is_none() && !part {
        let content = whole::content(desk, &found, &filter, today).await?;
        return web::framed(desk.shell("goals", title), &content);
    }
    let listed = Listed::read(&found, &filter);
    let rows = Rows::read(desk, &found, (&filter, &listed)).await?;
    let mut page = compose(desk, &found, (&filter, &listed), &rows, today);
    page.acts = acts(desk, &found, (&filter, &rows), refused);
    if desk.wants("told") {
        page.flash = desk.flash();
    }
    let mut response = match (desk.wants("results"), desk.wants("peek")) {
        (true, true) => web::page(&page.as_board()),
        (true, false) => web::page(&page.as_results()),
        (false, true) => web::page(&page.as_peek_panel()),
        (false, false) => {
            whole::finish(desk, &found, &filter, &mut page).await?;
            let shell = desk.shell("goals", title).with_errors();
            web::framed(shell, &Rendered::of(&page)?)
        }
    }?;
    *response.status_mut() = status;
    Ok(response)
}

/// What may be done with the source in the panel; with what was refused.
fn acts(
    desk: &Desk,
    found: &GoalMatches,
    (filter, rows): (&Filter, &Rows),
    refused: Option<Refused>,
) -> Option<Acts> {
    rows.explained.as_ref().map(|each| {
        let id = each.pocket.id;
        let state = filter.link(found.goal().id, id);
        acts_view::acts(found, id, state, (desk.may_edit(), refused))
    })
}

/// The funding sources in words that this page shows.
struct Rows {
    on_page: Vec<GoalMatch>,
    /// Those of picked funders, on this page or not.
    picked: Vec<GoalMatch>,
    /// The one in the panel.
    explained: Option<GoalMatch>,
}

impl Rows {
    async fn read(
        desk: &Desk,
        found: &GoalMatches,
        (filter, listed): (&Filter, &Listed),
    ) -> Result<Self> {
        let db = &desk.app.db;
        let on_page = found.explain(db, &listed.on_page).await?;
        let picked = found.explain(db, &found.of(&filter.picked)).await?;
        let here = |id| {
            on_page
                .iter()
                .find(|each| Some(each.pocket.id) == id)
                .cloned()
        };
        let explained = match (filter.show, here(filter.show)) {
            (Some(id), None) => found.explain(db, &[id]).await?.pop(),
            (_, here) => here,
        };
        Ok(Self {
            explained: explained.or_else(|| on_page.first().cloned()),
            on_page,
            picked,
        })
    }
}

fn compose(
    desk: &Desk,
    found: &GoalMatches,
    (filter, listed): (&Filter, &Listed),
    rows: &Rows,
    today: Date,
) -> MatchesPage {
    let goal = found.goal();
    let shown = rows.explained.as_ref().map(|each| each.pocket.id);
    let chips = rows::chips(listed, filter);
    let chosen = chips.iter().filter(|chip| chip.chosen);
    let listed: usize = chosen.map(|chip| chip.count).sum();
    let sections = rows::sections(found, &rows.on_page, &chips, filter, shown);
    let elsewhere = rows::picked_elsewhere(&rows.picked, &rows.on_page);
    let ticks = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| &row.pick);
    let total = u64::try_from(listed).unwrap_or(u64::MAX);
    MatchesPage {
        flash: None,
        can_edit: desk.may_edit(),
        goal: goal.id.to_string(),
        head: None,
        stack: goals::stack_view("goal-stack", &totals(&goal.lines), goal.lines_as_of),
        scored: today.strftime("%-d %b %Y").to_string(),
        q: filter.q.clone(),
        money: money(found, filter),
        lines: lines(goal, filter),
        found: format!(
            "{} of {}",
            grouped(i64::try_from(listed).unwrap_or(i64::MAX)),
            words::counted(found.sources(), "funding source")
        ),
        tally: rows::tally(ticks.chain(&elsewhere), &found.open()),
        open: rows::open_data(&found.open()),
        page: filter.paging.page,
        pager: filter.paging.pager(total, "", "funders"),
        unmatched: unmatched(found),
        peek: rows
            .explained
            .as_ref()
            .map(|each| peek::peek(goal.id, each, found)),
        known_here: None,
        acts: None,
        chips,
        sections,
        elsewhere,
    }
}

/// The lines that are open.
fn lines(goal: &GoalNeed, filter: &Filter) -> Vec<Choice> {
    let open = goal.open_lines();
    open.map(|(id, line, left)| {
        let kind = line.product.label();
        let label = match line.purpose.as_str() {
            "" => format!("{} {kind}", left.short()),
            purpose => format!("{} {kind}: {purpose}", left.short()),
        };
        Choice::new(id.to_string(), label, filter.line == Some(id))
    })
    .collect()
}

/// The kinds of money anybody here offers.
fn money(found: &GoalMatches, filter: &Filter) -> Vec<Choice> {
    let kinds = CapitalProduct::ALL.iter().copied();
    let offered = kinds.filter(|product| found.offer(*product));
    offered
        .map(|product| {
            Choice::new(
                product.as_str(),
                product.label(),
                filter.money == Some(product),
            )
        })
        .collect()
}

fn unmatched(found: &GoalMatches) -> String {
    match i64::try_from(found.unmatched) {
        Ok(without) if without > 0 => grouped(without),
        _ => String::new(),
    }
}
