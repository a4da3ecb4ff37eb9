//! Another time that will not do. One that will is taken by changing the convening: then the proposal closes by itself.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{Decided, note};
use crate::{
    audit::Actor,
    entities::time_proposals,
    invitations::incoming::{
        effects::{MailBack, mail_back},
        store,
    },
    values::ProposalState,
};

/// The proposed time will not do. Whoever proposed it hears so, with the host's words.
pub(in crate::invitations) async fn refuse_proposal(
    txn: &DatabaseTransaction,
    (proposal, name): (&time_proposals::Model, &str),
    words: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Decided, DbErr> {
    let decided = (ProposalState::Refused, actor.name.as_str());
    if !store::close_proposal(txn, proposal, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let told = format!("Declined the time that {name} proposed");
    note(txn, proposal.convening_id, (actor, "declined", told), now).await?;
    let kind = MailBack::ProposalRefused {
        proposal: proposal.id,
        words: words.to_owned(),
    };
    mail_back(txn, proposal.invitation_id, kind, now).await?;
    Ok(Decided::Done)
}
