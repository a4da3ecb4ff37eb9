//! The program; `cli` says what it does.

use std::process::ExitCode;

/// Rows are allocated on the database's threads and freed on the server's; glibc's allocator makes
/// them wait for each other there (docs/decisions/0005-allocator.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    roundtable::cli::main()
}
