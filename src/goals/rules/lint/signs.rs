//! What else a statement shows: a building, a count, a solution inside the problem, a cut by race or place.

use super::{
    people::people,
    tokens::Token,
    verbs::{is_work, is_work_done, is_work_ing, is_work_third, work_at},
    vocabulary as known,
};

/// Up to the first mark that ends a thought.
pub(super) fn first_clause(all: &[Token]) -> &[Token] {
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
pub(super) fn after_colon(all: &[Token]) -> Option<usize> {
    let colon = all.iter().position(|token| token.mark() == Some(':'))?;
    let short = colon <= 4 && !people(&all[..colon]);
    (short && work_at(&all[colon + 1..]).is_some()).then_some(colon)
}

/// "Construction of": the object begins after "of".
pub(super) fn past_of(clause: &[Token], work: usize) -> usize {
    let of = clause.get(work + 1).is_some_and(|next| next.is(&["of"]));
    work + usize::from(of)
}

/// One building, site or vendor is what the work is done to.
pub(super) fn single(clause: &[Token], work: usize) -> bool {
    building_in(clause, work + 1) || vendor(clause, work)
}

/// A building named in the singular before any "for", "to" or "and".
pub(super) fn building_in(clause: &[Token], from: usize) -> bool {
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
pub(super) fn vendor(clause: &[Token], work: usize) -> bool {
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
pub(super) fn sized(all: &[Token]) -> bool {
    all.iter().any(|token| {
        token.number().is_some() && !token.dollars
            || token.word().starts_with(|c: char| c.is_ascii_digit()) && token.word().contains('-')
    })
}

/// Something done is counted: things, events, people or dollars.
pub(super) fn counted(all: &[Token]) -> bool {
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
pub(super) fn smuggled(all: &[Token]) -> bool {
    let has = |at: usize, words: &[&str]| all.get(at).is_some_and(|token| token.is(words));
    let because = all.iter().enumerate().position(|(at, token)| {
        token.is(&["because"])
            || (token.is(&["due"]) && has(at + 1, &["to"]))
            || (token.is(&["for"]) && has(at + 1, &["lack", "want"]))
    });
    let so = all.iter().position(|token| token.is(&["since", "so"]));
    let window = |at: usize| at..all.len().min(at + 14);
    let cause = because.is_some_and(|at| {
        window(at + 1).any(|at| made(all, at) || lacking(all, at) || must_do(all, at))
            || lacking(all, at + 1)
    });
    let then = so.is_some_and(|at| window(at).any(|at| lacking(all, at) || must_do(all, at)));
    cause || then || needs_a_thing(all)
}

/// "No clinic", "need a", "lack of", "a shortage of".
fn lacking(all: &[Token], at: usize) -> bool {
    let has = |at: usize, words: &[&str]| all.get(at).is_some_and(|token| token.is(words));
    let none = has(at, &["no", "not"])
        && !has(at + 1, &["one", "longer"])
        && at > 0
        && has(at - 1, &["is", "are", "has", "have", "was", "were"]);
    let needs = has(at, known::NEEDS) && (has(at + 1, known::ARTICLES) || has(at + 1, &["of"]));
    needs
        || none
        || (has(at, &["absence", "shortage"]) && has(at + 1, &["of"]))
        || has(at, &["missing"])
}

/// "We opened", "a market opens".
fn made(all: &[Token], at: usize) -> bool {
    all.get(at)
        .is_some_and(|token| is_work_done(token.word()) || is_work_third(token.word()))
}

/// "The city must build".
fn must_do(all: &[Token], at: usize) -> bool {
    let must = all
        .get(at)
        .is_some_and(|token| token.is(&["must", "should", "needs", "need", "will"]));
    must && all.get(at + 1).is_some_and(|next| is_work(next.word()))
}

/// Without "because": needing a thing that is built or run is the solution said as the problem.
fn needs_a_thing(all: &[Token]) -> bool {
    all.iter().enumerate().any(|(at, token)| {
        let article = all.get(at + 1).is_some_and(|next| next.is(known::ARTICLES));
        let thing = |token: &Token| token.is(known::BUILDINGS) || token.is(known::RUN_THINGS);
        token.is(known::NEEDS) && article && all.iter().skip(at + 1).take(7).any(thing)
    })
}

/// "Reduce hunger by opening a pantry", "through building homes".
pub(super) fn by_doing(all: &[Token]) -> bool {
    all.windows(2)
        .any(|two| two[0].is(&["by", "through", "via"]) && is_work_ing(two[1].word()))
}

/// The thing that is measured is something done: "the number of workshops rises from 4 to 12".
pub(super) fn measured_outputs(all: &[Token]) -> bool {
    let number_of = all.windows(2).enumerate().any(|(at, two)| {
        two[0].is(&["number", "count", "total"])
            && two[1].is(&["of"])
            && all
                .iter()
                .skip(at + 2)
                .take(6)
                .any(|token| token.is(known::COUNTED_THINGS))
    });
    let subject = all
        .first()
        .is_some_and(|first| first.is(known::COUNTED_THINGS))
        || all
            .get(1)
            .is_some_and(|second| second.is(known::COUNTED_THINGS) && all[0].number().is_none());
    let done = all
        .first()
        .is_some_and(|first| first.number().is_some() && !first.percent)
        && !all.iter().take(3).any(|token| token.is(&["percent"]))
        && all
            .iter()
            .take(5)
            .any(|token| token.is(known::DONE_TO_COUNTED));
    number_of || subject || done
}

/// Race, ethnicity or language, or a place below the whole: in a cut, or in the population itself.
pub(super) fn disaggregated(all: &[Token]) -> bool {
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
