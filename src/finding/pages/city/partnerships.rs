//! The partnerships at work in a city, and the initiatives it was part of.

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    entities::{initiative_rounds, partnerships as rows},
    partnerships,
    values::{PlaceId, SiteRole},
};

/// A partnership that works here.
pub(super) struct PartnershipLine {
    pub(super) name: String,
    pub(super) href: String,
    /// How far it has come.
    pub(super) under: &'static str,
    pub(super) sample: bool,
}

/// A round of an initiative this city was in.
pub(super) struct InitiativeLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) role: String,
    pub(super) source: String,
}

/// Both lists: two queries.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    city: &PlaceId,
) -> Result<(Vec<PartnershipLine>, Vec<InitiativeLine>), DbErr> {
    let tables = partnerships::partnerships_in_place(db, city).await?;
    let rounds = partnerships::initiatives_in_place(db, city).await?;
    Ok((
        tables.into_iter().map(table_line).collect(),
        rounds.into_iter().map(initiative_line).collect(),
    ))
}

fn table_line(partnership: rows::Model) -> PartnershipLine {
    PartnershipLine {
        href: format!("/partnerships/{}", partnership.id),
        under: partnership.stage.label(),
        sample: partnership.illustrative,
        name: partnership.name,
    }
}

fn initiative_line(
    (round, role, year): (initiative_rounds::Model, SiteRole, i32),
) -> InitiativeLine {
    InitiativeLine {
        href: format!("/initiatives/{}#{}", round.initiative_code, round.code),
        role: format!("{}, {year}", role.label()),
        name: round.name,
        source: round.source,
    }
}
