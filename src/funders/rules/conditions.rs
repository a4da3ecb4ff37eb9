//! A pocket's own conditions in words. An unknown code is shown as it is: nothing a funder states is
//! passed over in silence.

const KNOWN: [(&str, &str); 33] = [
    (
        "501c3_or_fiscal_sponsor",
        "Funds 501(c)(3) organizations or their fiscal sponsors",
    ),
    (
        "cannot_solicit_or_endorse",
        "Cannot solicit for or endorse others",
    ),
    ("compliance_15_years", "Requires 15 years of compliance"),
    (
        "cra_qualified_only",
        "Funds only what qualifies under the CRA",
    ),
    ("davis_bacon", "Requires Davis-Bacon wages on construction"),
    (
        "donor_advised_portion",
        "Part of its money follows donors' advice",
    ),
    ("donor_recommended", "A donor has to recommend the grant"),
    (
        "employee_engagement",
        "Looks for a part its employees can play",
    ),
    (
        "environmental_review",
        "Requires environmental review before money is committed",
    ),
    ("evaluator_required", "Requires a named evaluator"),
    (
        "general_operating_preferred",
        "Prefers general operating support",
    ),
    ("government_payor_required", "Requires a government payor"),
    ("investment_grade_only", "Buys only investment-grade paper"),
    ("invite_only", "Takes requests by invitation only"),
    ("itin_lending_ok", "Lends to borrowers with an ITIN"),
    ("local_only", "Funds only in the places it names"),
    (
        "low_income_designated",
        "Is a designated low-income credit union",
    ),
    ("matches_federal", "Can match federal money"),
    ("member_vote_needed", "Its members vote on every award"),
    (
        "min_irr_2pct",
        "Needs a return of at least 2 percent a year",
    ),
    (
        "net_asset_ratio_20pct",
        "Keeps net assets at 20 percent or more",
    ),
    (
        "no_benefit_to_donor",
        "The donor may not benefit from the grant",
    ),
    ("no_endowment", "Makes no endowment gifts"),
    ("no_grants", "Makes no grants"),
    (
        "no_lobbying_earmark",
        "Makes no grant earmarked for lobbying",
    ),
    (
        "operating_footprint_only",
        "Funds only where the company operates",
    ),
    ("payor_required", "Requires an outcome payor"),
    ("public_meeting_law", "Decides in public meetings"),
    ("published_scoring", "Scores requests by published criteria"),
    (
        "safe_and_sound",
        "Lends only where it is safe and sound banking",
    ),
    ("site_visit_required", "Visits the site before deciding"),
    (
        "target_market_60pct",
        "At least 60 percent of its financing goes to its target markets",
    ),
    (
        "workplace_campaign_dependent",
        "What it can give depends on its workplace campaign",
    ),
];

/// One condition as a sentence without its full stop.
pub fn condition_words(code: &str) -> String {
    if let Some((_, text)) = KNOWN.iter().find(|(known, _)| *known == code) {
        return (*text).to_owned();
    }
    if let Some(year) = code.strip_prefix("spend_down_") {
        return format!("Spends all its money by {year}");
    }
    if let Some(place) = code.strip_suffix("_only") {
        return format!("Funds only in {}", titled(place));
    }
    format!("States: {}", code.replace('_', " "))
}

/// `bexar_county` as Bexar County.
fn titled(code: &str) -> String {
    let words: Vec<String> = code
        .split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_is_said() {
        assert_eq!(
            condition_words("invite_only"),
            "Takes requests by invitation only"
        );
        assert_eq!(
            condition_words("spend_down_2035"),
            "Spends all its money by 2035"
        );
        assert_eq!(
            condition_words("rhode_island_only"),
            "Funds only in Rhode Island"
        );
        assert_eq!(condition_words("full_moon"), "States: full moon");
    }
}
