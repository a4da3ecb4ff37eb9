//! The question put together from what is stored, and every time of the poll compared, away from the threads that serve.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use anyhow::Context as _;
use jiff::Timestamp;

use super::against::{Against, days_of};
use crate::{
    composing::{self, Brought},
    convenings,
    entities::date_polls,
    ids::GoalId,
    scheduling::{
        polls::{
            rules::{
                self, Among, Asked, Borne, Compared, Frameset, Said, Slot, compared, question,
            },
            store::{self, Answers, Facts},
        },
        times::{Hours, Policy, strain},
    },
    values::{
        PollManner,
        time_convert::{TimeOutOfRange, to_timestamp},
    },
    web::{AppError, Desk, Result},
};

/// All that pages say of a poll's times.
pub(super) struct Comparison {
    pub(super) facts: Facts,
    /// Who is who.
    pub(super) names: BTreeMap<u128, String>,
    pub(super) brought: Brought,
    pub(super) against: Against,
    /// By whom somebody speaks for: what the series has asked of them.
    pub(super) borne: Borne,
    /// Or why nothing can be compared, in words.
    pub(super) compared: std::result::Result<Compared, String>,
}

/// Puts the question together and answers it.
pub(super) async fn compare(
    desk: &Desk,
    poll: &date_polls::Model,
    without: BTreeSet<u128>,
) -> Result<Comparison> {
    let db = desk.db();
    let facts = store::facts(db, poll).await?;
    let options = store::slots(&store::option_rows(db, poll.id).await?)?;
    let any_time = poll.manner == PollManner::AnyTime;
    let settings = store::settings_of(poll)?;
    let days = match (any_time, settings.first_day.zip(settings.last_day)) {
        (true, days) => days,
        (false, _) => days_of(options.iter().map(|(_, slot)| slot)),
    };
    let against = Against::load(desk, poll, &facts, days).await?;
    let goals: Vec<GoalId> = convenings::goals_of(db, poll.convening_id)
        .await?
        .into_iter()
        .map(|goal| goal.id)
        .collect();
    let organizations: BTreeSet<_> = facts.organizations.keys().copied().collect();
    let brought =
        composing::brought_by(&desk.app.db, &goals, &organizations, desk.local_date()).await?;
    let answers = answers(desk, poll, any_time).await?;
    let said = said(&answers, &facts).map_err(anyhow::Error::from)?;
    let among = match (any_time, days) {
        (true, Some((first, last))) => Among::AnyTime {
            first,
            last,
            free: against.closed(),
        },
        _ => Among::Offered(options),
    };
    let frames = Frameset {
        among,
        minutes: poll.minutes,
        zone: poll.time_zone.clone(),
        now: to_timestamp(desk.app.now()).map_err(anyhow::Error::from)?,
        taken: against.taken().to_vec(),
    };
    let borne = borne(desk, poll, &facts, &goals).await?;
    let policy = Policy {
        if_needed: u16::try_from(poll.if_needed).unwrap_or(u16::MAX),
        unknown: u16::try_from(poll.unknown).unwrap_or(u16::MAX),
        ..Policy::default()
    };
    let asked = facts.asked.clone();
    let question = question(&asked, &brought, &facts.quorum, policy);
    let answered =
        tokio::task::spawn_blocking(move || compared(&question, &asked, &said, &frames, &without));
    let answered = answered
        .await
        .context("comparing times stopped")
        .map_err(AppError::from)?;
    let names = names(&facts.asked);
    let name = |id: u128| names.get(&id).cloned().unwrap_or_default();
    Ok(Comparison {
        compared: answered.map_err(|trouble| trouble.sentence(name)),
        names,
        facts,
        brought,
        against,
        borne,
    })
}

fn names(asked: &[Asked]) -> BTreeMap<u128, String> {
    let name = |one: &Asked| (one.id.as_u128(), one.name.clone());
    asked.iter().map(name).collect()
}

/// What was said: kept while nobody votes, because a poll may have many votes.
async fn answers(desk: &Desk, poll: &date_polls::Model, any_time: bool) -> Result<Arc<Answers>> {
    let (db, id) = (desk.db(), poll.id);
    if any_time {
        return Ok(Arc::new(store::answers(db, (id, true)).await?));
    }
    let revision = store::votes_revision(db, id).await?;
    let read = async || store::answers(db, (id, false)).await;
    let key = id.to_string();
    Ok(desk.app.db.kept_large(&key, &revision, read).await?)
}

fn said(answers: &Answers, facts: &Facts) -> std::result::Result<Said, TimeOutOfRange> {
    let busy: std::result::Result<Vec<_>, TimeOutOfRange> = answers
        .busy
        .iter()
        .map(|(person, from, to)| Ok((*person, to_timestamp(*from)?, to_timestamp(*to)?)))
        .collect();
    let answered = facts.people.iter().filter(|row| row.answered_at.is_some());
    Ok(Said {
        votes: answers.votes.clone(),
        hours: answers.hours.clone(),
        busy: busy?,
        answered: answered.map(|row| row.id).collect(),
    })
}

/// Minutes too early or too late that the meetings of the year before have asked of each organization.
async fn borne(
    desk: &Desk,
    poll: &date_polls::Model,
    facts: &Facts,
    goals: &[GoalId],
) -> Result<Borne> {
    let goals = goals.iter().copied();
    let now = desk.app.now();
    let before = convenings::series_of(desk.db(), goals, now, poll.convening_id).await?;
    let mut borne = Borne::new();
    for one in &facts.asked {
        let (Some(organization), Some(zone)) = (one.organization, &one.zone) else {
            continue;
        };
        let party = organization.as_u128();
        if borne.contains_key(&party) {
            continue;
        }
        let meetings = before
            .iter()
            .filter(|each| each.organization_id == organization);
        let minutes = meetings.filter_map(|each| {
            let starts = to_timestamp(each.starts_at).ok()?;
            let lasts = (each.ends_at - each.starts_at).num_minutes();
            let begins = minute_of(starts, zone);
            Some(strain(begins, u32::try_from(lasts).ok()?, Hours::default()))
        });
        borne.insert(party, minutes.sum());
    }
    Ok(borne)
}

/// The minute of the local day.
pub(super) fn minute_of(at: Timestamp, zone: &crate::values::TimeZone) -> u32 {
    let local = zone.rules().to_datetime(at);
    u32::from(local.hour().unsigned_abs()) * 60 + u32::from(local.minute().unsigned_abs())
}

/// Whom somebody speaks for, as a number.
pub(super) fn party_of(one: &Asked) -> u128 {
    one.organization
        .map_or(one.id.as_u128(), crate::ids::OrganizationId::as_u128)
}

/// The time of a start that is shown.
pub(super) fn slot_of(compared: &Compared, start: usize) -> Option<&Slot> {
    let mut shown = compared.shown.iter();
    shown
        .find(|(at, _, _)| *at == start)
        .map(|(_, _, slot)| slot)
}

/// The words of what a time has to have.
pub(super) fn demand_of(compared: &Compared, at: usize, of: &Comparison) -> String {
    let name = |id: u128| of.names.get(&id).cloned().unwrap_or_default();
    let demands = compared.times.demands();
    demands
        .get(at)
        .map_or_else(String::new, |demand| rules::demand_words(demand, name))
}
