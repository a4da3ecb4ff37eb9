//! What makes an organization able to carry debt, and how an absorber's form is read.

mod check;
mod county;
mod form;

pub use crate::values::typed::clean;
pub use check::{Carrier, Finding, LOAN_SHARE, Need, TII_ASSETS, Verdict, check};
pub use county::{CountyTyped, read_counties};
pub use form::{AbsorberForm, AbsorberRead};
