//! Active pockets with all that matching reads of them, some at a time, in a fixed number of queries.
//!
//! Codes come with their names, joined in, because reasons are written where they are found. Only what rules and rows
//! need is selected: this is read for every row of a goal's matches, and for all pockets when a process starts.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, RelationTrait, sea_query::Expr,
};
use serde::Deserialize;

use crate::{
    entities::{
        capital_products, funding_source_areas, funding_source_issues, funding_source_populations,
        funding_sources, organizations, places,
    },
    ids::{FundingSourceId, OrganizationId},
    issues, places as place_verbs,
    values::{AreaBasis, CapitalProduct, CodeList, FunderType, GeoScope, Labelled, Money, PlaceId},
};

/// An area a pocket names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PocketArea {
    pub basis: AreaBasis,
    pub id: PlaceId,
    /// Its own name, without its state; the code where the place is not known.
    pub name: String,
}

/// One certified target market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketRow {
    pub kind: String,
    /// Key and name.
    pub area: Option<(PlaceId, String)>,
    pub population: Option<Labelled>,
}

/// A capital product with the limits matching reads.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ProductRow {
    pub funding_source_id: FundingSourceId,
    pub product: CapitalProduct,
    pub min_usd: Money,
    pub max_usd: Money,
    pub term_months: Option<i32>,
    pub conditions: String,
}

/// One active pocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PocketRow {
    pub id: FundingSourceId,
    pub organization_id: OrganizationId,
    /// The organization's name; the pocket's own is `name`.
    pub organization: String,
    pub name: String,
    pub kind: FunderType,
    pub illustrative: bool,
    pub do_not_contact: bool,
    /// "Memphis, TN"; `None` when not recorded.
    pub home: Option<String>,
    pub areas: Vec<PocketArea>,
    pub issues: Vec<Labelled>,
    pub populations: Vec<Labelled>,
    pub products: Vec<ProductRow>,
    pub markets: Vec<MarketRow>,
    pub constraints: CodeList,
    /// As stored: a JSON list of slots, or the funder's words.
    pub decision_cycle: String,
    pub source: String,
    /// The date the source speaks of; empty when it does not say.
    pub as_of: String,
}

#[derive(FromQueryResult)]
struct Stored {
    id: FundingSourceId,
    organization_id: OrganizationId,
    organization: String,
    name: String,
    kind: FunderType,
    illustrative: bool,
    do_not_contact: bool,
    home_name: Option<String>,
    home_state: Option<String>,
    stated_city: Option<String>,
    stated_state: Option<String>,
    target_markets: String,
    constraints: CodeList,
    decision_cycle: String,
    source: String,
    as_of: String,
}

/// Those of these pockets that are active, by id. Ask for some thousand at most.
pub async fn pocket_rows(
    db: &impl ConnectionTrait,
    ids: &[FundingSourceId],
) -> Result<Vec<PocketRow>, DbErr> {
    let sources = sources(db, ids).await?;
    let mut areas = grouped(areas(db, ids).await?);
    let mut issues = grouped(issues_named(db, ids).await?);
    let mut people = grouped(populations_named(db, ids).await?);
    let products = products(db, ids).await?.into_iter();
    let mut products = grouped(products.map(|row| (row.funding_source_id, row)));
    let mut rows: Vec<PocketRow> = sources
        .into_iter()
        .map(|source| {
            let id = source.id;
            PocketRow {
                areas: areas.remove(&id).unwrap_or_default(),
                issues: issues.remove(&id).unwrap_or_default(),
                populations: people.remove(&id).unwrap_or_default(),
                products: products.remove(&id).unwrap_or_default(),
                ..source.into_row()
            }
        })
        .collect();
    name_markets(db, &mut rows).await?;
    Ok(rows)
}

