//! What is read of a source before it is known whether it is worth more: 44 bytes, next to those of its neighbours.

/// One source in one of the areas it serves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// See [`super::Source::conditions`].
    pub(super) conditions: Halves,
    /// The marks of its issues, together; see [`super::Tree`].
    pub(super) marks: Halves,
    /// See [`super::Source::people`].
    pub(super) people: u32,
    /// A bit for each kind of line its offers fill.
    pub(super) kinds: u32,
    /// Its number in the segment.
    pub(super) source: u32,
    /// Where its issues begin, and how many they are.
    pub(super) issues_at: u32,
    pub(super) issues: u16,
    pub(super) relationship: u16,
    pub(super) history: u16,
    pub(super) cycle: u16,
    /// It serves one area only, so a goal cannot come upon it twice.
    pub(super) once: bool,
    /// There is more to look at beside the columns.
    pub(super) aside: bool,
}

/// 64 bits that may lie at any multiple of four bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Halves([u32; 2]);

impl Halves {
    pub(super) const fn of(whole: u64) -> Self {
        Self([(whole & 0xffff_ffff) as u32, (whole >> 32) as u32])
    }

    #[inline]
    pub(super) const fn whole(self) -> u64 {
        self.0[0] as u64 | (self.0[1] as u64) << 32
    }
}
