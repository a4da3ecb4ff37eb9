//! The United States as a picture: the outline of each state, and where a point of the globe lies on it.
//!
//! Both are in the units of the outlines' file, about 975 wide and 610 high, y downwards: the composite Albers projection
//! that shows Alaska (at 35 percent) and Hawaii below the south-west.

mod albers;
mod outline;
mod simplify;
mod topology;

use std::sync::OnceLock;

pub use albers::project;
pub use outline::Outline;

/// What the whole map needs around itself: left, top, width, height. The left edge leaves room for the Aleutians.
pub const FRAME: (f64, f64, f64, f64) = (-60.0, 8.0, 1024.0, 604.0);

const FILE: &str = include_str!("../../../../data/reference/us_states_albers_10m.topo.json");

/// The states and the District of Columbia, decoded once. Never empty: a test reads the file this binary carries.
pub fn states() -> &'static [Outline] {
    static STATES: OnceLock<Vec<Outline>> = OnceLock::new();
    STATES.get_or_init(|| {
        let shapes = topology::shapes(FILE).unwrap_or_default();
        shapes.iter().map(Outline::of).collect()
    })
}

/// The outline of the state with this name.
pub fn state(name: &str) -> Option<&'static Outline> {
    states().iter().find(|each| each.name == name)
}

#[cfg(test)]
mod tests {
    use super::{topology::Point, *};
    use crate::places::rules::parse_cities;

    const CITIES: &str = include_str!("../../../../data/reference/cities.csv");

    #[test]
    fn every_state_has_an_outline_and_all_of_them_stay_small() {
        assert_eq!(states().len(), 51);
        for each in states() {
            assert!(
                each.path.starts_with('M') && each.path.ends_with('Z'),
                "{}",
                each.name
            );
            let [left, top, right, bottom] = each.bounds;
            assert!(left < right && top < bottom, "{}", each.name);
            assert!(
                left >= FRAME.0 && right <= FRAME.0 + FRAME.2,
                "{} leaves the frame",
                each.name
            );
            assert!(
                top >= FRAME.1 && bottom <= FRAME.1 + FRAME.3,
                "{} leaves the frame",
                each.name
            );
        }
        let size: usize = states().iter().map(|each| each.path.len()).sum();
        assert!(size < 45_000, "the outlines take {size} bytes of a page");
    }

    /// The two halves agree: what the projection says of a city lies within the outline of its state.
    #[test]
    fn every_city_lies_in_its_state() {
        let shapes = topology::shapes(FILE).unwrap();
        let cities = parse_cities(CITIES).rows;
        assert!(cities.len() > 800);
        for city in cities {
            let at = project(city.latitude, city.longitude)
                .unwrap_or_else(|| panic!("{} is not on the map", city.name));
            let home = shapes.iter().find(|shape| shape.name == city.state_name);
            let home = home.unwrap_or_else(|| panic!("no outline of {}", city.state_name));
            let near = home
                .rings
                .iter()
                .flatten()
                .any(|edge| apart(*edge, at) < 6.0);
            let inside = home.rings.iter().filter(|ring| around(ring, at)).count() % 2 == 1;
            assert!(
                inside || near,
                "{}, {} is drawn at {at:?}",
                city.name,
                city.state
            );
        }
    }

    fn apart(one: Point, (x, y): (f64, f64)) -> f64 {
        (one[0] - x).hypot(one[1] - y)
    }

    /// Whether a ray to the right crosses the ring an odd number of times.
    fn around(ring: &[Point], (x, y): (f64, f64)) -> bool {
        let next = ring.iter().cycle().skip(1);
        let crossed = ring.iter().zip(next).filter(|(a, b)| {
            (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        });
        crossed.count() % 2 == 1
    }
}
