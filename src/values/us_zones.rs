//! What Americans call their time zones.
//!
//! IANA names a zone by a city; a program officer in Saint Paul says "Central". The names here are
//! generic on purpose ("Eastern", not "EST"): the offset beside them says whether it is summer.

/// One zone of the United States, in the order it is offered.
pub(super) struct UsZone {
    pub name: &'static str,
    /// After a date: `1:00 pm Central`.
    pub label: &'static str,
    /// After a bare time: `1:00 pm CT`.
    pub short: &'static str,
    /// In a list to choose from.
    pub choice: &'static str,
}

pub(super) fn find(name: &str) -> Option<&'static UsZone> {
    US_ZONES.iter().find(|zone| zone.name == name)
}

const fn zone(
    name: &'static str,
    label: &'static str,
    short: &'static str,
    choice: &'static str,
) -> UsZone {
    UsZone {
        name,
        label,
        short,
        choice,
    }
}

/// The zones with most people first, then the exceptions, then the territories.
pub(super) const US_ZONES: [UsZone; 19] = [
    zone(
        "America/New_York",
        "Eastern",
        "ET",
        "Eastern Time, New York",
    ),
    zone("America/Chicago", "Central", "CT", "Central Time, Chicago"),
    zone("America/Denver", "Mountain", "MT", "Mountain Time, Denver"),
    zone(
        "America/Los_Angeles",
        "Pacific",
        "PT",
        "Pacific Time, Los Angeles",
    ),
    zone(
        "America/Phoenix",
        "Mountain (Arizona)",
        "MT (Arizona)",
        "Mountain Time without clock changes, Phoenix",
    ),
    zone(
        "America/Anchorage",
        "Alaska",
        "AKT",
        "Alaska Time, Anchorage",
    ),
    zone("Pacific/Honolulu", "Hawaii", "HT", "Hawaii Time, Honolulu"),
    zone("America/Detroit", "Eastern", "ET", "Eastern Time, Detroit"),
    zone(
        "America/Indiana/Indianapolis",
        "Eastern",
        "ET",
        "Eastern Time, Indianapolis",
    ),
    zone(
        "America/Kentucky/Louisville",
        "Eastern",
        "ET",
        "Eastern Time, Louisville",
    ),
    zone("America/Boise", "Mountain", "MT", "Mountain Time, Boise"),
    zone(
        "America/Menominee",
        "Central",
        "CT",
        "Central Time, Menominee",
    ),
    zone(
        "America/North_Dakota/Center",
        "Central",
        "CT",
        "Central Time, Center, North Dakota",
    ),
    zone("America/Juneau", "Alaska", "AKT", "Alaska Time, Juneau"),
    zone(
        "America/Adak",
        "Hawaii-Aleutian",
        "HAT",
        "Hawaii-Aleutian Time, Adak",
    ),
    zone(
        "America/Puerto_Rico",
        "Atlantic",
        "AT",
        "Atlantic Time, San Juan",
    ),
    zone(
        "America/St_Thomas",
        "Atlantic",
        "AT",
        "Atlantic Time, U.S. Virgin Islands",
    ),
    zone("Pacific/Guam", "Chamorro", "ChT", "Chamorro Time, Guam"),
    zone("Pacific/Pago_Pago", "Samoa", "ST", "Samoa Time, Pago Pago"),
];

#[cfg(test)]
mod tests {
    use crate::values::TimeZone;

    #[test]
    fn labels_are_what_people_say() {
        let label = |name: &str| name.parse::<TimeZone>().unwrap().label();
        assert_eq!(label("America/Chicago"), "Central");
        assert_eq!(label("America/Indiana/Indianapolis"), "Eastern");
        assert_eq!(label("America/Phoenix"), "Mountain (Arizona)");
        assert_eq!(label("America/Argentina/Buenos_Aires"), "Buenos Aires");
        assert_eq!(label("UTC"), "UTC");
    }
}
