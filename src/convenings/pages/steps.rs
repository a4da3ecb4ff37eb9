//! The steps to a good meeting, and how far this one has come.

use crate::{
    convenings::{
        rules::{Firmness, firmness},
        store::{Convening, Guest},
    },
    values::{ParticipantRole, wall_time},
    web::views::StepView,
};

/// Purpose, guest list, date, calendars, the meeting. What cannot be opened is text.
pub(super) fn steps(convening: &Convening, guests: &[Guest], may_edit: bool) -> Vec<StepView> {
    let path = super::path_of(convening.row.id);
    let plan = &convening.plan;
    let invited = guests
        .iter()
        .filter(|guest| guest.seat.role != ParticipantRole::Host)
        .count();
    let firm = firmness(plan.status);
    let open = may_edit && firm != Firmness::Cancelled;
    let to = |target: String| if open { target } else { String::new() };
    let step = |label, fact, href, state| StepView {
        label,
        fact,
        href,
        state,
    };
    let seats = match guests.len() {
        1 => "1 seat".to_owned(),
        count => format!("{count} seats"),
    };
    let day = wall_time::date(plan.when.local_start.date());
    let date_state = match firm {
        Firmness::Confirmed => "done",
        Firmness::Undated | Firmness::Tentative if invited > 0 => "now",
        _ => "todo",
    };
    let calendars = if firm == Firmness::Confirmed && invited > 0 {
        "now"
    } else {
        "todo"
    };
    vec![
        step(
            "Purpose",
            plan.purpose.label().to_owned(),
            to(format!("{path}/edit")),
            "done",
        ),
        step(
            "Guest list",
            seats,
            to(format!("{path}/guests")),
            if invited > 0 { "done" } else { "now" },
        ),
        step(
            "Date",
            format!("{day}, {}", plan.status.label().to_lowercase()),
            to(if firm == Firmness::Undated {
                format!("{path}/dates")
            } else {
                format!("{path}/edit#f-local_start")
            }),
            date_state,
        ),
        step(
            "Invitations",
            "Review and send".to_owned(),
            to(format!("{path}/outbox")),
            calendars,
        ),
        step("The meeting", day, String::new(), "todo"),
    ]
}
