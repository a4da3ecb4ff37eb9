//! Reads the arguments, starts the log, does the command.

use std::process::ExitCode;

use clap::Parser;
use roundtable::{cli, config::Cli, telemetry};

/// Rows are allocated on the database's threads and freed on the server's; glibc's allocator makes
/// them wait for each other there (docs/decisions/0005-allocator.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Cli::parse();
    telemetry::start(&arguments.log);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(cli::run(arguments.command)) {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

/// Says what went wrong, with its causes, and that it did.
fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("roundtable: {error:#}");
    ExitCode::FAILURE
}
