//! The log: one line per request and per notable event, as text or JSON, on standard error.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    filter::Targets, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use crate::config::{LogArgs, LogFormat};

/// Starts logging; a second start (as in tests) is ignored.
pub fn start(args: &LogArgs) {
    let log = tracing_subscriber::registry().with(filter(&args.log));
    let lines = fmt::layer().with_writer(std::io::stderr);
    let started = match args.log_format {
        LogFormat::Text => log.with(lines.with_target(false)).try_init(),
        LogFormat::Json => log.with(lines.json()).try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was already started");
    }
}

/// `info,roundtable=debug`; what cannot be read is `info`. By part and level alone: filters by field would bring a language of
/// regular expressions into the program, 0.3 MB of it.
fn filter(log: &str) -> Targets {
    let filter: Targets = log
        .parse()
        .unwrap_or_else(|_| Targets::new().with_default(LevelFilter::INFO));
    // The part that speaks IMAP would write every line of a conversation, and one of them has the password.
    filter
        .with_target("async_imap", LevelFilter::INFO)
        .with_target("async_imap::imap_stream", LevelFilter::INFO)
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn parts_are_heard_as_they_are_asked_for_and_a_password_never() {
        let asked = filter("info,roundtable=debug,async_imap::imap_stream=trace");
        assert!(asked.would_enable("roundtable_guests::invitations", &Level::DEBUG));
        assert!(!asked.would_enable("hyper", &Level::DEBUG));
        assert!(!asked.would_enable("async_imap::imap_stream", &Level::DEBUG));
        let unreadable = filter("every=thing=now");
        assert!(unreadable.would_enable("hyper", &Level::INFO));
        assert!(!unreadable.would_enable("hyper", &Level::DEBUG));
    }
}
