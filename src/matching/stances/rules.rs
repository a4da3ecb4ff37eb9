//! What an act does to what was thought before, and what of it is on the list.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::{
    entities::match_stances,
    values::{
        Stance, StanceReason,
        typed::{chosen, maybe_date, optional},
    },
    web::FieldErrors,
};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;
/// How far ahead a day to look again may lie.
const FARTHEST: Days = Days::new(3_653);

/// What is thought of a source for one goal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::matching) struct Opinion {
    pub(in crate::matching) stance: Option<Stance>,
    pub(in crate::matching) pinned: bool,
    pub(in crate::matching) reason: Option<(StanceReason, String)>,
    pub(in crate::matching) look_again_on: Option<NaiveDate>,
}

/// One press of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matching) enum Act {
    Shortlist,
    Unlist,
    Pin,
    Unpin,
    /// Takes "not now" or "never" back.
    BringBack,
    SetAside(Aside),
}

/// Why and until when a source leaves the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matching) struct Aside {
    never: bool,
    kind: StanceReason,
    reason: String,
    look_again_on: Option<NaiveDate>,
}

/// As a person types it.
pub(in crate::matching) struct Typed<'a> {
    pub(in crate::matching) stance: &'a str,
    pub(in crate::matching) kind: &'a str,
    pub(in crate::matching) reason: &'a str,
    pub(in crate::matching) look_again_on: &'a str,
}

impl Opinion {
    pub(in crate::matching) fn of(row: &match_stances::Model) -> Self {
        Self {
            stance: row.stance,
            pinned: row.pinned,
            reason: row.reason_kind.map(|kind| (kind, row.reason.clone())),
            look_again_on: row.look_again_on,
        }
    }

    /// For the audit log.
    pub(super) fn facts(&self) -> Value {
        json!({
            "stance": self.stance.map(Stance::as_str),
            "pinned": self.pinned,
            "reason": self.reason.as_ref().map(|(kind, _)| kind.as_str()),
            "words": self.reason.as_ref().map(|(_, words)| words),
            "look_again_on": self.look_again_on.map(|day| day.to_string()),
        })
    }
}

/// Whether this source is off the list on this day.
pub(in crate::matching) fn is_aside(row: &match_stances::Model, today: NaiveDate) -> bool {
    match row.stance {
        Some(Stance::Never) => true,
        Some(Stance::NotNow) => row.look_again_on.is_none_or(|day| today < day),
        Some(Stance::Shortlisted) | None => false,
    }
}

impl Act {
    /// The buttons without fields.
    pub(in crate::matching) fn of(button: &str) -> Option<Self> {
        match button {
            "shortlist" => Some(Self::Shortlist),
            "unlist" => Some(Self::Unlist),
            "pin" => Some(Self::Pin),
            "unpin" => Some(Self::Unpin),
            "bring_back" => Some(Self::BringBack),
            _ => None,
        }
    }

    /// What is thought after it: only what the act speaks of changes.
    pub(in crate::matching) fn after(&self, before: &Opinion) -> Opinion {
        let with = |stance| Opinion {
            stance,
            pinned: before.pinned,
            ..Opinion::default()
        };
        match self {
            Self::Shortlist => with(Some(Stance::Shortlisted)),
            Self::Unlist if before.stance == Some(Stance::Shortlisted) => with(None),
            Self::BringBack if before.stance != Some(Stance::Shortlisted) => with(None),
            Self::Unlist | Self::BringBack => before.clone(),
            Self::Pin | Self::Unpin => Opinion {
                pinned: *self == Self::Pin,
                ..before.clone()
            },
            Self::SetAside(aside) => Opinion {
                stance: Some(if aside.never {
                    Stance::Never
                } else {
                    Stance::NotNow
                }),
                pinned: before.pinned,
                reason: Some((aside.kind, aside.reason.clone())),
                look_again_on: aside.look_again_on,
            },
        }
    }

    /// What was done, as a log says it of a funder and a goal.
    pub(super) fn summary(&self, funder: &str, goal: &str) -> String {
        match self {
            Self::Shortlist => format!("Shortlisted {funder} for “{goal}”"),
            Self::Unlist => format!("Took {funder} off the shortlist of “{goal}”"),
            Self::Pin => format!("Pinned {funder} to the top of “{goal}”"),
            Self::Unpin => format!("Unpinned {funder} from “{goal}”"),
            Self::BringBack => format!("Brought {funder} back to the matches of “{goal}”"),
            Self::SetAside(aside) if aside.never => {
                format!("Set {funder} aside for “{goal}”: never for this goal")
            }
            Self::SetAside(_) => format!("Set {funder} aside for “{goal}”: not now"),
        }
    }

