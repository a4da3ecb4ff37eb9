//! The tables of Roundtable, frozen in time: this crate may not see `src/`, so a later change to an
//! entity can never rewrite what an earlier migration did.

use sea_orm_migration::prelude::*;

mod m20261122_000001_reference;
mod m20261122_000002_funders;
mod m20261122_000003_goals;
mod m20261122_000004_house;
mod m20261122_000005_meeting;
mod m20261122_000006_kept;
mod m20261122_000007_goal_hub;
mod m20261122_000008_number;
mod m20261122_000009_stack;
mod m20261122_000010_absorbers;
mod m20261122_000011_partnerships;
mod m20261122_000013_goal_revision;
mod m20261122_000014_learning_dates;
mod m20261122_000015_composing;
mod m20261122_000016_directory_changes;
mod m20261122_000017_score_weights;
mod m20261122_000018_match_stances;
mod m20261122_000019_relationship_notes;
mod m20261123_000020_invitations;
mod m20261123_000022_guest_questions;
mod m20261123_000023_reminders;
mod m20261123_000024_feeds;
mod m20261123_000025_arrivals;
mod m20261123_000026_clock_changes;
mod m20261123_000026_invitation_texts;
mod m20261123_000027_suppressions;
mod m20261123_000028_incoming;
mod m20261123_000029_quorum;
mod m20261123_000030_mail_copies;
mod m20261123_000031_date_polls;
mod m20261123_000032_meetings;
mod m20261123_000033_seasons;
mod m20261123_000034_guest_aliases;
mod m20261123_000035_votes_counted;
mod m20261123_000036_accepted_days;
mod m20261123_000037_asked_elsewhere;
mod m20261123_000043_meeting_seats;
mod m20261123_000044_meeting_events;
mod m20261123_000047_meeting_proofs;
mod parts;

/// Brings a database from any earlier version to this one, and says which steps are pending.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_reference::Migration),
            Box::new(m20261122_000002_funders::Migration),
            Box::new(m20261122_000003_goals::Migration),
            Box::new(m20261122_000004_house::Migration),
            Box::new(m20261122_000005_meeting::Migration),
            Box::new(m20261122_000006_kept::Migration),
            Box::new(m20261122_000007_goal_hub::Migration),
            Box::new(m20261122_000008_number::Migration),
            Box::new(m20261122_000009_stack::Migration),
            Box::new(m20261122_000010_absorbers::Migration),
            Box::new(m20261122_000011_partnerships::Migration),
            Box::new(m20261122_000013_goal_revision::Migration),
            Box::new(m20261122_000014_learning_dates::Migration),
            Box::new(m20261122_000015_composing::Migration),
            Box::new(m20261122_000016_directory_changes::Migration),
            Box::new(m20261122_000017_score_weights::Migration),
            Box::new(m20261122_000018_match_stances::Migration),
            Box::new(m20261122_000019_relationship_notes::Migration),
            Box::new(m20261123_000020_invitations::Migration),
            Box::new(m20261123_000022_guest_questions::Migration),
            Box::new(m20261123_000023_reminders::Migration),
            Box::new(m20261123_000024_feeds::Migration),
            Box::new(m20261123_000025_arrivals::Migration),
            Box::new(m20261123_000026_clock_changes::Migration),
            Box::new(m20261123_000027_suppressions::Migration),
            Box::new(m20261123_000026_invitation_texts::Migration),
            Box::new(m20261123_000028_incoming::Migration),
            Box::new(m20261123_000029_quorum::Migration),
            Box::new(m20261123_000030_mail_copies::Migration),
            Box::new(m20261123_000031_date_polls::Migration),
            Box::new(m20261123_000032_meetings::Migration),
            Box::new(m20261123_000033_seasons::Migration),
            Box::new(m20261123_000034_guest_aliases::Migration),
            Box::new(m20261123_000035_votes_counted::Migration),
            Box::new(m20261123_000036_accepted_days::Migration),
            Box::new(m20261123_000037_asked_elsewhere::Migration),
            Box::new(m20261123_000043_meeting_seats::Migration),
            Box::new(m20261123_000044_meeting_events::Migration),
            Box::new(m20261123_000047_meeting_proofs::Migration),
        ]
    }
}
