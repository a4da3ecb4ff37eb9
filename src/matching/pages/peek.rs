//! The panel beside the table: one funding source explained, with every reason, its codes and its amounts, and all that is
//! not recorded.

use super::words;
use crate::{
    funders::PocketRow,
    ids::GoalId,
    matching::{
        GoalMatch,
        rules::{Fit, Measure, Reason, Topic, Verdict, Weights},
    },
    values::{AreaBasis, FunderType},
    web::views::WhyPart,
};

/// One funding source explained.
pub(super) struct Peek {
    pub(super) pocket: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) sample: bool,
    pub(super) funder_href: String,
    /// Empty for a funder that must not be contacted.
    pub(super) plan_href: String,
    pub(super) pill: (&'static str, &'static str, &'static str),
    pub(super) fit: Option<FitView>,
    pub(super) ask: Option<String>,
    pub(super) decides: String,
    pub(super) offers: Vec<String>,
    pub(super) reasons: Vec<Checked>,
    pub(super) missing: Vec<&'static str>,
    pub(super) source: String,
    pub(super) as_of: String,
}

/// The score with its measures.
pub(super) struct FitView {
    pub(super) points: String,
    pub(super) why: Vec<WhyPart>,
    /// What would raise it most; empty when nothing would.
    pub(super) raise: String,
    pub(super) version: u32,
}

/// One reason with what it rests on.
pub(super) struct Checked {
    pub(super) kind: &'static str,
    pub(super) text: String,
    /// "county 06075, $2,500,000"; may be empty.
    pub(super) rests_on: String,
}

/// The panel of a match.
pub(super) fn peek(goal: GoalId, each: &GoalMatch) -> Peek {
    let pocket = &each.pocket;
    let organization = pocket.organization_id;
    let plan = format!("/convenings/new?goal={goal}&pick={organization}");
    Peek {
        pocket: pocket.id.to_string(),
        name: pocket.name.clone(),
        kind: words::kind_and_home(pocket),
        sample: pocket.illustrative,
        funder_href: format!("/funders/{organization}"),
        plan_href: if pocket.do_not_contact {
            String::new()
        } else {
            plan
        },
        pill: words::pill(each.found.judgment.verdict),
        fit: each.found.fit.as_ref().map(fit),
        ask: each.found.likely_ask.map(words::range),
        decides: each.timing.text.clone(),
        offers: offers(pocket),
        reasons: each.found.judgment.reasons.iter().map(checked).collect(),
        missing: missing(each),
        source: source(pocket),
        as_of: pocket.as_of.clone(),
    }
}

fn fit(fit: &Fit) -> FitView {
    FitView {
        points: fit.out_of_100(),
        why: fit.measures.iter().map(part).collect(),
        raise: fit
            .largest_shortfall()
            .map_or_else(String::new, |(measure, advice)| {
                format!(
                    "Most is lost on {}. {advice}.",
                    measure.component.label().to_lowercase()
                )
            }),
        version: Weights::VERSION,
    }
}

fn part(measure: &Measure) -> WhyPart {
    WhyPart {
        label: measure.component.label().to_owned(),
        points: measure.points(),
        of: measure.points_at_most(),
        share: format!("{}%", measure.percent()),
        negative: false,
        sentence: format!("{}.", measure.sentence),
        source: None,
    }
}

fn checked(reason: &Reason) -> Checked {
    let codes = reason.codes.iter().map(|code| match code.as_str() {
        "" => "any issue".to_owned(),
        code => code.replace(':', " "),
    });
    let amounts = reason.amounts.iter().map(|amount| amount.full());
    Checked {
        kind: words::kind(reason),
        text: reason.text.clone(),
        rests_on: codes.chain(amounts).collect::<Vec<_>>().join(", "),
    }
}

fn offers(pocket: &PocketRow) -> Vec<String> {
    pocket
        .products
        .iter()
        .map(|offer| {
            let range = words::range((offer.min_usd, offer.max_usd));
            let term = offer
                .term_months
                .map_or_else(String::new, |months| format!(", {months} months"));
            format!("{}: {range}{term}", offer.product.label())
        })
        .collect()
}

/// What nobody has written down; it counts nothing, and a person may know it.
fn missing(each: &GoalMatch) -> Vec<&'static str> {
    use FunderType::{Bank, CdfiBank, CdfiCreditUnion, CdfiLoanFund, CdfiVentureFund};
    let pocket = &each.pocket;
    let says = |topic, word: &str| {
        let reasons = &each.found.judgment.reasons;
        reasons
            .iter()
            .any(|reason| reason.topic == topic && reason.text.contains(word))
    };
    let bank = matches!(pocket.kind, Bank | CdfiBank);
    let cdfi = matches!(
        pocket.kind,
        CdfiLoanFund | CdfiBank | CdfiCreditUnion | CdfiVentureFund
    );
    let assessed = pocket.areas.iter().any(|area| area.basis == AreaBasis::Cra);
    let funder = each.found.judgment.verdict != Verdict::NotAFunder;
    let checks = [
        (funder, "How well it is known to this partnership"),
        (funder, "What it has funded here before"),
        (funder, "Asks it has had this quarter"),
        (bank && !assessed, "Its CRA assessment areas"),
        (cdfi && pocket.markets.is_empty(), "Its CDFI target markets"),
        (
            funder && pocket.products.is_empty(),
            "What kind of money it offers",
        ),
        (funder && pocket.populations.is_empty(), "Whom it names"),
        (
            each.timing.text.contains("not recorded"),
            "When it decides, or when letters are due",
        ),
        (
            says(Topic::Terms, "not recorded on this goal"),
            "Whether this goal’s money goes to a 501(c)(3) or its fiscal sponsor",
        ),
    ];
    checks
        .into_iter()
        .filter_map(|(lacks, what)| lacks.then_some(what))
        .collect()
}

fn source(pocket: &PocketRow) -> String {
    if pocket.illustrative {
        "Made up for the demonstration".to_owned()
    } else {
        pocket.source.clone()
    }
}
