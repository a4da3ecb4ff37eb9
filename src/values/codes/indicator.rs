//! Codes about a goal's number: what it counts and which way is better.
//!
//! Both are this product's own lists (results-based accountability words), so they have no list in the reference data.

use super::codes;

codes! {
    /// What an indicator's values count.
    pub enum IndicatorUnit: "indicator_unit" {
        Percent = "percent" => "Percent",
        Per1000 = "per_1000" => "Per 1,000 people",
        Count = "count" => "Count",
        Dollars = "dollars" => "Dollars",
        Ratio = "ratio" => "Ratio",
        Points = "points" => "Points",
        Days = "days" => "Days",
    }
}

codes! {
    /// Which way an indicator should move.
    pub enum IndicatorDirection: "indicator_direction" {
        Increase = "increase" => "Rise",
        Decrease = "decrease" => "Fall",
        Maintain = "maintain" => "Hold steady",
    }
}
