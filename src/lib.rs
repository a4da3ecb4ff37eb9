pub mod funders;
pub mod places;
