//! One convening, with its row read back into the plan it holds.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use crate::{
    convenings::rules::{Plan, When, fold_of},
    entities::convenings,
    ids::ConveningId,
    values::time_convert::{TimeOutOfRange, to_civil, to_timestamp},
};

/// A convening as stored, and as planned.
#[derive(Clone, Debug)]
pub struct Convening {
    pub row: convenings::Model,
    pub plan: Plan,
}

impl TryFrom<convenings::Model> for Convening {
    type Error = DbErr;

    fn try_from(row: convenings::Model) -> Result<Self, DbErr> {
        let when = when(&row).map_err(|error| DbErr::Type(error.to_string()))?;
        let plan = Plan {
            title: row.title.clone(),
            mode: row.mode,
            purpose: row.purpose,
            summary: row.summary.clone(),
            place: row.place_id.clone(),
            when,
            format: row.format,
            venue: row.venue.clone(),
            online_link: row.online_link.clone(),
            status: row.status,
        };
        Ok(Self { row, plan })
    }
}

fn when(row: &convenings::Model) -> Result<When, TimeOutOfRange> {
    Ok(When {
        zone: row.time_zone.clone(),
        local_start: to_civil(row.local_start)?,
        local_end: to_civil(row.local_end)?,
        start_fold: row.start_fold.as_deref().and_then(fold_of),
        end_fold: row.end_fold.as_deref().and_then(fold_of),
        starts: to_timestamp(row.starts_at)?,
        ends: to_timestamp(row.ends_at)?,
    })
}

/// One convening by its key.
pub async fn by_id(db: &impl ConnectionTrait, id: ConveningId) -> Result<Option<Convening>, DbErr> {
    let found = convenings::Entity::find_by_id(id).one(db).await?;
    found.map(Convening::try_from).transpose()
}
