//! What is confidential and bears on a list: who is kept apart, who is recused, and whose seats stand against it.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    composing::store,
    convenings::{self, Upcoming, pairs_among, recused, recused_at},
    entities::{kept_apart, recusals},
    ids::{ConveningId, GoalId, OrganizationId},
};

/// What holds, and what of it is shown.
pub(super) struct Held {
    /// The newest pairs and recusals, and whether there are more.
    pub(super) pairs: (Vec<kept_apart::Model>, bool),
    pub(super) recusals: (Vec<recusals::Model>, bool),
    /// Everybody who is recused from one of the goals, or from another goal of the convening that the list is for.
    pub(super) recused: BTreeSet<OrganizationId>,
    /// Every two who are kept apart, of those who may be chosen and those with a seat.
    pub(super) apart: Vec<[OrganizationId; 2]>,
    /// Who may not be chosen, because somebody has a seat at the convening that the list is for.
    pub(super) kept_out: BTreeSet<OrganizationId>,
    /// Two who are kept apart and both have a seat at a convening to come.
    pub(super) clashes: Vec<(ConveningId, [OrganizationId; 2])>,
    /// Who has a seat at a convening to come, and is recused from a goal that it is for.
    pub(super) sitting: BTreeSet<(ConveningId, OrganizationId)>,
}

impl Held {
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        (goals, convening): (&[GoalId], Option<ConveningId>),
        upcoming: &[Upcoming],
        chosen_from: &BTreeSet<OrganizationId>,
    ) -> Result<Self, DbErr> {
        let tables: BTreeSet<ConveningId> = upcoming
            .iter()
            .map(|each| each.id)
            .chain(convening)
            .collect();
        let tables = convenings::seated_at(db, tables).await?;
        let seated = tables.values().flatten();
        let asked: BTreeSet<OrganizationId> = chosen_from.iter().chain(seated).copied().collect();
        let apart = pairs_among(db, &asked).await?;
        let clashes = tables.iter().flat_map(|(convening, seated)| {
            let pairs = apart.iter().copied();
            let both = pairs.filter(|[one, other]| seated.contains(one) && seated.contains(other));
            both.map(|pair| (*convening, pair))
        });
        let of_table = convenings::goals_at(db, convening).await?;
        let of_table = of_table.into_iter().map(|(_, goal)| goal);
        let there = convening.and_then(|convening| tables.get(&convening));
        Ok(Self {
            pairs: cut(store::pairs(db).await?),
            recusals: cut(store::recusals(db, goals.iter().copied()).await?),
            recused: recused(db, goals.iter().copied().chain(of_table)).await?,
            sitting: recused_at(db, &tables).await?,
            kept_out: there
                .map(|there| partners(&apart, there, chosen_from))
                .unwrap_or_default(),
            clashes: clashes.collect(),
            apart,
        })
    }

    /// Whom a page names because of it.
    pub(super) fn named(&self) -> impl Iterator<Item = OrganizationId> {
        let pairs = self
            .pairs
            .0
            .iter()
            .flat_map(|row| [row.one_id, row.other_id]);
        let recusals = self.recusals.0.iter().map(|row| row.organization_id);
        let clashes = self.clashes.iter().flat_map(|(_, pair)| *pair);
        let kept_out = self.kept_out.iter().copied();
        let sitting = self.sitting.iter().map(|(_, id)| *id);
        let listed = pairs.chain(recusals).chain(clashes);
        listed.chain(kept_out).chain(sitting)
    }
}

/// Those that are shown, and whether there are more.
fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = rows.len() > store::MOST_SHOWN;
    rows.truncate(store::MOST_SHOWN);
    (rows, more)
}

/// Who of those that may be chosen is not to sit with one of these.
fn partners(
    apart: &[[OrganizationId; 2]],
    seated: &BTreeSet<OrganizationId>,
    chosen_from: &BTreeSet<OrganizationId>,
) -> BTreeSet<OrganizationId> {
    let ways = apart
        .iter()
        .flat_map(|[one, other]| [(one, other), (other, one)]);
    ways.filter(|(one, other)| seated.contains(one) && chosen_from.contains(other))
        .map(|(_, other)| *other)
        .collect()
}
