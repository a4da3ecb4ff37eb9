//! The ledger: what each address holds of a convening, every mail that told it, and every answer.
//!
//! One invitation is one address at one convening. It is written only here; whoever sends, receives or asks calls these
//! verbs inside their own transaction.

mod answers;
mod invitations;
mod links;
mod settings;

pub(super) use answers::{Answer, answers_of, record};
pub(super) use invitations::{
    NewInvitation, by_id, by_keys, held, of_address, of_convening, plan, remove,
};
pub(super) use links::{by_secret, fresh_link, revoke_links};
pub(super) use settings::{by_mail_token, settings, settings_or_made};
