//! Codes about who can carry capital, and why a stack was copied. Both are this product's own lists.

use super::codes;

codes! {
    /// What kind of organisation would take the money.
    pub enum AbsorberKind: "absorber_kind" {
        Cdfi = "cdfi" => "CDFI",
        Developer = "developer" => "Developer",
        Nonprofit = "nonprofit" => "Nonprofit",
        Spv = "spv" => "Special-purpose entity",
        LandBank = "land_bank" => "Land bank",
    }
}

codes! {
    /// Whether an organisation can take on debt now.
    pub enum Readiness: "readiness" {
        None = "none" => "Not ready for debt",
        WithEnhancement = "with_enhancement" => "Ready with credit enhancement",
        Ready = "ready" => "Ready for debt",
    }
}

codes! {
    /// Why a capital stack was copied.
    pub enum SnapshotReason: "snapshot_reason" {
        Manual = "manual" => "Taken by hand",
        Convening = "convening" => "When a convening began",
    }
}
