//! A test invitation to the administrator who asks for one: invited, then moved, then cancelled, always the same event.

use serde::{Deserialize, Serialize};

use crate::{ids::UserId, jobs::Job};

/// Which mail of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestStep {
    Invite,
    Update,
    Cancel,
}

impl TestStep {
    pub(super) const ALL: [Self; 3] = [Self::Invite, Self::Update, Self::Cancel];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Update => "update",
            Self::Cancel => "cancel",
        }
    }

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Invite => "invitation",
            Self::Update => "update",
            Self::Cancel => "cancellation",
        }
    }
}

/// A wish for a test mail, to the person's own address.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendTestInvitation {
    pub user: UserId,
    pub step: TestStep,
}

impl Job for SendTestInvitation {
    const KIND: &'static str = "send_test_invitation";
}
