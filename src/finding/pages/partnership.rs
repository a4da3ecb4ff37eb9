//! One partnership: its goals with what they lack, who sits at it, what it meets about. For those who lead it this is
//! also the first page: what needs them comes first.

use askama::Template;
use axum::{Router, response::Response, routing::get};
use chrono::{DateTime, Utc};

use super::seats::{Backbone, MemberRow, Sector, backbone, member_row, seated, sectors};
use crate::{
    entities::convenings,
    finding::store::{self, Waiting},
    goals::{self, GoalCard, GoalFilter, GoalOrder},
    partnerships::{self, AtPartnership, Member, PartnershipHead, PartnershipTab},
    values::{TimeZone, time_convert::to_timestamp, wall_time},
    web::{self, AppState, Paging, Shell, TableDesk, charts::StackView, views::Link},
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
    /// Days ahead on which its rounds learn together.
    learning: Vec<String>,
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
    let codes = rounds.iter().map(|round| round.code.clone());
    let learning = partnerships::learning_dates_ahead(db, codes, desk.today()).await?;
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
        learning: learning
            .iter()
            .map(|each| format!("{}: {}", goals::day(each.held_on), each.topic))
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
