//! One row of the addresses, read: to whom an invitation goes.

use super::addresses::AddressForm;
use crate::{
    convenings::Guest,
    entities::people as person_rows,
    ids::PersonId,
    invitations::{ledger::NewInvitation, sending::Meeting},
    people,
    values::{Attendance, EmailAddress, typed},
    web::{Desk, FieldErrors, Result},
};

/// The longest name and "why you", in characters.
const LONGEST_NAME: usize = 120;
const LONGEST_WHY: usize = 600;

/// Who is invited: the name, the address, and who that is, if we know them.
struct Whom {
    name: String,
    address: EmailAddress,
    person: Option<PersonId>,
}

/// The host gets a copy of every mail, as the chair who is never asked.
pub(super) fn host(meeting: &Meeting) -> Option<NewInvitation> {
    let host = meeting.host.as_ref()?;
    Some(NewInvitation {
        convening: meeting.id(),
        seat: None,
        organization: None,
        person: None,
        address: host.email.clone(),
        name: host.name.clone(),
        attendance: Attendance::Must,
        is_chair: true,
        why: String::new(),
        illustrative: meeting.of.convening.row.illustrative,
    })
}

/// The invitation that the row asks for, or what is wrong with it.
pub(super) async fn read(
    desk: &Desk,
    meeting: &Meeting,
    (seat, form): (&Guest, &AddressForm),
    errors: &mut FieldErrors,
) -> Result<Option<NewInvitation>> {
    let why = errors.keep(
        "why",
        typed::optional(&form.why, "the sentence", LONGEST_WHY),
    );
    let whom = whom(desk, (seat, form), errors).await?;
    if seat
        .organization
        .as_ref()
        .is_some_and(|known| known.do_not_contact)
    {
        errors.add(
            "person",
            "This organization is not to be contacted. Take its seat away",
        );
    }
    let (Some(whom), Some(why), true) = (whom, why, errors.is_empty()) else {
        return Ok(None);
    };
    Ok(Some(NewInvitation {
        convening: meeting.id(),
        seat: Some(seat.seat.id),
        organization: seat.seat.organization_id,
        person: whom.person,
        address: whom.address,
        name: whom.name,
        attendance: seat.seat.attendance,
        is_chair: false,
        why,
        illustrative: meeting.of.convening.row.illustrative,
    }))
}

/// Somebody we know at the organization, or whoever has the address that was typed. Nobody is invited who asked not to be
/// contacted.
async fn whom(
    desk: &Desk,
    (seat, form): (&Guest, &AddressForm),
    errors: &mut FieldErrors,
) -> Result<Option<Whom>> {
    let chosen = match form.person.parse::<PersonId>() {
        Ok(id) => person_at(desk, seat, id).await?,
        Err(_) => None,
    };
    match chosen {
        Some(person) if person.do_not_contact => {
            errors.add(
                "person",
                "This person is not to be contacted. Choose somebody else",
            );
            Ok(None)
        }
        Some(person) => Ok(person.email.map(|address| Whom {
            name: person.name,
            address,
            person: Some(person.id),
        })),
        None if !form.person.is_empty() => {
            errors.add(
                "person",
                "This person is no longer at the organization. Choose again",
            );
            Ok(None)
        }
        None => typed_guest(desk, form, errors).await,
    }
}

async fn typed_guest(
    desk: &Desk,
    form: &AddressForm,
    errors: &mut FieldErrors,
) -> Result<Option<Whom>> {
    let name = errors.keep(
        "name",
        typed::line(&form.name, "the guest’s name", LONGEST_NAME),
    );
    let address = errors.keep("email", form.email.parse::<EmailAddress>());
    let Some(address) = address else {
        return Ok(None);
    };
    let known = people::by_email(desk.db(), &address).await?;
    if known.as_ref().is_some_and(|person| person.do_not_contact) {
        errors.add(
            "email",
            "Whoever has this address is not to be contacted. Choose somebody else",
        );
        return Ok(None);
    }
    Ok(name.map(|name| Whom {
        name,
        address,
        person: known.map(|person| person.id),
    }))
}

/// Somebody we know at the organization whose seat it is.
async fn person_at(desk: &Desk, seat: &Guest, id: PersonId) -> Result<Option<person_rows::Model>> {
    let known = people::reachable_at(desk.db(), seat.seat.organization_id).await?;
    Ok(known.into_values().flatten().find(|person| person.id == id))
}
