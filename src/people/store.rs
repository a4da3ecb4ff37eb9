//! Every query and write of the tables of people and their posts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    entities::{affiliations, organizations, people},
    ids::{AffiliationId, OrganizationId, PersonId},
    search::{self, Entry},
    values::EmailAddress,
};

/// The most people of one guest list's organizations that are offered.
const MOST_REACHABLE: u64 = 5_000;

/// When a person agreed to what; `None` where they did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consents {
    /// That we keep their details.
    pub hold: Option<DateTime<Utc>>,
    /// That we write to them about other goals.
    pub contact: Option<DateTime<Utc>>,
    /// That we name their organisation among those interested.
    pub list: Option<DateTime<Utc>>,
}

/// A person and the post they hold.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: String,
    pub email: EmailAddress,
    /// Where we have them from, such as `registration`.
    pub source: String,
    pub consents: Consents,
    pub organization: OrganizationId,
    /// What they do there; may be empty.
    pub title: String,
}

/// One person.
pub async fn by_id(
    db: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Option<people::Model>, DbErr> {
    people::Entity::find_by_id(id).one(db).await
}

/// The person behind a mailbox, however its address is spelled.
pub async fn by_email(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<people::Model>, DbErr> {
    people::Entity::find()
        .filter(people::Column::EmailKey.eq(email.normalized()))
        .one(db)
        .await
}

/// Who asked not to be contacted among these people and these mailboxes (as `EmailAddress::normalized` spells them).
pub async fn silent_among(
    db: &impl ConnectionTrait,
    people: &[PersonId],
    mailboxes: &[String],
) -> Result<Vec<people::Model>, DbErr> {
    use people::Column as C;
    let among = Condition::any()
        .add(C::Id.is_in(people.iter().copied()))
        .add(C::EmailKey.is_in(mailboxes.iter().map(String::as_str)));
    people::Entity::find()
        .filter(C::DoNotContact.eq(true))
        .filter(among)
        .all(db)
        .await
}

/// A person's posts with the organisations, current ones first.
pub async fn posts(
    db: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<(affiliations::Model, organizations::Model)>, DbErr> {
    let mut found = affiliations::Entity::find()
        .filter(affiliations::Column::PersonId.eq(person))
        .find_also_related(organizations::Entity)
        .order_by_asc(organizations::Column::Name)
        .all(db)
        .await?;
    found.sort_by_key(|(post, _)| post.ended_on.is_some());
    Ok(found
        .into_iter()
        .filter_map(|(post, organization)| Some((post, organization?)))
        .collect())
}

/// Those with an address who hold a post at these organizations now, by name.
pub async fn reachable_at(
    db: &impl ConnectionTrait,
    organizations: impl IntoIterator<Item = OrganizationId>,
) -> Result<BTreeMap<OrganizationId, Vec<people::Model>>, DbErr> {
    let found = affiliations::Entity::find()
        .filter(affiliations::Column::OrganizationId.is_in(organizations))
        .filter(affiliations::Column::EndedOn.is_null())
        .find_also_related(people::Entity)
        .order_by_asc(people::Column::Name)
        .limit(MOST_REACHABLE)
        .all(db)
        .await?;
    let mut reachable: BTreeMap<OrganizationId, Vec<people::Model>> = BTreeMap::new();
    for (post, person) in found {
        let person = person.filter(|person| person.email.is_some());
        reachable
            .entry(post.organization_id)
            .or_default()
            .extend(person);
    }
    Ok(reachable)
}

/// Takes a person in, or adds to what is known of the one with this mailbox: consents that are new,
/// and the post. Nothing that is known is taken away.
pub async fn register(
    txn: &DatabaseTransaction,
    new: &NewPerson,
    now: DateTime<Utc>,
) -> Result<PersonId, DbErr> {
    let id = match by_email(txn, &new.email).await? {
        Some(known) => {
            add_consents(txn, &known, new.consents, now).await?;
            known.id
        }
        None => insert(txn, new, now).await?,
    };
    add_post(txn, id, new).await?;
    make_findable(txn, id).await?;
    Ok(id)
}

async fn insert(
    txn: &DatabaseTransaction,
    new: &NewPerson,
    now: DateTime<Utc>,
) -> Result<PersonId, DbErr> {
    let id = PersonId::fresh();
    people::Entity::insert(people::ActiveModel {
        id: Set(id),
        name: Set(new.name.clone()),
        email: Set(Some(new.email.clone())),
        email_key: Set(Some(new.email.normalized())),
        time_zone: Set(None),
        source: Set(new.source.clone()),
        consent_hold_at: Set(new.consents.hold),
        consent_contact_at: Set(new.consents.contact),
        consent_list_at: Set(new.consents.list),
        do_not_contact: Set(false),
        illustrative: Set(false),
        created_at: Set(now),
        updated_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(id)
}

async fn add_consents(
    txn: &DatabaseTransaction,
    known: &people::Model,
    new: Consents,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    people::Entity::update_many()
        .col_expr(
            people::Column::ConsentHoldAt,
            Expr::value(new.hold.or(known.consent_hold_at)),
        )
        .col_expr(
            people::Column::ConsentContactAt,
            Expr::value(new.contact.or(known.consent_contact_at)),
        )
        .col_expr(
            people::Column::ConsentListAt,
            Expr::value(new.list.or(known.consent_list_at)),
        )
        .col_expr(people::Column::UpdatedAt, Expr::value(now))
        .filter(people::Column::Id.eq(known.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// The post, unless the person holds one there already.
async fn add_post(
    txn: &DatabaseTransaction,
    person: PersonId,
    new: &NewPerson,
) -> Result<(), DbErr> {
    let held = affiliations::Entity::find()
        .filter(affiliations::Column::PersonId.eq(person))
        .filter(affiliations::Column::OrganizationId.eq(new.organization))
        .filter(affiliations::Column::EndedOn.is_null())
        .one(txn)
        .await?;
    if held.is_some() {
        return Ok(());
    }
    affiliations::Entity::insert(affiliations::ActiveModel {
        id: Set(AffiliationId::fresh()),
        person_id: Set(person),
        organization_id: Set(new.organization),
        title: Set(new.title.clone()),
        started_on: Set(None),
        ended_on: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

async fn make_findable(txn: &DatabaseTransaction, id: PersonId) -> Result<(), DbErr> {
    let Some(person) = by_id(txn, id).await? else {
        return Ok(());
    };
    let at: Vec<String> = posts(txn, id)
        .await?
        .into_iter()
        .filter(|(post, _)| post.ended_on.is_none())
        .map(|(_, organization)| organization.name)
        .collect();
    let entry = Entry {
        kind: "person",
        id: id.to_string(),
        title: person.name,
        subtitle: at.join("; "),
        url: format!("/people/{id}"),
        weight: 0,
        illustrative: person.illustrative,
        also: String::new(),
    };
    search::index(txn, &[entry]).await
}

/// Says whether we may write to a person at all; answers whether that changed anything.
pub(super) async fn set_do_not_contact(
    txn: &DatabaseTransaction,
    id: PersonId,
    do_not_contact: bool,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let changed = people::Entity::update_many()
        .col_expr(people::Column::DoNotContact, Expr::value(do_not_contact))
        .col_expr(people::Column::UpdatedAt, Expr::value(now))
        .filter(people::Column::Id.eq(id))
        .filter(people::Column::DoNotContact.ne(do_not_contact))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}
