//! Packs the files that the program carries, and asks the linker for a compact form of what it relocates at its start.

use std::{
    env,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

/// What of `data/` is carried.
const CARRIED: [&str; 3] = ["demo", "directory", "reference"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("data");
    for folder in CARRIED {
        pack(&Path::new("data").join(folder), &out.join(folder))?;
    }
    // Two megabytes less (decision 11). Linkers and C libraries of 2022 and later know it; older linkers warn and go on.
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}"));
    if target("OS").as_deref() == Ok("linux") && target("ENV").as_deref() == Ok("gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    Ok(())
}

/// Every file of a folder, as `name.gz`.
fn pack(from: &Path, to: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", from.display());
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let file = entry?;
        let mut name = file.file_name();
        name.push(".gz");
        let mut packed = GzEncoder::new(File::create(to.join(name))?, Compression::best());
        io::copy(&mut File::open(file.path())?, &mut packed)?;
        packed.finish()?;
    }
    Ok(())
}
