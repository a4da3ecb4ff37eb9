//! View structs of the map of cities and of the small map that shows where one city is.
//!
//! Coordinates are computed by rules; templates only place them.

/// The United States with a dot for each city.
#[derive(Debug, Clone)]
pub struct MapView {
    pub title: String,
    /// The finding in one or two sentences.
    pub desc: String,
    /// The outlines, in the order of their file.
    pub states: Vec<&'static str>,
    /// Largest first, so that small dots lie on top.
    pub dots: Vec<MapDot>,
    /// Sizes to compare with, largest first.
    pub legend: Vec<MapSize>,
}

#[derive(Debug, Clone)]
pub struct MapDot {
    pub x: String,
    pub y: String,
    pub r: String,
    /// How large the link around it is: small dots are hard to hit.
    pub reach: String,
    pub href: String,
    /// "Newark, NJ: 2 goals, gap $6.4M as of 18 Nov 2026".
    pub title: String,
    /// Whether nothing is missing there.
    pub filled: bool,
    pub label: Option<MapLabel>,
}

#[derive(Debug, Clone)]
pub struct MapLabel {
    pub x: String,
    pub y: String,
    pub text: String,
    /// "start" or "end".
    pub anchor: &'static str,
}

#[derive(Debug, Clone)]
pub struct MapSize {
    pub y: String,
    pub r: String,
    pub amount: String,
}

/// One state with one dot.
#[derive(Debug, Clone)]
pub struct LocatorView {
    /// What it shows, in words.
    pub title: String,
    pub view_box: String,
    pub path: &'static str,
    pub x: String,
    pub y: String,
    /// Radius of the dot, which looks the same in a small and in a large state.
    pub r: String,
}
