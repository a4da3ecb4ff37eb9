//! The files this binary carries, so that it runs without the source tree beside it. `build.rs` packs them.

use std::io::Read as _;

use anyhow::Context as _;
use flate2::read::GzDecoder;

use crate::funders::directory::DirectoryFiles;

/// A file of `data/`, packed.
#[derive(Clone, Copy)]
pub(super) struct Carried {
    path: &'static str,
    packed: &'static [u8],
}

impl Carried {
    /// What is in it.
    pub(super) fn text(self) -> anyhow::Result<String> {
        let mut text = String::new();
        GzDecoder::new(self.packed)
            .read_to_string(&mut text)
            .with_context(|| format!("the carried file {} is damaged", self.path))?;
        Ok(text)
    }
}

macro_rules! carried {
    ($path:literal) => {
        Carried {
            path: $path,
            packed: include_bytes!(concat!(env!("OUT_DIR"), "/data/", $path, ".gz")),
        }
    };
}

pub(super) static CITIES: Carried = carried!("reference/cities.csv");
pub(super) static COUNTIES: Carried = carried!("reference/county_cbsa.csv");
pub(super) static BLACKOUT_DAYS: Carried = carried!("reference/convening_blackout_days.csv");
pub(super) static ISSUE_AREAS: Carried = carried!("reference/issue_areas.csv");
pub(super) static POPULATIONS: Carried = carried!("reference/populations.csv");
pub(super) static INITIATIVES: Carried = carried!("reference/initiatives.csv");
pub(super) static INITIATIVE_ROUNDS: Carried = carried!("reference/initiative_rounds.csv");
pub(super) static DEMO_PARTNERSHIPS: Carried = carried!("demo/partnerships.illustrative.json");
pub(super) static DEMO_FUNDERS: Carried = carried!("demo/funders.illustrative.json");
pub(super) static DEMO_GOALS: Carried = carried!("demo/outcome_goals.illustrative.json");
pub(super) static DEMO_SERIES: Carried = carried!("demo/series.illustrative.json");
pub(super) static DEMO_ABSORBERS: Carried = carried!("demo/absorbers.illustrative.json");

static IRS: Carried = carried!("directory/irs_bmf_funders.csv");
static ROR: Carried = carried!("directory/ror_us_funders.csv");
static NAFI: Carried = carried!("directory/native_cdfi_nafi.csv");
static NMTC: Carried = carried!("directory/nmtc_cde.csv");
pub(super) static NMTC_CITIES: Carried = carried!("directory/nmtc_cde_city.csv");

/// The directory of real funders.
pub(super) struct Directory {
    irs: String,
    ror: String,
    nafi: String,
    nmtc: String,
    nmtc_cities: String,
}

impl Directory {
    pub(super) fn read() -> anyhow::Result<Self> {
        Ok(Self {
            irs: IRS.text()?,
            ror: ROR.text()?,
            nafi: NAFI.text()?,
            nmtc: NMTC.text()?,
            nmtc_cities: NMTC_CITIES.text()?,
        })
    }

    pub(super) fn files(&self) -> DirectoryFiles<'_> {
        DirectoryFiles {
            irs: &self.irs,
            ror: &self.ror,
            nafi: &self.nafi,
            nmtc: &self.nmtc,
            nmtc_cities: &self.nmtc_cities,
        }
    }
}

/// No file at all; the base for loading one.
pub(super) const NO_DIRECTORY: DirectoryFiles<'static> = DirectoryFiles {
    irs: "",
    ror: "",
    nafi: "",
    nmtc: "",
    nmtc_cities: "",
};
