//! Every property and every degenerate question that `matching-and-scheduling` 2.5 lists; small seasons tried out whole.

mod days;
mod degenerate;
mod made;
mod properties;
mod said;
