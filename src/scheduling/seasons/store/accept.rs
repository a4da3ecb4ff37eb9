//! Accepting proposed dates, keeping some while others move, and letting them move again.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    plan_of,
    scene::{Part, Scene, scene},
    seasons::{by_id, note},
    standing::Ground,
};
use crate::{
    audit::Actor,
    convenings::{self, DaySet, NewDay},
    db::WriteError,
    entities::season_convenings,
    ids::{ConveningId, SeasonId, SeasonPlanId, SeasonVenueId},
    scheduling::seasons::rules::{Dated, Spot, in_words},
    values::time_convert::to_civil,
};

/// What is to become of proposed dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The convenings get them.
    Accept,
    /// They stay when others are proposed.
    Keep,
    /// They may move again.
    Free,
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    pub(crate) act: Act,
    /// The dates they looked at.
    pub(crate) plan: SeasonPlanId,
    /// Which convenings, at which version.
    pub(crate) picks: Vec<(ConveningId, i32)>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) enum Accepted {
    Done(usize),
    /// Other dates were proposed meanwhile.
    OtherDates,
    /// What they rest on was changed since they were proposed.
    OutOfDate,
}

/// Why a convening did not get its date.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) convening: ConveningId,
    pub(crate) day: NaiveDate,
    pub(crate) why: Why,
}

/// What stood against it.
#[derive(Clone, Debug)]
pub(crate) enum Why {
    /// The convening itself.
    Day(DaySet),
    /// Something else, in a sentence.
    Taken(String),
}

/// Nothing was written.
#[derive(Debug)]
pub(crate) enum NotDone {
    Database(DbErr),
    Refused(Vec<Refused>),
}

impl From<DbErr> for NotDone {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl WriteError for NotDone {
    fn database(&self) -> Option<&DbErr> {
        match self {
            Self::Database(error) => Some(error),
            Self::Refused(_) => None,
        }
    }
}

/// Does it for all that were ticked, or for none. Everything is looked at again within the transaction.
pub(crate) async fn carry_out(
    txn: &DatabaseTransaction,
    season: SeasonId,
    asking: &Asking,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Accepted, NotDone> {
    let Some(season) = by_id(txn, season).await? else {
        return Ok(Accepted::OtherDates);
    };
    let scene = &scene(txn, season).await?;
    let kept = plan_of(txn, scene.season.id).await?;
    let kept = kept.filter(|kept| kept.row.plan_id == asking.plan);
    let kept = kept.and_then(|kept| Some((kept.row.revision, kept.dates?)));
    let Some((revision, dates)) = kept else {
        return Ok(Accepted::OtherDates);
    };
    if asking.act == Act::Accept && revision != scene.season.revision {
        return Ok(Accepted::OutOfDate);
    }
    let picked: BTreeSet<ConveningId> = asking.picks.iter().map(|(id, _)| *id).collect();
    let ground = Ground::read(txn, scene, now.date_naive()).await?;
    let (mut refused, mut titles) = (Vec::new(), Vec::new());
    for (id, version) in &asking.picks {
        let Some((proposed, part)) = dates.of(*id).zip(scene.part(*id)) else {
            continue;
        };
        let done = part.row.accepted && part.day() == proposed.day;
        if asking.act == Act::Accept && done {
            // Pressed twice.
            continue;
        }
        if asking.act == Act::Accept {
            let against = ground.stands_against(&dates, (proposed, &picked));
            let why = match against {
                Some(sentence) => Why::Taken(sentence),
                None => Why::Day(accept(txn, scene, (proposed, *version), (actor, now)).await?),
            };
            if !matches!(why, Why::Day(DaySet::Set)) {
                let (convening, day) = (*id, proposed.day);
                refused.push(Refused {
                    convening,
                    day,
                    why,
                });
                continue;
            }
        }
        keep(txn, scene, proposed, asking.act).await?;
        let day = in_words(proposed.day);
        titles.push(format!("“{}” on {day}", part.convening.row.title));
    }
    if !refused.is_empty() {
        return Err(NotDone::Refused(refused));
    }
    if !titles.is_empty() {
        let (action, verb) = match asking.act {
            Act::Accept => ("accepted", "Accepted"),
            Act::Keep => ("kept", "Keeps"),
            Act::Free => ("freed", "Lets move"),
        };
        let summary = format!("{verb} {}", titles.join(", "));
        note(
            txn,
            (scene.season.id, action, summary),
            (None, None),
            (actor, now),
        )
        .await?;
    }
    Ok(Accepted::Done(titles.len()))
}

async fn accept(
    txn: &DatabaseTransaction,
    scene: &Scene,
    (dated, version): (&Dated, i32),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<DaySet, DbErr> {
    let day = dated.day.and_hms_opt(0, 0, 0).map(to_civil);
    let Some(Ok(day)) = day else {
        return Ok(DaySet::Unclear(format!(
            "{} is no day of a calendar",
            dated.day
        )));
    };
    let asks = scene.part(dated.convening);
    if asks.is_some_and(Part::asks) {
        return Ok(DaySet::Unclear(
            "Guests are asked for its date. Choose one there, or withdraw the date poll first"
                .to_owned(),
        ));
    }
    let venue = venue_of(dated.spot).and_then(|id| scene.venues.iter().find(|it| it.id == id));
    let wanted = NewDay {
        id: dated.convening,
        version,
        day: day.date(),
        venue: venue.map(|venue| (venue.name.clone(), venue.place_id.clone())),
    };
    convenings::set_day(txn, &wanted, actor, now).await
}

fn venue_of(spot: Spot) -> Option<SeasonVenueId> {
    match spot {
        Spot::Venue(id) => Some(id),
        Spot::Own(_) => None,
    }
}

/// Notes that a date stays, or may move again.
async fn keep(
    txn: &DatabaseTransaction,
    scene: &Scene,
    dated: &Dated,
    act: Act,
) -> Result<(), DbErr> {
    use season_convenings::Column as C;
    let stays = act != Act::Free;
    let venue = venue_of(dated.spot).filter(|id| scene.venues.iter().any(|it| it.id == *id));
    let mut update = season_convenings::Entity::update_many()
        .col_expr(C::KeptDay, Expr::value(stays.then_some(dated.day)))
        .col_expr(C::KeptVenueId, Expr::value(venue.filter(|_| stays)));
    // Keeping a date takes nothing back of its having been accepted.
    if act != Act::Keep {
        update = update.col_expr(C::Accepted, Expr::value(act == Act::Accept));
    }
    update
        .filter(C::SeasonId.eq(scene.season.id))
        .filter(C::ConveningId.eq(dated.convening))
        .exec(txn)
        .await?;
    Ok(())
}
