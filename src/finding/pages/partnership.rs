//! One partnership: its goals with what they lack, who sits at it, what it meets about. For those who lead it this is
//! also the first page: what needs them comes first.

use askama::Template;
use axum::{Router, response::Response, routing::get};
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    entities::{convenings, partnerships as rows},
    finding::store::{self, Waiting},
    goals::{self, GoalCard, GoalFilter, GoalOrder},
    partnerships::{self, AtPartnership, Member, PartnershipHead, PartnershipTab},
    values::{
        BackboneFunction, MemberRole, MemberSector, TimeZone, time_convert::to_timestamp, wall_time,
    },
    web::{self, AppState, Desk, Paging, Shell, TableDesk, charts::StackView, views::Link},
};

/// Goals shown here; the board shows the rest.
const MOST_GOALS: u64 = 25;

/// For staff, and for those who lead the partnership.
pub fn table_routes() -> Router<AppState> {
    Router::new().route("/partnerships/{id}", get(show))
}

#[derive(Template)]
#[template(path = "finding/partnership.html")]
struct PartnershipPage {
    shell: Shell,
    key: String,
    head: PartnershipHead,
    needs: Vec<Need>,
    goals: Vec<GoalRow>,
    more_goals: bool,
    seated: String,
    sectors: Vec<Sector>,
    past: Vec<MemberRow>,
    backbones: Vec<Backbone>,
    convenings: Vec<ConveningRow>,
    decision_rule: String,
    governance_note: String,
    website: String,
    rounds: Vec<Link>,
    leads: Vec<String>,
}

/// One thing for those who lead to do, with where to do it.
struct Need {
    what: String,
    why: String,
    act: &'static str,
    href: String,
}

struct GoalRow {
    href: String,
    title: String,
    place: String,
    stack: StackView,
    gap: String,
    as_of: String,
    status: &'static str,
}

struct Sector {
    label: &'static str,
    members: Vec<MemberRow>,
}

struct MemberRow {
    name: String,
    /// Page of the organization; empty for residents, and for leads, who do not open the directory.
    href: String,
    backbone: bool,
    contact: String,
    dates: String,
    edit_href: String,
}

struct Backbone {
    name: String,
    staffing: String,
    functions: Vec<Function>,
}

struct Function {
    label: &'static str,
    carried: bool,
}

struct ConveningRow {
    href: String,
    title: String,
    when: String,
    sample: bool,
}

async fn show(
    TableDesk(desk): TableDesk,
    AtPartnership(of): AtPartnership,
) -> web::Result<Response> {
    let db = desk.db();
    let now = desk.app.now();
    let head = PartnershipHead::load(&desk, &of, PartnershipTab::Overview).await?;
    let filter = GoalFilter {
        partnership: Some(of.id),
        order: GoalOrder::Gap,
        ..GoalFilter::default()
    };
    let wanted = Paging {
        page: 1,
        size: MOST_GOALS,
    };
    let (cards, total) = goals::cards(db, &filter, wanted).await?;
    let members = partnerships::members_of(db, of.id).await?;
    let convenings = store::convenings_of_partnership(db, of.id, now).await?;
    let rounds = partnerships::rounds_of(db, of.id).await?;
    let leads = partnerships::leads_of(db, of.id).await?;
    let needs = if desk.leads.is_some() {
        let waiting = store::waiting_of_partnership(db, of.id, now.date_naive()).await?;
        needs(waiting)
    } else {
        Vec::new()
    };
    let (sitting, past): (Vec<&Member>, Vec<&Member>) = members
        .iter()
        .partition(|(member, _)| member.left_on.is_none());
    web::page(&PartnershipPage {
        shell: desk.shell("partnerships", &of.name),
        key: of.id.to_string(),
        needs,
        goals: cards.iter().enumerate().map(goal_row).collect(),
        more_goals: total > MOST_GOALS,
        seated: seated(&sitting),
        sectors: sectors(&desk, &of, &sitting),
        past: past
            .iter()
            .map(|each| member_row(&desk, &of, each))
            .collect(),
        backbones: sitting.iter().filter_map(|each| backbone(each)).collect(),
        convenings: convenings
            .iter()
            .map(|row| convening_row(row, now))
            .collect(),
        decision_rule: of.decision_rule,
        governance_note: of.governance_note,
        website: of.website,
        rounds: rounds
            .iter()
            .map(|round| {
                let href = format!("/initiatives/{}#{}", round.initiative_code, round.code);
                Link::new(format!("{} ({})", round.name, round.year), href)
            })
            .collect(),
        leads: leads.into_iter().map(|user| user.name).collect(),
        head,
    })
}

