//! Codes about a goal's number: what it counts, which way is better, whose it is and when it comes out.
//!
//! They are this product's own lists (results-based accountability words), so they have no list in the reference data.

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

codes! {
    /// Whose result an indicator describes; the two are never mixed.
    pub enum IndicatorLevel: "indicator_level" {
        Population = "population" => "Everyone in the place",
        Performance = "performance" => "People a program serves",
    }
}

codes! {
    /// How often the source publishes the number.
    pub enum ReportingFrequency: "reporting_frequency" {
        Monthly = "monthly" => "Every month",
        Quarterly = "quarterly" => "Every quarter",
        Yearly = "yearly" => "Every year",
        EveryTwoYears = "every_two_years" => "Every two years",
        Irregular = "irregular" => "Now and then",
    }
}

codes! {
    /// How well an indicator speaks to people, stands for the result, or is measured.
    pub enum PowerRating: "power_rating" {
        High = "H" => "High",
        Medium = "M" => "Medium",
        Low = "L" => "Low",
    }
}
