//! What every page shares: the shell, forms and their errors, problems with two faces (page and
//! problem+json), who is at the desk, and the headers that keep browsers safe. Knows no room.

mod assets;
pub mod charts;
mod client;
mod desk;
mod door;
mod error;
mod fields;
mod flash;
mod form;
mod frame;
#[cfg(debug_assertions)]
pub mod gallery;
mod headers;
mod linked_data;
pub mod maps;
mod marks;
mod page;
mod paging;
mod problem;
mod rendered;
mod requests;
mod sheet;
mod shell;
mod state;
pub mod views;

pub use assets::{Assets, asset_routes};
pub use client::ClientKey;
pub use desk::{
    AdminsDesk, Desk, EditorsDesk, FrontDesk, TableDesk, TableEditorsDesk, deny_by_default,
    deny_strangers, deny_unless_admin, permit,
};
pub use door::{AnyDesk, DoorDesk, deny_all_but_door};
pub use error::{AppError, Result};
pub use fields::{Field, field};
pub use flash::flash_to;
pub use form::{Form, Query};
pub use frame::icon;
pub use headers::{csp_reports, guard};
pub use linked_data::LinkedData;
pub use marks::{pill, sample_pill};
pub use page::{download, page, page_invalid, see_other};
pub use paging::{Paging, address};
pub use problem::{Problem, render_problems};
pub use rendered::{Rendered, framed};
pub use requests::{log_requests, panicked, refuse_nul};
pub use sheet::sheet;
pub use shell::{Shell, ShellUser};
pub use state::{AppState, IncomingMail, Settings};
pub use views::{FieldError, FieldErrors};
