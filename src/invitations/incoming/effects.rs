//! What a message calls for by mail: promised as a job in the same transaction, written and sent by `jobs`.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use serde::{Deserialize, Serialize};

use crate::{
    ids::{InvitationId, ProposalId},
    jobs::{self, Job},
};

/// Which mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(in crate::invitations) enum MailBack {
    /// A link on which the guest confirms the answer that came in their name.
    Confirm,
    /// The REQUEST again with RSVP=TRUE: they answered the earlier time.
    AskAgain,
    /// The current REQUEST, as they asked for it.
    Refresh,
    /// The REQUEST to a guest who may not send somebody else by themselves.
    DelegationNotTaken,
    /// The REQUEST to whom a guest sends, or whom the host let in.
    Invite,
    /// Every place is taken, and they are on the waiting list.
    Full,
    /// The convening has the time they proposed.
    ProposalAccepted { proposal: ProposalId },
    /// The time they proposed will not do, in the host's words.
    ProposalRefused { proposal: ProposalId, words: String },
}

/// One mail back to one invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerByMail {
    pub(in crate::invitations) invitation: InvitationId,
    pub(in crate::invitations) kind: MailBack,
    pub(in crate::invitations) at: DateTime<Utc>,
}

impl Job for AnswerByMail {
    const KIND: &'static str = "answer_by_mail";
}

/// Promises the mail.
pub(super) async fn mail_back(
    txn: &DatabaseTransaction,
    invitation: InvitationId,
    kind: MailBack,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let at = now;
    let job = AnswerByMail {
        invitation,
        kind,
        at,
    };
    jobs::enqueue(txn, &job, now).await?;
    Ok(())
}
