//! What a table lacks, whatever its score: the checks that are always on.

/// Who sits at the table, as far as the checks ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Open kinds of money, by need, and whether somebody on the list offers them, and whether any source of it is known.
    pub kinds: Vec<(usize, bool, bool)>,
    /// How many guests are local philanthropy.
    pub local: usize,
    /// Whether the design pays for outcomes.
    pub pays_for_outcomes: bool,
    /// Whether somebody who could pay for outcomes is on the list.
    pub has_payor: bool,
    /// How many resident leaders have a seat.
    pub residents: usize,
    /// Whether they are paid for coming; nothing where nobody said.
    pub residents_paid: Option<bool>,
    /// Whether the meeting is to change rules and systems.
    pub changes_systems: bool,
    /// How many public officials have a seat.
    pub officials: usize,
    /// How many conveners are on the list.
    pub conveners: usize,
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nobody on the list offers this kind of money, though sources are known.
    Kind(usize),
    /// No source of this kind of money is known at all.
    NoSource(usize),
    LocalPhilanthropy,
    Payor,
    Officials,
    Residents,
    UnpaidResidents,
    /// Not a lack: conveners are guests, and their money is not counted.
    Convener(usize),
}

/// One thing the table lacks, and whether it is only worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub lack: Lack,
    pub is_note: bool,
}

/// Everything a table lacks, in one order.
pub fn findings(table: &Table) -> Vec<Finding> {
    let kinds = table.kinds.iter().filter(|(_, here, _)| !here);
    let kinds = kinds.map(|(need, _, known)| {
        if *known {
            Lack::Kind(*need)
        } else {
            Lack::NoSource(*need)
        }
    });
    let lack = |missing: bool, lack: Lack| missing.then_some(lack);
    let unpaid = table.residents > 0 && table.residents_paid != Some(true);
    kinds
        .chain(lack(table.local == 0, Lack::LocalPhilanthropy))
        .chain(lack(
            table.pays_for_outcomes && !table.has_payor,
            Lack::Payor,
        ))
        .chain(lack(
            table.changes_systems && table.officials == 0,
            Lack::Officials,
        ))
        .chain(lack(table.residents == 0, Lack::Residents))
        .chain(lack(unpaid, Lack::UnpaidResidents))
        .chain(lack(table.conveners > 0, Lack::Convener(table.conveners)))
        .map(|lack| Finding {
            lack,
            is_note: matches!(lack, Lack::Convener(_)),
        })
        .collect()
}

#[cfg(test)]
mod tests;
