//! The life of a registration.
//!
//! Unconfirmed until the person presses the button in the confirm page, then in the review queue until staff accept,
//! link or decline it. A decision can be put back in the queue; what was never confirmed expires and is purged.

use crate::values::RegistrationStatus::{
    self, Accepted, Confirmed, Declined, Expired, Linked, Unconfirmed,
};

/// Days a registration may stay unconfirmed before it expires and its row is removed.
pub const UNCONFIRMED_DAYS: i64 = 7;

/// A move the registration's status does not allow, in words for the person who tried it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// The person has not confirmed.
    #[error("This registration is not confirmed yet, so it cannot be reviewed.")]
    Unconfirmed,
    /// The time to confirm has passed.
    #[error("This registration was not confirmed within 7 days and has expired.")]
    Expired,
    /// Somebody has decided already.
    #[error(
        "This registration has been reviewed already. Put it back in the queue to change the decision."
    )]
    Reviewed,
    /// It is in the queue already.
    #[error("This registration is confirmed already.")]
    AlreadyConfirmed,
}

/// The status after the move, or why it may not be made. Moving to the status it has is refused too, so a second
/// reviewer learns that the first was faster.
pub fn advance(
    from: RegistrationStatus,
    to: RegistrationStatus,
) -> Result<RegistrationStatus, NotAllowed> {
    match (from, to) {
        (Unconfirmed, Confirmed | Expired)
        | (Confirmed, Accepted | Linked | Declined)
        | (Accepted | Linked | Declined, Confirmed) => Ok(to),
        (Unconfirmed, _) => Err(NotAllowed::Unconfirmed),
        (Confirmed, _) => Err(NotAllowed::AlreadyConfirmed),
        (Expired, _) => Err(NotAllowed::Expired),
        (Accepted | Linked | Declined, _) => Err(NotAllowed::Reviewed),
    }
}

/// True while a reviewer still has to decide.
pub const fn is_open(status: RegistrationStatus) -> bool {
    matches!(status, Confirmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_these_moves_are_allowed() {
        let mut allowed = Vec::new();
        for from in RegistrationStatus::ALL {
            for to in RegistrationStatus::ALL {
                if advance(*from, *to).is_ok() {
                    allowed.push(format!("{from} to {to}"));
                }
            }
        }
        assert_eq!(
            allowed,
            [
                "unconfirmed to confirmed",
                "unconfirmed to expired",
                "confirmed to accepted",
                "confirmed to linked",
                "confirmed to declined",
                "accepted to confirmed",
                "linked to confirmed",
                "declined to confirmed",
            ]
        );
    }

    #[test]
    fn the_second_reviewer_learns_of_the_first() {
        assert_eq!(advance(Accepted, Declined), Err(NotAllowed::Reviewed));
        assert_eq!(advance(Expired, Confirmed), Err(NotAllowed::Expired));
    }
}
