//! A reviewer's decision, in one transaction: the funder and person it makes or adds to, the state of
//! the registration, the audit entry, and the mail to the person.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait};

use super::{
    mails::{self, News},
    rules::{NotAllowed, advance, decided},
    store::{self, GoalBrief, Outcome},
};
use crate::{
    audit::{self, Act},
    db,
    entities::{interests, organizations},
    funders::{self, NewFunder},
    ids::{OrganizationId, PersonId},
    mail,
    people::{self, Consents, NewPerson},
    values::{Ein, RegistrationStatus},
    web::Desk,
};

/// What a reviewer wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// Make a new funder of it.
    Accept,
    /// It belongs to this known funder.
    Link(OrganizationId),
    /// Not for us, with the reason; `tell` mails the reason to the person.
    Decline { reason: String, tell: bool },
    /// Put it back in the queue.
    Reopen,
}

impl Decision {
    const fn leads_to(&self) -> RegistrationStatus {
        match self {
            Self::Accept => RegistrationStatus::Accepted,
            Self::Link(_) => RegistrationStatus::Linked,
            Self::Decline { .. } => RegistrationStatus::Declined,
            Self::Reopen => RegistrationStatus::Confirmed,
        }
    }

    /// What the reviewer wanted, for the end of a sentence.
    pub(super) const fn words(&self) -> &'static str {
        decided(self.leads_to())
    }
}

/// Why a decision was not recorded.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// Somebody else changed the registration since the page was made.
    #[error("changed meanwhile")]
    Meanwhile,
    #[error("{0}")]
    NotAllowed(#[from] NotAllowed),
    /// A funder with this EIN is known.
    #[error("the EIN {0} is known")]
    KnownEin(Ein),
    /// The funder to link to is gone.
    #[error("there is no such funder")]
    NoSuchFunder,
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Mail(#[from] anyhow::Error),
}

impl db::WriteError for Refused {
    fn database(&self) -> Option<&DbErr> {
        match self {
            Self::Database(error) => Some(error),
            Self::Mail(error) => error.database(),
            _ => None,
        }
    }
}

/// Records the decision of whoever is at the desk; `version` is the one their page showed.
pub(super) async fn decide(
    desk: &Desk,
    interest: &interests::Model,
    goal: &GoalBrief,
    version: i32,
    decision: &Decision,
) -> Result<(), Refused> {
    if interest.version != version {
        return Err(Refused::Meanwhile);
    }
    advance(interest.status, decision.leads_to())?;
    let written = desk
        .app
        .db
        .write(async |txn| write(txn, desk, interest, goal, decision).await)
        .await;
    match written {
        // Two reviewers made the same funder or person at the same moment.
        Err(Refused::Database(error)) if db::unique_violation(&error) => Err(Refused::Meanwhile),
        other => other,
    }
}

async fn write(
    txn: &DatabaseTransaction,
    desk: &Desk,
    interest: &interests::Model,
    goal: &GoalBrief,
    decision: &Decision,
) -> Result<(), Refused> {
    let now = desk.app.now();
    let organization = match decision {
        Decision::Accept => Some(new_funder(txn, interest, now).await?),
        Decision::Link(id) => Some(known_funder(txn, *id).await?),
        Decision::Decline { .. } | Decision::Reopen => None,
    };
    let person = match &organization {
        Some((id, _)) => Some(take_person_in(txn, interest, *id, now).await?),
        None => None,
    };
    let reason = match decision {
        Decision::Decline { reason, .. } => reason.clone(),
        _ => String::new(),
    };
    let outcome = Outcome {
        status: decision.leads_to(),
        by: (*decision != Decision::Reopen).then_some((desk.user.id, now)),
        reason,
        organization: organization.as_ref().map(|(id, _)| *id),
        person,
    };
    if !store::decide(txn, interest.id, interest.version, &outcome).await? {
        return Err(Refused::Meanwhile);
    }
    let name = organization.map(|(_, name)| name);
    let act = act(interest, goal, &outcome, name.as_deref());
    audit::record(txn, &desk.actor(), act, now).await?;
    let known = people::by_email(txn, &interest.email).await?;
    let silent = known.is_some_and(|person| person.do_not_contact);
    if let Some(news) = news(decision).filter(|_| !silent) {
        let draft =
            mails::tell(&desk.app.settings, goal, interest, news).map_err(anyhow::Error::from)?;
        mail::enqueue(txn, &draft, now).await?;
    }
    Ok(())
}

/// What the person is told, if anything.
fn news(decision: &Decision) -> Option<News<'_>> {
    match decision {
        Decision::Accept | Decision::Link(_) => Some(News::TakenIn),
        Decision::Decline { reason, tell: true } => Some(News::Declined(reason)),
        Decision::Decline { tell: false, .. } | Decision::Reopen => None,
    }
}

