//! Asks the linker for a compact form of what the program relocates at its start.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Two megabytes less (decision 11). Linkers and C libraries of 2022 and later know it; older linkers warn and go on.
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}"));
    if target("OS").as_deref() == Ok("linux") && target("ENV").as_deref() == Ok("gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
