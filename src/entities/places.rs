//! Where: cities, counties, metros, states and the nation, keyed by code, never by name.

use sea_orm::entity::prelude::*;

use crate::values::{GeoScope, PlaceId, TimeZone};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "places")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlaceId,
    pub kind: GeoScope,
    pub code: String,
    pub name: String,
    pub state: Option<String>,
    pub state_name: Option<String>,
    pub county_fips: Option<String>,
    pub county_name: Option<String>,
    pub cbsa_code: Option<String>,
    pub cbsa_title: Option<String>,
    pub population: Option<i64>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub time_zone: Option<TimeZone>,
    pub fed_bank: Option<String>,
    pub ocd_id: Option<String>,
    pub geonames_id: Option<String>,
    pub source: String,
    pub as_of: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
