//! Numbers that look drawn and are the same on every machine: splitmix64, and a mix of several numbers.

/// Scatters the bits of a number.
pub(super) const fn scattered(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// One number of all of these.
pub(super) fn mixed(numbers: impl IntoIterator<Item = u64>) -> u64 {
    numbers
        .into_iter()
        .fold(0, |mixed, number| scattered(mixed ^ scattered(number)))
}
