//! What became of the money since a convening began: the stack then, and the stack now.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings::store::Goal,
    goals::{self, gap_words, stack_view, totals_of},
    ids::ConveningId,
    web::{charts::StackView, views::Link},
};

/// One goal of a convening that has begun.
pub(super) struct ThenNow {
    pub(super) goal: Link,
    pub(super) sample: bool,
    /// Empty where no snapshot was taken.
    pub(super) sentence: String,
    pub(super) taken: String,
    pub(super) then: Option<StackView>,
    pub(super) now: StackView,
    pub(super) compare_href: String,
}

/// A card for each goal; nothing before the convening begins.
pub(super) async fn then_now(
    db: &impl ConnectionTrait,
    id: ConveningId,
    goals: &[Goal],
    begun: bool,
) -> Result<Vec<ThenNow>, DbErr> {
    if !begun {
        return Ok(Vec::new());
    }
    let taken = goals::snapshots_at(db, [id]).await?;
    let taken: BTreeMap<_, _> = taken.iter().map(|each| (each.goal_id, each)).collect();
    let sums = goals::sums_of(db, goals.iter().map(|goal| goal.id)).await?;
    let one = |(at, goal): (usize, &Goal)| {
        let (now, as_of) = sums.get(&goal.id).copied().unwrap_or_default();
        let then = taken.get(&goal.id);
        ThenNow {
            goal: Link::new(&goal.title, format!("/goals/{}", goal.id)),
            sample: goal.illustrative,
            sentence: then
                .map(|then| format!("Since then: {}", gap_words(then.gap_usd, now.gap)))
                .unwrap_or_default(),
            taken: then
                .map(|then| goals::day(then.local_on))
                .unwrap_or_default(),
            then: then.map(|then| stack_view(&format!("then-{at}"), &totals_of(then), None)),
            now: stack_view(&format!("now-{at}"), &now, as_of),
            compare_href: then
                .map(|then| format!("/goals/{}/stack/compare?from={}", goal.id, then.id))
                .unwrap_or_default(),
        }
    };
    Ok(goals.iter().enumerate().map(one).collect())
}
