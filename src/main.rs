//! Reads the arguments, starts the log, does the command.

use std::process::ExitCode;

use clap::Parser;
use roundtable::{cli, config::Cli, telemetry};

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
