//! One file per table: the row and its relations, no queries and no behaviour. Entities are a floor
//! because relations point both ways: inside the rooms they would make the rooms cyclic.

pub mod absorber_counties;
pub mod absorber_issues;
pub mod absorbers;
pub mod affiliations;
pub mod arrivals;
pub mod audit_entries;
pub mod blackout_days;
pub mod calendar_feeds;
pub mod capital_products;
pub mod clock_changes;
pub mod convening_arrangements;
pub mod convening_goals;
pub mod convenings;
pub mod data_points;
pub mod date_polls;
pub mod directory_changes;
pub mod door_requests;
pub mod funding_source_areas;
pub mod funding_source_issues;
pub mod funding_source_populations;
pub mod funding_sources;
pub mod goal_issues;
pub mod goal_partners;
pub mod goal_places;
pub mod goal_populations;
pub mod goal_systems_changes;
pub mod goal_totals;
pub mod goals;
pub mod guest_aliases;
pub mod guest_answers;
pub mod guest_feeds;
pub mod guest_questions;
pub mod inbound_mails;
pub mod indicators;
pub mod initiative_rounds;
pub mod initiative_sites;
pub mod initiatives;
pub mod interests;
pub mod invitation_answers;
pub mod invitation_links;
pub mod invitation_mails;
pub mod invitation_settings;
pub mod invitation_texts;
pub mod invitations;
pub mod issue_areas;
pub mod jobs;
pub mod kept_apart;
pub mod learning_dates;
pub mod mail_suppressions;
pub mod match_stances;
pub mod meeting_events;
pub mod meeting_links;
pub mod meeting_pairs;
pub mod meeting_parties;
pub mod meeting_people;
pub mod meeting_places;
pub mod meeting_plans;
pub mod meeting_rooms;
pub mod meeting_sessions;
pub mod meeting_tables;
pub mod meeting_wishes;
pub mod organization_city_records;
pub mod organization_facts;
pub mod organizations;
pub mod outbound_mails;
pub mod partnership_members;
pub mod partnership_places;
pub mod partnership_rounds;
pub mod partnerships;
pub mod people;
pub mod performance_measures;
pub mod places;
pub mod poll_busy_times;
pub mod poll_holds;
pub mod poll_hours;
pub mod poll_links;
pub mod poll_options;
pub mod poll_people;
pub mod poll_votes;
pub mod populations;
pub mod projects;
pub mod quorum_rules;
pub mod rate_limits;
pub mod recusals;
pub mod relationship_notes;
pub mod reminder_limits;
pub mod reminder_sends;
pub mod reminders;
pub mod revisions;
pub mod score_weights;
pub mod search_entries;
pub mod search_terms;
pub mod season_convening_venues;
pub mod season_convenings;
pub mod season_plans;
pub mod season_travel;
pub mod season_venues;
pub mod seasons;
pub mod seat_transfers;
pub mod seats;
pub mod self_checks;
pub mod sessions;
pub mod sign_in_links;
pub mod stack_lines;
pub mod stack_snapshot_lines;
pub mod stack_snapshots;
pub mod strategies;
pub mod time_proposals;
pub mod users;
pub mod waiting_places;

use sea_orm::{IdenStatic, Iterable};

/// Name and column names of one table, as its entity has them.
pub struct TableShape {
    pub name: String,
    pub columns: Vec<String>,
}

fn shape<E>(entity: E) -> TableShape
where
    E: sea_orm::EntityTrait,
{
    TableShape {
        name: entity.table_name().to_owned(),
        columns: E::Column::iter()
            .map(|column| column.as_str().to_owned())
            .collect(),
    }
}

