//! The page of a goal's matches without its frame, kept for as long as everything it is made of is as it was.

use std::sync::Arc;

use jiff::civil::Date;

use super::{MatchesPage, Rows, filter::Filter, known_here, listed::Listed};
use crate::{
    db::seen,
    goals::{self, GoalHead, GoalTab},
    matching::GoalMatches,
    web::{AppError, Desk, Rendered, Result},
};

/// The page as kept or made anew. What staff think of sources has no revision, so the rows themselves are one; everything
/// else it shows raises the matches' own, and whatever differs between readers is in the key.
pub(super) async fn content(
    desk: &Desk,
    found: &GoalMatches,
    filter: &Filter,
    today: Date,
) -> Result<Arc<Rendered>> {
    let revision = format!("{} {}", found.revision(), seen(found.stances()));
    let asked = filter.address(found.goal().id, filter.show);
    let key = format!("{asked} {:?} {:?} {today}", desk.user.role, desk.leads);
    let db = &desk.app.db;
    db.kept_large(&key, &revision, async || {
        let listed = Listed::read(found, filter);
        let rows = Rows::read(desk, found, (filter, &listed)).await?;
        let mut page = super::compose(desk, found, (filter, &listed), &rows, today);
        page.acts = super::acts(desk, found, (filter, &rows), None);
        finish(desk, found, filter, &mut page).await?;
        Ok(Rendered::of(&page)?)
    })
    .await
}

/// Adds what only the whole page has: the goal's head, and who has invested here and is not matched.
pub(super) async fn finish(
    desk: &Desk,
    found: &GoalMatches,
    filter: &Filter,
    page: &mut MatchesPage,
) -> Result<()> {
    page.head = Some(head(desk, found, filter.line.is_none()).await?);
    page.known_here = known_here::load(&desk.app.db, found).await?;
    Ok(())
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
