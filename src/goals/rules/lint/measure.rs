//! The number inside a statement: where it stands, where it should get to, and whether that is the stated way.

use super::{
    tokens::{Piece, Token},
    vocabulary::{BAD_THINGS, DOWN, GOOD_THINGS, PLACE_COUNTS, UP, WHOLE_CHANGES},
};

/// What a statement says of its number.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen or not"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Measure {
    pub(super) baseline: Option<f64>,
    pub(super) target: Option<f64>,
    /// A date by which, later than the baseline's.
    pub(super) dated: bool,
    /// "Halve", "by 20 percent", "end": a target without its own value.
    pub(super) relative: bool,
    /// Any value at all.
    pub(super) valued: bool,
    /// Says that something moves, up or down.
    pub(super) moves: bool,
    pub(super) wrong_way: bool,
}

impl Measure {
    pub(super) const fn has_target(self) -> bool {
        (self.target.is_some() || self.relative) && self.dated
    }
}

#[derive(Clone, Copy, Debug)]
struct Value {
    at: usize,
    amount: f64,
    year: Option<i32>,
    from: bool,
    to: bool,
    by: bool,
}

pub(super) fn measure(all: &[Token]) -> Measure {
    let values = values(all);
    let years: Vec<i32> = all.iter().filter_map(year).collect();
    let deadline = deadline(all);
    let moves = moving(all, UP) || moving(all, DOWN);
    let whole = all.iter().any(|token| token.is(WHOLE_CHANGES)) && moves;
    let (baseline, target) = roles(&values, deadline.is_some(), all);
    let changed = values.iter().any(|value| value.by);
    let start = values
        .iter()
        .find(|value| Some(value.amount) == baseline)
        .and_then(|value| value.year);
    let end = deadline.or_else(|| years.iter().copied().max());
    let later = match (start, end) {
        (Some(start), Some(end)) => end > start,
        (None, Some(_)) => true,
        _ => within(all),
    };
    Measure {
        baseline,
        target,
        dated: later
            && (deadline.is_some()
                || within(all)
                || years.len() > 1
                || (target.is_some() && !years.is_empty())),
        relative: changed || whole,
        valued: !values.is_empty(),
        moves,
        wrong_way: wrong_way(all, baseline, target),
    }
}

fn year(token: &Token) -> Option<i32> {
    match token.piece {
        Piece::Year(year) => Some(year),
        _ => None,
    }
}

/// The year after "by", "until", "before" or "end of".
pub(super) fn deadline(all: &[Token]) -> Option<i32> {
    let mut latest = None;
    for (at, token) in all.iter().enumerate() {
        if token.is(&["by", "until", "before", "through", "till"]) {
            let mut near = all
                .iter()
                .skip(at + 1)
                .take(6)
                .take_while(|token| !matches!(token.mark(), Some(';' | '.')));
            latest = near.find_map(year).or(latest);
        }
    }
    latest
}

/// "Within five years", "over the next 3 years".
fn within(all: &[Token]) -> bool {
    all.iter().enumerate().any(|(at, token)| {
        token.is(&["within", "in", "over", "next"])
            && all
                .iter()
                .skip(at + 1)
                .take(3)
                .any(|next| next.number().is_some())
            && all
                .iter()
                .skip(at + 1)
                .take(4)
                .any(|next| next.is(&["years", "months", "year"]))
    })
}

/// Whether words of one direction say that something moves: "cut by race" and "grow up" say nothing of it.
pub(super) fn moving(all: &[Token], words: &[&str]) -> bool {
    all.iter()
        .enumerate()
        .any(|(at, token)| token.is(words) && !is_no_move(all, at, token))
}

fn is_no_move(all: &[Token], at: usize, token: &Token) -> bool {
    let next = |words: &[&str]| all.get(at + 1).is_some_and(|next| next.is(words));
    let last = |words: &[&str]| before(all, at, 1).is_some_and(|last| last.is(words));
    is_breakdown(all, at, token)
        || (token.is(&["grow", "grows", "growing"]) && next(&["up", "old", "older"]))
        || (token.is(&["up", "down"]) && !next(&["from", "to", "by"]))
        || (token.is(&["fall", "falls"])
            && (last(&["the", "in", "by", "each", "every", "of"]) || next(&["per", "behind"])))
        || (token.is(&["end", "ends", "close"]) && last(&["the", "of", "in"]))
        || (token.is(&["close", "lower", "higher"]) && next(&["to", "grades", "income"]))
        || (token.is(&["up"]) && last(&["grow", "grows", "growing"]))
}

fn is_breakdown(all: &[Token], at: usize, token: &Token) -> bool {
    token.is(&["cut", "cuts"])
        && all.get(at + 1).is_some_and(|next| next.is(&["by"]))
        && all
            .get(at + 2)
            .is_some_and(|next| next.number().is_none() && !next.is(&["half", "a"]))
}

fn before(all: &[Token], at: usize, back: usize) -> Option<&Token> {
    at.checked_sub(back).and_then(|at| all.get(at))
}

