//! The files this binary carries, so that it runs without the source tree beside it.

use crate::funders::directory::DirectoryFiles;

pub(super) const CITIES: &str = include_str!("../../data/reference/cities.csv");
pub(super) const COUNTIES: &str = include_str!("../../data/reference/county_cbsa.csv");
pub(super) const BLACKOUT_DAYS: &str =
    include_str!("../../data/reference/convening_blackout_days.csv");
pub(super) const ISSUE_AREAS: &str = include_str!("../../data/reference/issue_areas.csv");
pub(super) const POPULATIONS: &str = include_str!("../../data/reference/populations.csv");
pub(super) const INITIATIVES: &str = include_str!("../../data/reference/initiatives.csv");
pub(super) const INITIATIVE_ROUNDS: &str =
    include_str!("../../data/reference/initiative_rounds.csv");
pub(super) const DEMO_PARTNERSHIPS: &str =
    include_str!("../../data/demo/partnerships.illustrative.json");
pub(super) const DEMO_FUNDERS: &str = include_str!("../../data/demo/funders.illustrative.json");
pub(super) const DEMO_GOALS: &str = include_str!("../../data/demo/outcome_goals.illustrative.json");
pub(super) const DEMO_SERIES: &str = include_str!("../../data/demo/series.illustrative.json");
pub(super) const DEMO_ABSORBERS: &str = include_str!("../../data/demo/absorbers.illustrative.json");

/// The directory of real funders.
pub(super) const DIRECTORY: DirectoryFiles<'static> = DirectoryFiles {
    irs: include_str!("../../data/directory/irs_bmf_funders.csv"),
    ror: include_str!("../../data/directory/ror_us_funders.csv"),
    nafi: include_str!("../../data/directory/native_cdfi_nafi.csv"),
    nmtc: include_str!("../../data/directory/nmtc_cde.csv"),
    nmtc_cities: include_str!("../../data/directory/nmtc_cde_city.csv"),
};

/// No file at all; the base for loading one.
pub(super) const NO_DIRECTORY: DirectoryFiles<'static> = DirectoryFiles {
    irs: "",
    ror: "",
    nafi: "",
    nmtc: "",
    nmtc_cities: "",
};
