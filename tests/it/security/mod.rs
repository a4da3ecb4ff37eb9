//! What must hold on every page: nobody passes unseen, forms come from our own pages, browsers are
//! told what is allowed, failures have a face, and the log keeps no secrets.

mod doors;
mod headers;
mod leads;
mod logs;
mod problems;
pub mod routes;
mod session;
