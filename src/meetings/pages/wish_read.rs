//! Reading what was said: a value that is no wish is told beside its row.

use super::wish_form::others;
use crate::{
    ids::MeetingPartyId,
    meetings::store::{Gathered, Spoken},
    values::MeetingWish,
    web::FieldErrors,
};

/// Fields as they came.
pub(in crate::meetings) type Sent = Vec<(String, String)>;

const UNREADABLE: &str = "Choose one of these answers";

/// The newest value of a field.
pub(super) fn field<'a>(sent: &'a Sent, name: &str) -> Option<&'a str> {
    let mut fields = sent.iter().rev();
    fields
        .find(|(field, _)| field == name)
        .map(|(_, value)| value.as_str())
}

/// A wish, or that there is none.
pub(super) fn wish(text: &str) -> Result<Option<MeetingWish>, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| UNREADABLE)
}

pub(super) fn code(wish: Option<MeetingWish>) -> &'static str {
    wish.map_or("", MeetingWish::as_str)
}

/// What was said of whom, and what stood there before. Rows that were not in the form are left as they are; a value that is
/// no wish is told beside its row, and then nothing is kept.
pub(in crate::meetings) fn read(
    of: &Gathered,
    from: MeetingPartyId,
    sent: &Sent,
) -> Result<Vec<Spoken>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut said = Vec::new();
    for other in others(of, from) {
        let id = other.id.to_string();
        let Some(text) = field(sent, &id) else {
            continue;
        };
        let was = field(sent, &format!("was-{id}")).unwrap_or("");
        match wish(text) {
            Ok(wish_now) => said.push(Spoken {
                of: other.id,
                was: wish(was).unwrap_or(None),
                wish: wish_now,
            }),
            Err(why) => errors.add("wishes", format!("{}: {}", other.name, why.to_lowercase())),
        }
    }
    if errors.is_empty() {
        Ok(said)
    } else {
        Err(errors)
    }
}
