//! From a season as asked to the question the search answers.

use super::{
    asked::{Asked, Spot},
    days::number,
};
use crate::scheduling::season::{Ask, Convening, Season, Wish};

/// What a guest counts who could bring nothing: enough to decide between dates that bring the same money.
pub(crate) const LEAST: u64 = 1;

/// The question, and which place each of its numbers stands for.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) season: Season,
    pub(crate) spots: Vec<Spot>,
}

/// The question, or a sentence for every convening that has no day left.
pub(crate) fn question(asked: &Asked) -> Result<Question, Vec<String>> {
    let emptied = asked
        .meetings
        .iter()
        .filter_map(|meeting| asked.emptied(meeting));
    let emptied: Vec<String> = emptied.collect();
    if !emptied.is_empty() {
        return Err(emptied);
    }
    let spots = asked.spots();
    let place = |spot: Spot| {
        spots
            .iter()
            .position(|each| *each == spot)
            .unwrap_or(usize::MAX)
    };
    let convenings = asked.meetings.iter().map(|meeting| Convening {
        id: meeting.id.as_u128(),
        days: meeting.days,
        // One that stays may have no other day; its date is enough.
        openings: asked.openings(meeting, place).unwrap_or_default(),
        kept: asked
            .kept_spot(meeting)
            .map(|(day, spot)| (number(day), place(spot))),
    });
    let asks = asked.invited.iter().map(|invited| Ask {
        funder: invited.funder.as_u128(),
        convening: invited.convening.as_u128(),
        value: invited.value.max(LEAST),
        must: invited.must,
    });
    let season = Season {
        travel: asked.travel_between(&spots),
        convenings: convenings.collect(),
        asks: asks.collect(),
        wish: Wish {
            most_per_week: asked.most_per_week,
            moves: asked.effort.moves(),
            seed: asked.seed,
        },
    };
    Ok(Question { season, spots })
}

/// About how many steps the search takes: each move weighs every opening of a convening for each funder it shares.
pub(crate) fn steps(season: &Season) -> u64 {
    let wide = |many: usize| u64::try_from(many).unwrap_or(u64::MAX);
    let openings: u64 = season
        .convenings
        .iter()
        .map(|convening| wide(convening.openings.len()))
        .sum();
    let convenings = wide(season.convenings.len().max(1));
    let asks = wide(season.asks.len());
    let each = (asks / convenings + 1) * (openings / convenings + convenings);
    wide(season.wish.moves).saturating_mul(each)
}
