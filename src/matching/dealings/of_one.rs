//! What is known of one funder, to every table at once: as many queries however many tables there are.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{Records, RestsOn, naive, records, told};
use crate::{
    convenings,
    db::Db,
    ids::{OrganizationId, PartnershipId},
    matching::rules::{Dealings, Need, Told},
    relationships,
};

/// What is known of one funder.
#[derive(Clone, Debug)]
pub(in crate::matching) struct KnownOfOne {
    funder: OrganizationId,
    records: Arc<Records>,
    asked: u32,
    /// How well each table knows it.
    relationships: HashMap<PartnershipId, Told>,
}

impl KnownOfOne {
    pub(in crate::matching) async fn read(
        db: &Db,
        rests_on: &RestsOn,
        funder: OrganizationId,
        today: Date,
    ) -> Result<Self, DbErr> {
        let records = records(db, rests_on).await?;
        let asked = convenings::asked_this_quarter(db.read(), today, None).await?;
        let standings = relationships::standings_of(db.read(), funder, naive(today)).await?;
        let standings = standings.into_iter();
        Ok(Self {
            funder,
            records,
            asked: asked.get(&funder).copied().unwrap_or_default(),
            relationships: standings
                .filter_map(|(table, standing)| Some((table, told(&standing)?)))
                .collect(),
        })
    }

    /// What its sources bring to a goal of this table, in words.
    pub(in crate::matching) fn to(
        &self,
        table: Option<PartnershipId>,
        need: &Need,
        today: Date,
    ) -> Dealings {
        Dealings {
            relationship: table.and_then(|table| self.relationships.get(&table).cloned()),
            history: self.records.history(self.funder, need, today),
            asked: self.asked,
        }
    }
}
