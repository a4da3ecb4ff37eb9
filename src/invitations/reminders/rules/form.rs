//! The form of a reminder.

use serde::Deserialize;

use crate::{
    entities::reminders,
    invitations::sending::unknown,
    values::{
        ReminderAnchor, ReminderAudience,
        typed::{chosen, line, required},
    },
    web::{FieldErrors, views::Choice},
};

/// The furthest a reminder is from its date: 60 days.
pub(in crate::invitations) const LONGEST_MINUTES: i32 = 60 * 24 * 60;

/// Minutes of each unit.
const UNITS: [(&str, &str, i32); 3] = [
    ("days", "Days", 24 * 60),
    ("hours", "Hours", 60),
    ("minutes", "Minutes", 1),
];

/// A reminder as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::invitations) struct ReminderForm {
    pub(in crate::invitations) count: String,
    pub(in crate::invitations) unit: String,
    /// `before` or `after`.
    pub(in crate::invitations) side: String,
    pub(in crate::invitations) anchor: String,
    pub(in crate::invitations) audience: String,
    pub(in crate::invitations) subject: String,
    pub(in crate::invitations) body: String,
    pub(in crate::invitations) version: String,
}

/// The same, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Told {
    pub(in crate::invitations) anchor: ReminderAnchor,
    pub(in crate::invitations) minutes: i32,
    pub(in crate::invitations) audience: ReminderAudience,
    pub(in crate::invitations) subject: String,
    pub(in crate::invitations) body: String,
}

impl ReminderForm {
    pub(in crate::invitations) fn of(row: &reminders::Model) -> Self {
        let minutes = row.minutes.unsigned_abs();
        let unit = UNITS
            .iter()
            .find(|(_, _, each)| minutes.is_multiple_of(each.unsigned_abs()))
            .unwrap_or(&UNITS[0]);
        Self {
            count: (minutes / unit.2.unsigned_abs()).to_string(),
            unit: unit.0.to_owned(),
            side: (if row.minutes > 0 { "after" } else { "before" }).to_owned(),
            anchor: row.anchor.to_string(),
            audience: row.audience.to_string(),
            subject: row.subject.clone(),
            body: row.body.clone(),
            version: row.version.to_string(),
        }
    }

    /// What was meant; what is wrong goes to `errors`.
    pub(in crate::invitations) fn read(&self, errors: &mut FieldErrors) -> Option<Told> {
        let minutes = errors.keep("count", self.minutes());
        let anchor = errors.keep("anchor", chosen(&self.anchor, "the date it counts from"));
        let audience = errors.keep("audience", chosen(&self.audience, "who gets it"));
        let subject = errors.keep("subject", line(&self.subject, "a subject", 150));
        let body = errors.keep("body", required(&self.body, "what the mail says", 4_000));
        for (field, text) in [("subject", &subject), ("body", &body)] {
            if let Some(name) = text.as_ref().and_then(|text| unknown(text)) {
                errors.add(
                    field,
                    format!(
                        "{{{name}}} stands for nothing. Use one of those listed, or leave it out"
                    ),
                );
            }
        }
        if !errors.is_empty() {
            return None;
        }
        Some(Told {
            anchor: anchor?,
            minutes: minutes?,
            audience: audience?,
            subject: subject?,
            body: body?,
        })
    }

    fn minutes(&self) -> Result<i32, String> {
        let wrong = || "Type a whole number, such as 3".to_owned();
        let count: i32 = self.count.trim().parse().map_err(|_| wrong())?;
        let unit = UNITS.iter().find(|(code, _, _)| *code == self.unit);
        let (_, _, each) = unit.ok_or("Choose days, hours or minutes")?;
        let minutes = count.checked_mul(*each).ok_or_else(wrong)?;
        if count < 0 {
            return Err(wrong());
        }
        if minutes > LONGEST_MINUTES {
            return Err("A reminder goes out within 60 days of its date".to_owned());
        }
        match self.side.as_str() {
            "before" => Ok(-minutes),
            "after" => Ok(minutes),
            _ => Err("Choose before or after".to_owned()),
        }
    }
}

/// The units on offer.
pub(in crate::invitations) fn units(held: &str) -> Vec<Choice> {
    UNITS
        .iter()
        .map(|(code, label, _)| Choice::new(*code, *label, *code == held))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> ReminderForm {
        ReminderForm {
            count: "3".into(),
            unit: "days".into(),
            side: "before".into(),
            anchor: "start".into(),
            audience: "coming".into(),
            subject: "Soon: {title}".into(),
            body: "See you {when}.".into(),
            version: String::new(),
        }
    }

    fn refused(change: impl Fn(&mut ReminderForm)) -> Vec<&'static str> {
        let (mut form, mut errors) = (sound(), FieldErrors::default());
        change(&mut form);
        assert_eq!(form.read(&mut errors), None);
        errors.iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_sound_form_is_read() {
        let told = sound().read(&mut FieldErrors::default()).unwrap();
        assert_eq!((told.minutes, told.anchor), (-4_320, ReminderAnchor::Start));
        let after = ReminderForm {
            side: "after".into(),
            unit: "hours".into(),
            ..sound()
        };
        assert_eq!(
            after.read(&mut FieldErrors::default()).unwrap().minutes,
            180
        );
    }

    #[test]
    fn what_is_wrong_is_said_beside_the_field() {
        assert_eq!(refused(|form| form.count = "many".into()), ["count"]);
        assert_eq!(refused(|form| form.count = "-1".into()), ["count"]);
        assert_eq!(refused(|form| form.count = "61".into()), ["count"]);
        assert_eq!(refused(|form| form.count = "2147483647".into()), ["count"]);
        assert_eq!(refused(|form| form.unit = "weeks".into()), ["count"]);
        assert_eq!(refused(|form| form.anchor = "noon".into()), ["anchor"]);
        assert_eq!(refused(|form| form.subject = "{nam}".into()), ["subject"]);
        assert_eq!(
            refused(|form| *form = ReminderForm::default()),
            ["count", "anchor", "audience", "subject", "body"]
        );
    }
}
