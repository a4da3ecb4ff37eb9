//! Codes about an outcomes contract: who pays, who stands between, how far it has come.

use super::codes;

codes! {
    /// Who pays for verified outcomes. This product's own list.
    pub enum PayorKind: "payor_kind" {
        City = "city" => "City",
        County = "county" => "County",
        CityAndCounty = "city_and_county" => "City and county",
        StateAgency = "state_agency" => "State agency",
        FederalAgency = "federal_agency" => "Federal agency",
        TribalGovernment = "tribal_government" => "Tribal government",
        SchoolDistrict = "school_district" => "School district",
        HealthPlan = "health_plan" => "Health plan",
        Hospital = "hospital" => "Hospital or health system",
        Employer = "employer" => "Employer",
        Philanthropy = "philanthropy" => "Philanthropy",
    }
}

codes! {
    /// Who holds the contract together. This product's own list.
    pub enum IntermediaryKind: "intermediary_kind" {
        Nonprofit = "nonprofit_intermediary" => "Nonprofit intermediary",
        Cdfi = "cdfi" => "CDFI",
        Company = "company" => "Company",
        NoneBetween = "none" => "None: payor and provider contract directly",
    }
}

codes! {
    /// How far an outcomes contract has come.
    pub enum ContractStage: "outcomes_contract_stage" {
        Exploration = "exploration" => "Exploration",
        Feasibility = "feasibility" => "Feasibility",
        TransactionStructuring = "transaction_structuring" => "Transaction structuring",
        Launched = "launched" => "Launched",
        Repayment = "repayment" => "Repayment",
        Closed = "closed" => "Closed",
        NotProceeding = "not_proceeding" => "Not proceeding",
    }
}
