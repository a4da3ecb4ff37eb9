//! The few shapes that every table here is made of.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

/// A foreign key from one column to one column.
pub(crate) fn references(
    table: &'static str,
    column: &'static str,
    to_table: &'static str,
    to_column: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(to_table, to_column)
        .on_delete(on_delete)
        .to_owned()
}

/// An index named after its table and columns.
pub(crate) async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let mut create = Index::create();
    create
        .table(table)
        .name(format!("ix_{table}_{}", columns.join("_")));
    for column in columns {
        create.col(*column);
    }
    if unique {
        create.unique();
    }
    manager.create_index(create).await
}

/// Text ordered byte by byte on both databases, so that a prefix is a range of the index.
pub(crate) fn bytewise_text(column: &'static str, manager: &SchemaManager<'_>) -> ColumnDef {
    let mut definition = ColumnDef::new(column);
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        definition.custom("text COLLATE \"C\"");
    } else {
        definition.text();
    }
    definition.not_null().take()
}
