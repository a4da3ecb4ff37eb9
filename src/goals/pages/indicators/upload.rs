//! The parts of an import form: a file, or pasted text, and what goes with them.

use axum::extract::{Multipart, multipart::Field};

use crate::web::AppError;

/// Most bytes of the file or the text.
const LARGEST: usize = 1 << 20;

/// As people send it.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportForm {
    /// The file's text, if there was a file, or else what was pasted.
    pub(super) text: String,
    /// For rows that name no source.
    pub(super) source: String,
    /// Why earlier values are corrected.
    pub(super) reason: String,
    /// `look` or `save`.
    pub(super) step: String,
    /// What was looked at.
    pub(super) mark: String,
}

impl ImportForm {
    /// Reads the parts; the inner error holds what was read, and the sentence that says what is wrong with the file.
    pub(super) async fn from_parts(
        mut parts: Multipart,
    ) -> Result<Result<Self, (Self, String)>, AppError> {
        let mut form = Self::default();
        let mut file = Vec::new();
        loop {
            let field = match parts.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => break,
                Err(error) => return too_large(form, error.status()),
            };
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = match take(field).await {
                Ok(bytes) => bytes,
                Err(status) => return too_large(form, status),
            };
            if name == "file" {
                file = bytes;
                continue;
            }
            let Ok(text) = String::from_utf8(bytes) else {
                return Err(AppError::Invalid("The form could not be read.".to_owned()));
            };
            form.put(&name, text);
        }
        if !file.is_empty() {
            match String::from_utf8(file) {
                Ok(text) => form.text = text,
                Err(_) => {
                    let why =
                        "This file is not plain text. In the spreadsheet, save it as “CSV UTF-8”.";
                    return Ok(Err((form, why.to_owned())));
                }
            }
        }
        Ok(form.checked())
    }

    fn put(&mut self, name: &str, text: String) {
        match name {
            "text" => self.text = text,
            "source" => self.source = text,
            "reason" => self.reason = text,
            "step" => self.step = text,
            "mark" => self.mark = text,
            _ => {}
        }
    }

    fn checked(mut self) -> Result<Self, (Self, String)> {
        let parts = [
            &self.text,
            &self.source,
            &self.reason,
            &self.mark,
            &self.step,
        ];
        if parts.iter().any(|part| part.contains('\0')) {
            self.text.clear();
            return Err((
                Self::default(),
                "The file holds a character that cannot be kept.".to_owned(),
            ));
        }
        if self.text.len() > LARGEST {
            return Err((
                Self {
                    text: String::new(),
                    ..self
                },
                "The file is larger than 1 MB. Split it.".to_owned(),
            ));
        }
        if self.source.chars().count() > 300 || self.reason.chars().count() > 500 {
            return Err((
                self,
                "Shorten the source to 300 characters and the reason to 500.".to_owned(),
            ));
        }
        Ok(self)
    }
}

async fn take(field: Field<'_>) -> Result<Vec<u8>, axum::http::StatusCode> {
    let bytes = field.bytes().await.map_err(|error| error.status())?;
    Ok(bytes.to_vec())
}

fn too_large(
    form: ImportForm,
    status: axum::http::StatusCode,
) -> Result<Result<ImportForm, (ImportForm, String)>, AppError> {
    if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        return Ok(Err((
            form,
            "The file is larger than 1 MB. Split it.".to_owned(),
        )));
    }
    Err(AppError::Invalid("The form could not be read.".to_owned()))
}
