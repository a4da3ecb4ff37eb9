//! What can be set, by flag or by environment; the only place besides `main` that reads either.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    db::ConnectOptions,
    ids::{GoalId, StackLineId},
    mail::{InboxAddress, MailAddress},
    values::{EmailAddress, Role},
    web::IncomingMail,
};

/// Roundtable brings funders together around a city's outcome goals.
#[derive(Debug, Parser)]
#[command(name = "roundtable", version, about, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub log: LogArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site.
    Serve(ServeArgs),
    /// Serve with sample data from a folder of its own; prints a sign-in link.
    Demo(DemoArgs),
    /// Bring the database up to this version and load the reference data.
    Migrate(DatabaseArgs),
    /// Load a file: cities, counties, blackout-days, funders, goals, irs, ror, nmtc,
    /// native-cdfi; or `directory`, the real funders this program carries (no file).
    Import(ImportArgs),
    /// Staff accounts.
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Mail that comes in.
    Mail {
        #[command(subcommand)]
        command: MailCommand,
    },
    /// Check database, mail, time zones and address, and say what to mend.
    Doctor(ServeArgs),
    /// Say which outcome rules statements break; they are read from the input, one a line, when none is given.
    Lint(LintArgs),
    /// Say which funding sources could fill a goal's gap, or one line of it, and why.
    Match(MatchArgs),
    /// Measure how well something would have foretold what happened.
    Evaluate {
        #[command(subcommand)]
        command: EvaluateCommand,
    },
    /// Meetings in the room.
    Meetings {
        #[command(subcommand)]
        command: MeetingsCommand,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Debug, Args)]
pub struct LogArgs {
    /// What to log: error, warn, info, debug or trace, for all or by part, e.g. `info` or `info,roundtable=debug`.
    #[arg(
        long,
        env = "ROUNDTABLE_LOG",
        default_value = "info,sqlx=warn,memory_serve=warn",
        global = true
    )]
    pub log: String,
    /// How to write the log.
    #[arg(
        long,
        env = "ROUNDTABLE_LOG_FORMAT",
        value_enum,
        default_value = "text",
        global = true
    )]
    pub log_format: LogFormat,
}

#[derive(Clone, Debug, Args)]
pub struct DatabaseArgs {
    /// `sqlite://path/to/file.db` or `postgres://user:password@host/name`.
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite://roundtable.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Most database connections held at once.
    #[arg(long, env = "ROUNDTABLE_DATABASE_CONNECTIONS", default_value_t = 8)]
    pub database_connections: u32,
}

impl DatabaseArgs {
    pub fn connect_options(&self) -> ConnectOptions {
        ConnectOptions {
            url: self.database_url.clone(),
            connections: self.database_connections,
        }
    }
}

#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// Address to listen on.
    #[arg(long, env = "ROUNDTABLE_BIND", default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// The address people reach this site at, for links in mail and calendars.
    #[arg(
        long,
        env = "ROUNDTABLE_BASE_URL",
        default_value = "http://127.0.0.1:8080"
    )]
    pub base_url: String,
    /// Where mail goes: `smtp://user:password@host:587`, `smtps://...`, `folder:/path` or `memory`.
    #[arg(
        long,
        env = "ROUNDTABLE_MAIL",
        default_value = "folder:mail",
        hide_env_values = true
    )]
    pub mail: MailAddress,
    /// The From address of mail.
    #[arg(
        long,
        env = "ROUNDTABLE_MAIL_FROM",
        default_value = "Roundtable <roundtable@localhost>"
    )]
    pub mail_from: String,
    #[command(flatten)]
    pub incoming: IncomingArgs,
    /// Take mail in by LMTP on this address, from a mail server on this machine: 127.0.0.1:2424.
    #[arg(long, env = "ROUNDTABLE_LMTP")]
    pub lmtp: Option<SocketAddr>,
    /// Read this mailbox once a minute: `imaps://user:password@host/INBOX`.
    #[arg(long, env = "ROUNDTABLE_IMAP", hide_env_values = true)]
    pub imap: Option<InboxAddress>,
    /// The certificate (PEM) of the authority that vouches for that mailbox's server, where it is one of your own.
    #[arg(long, env = "ROUNDTABLE_IMAP_CA")]
    pub imap_ca: Option<PathBuf>,
    /// The domain of the addresses that convenings write from, as `c-...@domain`. Calendars answer to them: hand
    /// mail for this domain over by one of the ways below. The domain of the From address when not given.
    #[arg(long, env = "ROUNDTABLE_REPLY_DOMAIN")]
    pub reply_domain: Option<String>,
    /// Believe `X-Forwarded-For` (set only behind a reverse proxy that sets it).
    #[arg(long, env = "ROUNDTABLE_TRUSTED_PROXY")]
    pub trusted_proxy: bool,
    /// How many jobs to work on at once.
    #[arg(long, env = "ROUNDTABLE_WORKERS", default_value_t = 2)]
    pub workers: usize,
    /// Seconds a worker may be silent before another takes its job.
    #[arg(long, hide = true, default_value_t = 120, value_parser = clap::value_parser!(i64).range(1..=3_600))]
    pub job_lease_seconds: i64,
    /// Ask browsers to report content-security violations to this server's log.
    #[arg(long, env = "ROUNDTABLE_CSP_REPORT")]
    pub csp_report: bool,
}

#[derive(Clone, Debug, Args)]
pub struct DemoArgs {
    /// Folder for the demo's database and mail; a temporary one if not given.
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// Address to listen on.
    #[arg(long, env = "ROUNDTABLE_BIND", default_value = "127.0.0.1:8080")]
    pub bind: SocketAddr,
    /// Ask browsers to report content-security violations to this server's log.
    #[arg(long, env = "ROUNDTABLE_CSP_REPORT")]
    pub csp_report: bool,
}

