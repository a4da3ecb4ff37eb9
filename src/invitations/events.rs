//! From a convening to a calendar event: the same facts for the download and for the feed, so that a
//! calendar that has both shows one event.

use jiff::Timestamp;

use crate::{
    convenings::{
        ForCalendar,
        rules::{Firmness, calendar_entry, firmness},
    },
    invitations::calendar::{CalendarEvent, EventStatus},
    values::time_convert::{TimeOutOfRange, to_timestamp},
};

/// The event as an invited guest's calendar gets it, stamped with the moment of this message. It has no link of the
/// guest's own: calendars are shared with colleagues, and such a link answers in their name.
pub(super) fn invited(of: &ForCalendar, stamp: Timestamp) -> Result<CalendarEvent, TimeOutOfRange> {
    let mut event = event(of, String::new())?;
    event.description = guest_description(of);
    event.url = None;
    event.dtstamp = stamp;
    Ok(event)
}

/// The question for the room, and how to answer.
fn guest_description(of: &ForCalendar) -> String {
    const ANSWER: &str = "Please answer with the link in the mail that brought this entry.";
    let sample = if of.convening.row.illustrative {
        "Sample data: this meeting is made up."
    } else {
        ""
    };
    let parts = [sample, &of.convening.plan.summary, ANSWER];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The event of one convening; `page` is the address of its page.
pub(super) fn event(of: &ForCalendar, page: String) -> Result<CalendarEvent, TimeOutOfRange> {
    let (row, plan) = (&of.convening.row, &of.convening.plan);
    let entry = calendar_entry(plan, of.place.as_deref(), &page, row.illustrative);
    let status = match firmness(plan.status) {
        Firmness::Undated | Firmness::Tentative => EventStatus::Tentative,
        Firmness::Confirmed => EventStatus::Confirmed,
        Firmness::Cancelled => EventStatus::Cancelled,
    };
    Ok(CalendarEvent {
        uid: row.uid.clone(),
        sequence: u32::try_from(row.sequence).unwrap_or_default(),
        dtstamp: to_timestamp(row.stamped_at)?,
        last_modified: to_timestamp(row.modified_at)?,
        start_utc: plan.when.starts,
        end_utc: plan.when.ends,
        local_start: plan.when.local_start,
        local_end: plan.when.local_end,
        zone: plan.when.zone.clone(),
        summary: entry.title,
        description: entry.description,
        location: entry.location,
        url: Some(page),
        online_link: Some(plan.join_link().to_owned()).filter(|link| !link.is_empty()),
        status,
    })
}

/// The same event as a guest's own feed shows it: without the page that only staff can open.
pub(super) fn for_guests(of: &ForCalendar) -> Result<CalendarEvent, TimeOutOfRange> {
    Ok(CalendarEvent {
        description: of.convening.plan.summary.clone(),
        url: None,
        ..event(of, String::new())?
    })
}
