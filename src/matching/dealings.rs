//! What is known between funding sources and those who ask: what they have placed in cities, from public data, how often
//! they are asked this quarter, and how well they are known. Kept in memory until one of these changes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use jiff::civil::Date;
use sea_orm::DbErr;

use super::rules::{Dealings, Need, Origin, Record, Spot, Told, track_record};
use crate::{
    convenings,
    db::Db,
    funders::{
        self, Placed,
        rules::{date_words, source_words},
    },
    ids::{FundingSourceId, OrganizationId},
};

/// What is known of anybody.
#[derive(Debug, Default)]
pub(super) struct Known {
    records: Arc<Records>,
    asked: BTreeMap<OrganizationId, u32>,
    /// How well the goal's partnership knows them: nothing of it is recorded yet.
    relationships: HashMap<OrganizationId, Told>,
    /// The sources of all who are in one of these.
    sources: Vec<(FundingSourceId, OrganizationId)>,
}

/// Providers with a public record.
#[derive(Debug, Default)]
struct Records(HashMap<OrganizationId, OnRecord>);

/// One provider's record, and who says so.
#[derive(Debug)]
struct OnRecord {
    record: Record,
    origin: Origin,
}

/// What is known on this day. The revisions of the funders and of the asks must have been read before.
pub(super) async fn known(
    db: &Db,
    (directory, asks): (i64, i64),
    today: Date,
) -> Result<Arc<Known>, DbErr> {
    let revision = directory.to_string();
    let records = db.kept_as("", &revision, async || {
        let placed = funders::placed_by_providers(db.read()).await?;
        Ok::<_, DbErr>(Records::of(placed))
    });
    let records = records.await?;
    let revision = format!("{directory} {asks} {today}");
    db.kept_as("", &revision, async || {
        Known::read(db, records, today).await
    })
    .await
}

impl Records {
    fn of(placed: Vec<Placed>) -> Self {
        let mut records: HashMap<OrganizationId, OnRecord> = HashMap::new();
        for row in placed {
            let spot = Spot {
                city: row.place_id.code().to_owned(),
                metro: row.cbsa_code,
                state: row.state.unwrap_or_default(),
            };
            let of = records
                .entry(row.organization_id)
                .or_insert_with(|| OnRecord {
                    record: Record::default(),
                    origin: Origin {
                        source: source_words(&row.source).to_owned(),
                        as_of: String::new(),
                    },
                });
            let investments = u32::try_from(row.investments).unwrap_or_default();
            let last_year = i16::try_from(row.last_year).unwrap_or_default();
            of.record.add(&spot, investments, last_year);
            of.origin.note(&row.as_of);
        }
        for known in records.values_mut() {
            known.origin.as_of = date_words(&known.origin.as_of);
        }
        Self(records)
    }
}

impl Origin {
    /// The newest of several dates is the one to show; they are written year first.
    fn note(&mut self, as_of: &str) {
        if self.as_of.as_str() < as_of {
            as_of.clone_into(&mut self.as_of);
        }
    }
}

impl Known {
    async fn read(db: &Db, records: Arc<Records>, today: Date) -> Result<Self, DbErr> {
        let asked = convenings::asked_this_quarter(db.read(), today).await?;
        let relationships: HashMap<OrganizationId, Told> = HashMap::new();
        let organizations: BTreeSet<OrganizationId> = records
            .0
            .keys()
            .chain(asked.keys())
            .chain(relationships.keys())
            .copied()
            .collect();
        let organizations: Vec<OrganizationId> = organizations.into_iter().collect();
        Ok(Self {
            sources: funders::pockets_of_organizations(db.read(), &organizations).await?,
            records,
            asked,
            relationships,
        })
    }

    /// What an organization's sources bring to a goal, in words.
    pub(super) fn of(&self, organization: OrganizationId, need: &Need, today: Date) -> Dealings {
        let record = self.records.0.get(&organization);
        Dealings {
            relationship: self.relationships.get(&organization).cloned(),
            history: record.map(|known| {
                let (basis_points, sentence) = track_record(&known.record, need, today.year());
                Told {
                    basis_points,
                    sentence,
                    origin: known.origin.clone(),
                }
            }),
            asked: self.asked.get(&organization).copied().unwrap_or_default(),
        }
    }

    /// The same for every source that anything is known of.
    pub(super) fn all(
        &self,
        need: &Need,
        today: Date,
    ) -> impl Iterator<Item = (FundingSourceId, Dealings)> {
        let sources = self.sources.iter();
        sources.map(move |(source, organization)| (*source, self.of(*organization, need, today)))
    }
}
