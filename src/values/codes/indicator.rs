//! Codes about a goal: its number, its measures, its projects and what has to change around it.
//!
//! Except for the absorption functions these are this product's own lists (results-based accountability words), so they
//! have no list in the reference data.

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
    /// Which question a performance measure answers.
    pub enum MeasureQuadrant: "measure_quadrant" {
        HowMuch = "how_much" => "How much is done?",
        HowWell = "how_well" => "How well is it done?",
        BetterOffNumber = "better_off_number" => "Is anyone better off? (number)",
        BetterOffPercent = "better_off_percent" => "Is anyone better off? (percent)",
    }
}

codes! {
    /// What has to change around any one program.
    pub enum SystemsChangeKind: "systems_change_kind" {
        Policy = "policy" => "Policy",
        Practice = "practice" => "Practice",
        ResourceFlows = "resource_flows" => "Resource flows",
        RelationshipsPower = "relationships_power" => "Relationships and power",
        MentalModels = "mental_models" => "Mental models",
    }
}

codes! {
    /// How far a project has come.
    pub enum ProjectStatus: "project_status" {
        Idea = "idea" => "Idea",
        Planned = "planned" => "Planned",
        UnderWay = "under_way" => "Under way",
        Done = "done" => "Done",
        Stopped = "stopped" => "Stopped",
    }
}

codes! {
    /// What a goal needs most before it can take capital.
    pub enum AbsorptionFunction: "capital_absorption_function" {
        SharedPriorities = "shared_priorities" => "Shared priorities",
        Pipeline = "pipeline" => "Pipeline of investable projects",
        EnablingEnvironment = "enabling_environment" => "Enabling environment",
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
