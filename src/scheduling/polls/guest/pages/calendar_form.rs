//! The form with somebody's own calendar: an address, or a file.

use axum::extract::Multipart;

use crate::{
    scheduling::polls::guest::calendar::Refused,
    web::{AppError, Result},
};

/// What was sent.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) address: String,
    pub(super) file: Vec<u8>,
}

/// Reads the parts of the form.
pub(super) async fn read(mut parts: Multipart) -> Result<Result<Sent, Refused>> {
    let broken = || AppError::Invalid("The form could not be read.".to_owned());
    let mut sent = Sent::default();
    loop {
        let field = match parts.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(Ok(sent)),
            Err(_) => return Err(broken()),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let Ok(bytes) = field.bytes().await else {
            // The only part that can be large is the file.
            return Ok(Err(Refused::TooLarge));
        };
        match name.as_str() {
            "file" => sent.file = bytes.to_vec(),
            "calendar" => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| broken())?;
                sent.address = text.chars().take(2_000).collect();
            }
            _ => {}
        }
    }
}
