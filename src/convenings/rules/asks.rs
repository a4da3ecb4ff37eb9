//! How often a funder may be asked to come. Counted across all cities: colleagues in five of them who each write to the same
//! foundation know nothing of each other, and the foundation knows all five.

/// How long a seat at a convening counts as an ask after the convening has begun, in days.
pub const COUNTS_FOR_DAYS: i32 = 90;

/// How many asks a quarter are the limit.
pub const MOST_ASKS: u32 = 4;

/// "Asked 3 times this quarter; the limit is 4".
pub fn asked_in_words(asked: u32) -> String {
    let times = match asked {
        0 => "Not asked".to_owned(),
        1 => "Asked once".to_owned(),
        asked => format!("Asked {asked} times"),
    };
    format!("{times} this quarter; the limit is {MOST_ASKS}")
}
