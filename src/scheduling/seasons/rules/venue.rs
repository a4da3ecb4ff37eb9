//! A venue of a season, read.

use serde::Deserialize;

use super::days;
use crate::{
    entities::season_venues,
    ids::SeasonVenueId,
    values::{
        PlaceId,
        typed::{line, optional},
    },
    web::FieldErrors,
};

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VenueForm {
    pub(crate) name: String,
    pub(crate) city: String,
    pub(crate) closed: String,
    pub(crate) version: String,
}

/// The form once it is sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VenueEdit {
    pub(crate) name: String,
    pub(crate) city: Option<PlaceId>,
    pub(crate) closed: String,
}

impl VenueForm {
    pub(crate) fn of(row: &season_venues::Model) -> Self {
        Self {
            name: row.name.clone(),
            city: row
                .place_id
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            closed: row.closed.clone(),
            version: row.version.to_string(),
        }
    }

    /// `known` are the cities of the season's convenings.
    pub(crate) fn read(&self, known: &[PlaceId]) -> Result<VenueEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", line(&self.name, "what to call the venue", 200));
        let city = match self.city.as_str() {
            "" => Some(None),
            id => {
                let found = known.iter().find(|place| place.as_str() == id).cloned();
                errors
                    .keep(
                        "city",
                        found.ok_or("Choose a city of the season's convenings."),
                    )
                    .map(Some)
            }
        };
        let closed = errors.keep("closed", optional(&self.closed, "the list", 4_000));
        if let Some(typed) = &closed {
            errors.keep("closed", days::read(typed));
        }
        let read = (|| {
            Some(VenueEdit {
                name: name?,
                city: city?,
                closed: closed?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// Those venues that were ticked, each once.
pub(super) fn one_of(
    ticked: &[&str],
    known: &[SeasonVenueId],
) -> Result<Vec<SeasonVenueId>, &'static str> {
    let read = ticked
        .iter()
        .map(|id| id.parse().ok().filter(|id| known.contains(id)));
    let mut venues: Vec<SeasonVenueId> = read
        .collect::<Option<Vec<_>>>()
        .ok_or("Choose venues of this season.")?;
    venues.sort_unstable();
    venues.dedup();
    Ok(venues)
}
