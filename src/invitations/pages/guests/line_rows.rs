//! The rows of one guest's line: mails, answers, what disagrees, and the seat's way from hand to hand.

use super::board::{Pill, answer_pill};
use crate::{
    entities::{invitation_answers, invitations},
    ids::InvitationId,
    invitations::{
        answering::{
            self,
            rules::{Said, conflict},
        },
        ledger,
        sending::Meeting,
    },
    values::{MailState, TimeZone, wall_time},
    web::{Desk, Result},
};

pub(super) struct MailLine {
    pub(super) kind: &'static str,
    pub(super) subject: String,
    pub(super) sequence: i32,
    pub(super) stamp: String,
    pub(super) state: Pill,
    pub(super) far: String,
    pub(super) by: String,
}

pub(super) struct AnswerLine {
    pub(super) answer: Pill,
    pub(super) source: &'static str,
    pub(super) by: String,
    pub(super) sequence: i32,
    pub(super) said: String,
    pub(super) received: String,
    pub(super) counted: bool,
    pub(super) rule: String,
    pub(super) note: String,
}

pub(super) struct ConflictView {
    pub(super) later: ConflictSide,
    pub(super) earlier: ConflictSide,
}

pub(super) struct ConflictSide {
    pub(super) words: String,
    pub(super) action: String,
}

pub(super) fn quoted(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(": “{text}”")
    }
}

pub(super) async fn mails(
    desk: &Desk,
    guest: &invitations::Model,
    zone: &TimeZone,
) -> Result<Vec<MailLine>> {
    let told = ledger::mails_of(desk.db(), [guest.id]).await?;
    let line = |(told, mail): ledger::Told| {
        let state = match mail.as_ref().map(|mail| mail.state) {
            None => ("bad", "alert", "Withheld"),
            Some(MailState::Sent) => ("ok", "check", MailState::Sent.label()),
            Some(MailState::Failed) => ("bad", "alert", MailState::Failed.label()),
            Some(state) => ("wait", "clock", state.label()),
        };
        let sent = mail.and_then(|mail| mail.sent_at);
        MailLine {
            kind: told.kind.label(),
            sequence: told.sequence,
            stamp: wall_time::moment(told.stamp, zone),
            far: sent.map_or_else(String::new, |at| wall_time::moment(at, zone)),
            state,
            subject: told.subject,
            by: told.sent_by,
        }
    };
    Ok(told.into_iter().map(line).collect())
}

pub(super) fn line(of: &invitation_answers::Model, zone: &TimeZone) -> AnswerLine {
    AnswerLine {
        answer: answer_pill(of.partstat),
        source: of.source.label(),
        by: of.written_by.clone(),
        sequence: of.sequence,
        said: wall_time::moment(of.said_at, zone),
        received: wall_time::moment(of.received_at, zone),
        counted: of.counted,
        rule: of.rule.clone(),
        note: of.note.clone(),
    }
}

pub(super) fn disagreement(
    meeting: &Meeting,
    answers: &[invitation_answers::Model],
    path: &str,
    zone: &TimeZone,
) -> Option<ConflictView> {
    let said: Vec<Said> = answers
        .iter()
        // What nobody vouches for contradicts nobody.
        .filter(|each| each.counted)
        .map(|each| Said {
            partstat: each.partstat,
            source: each.source,
            sequence: each.sequence,
            at: each.said_at,
        })
        .collect();
    let rescheduled = meeting.of.convening.row.rescheduled_sequence;
    let (later, earlier) = conflict(&said, rescheduled)?;
    let side = |at: usize| {
        let of = answers.get(at)?;
        Some(ConflictSide {
            words: format!(
                "{}: {}, {}",
                of.source.label(),
                of.partstat.label(),
                wall_time::moment(of.said_at, zone)
            ),
            action: format!("{path}/answers/{}/kept", of.id),
        })
    };
    Some(ConflictView {
        later: side(later)?,
        earlier: side(earlier)?,
    })
}

pub(super) async fn transfers(
    desk: &Desk,
    guest: &invitations::Model,
    zone: &TimeZone,
) -> Result<Vec<String>> {
    let made = answering::transfers_of(desk.db(), guest.id).await?;
    let both = made.iter().flat_map(|each| [each.from_id, each.to_id]);
    let known = ledger::by_keys(desk.db(), both).await?;
    let name = |id: InvitationId| {
        let found = known.iter().find(|each| each.id == id);
        found.map_or("somebody", |each| each.name.as_str())
    };
    let told = made.iter().map(|each| {
        format!(
            "{} handed the seat to {}, {}{}",
            name(each.from_id),
            name(each.to_id),
            wall_time::moment(each.made_at, zone),
            quoted(&each.why)
        )
    });
    Ok(told.collect())
}
