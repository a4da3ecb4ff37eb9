//! Which feeds staff can choose, and what each shows.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use super::kept::Shows;
use crate::{
    entities::{
        calendar_feeds, convening_goals, convenings, goals, initiative_rounds, initiatives,
        partnership_rounds, places,
    },
    ids::ConveningId,
    values::{FeedScope, PlaceId},
};

/// The most convenings of one initiative that a feed looks at.
const MOST: u64 = 10_000;
/// The most cities or initiatives to choose from.
const MOST_CHOICES: u64 = 500;

/// A feed that can be chosen: which, of what, and what it is called.
#[expect(
    clippy::struct_field_names,
    reason = "the kind of scope is called so everywhere"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) scope: FeedScope,
    /// Key of the city, code of the initiative; empty for all.
    pub(super) id: String,
    pub(super) name: String,
}

impl Scope {
    /// As a form sends it.
    pub(super) fn code(&self) -> String {
        match self.scope {
            FeedScope::All => "all".to_owned(),
            other => format!("{other} {}", self.id),
        }
    }
}

/// Every feed on offer: all convenings, each city that has one, each initiative.
pub(super) async fn on_offer(db: &impl ConnectionTrait) -> Result<Vec<Scope>, DbErr> {
    let cities: Vec<(PlaceId, String, String)> = places::Entity::find()
        .select_only()
        .columns([
            places::Column::Id,
            places::Column::Name,
            places::Column::State,
        ])
        .filter(places::Column::Id.in_subquery(cities_of_convenings()))
        .order_by_asc(places::Column::Name)
        .order_by_asc(places::Column::Id)
        .limit(MOST_CHOICES)
        .into_tuple()
        .all(db)
        .await?;
    let named: Vec<(String, String)> = initiatives::Entity::find()
        .select_only()
        .columns([initiatives::Column::Code, initiatives::Column::Name])
        .order_by_asc(initiatives::Column::Position)
        .limit(MOST_CHOICES)
        .into_tuple()
        .all(db)
        .await?;
    let all = Scope {
        scope: FeedScope::All,
        id: String::new(),
        name: FeedScope::All.label().to_owned(),
    };
    let cities = cities.into_iter().map(|(id, name, state)| Scope {
        scope: FeedScope::City,
        id: id.to_string(),
        name: format!("{name}, {state}"),
    });
    let named = named.into_iter().map(|(id, name)| Scope {
        scope: FeedScope::Initiative,
        id,
        name,
    });
    Ok(std::iter::once(all).chain(cities).chain(named).collect())
}

fn cities_of_convenings() -> sea_orm::sea_query::SelectStatement {
    use sea_orm::QueryTrait as _;
    convenings::Entity::find()
        .select_only()
        .column(convenings::Column::PlaceId)
        .filter(convenings::Column::PlaceId.is_not_null())
        .into_query()
}

/// What a feed shows, and what it is called in a list of calendars.
pub(super) async fn shown_by(
    db: &impl ConnectionTrait,
    feed: &calendar_feeds::Model,
) -> Result<(Shows, String), DbErr> {
    match feed.scope {
        FeedScope::All => Ok((Shows::All, "Roundtable convenings".to_owned())),
        FeedScope::City => {
            let Ok(place) = feed.scope_id.parse::<PlaceId>() else {
                return Ok((Shows::Initiative(Vec::new()), "Roundtable".to_owned()));
            };
            let found = crate::places::names(db, [place.clone()]).await?;
            let name = found.into_values().next().unwrap_or_default();
            Ok((Shows::City(place), format!("Roundtable: {name}")))
        }
        FeedScope::Initiative => {
            let found = initiatives::Entity::find_by_id(feed.scope_id.clone());
            let name = found.one(db).await?.map(|row| row.name);
            let ids = of_initiative(db, &feed.scope_id).await?;
            let name = format!("Roundtable: {}", name.unwrap_or_default());
            Ok((Shows::Initiative(ids), name))
        }
    }
}

/// The convenings for the goals of the partnerships that take part in an initiative.
async fn of_initiative(db: &impl ConnectionTrait, code: &str) -> Result<Vec<ConveningId>, DbErr> {
    use sea_orm::QueryTrait as _;
    let partnerships = partnership_rounds::Entity::find()
        .select_only()
        .column(partnership_rounds::Column::PartnershipId)
        .join(
            JoinType::InnerJoin,
            partnership_rounds::Relation::Round.def(),
        )
        .filter(initiative_rounds::Column::InitiativeCode.eq(code))
        .into_query();
    convening_goals::Entity::find()
        .select_only()
        .column(convening_goals::Column::ConveningId)
        .distinct()
        .join(JoinType::InnerJoin, convening_goals::Relation::Goal.def())
        .filter(goals::Column::PartnershipId.in_subquery(partnerships))
        .order_by_asc(convening_goals::Column::ConveningId)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}
