//! Wishes as a form: one row for each on the other side. Guests and staff fill in the same. Each row carries what stood
//! there when it was shown, so that nobody overwrites what they have not seen.

use super::wish_read::{Sent, code, field, wish};
use crate::{
    entities::meeting_parties, ids::MeetingPartyId, meetings::store::Gathered, values::MeetingWish,
    web::views::Choice,
};

/// One on the other side, and what is said of it.
pub(in crate::meetings) struct Row {
    /// The name of the field: its id.
    pub(in crate::meetings) field: String,
    pub(in crate::meetings) name: String,
    /// Whether it is a goal: then its result helps to decide.
    pub(in crate::meetings) sample: bool,
    pub(in crate::meetings) choices: Vec<Choice>,
    /// What is kept while the form is looked at.
    pub(in crate::meetings) was: String,
    /// What somebody else saved meanwhile, where it is not what was typed.
    pub(in crate::meetings) saved: &'static str,
    pub(in crate::meetings) error: &'static str,
}

const SILENT: &str = "No opinion";

/// Those on the other side, in the order of the form.
pub(super) fn others(
    of: &Gathered,
    from: MeetingPartyId,
) -> impl Iterator<Item = &meeting_parties::Model> {
    let side = of.party(from).map(|party| party.side);
    let others = of.parties.iter();
    others.filter(move |it| Some(it.side) != side && it.withdrawn_at.is_none())
}

/// The rows of a party's form; `sent` is what was typed, where the form comes back.
pub(in crate::meetings) fn rows(
    of: &Gathered,
    from: MeetingPartyId,
    sent: Option<&Sent>,
) -> Vec<Row> {
    let row = |other: &meeting_parties::Model| {
        let id = other.id.to_string();
        let kept = of.wishes.get(&(from, other.id)).copied();
        let typed = sent.and_then(|sent| field(sent, &id));
        let shown = typed.unwrap_or(code(kept)).trim();
        let was = sent.and_then(|sent| field(sent, &format!("was-{id}")));
        let meanwhile = was.is_some_and(|was| was != code(kept)) && shown != code(kept);
        let answer =
            |wish: &MeetingWish| Choice::new(wish.as_str(), wish.label(), shown == wish.as_str());
        let mut choices: Vec<Choice> = MeetingWish::ALL.iter().map(answer).collect();
        choices.push(Choice::new("", SILENT, shown.is_empty()));
        Row {
            field: id,
            name: other.name.clone(),
            sample: other.illustrative,
            choices,
            was: code(kept).to_owned(),
            saved: match (meanwhile, kept) {
                (false, _) => "",
                (true, Some(wish)) => wish.label(),
                (true, None) => SILENT,
            },
            error: wish(shown).err().unwrap_or(""),
        }
    };
    others(of, from).map(row).collect()
}
