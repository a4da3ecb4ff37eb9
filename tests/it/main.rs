//! Integration tests: one binary, one module per room or subject.

mod look;
mod tokens;
