//! Looking at the values of indicators: those in force for the pictures, all revisions for the table.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Alias, Asterisk, Expr, ExprTrait, Query},
};

use crate::{
    entities::{data_points, indicators},
    goals::rules::freshness::Freshness,
    ids::IndicatorId,
    web::Paging,
};

/// At most this many values are drawn at once, of all the indicators asked for.
const MOST_DRAWN: u64 = 5_000;

/// Values that no later revision replaces.
fn in_force() -> Select<data_points::Entity> {
    use data_points::Column as C;
    let newer = Alias::new("newer");
    let same = |column: C| Expr::col((newer.clone(), column)).equals((data_points::Entity, column));
    let later = Query::select()
        .expr(Expr::col(Asterisk))
        .from_as(data_points::Entity, newer.clone())
        .and_where(same(C::IndicatorId))
        .and_where(same(C::CutKind))
        .and_where(same(C::CutGroup))
        .and_where(same(C::ObservedOn))
        .and_where(
            Expr::col((newer.clone(), C::Revision))
                .gt(Expr::col((data_points::Entity, C::Revision))),
        )
        .to_owned();
    data_points::Entity::find().filter(Expr::exists(later).not())
}

/// The values in force of everyone, for these indicators in one query, each oldest first.
pub async fn curve_points(
    db: &impl ConnectionTrait,
    of: &[IndicatorId],
) -> Result<Vec<data_points::Model>, DbErr> {
    drawn(
        db,
        in_force().filter(data_points::Column::CutKind.eq("")),
        of,
    )
    .await
}

/// The values in force of everyone and of every group, oldest first.
pub async fn points_with_cuts(
    db: &impl ConnectionTrait,
    of: IndicatorId,
) -> Result<Vec<data_points::Model>, DbErr> {
    drawn(db, in_force(), &[of]).await
}

async fn drawn(
    db: &impl ConnectionTrait,
    select: Select<data_points::Entity>,
    of: &[IndicatorId],
) -> Result<Vec<data_points::Model>, DbErr> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    // The newest are kept when there are more than can be drawn.
    let mut points = select
        .filter(data_points::Column::IndicatorId.is_in(of.iter().copied()))
        .order_by_desc(data_points::Column::ObservedOn)
        .order_by_asc(data_points::Column::CutKind)
        .order_by_asc(data_points::Column::CutGroup)
        .limit(MOST_DRAWN)
        .all(db)
        .await?;
    points.reverse();
    Ok(points)
}

/// A value and whether it is the one in force.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::goals) struct Revision {
    pub(in crate::goals) point: data_points::Model,
    pub(in crate::goals) in_force: bool,
}

/// Every value with all its revisions, latest date first; a page of them and how many there are.
pub(in crate::goals) async fn revisions_of(
    db: &impl ConnectionTrait,
    of: IndicatorId,
    paging: Paging,
) -> Result<(Vec<Revision>, u64), DbErr> {
    let all = data_points::Entity::find()
        .filter(data_points::Column::IndicatorId.eq(of))
        .order_by_desc(data_points::Column::ObservedOn)
        .order_by_asc(data_points::Column::CutKind)
        .order_by_asc(data_points::Column::CutGroup)
        .order_by_desc(data_points::Column::Revision);
    let total = all.clone().count(db).await?;
    // One row more at the front tells whether the page begins in the middle of a date's revisions.
    let before = u64::from(paging.offset() > 0);
    let rows = all
        .offset(paging.offset() - before)
        .limit(paging.size + before)
        .all(db)
        .await?;
    let key = |point: &data_points::Model| {
        (
            point.observed_on,
            point.cut_kind.clone(),
            point.cut_group.clone(),
        )
    };
    let mut last = None;
    let mut revisions = Vec::with_capacity(rows.len());
    for (at, point) in rows.into_iter().enumerate() {
        let here = key(&point);
        let in_force = last.as_ref() != Some(&here);
        last = Some(here);
        if at as u64 >= before {
            revisions.push(Revision { point, in_force });
        }
    }
    Ok((revisions, total))
}

/// How old an indicator's number is. The baseline counts as a value; `points` are those in force.
pub fn freshness(
    indicator: &indicators::Model,
    points: &[data_points::Model],
    today: NaiveDate,
) -> Freshness {
    let own = points
        .iter()
        .filter(|point| point.indicator_id == indicator.id);
    let newest = own.max_by_key(|point| point.observed_on);
    let baseline = indicator.baseline_value.and(indicator.baseline_on);
    let (on, released) = match newest {
        Some(point) if baseline.is_none_or(|baseline| point.observed_on >= baseline) => {
            (Some(point.observed_on), point.released_on)
        }
        _ => (baseline, None),
    };
    Freshness::of(on, released, indicator.next_release_on, today)
}
