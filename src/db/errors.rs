//! What the database said of a write that failed, told the same way by both databases.

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx::error::DatabaseError};

/// What PostgreSQL says of a transaction it broke off: it could not be put in an order with the others, or it and
/// another waited for each other.
const BROKEN_OFF: [&str; 2] = ["40001", "40P01"];

/// An error of a write, which may be the database's own.
pub trait WriteError: From<DbErr> {
    /// What the database said, where it was the database that failed.
    fn database(&self) -> Option<&DbErr>;
}

impl WriteError for DbErr {
    fn database(&self) -> Option<&DbErr> {
        Some(self)
    }
}

impl WriteError for anyhow::Error {
    fn database(&self) -> Option<&DbErr> {
        self.downcast_ref()
    }
}

/// Whether the write failed because something unique was already there.
pub fn unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether nothing was wrong with the write but the moment.
pub(super) fn must_be_tried_again(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(told)) | DbErr::Query(RuntimeErr::SqlxError(told))) =
        error
    else {
        return false;
    };
    let code = told.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| BROKEN_OFF.contains(&&*code))
}
