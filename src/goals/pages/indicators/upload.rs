//! The parts of an import form: a file, or pasted text, and what goes with them.

use axum::{extract::Multipart, http::StatusCode};

use crate::web::AppError;

/// Most bytes of the file or the text.
const LARGEST: usize = 1 << 20;
const TOO_LARGE: &str = "The file is larger than 1 MB. Split it.";
const NOT_TEXT: &str = "This file is not plain text. In the spreadsheet, save it as “CSV UTF-8”.";

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
    /// Reads the parts. The second is what is wrong with the file, if anything is.
    pub(super) async fn from_parts(
        mut parts: Multipart,
    ) -> Result<(Self, Option<&'static str>), AppError> {
        let mut form = Self::default();
        let mut file = Vec::new();
        loop {
            let field = match parts.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => break,
                Err(error) => return too_large(form, error.status()),
            };
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = match field.bytes().await {
                Ok(bytes) => bytes.to_vec(),
                Err(error) => return too_large(form, error.status()),
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
            let Ok(text) = String::from_utf8(file) else {
                return Ok((form, Some(NOT_TEXT)));
            };
            form.text = text;
        }
        let wrong = form.wrong();
        Ok((form, wrong))
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

    /// What is wrong with the parts; text that cannot be shown again is dropped.
    fn wrong(&mut self) -> Option<&'static str> {
        let parts = [
            &self.text,
            &self.source,
            &self.reason,
            &self.mark,
            &self.step,
        ];
        if parts.iter().any(|part| part.contains('\0')) {
            *self = Self::default();
            return Some("The file holds a character that cannot be kept.");
        }
        if self.text.len() > LARGEST {
            self.text.clear();
            return Some(TOO_LARGE);
        }
        None
    }

    /// What is wrong with what goes with the file: the field, and why.
    pub(super) fn long(&self) -> Option<(&'static str, &'static str)> {
        if self.source.chars().count() > 300 {
            return Some(("source", "Shorten the source to 300 characters or fewer."));
        }
        let long = self.reason.chars().count() > 500;
        long.then_some(("reason", "Shorten the reason to 500 characters or fewer."))
    }
}

fn too_large(
    form: ImportForm,
    status: StatusCode,
) -> Result<(ImportForm, Option<&'static str>), AppError> {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Ok((form, Some(TOO_LARGE)));
    }
    Err(AppError::Invalid("The form could not be read.".to_owned()))
}
