//! What two sides' wishes come to.

use crate::values::{MeetingOrder, MeetingWish};

/// How a team and a funder stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both must meet, or staff hold it in any case.
    Must,
    /// Both wish it, and it is worth this.
    Wanted(u32),
    /// Only one of them wishes it.
    OneSided,
    /// One of them wishes it, and the other said no thanks.
    Refused,
    /// Nobody wishes it.
    Silent,
    /// Staff called it off.
    Off,
}

const fn worth(wish: MeetingWish) -> u32 {
    match wish {
        MeetingWish::Must => 100,
        MeetingWish::Meet => 50,
        MeetingWish::No => 0,
    }
}

/// A meeting is worth the root of what it is worth to both, so a wish of one side alone counts for nothing.
#[must_use]
pub fn standing(
    team: Option<MeetingWish>,
    funder: Option<MeetingWish>,
    order: Option<MeetingOrder>,
) -> Standing {
    use MeetingWish::{Meet, Must, No};
    match (order, team, funder) {
        (Some(MeetingOrder::Off), _, _) => Standing::Off,
        (_, Some(No), None | Some(No)) | (_, None, Some(No)) | (None, None, None) => {
            Standing::Silent
        }
        (_, Some(No), _) | (_, _, Some(No)) => Standing::Refused,
        (Some(MeetingOrder::Hold), _, _) | (None, Some(Must), Some(Must)) => Standing::Must,
        (None, Some(one), Some(other)) => Standing::Wanted((worth(one) * worth(other)).isqrt()),
        (None, Some(Must | Meet), None) | (None, None, Some(Must | Meet)) => Standing::OneSided,
    }
}

/// Whether staff may hold it in any case: nobody is made to meet whom they said no thanks to.
#[must_use]
pub fn may_hold(team: Option<MeetingWish>, funder: Option<MeetingWish>) -> bool {
    team != Some(MeetingWish::No) && funder != Some(MeetingWish::No)
}

#[cfg(test)]
mod tests {
    use super::*;
    use MeetingWish::{Meet, Must, No};

    #[test]
    fn a_wish_of_one_side_counts_nothing_unless_staff_hold_it() {
        assert_eq!(standing(Some(Must), None, None), Standing::OneSided);
        assert_eq!(standing(None, Some(Meet), None), Standing::OneSided);
        assert_eq!(
            standing(None, Some(Meet), Some(MeetingOrder::Hold)),
            Standing::Must
        );
        assert_eq!(standing(None, None, None), Standing::Silent);
    }

    #[test]
    fn both_sides_weigh() {
        assert_eq!(standing(Some(Must), Some(Must), None), Standing::Must);
        assert_eq!(standing(Some(Must), Some(Meet), None), Standing::Wanted(70));
        assert_eq!(standing(Some(Meet), Some(Meet), None), Standing::Wanted(50));
    }

    #[test]
    fn no_thanks_is_never_overruled() {
        for order in [None, Some(MeetingOrder::Hold)] {
            assert_eq!(standing(Some(Must), Some(No), order), Standing::Refused);
            assert_eq!(standing(Some(No), Some(No), order), Standing::Silent);
            assert_eq!(standing(None, Some(No), order), Standing::Silent);
        }
        assert!(!may_hold(Some(No), None) && !may_hold(None, Some(No)) && may_hold(None, None));
        assert_eq!(
            standing(Some(Must), Some(Must), Some(MeetingOrder::Off)),
            Standing::Off
        );
    }
}
