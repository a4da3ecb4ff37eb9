//! The hours a file says its zone keeps, for zones that nobody else knows ("Customized Time Zone").

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarFrequency, ICalendarProperty,
    ICalendarRecurrenceRule, ICalendarValue, ICalendarWeekday,
};
use jiff::{Timestamp, ToSpan, civil};

use super::times;

/// The most observances of one zone that are looked at.
const MOST: usize = 200;

/// The instant of a local time by the file's VTIMEZONE of this name.
pub(super) fn instant(local: civil::DateTime, zone: &str, file: &ICalendar) -> Option<Timestamp> {
    let zone = file.components.iter().find(|part| {
        part.component_type == ICalendarComponentType::VTimezone
            && text(part, &ICalendarProperty::Tzid) == Some(zone)
    })?;
    let observances: Vec<Observance> = zone
        .component_ids
        .iter()
        .take(MOST)
        .filter_map(|id| file.components.get(usize::try_from(*id).ok()?))
        .filter_map(Observance::read)
        .collect();
    let in_force = observances
        .iter()
        .filter_map(|each| Some((each.latest_onset(local)?, each.to)))
        .max_by_key(|(onset, _)| *onset)
        .map(|(_, to)| to);
    let first = || {
        let first = observances.iter().min_by_key(|each| each.start)?;
        Some(first.from)
    };
    times::at_offset(local, in_force.or_else(first)?)
}

fn text<'a>(part: &'a ICalendarComponent, property: &ICalendarProperty) -> Option<&'a str> {
    part.property(property)?.values.first()?.as_text()
}

/// STANDARD or DAYLIGHT: from when on which offset.
struct Observance {
    start: civil::DateTime,
    from: i64,
    to: i64,
    rule: Option<ICalendarRecurrenceRule>,
    dates: Vec<civil::DateTime>,
}

impl Observance {
    fn read(part: &ICalendarComponent) -> Option<Self> {
        let written =
            |property: &ICalendarProperty| match part.property(property)?.values.first()? {
                ICalendarValue::PartialDateTime(written) => Some(written),
                _ => None,
            };
        let offset = |property: &ICalendarProperty| {
            let written = written(property)?;
            let seconds = i64::from(written.tz_hour?) * 3_600
                + i64::from(written.tz_minute.unwrap_or(0)) * 60;
            Some(if written.tz_minus { -seconds } else { seconds })
        };
        let dates = part
            .properties(&ICalendarProperty::Rdate)
            .flat_map(|entry| &entry.values)
            .filter_map(|value| match value {
                ICalendarValue::PartialDateTime(written) => times::local(written),
                _ => None,
            })
            .take(MOST)
            .collect();
        let rule = part.property(&ICalendarProperty::Rrule);
        let rule = rule.and_then(|entry| match entry.values.first()? {
            ICalendarValue::RecurrenceRule(rule) => Some((**rule).clone()),
            _ => None,
        });
        Some(Self {
            start: times::local(written(&ICalendarProperty::Dtstart)?)?,
            from: offset(&ICalendarProperty::Tzoffsetfrom)?,
            to: offset(&ICalendarProperty::Tzoffsetto)?,
            rule,
            dates,
        })
    }

    /// When it last began at or before a local time.
    fn latest_onset(&self, local: civil::DateTime) -> Option<civil::DateTime> {
        let yearly = self
            .rule
            .iter()
            .filter(|rule| rule.freq == ICalendarFrequency::Yearly)
            .flat_map(|rule| [local.year() - 1, local.year()].map(|year| self.onset(rule, year)))
            .flatten();
        yearly
            .chain(self.dates.iter().copied())
            .chain([self.start])
            .filter(|onset| *onset >= self.start && *onset <= local)
            .max()
    }

    fn onset(&self, rule: &ICalendarRecurrenceRule, year: i16) -> Option<civil::DateTime> {
        let month = rule.bymonth.first().map_or(self.start.month(), |month| {
            i8::try_from(month.month()).unwrap_or(0)
        });
        let first = civil::Date::new(year, month, 1).ok()?;
        let date = match (rule.byday.first(), rule.bymonthday.as_slice()) {
            // "The first Sunday on or after the 8th" is written as a span of days.
            (Some(day), days) if !days.is_empty() => days
                .iter()
                .filter_map(|number| civil::Date::new(year, month, *number).ok())
                .find(|date| date.weekday() == weekday(day.weekday))?,
            (Some(day), _) => {
                let nth = i8::try_from(day.ordwk.unwrap_or(1)).ok()?;
                first.nth_weekday_of_month(nth, weekday(day.weekday)).ok()?
            }
            (None, [number, ..]) => civil::Date::new(year, month, *number).ok()?,
            (None, []) => civil::Date::new(year, month, self.start.day()).ok()?,
        };
        let onset = date.to_datetime(self.start.time());
        let until = rule.until.as_ref().and_then(times::local);
        // UNTIL is in UTC: a day's leeway, as no zone changes twice within one.
        let over = until
            .and_then(|until| until.checked_add(1.day()).ok())
            .is_some_and(|until| onset > until);
        (!over).then_some(onset)
    }
}

fn weekday(day: ICalendarWeekday) -> civil::Weekday {
    match day {
        ICalendarWeekday::Sunday => civil::Weekday::Sunday,
        ICalendarWeekday::Monday => civil::Weekday::Monday,
        ICalendarWeekday::Tuesday => civil::Weekday::Tuesday,
        ICalendarWeekday::Wednesday => civil::Weekday::Wednesday,
        ICalendarWeekday::Thursday => civil::Weekday::Thursday,
        ICalendarWeekday::Friday => civil::Weekday::Friday,
        ICalendarWeekday::Saturday => civil::Weekday::Saturday,
    }
}
