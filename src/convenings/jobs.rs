//! What rooms after this one are told of a convening: a job, left in the transaction of the change.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ids::ConveningId, jobs::Job};

/// A convening has a time that somebody proposed, or a seat that somebody may wait for is free.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConveningChanged {
    pub convening: ConveningId,
    pub what: WhatChanged,
    /// Who changed it.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhatChanged {
    Time,
    SeatFree,
    /// Its time, its end or its guests: the meetings in its room follow.
    Room,
}

impl Job for ConveningChanged {
    const KIND: &'static str = "convening_changed";
}
