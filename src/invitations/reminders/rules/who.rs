//! Who gets a reminder, and why somebody does not.

use chrono::{DateTime, TimeDelta, Utc};

use crate::values::{InvitationState, Partstat, ReminderAudience, SuppressionKind};

/// How many reminders of a convening one guest gets at most, unless staff say otherwise.
pub(in crate::invitations) const MOST: i32 = 4;

/// The least time between two reminders to one guest.
const APART: TimeDelta = TimeDelta::hours(24);

/// A guest, as far as reminders are concerned.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Guest {
    pub(in crate::invitations) state: InvitationState,
    pub(in crate::invitations) partstat: Partstat,
    pub(in crate::invitations) is_chair: bool,
    pub(in crate::invitations) sample: bool,
    /// Whether anything was ever mailed to them about it.
    pub(in crate::invitations) told: bool,
    pub(in crate::invitations) came: bool,
    pub(in crate::invitations) do_not_contact: bool,
    pub(in crate::invitations) suppressed: Option<SuppressionKind>,
    /// Reminders of this convening they were sent.
    pub(in crate::invitations) reminded: i32,
    pub(in crate::invitations) last_reminded: Option<DateTime<Utc>>,
    /// Whether they were sent this very one.
    pub(in crate::invitations) had_this: bool,
}

/// How many, and whether anybody was checked in.
#[derive(Clone, Copy, Debug)]
pub(in crate::invitations) struct Limits {
    pub(in crate::invitations) most: i32,
    /// Where nobody was checked in, those who said they come count as having come.
    pub(in crate::invitations) door_was_kept: bool,
}

/// Why a guest does not get a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Why {
    NotInvited,
    Host,
    Sample,
    OtherAnswer,
    HadThis,
    Suppressed(SuppressionKind),
    DoNotContact,
    Enough,
    TooSoon,
}

impl Why {
    /// In words, for the preview.
    pub(in crate::invitations) fn words(self) -> String {
        match self {
            Self::NotInvited => "Not invited by mail yet".to_owned(),
            Self::Host => "Hosts it".to_owned(),
            Self::Sample => "Sample data: no mail is sent".to_owned(),
            Self::OtherAnswer => "Not among those it is for".to_owned(),
            Self::HadThis => "Had this reminder".to_owned(),
            Self::Suppressed(kind) => {
                format!("Not written to: {}", kind.label().to_lowercase())
            }
            Self::DoNotContact => "Asked not to be contacted".to_owned(),
            Self::Enough => "Had as many reminders as a guest gets".to_owned(),
            Self::TooSoon => "Had a reminder in the last 24 hours".to_owned(),
        }
    }
}

/// Whether a reminder for this audience is meant for the guest.
pub(in crate::invitations) fn wants(
    audience: ReminderAudience,
    guest: &Guest,
    door_was_kept: bool,
) -> bool {
    use Partstat::{Accepted, Declined, Delegated, NeedsAction, Tentative};
    match audience {
        ReminderAudience::Silent => guest.partstat == NeedsAction,
        ReminderAudience::Maybe => guest.partstat == Tentative,
        ReminderAudience::Came if door_was_kept => guest.came,
        ReminderAudience::Coming | ReminderAudience::Came => guest.partstat == Accepted,
        ReminderAudience::Everybody => !matches!(guest.partstat, Declined | Delegated),
    }
}

/// Whether the guest gets the reminder now, or why not. What is said first is what would be mended first.
pub(in crate::invitations) fn may_get(
    audience: ReminderAudience,
    guest: &Guest,
    limits: Limits,
    now: DateTime<Utc>,
) -> Result<(), Why> {
    let checks = [
        (
            guest.state != InvitationState::Invited || !guest.told,
            Why::NotInvited,
        ),
        (guest.is_chair, Why::Host),
        (
            !wants(audience, guest, limits.door_was_kept),
            Why::OtherAnswer,
        ),
        (guest.sample, Why::Sample),
        (guest.had_this, Why::HadThis),
        (guest.do_not_contact, Why::DoNotContact),
        (guest.reminded >= limits.most, Why::Enough),
        (
            guest.last_reminded.is_some_and(|last| now - last < APART),
            Why::TooSoon,
        ),
    ];
    if let Some(kind) = guest
        .suppressed
        .filter(|_| wants(audience, guest, limits.door_was_kept))
    {
        return Err(Why::Suppressed(kind));
    }
    match checks.into_iter().find(|(hindered, _)| *hindered) {
        Some((_, why)) => Err(why),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2027-03-01T12:00:00Z".parse().unwrap()
    }

    fn silent() -> Guest {
        Guest {
            state: InvitationState::Invited,
            partstat: Partstat::NeedsAction,
            is_chair: false,
            sample: false,
            told: true,
            came: false,
            do_not_contact: false,
            suppressed: None,
            reminded: 0,
            last_reminded: None,
            had_this: false,
        }
    }

    const LIMITS: Limits = Limits {
        most: MOST,
        door_was_kept: true,
    };

    fn asked(change: impl Fn(&mut Guest)) -> Result<(), Why> {
        let mut guest = silent();
        change(&mut guest);
        may_get(ReminderAudience::Silent, &guest, LIMITS, now())
    }

    #[test]
    fn only_the_silent_are_asked_again() {
        assert_eq!(asked(|_| {}), Ok(()));
        for answered in [
            Partstat::Accepted,
            Partstat::Tentative,
            Partstat::Declined,
            Partstat::Delegated,
        ] {
            assert_eq!(
                asked(|guest| guest.partstat = answered),
                Err(Why::OtherAnswer)
            );
        }
    }

    #[test]
    fn nobody_who_was_never_invited_or_is_removed_is_reminded() {
        assert_eq!(asked(|guest| guest.told = false), Err(Why::NotInvited));
        for state in [
            InvitationState::Planned,
            InvitationState::Waiting,
            InvitationState::Removed,
        ] {
            assert_eq!(asked(|guest| guest.state = state), Err(Why::NotInvited));
        }
        assert_eq!(asked(|guest| guest.sample = true), Err(Why::Sample));
        assert_eq!(asked(|guest| guest.is_chair = true), Err(Why::Host));
    }

    #[test]
    fn the_cap_and_the_day_between_hold() {
        assert_eq!(asked(|guest| guest.reminded = 3), Ok(()));
        assert_eq!(asked(|guest| guest.reminded = 4), Err(Why::Enough));
        let hours = |hours| Some(now() - TimeDelta::hours(hours));
        assert_eq!(
            asked(|guest| guest.last_reminded = hours(23)),
            Err(Why::TooSoon)
        );
        assert_eq!(asked(|guest| guest.last_reminded = hours(24)), Ok(()));
        assert_eq!(asked(|guest| guest.had_this = true), Err(Why::HadThis));
    }

    #[test]
    fn who_is_not_written_to_is_not_reminded() {
        for kind in SuppressionKind::ALL {
            assert_eq!(
                asked(|guest| guest.suppressed = Some(*kind)),
                Err(Why::Suppressed(*kind))
            );
        }
        assert_eq!(
            asked(|guest| guest.do_not_contact = true),
            Err(Why::DoNotContact)
        );
    }

    #[test]
    fn thanks_go_to_those_who_came_or_said_they_would_where_no_door_was_kept() {
        let mut guest = silent();
        guest.partstat = Partstat::Accepted;
        assert!(!wants(ReminderAudience::Came, &guest, true));
        assert!(wants(ReminderAudience::Came, &guest, false));
        guest.came = true;
        assert!(wants(ReminderAudience::Came, &guest, true));
        assert!(wants(ReminderAudience::Everybody, &guest, true));
    }
}
