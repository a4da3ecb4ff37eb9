//! People: who, at which organisation, where we have them from, what they agreed to, and whether we
//! may write to them. A person is one mailbox; posts that ended stay on record.

mod pages;
mod store;

pub use pages::staff_routes;
pub use store::{
    Consents, NewPerson, by_email, by_id, posts, reachable_at, register, silent_among,
};
