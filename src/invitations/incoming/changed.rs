//! A convening changed: whoever proposed the time it has now is answered, and a place that is free is offered.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    effects::{MailBack, mail_back},
    store,
};
use crate::{
    audit::{self, Act, Actor},
    convenings::{self, ConveningChanged, WhatChanged},
    ids::ConveningId,
    invitations::answering,
    values::ProposalState,
    web::AppState,
};

/// Does what a change calls for. Done twice it tells nobody twice.
pub async fn convening_changed(state: &AppState, job: ConveningChanged) -> anyhow::Result<()> {
    let now = state.now();
    state
        .db
        .write(async |txn| match job.what {
            WhatChanged::Time => close_proposals(txn, job.convening, &job.by, now).await,
            WhatChanged::SeatFree => answering::offer_free(txn, job.convening, None, now).await,
            WhatChanged::Room => Ok(()),
        })
        .await?;
    Ok(())
}

/// Closes what is answered by the time as it stands, unless it was changed again meanwhile.
async fn close_proposals(
    txn: &DatabaseTransaction,
    id: ConveningId,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(of) = convenings::by_id(txn, id).await? else {
        return Ok(());
    };
    let times = (of.row.starts_at, of.row.ends_at);
    let mut closed = 0;
    for proposal in store::proposals_of_time(txn, id, times).await? {
        let decided = (ProposalState::Accepted, by);
        if store::close_proposal(txn, &proposal, decided, now).await? {
            let kind = MailBack::ProposalAccepted {
                proposal: proposal.id,
            };
            mail_back(txn, proposal.invitation_id, kind, now).await?;
            closed += 1;
        }
    }
    if closed == 0 {
        return Ok(());
    }
    let act = Act {
        action: "accepted",
        kind: "convening",
        id: id.to_string(),
        summary: format!("Has the time that guests proposed ({closed})"),
        before: None,
        after: None,
    };
    audit::record(txn, &Actor::named(by), act, now).await
}
