//! The matches of a goal as a page, whole or in parts, and the page that says how fit is worked out.
//!
//! Everything works by links and one GET form; scripts only swap the parts that changed.

pub(in crate::matching) mod filter;
mod help;
mod missing;
mod peek;
mod rows;
mod waiting;
mod weights;
mod words;

use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use jiff::civil::Date;

use self::{
    filter::{Asked, Filter, VERDICTS},
    peek::Peek,
    rows::{Chip, Pick, Section},
};
use super::{GoalMatch, GoalMatches, api, matches_for};
use crate::{
    goals::{self, GoalHead, GoalNeed, GoalTab, rules::stack::totals},
    ids::{GoalId, StackLineId},
    values::{CapitalProduct, grouped},
    web::{
        self, AppError, AppState, Desk, Query, Result, Shell,
        charts::StackView,
        views::{Choice, PagerView},
    },
};

/// Pages and JSON for people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/goals/{goal}/matches", get(matches))
        .route("/help/fit", get(help::help))
        .route("/matching/weights", get(weights::show).post(weights::save))
        .merge(api::routes())
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
    Ok((AppError::found(found)?, today))
}

#[derive(Template)]
#[template(path = "matching/matches.html", blocks = ["board", "results", "peek_panel"])]
struct MatchesPage {
    shell: Shell,
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
    pager: PagerView,
    page: u64,
    /// How many organizations have no pocket, grouped; empty when all have.
    unmatched: String,
    peek: Option<Peek>,
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
    let filter = asked.read(&VERDICTS[..2]);
    let found = matches_in_path(&desk, &goal, filter.line);
    let (found, today) = match waiting::at_most(&desk, found).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    let rows = Rows::read(&desk, &found, &filter).await?;
    let mut page = compose(&desk, &found, &filter, &rows, today);
    match (desk.wants("results"), desk.wants("peek")) {
        (true, true) => web::page(&page.as_board()),
        (true, false) => web::page(&page.as_results()),
        (false, true) => web::page(&page.as_peek_panel()),
        (false, false) => {
            page.head = Some(head(&desk, &found, filter.line.is_none()).await?);
            web::page(&page)
        }
    }
}

/// The head of the goal's every page, with how many funders could help on this page's tab where all lines are asked about.
async fn head(desk: &Desk, found: &GoalMatches, whole: bool) -> Result<GoalHead> {
    let goal = AppError::found(goals::by_id(desk.db(), found.goal().id).await?)?;
    let mut head = GoalHead::load(desk, &goal, GoalTab::Matches).await?;
    if let Some(tab) = head.tabs.iter_mut().find(|tab| tab.current) {
        tab.count = u64::try_from(found.could_help()).ok().filter(|_| whole);
    }
    Ok(head)
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
    async fn read(desk: &Desk, found: &GoalMatches, filter: &Filter) -> Result<Self> {
        let db = &desk.app.db;
        let on_page = found.explain(db, &filter.on_page(found)).await?;
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
    filter: &Filter,
    rows: &Rows,
    today: Date,
) -> MatchesPage {
    let goal = found.goal();
    let shown = rows.explained.as_ref().map(|each| each.pocket.id);
    let chips = rows::chips(filter.counts(found), filter);
    let listed = chips
        .iter()
        .filter(|chip| chip.chosen)
        .map(|chip| chip.count);
    let listed: usize = listed.sum();
    let sections = rows::sections(goal.id, &rows.on_page, &chips, filter, (shown, today));
    let elsewhere = rows::picked_elsewhere(&rows.picked, &rows.on_page);
    let ticks = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| &row.pick);
    let total = u64::try_from(listed).unwrap_or(u64::MAX);
    MatchesPage {
        shell: desk.shell("goals", format!("Matches for {}", goal.title)),
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
        tally: rows::tally(ticks.chain(&elsewhere)),
        page: filter.paging.page,
        pager: filter.paging.pager(total, "", "funders"),
        unmatched: unmatched(found),
        peek: rows
            .explained
            .as_ref()
            .map(|each| peek::peek(goal.id, each, found)),
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