    /// What the person is told, of a funder.
    pub(in crate::matching) fn told(&self, funder: &str) -> String {
        match self {
            Self::Shortlist => format!("{funder} is on the shortlist."),
            Self::Unlist => format!("{funder} is off the shortlist."),
            Self::Pin => format!("{funder} is pinned to the top."),
            Self::Unpin => format!("{funder} is not pinned any more."),
            Self::BringBack => format!("{funder} is back on the list."),
            Self::SetAside(_) => {
                format!("{funder} is set aside for this goal. Bring it back any time.")
            }
        }
    }
}

impl Aside {
    /// Reads the form; what is wrong is said beside each field.
    pub(in crate::matching) fn read(
        typed: &Typed<'_>,
        today: NaiveDate,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let never = match typed.stance {
            "never" => Some(true),
            "not_now" => Some(false),
            _ => {
                errors.add("stance", "Choose not now or never.");
                None
            }
        };
        let kind = errors.keep("reason_kind", chosen(typed.kind, "a reason"));
        let reason = errors.keep(
            "reason",
            optional(typed.reason, "the reason", LONGEST_REASON),
        );
        if kind == Some(StanceReason::Other) && reason.as_deref() == Some("") {
            errors.add("reason", "Say what the other reason is.");
        }
        let day = errors.keep("look_again_on", maybe_date(typed.look_again_on));
        if let Some(Err(told)) = day.flatten().map(|day| ahead(day, never, today)) {
            errors.add("look_again_on", told);
        }
        let read = (|| {
            Some(Self {
                never: never?,
                kind: kind?,
                reason: reason?,
                look_again_on: day?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

fn ahead(day: NaiveDate, never: Option<bool>, today: NaiveDate) -> Result<(), &'static str> {
    if never == Some(true) {
        return Err("Leave this empty: only “not now” ends on a day.");
    }
    if day <= today {
        return Err("Give a day after today.");
    }
    let last = today.checked_add_days(FARTHEST);
    if last.is_some_and(|last| day > last) {
        return Err("Give a day within ten years.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn read(typed: [&str; 4]) -> Result<Aside, FieldErrors> {
        let [stance, kind, reason, look_again_on] = typed;
        let typed = Typed {
            stance,
            kind,
            reason,
            look_again_on,
        };
        Aside::read(&typed, today())
    }

    #[test]
    fn every_field_says_what_is_wrong_with_it() {
        for (typed, field) in [
            (["maybe", "place", "", ""], "stance"),
            (["never", "", "", ""], "reason_kind"),
            (["never", "other", " ", ""], "reason"),
            (["never", "place", "", "2027-03-03"], "look_again_on"),
            (["not_now", "place", "", "2026-11-22"], "look_again_on"),
            (["not_now", "place", "", "2126-11-22"], "look_again_on"),
            (["not_now", "place", "", "soon"], "look_again_on"),
        ] {
            let errors = read(typed).unwrap_err();
            let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
            assert_eq!(fields, [field], "{typed:?}");
        }
        assert!(read(["never", "place", "", ""]).is_ok());
        assert!(read(["not_now", "other", "A merger", "2026-11-23"]).is_ok());
    }

    #[test]
    fn an_act_changes_what_it_says_and_nothing_else() {
        let aside = Act::SetAside(read(["not_now", "amount", "", "2027-03-03"]).unwrap());
        let pinned = Act::Pin.after(&Opinion::default());
        let listed = Act::Shortlist.after(&pinned);
        assert!(listed.pinned && listed.stance == Some(Stance::Shortlisted));
        let gone = aside.after(&listed);
        assert!(gone.pinned && gone.reason.is_some());
        assert_eq!(
            Act::Unlist.after(&gone),
            gone,
            "what is not on the shortlist stays as it is"
        );
        assert_eq!(Act::BringBack.after(&gone), pinned);
        assert_eq!(Act::Unpin.after(&pinned), Opinion::default());
        assert_eq!(Act::BringBack.after(&listed), listed);
    }
}
