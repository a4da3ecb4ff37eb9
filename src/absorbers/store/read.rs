//! Looking absorbers up: one with all it says, names for lines of a stack, and those who might carry a goal's debt.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::{
    absorbers::rules::{Carrier, CountyTyped},
    entities::{absorber_counties, absorber_issues, absorbers, organizations, places},
    ids::{AbsorberId, OrganizationId},
    issues,
    values::{GeoScope, PlaceId},
};

/// Most absorbers that are looked at for one goal, or offered to choose from.
const MOST: u64 = 200;

/// One absorber with what it has several of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Absorber {
    pub row: absorbers::Model,
    pub organization: organizations::Model,
    /// Codes, in order.
    pub issues: Vec<String>,
    pub counties: Vec<PlaceId>,
}

/// An absorber's name where it is only named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsorberName {
    pub id: AbsorberId,
    pub name: String,
    pub illustrative: bool,
}

/// One absorber by its key.
pub(crate) async fn by_id(
    db: &impl ConnectionTrait,
    id: AbsorberId,
) -> Result<Option<Absorber>, DbErr> {
    let found = absorbers::Entity::find_by_id(id)
        .find_also_related(organizations::Entity)
        .all(db)
        .await?;
    Ok(with_links(db, found).await?.pop())
}

/// The absorber that an organization is, if it is one.
pub async fn of_organization(
    db: &impl ConnectionTrait,
    id: OrganizationId,
) -> Result<Option<AbsorberId>, DbErr> {
    absorbers::Entity::find()
        .select_only()
        .column(absorbers::Column::Id)
        .filter(absorbers::Column::OrganizationId.eq(id))
        .into_tuple()
        .one(db)
        .await
}

/// The names of absorbers by their keys.
pub async fn organization_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = AbsorberId>,
) -> Result<BTreeMap<AbsorberId, AbsorberName>, DbErr> {
    let ids: Vec<AbsorberId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found = absorbers::Entity::find()
        .filter(absorbers::Column::Id.is_in(ids))
        .find_also_related(organizations::Entity)
        .all(db)
        .await?;
    let names = found.into_iter().filter_map(name);
    Ok(names.map(|name| (name.id, name)).collect())
}

/// Absorbers to choose from, by name.
pub async fn choices(db: &impl ConnectionTrait) -> Result<Vec<AbsorberName>, DbErr> {
    let found = absorbers::Entity::find()
        .find_also_related(organizations::Entity)
        .order_by_asc(organizations::Column::Name)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(found.into_iter().filter_map(name).collect())
}

fn name(row: (absorbers::Model, Option<organizations::Model>)) -> Option<AbsorberName> {
    let (absorber, organization) = row;
    Some(AbsorberName {
        id: absorber.id,
        name: organization?.name,
        illustrative: absorber.illustrative,
    })
}

/// Those who work in one of these counties or know one of these issues.
pub async fn carriers(
    db: &impl ConnectionTrait,
    counties: &BTreeSet<PlaceId>,
    wanted: &[String],
) -> Result<Vec<Carrier>, DbErr> {
    let near = |code: &str, other: &str| {
        code == other || code.split('.').next() == other.split('.').next()
    };
    let taxonomy = issues::issues(db).await?;
    let codes = taxonomy.0.iter().map(|issue| issue.code.clone());
    let codes: Vec<String> = codes
        .filter(|code| wanted.iter().any(|other| near(code, other)))
        .collect();
    let here = absorber_counties::Entity::find()
        .select_only()
        .column(absorber_counties::Column::AbsorberId)
        .filter(absorber_counties::Column::PlaceId.is_in(counties.iter().cloned()))
        .into_query();
    let versed = absorber_issues::Entity::find()
        .select_only()
        .column(absorber_issues::Column::AbsorberId)
        .filter(absorber_issues::Column::IssueCode.is_in(codes))
        .into_query();
    let found = absorbers::Entity::find()
        .filter(
            Condition::any()
                .add(absorbers::Column::Id.in_subquery(here))
                .add(absorbers::Column::Id.in_subquery(versed)),
        )
        .find_also_related(organizations::Entity)
        .order_by_asc(organizations::Column::Name)
        .limit(MOST)
        .all(db)
        .await?;
    let all = with_links(db, found).await?;
    Ok(all.into_iter().map(carrier).collect())
}

