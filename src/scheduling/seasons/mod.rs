//! Seasons: convenings whose dates are chosen together, so that the funders they share can come to as many as possible.
//!
//! Staff say which convenings, when and where each could be; [`crate::scheduling::season`] proposes dates; staff accept
//! some, keep others and propose the rest anew. A convening gets its day only when somebody accepts it.

mod api;
mod pages;
mod propose;
mod rules;
mod store;

pub use pages::staff_routes;
pub use propose::{PlanSeason, plan_season};
