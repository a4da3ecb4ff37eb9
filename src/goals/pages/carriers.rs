//! Who could carry the debt a goal asks for; and when nobody can, why, and what to do about it.

use sea_orm::ConnectionTrait;

use crate::{
    absorbers::{
        self,
        rules::{Finding, LOAN_SHARE, Need, Verdict, check},
    },
    entities::{goals, places},
    funders::{self, TrackRecord},
    goals::{
        rules::stack::{StackLine, Totals, debt_asked},
        store,
    },
    values::{GeoScope, PlaceId},
    web,
};

/// Organizations named in the card.
const NAMED: usize = 5;

/// The card on a goal's page; there is none where no debt is asked for.
pub(super) struct CarriersCard {
    /// Whether somebody can carry it.
    pub(super) carried: bool,
    pub(super) debt: String,
    /// Why nobody can, for staff.
    pub(super) why: String,
    /// The same without a name: who the absorbers are is for staff.
    pub(super) why_unnamed: String,
    pub(super) able: Vec<Named>,
    pub(super) nearest: Vec<Named>,
    /// Providers with a public record in the city.
    pub(super) providers: Vec<Provider>,
    pub(super) city: String,
    pub(super) plan_href: String,
    pub(super) share: i64,
}

/// An absorber with what is said of it.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) sample: bool,
    pub(super) says: Vec<String>,
}

/// A provider with what it has placed in the city.
pub(super) struct Provider {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) amount: String,
    pub(super) years: String,
    pub(super) sample: bool,
}

/// The card for this stack: nothing is read where no open line asks for debt.
pub(super) async fn card(
    db: &impl ConnectionTrait,
    goal: &goals::Model,
    lines: &[StackLine],
    sums: &Totals,
) -> web::Result<Option<CarriersCard>> {
    let debt = debt_asked(lines);
    if debt.is_zero() {
        return Ok(None);
    }
    let places = store::places_of(db, goal.id).await?;
    let mut issues = store::other_issues_of(db, goal.id).await?;
    issues.insert(0, goal.primary_issue.clone());
    let need = Need {
        counties: places.iter().filter_map(county).collect(),
        issues,
        debt,
        enhanced: !sums.outside_cash.is_zero(),
    };
    let known = absorbers::carriers(db, &need.counties, &need.issues).await?;
    let mut card = CarriersCard {
        carried: false,
        debt: debt.short(),
        why: String::new(),
        why_unnamed: String::new(),
        able: Vec::new(),
        nearest: Vec::new(),
        providers: Vec::new(),
        city: String::new(),
        plan_href: format!("/convenings/new?goal={}", goal.id),
        share: LOAN_SHARE,
    };
    match check(&need, &known) {
        Verdict::NotAsked => return Ok(None),
        Verdict::Carried(able) => {
            card.carried = true;
            card.able = able.into_iter().take(NAMED).map(named).collect();
        }
        Verdict::Missing {
            why,
            why_unnamed,
            nearest,
        } => {
            card.why = why;
            card.why_unnamed = why_unnamed;
            card.nearest = nearest.into_iter().take(NAMED).map(named).collect();
            if let Some(city) = places.iter().find(|place| place.kind == GeoScope::City) {
                let records = funders::track_records(db, &city.id).await?;
                card.providers = records.into_iter().take(NAMED).map(provider).collect();
                card.city.clone_from(&city.name);
            }
        }
    }
    Ok(Some(card))
}

fn county(place: &places::Model) -> Option<PlaceId> {
    match place.kind {
        GeoScope::County => Some(place.id.clone()),
        _ => place
            .county_fips
            .as_deref()
            .map(|fips| PlaceId::new(GeoScope::County, fips)),
    }
}

fn named(finding: Finding) -> Named {
    let Finding {
        carrier,
        mut reasons,
        notes,
        ..
    } = finding;
    reasons.extend(notes);
    Named {
        name: carrier.name,
        href: carrier.href,
        sample: carrier.illustrative,
        says: reasons,
    }
}

fn provider(found: TrackRecord) -> Provider {
    let TrackRecord {
        record,
        organization,
    } = found;
    Provider {
        href: format!("/funders/{}", organization.id),
        sample: organization.illustrative,
        name: organization.name,
        amount: record.amount_usd.short(),
        years: if record.first_year == record.last_year {
            record.first_year.to_string()
        } else {
            format!("{} to {}", record.first_year, record.last_year)
        },
    }
}
