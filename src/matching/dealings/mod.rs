//! What is known between funding sources and those who ask: what they have placed in cities, from public data, how often
//! they are asked this quarter, and how well they are known. Kept in memory until one of these changes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    sync::Arc,
};

use chrono::NaiveDate;
use jiff::civil::Date;
use sea_orm::DbErr;

mod of_one;

pub(super) use of_one::KnownOfOne;

use super::rules::{Dealings, Need, Origin, Record, Spot, Told, track_record};
use crate::{
    convenings,
    db::{Db, Topic},
    funders::{
        self, Placed,
        rules::{date_words, source_words},
    },
    ids::{FundingSourceId, OrganizationId, PartnershipId},
    relationships,
    values::time_convert::to_naive,
};

/// The revisions of everything a score rests on beside its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RestsOn {
    pub(super) funders: i64,
    pub(super) asks: i64,
    pub(super) relationships: i64,
    pub(super) weights: i64,
}

impl RestsOn {
    /// The revisions now; to be read before anything that is kept by them.
    pub(super) async fn read(db: &Db) -> Result<Self, DbErr> {
        let topics = [
            Topic::Funders,
            Topic::Asks,
            Topic::Relationships,
            Topic::Weights,
        ];
        let [funders, asks, relationships, weights] = db.revisions(topics).await?;
        Ok(Self {
            funders,
            asks,
            relationships,
            weights,
        })
    }
}

impl fmt::Display for RestsOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            funders,
            asks,
            relationships,
            weights,
        } = self;
        write!(f, "{funders} {asks} {relationships} {weights}")
    }
}

/// What is known to one partnership's table.
#[derive(Debug, Default)]
pub(super) struct Known {
    records: Arc<Records>,
    asked: BTreeMap<OrganizationId, u32>,
    /// How well the table knows them.
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

/// What is known to a goal's table on this day; without a table, what anybody knows.
pub(super) async fn known(
    db: &Db,
    rests_on: &RestsOn,
    table: Option<PartnershipId>,
    today: Date,
) -> Result<Arc<Known>, DbErr> {
    let records = records(db, rests_on).await?;
    // The day is part of the key: readers in two zones are a day apart for hours.
    let key = table.map_or_else(|| today.to_string(), |table| format!("{table} {today}"));
    db.kept_as(&key, &rests_on.to_string(), async || {
        Known::read(db, records, table, today).await
    })
    .await
}

async fn records(db: &Db, rests_on: &RestsOn) -> Result<Arc<Records>, DbErr> {
    let revision = rests_on.funders.to_string();
    db.kept_as("", &revision, async || {
        let placed = funders::placed_by_providers(db.read()).await?;
        Ok(Records::of(placed))
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

impl Records {
    /// What a provider's record says of it for a need.
    fn history(&self, organization: OrganizationId, need: &Need, today: Date) -> Option<Told> {
        let known = self.0.get(&organization)?;
        let (basis_points, sentence) = track_record(&known.record, need, today.year());
        Some(Told {
            basis_points,
            sentence,
            origin: known.origin.clone(),
        })
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

/// How well a table knows funders, by its staff's notes.
async fn acquainted(
    db: &Db,
    table: PartnershipId,
    today: Date,
) -> Result<HashMap<OrganizationId, Told>, DbErr> {
    let standings = relationships::standings(db.read(), table, naive(today)).await?;
    let standings = standings.into_iter();
    Ok(standings
        .filter_map(|(funder, standing)| Some((funder, told(&standing)?)))
        .collect())
}

fn naive(day: Date) -> NaiveDate {
    to_naive(day.at(0, 0, 0, 0)).date()
}

fn told(standing: &relationships::Standing) -> Option<Told> {
    let stage = standing.stage.label();
    let since = date_words(&standing.since.to_string());
    Some(Told {
        basis_points: standing.basis_points?,
        sentence: format!("At the stage “{stage}” since {since}"),
        origin: Origin {
            source: "Notes of this table".to_owned(),
            as_of: since,
        },
    })
}

impl Known {
    async fn read(
        db: &Db,
        records: Arc<Records>,
        table: Option<PartnershipId>,
        today: Date,
    ) -> Result<Self, DbErr> {
        let asked = convenings::asked_this_quarter(db.read(), today, None).await?;
        let relationships = match table {
            Some(table) => acquainted(db, table, today).await?,
            None => HashMap::new(),
        };
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
        Dealings {
            relationship: self.relationships.get(&organization).cloned(),
            history: self.records.history(organization, need, today),
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