/// Every table, for the test that holds entities and migrations equal.
#[expect(clippy::too_many_lines, reason = "a line a table")]
pub fn all_tables() -> Vec<TableShape> {
    vec![
        shape(absorber_counties::Entity),
        shape(absorber_issues::Entity),
        shape(absorbers::Entity),
        shape(affiliations::Entity),
        shape(arrivals::Entity),
        shape(audit_entries::Entity),
        shape(blackout_days::Entity),
        shape(calendar_feeds::Entity),
        shape(capital_products::Entity),
        shape(clock_changes::Entity),
        shape(convening_arrangements::Entity),
        shape(convening_goals::Entity),
        shape(convenings::Entity),
        shape(data_points::Entity),
        shape(date_polls::Entity),
        shape(directory_changes::Entity),
        shape(door_requests::Entity),
        shape(funding_source_areas::Entity),
        shape(funding_source_issues::Entity),
        shape(funding_source_populations::Entity),
        shape(funding_sources::Entity),
        shape(goal_issues::Entity),
        shape(goal_partners::Entity),
        shape(goal_places::Entity),
        shape(goal_populations::Entity),
        shape(goal_systems_changes::Entity),
        shape(goal_totals::Entity),
        shape(goals::Entity),
        shape(guest_aliases::Entity),
        shape(guest_answers::Entity),
        shape(guest_feeds::Entity),
        shape(guest_questions::Entity),
        shape(inbound_mails::Entity),
        shape(indicators::Entity),
        shape(initiative_rounds::Entity),
        shape(initiative_sites::Entity),
        shape(initiatives::Entity),
        shape(interests::Entity),
        shape(invitation_answers::Entity),
        shape(invitation_links::Entity),
        shape(invitation_mails::Entity),
        shape(invitation_settings::Entity),
        shape(invitation_texts::Entity),
        shape(invitations::Entity),
        shape(issue_areas::Entity),
        shape(jobs::Entity),
        shape(kept_apart::Entity),
        shape(learning_dates::Entity),
        shape(mail_suppressions::Entity),
        shape(match_stances::Entity),
        shape(meeting_links::Entity),
        shape(meeting_events::Entity),
        shape(meeting_pairs::Entity),
        shape(meeting_parties::Entity),
        shape(meeting_people::Entity),
        shape(meeting_places::Entity),
        shape(meeting_plans::Entity),
        shape(meeting_rooms::Entity),
        shape(meeting_sessions::Entity),
        shape(meeting_tables::Entity),
        shape(meeting_wishes::Entity),
        shape(organization_city_records::Entity),
        shape(organization_facts::Entity),
        shape(organizations::Entity),
        shape(outbound_mails::Entity),
        shape(partnership_members::Entity),
        shape(partnership_places::Entity),
        shape(partnership_rounds::Entity),
        shape(partnerships::Entity),
        shape(people::Entity),
        shape(performance_measures::Entity),
        shape(places::Entity),
        shape(poll_busy_times::Entity),
        shape(poll_holds::Entity),
        shape(poll_hours::Entity),
        shape(poll_links::Entity),
        shape(poll_options::Entity),
        shape(poll_people::Entity),
        shape(poll_votes::Entity),
        shape(populations::Entity),
        shape(projects::Entity),
        shape(quorum_rules::Entity),
        shape(rate_limits::Entity),
        shape(recusals::Entity),
        shape(relationship_notes::Entity),
        shape(reminder_limits::Entity),
        shape(reminder_sends::Entity),
        shape(reminders::Entity),
        shape(revisions::Entity),
        shape(score_weights::Entity),
        shape(search_entries::Entity),
        shape(search_terms::Entity),
        shape(season_convening_venues::Entity),
        shape(season_convenings::Entity),
        shape(season_plans::Entity),
        shape(season_travel::Entity),
        shape(season_venues::Entity),
        shape(seasons::Entity),
        shape(seat_transfers::Entity),
        shape(seats::Entity),
        shape(self_checks::Entity),
        shape(sessions::Entity),
        shape(sign_in_links::Entity),
        shape(stack_lines::Entity),
        shape(stack_snapshot_lines::Entity),
        shape(stack_snapshots::Entity),
        shape(strategies::Entity),
        shape(time_proposals::Entity),
        shape(users::Entity),
        shape(waiting_places::Entity),
    ]
}
