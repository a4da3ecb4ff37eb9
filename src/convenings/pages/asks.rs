//! What the goals of a convening still ask for, in the figures of their capital stacks.

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings::store::{self, Goal},
    goals::rules::bar,
    web::views::Link,
};

/// One goal and its gap.
pub(super) struct Ask {
    pub(super) goal: Link,
    /// `$4M`; empty where no money is asked for yet.
    pub(super) gap: String,
    pub(super) sentence: String,
    pub(super) as_of: String,
    pub(super) sample: bool,
}

/// The gap of each goal, as of the newest line of its stack.
pub(super) async fn asks(db: &impl ConnectionTrait, goals: &[Goal]) -> Result<Vec<Ask>, DbErr> {
    let sums = store::asks(db, goals.iter().map(|goal| goal.id)).await?;
    let ask = |goal: &Goal| {
        let found = sums.get(&goal.id);
        let totals = found.map(|(totals, _)| *totals).unwrap_or_default();
        Ask {
            goal: Link::new(&goal.title, format!("/goals/{}", goal.id)),
            gap: if totals.total.is_zero() {
                String::new()
            } else {
                totals.gap.short()
            },
            sentence: bar::sentence(&totals),
            as_of: found
                .map(|(_, day)| day.format("%-d %b %Y").to_string())
                .unwrap_or_default(),
            sample: goal.illustrative,
        }
    };
    Ok(goals.iter().map(ask).collect())
}
