//! What the reference files say of a city, each statement with who says so and as of when.
//!
//! The files name the year of the metro delineation only; for the rest the date is not known, and
//! that is said instead of guessed.

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityFact {
    pub label: &'static str,
    pub value: String,
    pub source: &'static str,
    /// Where the source can be read; empty where there is no one page.
    pub source_href: &'static str,
    /// Such as `2023`; empty when the source does not say.
    pub as_of: &'static str,
}

/// A city's codes and figures, as texts; what is unknown is left out.
#[derive(Debug, Clone, Default)]
pub struct CityFigures {
    pub population: Option<String>,
    pub time_zone: Option<String>,
    pub coordinates: Option<String>,
    pub geonames_id: Option<String>,
    pub geoid: Option<String>,
    pub ocd_id: Option<String>,
    pub county: Option<String>,
    pub metro: Option<String>,
    pub fed_bank: Option<String>,
}

const GEONAMES: (&str, &str) = (
    "GeoNames, geonames.org, CC BY 4.0",
    "https://www.geonames.org/",
);
const OPEN_CIVIC_DATA: (&str, &str) = (
    "Open Civic Data, CC0",
    "https://github.com/opencivicdata/ocd-division-ids",
);
const CENSUS: (&str, &str) = (
    "US Census Bureau county shapes: where the city's center lies",
    "",
);
const OMB: (&str, &str) = ("Office of Management and Budget delineation", "");
const FED: (&str, &str) = (
    "Federal Reserve districts by state; left out where a district line crosses the state",
    "",
);

/// The statements, in the order of the page.
pub fn city_facts(city: CityFigures) -> Vec<CityFact> {
    [
        ("Population", city.population, GEONAMES, ""),
        ("County", city.county, CENSUS, ""),
        ("Metro area", city.metro, OMB, "2023"),
        ("Federal Reserve district bank", city.fed_bank, FED, ""),
        ("Time zone", city.time_zone, GEONAMES, ""),
        ("Coordinates", city.coordinates, GEONAMES, ""),
        ("Census GEOID", city.geoid, OPEN_CIVIC_DATA, ""),
        ("Open Civic Data ID", city.ocd_id, OPEN_CIVIC_DATA, ""),
        ("GeoNames number", city.geonames_id, GEONAMES, ""),
    ]
    .into_iter()
    .filter_map(|(label, value, (source, source_href), as_of)| {
        Some(CityFact {
            label,
            value: value?,
            source,
            source_href,
            as_of,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_only_what_is_known_and_who_says_so() {
        let facts = city_facts(CityFigures {
            population: Some("873,965".to_owned()),
            metro: Some("San Francisco-Oakland-Fremont, CA (41860)".to_owned()),
            ..CityFigures::default()
        });
        assert_eq!(facts.len(), 2);
        assert!(facts[0].source.contains("CC BY 4.0"));
        assert_eq!((facts[0].as_of, facts[1].as_of), ("", "2023"));
    }
}
