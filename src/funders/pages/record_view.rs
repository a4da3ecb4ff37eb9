//! Where a funder has invested, as its page shows it.

use crate::{
    entities::{organization_city_records as records, places},
    funders::rules::source_words,
    places::rules::full_name,
    values::grouped,
};

/// One city.
pub(super) struct RecordLine {
    pub(super) place: String,
    pub(super) href: String,
    pub(super) amount: String,
    pub(super) investments: String,
    pub(super) years: String,
    pub(super) source: String,
}

pub(super) fn record_line((record, place): (records::Model, Option<places::Model>)) -> RecordLine {
    let name = place.map(|place| full_name(&place.name, place.kind, place.state.as_deref()));
    RecordLine {
        place: name.unwrap_or_else(|| record.place_id.to_string()),
        href: format!("/cities/{}", record.place_id.code()),
        amount: record.amount_usd.full(),
        investments: grouped(record.investments.into()),
        years: if record.first_year == record.last_year {
            record.first_year.to_string()
        } else {
            format!("{} to {}", record.first_year, record.last_year)
        },
        source: source_words(&record.source).to_owned(),
    }
}
