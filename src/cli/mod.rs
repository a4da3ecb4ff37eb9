//! The commands: reads the arguments, starts the log, does the command.

mod demo;
mod doctor;
mod evaluate;
mod ingest;
mod lint;
mod matches;
mod meetings;
mod serve;
mod user;

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use crate::{
    clock::Clock,
    config::{
        Cli, Command, DatabaseArgs, EvaluateCommand, ImportArgs, ImportKind, MailCommand,
        MeetingsCommand, UserCommand,
    },
    db::Db,
    loading, telemetry,
};

/// What the program does. Here and not in `main.rs`, as the compiler would copy all that waits, the whole server, into the binary's
/// own part once more.
pub fn main() -> ExitCode {
    let arguments = Cli::parse();
    telemetry::start(&arguments.log);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(run(arguments.command)) {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

/// Says what went wrong, with its causes, and that it did.
fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("roundtable: {error:#}");
    ExitCode::FAILURE
}

/// Does one command.
async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(args) => serve::serve(args).await?,
        Command::Demo(args) => demo::demo(args).await?,
        Command::Migrate(args) => migrate(&args).await?,
        Command::Import(args) => import(&args).await?,
        Command::User {
            command: UserCommand::Add(args),
        } => user::add(args).await?,
        Command::Lint(args) => lint::lint(args)?,
        Command::Match(args) => matches::matches(&args).await?,
        Command::Evaluate {
            command: EvaluateCommand::Matching(args),
        } => evaluate::matching(&args)?,
        Command::Meetings {
            command: MeetingsCommand::Plan(args),
        } => meetings::plan(&args)?,
        Command::Mail {
            command: MailCommand::Ingest(args),
        } => return Ok(ingest::ingest(&args).await),
        Command::Doctor(args) => return doctor::doctor(&args).await,
    }
    Ok(ExitCode::SUCCESS)
}

async fn open(args: &DatabaseArgs) -> anyhow::Result<Db> {
    let shown = crate::db::redact(&args.database_url);
    Db::open(&args.connect_options())
        .await
        .with_context(|| format!("cannot open {shown}"))
}

async fn migrate(args: &DatabaseArgs) -> anyhow::Result<()> {
    let db = open(args).await?;
    let applied = db.migrate().await?;
    let rows = loading::reference(&db).await?;
    println!("Applied {applied} migrations; loaded {rows} rows of reference data.");
    Ok(db.close().await?)
}

async fn import(args: &ImportArgs) -> anyhow::Result<()> {
    let db = open(&args.database).await?;
    db.migrate().await?;
    loading::reference_if_missing(&db).await?;
    let now = Clock::Machine.now();
    if args.kind == ImportKind::Directory {
        let organizations = loading::carried_directory(&db, now).await?;
        println!("Loaded {organizations} organisations from the directory this program carries.");
        return Ok(db.close().await?);
    }
    let file = args.file.as_ref().context("name the file to load")?;
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let rows = loading::import(&db, args.kind, &text, now)
        .await
        .with_context(|| format!("{} was not loaded", file.display()))?;
    println!("Loaded {rows} rows from {}.", file.display());
    Ok(db.close().await?)
}
