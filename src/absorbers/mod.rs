//! Absorbers: who could take the money and carry it? A CDFI, developer, nonprofit or land bank, its size, its record,
//! the issues it knows and the counties it works in.

mod pages;
pub mod rules;
mod store;

pub use pages::staff_routes;
pub use store::{
    AbsorberName, carriers, choices, import_illustrative, of_organization, organization_names,
};
