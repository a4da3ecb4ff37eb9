mod made;
mod openings;
mod plans;
mod travel;
