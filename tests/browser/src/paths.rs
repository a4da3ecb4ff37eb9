//! Where things are: the binary under test, the screenshots, the accessibility checker.

use std::env;
use std::path::{Path, PathBuf};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

/// `ROUNDTABLE_BIN`, or the debug build.
pub(crate) fn binary() -> PathBuf {
    env::var_os("ROUNDTABLE_BIN").map_or_else(|| target().join("debug/roundtable"), PathBuf::from)
}

/// Kept as the output of a run, to be looked at.
pub(crate) fn screenshots() -> PathBuf {
    target().join("screenshots")
}

/// Put there by `npm ci` in this folder.
pub(crate) fn axe() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js")
}
