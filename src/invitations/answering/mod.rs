//! Answering: what a guest says on their own page or through staff, whom they send instead, which other time they propose,
//! what they are asked besides, and how a place that is free finds somebody who waits for it.

mod jobs;
pub(in crate::invitations) mod rules;
mod store;

pub use jobs::{PlaceOffered, SeatHandedOver, place_offered, seat_handed_over};
pub(in crate::invitations) use store::{
    Arrangements, Recorded, Refusal, Replied, Withdrawn, add_question, after_answer, answer,
    answers_at, arrangements, asked, change_question, door_of, forget_place, hand_over, is_full,
    is_offered, keep_answer, keep_arrangements, leave, left_out, note_transfer, offer_all_free,
    offer_free, offer_place, proposal_of, propose, put_on_list, question, record_for, replies_of,
    stop_asking, take_place, transfers_of, wait, withdraw,
};
pub use store::{any_lapsed, expire_offers, forget_answers};
