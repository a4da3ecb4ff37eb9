//! Wishes as a form: one row for each on the other side. Guests and staff fill in the same.

use crate::{
    ids::MeetingPartyId,
    meetings::store::Gathered,
    values::{MeetingSide, MeetingWish},
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
}

/// Fields as they came.
pub(in crate::meetings) type Sent = Vec<(String, String)>;

/// The rows of a party's form; `sent` is what was typed, where the form comes back.
pub(in crate::meetings) fn rows(of: &Gathered, from: MeetingPartyId) -> Vec<Row> {
    let side = of.party(from).map(|party| party.side);
    let others = of
        .parties
        .iter()
        .filter(|it| Some(it.side) != side && it.withdrawn_at.is_none());
    let row = |other: &crate::entities::meeting_parties::Model| {
        let said = of.wishes.get(&(from, other.id)).copied();
        let mut choices: Vec<Choice> = MeetingWish::ALL
            .iter()
            .map(|wish| Choice::new(wish.as_str(), wish.label(), said == Some(*wish)))
            .collect();
        choices.push(Choice::new("", "No opinion", said.is_none()));
        Row {
            field: other.id.to_string(),
            name: other.name.clone(),
            sample: other.illustrative,
            choices,
        }
    };
    others.map(row).collect()
}

/// What was said of whom. What is no wish, or of nobody there, is nothing said.
pub(in crate::meetings) fn read(
    of: &Gathered,
    from: MeetingPartyId,
    sent: &Sent,
) -> Vec<(MeetingPartyId, MeetingWish)> {
    let side: Option<MeetingSide> = of.party(from).map(|party| party.side);
    let others = of.parties.iter().filter(|it| Some(it.side) != side);
    others
        .filter_map(|other| {
            let field = other.id.to_string();
            let said = sent.iter().rev().find(|(name, _)| *name == field)?;
            Some((other.id, said.1.parse().ok()?))
        })
        .collect()
}
