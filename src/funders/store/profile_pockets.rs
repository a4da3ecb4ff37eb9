//! The pockets of one funder with all they say, for its page.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entities::{
        capital_products, funding_source_areas as areas, funding_source_issues as issue_rows,
        funding_source_populations as population_rows, funding_sources,
    },
    funders::rules::{Market, read_markets},
    ids::{FundingSourceId, OrganizationId},
    issues, places,
    values::{AreaBasis, PlaceId},
};

/// A pocket, with names for every code it holds.
pub(crate) struct PocketProfile {
    pub pocket: funding_sources::Model,
    pub products: Vec<capital_products::Model>,
    /// Where it may be spent: place and its name.
    pub stated: Vec<(PlaceId, String)>,
    /// A bank's CRA assessment areas.
    pub assessed: Vec<(PlaceId, String)>,
    /// A CDFI's target markets: kind, and the place or population in words.
    pub markets: Vec<(String, String)>,
    pub issues: Vec<String>,
    pub populations: Vec<String>,
}

/// The pockets of a funder by name; one query where there are none.
pub(crate) async fn pockets_of(
    db: &impl ConnectionTrait,
    organization: OrganizationId,
) -> Result<Vec<PocketProfile>, DbErr> {
    let pockets = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(organization))
        .order_by_asc(funding_sources::Column::Name)
        .all(db)
        .await?;
    if pockets.is_empty() {
        return Ok(Vec::new());
    }
    let told = Told::read(db, &pockets).await?;
    Ok(pockets.into_iter().map(|pocket| told.of(pocket)).collect())
}

/// What the pockets' own tables and the code lists say.
struct Told {
    products: BTreeMap<FundingSourceId, Vec<capital_products::Model>>,
    areas: Vec<areas::Model>,
    issues: Vec<issue_rows::Model>,
    populations: Vec<population_rows::Model>,
    place_names: BTreeMap<PlaceId, String>,
    taxonomy: issues::Issues,
    groups: issues::Populations,
}

impl Told {
    async fn read(
        db: &impl ConnectionTrait,
        pockets: &[funding_sources::Model],
    ) -> Result<Self, DbErr> {
        let ids: Vec<FundingSourceId> = pockets.iter().map(|pocket| pocket.id).collect();
        let mut products: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let offers = capital_products::Entity::find()
            .filter(capital_products::Column::FundingSourceId.is_in(ids.clone()))
            .order_by_asc(capital_products::Column::Id);
        for product in offers.all(db).await? {
            let own: &mut Vec<_> = products.entry(product.funding_source_id).or_default();
            own.push(product);
        }
        let areas = areas::Entity::find()
            .filter(areas::Column::FundingSourceId.is_in(ids.clone()))
            .all(db)
            .await?;
        let issues = issue_rows::Entity::find()
            .filter(issue_rows::Column::FundingSourceId.is_in(ids.clone()))
            .all(db)
            .await?;
        let populations = population_rows::Entity::find()
            .filter(population_rows::Column::FundingSourceId.is_in(ids))
            .all(db)
            .await?;
        let marked = pockets
            .iter()
            .flat_map(|pocket| read_markets(&pocket.target_markets))
            .filter_map(|market| market.place);
        let named = areas.iter().map(|row| row.area.clone()).chain(marked);
        let place_names = places::names(db, named).await?;
        Ok(Self {
            products,
            areas,
            issues,
            populations,
            place_names,
            taxonomy: issues::issues(db).await?,
            groups: issues::populations(db).await?,
        })
    }

    fn of(&self, pocket: funding_sources::Model) -> PocketProfile {
        let id = pocket.id;
        let issues = self.issues.iter().filter(|row| row.funding_source_id == id);
        let groups = self
            .populations
            .iter()
            .filter(|row| row.funding_source_id == id);
        PocketProfile {
            products: self.products.get(&id).cloned().unwrap_or_default(),
            stated: self.areas_of(id, AreaBasis::Stated),
            assessed: self.areas_of(id, AreaBasis::Cra),
            markets: read_markets(&pocket.target_markets)
                .into_iter()
                .map(|market| self.market(market))
                .collect(),
            issues: issues
                .map(|row| self.taxonomy.label(&row.issue_code))
                .collect(),
            populations: groups
                .map(|row| self.groups.label(&row.population_code))
                .collect(),
            pocket,
        }
    }

    fn areas_of(&self, id: FundingSourceId, basis: AreaBasis) -> Vec<(PlaceId, String)> {
        self.areas
            .iter()
            .filter(|row| row.funding_source_id == id && row.basis == basis)
            .map(|row| (row.area.clone(), self.name(&row.area)))
            .collect()
    }

    fn name(&self, place: &PlaceId) -> String {
        let known = self.place_names.get(place);
        known.cloned().unwrap_or_else(|| place.to_string())
    }

    fn market(&self, market: Market) -> (String, String) {
        let place = market.place.map(|place| self.name(&place));
        let group = market.population.map(|code| self.groups.label(&code));
        (market.kind, place.or(group).unwrap_or_default())
    }
}