async fn new_funder(
    txn: &DatabaseTransaction,
    interest: &interests::Model,
    now: DateTime<Utc>,
) -> Result<(OrganizationId, String), Refused> {
    if let Some(ein) = interest.ein
        && funders::by_ein(txn, ein).await?.is_some()
    {
        return Err(Refused::KnownEin(ein));
    }
    let said_at = interest.confirmed_at.unwrap_or(interest.created_at);
    let new = NewFunder {
        name: interest.organization_name.clone(),
        ein: interest.ein,
        website: interest.website.clone(),
        // The version tells a second funder made after a change of mind from the first.
        source_key: format!("{}/{}", interest.id, interest.version),
        as_of: said_at.format("%Y-%m-%d").to_string(),
    };
    let id = funders::register(txn, new, now).await?;
    Ok((id, interest.organization_name.clone()))
}

async fn known_funder(
    txn: &DatabaseTransaction,
    id: OrganizationId,
) -> Result<(OrganizationId, String), Refused> {
    let found = organizations::Entity::find_by_id(id).one(txn).await?;
    let found = found.ok_or(Refused::NoSuchFunder)?;
    Ok((id, found.name))
}

/// Consent counts from when it was confirmed to be the mailbox's owner who gave it.
async fn take_person_in(
    txn: &DatabaseTransaction,
    interest: &interests::Model,
    organization: OrganizationId,
    now: DateTime<Utc>,
) -> Result<PersonId, DbErr> {
    let given = interest.confirmed_at;
    let new = NewPerson {
        name: interest.name.clone(),
        email: interest.email.clone(),
        source: "registration".to_owned(),
        consents: Consents {
            hold: given,
            contact: given.filter(|_| interest.consent_contact),
            list: given.filter(|_| interest.consent_list),
        },
        organization,
        title: interest.role_title.clone(),
    };
    people::register(txn, &new, now).await
}

/// The log names the funder, not the person.
fn act(
    interest: &interests::Model,
    goal: &GoalBrief,
    outcome: &Outcome,
    funder: Option<&str>,
) -> Act {
    let about = format!("a registration of interest in “{}”", goal.title);
    let funder = funder.unwrap_or_default();
    let (action, summary) = match outcome.status {
        RegistrationStatus::Accepted => (
            "accepted",
            format!("Accepted {about} as a new funder, {funder}."),
        ),
        RegistrationStatus::Linked => ("linked", format!("Linked {about} to {funder}.")),
        RegistrationStatus::Declined => {
            ("declined", format!("Declined {about}: {}", outcome.reason))
        }
        _ => ("reopened", format!("Put {about} back in the queue.")),
    };
    Act {
        action,
        kind: "interest",
        id: interest.id.to_string(),
        summary,
        before: Some(serde_json::json!({ "status": interest.status })),
        after: Some(serde_json::json!({
            "status": outcome.status,
            "organization": outcome.organization,
            "person": outcome.person,
        })),
    }
}
