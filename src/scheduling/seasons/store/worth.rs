//! Who is invited to the convenings of a season, and what each could bring there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sea_orm::DbErr;

use crate::{
    composing,
    convenings::{goals_at, invited_to, recused_at},
    db::Db,
    ids::{ConveningId, GoalId, OrganizationId},
    scheduling::seasons::rules::Invited,
};

/// Every organization with a seat, what it could bring to the goals of the convening, and whether it must attend. Whoever
/// stays away from a goal is not asked to a convening that is for it.
pub(crate) async fn invited(
    db: &Db,
    ids: &[ConveningId],
    today: Date,
) -> Result<Vec<Invited>, DbErr> {
    let mut seats = invited_to(db.read(), ids.iter().copied()).await?;
    let mut tables: BTreeMap<ConveningId, BTreeSet<OrganizationId>> = BTreeMap::new();
    for (convening, organization) in seats.keys() {
        tables.entry(*convening).or_default().insert(*organization);
    }
    let away = recused_at(db.read(), &tables).await?;
    seats.retain(|key, _| !away.contains(key));
    let mut goals: BTreeMap<ConveningId, BTreeSet<GoalId>> = BTreeMap::new();
    for (convening, goal) in goals_at(db.read(), ids.iter().copied()).await? {
        goals.entry(convening).or_default().insert(goal);
    }
    // Convenings for the same goals are looked at together.
    let mut guests: BTreeMap<BTreeSet<GoalId>, BTreeSet<OrganizationId>> = BTreeMap::new();
    for (convening, organization) in seats.keys() {
        let goals = goals.get(convening).cloned().unwrap_or_default();
        guests.entry(goals).or_default().insert(*organization);
    }
    let mut brings = BTreeMap::new();
    for (goals, guests) in guests {
        let list: Vec<GoalId> = goals.iter().copied().collect();
        let found = composing::could_bring(db, &list, &guests, today).await?;
        brings.insert(goals, found);
    }
    let invited = seats.into_iter().map(|((convening, funder), must)| {
        let known = brings.get(&goals.get(&convening).cloned().unwrap_or_default());
        let value = known.and_then(|known| known.get(&funder)).copied();
        Invited {
            convening,
            funder,
            value: value.unwrap_or_default(),
            must,
        }
    });
    Ok(invited.collect())
}
