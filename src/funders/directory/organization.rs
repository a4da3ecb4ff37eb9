//! An organization of the directory: who it is, and facts that each carry a source and a date.

/// IRS Exempt Organizations Business Master File.
pub(super) const IRS_BMF: &str = "irs_bmf";
/// Research Organization Registry.
pub(super) const ROR: &str = "ror";
/// CDFI Fund, New Markets Tax Credit public data release.
pub(super) const NMTC: &str = "nmtc";
/// Federal Reserve Bank of Minneapolis, Native financial institutions.
pub(super) const NAFI: &str = "nafi";

/// A body that gives, lends or invests, as public files describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryOrganization {
    /// Stays the same when the files are read again: `ein:916340739`, `ror:03jdskm89`, `nmtc:nmtc-001`,
    /// `nafi:akiptan-sd`.
    pub key: String,
    pub name: String,
    /// A code of the `funder_type` list, only where the file supports it. `None` means the files do not say: an
    /// uncertified loan fund is not called a CDFI here.
    pub kind: Option<&'static str>,
    pub city: Option<String>,
    /// Postal code of the state of its address; the New Markets file has none.
    pub state: Option<String>,
    pub zip: Option<String>,
    /// Nine digits, no hyphen.
    pub ein: Option<String>,
    /// The full address: `https://ror.org/03jdskm89`.
    pub ror_id: Option<String>,
    pub website: Option<String>,
    pub facts: Vec<DirectoryFact>,
    /// Where it has placed New Markets Tax Credit investments, by city.
    pub city_records: Vec<CityRecord>,
}

/// One thing a source says about an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryFact {
    /// See [`fact_label`] for its words.
    pub label_code: &'static str,
    /// As the file has it.
    pub text: String,
    /// Whole US dollars, where the fact is an amount.
    pub amount_usd: Option<i64>,
    /// See [`source_label`].
    pub source: &'static str,
    /// The date the fact speaks of, as exactly as the file says: `2026-04`, `2022`; empty when it says nothing.
    pub as_of: String,
}

/// New Markets Tax Credit investments of one provider in one city, pairs first seen through 2018.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityRecord {
    /// Census code of the city.
    pub geoid: String,
    pub investments: i64,
    /// Whole US dollars.
    pub amount_usd: i64,
    pub first_year: i16,
    pub last_year: i16,
}

impl DirectoryOrganization {
    pub(super) fn named(key: String, name: String) -> Self {
        Self {
            key,
            name,
            kind: None,
            city: None,
            state: None,
            zip: None,
            ein: None,
            ror_id: None,
            website: None,
            facts: Vec::new(),
            city_records: Vec::new(),
        }
    }

    /// What a source says under this label, if one does.
    pub fn fact(&self, label_code: &str) -> Option<&DirectoryFact> {
        self.facts.iter().find(|fact| fact.label_code == label_code)
    }
}

/// Collects the facts of one row, leaving out what the row does not say.
pub(super) struct Facts {
    source: &'static str,
    pub(super) told: Vec<DirectoryFact>,
}

impl Facts {
    pub(super) fn from(source: &'static str) -> Self {
        Self {
            source,
            told: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, label_code: &'static str, text: Option<String>, as_of: &str) {
        self.told.extend(text.map(|text| DirectoryFact {
            label_code,
            text,
            amount_usd: None,
            source: self.source,
            as_of: as_of.to_owned(),
        }));
    }

    pub(super) fn amount(&mut self, label_code: &'static str, usd: Option<i64>, as_of: &str) {
        self.told.extend(usd.map(|usd| DirectoryFact {
            label_code,
            text: usd.to_string(),
            amount_usd: Some(usd),
            source: self.source,
            as_of: as_of.to_owned(),
        }));
    }
}

/// The words for a label code; the code itself when it is not one of ours.
pub fn fact_label(code: &str) -> &str {
    match code {
        "also_listed_as" => "Also listed as",
        "also_registered_as" => "Also registered as",
        "assets" => "Total assets",
        "cdfi_award_2021" => "CDFI Fund award, 2021",
        "cdfi_award_2022" => "CDFI Fund award, 2022",
        "cdfi_award_2024" => "CDFI Fund award, 2024",
        "established" => "Established",
        "figures_from" => "Figures taken from",
        "funder_registry_id" => "Open Funder Registry number",
        "income" => "Total income",
        "institution_kind" => "Kind of institution",
        "irs_foundation_class" => "IRS foundation class",
        "loans" => "Total loans",
        "native_cdfi_certified" => "Certified Native CDFI",
        "native_mdi" => "Native minority depository institution",
        "nmtc_investments" => "New Markets Tax Credit investments made",
        "nmtc_non_metro_share" => "Share placed outside metro areas",
        "nmtc_projects" => "New Markets Tax Credit projects",
        "nmtc_states_served" => "States served",
        "nmtc_top_states" => "States served most",
        "nmtc_total" => "New Markets Tax Credit investments, total",
        "nmtc_years" => "Years with investments",
        "ntee_code" => "NTEE code",
        "revenue" => "Total revenue",
        "ruling_month" => "Tax-exempt since",
        "type_guess" => "Type guessed from name and registration",
        "wikidata_id" => "Wikidata",
        other => other,
    }
}

/// Who is to be credited for a source code; the code itself when it is not one of ours.
pub fn source_label(code: &str) -> &str {
    match code {
        IRS_BMF => "IRS Exempt Organizations Business Master File",
        ROR => "Research Organization Registry",
        NMTC => "CDFI Fund, New Markets Tax Credit public data release",
        "registration" => "Registered by the funder on our public page",
        NAFI => "Federal Reserve Bank of Minneapolis, Native financial institutions",
        other => other,
    }
}
