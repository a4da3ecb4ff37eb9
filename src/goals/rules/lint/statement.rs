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
    tokens::{Token, tokens},
    verbs::{is_work_ing, work_at},
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
            (people(all) || implied_people(all)) && !(clients && !people_beyond_clients(all));
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

/// Up to the first mark that ends a thought.
fn first_clause(all: &[Token]) -> &[Token] {
    let end = all.iter().enumerate().find(|(at, token)| {
        let inc = at
            .checked_sub(1)
            .and_then(|at| all.get(at))
            .is_some_and(|last| last.is(known::LEGAL_FORMS));
        matches!(token.mark(), Some(';' | ':')) || (token.mark() == Some('.') && !inc)
    });
    &all[..end.map_or(all.len(), |(at, _)| at)]
}

/// "Our plan: build a clinic."
fn after_colon(all: &[Token]) -> Option<usize> {
    let colon = all.iter().position(|token| token.mark() == Some(':'))?;
    let short = colon <= 4 && !people(&all[..colon]);
    (short && work_at(&all[colon + 1..]).is_some()).then_some(colon)
}

fn people(all: &[Token]) -> bool {
    all.iter()
        .any(|token| !token.word().is_empty() && known::is_people(token.word(), token.capital))
}

/// "Unemployment in Detroit": a condition that only people have, in a named place.
fn implied_people(all: &[Token]) -> bool {
    let condition = all
        .iter()
        .any(|token| token.is(known::BAD_THINGS) || token.is(known::GOOD_THINGS));
    let place = all.iter().enumerate().skip(1).any(|(at, token)| {
        let begins = all
            .get(at - 1)
            .is_some_and(|last| matches!(last.mark(), Some('.' | ';')));
        token.capital
            && !begins
            && !token.is(known::MONTHS)
            && !token.is(known::RACE)
            && !token.is(known::LEGAL_FORMS)
    });
    condition && place
}

/// Whose number it is: "our clients", "program participants", "graduates of the academy".
fn clients(all: &[Token]) -> bool {
    let near = |at: usize, words: &[&str]| {
        let start = at.saturating_sub(3);
        all[start..at].iter().any(|token| token.is(words))
    };
    all.iter().enumerate().any(|(at, token)| {
        let ours = near(
            at,
            &[
                "our",
                "program",
                "programme",
                "the program's",
                "program's",
                "training",
                "bootcamp",
                "my",
                "course",
                "academy",
                "cohort",
            ],
        );
        let after = |words: &[&str]| all.get(at + 1).is_some_and(|next| next.is(words));
        token.is(known::CLIENTS)
            || (token.is(known::OUR_CLIENTS)
                && near(at, &["our", "my", "enrolled", "participating"]))
            || (token.is(&[
                "graduates",
                "members",
                "families",
                "youth",
                "students",
                "workers",
                "borrowers",
                "patients",
            ]) && ours
                && near(
                    at,
                    &[
                        "program",
                        "programme",
                        "training",
                        "bootcamp",
                        "course",
                        "academy",
                        "cohort",
                        "program's",
                    ],
                ))
            || (token.is(&[
                "people",
                "those",
                "families",
                "youth",
                "students",
                "children",
                "residents",
                "women",
                "workers",
                "adults",
            ]) && served_follows(all, at))
            || (token.is(&["graduates"])
                && after(&["of", "from"])
                && all.iter().skip(at + 1).take(5).any(|token| {
                    token.is(&[
                        "our",
                        "program",
                        "programme",
                        "academy",
                        "bootcamp",
                        "course",
                        "training",
                        "the",
                    ])
                })
                && !all
                    .iter()
                    .skip(at + 1)
                    .take(5)
                    .any(|token| token.is(&["high"])))
    })
}

/// "People we serve", "youth in our program", "those who enroll".
fn served_follows(all: &[Token], at: usize) -> bool {
    let rest = &all[at + 1..all.len().min(at + 6)];
    let pair = |first: &[&str], second: &[&str]| {
        rest.windows(2)
            .any(|two| two[0].is(first) && two[1].is(second))
    };
    pair(
        &["we"],
        &[
            "serve", "served", "train", "trained", "house", "housed", "help", "coach",
        ],
    ) || pair(
        &["our"],
        &[
            "program",
            "programs",
            "programme",
            "care",
            "classes",
            "courses",
            "workshops",
            "caseload",
            "shelter",
            "services",
            "training",
            "cohort",
            "center",
            "clinic",
            "school",
        ],
    ) || pair(
        &["the"],
        &[
            "program",
            "programme",
            "workshop",
            "course",
            "cohort",
            "training",
        ],
    ) || (pair(
        &["who"],
        &[
            "enroll",
            "enrolled",
            "complete",
            "completed",
            "attend",
            "participate",
            "graduate",
            "finish",
        ],
    ) && rest.iter().any(|token| {
        token.is(&[
            "program",
            "programme",
            "training",
            "course",
            "workshop",
            "classes",
            "bootcamp",
        ])
    }))
}