/// Every quantity that measures, in order: not ages, rates' denominators, durations or counts of places.
fn values(all: &[Token]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let Some(value) = token.number() else {
            continue;
        };
        if !measures(all, at) {
            continue;
        }
        let scaled = match all.get(at + 1).map(Token::word) {
            Some("million") => value * 1e6,
            Some("billion") => value * 1e9,
            Some("thousand") => value * 1e3,
            _ => value,
        };
        let led = |words: &[&str]| {
            (1..=3).any(|back| {
                before(all, at, back).is_some_and(|token| token.is(words))
                    && (1..back).all(|near| {
                        before(all, at, near).is_some_and(|token| {
                            token.is(&[
                                "about", "only", "just", "at", "least", "roughly", "nearly",
                                "over", "around", "under", "below", "above", "the", "a", "more",
                                "than", "current",
                            ])
                        })
                    })
            })
        };
        found.push(Value {
            at,
            amount: scaled,
            year: None,
            from: led(&["from"]),
            to: led(&["to", "reach", "reaches", "reaching", "toward", "towards"]),
            by: led(&["by"]),
        });
    }
    let ends: Vec<usize> = found
        .iter()
        .skip(1)
        .map(|value| value.at)
        .chain([all.len()])
        .collect();
    for (value, end) in found.iter_mut().zip(ends) {
        value.year = all[value.at..end].iter().find_map(year);
    }
    found
}

fn measures(all: &[Token], at: usize) -> bool {
    let next = all.get(at + 1);
    let last = before(all, at, 1);
    let Some(token) = all.get(at) else {
        return false;
    };
    let is_next = |words: &[&str]| next.is_some_and(|next| next.is(words));
    let is_last = |words: &[&str]| last.is_some_and(|last| last.is(words));
    let per =
        is_last(&["per", "every", "each", "of", "in"]) && !is_next(&["percent"]) && !token.percent;
    let age = is_last(&[
        "age", "ages", "aged", "under", "over", "grade", "grades", "level", "levels",
    ]) && !is_next(&["percent", "per"])
        && !token.percent
        || before(all, at, 3).is_some_and(|token| token.is(&["age", "ages", "aged"]))
        || is_next(&["and"])
            && all
                .get(at + 2)
                .is_some_and(|word| word.is(&["older", "over", "under", "younger", "up"]));
    let span = is_next(&[
        "years",
        "year",
        "months",
        "month",
        "weeks",
        "days-long",
        "hours",
        "o'clock",
        "year-olds",
    ]);
    let places = is_next(PLACE_COUNTS)
        || is_next(&["census", "zip"])
        || all.get(at + 2).is_some_and(|word| word.is(PLACE_COUNTS))
            && token.spelled
            && !token.percent;
    let alone = token.spelled
        && !token.percent
        && !token.dollars
        && token.number().is_some_and(|n| n < 100.0)
        && !is_next(&["percent", "per", "points", "in", "out", "of"])
        && !is_last(&["from", "to"]);
    !(per || age || span || places || alone)
}

/// Which value is where it stands and which is where it should get to.
fn roles(values: &[Value], deadline: bool, all: &[Token]) -> (Option<f64>, Option<f64>) {
    let absolute: Vec<&Value> = values.iter().filter(|value| !value.by).collect();
    match absolute.as_slice() {
        [] => (None, None),
        [only] if only.from => (Some(only.amount), None),
        [only] => {
            let aims = deadline
                || only.to
                || all.iter().any(|token| {
                    token.is(&["will", "achieve", "attain", "goal", "should", "target"])
                });
            let now = all.iter().any(|token| {
                token.is(&[
                    "today",
                    "now",
                    "currently",
                    "was",
                    "were",
                    "stood",
                    "stands",
                ])
            });
            if aims && (deadline || !now) {
                (None, Some(only.amount))
            } else {
                (Some(only.amount), None)
            }
        }
        [first, rest @ ..] => {
            let base = absolute.iter().find(|value| value.from).unwrap_or(first);
            let last = rest
                .iter()
                .rev()
                .find(|value| value.to && value.at != base.at)
                .or(rest.last());
            // "17 percent by 2030, up from 9 percent in 2020" names the target first.
            let turned = base.at > first.at && last.is_some_and(|last| last.at == base.at);
            let target = if turned { first } else { last.unwrap_or(first) };
            let swapped = base.year.zip(target.year).is_some_and(|(base, target)| {
                base > target && !absolute.iter().any(|value| value.from)
            });
            if swapped {
                (Some(target.amount), Some(base.amount))
            } else {
                (Some(base.amount), Some(target.amount))
            }
        }
    }
}

/// The target lies on the other side of the baseline than the words say; where they say nothing, than the thing asks.
fn wrong_way(all: &[Token], baseline: Option<f64>, target: Option<f64>) -> bool {
    let (Some(from), Some(to)) = (baseline, target) else {
        return false;
    };
    let said = |words: &[&str]| moving(all, words);
    let (up, down) = (said(UP), said(DOWN));
    let (good, bad) = (said(GOOD_THINGS), said(BAD_THINGS));
    match (up, down) {
        (true, false) => to <= from,
        (false, true) => to >= from,
        (false, false) if good && !bad => to < from,
        (false, false) if bad && !good => to > from,
        _ => false,
    }
}
