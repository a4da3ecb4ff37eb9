//! The review queue: what waits for a reviewer, what waits for the person, and what is done.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::{
    entities::{goals, interests},
    ids::GoalId,
    values::RegistrationStatus::{self, Accepted, Confirmed, Declined, Linked, Unconfirmed},
    web::Paging,
};

/// Which part of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interest) enum Tab {
    Review,
    Waiting,
    Done,
}

impl Tab {
    const fn statuses(self) -> &'static [RegistrationStatus] {
        match self {
            Self::Review => &[Confirmed],
            Self::Waiting => &[Unconfirmed],
            Self::Done => &[Accepted, Linked, Declined],
        }
    }

    fn all(self) -> Select<interests::Entity> {
        let statuses = self.statuses().iter().copied();
        interests::Entity::find().filter(interests::Column::Status.is_in(statuses))
    }
}

/// How much each part holds.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::interest) struct Counts {
    pub(in crate::interest) review: u64,
    pub(in crate::interest) waiting: u64,
    pub(in crate::interest) done: u64,
}

/// A registration and the title of its goal.
pub(in crate::interest) struct Line {
    pub(in crate::interest) interest: interests::Model,
    pub(in crate::interest) goal: String,
}

pub(in crate::interest) async fn counts(db: &impl ConnectionTrait) -> Result<Counts, DbErr> {
    Ok(Counts {
        review: Tab::Review.all().count(db).await?,
        waiting: Tab::Waiting.all().count(db).await?,
        done: Tab::Done.all().count(db).await?,
    })
}

/// One page: oldest first where someone waits, newest first where it is done.
pub(in crate::interest) async fn page(
    db: &impl ConnectionTrait,
    tab: Tab,
    paging: Paging,
) -> Result<Vec<Line>, DbErr> {
    let sorted = match tab {
        Tab::Review | Tab::Waiting => tab.all().order_by_asc(interests::Column::CreatedAt),
        Tab::Done => tab.all().order_by_desc(interests::Column::CreatedAt),
    };
    let found = sorted
        .order_by_asc(interests::Column::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .all(db)
        .await?;
    let titles = titles(db, found.iter().map(|interest| interest.goal_id)).await?;
    Ok(found
        .into_iter()
        .map(|interest| Line {
            goal: titles.get(&interest.goal_id).cloned().unwrap_or_default(),
            interest,
        })
        .collect())
}

async fn titles(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = GoalId>,
) -> Result<HashMap<GoalId, String>, DbErr> {
    let rows: Vec<(GoalId, String)> = goals::Entity::find()
        .select_only()
        .column(goals::Column::Id)
        .column(goals::Column::Title)
        .filter(goals::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