/// People who are not merely somebody's clients: a place stands with them.
fn people_beyond_clients(all: &[Token]) -> bool {
    all.iter().enumerate().any(|(at, token)| {
        known::is_people(token.word(), token.capital)
            && !token.is(known::OUR_CLIENTS)
            && !served_follows(all, at)
            && !all[at.saturating_sub(2)..at]
                .iter()
                .any(|token| token.is(&["our"]))
    })
}

/// "Construction of": the object begins after "of".
fn past_of(clause: &[Token], work: usize) -> usize {
    let of = clause.get(work + 1).is_some_and(|next| next.is(&["of"]));
    work + usize::from(of)
}

/// One building, site or vendor is what the work is done to.
fn single(clause: &[Token], work: usize) -> bool {
    building_in(clause, work + 1) || vendor(clause, work)
}

/// A building named in the singular before any "for", "to" or "and".
fn building_in(clause: &[Token], from: usize) -> bool {
    let object: Vec<&Token> = clause
        .iter()
        .skip(from)
        .take_while(|token| {
            !token.is(&[
                "for", "with", "that", "which", "who", "where", "so", "to", "by", "because", "at",
                "on", "in", "near", "serving", "from", "into",
            ]) && !matches!(token.mark(), Some(';' | '.' | ','))
        })
        .collect();
    let whole = object
        .iter()
        .position(|token| token.is(&["and"]))
        .map_or(object.as_slice(), |and| &object[..and]);
    let many = whole
        .iter()
        .any(|token| token.number().is_some() && !token.dollars)
        && !whole
            .first()
            .is_some_and(|token| token.is(&["a", "an", "the", "one"]));
    let of = whole
        .iter()
        .position(|token| token.is(&["of"]))
        .unwrap_or(whole.len());
    !many
        && whole[..of].iter().any(|token| token.is(known::BUILDINGS))
        && !whole[..of].last().is_some_and(|last| {
            last.is(&[
                "program",
                "fund",
                "plan",
                "network",
                "campaign",
                "initiative",
                "director",
                "coordinator",
                "team",
                "study",
                "staff",
                "teachers",
                "prices",
                "improvements",
                "classrooms",
            ])
        })
}

/// "Contract with Acme", "select a vendor".
fn vendor(clause: &[Token], work: usize) -> bool {
    let rest = clause.get(work + 1..).unwrap_or_default();
    let named = rest
        .iter()
        .take(6)
        .any(|token| token.is(known::LEGAL_FORMS) && token.capital);
    let chosen = clause
        .get(work)
        .is_some_and(|verb| verb.is(&["contract", "select", "hire", "commission", "procure"]))
        && rest
            .iter()
            .take(4)
            .any(|token| token.is(&["vendor", "contractor", "firm", "consultant", "supplier"]));
    named || chosen
}

/// "40-unit", "10,000-square-foot": how big the one building is.
fn sized(all: &[Token]) -> bool {
    all.iter().any(|token| {
        token.number().is_some() && !token.dollars
            || token.word().starts_with(|c: char| c.is_ascii_digit()) && token.word().contains('-')
    })
}

/// Something done is counted: things, events, people or dollars.
fn counted(all: &[Token]) -> bool {
    all.iter().enumerate().any(|(at, token)| {
        let next = all.get(at + 1);
        let span = next.is_some_and(|next| {
            next.is(&["years", "year", "months", "weeks", "days", "year-olds"])
        });
        let places = next.is_some_and(|next| next.is(known::PLACE_COUNTS))
            && at > 0
            && all[at - 1].is(&["in", "across", "within", "throughout"]);
        let age = at > 0 && all[at - 1].is(&["age", "ages", "aged", "under", "over", "grade"]);
        token.number().is_some() && !span && !places && !age
    })
}

