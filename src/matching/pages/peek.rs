//! The panel beside the table: one funding source explained, with every reason, its codes and its amounts, and all that is
//! not recorded.

use jiff::civil::Date;

use super::{
    missing::{Desks, missing},
    words,
};
use crate::{
    funders::{PocketRow, rules::date_words},
    ids::GoalId,
    matching::{
        GoalMatch, GoalMatches,
        rules::{Fit, Load, Measure, Origin, Reason, stale_from},
    },
    web::views::{Link, WhyPart},
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
    /// What is not recorded, with where to write it down.
    pub(super) missing: Vec<Link>,
    pub(super) source: String,
    pub(super) as_of: String,
    /// "Mar 2024" where what it says of itself is older than a year.
    pub(super) stale: Option<String>,
    /// Where staff write down what they hear.
    pub(super) hear_href: String,
    /// It is asked as often as the limit allows, or more.
    pub(super) asked_enough: Option<String>,
}

/// The score with its measures.
pub(super) struct FitView {
    pub(super) points: String,
    pub(super) why: Vec<WhyPart>,
    /// What would raise it most; empty when nothing would.
    pub(super) raise: String,
    /// Whether asks of this quarter take something off.
    pub(super) loaded: bool,
    pub(super) version: i32,
}

/// One reason with what it rests on.
pub(super) struct Checked {
    pub(super) kind: &'static str,
    pub(super) text: String,
    /// "county 06075, $2,500,000"; may be empty.
    pub(super) rests_on: String,
}

/// The panel of a match.
pub(super) fn peek(goal: GoalId, each: &GoalMatch, of: &GoalMatches) -> Peek {
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
        fit: each.found.fit.as_ref().map(|fit| {
            let own = Origin {
                source: source(pocket),
                as_of: date_words(&pocket.as_of),
            };
            fit_view(fit, &own, of.weights().version())
        }),
        ask: each.found.likely_ask.map(words::range),
        decides: each.timing.text.clone(),
        offers: offers(pocket),
        reasons: each.found.judgment.reasons.iter().map(checked).collect(),
        missing: missing(each),
        source: source(pocket),
        as_of: date_words(&pocket.as_of),
        stale: stale(each, of.today()),
        hear_href: Desks::of(each).criteria,
        asked_enough: asked_enough(each),
    }
}

/// "Mar 2024" where what the source says of itself is older than a year.
pub(super) fn stale(each: &GoalMatch, today: Date) -> Option<String> {
    stale_from(&each.pocket.as_of, today)
}

/// "Asked 4 times this quarter; the limit is 4" where the limit is reached.
pub(super) fn asked_enough(each: &GoalMatch) -> Option<String> {
    let load = each.found.fit.as_ref()?.load.as_ref()?;
    load.is_at_limit().then(|| load.sentence.clone())
}

fn fit_view(fit: &Fit, own: &Origin, version: i32) -> FitView {
    let measures = fit.measures.iter().map(|measure| part(measure, own));
    FitView {
        points: fit.out_of_100(),
        why: measures.chain(fit.load.as_ref().map(taken_off)).collect(),
        loaded: fit.load.is_some(),
        raise: fit
            .largest_shortfall()
            .map_or_else(String::new, |shortfall| shortfall.in_words()),
        version,
    }
}

fn part(measure: &Measure, own: &Origin) -> WhyPart {
    let from = measure.origin.as_ref().unwrap_or(own);
    WhyPart {
        label: measure.component.label().to_owned(),
        points: measure.points(),
        of: measure.points_at_most(),
        share: format!("{}%", measure.percent()),
        negative: false,
        sentence: format!("{}.", measure.sentence),
        source: measure.recorded.then(|| Link::new(from.in_words(), "")),
    }
}

fn taken_off(load: &Load) -> WhyPart {
    WhyPart {
        label: "Asks".to_owned(),
        points: format!("−{}", load.points()),
        of: String::new(),
        share: format!("{}%", load.percent()),
        negative: true,
        sentence: format!("{}.", load.sentence),
        source: None,
    }
}

impl Origin {
    /// "Call with its program lead, as of 9 Mar 2026".
    fn in_words(&self) -> String {
        match self.as_of.as_str() {
            "" => self.source.clone(),
            as_of => format!("{}, as of {as_of}", self.source),
        }
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

fn source(pocket: &PocketRow) -> String {
    if pocket.illustrative {
        "Made up for the demonstration".to_owned()
    } else {
        pocket.source.clone()
    }
}
