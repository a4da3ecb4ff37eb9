//! Who asked not to be contacted among guests: themselves, whether by name or by the address typed for them, or their
//! organization.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings,
    entities::invitations,
    ids::{InvitationId, OrganizationId, PersonId},
    people,
};

/// How many guests one query asks about.
const AT_ONCE: usize = 1_000;

pub(in crate::invitations) async fn silent(
    db: &impl ConnectionTrait,
    guests: &[invitations::Model],
) -> Result<BTreeSet<InvitationId>, DbErr> {
    let mut found = BTreeSet::new();
    for some in guests.chunks(AT_ONCE) {
        let names: Vec<PersonId> = some.iter().filter_map(|guest| guest.person_id).collect();
        let mailboxes = some.iter().map(|guest| guest.address.normalized());
        let mailboxes: Vec<String> = mailboxes.collect();
        let people = people::silent_among(db, &names, &mailboxes).await?;
        let organizations: BTreeSet<OrganizationId> = some
            .iter()
            .filter_map(|guest| guest.organization_id)
            .collect();
        let mut organizations = convenings::organizations(db, organizations).await?;
        organizations.retain(|_, known| known.do_not_contact);
        let is_silent = |guest: &&invitations::Model| {
            let by_name = |person: &crate::entities::people::Model| {
                Some(person.id) == guest.person_id
                    || person.email_key.as_deref() == Some(&guest.address.normalized())
            };
            people.iter().any(by_name)
                || guest
                    .organization_id
                    .is_some_and(|id| organizations.contains_key(&id))
        };
        found.extend(some.iter().filter(is_silent).map(|guest| guest.id));
    }
    Ok(found)
}
