//! Knowledge about answering, as pure functions: whether the door is open, what was typed, which answer counts.

mod conflict;
mod door;
mod form;
mod proposal;
mod questions;

pub(in crate::invitations) use conflict::{Said, conflict};
pub(in crate::invitations) use door::{Closed, Door, DoorFacts, door};
pub(in crate::invitations) use form::{
    ANSWERS, AnswerForm, Handover, HandoverForm, read_answer, read_handover,
};
pub(in crate::invitations) use proposal::{Proposal, ProposalForm, read_proposal};
pub(in crate::invitations) use questions::{
    Asked, MOST_QUESTIONS, NewQuestion, QuestionForm, STANDARD, choices_of, read_question,
    read_replies,
};
