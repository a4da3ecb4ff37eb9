//! Every query and write of the table of stances.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use jiff::civil::Date;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
    sea_query::{Expr, OnConflict},
};

use super::{
    Stances,
    rules::{Act, Opinion},
};
use crate::{
    audit::{self, Actor},
    entities::{funding_sources, goals, match_stances, organizations},
    ids::{FundingSourceId, GoalId, OrganizationId, PartnershipId, StanceId},
    values::{Stance, StanceReason},
    web::Paging,
};

/// The most sources of one goal anybody has an opinion on.
const MOST: u64 = 10_000;

/// Why sources were set aside, with how many times each; nothing stands for no reason.
pub(in crate::matching) type Reasons = BTreeMap<StanceReason, u64>;

/// What is thought of a goal's sources.
pub(in crate::matching) async fn of_goal(
    db: &impl ConnectionTrait,
    goal: GoalId,
    today: Date,
) -> Result<Stances, DbErr> {
    let rows = match_stances::Entity::find()
        .filter(match_stances::Column::GoalId.eq(goal))
        .order_by_asc(match_stances::Column::FundingSourceId)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(Stances::new(rows, today))
}

/// For which goals these sources are set aside today.
pub(in crate::matching) async fn aside_of_sources(
    db: &impl ConnectionTrait,
    sources: impl IntoIterator<Item = FundingSourceId>,
    today: Date,
) -> Result<BTreeSet<(GoalId, FundingSourceId)>, DbErr> {
    let rows = match_stances::Entity::find()
        .filter(match_stances::Column::FundingSourceId.is_in(sources))
        .order_by_asc(match_stances::Column::GoalId)
        .limit(MOST)
        .all(db)
        .await?;
    let mut of_goal: BTreeMap<GoalId, Vec<match_stances::Model>> = BTreeMap::new();
    for row in rows {
        of_goal.entry(row.goal_id).or_default().push(row);
    }
    let aside = of_goal.into_iter().flat_map(|(goal, rows)| {
        let stances = Stances::new(rows, today);
        let ids: Vec<FundingSourceId> = stances.aside().collect();
        ids.into_iter().map(move |id| (goal, id))
    });
    Ok(aside.collect())
}