impl Stored {
    fn into_row(self) -> PocketRow {
        let home = match (self.home_name, self.home_state) {
            (Some(name), Some(state)) => Some(format!("{name}, {state}")),
            (Some(name), None) => Some(name),
            _ => match (self.stated_city, self.stated_state) {
                (Some(city), Some(state)) => Some(format!("{city}, {state}")),
                (city, state) => city.or(state),
            },
        };
        PocketRow {
            id: self.id,
            organization_id: self.organization_id,
            organization: self.organization,
            name: self.name,
            kind: self.kind,
            illustrative: self.illustrative,
            do_not_contact: self.do_not_contact,
            home,
            areas: Vec::new(),
            issues: Vec::new(),
            populations: Vec::new(),
            products: Vec::new(),
            markets: read_markets(&self.target_markets),
            constraints: self.constraints,
            decision_cycle: self.decision_cycle,
            source: self.source,
            as_of: self.as_of,
        }
    }
}

fn grouped<T>(
    rows: impl IntoIterator<Item = (FundingSourceId, T)>,
) -> HashMap<FundingSourceId, Vec<T>> {
    let mut groups: HashMap<FundingSourceId, Vec<T>> = HashMap::new();
    for (id, row) in rows {
        groups.entry(id).or_default().push(row);
    }
    groups
}

async fn sources(db: &impl ConnectionTrait, ids: &[FundingSourceId]) -> Result<Vec<Stored>, DbErr> {
    use funding_sources::Column as S;
    use organizations::Column as O;
    funding_sources::Entity::find()
        .select_only()
        .columns([
            S::Id,
            S::OrganizationId,
            S::Name,
            S::Kind,
            S::TargetMarkets,
            S::Constraints,
            S::DecisionCycle,
            S::Source,
            S::AsOf,
        ])
        .column_as(O::Name, "organization")
        .column_as(O::Illustrative, "illustrative")
        .column_as(O::DoNotContact, "do_not_contact")
        .column_as(O::HqCity, "stated_city")
        .column_as(O::HqState, "stated_state")
        .column_as(places::Column::Name, "home_name")
        .column_as(places::Column::State, "home_state")
        .join(
            JoinType::InnerJoin,
            funding_sources::Relation::Organization.def(),
        )
        .join(JoinType::LeftJoin, organizations::Relation::HqPlace.def())
        .filter(S::Active.eq(true))
        .filter(S::Id.is_in(ids.iter().copied()))
        .order_by_asc(S::Id)
        .into_model()
        .all(db)
        .await
}

async fn areas(
    db: &impl ConnectionTrait,
    ids: &[FundingSourceId],
) -> Result<Vec<(FundingSourceId, PocketArea)>, DbErr> {
    use funding_source_areas::Column as A;
    let place: RelationDef = funding_source_areas::Entity::belongs_to(places::Entity)
        .from(A::Area)
        .to(places::Column::Id)
        .into();
    let rows: Vec<(FundingSourceId, AreaBasis, PlaceId, Option<String>)> =
        funding_source_areas::Entity::find()
            .select_only()
            .columns([A::FundingSourceId, A::Basis, A::Area])
            .column(places::Column::Name)
            .join(JoinType::LeftJoin, place)
            .filter(A::FundingSourceId.is_in(ids.iter().copied()))
            .order_by_asc(A::Area)
            .into_tuple()
            .all(db)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(pocket, basis, id, name)| {
            let name = name.unwrap_or_else(|| id.code().to_owned());
            (pocket, PocketArea { basis, id, name })
        })
        .collect())
}

/// Each pocket's codes, joined to one row by the database: `string_agg` is in SQLite (3.44) and PostgreSQL alike, and
/// a row fewer is a hand-over between threads fewer.
type Joined = (FundingSourceId, String);

/// Codes with their labels, in the order of the reference list.
fn named<'a>(
    rows: &[Joined],
    list: &(impl Iterator<Item = (&'a str, &'a str)> + Clone),
) -> Vec<(FundingSourceId, Labelled)> {
    let label = |pocket, codes: &str| {
        let held: Vec<&str> = codes.split(';').collect();
        let known = list.clone().filter(|(code, _)| held.contains(code));
        known
            .map(|(code, label)| (pocket, Labelled::new(code, label)))
            .collect::<Vec<_>>()
    };
    rows.iter()
        .flat_map(|(pocket, codes)| label(*pocket, codes))
        .collect()
}

