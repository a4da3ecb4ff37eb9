//! Is it a goal? The rules L1 to L14 that tell a result for people from a project, a program's own measure or a wish.
//!
//! `facts` judges the fields of a goal and is what adoption waits for. `statement` reads free text and only advises.

mod facts;
mod hints;
mod measure;
mod people;
mod signs;
mod statement;
#[cfg(test)]
mod tests;
mod tokens;
mod verbs;
// Word lists are read as paragraphs, not one word to a line.
#[rustfmt::skip]
mod vocabulary;

pub use facts::{GoalFacts, IndicatorFacts, lint, may_be_adopted};
pub use hints::{hint, message};
pub use statement::{Class, Statement, classify};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nobody should adopt the goal like this.
    Fail,
    /// Worth a second look.
    Warn,
}

macro_rules! rules {
    ($($name:ident = $code:literal, $level:ident, $field:literal;)+) => {
        /// One of the fourteen rules.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule { $(#[doc = concat!("`", $code, "`")] $name),+ }

        impl Rule {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name that programs know it by.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            pub const fn level(self) -> Level {
                match self { $(Self::$name => Level::$level),+ }
            }

            /// The form field where it is mended.
            pub const fn field(self) -> &'static str {
                match self { $(Self::$name => $field),+ }
            }
        }
    };
}

rules! {
    L1 = "L1_result_not_condition", Fail, "result_statement";
    L2 = "L2_no_population", Fail, "populations";
    L3 = "L3_no_indicator", Fail, "indicator_name";
    L4 = "L4_no_baseline", Fail, "baseline_value";
    L5 = "L5_no_target", Fail, "target_value";
    L6 = "L6_activity_verb", Warn, "result_statement";
    L7 = "L7_single_project", Warn, "result_statement";
    L8 = "L8_output_as_outcome", Fail, "indicator_name";
    L9 = "L9_wrong_direction", Fail, "target_value";
    L10 = "L10_no_disaggregation", Warn, "disaggregate_by";
    L11 = "L11_solution_smuggled", Warn, "result_statement";
    L12 = "L12_population_performance_mixed", Fail, "indicator_name";
    L13 = "L13_stale_number", Warn, "next_report_on";
    L14 = "L14_one_organization_accountable", Warn, "partnership";
}

impl Rule {
    /// "L4".
    pub fn short(self) -> &'static str {
        self.code()
            .split_once('_')
            .map_or(self.code(), |(short, _)| short)
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub level: Level,
    /// The form field it belongs to.
    pub field: &'static str,
    pub message: String,
    /// How it could be said instead.
    pub hint: &'static str,
    /// Read from free text alone: it advises and never blocks.
    pub advisory: bool,
}

impl Finding {
    /// Whether adoption has to wait for it.
    pub fn blocks(&self) -> bool {
        self.level == Level::Fail && !self.advisory
    }
}
