//! Where a point of the globe lies on the map: Albers' equal-area conic projection, one for the lower 48 and one each for
//! Alaska and Hawaii, which are moved below the south-west.
//!
//! The parallels are those of the US Geological Survey (Snyder, Map Projections: A Working Manual, 1987, equations 14-1
//! to 14-6). What lies outside the three windows is on no map: Puerto Rico, Guam, Paris.

/// Radius of the globe, in the units of the picture.
const SCALE: f64 = 1300.0;
/// Where the middle of the lower 48 comes to lie.
const MIDDLE: (f64, f64) = (487.5, 305.0);

/// One of the three pictures; lengths are in radii of the globe.
struct Window {
    /// Standard parallels.
    parallels: (f64, f64),
    /// The meridian that stands upright.
    meridian: f64,
    /// Latitude and longitude that come to lie at `at`.
    center: (f64, f64),
    at: (f64, f64),
    /// How much smaller than the lower 48.
    shrunk: f64,
    /// Left, top, right, bottom of what is shown.
    shown: [f64; 4],
}

const WINDOWS: [Window; 3] = [
    Window {
        parallels: (29.5, 45.5),
        meridian: -96.0,
        center: (38.7, -96.6),
        at: (0.0, 0.0),
        shrunk: 1.0,
        shown: [-0.455, -0.238, 0.455, 0.238],
    },
    Window {
        parallels: (55.0, 65.0),
        meridian: -154.0,
        center: (58.5, -156.0),
        at: (-0.307, 0.201),
        shrunk: 0.35,
        shown: [-0.425, 0.120, -0.214, 0.234],
    },
    Window {
        parallels: (8.0, 18.0),
        meridian: -157.0,
        center: (19.9, -160.0),
        at: (-0.205, 0.212),
        shrunk: 1.0,
        shown: [-0.214, 0.166, -0.115, 0.234],
    },
];

/// Where a latitude and longitude in degrees lie on the map; `None` for what the map does not show.
pub fn project(latitude: f64, longitude: f64) -> Option<(f64, f64)> {
    let (x, y) = placed(latitude, longitude)?;
    Some((MIDDLE.0 + SCALE * x, MIDDLE.1 + SCALE * y))
}

/// In radii of the globe from the middle, y downwards.
fn placed(latitude: f64, longitude: f64) -> Option<(f64, f64)> {
    WINDOWS.iter().find_map(|window| {
        let (x, y) = window.place(latitude, longitude);
        let [left, top, right, bottom] = window.shown;
        (x > left && x < right && y > top && y < bottom).then_some((x, y))
    })
}

impl Window {
    fn place(&self, latitude: f64, longitude: f64) -> (f64, f64) {
        let (x, y) = self.flat(latitude, longitude);
        let (center_x, center_y) = self.flat(self.center.0, self.center.1);
        (
            self.at.0 + self.shrunk * (x - center_x),
            self.at.1 - self.shrunk * (y - center_y),
        )
    }

    /// East and north of where the upright meridian crosses the equator.
    fn flat(&self, latitude: f64, longitude: f64) -> (f64, f64) {
        let (south, north) = (
            self.parallels.0.to_radians().sin(),
            self.parallels.1.to_radians().sin(),
        );
        let n = f64::midpoint(south, north);
        let c = 1.0 + south * north;
        let rho = |latitude: f64| (c - 2.0 * n * latitude.to_radians().sin()).max(0.0).sqrt() / n;
        let mut east = longitude - self.meridian;
        if east > 180.0 {
            east -= 360.0;
        } else if east < -180.0 {
            east += 360.0;
        }
        let theta = n * east.to_radians();
        (
            rho(latitude) * theta.sin(),
            rho(0.0) - rho(latitude) * theta.cos(),
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(found: Option<(f64, f64)>, wanted: (f64, f64), within: f64) {
        let (x, y) = found.unwrap();
        assert!(
            (x - wanted.0).abs() <= within && (y - wanted.1).abs() <= within,
            "{found:?} is not {wanted:?}"
        );
    }

    /// Computed apart from this code, from Snyder's formulas with `C = cos² φ1 + 2 n sin φ1`.
    #[test]
    fn known_points_by_the_formulas() {
        for (latitude, longitude, wanted) in [
            (37.7749, -122.4194, (34.84, 261.44)),
            (40.7357, -74.1724, (866.84, 215.88)),
            (25.7743, -80.1937, (822.65, 572.27)),
            (36.999, -109.0452, (264.64, 327.96)),
            (61.2181, -149.9003, (112.28, 544.28)),
            (21.3069, -157.8583, (266.96, 549.19)),
        ] {
            close(project(latitude, longitude), wanted, 0.01);
        }
    }

    /// What the projection that drew the outlines is published to give, at a scale of 1070 around (480, 250).
    #[test]
    fn known_points_of_the_projection_that_drew_the_outlines() {
        for (latitude, longitude, wanted) in [
            (37.7749, -122.4194, (107.4, 214.1)),
            (40.7128, -74.0059, (794.6, 176.5)),
            (36.1540, -95.9928, (488.8, 298.0)),
            (61.2181, -149.9003, (171.2, 446.9)),
            (21.3069, -157.8583, (298.5, 451.0)),
        ] {
            let scaled =
                placed(latitude, longitude).map(|(x, y)| (480.0 + 1070.0 * x, 250.0 + 1070.0 * y));
            close(scaled, wanted, 0.1);
        }
    }

    #[test]
    fn what_is_elsewhere_is_on_no_map() {
        for (latitude, longitude) in [
            (18.4655, -66.1057),
            (13.44, 144.79),
            (48.8566, 2.3522),
            (0.0, 0.0),
            (90.0, 0.0),
            (f64::NAN, 1.0),
        ] {
            assert_eq!(project(latitude, longitude), None, "{latitude} {longitude}");
        }
    }

    proptest! {
        #[test]
        fn nothing_falls_outside_the_frame(latitude in -90.0..90.0_f64, longitude in -180.0..180.0_f64) {
            if let Some((x, y)) = project(latitude, longitude) {
                prop_assert!((-110.0..=1090.0).contains(&x) && (-10.0..=620.0).contains(&y), "{x} {y}");
            }
        }
    }
}
