//! Loading the directory of real organisations. An organisation already known by its key, EIN or ROR
//! id keeps its row and what staff wrote; its facts from the files are replaced.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::{BATCH, findable::both_spellings};
use crate::{
    entities::{
        organization_city_records as city_records, organization_facts as facts, organizations,
        places,
    },
    funders::directory::{DirectoryOrganization, fact_label},
    ids::{FactId, OrganizationId},
    search::{self, Entry},
    values::{Ein, GeoScope, Money, PlaceId},
};

/// The source under which directory rows are kept.
const DIRECTORY: &str = "directory";

/// What is already there, by each way of knowing an organisation.
#[derive(Default)]
struct Known {
    by_key: HashMap<String, OrganizationId>,
    by_ein: HashMap<String, OrganizationId>,
    by_ror: HashMap<String, OrganizationId>,
    cities: HashMap<(String, String), PlaceId>,
    city_ids: BTreeSet<PlaceId>,
}

impl Known {
    async fn read(txn: &DatabaseTransaction) -> Result<Self, DbErr> {
        let mut known = Self::default();
        for row in organizations::Entity::find().all(txn).await? {
            if let Some(key) = row.source_key {
                known.by_key.insert(key, row.id);
            }
            if let Some(ein) = row.ein {
                known.by_ein.insert(ein.to_string(), row.id);
            }
            if let Some(ror) = row.ror_id {
                known.by_ror.insert(ror, row.id);
            }
        }
        let cities = places::Entity::find()
            .filter(places::Column::Kind.eq(GeoScope::City))
            .all(txn)
            .await?;
        for city in cities {
            let state = city.state.unwrap_or_default();
            known
                .cities
                .insert((city.name.to_lowercase(), state), city.id.clone());
            known.city_ids.insert(city.id);
        }
        Ok(known)
    }

    fn find(
        &self,
        organization: &DirectoryOrganization,
        ein: Option<&Ein>,
    ) -> Option<OrganizationId> {
        let by = |map: &HashMap<String, OrganizationId>, key: Option<&str>| {
            key.and_then(|key| map.get(key)).copied()
        };
        by(&self.by_key, Some(&organization.key))
            .or_else(|| by(&self.by_ein, ein.map(ToString::to_string).as_deref()))
            .or_else(|| by(&self.by_ror, organization.ror_id.as_deref()))
    }

    /// The city of an address, only where name and state name exactly one.
    fn city(&self, organization: &DirectoryOrganization) -> Option<PlaceId> {
        let name = organization.city.as_ref()?.to_lowercase();
        self.cities
            .get(&(name, organization.state.clone()?))
            .cloned()
    }
}

/// Loads these organisations; returns how many there were.
pub async fn import_directory(
    txn: &DatabaseTransaction,
    directory: &[DirectoryOrganization],
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let known = Known::read(txn).await?;
    let mut rows = Vec::new();
    let mut fact_rows = Vec::new();
    let mut record_rows = Vec::new();
    let mut entries = Vec::new();
    let mut renewed = Vec::new();
    for organization in directory {
        let ein: Option<Ein> = organization.ein.as_deref().and_then(|ein| ein.parse().ok());
        let id = if let Some(id) = known.find(organization, ein.as_ref()) {
            renewed.push(id);
            id
        } else {
            let id = OrganizationId::fresh();
            rows.push(row(id, organization, ein, &known, now));
            entries.push(findable(id, organization));
            id
        };
        fact_rows.extend(fact_models(id, organization));
        record_rows.extend(record_models(id, organization, &known));
    }
    let told = directory
        .iter()
        .flat_map(|organization| &organization.facts);
    let sources: BTreeSet<&str> = told.map(|fact| fact.source).collect();
    forget_file_facts(txn, &renewed, &sources).await?;
    for batch in rows.chunks(BATCH) {
        organizations::Entity::insert_many(batch.to_vec())
            .exec_without_returning(txn)
            .await?;
    }
    for batch in fact_rows.chunks(BATCH * 4) {
        facts::Entity::insert_many(batch.to_vec())
            .exec_without_returning(txn)
            .await?;
    }
    for batch in record_rows.chunks(BATCH * 4) {
        city_records::Entity::insert_many(batch.to_vec())
            .exec_without_returning(txn)
            .await?;
    }
    search::index(txn, &entries).await?;
    Ok(directory.len())
}