fn carrier(of: Absorber) -> Carrier {
    Carrier {
        name: of.organization.name,
        href: format!("/absorbers/{}", of.row.id),
        counties: of.counties.into_iter().collect(),
        issues: of.issues,
        assets: of.row.assets_usd,
        readiness: of.row.readiness,
        illustrative: of.row.illustrative,
    }
}

/// Adds issues and counties: two queries however many there are.
pub(super) async fn with_links(
    db: &impl ConnectionTrait,
    found: Vec<(absorbers::Model, Option<organizations::Model>)>,
) -> Result<Vec<Absorber>, DbErr> {
    let ids: Vec<AbsorberId> = found.iter().map(|(row, _)| row.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut issues: BTreeMap<AbsorberId, Vec<String>> = BTreeMap::new();
    let rows = absorber_issues::Entity::find()
        .filter(absorber_issues::Column::AbsorberId.is_in(ids.clone()))
        .order_by_asc(absorber_issues::Column::IssueCode)
        .all(db);
    for row in rows.await? {
        issues
            .entry(row.absorber_id)
            .or_default()
            .push(row.issue_code);
    }
    let mut counties: BTreeMap<AbsorberId, Vec<PlaceId>> = BTreeMap::new();
    let rows = absorber_counties::Entity::find()
        .filter(absorber_counties::Column::AbsorberId.is_in(ids))
        .order_by_asc(absorber_counties::Column::PlaceId)
        .all(db);
    for row in rows.await? {
        counties
            .entry(row.absorber_id)
            .or_default()
            .push(row.place_id);
    }
    let whole = |(row, organization): (absorbers::Model, Option<organizations::Model>)| {
        Some(Absorber {
            organization: organization?,
            issues: issues.remove(&row.id).unwrap_or_default(),
            counties: counties.remove(&row.id).unwrap_or_default(),
            row,
        })
    };
    Ok(found.into_iter().filter_map(whole).collect())
}

/// The counties meant; the first that cannot be told ends it with the sentence that says so.
pub(crate) async fn settle(
    db: &impl ConnectionTrait,
    typed: &[CountyTyped],
) -> Result<Result<Vec<PlaceId>, String>, DbErr> {
    let names = typed.iter().filter_map(|each| match each {
        CountyTyped::Named(name, _) => Some(name.clone()),
        CountyTyped::Code(_) => None,
    });
    let codes = typed.iter().filter_map(|each| match each {
        CountyTyped::Code(id) => Some(id.clone()),
        CountyTyped::Named(..) => None,
    });
    let plain = names.flat_map(|name| {
        let short = name.trim_end_matches(" County").to_owned();
        [name, short]
    });
    let found = places::Entity::find()
        .filter(places::Column::Kind.is_in([GeoScope::County, GeoScope::City]))
        .filter(
            Condition::any()
                .add(places::Column::Name.is_in(plain))
                .add(places::Column::Id.is_in(codes)),
        )
        .all(db)
        .await?;
    let settled: Result<BTreeSet<PlaceId>, String> =
        typed.iter().map(|each| one(&found, each)).collect();
    Ok(settled.map(|all| all.into_iter().collect()))
}

fn one(found: &[places::Model], typed: &CountyTyped) -> Result<PlaceId, String> {
    match typed {
        CountyTyped::Code(id) => {
            let known = found.iter().any(|place| place.id == *id);
            known
                .then(|| id.clone())
                .ok_or_else(|| format!("There is no county here with the code {}.", id.code()))
        }
        CountyTyped::Named(name, state) => {
            let short = name.trim_end_matches(" County");
            let in_state = |place: &&places::Model| place.state.as_deref() == Some(state.as_str());
            let called = |place: &&places::Model, name: &str| place.name == name;
            let county = found
                .iter()
                .filter(in_state)
                .find(|place| {
                    place.kind == GeoScope::County && (called(place, name) || called(place, short))
                })
                .map(|place| place.id.clone());
            let city = || {
                let city = found
                    .iter()
                    .filter(in_state)
                    .find(|place| place.kind == GeoScope::City && called(place, name));
                let fips = city.and_then(|place| place.county_fips.as_deref());
                fips.map(|fips| PlaceId::new(GeoScope::County, fips))
            };
            county.or_else(city).ok_or_else(|| {
                format!("No county here is called “{name}, {state}”. Type its code, such as 06075.")
            })
        }
    }
}
