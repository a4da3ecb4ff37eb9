//! The ledger: what each address holds of a convening, every mail that told it, and every answer.
//!
//! One invitation is one address at one convening. It is written only here; whoever sends, receives or asks calls these
//! verbs inside their own transaction.

mod answers;
mod board;
mod invitations;
mod links;
mod mails;
mod places;
mod settings;
mod texts;

pub(super) use answers::{Answer, answers_of, record};
pub(super) use board::{Show, counts, page, seats_with_guest};
pub(super) use invitations::{
    NewInvitation, anybody_invited, by_id, by_keys, forget, held, held_many, of_address,
    of_convening, plan, remove,
};
pub(super) use links::{by_secret, fresh_link, revoke_links};
pub(super) use mails::{Noted, Told, ToldNow, mails_of, newest_mails, note_mail, told};
pub(super) use places::{
    coming, held_settings, lapsed_offers, offered, set_delegated_from, set_place, taken,
};
pub(super) use settings::{
    Kept, NewSettings, by_mail_token, keep_settings, settings, settings_or_made,
};
pub(super) use texts::{keep_text, text, texts};
