//! Where: cities, the counties and metro areas that contain them, and the days nobody should be asked to meet.

pub mod rules;
