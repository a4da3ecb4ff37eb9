//! From draft to met: which moves a goal's standing can make, and who makes them. Only the table adopts.

use crate::values::GoalStatus;

/// Who asks for a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// Staff who edit.
    Editor,
    /// Staff who edit a goal that its table has adopted.
    EditorOfAdopted,
    /// Who leads the goal's own partnership.
    Lead,
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMove {
    #[error("Only the table adopts a goal: a lead of its partnership does it, on the goal's page.")]
    OnlyTheTable,
    #[error("A goal cannot go there from where it stands.")]
    NotFromHere,
}

/// Whether `who` may move a goal from one standing to another. Staying is no move and always allowed.
pub fn may_move(from: GoalStatus, to: GoalStatus, who: Mover) -> Result<(), NoMove> {
    use GoalStatus as S;
    if from == to {
        return Ok(());
    }
    let undone = from == S::Retired && who == Mover::EditorOfAdopted;
    let tables =
        to == S::Adopted || (matches!(to, S::Proposed | S::Draft) && (tracked(from) || undone));
    if tables && who != Mover::Lead {
        return Err(NoMove::OnlyTheTable);
    }
    let open = match to {
        S::Draft => matches!(from, S::Proposed | S::Retired),
        S::Proposed => from == S::Draft || tracked(from),
        S::Adopted => from == S::Proposed,
        S::OnTrack | S::OffTrack => tracked(from) || from == S::Met,
        S::Met => tracked(from),
        S::Retired => true,
    };
    if open {
        Ok(())
    } else {
        Err(NoMove::NotFromHere)
    }
}

/// Adopted, and watched since.
pub const fn tracked(status: GoalStatus) -> bool {
    matches!(
        status,
        GoalStatus::Adopted | GoalStatus::OnTrack | GoalStatus::OffTrack
    )
}

/// Where this person may move it from here, in the order of the list; adopting is an act of its own and not among them.
pub fn moves(from: GoalStatus, who: Mover) -> Vec<GoalStatus> {
    let all = GoalStatus::ALL.iter().copied();
    all.filter(|to| *to != from && *to != GoalStatus::Adopted && may_move(from, *to, who).is_ok())
        .collect()
}

/// Whether the adoption still stands at this status; a goal sent back to the table has to be adopted anew.
pub const fn stays_adopted(status: GoalStatus) -> bool {
    !matches!(status, GoalStatus::Draft | GoalStatus::Proposed)
}

/// How history calls a change of the goal's headline number, of another of its numbers, and another choice of headline.
pub const HEADLINE_CHANGED: &str = "changed an indicator";
pub const OTHER_NUMBER_CHANGED: &str = "changed another indicator";
pub const HEADLINE_CHOSEN: &str = "chose the headline";

/// What a number promises.
const OF_A_NUMBER: &[&str] = &[
    "measured",
    "unit",
    "direction",
    "definition",
    "numerator",
    "denominator",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
];

/// What a table adopts, as the history of a goal names it: the result, for whom and where, and the number that shows
/// it with its definition, baseline and target. The title, the story and the plan are not part of it, and a number
/// that is not the headline only while another has been chosen.
pub const PROMISE: [(&str, &[&str]); 4] = [
    ("changed", &["result_statement", "populations", "places"]),
    (HEADLINE_CHANGED, OF_A_NUMBER),
    (OTHER_NUMBER_CHANGED, OF_A_NUMBER),
    (HEADLINE_CHOSEN, &["headline"]),
];

/// Whether this fact, changed by this action, is part of what the table adopted.
pub fn is_promised(action: &str, fact: &str) -> bool {
    PROMISE
        .iter()
        .any(|(each, facts)| *each == action && facts.contains(&fact))
}

/// Whether the public may see a goal that stands here.
pub const fn may_be_open(status: GoalStatus) -> bool {
    !matches!(status, GoalStatus::Draft | GoalStatus::Retired)
}

/// What a move is called on its button.
pub const fn verb(to: GoalStatus) -> &'static str {
    match to {
        GoalStatus::Draft => "Take back to draft",
        GoalStatus::Proposed => "Propose to the table",
        GoalStatus::Adopted => "Adopt",
        GoalStatus::OnTrack => "Mark on track",
        GoalStatus::OffTrack => "Mark off track",
        GoalStatus::Met => "Mark as met",
        GoalStatus::Retired => "Retire",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use GoalStatus as S;

    #[test]
    fn only_a_lead_adopts_and_only_what_was_proposed() {
        for from in S::ALL {
            assert!(may_move(*from, S::Adopted, Mover::Editor).is_err() || *from == S::Adopted);
            let lead = may_move(*from, S::Adopted, Mover::Lead).is_ok();
            assert_eq!(lead, matches!(from, S::Proposed | S::Adopted), "{from}");
        }
    }

    #[test]
    fn nothing_is_tracked_or_met_that_was_never_adopted() {
        for from in [S::Draft, S::Proposed, S::Retired] {
            for to in [S::OnTrack, S::OffTrack, S::Met] {
                assert_eq!(may_move(from, to, Mover::Lead), Err(NoMove::NotFromHere));
            }
        }
        assert!(may_move(S::Adopted, S::OffTrack, Mover::Editor).is_ok());
        assert!(may_move(S::OffTrack, S::Met, Mover::Editor).is_ok());
    }

    #[test]
    fn what_the_table_adopted_only_the_table_sends_back() {
        assert_eq!(
            may_move(S::OnTrack, S::Proposed, Mover::Editor),
            Err(NoMove::OnlyTheTable)
        );
        assert!(may_move(S::OnTrack, S::Proposed, Mover::Lead).is_ok());
        assert_eq!(
            may_move(S::Retired, S::Draft, Mover::EditorOfAdopted),
            Err(NoMove::OnlyTheTable)
        );
        assert!(may_move(S::Retired, S::Draft, Mover::Editor).is_ok());
        assert!(!stays_adopted(S::Proposed));
    }

    #[test]
    fn the_story_may_change_and_the_target_may_not_pass_unseen() {
        assert!(is_promised("changed", "result_statement"));
        assert!(is_promised("changed an indicator", "target"));
        assert!(!is_promised("changed an indicator", "lag_in_months"));
        assert!(!is_promised("changed", "story") && !is_promised("changed", "unit"));
    }

    #[test]
    fn every_move_that_is_offered_is_allowed_and_every_goal_can_be_retired() {
        for from in S::ALL {
            for who in [Mover::Editor, Mover::Lead] {
                assert!(
                    moves(*from, who)
                        .iter()
                        .all(|to| may_move(*from, *to, who).is_ok())
                );
                assert!(may_move(*from, S::Retired, who).is_ok());
            }
        }
        assert_eq!(moves(S::Draft, Mover::Editor), [S::Proposed, S::Retired]);
        assert_eq!(moves(S::Retired, Mover::Editor), [S::Draft]);
    }
}
