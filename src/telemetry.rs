//! The log: one line per request and per notable event, as text or JSON, on standard error.

use tracing_subscriber::EnvFilter;

use crate::config::{LogArgs, LogFormat};

/// Starts logging; a second start (as in tests) is ignored.
pub fn start(args: &LogArgs) {
    let filter = EnvFilter::try_new(&args.log).unwrap_or_else(|_| EnvFilter::new("info"));
    // The part that speaks IMAP would write every line of a conversation, and one of them has the password.
    let quiet = ["async_imap=info", "async_imap::imap_stream=info"];
    let quiet = quiet.iter().filter_map(|part| part.parse().ok());
    let filter = quiet.fold(filter, EnvFilter::add_directive);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = match args.log_format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was already started");
    }
}
