//! Organisations a registration may belong to, found through indexes: the EIN, the domains, the
//! person's mailbox, and the words of the name. The rules then say which of them are worth showing.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::{affiliations, organizations, people},
    ids::OrganizationId,
    interest::rules::{Candidate, Registration, folded_name, host_of},
    search,
    values::EmailAddress,
};

/// Most organisations looked at for one registration.
const MOST: u64 = 100;

/// A known organisation and what of it is compared.
pub(in crate::interest) struct Known {
    pub(in crate::interest) organization: organizations::Model,
    pub(in crate::interest) candidate: Candidate,
}

/// Everything known that shares an EIN, domain, mailbox or name with the registration.
pub(in crate::interest) async fn candidates(
    db: &impl ConnectionTrait,
    registration: &Registration,
) -> Result<Vec<Known>, DbErr> {
    let at_work: BTreeSet<OrganizationId> = employers(db, &registration.email).await?;
    let mut any = Condition::any()
        .add(organizations::Column::Domain.is_in(domains(registration)))
        .add(organizations::Column::Id.is_in(at_work.iter().copied()));
    if let Some(ein) = registration.ein {
        any = any.add(organizations::Column::Ein.eq(ein));
    }
    let mut found = organizations::Entity::find()
        .filter(any)
        .order_by_asc(organizations::Column::Name)
        .limit(MOST)
        .all(db)
        .await?;
    // Apart, so that a common name cannot crowd out the organisation with the same EIN.
    for named in found_by_name(db, &registration.organization, MOST).await? {
        if found.iter().all(|known| known.id != named.id) {
            found.push(named);
        }
    }
    Ok(found
        .into_iter()
        .map(|organization| Known {
            candidate: compared(&organization, &at_work, &registration.email),
            organization,
        })
        .collect())
}

/// Funders whose name has words beginning with those of the query, for a reviewer who searches.
pub(in crate::interest) async fn found_by_name(
    db: &impl ConnectionTrait,
    query: &str,
    most: u64,
) -> Result<Vec<organizations::Model>, DbErr> {
    let ids = ids_named(db, query).await?;
    organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(ids))
        .order_by_asc(organizations::Column::Name)
        .limit(most)
        .all(db)
        .await
}

fn compared(
    organization: &organizations::Model,
    at_work: &BTreeSet<OrganizationId>,
    email: &EmailAddress,
) -> Candidate {
    let theirs = at_work.contains(&organization.id).then(|| email.clone());
    Candidate {
        names: vec![organization.name.clone()],
        ein: organization.ein,
        website: organization
            .website
            .clone()
            .or_else(|| organization.domain.clone()),
        emails: organization
            .public_email
            .clone()
            .into_iter()
            .chain(theirs)
            .collect(),
    }
}

/// Where the person behind this mailbox works, as far as known.
async fn employers(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<BTreeSet<OrganizationId>, DbErr> {
    let ids: Vec<OrganizationId> = affiliations::Entity::find()
        .select_only()
        .column(affiliations::Column::OrganizationId)
        .inner_join(people::Entity)
        .filter(people::Column::EmailKey.eq(email.normalized()))
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// The words of the folded name must all begin words of the funder's; "and" is often written "&".
async fn ids_named(db: &impl ConnectionTrait, name: &str) -> Result<Vec<OrganizationId>, DbErr> {
    let folded = folded_name(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| *word != "and").collect();
    let ids = search::matching_ids(db, "funder", &words.join(" ")).await?;
    Ok(ids
        .unwrap_or_default()
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect())
}

/// The hosts of website and e-mail, and the domains they lie under: `grants.fund.org` may be `fund.org`'s.
fn domains(registration: &Registration) -> BTreeSet<String> {
    let hosts = registration
        .website
        .as_deref()
        .and_then(host_of)
        .into_iter()
        .chain([registration.email.domain().to_owned()]);
    hosts.flat_map(|host| at_and_above(&host)).collect()
}

fn at_and_above(host: &str) -> Vec<String> {
    let labels: Vec<&str> = host.split('.').collect();
    let last_of_two = labels.len().saturating_sub(1);
    (0..last_of_two)
        .map(|from| labels[from..].join("."))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::at_and_above;

    #[test]
    fn a_host_lies_under_its_domain_but_not_under_its_top_level() {
        assert_eq!(
            at_and_above("grants.fund.org"),
            ["grants.fund.org", "fund.org"]
        );
        assert_eq!(at_and_above("org"), Vec::<String>::new());
    }
}
