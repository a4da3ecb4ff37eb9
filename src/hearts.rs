//! The searches that rooms are made around: numbers in, numbers out, without a database, a clock or a page.
//!
//! A package of its own (decision 16), built for speed while the others are built small (decision 11). Its modules lie in their rooms,
//! which hand them on under their own names.

pub mod matching {
    pub mod engine;
}

pub mod composing {
    pub mod rules;
}

pub mod scheduling {
    pub mod season;
    pub mod times;
}

pub mod meetings {
    pub mod plan;
}
