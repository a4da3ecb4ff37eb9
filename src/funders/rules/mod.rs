//! What a funder's rows mean in words, and what people may type about one: pure functions, so that
//! pages stay thin. Conditions, cycles and terms are kept as the funder states them.

mod areas;
mod conditions;
mod cycle;
mod facts;
mod markets;
mod pocket_name;
mod terms;

pub use areas::{AreaTyped, NotAnArea, read_areas};
pub use conditions::condition_words;
pub use cycle::{NotACycle, cycle_words, read_cycle};
pub use facts::{as_of_words, date_words, fact_words, source_words};
pub use markets::{Market, market_json, read_markets};
pub use pocket_name::{pocket_label, pocket_readings};
pub use terms::{amounts, position, rates, term};
