//! Which rule of the database a write broke, told the same way by both databases.

use sea_orm::{DbErr, SqlErr};

/// Whether the write failed because something unique was already there.
pub fn unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
