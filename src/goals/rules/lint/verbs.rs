//! Does a statement hinge on something to do? Verbs that name work, and the forms they come in.

use super::{
    tokens::Token,
    vocabulary::{
        self as known, ACTORS, AUXILIARY, BUILDINGS, LEGAL_FORMS, NOUNS_AFTER_WORK, WORK,
        WORK_NOUNS,
    },
};

/// A verb of work in its plain form, or done again ("rebuild", "repave").
pub(super) fn is_work(word: &str) -> bool {
    WORK.contains(&word)
        || word
            .strip_prefix("re")
            .is_some_and(|again| again.len() > 3 && WORK.contains(&again))
}

/// "builds", "opens", "launches".
pub(super) fn is_work_third(word: &str) -> bool {
    let stems = [word.strip_suffix("es"), word.strip_suffix('s')];
    stems.into_iter().flatten().any(is_work)
        || word
            .strip_suffix("ies")
            .is_some_and(|stem| is_work(&format!("{stem}y")))
}

/// "building", "opening", "training".
pub(super) fn is_work_ing(word: &str) -> bool {
    let Some(stem) = word.strip_suffix("ing") else {
        return false;
    };
    is_work(stem) || is_work(&format!("{stem}e")) || undoubled(stem).is_some_and(is_work)
}

/// "built", "opened", "created": a passive names work too.
pub(super) fn is_work_done(word: &str) -> bool {
    let stem = word.strip_suffix("ed").unwrap_or_default();
    known::IRREGULAR.contains(&word)
        || (!stem.is_empty()
            && (is_work(stem)
                || is_work(&format!("{stem}e"))
                || undoubled(stem).is_some_and(is_work)))
}

fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before).then(|| &stem[..stem.len() - last.len_utf8()])
}

/// Where the work is named: the position of its verb, after words that only lead up to it.
pub(super) fn work_at(clause: &[Token]) -> Option<usize> {
    let start = lead(clause);
    let first = clause.get(start)?;
    let next = clause.get(start + 1);
    if first.word() == "raise" || first.word() == "raising" {
        return money_follows(&clause[start + 1..]).then_some(start);
    }
    if matches!(first.word(), "increase" | "grow" | "double" | "triple")
        && outputs_follow(&clause[start + 1..])
    {
        return Some(start);
    }
    let noun = next.is_some_and(|next| next.is(NOUNS_AFTER_WORK));
    let moved = first.is(&[
        "get", "put", "move", "keep", "lift", "connect", "link", "refer", "reach", "protect",
    ]);
    if moved && counts_next(&clause[start + 1..]) {
        return Some(start);
    }
    if is_work(first.word()) && !noun && !leads_to_people(first.word(), &clause[start + 1..]) {
        return Some(start);
    }
    if is_work_ing(first.word()) && !noun {
        return Some(start);
    }
    let skip = usize::from(first.is(&["the", "a", "an", "successful", "timely"]));
    let noun_at = start + skip;
    let of = clause.get(noun_at + 1).is_some_and(|next| next.is(&["of"]));
    if of
        && clause
            .get(noun_at)
            .is_some_and(|token| token.is(WORK_NOUNS))
    {
        return Some(noun_at);
    }
    passive_at(clause, start)
        .or_else(|| finished_at(clause, start))
        .or_else(|| actor_at(clause, start))
}

/// "500 people", "at least 40 families": a count and no share stands next.
fn counts_next(rest: &[Token]) -> bool {
    rest.iter()
        .take(3)
        .any(|token| token.number().is_some() && !token.percent)
        && !rest.iter().take(5).any(|token| token.is(&["percent"]))
}

/// "Help families stay housed" and "support children to read" lead to people's condition when nothing is counted.
fn leads_to_people(verb: &str, rest: &[Token]) -> bool {
    matches!(
        verb,
        "expand" | "extend" | "secure" | "support" | "share" | "promote" | "provide"
    ) && rest
        .first()
        .is_some_and(|next| next.is(&["access", "opportunity", "stability"]))
}

