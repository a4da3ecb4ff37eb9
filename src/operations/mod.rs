//! What the people who run this site need: how it is doing, what its jobs and mail do, who changed
//! what, removing the sample data; and the pages that belong to no room: the start page, about,
//! privacy, credits, health. In the demo also the mailbox where its mail can be read.

mod mailbox;
mod pages;
mod rules;
mod store;

pub use pages::{admin_routes, public_routes, staff_routes};
pub use rules::SampleData;
pub use store::{remove_sample_data, sample_data};