#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// What the file holds.
    #[arg(value_enum)]
    pub kind: ImportKind,
    /// The file, in the layout of the one of its kind under `data/`; none for `directory`.
    pub file: Option<PathBuf>,
}

/// The files Roundtable can load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    Cities,
    Counties,
    BlackoutDays,
    Funders,
    Goals,
    Irs,
    Ror,
    Nmtc,
    NativeCdfi,
    Directory,
}

#[derive(Clone, Debug, Args)]
pub struct LintArgs {
    /// Answer as JSON: a list of statement, rules and class.
    #[arg(long)]
    pub json: bool,
    /// Goal statements, each in quotes.
    pub statements: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub struct MatchArgs {
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The goal's id, as in the address of its page.
    #[arg(long)]
    pub goal: GoalId,
    /// One line of its stack; all open lines when not given.
    #[arg(long)]
    pub line: Option<StackLineId>,
    /// How many funding sources to list.
    #[arg(long, default_value_t = 20)]
    pub most: u64,
    /// Answer as JSON, as /api/v1/goals/{id}/matches does.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Subcommand)]
pub enum EvaluateCommand {
    /// Rank the providers known before a year for each city, and hold that against who came later.
    Matching(EvaluateMatchingArgs),
}

#[derive(Clone, Debug, Args)]
pub struct EvaluateMatchingArgs {
    /// A CSV with the columns `cde_id`, `geoid`, `investments`, `amount_usd`, `first_year`, `last_year`: who came where, when.
    #[arg(long)]
    pub pairs: PathBuf,
    /// Only what was known before this year may be used; pairs first seen in it or later are to be foretold.
    #[arg(long)]
    pub before: i16,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Subcommand)]
pub enum MeetingsCommand {
    /// Say who meets in which round, at which table, with as few breaks as can be.
    Plan(MeetingsPlanArgs),
}

#[derive(Clone, Debug, Args)]
pub struct MeetingsPlanArgs {
    /// The instance: a JSON file, a published .dzn file, or plain numbers.
    pub instance: PathBuf,
    /// How many moves to search; some seconds' worth when not given, and 0 for the first plan that holds.
    #[arg(long)]
    pub moves: Option<u64>,
    /// Where the search begins: the same seed and moves give the same plan.
    #[arg(long)]
    pub seed: Option<u64>,
    /// By how much the breaks of two people may differ; as the file says when not given, and 2 for .dzn.
    #[arg(long)]
    pub fairness: Option<u32>,
    /// What a break costs against the worth of wishes; as the file says when not given.
    #[arg(long)]
    pub break_cost: Option<u32>,
    /// Then prove how few breaks these meetings need, with so many conflicts of the solver at most.
    #[arg(long, num_args = 0..=1, default_missing_value = "1000000")]
    pub prove: Option<u64>,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Subcommand)]
pub enum UserCommand {
    /// Open a staff account and print a one-time sign-in link.
    Add(UserAddArgs),
}

#[derive(Clone, Debug, Args)]
pub struct UserAddArgs {
    #[command(flatten)]
    pub database: DatabaseArgs,
    #[arg(long)]
    pub name: String,
    #[arg(long)]
    pub email: EmailAddress,
    /// `administrator`, `program_officer`, `viewer`, `partnership_lead` or `door`.
    #[arg(long, default_value = "program_officer")]
    pub role: Role,
    /// For a partnership lead: the partnership, by its slug, such as its name in small letters with hyphens.
    #[arg(long)]
    pub partnership: Option<String>,
    /// The address people reach this site at, for the link.
    #[arg(
        long,
        env = "ROUNDTABLE_BASE_URL",
        default_value = "http://127.0.0.1:8080"
    )]
    pub base_url: String,
}

#[derive(Clone, Debug, Args)]
pub struct IncomingArgs {
    /// Mail servers of yours whose `Authentication-Results` are believed, by the name they write first in that header.
    #[arg(long, env = "ROUNDTABLE_MAIL_TRUSTED_AUTHSERV", value_delimiter = ',')]
    pub mail_trusted_authserv: Vec<String>,
    /// Whoever hands mail over has refused what is not from whom it says (set only where that is so).
    #[arg(long, env = "ROUNDTABLE_MAIL_WAY_AUTHENTICATES")]
    pub mail_way_authenticates: bool,
    /// The secret that signs mail posted to /mail/incoming; without one that page does not exist.
    #[arg(long, env = "ROUNDTABLE_MAIL_INCOMING_SECRET", hide_env_values = true)]
    pub mail_incoming_secret: Option<String>,
}

impl IncomingArgs {
    pub fn settings(&self) -> IncomingMail {
        IncomingMail {
            servers: self.mail_trusted_authserv.clone(),
            way_authenticates: self.mail_way_authenticates,
            secret: self
                .mail_incoming_secret
                .clone()
                .filter(|secret| !secret.is_empty()),
            lmtp: None,
            imap: None,
        }
    }
}

#[derive(Clone, Debug, Subcommand)]
pub enum MailCommand {
    /// Take in one mail (RFC 5322) from the input, as a mail server hands it over; exit code 75 asks it to try again.
    Ingest(IngestArgs),
}

#[derive(Clone, Debug, Args)]
pub struct IngestArgs {
    #[command(flatten)]
    pub database: DatabaseArgs,
    #[command(flatten)]
    pub incoming: IncomingArgs,
    /// Whom the envelope names; those in the headers when not given.
    #[arg(long)]
    pub recipient: Vec<String>,
}
