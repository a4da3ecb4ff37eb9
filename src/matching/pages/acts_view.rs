//! What the panel and the rows say of a stance, and the form that changes it.

use chrono::{DateTime, NaiveDate, Utc};

use super::acts::ActForm;
use crate::{
    entities::match_stances,
    ids::{FundingSourceId, GoalId},
    matching::{
        GoalMatches,
        stances::rules::{Act, Opinion},
    },
    values::{Stance, StanceReason},
    web::{FieldErrors, address, views::Choice},
};

/// A form that was not taken: as typed, with what is wrong, or with what somebody else did meanwhile.
pub(super) struct Refused {
    pub(super) form: ActForm,
    pub(super) errors: FieldErrors,
    /// What this person wanted when somebody else had acted first.
    pub(super) yours: Option<Act>,
}

/// What a row says of a stance.
#[derive(Default)]
pub(super) struct Mark {
    pub(super) shortlisted: bool,
    pub(super) pinned: bool,
    /// It is off the list today.
    pub(super) aside: bool,
    /// "Not now until 3 Mar 2027: amount, too small"; empty where there is none.
    pub(super) note: String,
    /// "Ana Ruiz, 22 Nov 2026".
    pub(super) by: String,
    pub(super) version: i32,
    /// Where the forms lead.
    pub(super) action: String,
}

/// The acts of the panel.
pub(super) struct Acts {
    pub(super) mark: Mark,
    pub(super) may_act: bool,
    /// Where a note is logged, which leads back to this list.
    pub(super) note_href: String,
    pub(super) state: String,
    pub(super) stances: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    /// A form was refused, so it is shown.
    pub(super) open: bool,
    pub(super) form: ActForm,
    pub(super) errors: FieldErrors,
    /// What is saved and what was wanted, where somebody else acted first.
    pub(super) conflict: Option<(String, String)>,
}

pub(super) fn mark(found: &GoalMatches, id: FundingSourceId) -> Mark {
    let action = action(found.goal().id, id);
    let Some(row) = found.stances().get(id) else {
        return Mark {
            action,
            ..Mark::default()
        };
    };
    let opinion = Opinion::of(row);
    Mark {
        shortlisted: row.stance == Some(Stance::Shortlisted),
        pinned: row.pinned,
        aside: found.stances().is_aside(id),
        note: note(&opinion),
        by: by(&row.changed_by, row.changed_at),
        version: row.version,
        action,
    }
}

fn action(goal: GoalId, source: FundingSourceId) -> String {
    format!("/goals/{goal}/matches/{source}/stance")
}

pub(super) fn acts(
    found: &GoalMatches,
    id: FundingSourceId,
    state: String,
    (may_act, refused): (bool, Option<Refused>),
) -> Acts {
    let saved = found.stances().get(id);
    let mark = mark(found, id);
    let (form, errors, yours) = match refused {
        Some(refused) => (refused.form, refused.errors, refused.yours),
        None => (
            held(saved.filter(|_| mark.aside)),
            FieldErrors::default(),
            None,
        ),
    };
    Acts {
        open: form.act == "set_aside",
        mark,
        conflict: yours.map(|act| conflict(saved, &act)),
        stances: [Stance::NotNow, Stance::Never]
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.stance))
            .into(),
        kinds: kinds(&form.reason_kind),
        note_href: note_href(found, id, &state),
        may_act,
        state,
        form,
        errors,
    }
}

fn note_href(found: &GoalMatches, id: FundingSourceId, state: &str) -> String {
    let Some((_, face)) = found.verdict_on(id) else {
        return String::new();
    };
    let goal = found.goal().id.to_string();
    let path = format!("/funders/{}/notes/new", face.organization);
    address(&path, &[("goal", &goal), ("state", state)])
}

/// The form of what is set aside; a blank one for everything else.
fn held(row: Option<&match_stances::Model>) -> ActForm {
    let Some(row) = row else {
        return ActForm::default();
    };
    ActForm {
        stance: row.stance.map_or_else(String::new, |each| each.to_string()),
        reason_kind: row
            .reason_kind
            .map_or_else(String::new, |each| each.to_string()),
        reason: row.reason.clone(),
        look_again_on: row
            .look_again_on
            .map_or_else(String::new, |day| day.to_string()),
        ..ActForm::default()
    }
}

/// The reasons to choose from.
pub(super) fn kinds(chosen: &str) -> Vec<Choice> {
    let kinds = StanceReason::ALL.iter();
    kinds
        .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == chosen))
        .collect()
}

fn conflict(saved: Option<&match_stances::Model>, yours: &Act) -> (String, String) {
    let before = saved.map(Opinion::of).unwrap_or_default();
    let who = saved.map_or_else(String::new, |row| {
        format!(" ({})", by(&row.changed_by, row.changed_at))
    });
    let after = yours.after(&before);
    (format!("{}{who}", in_words(&before)), in_words(&after))
}

/// All of what is thought, in words.
fn in_words(opinion: &Opinion) -> String {
    let stance = match opinion.stance {
        Some(Stance::Shortlisted) => Stance::Shortlisted.label().to_owned(),
        Some(_) => note(opinion),
        None => "Neither shortlisted nor set aside".to_owned(),
    };
    let pinned = if opinion.pinned {
        "pinned"
    } else {
        "not pinned"
    };
    format!("{stance}; {pinned}")
}

/// "Not now until 3 Mar 2027: amount, too small for them"; empty unless it was set aside.
fn note(opinion: &Opinion) -> String {
    let Some(stance @ (Stance::NotNow | Stance::Never)) = opinion.stance else {
        return String::new();
    };
    aside_words(stance, opinion.look_again_on, opinion.reason.as_ref())
}

/// The same of its parts.
pub(super) fn aside_words(
    stance: Stance,
    until: Option<NaiveDate>,
    reason: Option<&(StanceReason, String)>,
) -> String {
    let until = until.map_or_else(String::new, |day| {
        format!(" until {}", day.format("%-d %b %Y"))
    });
    let why = reason.map_or_else(String::new, |(kind, words)| {
        let kind = kind.label().to_lowercase();
        match words.as_str() {
            "" => format!(": {kind}"),
            words => format!(": {kind}, {words}"),
        }
    });
    format!("{}{until}{why}", stance.label())
}

pub(super) fn by(who: &str, at: DateTime<Utc>) -> String {
    format!("{who}, {}", at.format("%-d %b %Y"))
}
