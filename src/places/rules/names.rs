//! What a place is called in a sentence.

use crate::values::GeoScope;

/// "San Francisco, CA" for a city or county; a state, metro or the nation by its own name.
pub fn full_name(name: &str, kind: GeoScope, state: Option<&str>) -> String {
    match (kind, state) {
        (GeoScope::City | GeoScope::County | GeoScope::Neighborhood, Some(state)) => {
            format!("{name}, {state}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_places_need_their_state() {
        assert_eq!(
            full_name("Newark", GeoScope::City, Some("NJ")),
            "Newark, NJ"
        );
        assert_eq!(
            full_name("Rhode Island", GeoScope::State, Some("RI")),
            "Rhode Island"
        );
    }
}