/// A source of a goal, both with their names for the log.
#[derive(Clone, Copy, Debug)]
pub(in crate::matching) struct About<'a> {
    pub(in crate::matching) goal: (GoalId, &'a str),
    pub(in crate::matching) source: (FundingSourceId, &'a str),
}

/// What became of an act.
#[derive(Debug)]
pub(in crate::matching) enum Acted {
    Done,
    Unchanged,
    /// Someone else acted first.
    Stale,
}

/// Acts on what was thought at `version`, 0 where nobody had an opinion, or on whatever is thought where there is none.
pub(in crate::matching) async fn act(
    txn: &DatabaseTransaction,
    about: About<'_>,
    version: Option<i32>,
    act: &Act,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<Acted, DbErr> {
    let (goal, source) = (about.goal.0, about.source.0);
    let held = of_pair(txn, goal, source).await?;
    let before = held.as_ref().map(Opinion::of).unwrap_or_default();
    let after = act.after(&before);
    if after == before {
        return Ok(Acted::Unchanged);
    }
    let held = match held {
        Some(held) => held,
        None => blank(txn, (goal, source), (actor, now)).await?,
    };
    let seen = version.unwrap_or(held.version);
    if !write(txn, (held.id, seen), &after, (actor, now)).await? {
        return Ok(Acted::Stale);
    }
    let entry = audit::Act {
        action: "changed",
        kind: "match_stance",
        id: held.id.to_string(),
        summary: act.summary(about.source.1, about.goal.1),
        before: Some(before.facts()),
        after: Some(after.facts()),
    };
    audit::record(txn, actor, entry, now).await?;
    Ok(Acted::Done)
}

/// The same act on several sources, whatever was thought of each; says how many it changed.
pub(in crate::matching) async fn act_on_all(
    txn: &DatabaseTransaction,
    goal: (GoalId, &str),
    sources: &[(FundingSourceId, String)],
    all: &Act,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<usize, DbErr> {
    let mut changed = 0;
    for (id, name) in sources {
        let about = About {
            goal,
            source: (*id, name),
        };
        let acted = act(txn, about, None, all, (actor, now)).await?;
        changed += usize::from(matches!(acted, Acted::Done));
    }
    Ok(changed)
}

async fn of_pair(
    db: &impl ConnectionTrait,
    goal: GoalId,
    source: FundingSourceId,
) -> Result<Option<match_stances::Model>, DbErr> {
    match_stances::Entity::find()
        .filter(match_stances::Column::GoalId.eq(goal))
        .filter(match_stances::Column::FundingSourceId.eq(source))
        .one(db)
        .await
}

/// A row that says nothing yet, or the one that somebody else has just made.
async fn blank(
    txn: &DatabaseTransaction,
    (goal, source): (GoalId, FundingSourceId),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<match_stances::Model, DbErr> {
    use match_stances::Column as C;
    let row = match_stances::ActiveModel {
        id: Set(StanceId::fresh()),
        goal_id: Set(goal),
        funding_source_id: Set(source),
        stance: Set(None),
        pinned: Set(false),
        reason_kind: Set(None),
        reason: Set(String::new()),
        look_again_on: Set(None),
        changed_by: Set(actor.name.clone()),
        changed_at: Set(now),
        version: Set(0),
    };
    let there = OnConflict::columns([C::GoalId, C::FundingSourceId])
        .do_nothing()
        .to_owned();
    let made = match_stances::Entity::insert(row)
        .on_conflict(there)
        .exec_without_returning(txn)
        .await;
    match made {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error),
    }
    let held = of_pair(txn, goal, source).await?;
    held.ok_or_else(|| DbErr::RecordNotFound("the stance".to_owned()))
}

async fn write(
    txn: &DatabaseTransaction,
    (id, version): (StanceId, i32),
    opinion: &Opinion,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<bool, DbErr> {
    use match_stances::Column as C;
    let (kind, words) = match &opinion.reason {
        Some((kind, words)) => (Some(*kind), words.as_str()),
        None => (None, ""),
    };
    let written = match_stances::Entity::update_many()
        .col_expr(C::Stance, Expr::value(opinion.stance))
        .col_expr(C::Pinned, Expr::value(opinion.pinned))
        .col_expr(C::ReasonKind, Expr::value(kind))
        .col_expr(C::Reason, Expr::value(words))
        .col_expr(C::LookAgainOn, Expr::value(opinion.look_again_on))
        .col_expr(C::ChangedBy, Expr::value(actor.name.as_str()))
        .col_expr(C::ChangedAt, Expr::value(now))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Which of the sources set aside are wanted; the default is all.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::matching) struct Wanted {
    pub(in crate::matching) kind: Option<StanceReason>,
    pub(in crate::matching) partnership: Option<PartnershipId>,
}

/// A source set aside for a goal, now or until its day.
#[derive(Clone, Debug, FromQueryResult)]
pub(in crate::matching) struct SetAside {
    pub(in crate::matching) goal_id: GoalId,
    pub(in crate::matching) goal: String,
    pub(in crate::matching) goal_illustrative: bool,
    pub(in crate::matching) partnership_id: Option<PartnershipId>,
    pub(in crate::matching) funding_source_id: FundingSourceId,
    pub(in crate::matching) source: String,
    pub(in crate::matching) organization_id: OrganizationId,
    pub(in crate::matching) organization: String,
    pub(in crate::matching) illustrative: bool,
    pub(in crate::matching) stance: Stance,
    pub(in crate::matching) reason_kind: Option<StanceReason>,
    pub(in crate::matching) reason: String,
    pub(in crate::matching) look_again_on: Option<NaiveDate>,
    pub(in crate::matching) changed_by: String,
    pub(in crate::matching) changed_at: DateTime<Utc>,
}

fn wanted(wanted: Wanted) -> Select<match_stances::Entity> {
    use match_stances::Column as C;
    let mut found = match_stances::Entity::find()
        .join(JoinType::InnerJoin, match_stances::Relation::Goal.def())
        .filter(C::Stance.is_in([Stance::NotNow, Stance::Never]));
    if let Some(kind) = wanted.kind {
        found = found.filter(C::ReasonKind.eq(kind));
    }
    if let Some(partnership) = wanted.partnership {
        found = found.filter(goals::Column::PartnershipId.eq(partnership));
    }
    found
}

/// A page of them, the newest first, and how many there are.
pub(in crate::matching) async fn set_aside(
    db: &impl ConnectionTrait,
    asked: Wanted,
    paging: Paging,
) -> Result<(Vec<SetAside>, u64), DbErr> {
    use match_stances::Column as C;
    let total = wanted(asked).count(db).await?;
    let rows = wanted(asked)
        .select_only()
        .columns([
            C::GoalId,
            C::FundingSourceId,
            C::Stance,
            C::ReasonKind,
            C::Reason,
            C::LookAgainOn,
            C::ChangedBy,
            C::ChangedAt,
        ])
        .column_as(goals::Column::Title, "goal")
        .column_as(goals::Column::Illustrative, "goal_illustrative")
        .column(goals::Column::PartnershipId)
        .column_as(funding_sources::Column::Name, "source")
        .column(funding_sources::Column::OrganizationId)
        .column_as(organizations::Column::Name, "organization")
        .column(organizations::Column::Illustrative)
        .join(
            JoinType::InnerJoin,
            match_stances::Relation::FundingSource.def(),
        )
        .join(
            JoinType::InnerJoin,
            funding_sources::Relation::Organization.def(),
        )
        .order_by_desc(C::ChangedAt)
        .order_by_desc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .into_model()
        .all(db)
        .await?;
    Ok((rows, total))
}

/// How many are set aside for each reason, whichever reason is asked for.
pub(in crate::matching) async fn counts(
    db: &impl ConnectionTrait,
    asked: Wanted,
) -> Result<Reasons, DbErr> {
    use match_stances::Column as C;
    let found: Vec<(Option<StanceReason>, i64)> = wanted(Wanted {
        kind: None,
        ..asked
    })
    .select_only()
    .column(C::ReasonKind)
    .column_as(C::Id.count(), "many")
    .group_by(C::ReasonKind)
    .into_tuple()
    .all(db)
    .await?;
    let counted = found
        .into_iter()
        .filter_map(|(kind, many)| Some((kind?, u64::try_from(many).ok()?)));
    Ok(counted.collect())
}