fn needs(waiting: Vec<Waiting>) -> Vec<Need> {
    let need = |each: Waiting| match each {
        Waiting::Number { goal, title, last } => Need {
            what: format!("“{title}” has no new value"),
            why: match last {
                Some(last) => format!("The last one is of {}. Report the next.", goals::day(last)),
                None => "No value has been reported. Report the first.".to_owned(),
            },
            act: "Report a value",
            href: format!("/goals/{goal}/points/new"),
        },
        Waiting::Stack { goal, title } => Need {
            what: format!("“{title}” says no money yet"),
            why: "Funders look for the capital stack. Add its first line.".to_owned(),
            act: "Add a line",
            href: format!("/goals/{goal}/lines/new"),
        },
    };
    waiting.into_iter().map(need).collect()
}

fn goal_row((at, card): (usize, &GoalCard)) -> GoalRow {
    GoalRow {
        href: format!("/goals/{}", card.id),
        title: card.title.clone(),
        place: card.home.clone(),
        stack: goals::stack_view(&format!("stack-{at}"), &card.totals, card.as_of),
        gap: card.totals.gap.short(),
        as_of: card.as_of.map(goals::day).unwrap_or_default(),
        status: card.status.label(),
    }
}

/// "4 members; no resident sits at it": who is missing is worth a word.
fn seated(sitting: &[&Member]) -> String {
    let missing: Vec<&str> = MemberSector::ALL
        .iter()
        .filter(|sector| !sitting.iter().any(|(member, _)| member.sector == **sector))
        .map(|sector| match sector {
            MemberSector::Public => "public",
            MemberSector::Private => "private",
            MemberSector::Philanthropic => "philanthropic",
            MemberSector::Nonprofit => "nonprofit",
            MemberSector::Resident => "resident",
        })
        .collect();
    match (sitting.len(), missing.as_slice()) {
        (0, _) => String::new(),
        (count, []) => format!("{count} members, from every sector"),
        (1, missing) => format!("1 member; none yet: {}", missing.join(", ")),
        (count, missing) => format!("{count} members; none yet: {}", missing.join(", ")),
    }
}

fn sectors(desk: &Desk, of: &rows::Model, sitting: &[&Member]) -> Vec<Sector> {
    let members = |sector: MemberSector| {
        sitting
            .iter()
            .filter(|(member, _)| member.sector == sector)
            .map(|each| member_row(desk, of, each))
            .collect()
    };
    MemberSector::ALL
        .iter()
        .map(|sector| Sector {
            label: sector.label(),
            members: members(*sector),
        })
        .filter(|sector: &Sector| !sector.members.is_empty())
        .collect()
}

fn member_row(desk: &Desk, of: &rows::Model, (member, organization): &Member) -> MemberRow {
    MemberRow {
        name: member.name.clone(),
        href: organization
            .as_ref()
            .filter(|_| desk.is_staff())
            .map(|each| format!("/funders/{}", each.id))
            .unwrap_or_default(),
        backbone: member.role == MemberRole::Backbone,
        contact: member.contact_name.clone(),
        dates: dates(member.joined_on, member.left_on),
        edit_href: format!("/partnerships/{}/members/{}/edit", of.id, member.id),
    }
}

fn dates(joined: Option<NaiveDate>, left: Option<NaiveDate>) -> String {
    match (joined.map(goals::day), left.map(goals::day)) {
        (Some(joined), None) => joined,
        (Some(joined), Some(left)) => format!("{joined} to {left}"),
        (None, Some(left)) => format!("until {left}"),
        (None, None) => "Not known".to_owned(),
    }
}

fn backbone((member, _): &Member) -> Option<Backbone> {
    if member.role != MemberRole::Backbone {
        return None;
    }
    let staffing = [
        member.contact_name.clone(),
        member
            .fte
            .map(|fte| format!("{fte} full-time posts"))
            .unwrap_or_default(),
    ];
    let staffing: Vec<String> = staffing
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect();
    Some(Backbone {
        name: member.name.clone(),
        staffing: staffing.join(", "),
        functions: BackboneFunction::ALL
            .iter()
            .map(|function| Function {
                label: function.label(),
                carried: member.functions.contains(function.as_str()),
            })
            .collect(),
    })
}

fn convening_row(row: &convenings::Model, now: DateTime<Utc>) -> ConveningRow {
    let local = |at: DateTime<Utc>, zone: &TimeZone| {
        to_timestamp(at)
            .map(|instant| wall_time::long(instant, zone))
            .unwrap_or_default()
    };
    let when = local(row.starts_at, &row.time_zone);
    ConveningRow {
        href: format!("/convenings/{}", row.id),
        title: row.title.clone(),
        when: if row.ends_at < now {
            format!("{when}, {}", row.status.label().to_lowercase())
        } else {
            when
        },
        sample: row.illustrative,
    }
}
