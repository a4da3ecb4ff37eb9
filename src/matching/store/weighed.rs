//! The weights behind a goal's matches, and the same goal with others.

use std::sync::Arc;

use jiff::civil::Date;
use sea_orm::DbErr;

use super::{GoalMatches, Ground, stand};
use crate::{
    ids::FundingSourceId,
    matching::rules::{Verdict, Weights},
};

impl GoalMatches {
    /// The weights its scores are made with.
    pub fn weights(&self) -> Weights {
        self.ground.weights
    }

    /// The day its verdicts and scores hold for.
    pub fn today(&self) -> Date {
        self.ground.today
    }

    /// Where those that are eligible or aligned stand, best first, with their scores.
    pub(in crate::matching) fn ranking(&self) -> &[(FundingSourceId, Verdict, u32)] {
        &self.standing.passed
    }

    /// The same goal with other weights, worked out for this look alone.
    pub(in crate::matching) fn weighed(&self, weights: Weights) -> Result<Self, DbErr> {
        let ground = Ground {
            weights,
            ..self.ground.clone()
        };
        let goal = self.standing.goal.clone();
        let standing = stand(&self.directory, goal, None, &ground)?;
        Ok(Self {
            standing: Arc::new(standing),
            ground,
            ..self.clone()
        })
    }
}
