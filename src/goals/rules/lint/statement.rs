//! What a free-text statement is, and which rules its words break. Only advice: words can always be read another way.
//!
//! What the worked cases teach, beyond the table of rules. A population without a named place is let through, because
//! the place is a field of its own ("Households without broadband"). An income band alone is no cut by whom: income,
//! like age or gender, hides where and for which race it is worst, so L10 asks for race or ethnicity, or a place, in
//! the cut or in the population itself ("residents of color", "cut by gender" passes; "cut by income band" does not).
//! A project is asked for a baseline only where it adds standing capacity (units, classrooms), of which there is some
//! today; and a building with a size and a date has a number of sorts, so it is told L4 and not L3.

use super::{
    Rule,
    measure::{Measure, measure},
    people::{clients, implied_people, one_organization, people, people_beyond_clients},
    signs::{
        after_colon, building_in, by_doing, counted, disaggregated, first_clause, measured_outputs,
        past_of, single, sized, smuggled,
    },
    tokens::{Token, tokens},
    verbs::work_at,
    vocabulary as known,
};

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Something to do.
    Project,
    /// A result with its number, baseline and target.
    Outcome,
    /// A result that lacks some of them.
    OutcomeIncomplete,
    /// How a program does with its own clients.
    Performance,
    Neither,
}

impl Class {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Outcome => "outcome",
            Self::OutcomeIncomplete => "outcome_incomplete",
            Self::Performance => "performance",
            Self::Neither => "neither",
        }
    }
}

/// A statement, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Rules L1 to L12 that its words break, in order.
    pub rules: Vec<Rule>,
    /// Rules beyond those: L14.
    pub also: Vec<Rule>,
    pub class: Class,
}

/// Reads a statement.
pub fn classify(statement: &str) -> Statement {
    let all = tokens(statement);
    let text = Text::read(&all);
    let (mut rules, class) = text.judge();
    rules.sort();
    rules.dedup();
    Statement {
        rules,
        also: if text.one_organization {
            vec![Rule::L14]
        } else {
            Vec::new()
        },
        class,
    }
}

/// What is seen in a statement before anything is concluded.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen or not"
)]
struct Text<'a> {
    all: &'a [Token],
    measure: Measure,
    people: bool,
    clients: bool,
    /// The number counts things done.
    measured: bool,
    work: Option<usize>,
    /// A building stands where the result should: "A new clinic on Main Street".
    bare_building: bool,
    single: bool,
    smuggled: bool,
    one_organization: bool,
}

impl<'a> Text<'a> {
    fn read(all: &'a [Token]) -> Self {
        let clause = first_clause(all);
        let work = work_at(clause).or_else(|| after_colon(all));
        let clients = clients(all);
        let measured = measured_outputs(all);
        let people =
            (people(all) || implied_people(all)) && (!clients || people_beyond_clients(all));
        let measure = measure(all);
        let bare_building = work.is_none()
            && !people
            && !measure.moves
            && !measure.valued
            && building_in(clause, 0);
        Self {
            single: work.is_some_and(|at| single(clause, past_of(clause, at))) || bare_building,
            smuggled: work.is_none() && smuggled(all),
            one_organization: one_organization(all),
            all,
            measure,
            people,
            clients,
            measured,
            work,
            bare_building,
        }
    }

    fn judge(&self) -> (Vec<Rule>, Class) {
        if (self.clients || self.measured) && self.work.is_none() {
            return (self.performance(), Class::Performance);
        }
        if self.work.is_some() || self.bare_building {
            return (self.project(), Class::Project);
        }
        self.result()
    }

    fn performance(&self) -> Vec<Rule> {
        let mut rules = vec![Rule::L12];
        if !self.people {
            rules.push(Rule::L2);
        }
        if self.measured || self.all.iter().any(|token| token.is(known::DONE_TO_PEOPLE)) {
            rules.push(Rule::L8);
        }
        if self.measure.wrong_way {
            rules.push(Rule::L9);
        }
        rules
    }

    fn project(&self) -> Vec<Rule> {
        let mut rules = vec![Rule::L1];
        if self.work.is_some() {
            rules.push(Rule::L6);
        }
        if self.single {
            rules.push(Rule::L7);
        }
        let size = self.single && sized(self.all);
        let counted = !self.single && counted(self.all);
        if counted {
            rules.push(Rule::L8);
        }
        let dated = super::measure::deadline(self.all).is_some();
        if size && dated {
            rules.push(Rule::L4);
        } else {
            rules.push(Rule::L3);
            if counted && self.all.iter().any(|token| token.is(known::CAPACITY)) {
                rules.push(Rule::L4);
            }
        }
        if self.clients && self.all.iter().any(|token| token.is(&["our", "my"])) {
            rules.push(Rule::L12);
        }
        if self.smuggled {
            rules.push(Rule::L11);
        }
        rules
    }

    fn result(&self) -> (Vec<Rule>, Class) {
        let measure = self.measure;
        let mut rules = Vec::new();
        let named = measure.valued || (measure.moves && !self.vague());
        if !named {
            rules.push(Rule::L3);
        }
        if measure.baseline.is_none() {
            rules.push(Rule::L4);
        }
        if !measure.has_target() {
            rules.push(Rule::L5);
        }
        if measure.wrong_way {
            rules.push(Rule::L9);
        }
        if measure.valued && !disaggregated(self.all) {
            rules.push(Rule::L10);
        }
        if self.smuggled {
            rules.push(Rule::L11);
        }
        if by_doing(self.all) {
            rules.extend([Rule::L6, Rule::L11]);
        }
        if !self.people {
            rules.push(Rule::L2);
        }
        let condition = self.people || measure.moves || measure.valued || self.smuggled;
        if !condition {
            rules.push(Rule::L1);
        }
        let lacks = [Rule::L3, Rule::L4, Rule::L5]
            .iter()
            .any(|rule| rules.contains(rule));
        let class = if !self.people || (self.smuggled && !measure.valued) {
            Class::Neither
        } else if lacks {
            Class::OutcomeIncomplete
        } else {
            Class::Outcome
        };
        (rules, class)
    }

    /// What moves is nothing anybody could count: "Improve lives".
    fn vague(&self) -> bool {
        let at = self
            .all
            .iter()
            .position(|token| token.is(known::UP) || token.is(known::DOWN));
        at.is_some_and(|at| {
            self.all
                .iter()
                .skip(at + 1)
                .take(3)
                .any(|token| token.is(known::VAGUE))
        })
    }
}
