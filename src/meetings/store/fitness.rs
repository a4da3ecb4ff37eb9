//! Whether a plan can still be held: looked at inside the transaction that would show it to guests.

use sea_orm::{ConnectionTrait, DbErr};

use super::{Gathered, gathered::gathered, places::held_in};
use crate::{
    convenings,
    entities::meeting_rooms,
    ids::MeetingPlanId,
    meetings::rules::{Lost, lost},
    values::ConveningStatus,
};

/// How many meetings a refusal names.
const NAMED: usize = 3;

const OUTSIDE: &str = "Some rounds lie outside the time of the convening. Take the plan back to a draft, change the sessions in the setup, and plan again";

/// Why a plan may not be shown, in a sentence; nothing where it can be held as it is.
pub(super) async fn unfit(
    db: &impl ConnectionTrait,
    room: &meeting_rooms::Model,
    plan: Option<MeetingPlanId>,
) -> Result<Option<String>, DbErr> {
    let Some(convening) = convenings::by_id(db, room.convening_id).await? else {
        return Ok(None);
    };
    if convening.row.status == ConveningStatus::Cancelled {
        return Ok(Some("This convening is cancelled".to_owned()));
    }
    let of = gathered(db, room.clone()).await?;
    let when = &convening.plan.when;
    let mut rounds = of.rounds.iter();
    if rounds.any(|round| round.starts < when.starts || round.ends > when.ends) {
        return Ok(Some(OUTSIDE.to_owned()));
    }
    let planned = held_in(db, &of, plan).await?;
    let open = of.open_tables().map(|table| table.id).collect();
    let lost = lost(&of.question(), &open, &planned);
    Ok((!lost.is_empty()).then(|| told(&of, &lost)))
}

fn told(of: &Gathered, lost: &[Lost]) -> String {
    let named = lost.iter().take(NAMED).map(|it| {
        let (team, funder) = (of.name(it.team), of.name(it.funder));
        format!("{team} with {funder} ({})", it.why.label())
    });
    let named: Vec<String> = named.collect();
    let more = lost.len() - named.len();
    let more = if more == 0 {
        String::new()
    } else {
        format!("; and {more} more")
    };
    format!(
        "These meetings cannot be held any more: {}{more}. Plan again",
        named.join("; ")
    )
}
