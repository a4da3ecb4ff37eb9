//! Every query and write of the tables of the ledger.

mod aliases;
mod answers;
mod board;
mod invitations;
mod links;
mod mails;
mod places;
mod settings;
mod texts;

pub(in crate::invitations) use aliases::{aliases_of, keep_alias, of_alias};
pub(in crate::invitations) use answers::{Answer, answers_of, record};
pub(in crate::invitations) use board::{Show, counts, page, seats_coming, seats_with_guest};
pub(in crate::invitations) use invitations::{
    NewInvitation, anybody_invited, by_id, by_keys, forget, held, held_many, of_address,
    of_convening, of_seat, plan, remove,
};
pub(in crate::invitations) use links::{by_secret, fresh_link, revoke_links};
pub(in crate::invitations) use mails::{
    Noted, Told, ToldNow, mails_of, newest_mails, note_mail, told,
};
pub(in crate::invitations) use places::{
    coming, held_settings, lapsed_offers, offered, set_delegated_from, set_place, taken,
};
pub(in crate::invitations) use settings::{
    Kept, NewSettings, by_mail_token, keep_settings, settings, settings_or_made,
};
pub(in crate::invitations) use texts::{keep_text, text, texts};
