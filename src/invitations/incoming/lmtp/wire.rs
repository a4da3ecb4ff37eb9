//! Lines and mails off the wire, within limits.

use std::time::Duration;

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _},
    time::timeout,
};

use crate::invitations::itip::read::LARGEST_MAIL;

/// The longest command (RFC 5321 4.5.3.1.4, with room for parameters).
const LONGEST_COMMAND: u64 = 2_048;
/// How much of a mail that is too large is read to its end; after that we hang up.
const MOST_DRAINED: usize = 10 * LARGEST_MAIL;
/// How long we wait for a line.
const PATIENCE: Duration = Duration::from_mins(1);

fn gone() -> std::io::Error {
    std::io::ErrorKind::UnexpectedEof.into()
}

/// A command without its line end; nothing where it is too long.
pub(super) async fn command(
    read: &mut (impl AsyncBufRead + Unpin),
) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    let mut limited = read.take(LONGEST_COMMAND);
    timeout(PATIENCE, limited.read_until(b'\n', &mut line)).await??;
    if line.is_empty() {
        return Err(gone());
    }
    if !line.ends_with(b"\n") {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&line);
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A mail as it came.
pub(super) enum Mail {
    Whole(Vec<u8>),
    TooLarge,
}

/// The mail up to the line of one dot, its dots unstuffed (RFC 5321 4.5.2). Only CRLF ends a line here: otherwise one mail
/// could hide another. Nothing where it does not end within reason.
pub(super) async fn data(read: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<Mail>> {
    let (mut raw, mut read_so_far, mut at_start) = (Vec::new(), 0_usize, true);
    loop {
        let mut line = Vec::new();
        let mut limited = (&mut *read).take(LARGEST_MAIL as u64);
        timeout(PATIENCE, limited.read_until(b'\n', &mut line)).await??;
        if line.is_empty() {
            return Err(gone());
        }
        if at_start && line == b".\r\n" {
            let too_large = read_so_far > LARGEST_MAIL;
            return Ok(Some(if too_large {
                Mail::TooLarge
            } else {
                Mail::Whole(raw)
            }));
        }
        let text = match line.strip_prefix(b".") {
            Some(rest) if at_start => rest,
            _ => &line,
        };
        read_so_far += text.len();
        if read_so_far <= LARGEST_MAIL {
            raw.extend_from_slice(text);
        } else {
            raw = Vec::new();
        }
        if read_so_far > MOST_DRAINED {
            return Ok(None);
        }
        at_start = line.ends_with(b"\r\n");
    }
}