/// Facts of the sources that are read now make room for themselves; what other files said stays.
async fn forget_file_facts(
    txn: &DatabaseTransaction,
    ids: &[OrganizationId],
    sources: &BTreeSet<&str>,
) -> Result<(), DbErr> {
    for batch in ids.chunks(BATCH) {
        facts::Entity::delete_many()
            .filter(facts::Column::OrganizationId.is_in(batch.iter().copied()))
            .filter(facts::Column::Source.is_in(sources.iter().copied()))
            .exec(txn)
            .await?;
        city_records::Entity::delete_many()
            .filter(city_records::Column::OrganizationId.is_in(batch.iter().copied()))
            .filter(city_records::Column::Source.is_in(sources.iter().copied()))
            .exec(txn)
            .await?;
    }
    Ok(())
}

fn row(
    id: OrganizationId,
    organization: &DirectoryOrganization,
    ein: Option<Ein>,
    known: &Known,
    now: DateTime<Utc>,
) -> organizations::ActiveModel {
    let first = organization.facts.first();
    organizations::ActiveModel {
        id: Set(id),
        name: Set(organization.name.clone()),
        kind: Set(organization.kind.and_then(|kind| kind.parse().ok())),
        kind_basis: Set("guessed from name and registration".to_owned()),
        ein: Set(ein),
        ror_id: Set(organization.ror_id.clone()),
        website: Set(organization.website.clone()),
        domain: Set(organization.website.as_deref().and_then(domain_of)),
        public_email: Set(None),
        hq_place_id: Set(known.city(organization)),
        hq_city: Set(organization.city.clone()),
        hq_state: Set(organization.state.clone()),
        hq_zip: Set(organization.zip.clone()),
        source: Set(DIRECTORY.to_owned()),
        source_key: Set(Some(organization.key.clone())),
        as_of: Set(first.map(|fact| fact.as_of.clone()).unwrap_or_default()),
        illustrative: Set(false),
        do_not_contact: Set(false),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// The domain of a web address without `www.`, for recognising an organisation by e-mail.
pub(super) fn domain_of(website: &str) -> Option<String> {
    let host = url::Url::parse(website).ok()?.host_str()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

fn fact_models(
    id: OrganizationId,
    organization: &DirectoryOrganization,
) -> impl Iterator<Item = facts::ActiveModel> {
    organization
        .facts
        .iter()
        .zip(0..)
        .map(move |(fact, position)| facts::ActiveModel {
            id: Set(FactId::fresh()),
            organization_id: Set(id),
            label: Set(fact_label(fact.label_code).to_owned()),
            value: Set(fact.text.clone()),
            amount_usd: Set(fact.amount_usd.and_then(|usd| Money::try_from(usd).ok())),
            source: Set(fact.source.to_owned()),
            as_of: Set(fact.as_of.clone()),
            position: Set(position),
        })
}

fn record_models(
    id: OrganizationId,
    organization: &DirectoryOrganization,
    known: &Known,
) -> impl Iterator<Item = city_records::ActiveModel> {
    organization.city_records.iter().filter_map(move |record| {
        let place = PlaceId::city(&record.geoid);
        known
            .city_ids
            .contains(&place)
            .then(|| city_records::ActiveModel {
                organization_id: Set(id),
                place_id: Set(place),
                source: Set("nmtc".to_owned()),
                investments: Set(i32::try_from(record.investments).unwrap_or(i32::MAX)),
                amount_usd: Set(Money::try_from(record.amount_usd).unwrap_or_default()),
                first_year: Set(i32::from(record.first_year)),
                last_year: Set(i32::from(record.last_year)),
                as_of: Set(format!("{}", record.last_year)),
            })
    })
}

fn findable(id: OrganizationId, organization: &DirectoryOrganization) -> Entry {
    let place = [organization.city.as_deref(), organization.state.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let assets = organization
        .facts
        .iter()
        .filter_map(|fact| fact.amount_usd)
        .max();
    Entry {
        kind: "funder",
        id: id.to_string(),
        title: organization.name.clone(),
        subtitle: place.join(", "),
        url: format!("/funders/{id}"),
        weight: assets.unwrap_or_default(),
        illustrative: false,
        also: organization
            .ein
            .as_deref()
            .and_then(|ein| ein.parse::<Ein>().ok())
            .map(|ein| both_spellings(&ein.to_string()))
            .unwrap_or_default(),
    }
}
