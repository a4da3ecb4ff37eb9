//! Moving times that people have answered: what it costs is said first, and only a second press does it.

use super::{Dates, words::people};
use crate::{
    entities::date_polls,
    ids::PollOptionId,
    scheduling::polls::{
        rules::{Keep, PollForm, Settings, Slot, keep_question, move_to_zone},
        store::{self, Lost},
    },
    values::PollState,
    web::{Desk, Result},
};

/// Times in place of those that are offered.
pub(super) type Times = Vec<(PollOptionId, Slot)>;

/// What a changed zone or length means for the times.
pub(super) enum Moved {
    Not,
    To(Times),
    /// What to keep was not said.
    Ask([(&'static str, String); 2]),
    Wrong(Vec<String>),
}

/// What changed settings mean for the times that are offered.
pub(super) async fn moved(
    desk: &Desk,
    poll: &date_polls::Model,
    settings: &Settings,
    form: &PollForm,
) -> Result<(Moved, Lost)> {
    let longer = settings.minutes != poll.minutes;
    let nothing = Lost::default();
    if settings.zone == poll.time_zone && !longer {
        return Ok((Moved::Not, nothing));
    }
    let slots = store::slots(&store::option_rows(desk.db(), poll.id).await?)?;
    let Some((_, first)) = slots.first() else {
        return Ok((Moved::Not, nothing));
    };
    let keep = if settings.zone == poll.time_zone {
        Keep::Instant
    } else {
        match Keep::read(&form.zone_change) {
            Some(keep) => keep,
            None => return Ok((Moved::Ask(keep_question(first, &settings.zone)), nothing)),
        }
    };
    let moved = match move_to_zone(&slots, keep, settings.minutes, &settings.zone) {
        Ok(moved) => moved,
        Err(wrong) => return Ok((Moved::Wrong(wrong), nothing)),
    };
    let changed = changed(&slots, &moved);
    if poll.state == PollState::Closed && !changed.is_empty() {
        // Nobody could answer for the new ones.
        let wrong = "People answered for these times, and the poll takes no more answers. Open it again to change their length or their clock";
        return Ok((Moved::Wrong(vec![wrong.to_owned()]), nothing));
    }
    let lost = lost(desk, poll, &changed).await?;
    Ok((Moved::To(moved), lost))
}

/// Which of these become times at another moment.
pub(super) fn changed(before: &Times, after: &Times) -> Vec<PollOptionId> {
    let both = before.iter().zip(after);
    both.filter(|((_, old), (_, new))| (old.starts, old.ends) != (new.starts, new.ends))
        .map(|((id, _), _)| *id)
        .collect()
}

/// What is lost with these times; nothing before the poll was opened, when they just move.
pub(super) async fn lost(
    desk: &Desk,
    poll: &date_polls::Model,
    times: &[PollOptionId],
) -> Result<Lost> {
    if poll.opened_at.is_none() || times.is_empty() {
        return Ok(Lost::default());
    }
    Ok(store::lost_with(desk.db(), poll.id, times).await?)
}

/// What a move costs, in words; nothing where nobody loses an answer.
pub(super) fn cost(lost: Lost) -> Option<String> {
    let answers = match lost.answers {
        0 => return None,
        1 => "1 answer".to_owned(),
        many => format!("{many} answers"),
    };
    let times = match lost.times {
        1 => "1 time".to_owned(),
        many => format!("{many} times"),
    };
    let many = usize::try_from(lost.people).unwrap_or(usize::MAX);
    let verb = if lost.answers == 1 { "counts" } else { "count" };
    let are = if many == 1 { "is" } else { "are" };
    Some(format!(
        "{answers} to {times} no longer {verb}: at another moment it is another time. {} who answered {are} asked again, once you have seen the mail",
        people(many)
    ))
}

/// Where to go once times were moved: to the question who is asked again, where anybody lost an answer.
pub(super) fn afterwards(dates: &Dates, lost: Lost) -> String {
    if lost.answers > 0 {
        format!("{}/asking", dates.path())
    } else {
        dates.path()
    }
}
