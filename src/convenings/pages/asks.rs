//! What the goals of a convening still ask for: their capital stacks, small.

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings::store::Goal,
    goals::{stack_view, sums_of},
    web::{charts::StackView, views::Link},
};

/// One goal and its gap.
pub(super) struct Ask {
    pub(super) goal: Link,
    pub(super) stack: StackView,
    pub(super) sample: bool,
}

/// The stack of each goal, as of its newest line.
pub(super) async fn asks(db: &impl ConnectionTrait, goals: &[Goal]) -> Result<Vec<Ask>, DbErr> {
    let sums = sums_of(db, goals.iter().map(|goal| goal.id)).await?;
    let ask = |(at, goal): (usize, &Goal)| {
        let (totals, as_of) = sums.get(&goal.id).copied().unwrap_or_default();
        Ask {
            goal: Link::new(&goal.title, format!("/goals/{}", goal.id)),
            stack: stack_view(&format!("ask-{at}"), &totals, as_of),
            sample: goal.illustrative,
        }
    };
    Ok(goals.iter().enumerate().map(ask).collect())
}
