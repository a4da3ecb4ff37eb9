//! What nobody has written down of a source; it counts nothing, and a person may know it.

use crate::{
    matching::{
        GoalMatch,
        rules::{Component, Topic, Verdict},
    },
    values::{AreaBasis, FunderType},
    web::views::Link,
};

/// Where staff write down what they hear of an organization.
pub(super) struct Desks {
    /// A pocket with its criteria.
    pub(super) criteria: String,
    /// The areas and markets of this pocket.
    areas: String,
}

impl Desks {
    pub(super) fn of(each: &GoalMatch) -> Self {
        let (organization, pocket) = (each.pocket.organization_id, each.pocket.id);
        Self {
            criteria: format!("/funders/{organization}/pockets/new"),
            areas: format!("/funders/{organization}/pockets/{pocket}/areas"),
        }
    }
}

/// Each thing that is not recorded, with the page to write it down on where there is one; "" where there is none.
pub(super) fn missing(each: &GoalMatch) -> Vec<Link> {
    use FunderType::{Bank, CdfiBank, CdfiCreditUnion, CdfiLoanFund, CdfiVentureFund};
    let pocket = &each.pocket;
    let says = |topic, word: &str| {
        let reasons = &each.found.judgment.reasons;
        reasons
            .iter()
            .any(|reason| reason.topic == topic && reason.text.contains(word))
    };
    let unmeasured = |component| {
        let mut measures = each.found.fit.iter().flat_map(|fit| &fit.measures);
        measures.any(|measure| measure.component == component && !measure.recorded)
    };
    let bank = matches!(pocket.kind, Bank | CdfiBank);
    let cdfi = matches!(
        pocket.kind,
        CdfiLoanFund | CdfiBank | CdfiCreditUnion | CdfiVentureFund
    );
    let assessed = pocket.areas.iter().any(|area| area.basis == AreaBasis::Cra);
    let funder = each.found.judgment.verdict != Verdict::NotAFunder;
    let desks = Desks::of(each);
    let (criteria, areas) = (desks.criteria.as_str(), desks.areas.as_str());
    let checks = [
        (
            unmeasured(Component::Relationship),
            "How well it is known to this partnership",
            "",
        ),
        (
            unmeasured(Component::History),
            "What it has funded here before",
            "",
        ),
        (bank && !assessed, "Its CRA assessment areas", areas),
        (
            cdfi && pocket.markets.is_empty(),
            "Its CDFI target markets",
            areas,
        ),
        (
            funder && pocket.products.is_empty(),
            "What kind of money it offers",
            criteria,
        ),
        (
            funder && pocket.populations.is_empty(),
            "Whom it names",
            criteria,
        ),
        (
            each.timing.text.contains("not recorded"),
            "When it decides, or when letters are due",
            criteria,
        ),
        (
            says(Topic::Terms, "not recorded on this goal"),
            "Whether this goal’s money goes to a 501(c)(3) or its fiscal sponsor",
            "",
        ),
    ];
    let lacking = checks.into_iter().filter(|(lacks, ..)| *lacks);
    lacking
        .map(|(_, what, href)| Link::new(what, href))
        .collect()
}
