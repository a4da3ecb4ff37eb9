//! Removing the sample data: a page that says what goes, and the button.

use askama::Template;
use axum::response::Response;

use crate::{
    operations::{SampleData, remove_sample_data, sample_data},
    web::{AdminsDesk, Result, Shell, flash_to, page, views::Link},
};

#[derive(Template)]
#[template(path = "operations/sample.html")]
struct RemovalPage {
    shell: Shell,
    crumbs: Vec<Link>,
    sample: SampleData,
}

pub(super) async fn ask(AdminsDesk(desk): AdminsDesk) -> Result<Response> {
    page(&RemovalPage {
        sample: sample_data(desk.db()).await?,
        crumbs: vec![Link::new("Administration", "/admin")],
        shell: desk.shell("admin", "Remove the sample data"),
    })
}

pub(super) async fn remove(AdminsDesk(desk): AdminsDesk) -> Result<Response> {
    let app = &desk.app;
    let gone = app
        .db
        .write(async |txn| remove_sample_data(txn, &desk.actor(), app.now()).await)
        .await?;
    let told = if gone.is_empty() {
        "There was no sample data to remove.".to_owned()
    } else {
        format!("The sample data is gone: {}.", gone.in_words())
    };
    Ok(flash_to("/admin", &told))
}