async fn issues_named(
    db: &impl ConnectionTrait,
    ids: &[FundingSourceId],
) -> Result<Vec<(FundingSourceId, Labelled)>, DbErr> {
    use funding_source_issues::Column as I;
    let rows: Vec<Joined> = funding_source_issues::Entity::find()
        .select_only()
        .column(I::FundingSourceId)
        .expr_as(Expr::cust("string_agg(issue_code, ';')"), "codes")
        .filter(I::FundingSourceId.is_in(ids.iter().copied()))
        .group_by(I::FundingSourceId)
        .into_tuple()
        .all(db)
        .await?;
    let list = issues::issues(db).await?;
    let labels = list
        .0
        .iter()
        .map(|issue| (issue.code.as_str(), issue.label.as_str()));
    Ok(named(&rows, &labels))
}

async fn populations_named(
    db: &impl ConnectionTrait,
    ids: &[FundingSourceId],
) -> Result<Vec<(FundingSourceId, Labelled)>, DbErr> {
    use funding_source_populations::Column as P;
    let rows: Vec<Joined> = funding_source_populations::Entity::find()
        .select_only()
        .column(P::FundingSourceId)
        .expr_as(Expr::cust("string_agg(population_code, ';')"), "codes")
        .filter(P::FundingSourceId.is_in(ids.iter().copied()))
        .group_by(P::FundingSourceId)
        .into_tuple()
        .all(db)
        .await?;
    let list = issues::populations(db).await?;
    let labels = list
        .0
        .iter()
        .map(|group| (group.code.as_str(), group.label.as_str()));
    Ok(named(&rows, &labels))
}

async fn products(
    db: &impl ConnectionTrait,
    ids: &[FundingSourceId],
) -> Result<Vec<ProductRow>, DbErr> {
    use capital_products::Column as C;
    capital_products::Entity::find()
        .select_only()
        .columns([
            C::FundingSourceId,
            C::Product,
            C::MinUsd,
            C::MaxUsd,
            C::TermMonths,
            C::Conditions,
        ])
        .filter(C::FundingSourceId.is_in(ids.iter().copied()))
        .order_by_asc(C::Id)
        .into_model()
        .all(db)
        .await
}

#[derive(Deserialize)]
struct StoredMarket {
    kind: String,
    scope: Option<GeoScope>,
    code: Option<String>,
    population: Option<String>,
}

/// Markets with their codes for names. What cannot be read counts as not recorded, which the page says.
fn read_markets(stored: &str) -> Vec<MarketRow> {
    let markets: Vec<StoredMarket> = serde_json::from_str(stored).unwrap_or_default();
    markets
        .into_iter()
        .map(|market| MarketRow {
            kind: market.kind,
            area: market
                .scope
                .zip(market.code)
                .map(|(scope, code)| (PlaceId::new(scope, &code), code)),
            population: market
                .population
                .map(|code| Labelled::new(code.clone(), code)),
        })
        .collect()
}

/// Gives the areas and populations of target markets their names: two queries, and none when no pocket has a market.
async fn name_markets(db: &impl ConnectionTrait, rows: &mut [PocketRow]) -> Result<(), DbErr> {
    let all = || rows.iter().flat_map(|row| &row.markets);
    let ids: BTreeSet<PlaceId> = all()
        .filter_map(|market| market.area.as_ref().map(|(id, _)| id.clone()))
        .collect();
    let groups = all().any(|market| market.population.is_some());
    let names = place_verbs::by_ids(db, ids).await?;
    let people = if groups {
        issues::populations(db).await?
    } else {
        issues::Populations::default()
    };
    for market in rows.iter_mut().flat_map(|row| &mut row.markets) {
        if let Some((id, name)) = &mut market.area
            && let Some(place) = names.get(id)
        {
            name.clone_from(&place.name);
        }
        if let Some(population) = &mut market.population {
            population.label = people.label(&population.code);
        }
    }
    Ok(())
}
