//! Who has invested in the goal's city by the public record and is not matched, because nobody has written down what it
//! funds: real names to start a conversation with, and a place to add what is heard.

use std::{collections::BTreeSet, sync::Arc};

use sea_orm::DbErr;

use crate::{
    db::{Db, Topic},
    funders::{self, TrackRecord},
    goals::GoalNeed,
    matching::GoalMatches,
    values::{GeoScope, PlaceId, grouped},
};

/// How many are named.
const NAMED: usize = 6;

/// The card; nothing where no city of the goal has such a record.
pub(super) struct KnownHere {
    pub(super) city: String,
    pub(super) city_href: String,
    pub(super) rows: Vec<Row>,
    pub(super) source: String,
    pub(super) as_of: String,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) add_href: String,
    /// "12 investments, $34.5M, last in 2021".
    pub(super) says: String,
    pub(super) sample: bool,
}

/// The records of those that have no funding source here, the newest first. Which have none is found by going through the
/// whole directory, so it is kept.
struct Unmatched(Vec<TrackRecord>);

/// Reads the card of the goal's first city; kept until any funder changes.
pub(super) async fn load(db: &Db, found: &GoalMatches) -> Result<Option<KnownHere>, DbErr> {
    let Some((city, name)) = city(found.goal()) else {
        return Ok(None);
    };
    // The directory this was found with, too: it may be older than the newest change.
    let revision = db.revision(Topic::Funders).await?;
    let revision = format!("{revision} {}", found.directory_number());
    let unmatched: Arc<Unmatched> = db
        .kept_as(city.as_str(), &revision, async || {
            let records = funders::track_records(db.read(), &city).await?;
            Ok::<_, DbErr>(Unmatched(without_source(records, found)))
        })
        .await?;
    let unmatched = &unmatched.0;
    let Some(newest) = unmatched.first() else {
        return Ok(None);
    };
    Ok(Some(KnownHere {
        city_href: format!("/cities/{}", city.code()),
        city: name,
        source: funders::rules::source_words(&newest.record.source).to_owned(),
        as_of: newest.record.as_of.clone(),
        rows: unmatched.iter().take(NAMED).map(row).collect(),
    }))
}

fn without_source(mut records: Vec<TrackRecord>, found: &GoalMatches) -> Vec<TrackRecord> {
    records.retain(|each| !each.organization.do_not_contact);
    let named: BTreeSet<_> = records.iter().map(|each| each.organization.id).collect();
    let matched = found.matched_of(named);
    records.retain(|each| !matched.contains(&each.organization.id));
    records.sort_by_key(|each| std::cmp::Reverse((each.record.last_year, each.record.amount_usd)));
    records
}

fn city(goal: &GoalNeed) -> Option<(PlaceId, String)> {
    let city = goal
        .places
        .iter()
        .find(|place| place.kind == GeoScope::City);
    city.map(|city| (city.id.clone(), city.name.clone()))
}

fn row(of: &TrackRecord) -> Row {
    let (record, organization) = (&of.record, &of.organization);
    let investments = grouped(record.investments.into());
    let plural = if record.investments == 1 { "" } else { "s" };
    Row {
        name: organization.name.clone(),
        href: format!("/funders/{}", organization.id),
        add_href: format!("/funders/{}/pockets/new", organization.id),
        says: format!(
            "{investments} investment{plural}, {}, last in {}",
            record.amount_usd.short(),
            record.last_year
        ),
        sample: organization.illustrative,
    }
}
