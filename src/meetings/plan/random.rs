//! Numbers that look drawn and are the same on every machine: splitmix64.

#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `most`; 0 if that is 0.
    #[expect(clippy::cast_possible_truncation, reason = "it is below a usize")]
    pub(super) const fn below(&mut self, most: usize) -> usize {
        ((self.bits() as u128 * most as u128) >> 64) as usize
    }
}
