//! A source's own conditions, read one by one.
//!
//! Some can be checked against the goal and rule a match out; some have to be dealt with first; most are good to know. A
//! code this file does not know becomes a note that says so: it is never passed over in silence.

use jiff::civil::{Date, date};

use super::pocket::{Need, Payor, Pocket};
use super::reasons::{
    Gate, Reason,
    ReasonKind::{self, Against, For, Info, Warning},
    Topic,
};
use crate::values::FunderType;

/// Conditions that only need saying.
const GOOD_TO_KNOW: [(&str, &str); 27] = [
    (
        "cannot_solicit_or_endorse",
        "Cannot solicit for or endorse others",
    ),
    ("compliance_15_years", "Requires 15 years of compliance"),
    ("davis_bacon", "Requires Davis-Bacon wages on construction"),
    (
        "donor_advised_portion",
        "Part of its money follows donors’ advice",
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
    (
        "general_operating_preferred",
        "Prefers general operating support",
    ),
    ("investment_grade_only", "Buys only investment-grade paper"),
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
        "Keeps net assets at 20 percent or more, which limits what it can lend",
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

/// The gate of the source's own conditions.
pub(super) fn terms_gate(pocket: &Pocket, need: &Need, today: Date) -> Gate {
    let mut reasons = Vec::new();
    for code in &pocket.constraints {
        if let Some((kind, text)) = read(code, pocket, need, today) {
            reasons.push(Reason::new(kind, Topic::Terms, text).codes([code]));
        }
    }
    let asks_for_payor = pocket
        .constraints
        .iter()
        .any(|code| code.ends_with("payor_required"));
    if need.payor.is_some() && (asks_for_payor || pocket.funder_type == FunderType::OutcomesFunder)
    {
        let text = "Outcome payments repay investors and are not themselves capital";
        reasons.push(Reason::new(Info, Topic::Terms, text).codes(["outcomes_contract"]));
    }
    Gate::from_reasons(reasons)
}

fn read(code: &str, pocket: &Pocket, need: &Need, today: Date) -> Option<(ReasonKind, String)> {
    let payor = need.payor.as_ref();
    let (kind, text) = match code {
        // Checked with the assessment areas, in `places`.
        "cra_qualified_only" => return None,
        "invite_only" => (
            Warning,
            "Takes requests by invitation only: an introduction has to come first".to_owned(),
        ),
        "501c3_or_fiscal_sponsor" => match need.charitable_recipient {
            Some(true) => (
                For,
                "The money would go to a 501(c)(3) or its fiscal sponsor, as it requires"
                    .to_owned(),
            ),
            Some(false) => (
                Against,
                "Requires a 501(c)(3) or a fiscal sponsor; this goal has neither".to_owned(),
            ),
            None => (
                Info,
                "Requires a 501(c)(3) or a fiscal sponsor; not recorded on this goal".to_owned(),
            ),
        },
        "evaluator_required" if need.evaluator_named => {
            (For, "An evaluator is named, as it requires".to_owned())
        }
        "evaluator_required" => (
            Against,
            "Requires an evaluator; none is named on this goal".to_owned(),
        ),
        "payor_required" => payor_reason(payor, "an outcome payor", payor.is_some()),
        "government_payor_required" => payor_reason(
            payor,
            "a government payor",
            payor.is_some_and(Payor::is_government),
        ),
        other => {
            return Some(
                spend_down(other, pocket, need, today)
                    .or_else(|| known(other).map(|text| (Info, text.to_owned())))
                    .or_else(|| local(other, pocket))
                    .unwrap_or_else(|| {
                        (
                            Info,
                            format!("States a condition not checked here: {}", plain(other)),
                        )
                    }),
            );
        }
    };
    Some((kind, text))
}

fn payor_reason(payor: Option<&Payor>, wanted: &str, met: bool) -> (ReasonKind, String) {
    match payor {
        Some(payor) if met => (
            For,
            format!(
                "Requires {wanted}; this goal names one ({})",
                plain(&payor.kind)
            ),
        ),
        Some(payor) => (
            Against,
            format!(
                "Requires {wanted}; this goal names a {}",
                plain(&payor.kind)
            ),
        ),
        None => (
            Against,
            format!("Requires {wanted}; none is named on this goal"),
        ),
    }
}

/// The year of `spend_down_2035`, where the code is one.
pub(in crate::matching) fn last_year(code: &str) -> Option<i16> {
    let year: i16 = code.strip_prefix("spend_down_")?.parse().ok()?;
    Date::new(year, 12, 31).ok().map(Date::year)
}

/// `spend_down_2035`: no money once the year is over, and none that must stay out longer.
fn spend_down(
    code: &str,
    pocket: &Pocket,
    need: &Need,
    today: Date,
) -> Option<(ReasonKind, String)> {
    let year = last_year(code)?;
    let end = Date::new(year, 12, 31).ok()?;
    if today > end {
        return Some((Against, format!("Spent down in {year}")));
    }
    if let Some(until) = need.until.filter(|until| *until > end) {
        let needed = until.strftime("%b %Y");
        return Some((
            Against,
            format!("Spends down in {year}, before the money is needed back in {needed}"),
        ));
    }
    let years_left =
        i64::from(end.year() - today.year()) * 12 + i64::from(end.month() - today.month());
    let long: Vec<&str> = pocket
        .offers
        .iter()
        .filter(|offer| {
            offer
                .term_months
                .is_some_and(|months| i64::from(months) > years_left)
        })
        .map(|offer| offer.product.label())
        .collect();
    let usual = if long.is_empty() {
        String::new()
    } else {
        format!(
            ", shorter than its usual {}",
            super::words::lower(&super::words::list(&long))
        )
    };
    Some((
        Warning,
        format!(
            "Spends down in {year}: no term past {}{usual}",
            date(year, 12, 31).strftime("%-d %b %Y")
        ),
    ))
}

fn known(code: &str) -> Option<&'static str> {
    GOOD_TO_KNOW
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, text)| *text)
}

/// `bexar_county_only`: a local limit that repeats an area the source names, which the place gate has checked.
fn local(code: &str, pocket: &Pocket) -> Option<(ReasonKind, String)> {
    let place = code.strip_suffix("_only")?;
    let named = pocket
        .served
        .iter()
        .map(|served| folded(&served.area.name))
        .any(|name| {
            let place = folded(place);
            name == place
                || place
                    .strip_suffix(" county")
                    .is_some_and(|county| county == name)
        });
    named.then(|| {
        (
            Info,
            format!("Funds only in the places it names ({})", plain(place)),
        )
    })
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace(['_', '-'], " ")
}

fn plain(code: &str) -> String {
    code.replace('_', " ")
}
