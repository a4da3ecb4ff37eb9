//! A wish that is not fulfilled, in words.

use super::{
    Meetings,
    words::{Pill, list, round_time, wish_pill},
};
use crate::meetings::rules::{Cost, Unmet, Why};

/// A wish that is not fulfilled.
pub(super) struct Line {
    pub(super) team: String,
    pub(super) funder: String,
    pub(super) team_id: String,
    pub(super) funder_id: String,
    pub(super) team_wish: Pill,
    pub(super) funder_wish: Pill,
    pub(super) why: String,
    /// What holding it would cost; empty where it cannot be held.
    pub(super) cost: String,
    pub(super) may_hold: bool,
}

pub(super) fn line(meetings: &Meetings, it: &Unmet) -> Line {
    let of = &meetings.of;
    let (team, funder) = (of.name(it.team), of.name(it.funder));
    let silent = if it.team_wish.is_none() { team } else { funder };
    let why = match &it.why {
        Why::NoPlace(reason) => reason.sentence(|number| {
            let party = of.taking_part.get(number);
            party.map_or_else(String::new, |party| party.name.clone())
        }),
        Why::OneSided => format!("{silent} has not asked for it."),
        Why::Refused => "One of them said no thanks. The other is not told.".to_owned(),
        Why::NoTable => "Too few or too many wish to sit with this team at one time.".to_owned(),
    };
    Line {
        team: team.to_owned(),
        funder: funder.to_owned(),
        team_id: it.team.to_string(),
        funder_id: it.funder.to_string(),
        team_wish: wish_pill(it.team_wish),
        funder_wish: wish_pill(it.funder_wish),
        why,
        cost: it
            .cost
            .as_ref()
            .map_or_else(String::new, |cost| told(meetings, cost)),
        may_hold: it.may_hold(),
    }
}

/// What holding it would cost, in words.
fn told(meetings: &Meetings, cost: &Cost) -> String {
    let of = &meetings.of;
    let zone = &meetings.convening.row.time_zone;
    let time = round_time(&of.rounds, cost.round, zone);
    let pair = |(team, funders): &(_, Vec<_>)| {
        let funders: Vec<&str> = funders.iter().map(|id| of.name(*id)).collect();
        format!("{} with {}", of.name(*team), list(&funders))
    };
    let ousted: Vec<String> = cost.instead_of.iter().map(pair).collect();
    let mut said = if ousted.is_empty() {
        format!("Could be at {time}; nobody else has to give way.")
    } else {
        format!("Could be at {time} instead of: {}.", ousted.join("; "))
    };
    if cost.ousts_must {
        said.push_str(" One of these has to be held and would need another round.");
    }
    let breaks = match cost.breaks {
        0 => String::new(),
        more if more > 0 => format!(" {more} more breaks."),
        less => format!(" {} fewer breaks.", -less),
    };
    said + &breaks
}
