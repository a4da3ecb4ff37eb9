//! Every property and every degenerate poll that `matching-and-scheduling` 2.3 lists, against definitions written out slowly.

mod degenerate;
mod hours;
mod made;
mod properties;
mod slots;
mod slow;
mod strain;
mod told;
