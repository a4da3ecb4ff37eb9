//! The matches of a goal as a page, whole or in parts, and the page that says how fit is worked out.
//!
//! Everything works by links and one GET form; scripts only swap the parts that changed.

pub(in crate::matching) mod filter;
mod help;
mod peek;
mod rows;
mod words;

use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use jiff::civil::Date;

use self::{
    filter::{Asked, Filter, VERDICTS},
    peek::Peek,
    rows::{Chip, Pick, Section},
};
use super::{GoalMatch, GoalMatches, api, matches_of};
use crate::{
    goals::{self, GoalHead, GoalTab, rules::stack::totals},
    ids::GoalId,
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
        .merge(api::routes())
}

/// The matches of the goal in the path, today where the reader is; 404 when there is none, or the
/// path is not one.
pub(super) async fn matches_in_path(desk: &Desk, goal: &str) -> Result<(GoalMatches, Date)> {
    let goal: GoalId = AppError::found(goal.parse().ok())?;
    let today = desk.local_date();
    let found = AppError::found(matches_of(&desk.app.db, goal, today).await?)?;
    Ok((found, today))
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
    let (found, today) = matches_in_path(&desk, &goal).await?;
    let filter = asked.read(&VERDICTS[..2]);
    let mut page = compose(&desk, &found, &filter, today);
    match (desk.wants("results"), desk.wants("peek")) {
        (true, true) => web::page(&page.as_board()),
        (true, false) => web::page(&page.as_results()),
        (false, true) => web::page(&page.as_peek_panel()),
        (false, false) => {
            page.head = Some(head(&desk, &found).await?);
            web::page(&page)
        }
    }
}

/// The head of the goal's every page, with how many funders could help on this page's tab.
async fn head(desk: &Desk, found: &GoalMatches) -> Result<GoalHead> {
    let goal = AppError::found(goals::by_id(desk.db(), found.goal.id).await?)?;
    let mut head = GoalHead::load(desk, &goal, GoalTab::Matches).await?;
    if let Some(tab) = head.tabs.iter_mut().find(|tab| tab.current) {
        tab.count = u64::try_from(could_help(found)).ok();
    }
    Ok(head)
}

fn compose(desk: &Desk, found: &GoalMatches, filter: &Filter, today: Date) -> MatchesPage {
    let goal = found.goal.id;
    let listed = rows::listed(found, filter);
    let on_page = rows::on_page(&listed, filter);
    let asked_for = found
        .matches
        .iter()
        .find(|each| Some(each.pocket.id) == filter.show);
    let explained = asked_for.or_else(|| on_page.first().copied());
    let shown = explained.map(|each| each.pocket.id);
    let sections = rows::sections(found, &listed, filter, shown);
    let elsewhere = rows::picked_elsewhere(found, &on_page, filter);
    let ticks = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| &row.pick);
    let total = u64::try_from(listed.len()).unwrap_or(u64::MAX);
    let pager = filter.paging.pager(total, "", "funders");
    MatchesPage {
        shell: desk.shell("goals", format!("Matches for {}", found.goal.title)),
        can_edit: desk.may_edit(),
        goal: goal.to_string(),
        head: None,
        stack: goals::stack_view(
            "goal-stack",
            &totals(&found.goal.lines),
            found.goal.lines_as_of,
        ),
        scored: today.strftime("%-d %b %Y").to_string(),
        q: filter.q.clone(),
        money: money(found, filter),
        chips: rows::chips(found, filter),
        found: format!(
            "{} of {}",
            listed.len(),
            words::counted(found.matches.len(), "funding source")
        ),
        tally: rows::tally(ticks.chain(&elsewhere)),
        page: filter.paging.page,
        pager,
        unmatched: unmatched(found),
        peek: explained.map(|each| peek::peek(goal, each)),
        sections,
        elsewhere,
    }
}

/// How many are eligible or aligned.
fn could_help(found: &GoalMatches) -> usize {
    let scored = |each: &&GoalMatch| each.found.fit.is_some();
    found.matches.iter().filter(scored).count()
}

/// The kinds of money anybody here offers.
fn money(found: &GoalMatches, filter: &Filter) -> Vec<Choice> {
    let offered = |product: &CapitalProduct| {
        let mut offers = found.matches.iter().flat_map(|each| &each.pocket.products);
        offers.any(|offer| offer.product == *product)
    };
    CapitalProduct::ALL
        .iter()
        .copied()
        .filter(offered)
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
    let with_pocket: std::collections::BTreeSet<_> = found
        .matches
        .iter()
        .map(|each| each.pocket.organization_id)
        .collect();
    let without = found
        .organizations
        .saturating_sub(u64::try_from(with_pocket.len()).unwrap_or(u64::MAX));
    match i64::try_from(without) {
        Ok(without) if without > 0 => grouped(without),
        _ => String::new(),
    }
}