/// Skips "By 2027,", "We will", "Our goal is to", "The partnership plans to".
fn lead(clause: &[Token]) -> usize {
    let mut at = 0;
    if clause.first().is_some_and(|first| {
        first.is(&[
            "by", "in", "over", "within", "before", "during", "starting", "this", "next",
            "through", "to",
        ])
    }) && let Some(comma) = clause
        .iter()
        .take(9)
        .position(|token| token.mark() == Some(','))
    {
        at = comma + 1;
    }
    let from = at;
    let mut reached = at;
    while at < clause.len().min(from + 9) && clause[at].is(AUXILIARY) {
        at += 1;
        if clause[at - 1].is(&[
            "will",
            "to",
            "we'll",
            "shall",
            "we",
            "must",
            "should",
            "can",
            "i'll",
            "let's",
            "that",
            "is",
            "then",
            "also",
            "jointly",
            "first",
            "successfully",
            "together",
            "quickly",
        ]) {
            reached = at;
        }
    }
    // "Plan", "work" and "need" are work themselves unless something leads on from them.
    reached
}

fn money_follows(rest: &[Token]) -> bool {
    let mut rest = rest.iter().skip_while(|token| {
        token.is(&[
            "at",
            "least",
            "up",
            "to",
            "over",
            "another",
            "an",
            "additional",
            "more",
            "than",
            "about",
            "a",
            "the",
            "enough",
            "all",
            "needed",
            "remaining",
            "matching",
            "private",
            "philanthropic",
            "new",
            "some",
        ])
    });
    match rest.next() {
        Some(token) if token.dollars => true,
        Some(token) if token.number().is_some() => rest
            .take(2)
            .any(|token| token.is(&["million", "billion", "thousand", "dollars", "m", "usd"])),
        Some(token) => token.is(&[
            "money",
            "funds",
            "funding",
            "capital",
            "fund",
            "dollars",
            "cash",
            "match",
            "equity",
            "grants",
            "donations",
            "one",
        ]),
        None => false,
    }
}

/// "Increase the number of workshops": more of what a program does.
fn outputs_follow(rest: &[Token]) -> bool {
    let counted = rest
        .iter()
        .take(3)
        .any(|token| token.is(&["number", "count"]));
    counted
        && rest
            .iter()
            .take(8)
            .any(|token| token.is(known::PROGRAM_THINGS))
}

/// "A clinic is built", "500 workers will be trained": the thing done stands first.
fn passive_at(clause: &[Token], start: usize) -> Option<usize> {
    let be = clause
        .iter()
        .skip(start)
        .position(|token| token.is(&["is", "are", "be", "been", "gets", "get", "being"]))?
        + start;
    let done = clause
        .iter()
        .enumerate()
        .skip(be + 1)
        .take(3)
        .find(|(_, token)| is_work_done(token.word()))?;
    // "Families are housed" is how they fare; "500 workers are trained" is what was done.
    let state = done.1.is(known::STATES);
    let counted = clause[start..be]
        .first()
        .is_some_and(|token| token.number().is_some() && !token.percent);
    (!state || (counted && done.1.is(&["trained", "served", "enrolled", "certified"])))
        .then_some(done.0)
}

/// "1,000 units preserved": a count, a thing and what was done to it.
fn finished_at(clause: &[Token], start: usize) -> Option<usize> {
    let first = clause.get(start)?;
    first.number().filter(|_| !first.percent)?;
    let near = clause.iter().enumerate().skip(start + 1).take(5);
    let mut before = near.take_while(|(_, token)| {
        !token.is(&["percent", "of", "who", "that", "in", "by"])
            && !super::vocabulary::is_people(token.word(), token.capital)
    });
    before
        .find(|(_, token)| is_work_done(token.word()))
        .map(|(at, _)| at)
}

/// "The city opens ...", "Acme Inc. will hire ...": an organization acts.
fn actor_at(clause: &[Token], start: usize) -> Option<usize> {
    let acts = |token: &Token| {
        token.is(ACTORS) || token.is(LEGAL_FORMS) || (token.capital && token.is(BUILDINGS))
    };
    let actor = clause.iter().skip(start).take(7).position(acts)? + start;
    let after = clause.iter().enumerate().skip(actor + 1).take(5);
    for (at, token) in after {
        if token.is(&[
            "will", "to", "plans", "shall", "and", "jointly", "then", "aims", "wants",
        ]) || token.mark().is_some()
        {
            let next = clause.get(at + 1);
            if next.is_some_and(|next| is_work(next.word())) {
                return Some(at + 1);
            }
        }
        if is_work_third(token.word()) && at == actor + 1 {
            return Some(at);
        }
    }
    None
}
