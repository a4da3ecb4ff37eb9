//! Who somebody at the door is, as far as we know them.

use std::collections::BTreeSet;

use sea_orm::{DatabaseTransaction, DbErr};

use crate::{
    ids::{OrganizationId, PersonId},
    people,
    values::EmailAddress,
};

/// The person behind an address.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) person: Option<PersonId>,
    /// They asked not to be contacted.
    pub(super) is_silent: bool,
    /// The organizations they work for now; the first by name is the one a seat would be of.
    pub(super) posts: Vec<OrganizationId>,
}

impl Known {
    pub(super) async fn by(
        txn: &DatabaseTransaction,
        address: &EmailAddress,
    ) -> Result<Self, DbErr> {
        let Some(person) = people::by_email(txn, address).await? else {
            return Ok(Self::default());
        };
        let posts = people::posts(txn, person.id).await?.into_iter();
        let posts = posts.filter(|(post, _)| post.ended_on.is_none());
        Ok(Self {
            person: Some(person.id),
            is_silent: person.do_not_contact,
            posts: posts.map(|(_, organization)| organization.id).collect(),
        })
    }

    /// These and one more.
    pub(super) fn posts_and(&self, seat_of: Option<OrganizationId>) -> BTreeSet<OrganizationId> {
        self.posts.iter().copied().chain(seat_of).collect()
    }

    /// Those that are not the seat's own.
    pub(super) fn posts_but(&self, seat_of: Option<OrganizationId>) -> BTreeSet<OrganizationId> {
        let others = self.posts.iter().copied();
        others.filter(|post| Some(*post) != seat_of).collect()
    }
}
