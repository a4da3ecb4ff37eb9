//! Whom a statement is about: people of a place, or somebody's clients; and whether one organization answers for them.

use super::{tokens::Token, vocabulary as known};

pub(super) fn people(all: &[Token]) -> bool {
    all.iter()
        .any(|token| !token.word().is_empty() && known::is_people(token.word(), token.capital))
}

/// "Unemployment in Detroit": a condition that only people have, in a named place.
pub(super) fn implied_people(all: &[Token]) -> bool {
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
pub(super) fn clients(all: &[Token]) -> bool {
    all.iter().enumerate().any(|(at, token)| {
        let before = &all[at.saturating_sub(3)..at];
        let near = |words: &[&str]| before.iter().any(|token| token.is(words));
        let ours = near(&["our", "my", "enrolled", "participating"]);
        token.is(known::CLIENTS)
            || (token.is(known::OUR_CLIENTS) && ours)
            || (token.is(known::PROGRAM_PEOPLE) && near(known::PROGRAM_WORDS))
            || (token.is(known::SERVED_PEOPLE) && served_follows(all, at))
            || (token.is(&["graduates"]) && of_a_program(&all[at + 1..]))
    })
}

/// "Graduates of our academy", but not of high school.
fn of_a_program(rest: &[Token]) -> bool {
    let near = |words: &[&str]| rest.iter().take(5).any(|token| token.is(words));
    rest.first().is_some_and(|next| next.is(&["of", "from"]))
        && (near(known::PROGRAM_WORDS) || near(&["our", "the"]))
        && !near(&["high"])
}

/// "People we serve", "youth in our program", "those who enroll".
pub(super) fn served_follows(all: &[Token], at: usize) -> bool {
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
pub(super) fn people_beyond_clients(all: &[Token]) -> bool {
    all.iter().enumerate().any(|(at, token)| {
        known::is_people(token.word(), token.capital)
            && !token.is(known::OUR_CLIENTS)
            && !served_follows(all, at)
            && !all[at.saturating_sub(2)..at]
                .iter()
                .any(|token| token.is(&["our"]))
    })
}

/// "Acme Inc. will cut evictions", "the hospital is responsible for".
pub(super) fn one_organization(all: &[Token]) -> bool {
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