/// "Because we need a clinic", "for lack of a bus", "residents need a grocery store".
fn smuggled(all: &[Token]) -> bool {
    let has = |at: usize, words: &[&str]| all.get(at).is_some_and(|token| token.is(words));
    const THING: &[&str] = &[
        "a", "an", "another", "more", "our", "new", "the", "enough", "any",
    ];
    let gap = |at: usize| {
        // "no clinic", "need a", "lack a", "lack of", "not enough", "without a"
        (has(
            at,
            &[
                "need", "needs", "lack", "lacks", "require", "requires", "want", "wants",
                "lacking", "needing",
            ],
        ) && (has(at + 1, THING) || has(at + 1, &["of"])))
            || (has(at, &["no", "not"])
                && !has(at + 1, &["one", "longer"])
                && at > 0
                && has(at - 1, &["is", "are", "has", "have", "was", "were"]))
            || (has(at, &["absence", "shortage"]) && has(at + 1, &["of"]))
            || (has(at, &["missing"]))
    };
    let because = all.iter().enumerate().find_map(|(at, token)| {
        let cause = token.is(&["because", "since", "as"])
            || (token.is(&["due"]) && has(at + 1, &["to"]))
            || (token.is(&["for"]) && has(at + 1, &["lack", "want"]))
            || (token.is(&["so"]) && at > 0);
        cause.then_some(at)
    });
    if let Some(because) = because {
        let end = all.len().min(because + 14);
        let made = |at: usize| {
            all.get(at).is_some_and(|token| {
                super::verbs::is_work_done(token.word())
                    || super::verbs::is_work_third(token.word())
            })
        };
        if (because + 1..end).any(made)
            || (because..end).any(gap)
            || (because..end).any(|at| {
                has(at, &["must", "should", "needs", "need", "will"])
                    && all
                        .get(at + 1)
                        .is_some_and(|next| super::verbs::is_work(next.word()))
            })
        {
            return true;
        }
    }
    // Without "because": needing a thing that is built or run is the solution said as the problem.
    all.iter().enumerate().any(|(at, token)| {
        token.is(&[
            "need", "needs", "lack", "lacks", "require", "requires", "needing", "lacking",
        ]) && has(at + 1, THING)
            && all.iter().skip(at + 1).take(7).any(|token| {
                token.is(known::BUILDINGS)
                    || token.is(&[
                        "program",
                        "programme",
                        "shuttle",
                        "bus",
                        "app",
                        "fund",
                        "coordinator",
                        "navigator",
                        "training",
                        "curriculum",
                        "campaign",
                        "platform",
                        "toolkit",
                        "van",
                        "website",
                        "service",
                        "workshop",
                        "classes",
                        "course",
                    ])
            })
    })
}

/// "Reduce hunger by opening a pantry", "through building homes".
fn by_doing(all: &[Token]) -> bool {
    all.windows(2)
        .any(|two| two[0].is(&["by", "through", "via"]) && is_work_ing(two[1].word()))
}

/// The thing that is measured is something done: "the number of workshops rises from 4 to 12".
fn measured_outputs(all: &[Token]) -> bool {
    const COUNTS: &[&str] = &[
        "workshops",
        "trainings",
        "webinars",
        "meetings",
        "classes",
        "sessions",
        "events",
        "grants",
        "referrals",
        "meals",
        "visits",
        "screenings",
        "volunteers",
        "downloads",
        "brochures",
        "vouchers",
        "dollars",
        "loans",
        "kits",
        "flyers",
        "applications",
        "placements",
        "enrollments",
        "enrolled",
        "served",
        "trained",
        "distributed",
        "attended",
        "awarded",
        "counseled",
        "reached",
        "hours",
        "posts",
        "tablets",
        "laptops",
    ];
    let number_of = all.windows(2).enumerate().any(|(at, two)| {
        two[0].is(&["number", "count", "total"])
            && two[1].is(&["of"])
            && all
                .iter()
                .skip(at + 2)
                .take(6)
                .any(|token| token.is(COUNTS))
    });
    let subject = all.first().is_some_and(|first| first.is(COUNTS))
        || all
            .get(1)
            .is_some_and(|second| second.is(COUNTS) && all[0].number().is_none());
    const DONE: &[&str] = &[
        "attend",
        "complete",
        "enroll",
        "finish",
        "get",
        "join",
        "participate",
        "receive",
        "visit",
        "served",
        "trained",
        "enrolled",
        "reached",
        "counseled",
        "screened",
        "coached",
    ];
    let done = all
        .first()
        .is_some_and(|first| first.number().is_some() && !first.percent)
        && !all.iter().take(3).any(|token| token.is(&["percent"]))
        && all.iter().take(5).any(|token| token.is(DONE));
    number_of || subject || done
}

/// Race, ethnicity or language, or a place below the whole: in a cut, or in the population itself.
fn disaggregated(all: &[Token]) -> bool {
    let race = all.iter().any(|token| {
        token.is(known::RACE)
            || token
                .word()
                .split(['-', '/'])
                .any(|part| matches!(part, "race" | "ethnicity"))
    });
    let place = all.iter().enumerate().any(|(at, token)| {
        let listed = token.is(&["by", "between", "every", "each"]);
        let near = all
            .iter()
            .skip(at + 1)
            .take(6)
            .take_while(|token| !token.word().is_empty() || token.mark() == Some(','));
        listed && near.filter(|token| token.is(known::PLACE_CUTS)).count() > 0
    });
    race || place
}

/// "Acme Inc. will cut evictions", "the hospital is responsible for".
fn one_organization(all: &[Token]) -> bool {
    let legal = all
        .iter()
        .position(|token| token.is(known::LEGAL_FORMS) && token.capital);
    let owns = |from: usize| {
        all.iter().skip(from + 1).take(4).any(|token| {
            token.is(&[
                "will",
                "shall",
                "is",
                "must",
                "leads",
                "owns",
                "guarantees",
                "commits",
                "ensures",
            ])
        })
    };
    let alone = all
        .windows(2)
        .any(|two| two[0].is(&["responsible", "accountable"]) && two[1].is(&["for"]));
    legal.is_some_and(owns) || alone
}
