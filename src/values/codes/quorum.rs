//! Codes about who must be in the room for it to decide anything.

use super::codes;

codes! {
    /// Who is counted towards a quorum: by what the guest's organization is, or by their role at the table.
    pub enum QuorumKind: "quorum_kind" {
        Cdfi = "cdfi" => "CDFIs",
        Bank = "bank" => "Banks and credit unions",
        Foundation = "foundation" => "Foundations and collaboratives",
        LocalFoundation = "local_foundation" => "Community foundations",
        Investor = "investor" => "Investors",
        Agency = "agency" => "Public agencies",
        Funder = "funder" => "Funders of any kind",
        PublicOfficial = "public_official" => "City lead, deputy or other officials",
        ResidentLeader = "resident_leader" => "Resident leaders",
        CommunityPartner = "community_partner" => "Community partners",
        Anybody = "anybody" => "Guests of any kind",
    }
}
