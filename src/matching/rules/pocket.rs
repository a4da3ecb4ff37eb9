//! A funding source and a goal as matching sees them: only what the rules read, with codes and names side by side.
//!
//! Names are here so that reasons can be written where they are found; the rules themselves compare codes only.

use jiff::civil::Date;

use super::timing::DecisionSlot;
use crate::goals::rules::stack::StackLine;
use crate::values::{CapitalProduct, FunderType, GeoScope, Money, Strictness};

/// An area with its code ("county" 06075) and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// What kind of area the code names.
    pub scope: GeoScope,
    /// FIPS, CBSA or GEOID digits; the postal code for a state; "US" for the nation.
    pub code: String,
    /// Its name as people say it.
    pub name: String,
}

/// An issue area or a population, with its code and label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Taxonomy code: `a.b` is a child of `a`; the empty code is the root, a generalist.
    pub code: String,
    /// What people read.
    pub label: String,
}

/// An area a source names, and how strictly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The area.
    pub area: Area,
    /// Only there, preferably there, or not there.
    pub strictness: Strictness,
}

/// One certified target market of a CDFI. A row without an area is about a population anywhere it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetMarket {
    /// `investment_area`, `low_income_targeted_population` or `other_targeted_population`.
    pub kind: String,
    /// Where.
    pub area: Option<Area>,
    /// For whom.
    pub population: Option<Term>,
}

/// A capital product a source offers, with its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The form the money takes.
    pub product: CapitalProduct,
    /// The smallest amount it considers.
    pub min: Money,
    /// The largest amount it considers.
    pub max: Money,
    /// How long the money stays, in months.
    pub term_months: Option<u32>,
    /// Terms in the funder's words; may be empty.
    pub conditions: String,
}

/// A funding source. One organization may have several: a bank's foundation, its lending, its tax-credit desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pocket {
    /// What kind of source it is.
    pub funder_type: FunderType,
    /// False once it has closed or opted out.
    pub active: bool,
    /// True when its people asked not to be contacted.
    pub do_not_contact: bool,
    /// Where it funds.
    pub served: Vec<Served>,
    /// A bank's CRA assessment areas, as the bank lists them.
    pub assessment_areas: Vec<Area>,
    /// A CDFI's target markets.
    pub target_markets: Vec<TargetMarket>,
    /// What it funds.
    pub issues: Vec<Term>,
    /// Whom it names; empty means it names nobody.
    pub populations: Vec<Term>,
    /// What it offers.
    pub offers: Vec<Offer>,
    /// Its conditions, as codes.
    pub constraints: Vec<String>,
    /// When it decides, as it says; empty where nothing is recorded.
    pub cycle: Vec<DecisionSlot>,
}

impl Pocket {
    /// Whether it is a funder that is at work and has not asked to be left alone.
    pub fn may_be_asked(&self) -> bool {
        self.active && !self.do_not_contact && self.funder_type != FunderType::ConvenerNonfunder
    }
}

/// A figure that people or public files gave, with where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// 0 to 10,000.
    pub basis_points: u16,
    /// Why it is what it is, as a sentence without a full stop.
    pub sentence: String,
    pub origin: Origin,
}

/// Where something is from, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub source: String,
    /// The date the source speaks of; empty when it does not say.
    pub as_of: String,
}

/// What is known between a source and the goal's partnership; `None` is "not recorded".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dealings {
    /// How well they know each other.
    pub relationship: Option<Told>,
    /// What the source has done in the place before.
    pub history: Option<Told>,
    /// How often it is asked this quarter, by all cities.
    pub asked: u32,
}

/// A place of a goal and every area it lies in, itself included. The nation need not be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalPlace {
    /// Its name.
    pub name: String,
    /// City, county, metro area, state, region.
    pub areas: Vec<Area>,
}

impl GoalPlace {
    /// Of a goal that names no place: only who serves the whole country covers it.
    pub fn nowhere() -> Self {
        Self {
            name: String::new(),
            areas: Vec::new(),
        }
    }
}

/// An issue of a goal and how much it weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightedIssue {
    /// The issue.
    pub term: Term,
    /// Its weight; see [`WeightedIssue::PRIMARY`] and [`WeightedIssue::OTHER`].
    pub weight: u32,
}

impl WeightedIssue {
    /// Weight of a goal's primary issue.
    pub const PRIMARY: u32 = 2;
    /// Weight of each other issue.
    pub const OTHER: u32 = 1;
}

/// Who would pay for verified outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payor {
    /// `city_and_county`, `state_agency`, `health_plan` ...
    pub kind: String,
}

impl Payor {
    /// True for a body that spends public money.
    pub fn is_government(&self) -> bool {
        [
            "city",
            "county",
            "state",
            "federal",
            "tribal",
            "public",
            "government",
            "school_district",
        ]
        .iter()
        .any(|word| self.kind.starts_with(word))
    }
}

/// A goal, as far as matching reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its places; a source that covers any of them passes.
    pub places: Vec<GoalPlace>,
    /// Its issues, the primary one first.
    pub issues: Vec<WeightedIssue>,
    /// For whom.
    pub populations: Vec<Term>,
    /// Its capital stack.
    pub lines: Vec<StackLine>,
    /// Who would pay for outcomes, if anybody is named.
    pub payor: Option<Payor>,
    /// True when an evaluator is named.
    pub evaluator_named: bool,
    /// Whether money would go to a 501(c)(3) or through a fiscal sponsor, where recorded.
    pub charitable_recipient: Option<bool>,
    /// Until when the money is needed, where recorded.
    pub until: Option<Date>,
    /// The dates on the lines that are asked about.
    pub dates: Vec<Date>,
    /// When the goal's number is to be where it should be.
    pub target: Option<Date>,
}
