//! Meetings in the room through their pages: set up, wished for, planned, published, planned again.

mod again;
mod calendars;
mod commands;
mod degenerate;
mod flow;
mod following;
mod links;
mod lost;
mod planners;
mod resent;
mod said;
mod sides;
mod wishes;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use roundtable::{
    entities::{
        meeting_parties, meeting_people, meeting_places, meeting_plans, meeting_rooms,
        meeting_tables, meeting_wishes,
    },
    mail::Envelope,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    invitations::Table,
    support::{Browser, Page},
};

/// The setup of the meetings: three rounds of 20 minutes at as many tables, with these fields changed.
pub fn setup<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("session_start", "2027-03-18T10:00"),
        ("session_end", "2027-03-18T11:10"),
        ("minutes", "20"),
        ("pause", "5"),
        ("tables", "3"),
        ("names", "Bay window"),
        ("manner", "pairs"),
        ("smallest", "3"),
        ("largest", "6"),
        ("most", ""),
        ("least", "1"),
        ("message", "Bring a number."),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

/// The meetings of a convening, its staff and its guests.
pub struct Room {
    pub table: Table,
    pub path: String,
    /// The secret of everybody's newest link, by name.
    pub links: BTreeMap<String, String>,
}

impl Room {
    /// A convening with these partners and funders, and meetings set up; guests have addresses of their names.
    pub async fn with(teams: &[&str], funders: &[&str], changed: &[(&str, &str)]) -> Self {
        let mut table = Table::with(&[]).await;
        for team in teams {
            seat(&mut table, team, "community_partner").await;
        }
        for funder in funders {
            seat(&mut table, funder, "funder").await;
        }
        let path = format!("{}/meetings", table.path);
        table
            .staff
            .submit(&path, &setup(changed))
            .await
            .see("The meetings are set up.");
        Self {
            table,
            path,
            links: BTreeMap::new(),
        }
    }

    pub fn staff(&mut self) -> &mut Browser {
        &mut self.table.staff
    }

    pub async fn get(&mut self, below: &str) -> Page {
        let path = format!("{}{below}", self.path);
        let page = self.staff().get(&path).await;
        page.is(200);
        page
    }

    pub async fn row(&self) -> meeting_rooms::Model {
        meeting_rooms::Entity::find()
            .filter(meeting_rooms::Column::ConveningId.eq(self.table.id()))
            .one(self.table.app.db().read())
            .await
            .unwrap()
            .unwrap()
    }

    /// Goes to another phase, at the version there is.
    pub async fn turn(&mut self, to: &str) -> Page {
        let version = self.row().await.version.to_string();
        let path = format!("{}/phase", self.path);
        self.staff()
            .post(&path, &[("version", &version), ("to", to)])
            .await
    }

    /// Asks for wishes and keeps the links that are mailed.
    pub async fn ask(&mut self) -> Vec<Envelope> {
        self.turn("wishes").await.is(303);
        self.mail().await
    }

    /// Does what is due, and keeps the links that are mailed.
    pub async fn mail(&mut self) -> Vec<Envelope> {
        let mails = self.table.app.mail().await;
        for mail in &mails {
            let rest = mail.text.split_once("/wishes/").unwrap().1;
            let secret = rest.split_whitespace().next().unwrap().to_owned();
            let name = mail.to.as_str().split('@').next().unwrap().to_owned();
            self.links.insert(name, secret);
        }
        // What is ordered next is ordered later: nobody gets two mails of one moment.
        self.table.app.clock().advance(TimeDelta::minutes(1));
        mails
    }

    /// Makes a plan, at the version there is, and waits for it.
    pub async fn plan(&mut self, how: &str) -> meeting_plans::Model {
        self.ask_plan(how).await.is(303);
        assert!(self.table.app.mail().await.is_empty());
        self.newest().await
    }

    pub async fn ask_plan(&mut self, how: &str) -> Page {
        self.table.app.clock().advance(TimeDelta::minutes(1));
        let version = self.row().await.version.to_string();
        let form = [
            ("version", &*version),
            ("how", how),
            ("effort", "quick"),
            ("seed", "1"),
        ];
        let path = format!("{}/plans", self.path);
        let page = self.staff().post(&path, &form).await;
        self.table.app.clock().advance(TimeDelta::minutes(1));
        page
    }

    pub async fn newest(&self) -> meeting_plans::Model {
        meeting_plans::Entity::find()
            .filter(meeting_plans::Column::RoomId.eq(self.row().await.id))
            .order_by_desc(meeting_plans::Column::Id)
            .one(self.table.app.db().read())
            .await
            .unwrap()
            .unwrap()
    }

    pub async fn party(&self, name: &str) -> meeting_parties::Model {
        meeting_parties::Entity::find()
            .filter(meeting_parties::Column::Name.eq(name))
            .one(self.table.app.db().read())
            .await
            .unwrap()
            .unwrap()
    }

    pub async fn person(&self, name: &str) -> meeting_people::Model {
        meeting_people::Entity::find()
            .filter(meeting_people::Column::Name.eq(name))
            .one(self.table.app.db().read())
            .await
            .unwrap()
            .unwrap()
    }

    pub async fn tables(&self) -> Vec<meeting_tables::Model> {
        meeting_tables::Entity::find()
            .order_by_asc(meeting_tables::Column::Position)
            .all(self.table.app.db().read())
            .await
            .unwrap()
    }

    /// Everything that was wished: from, of, what.
    pub async fn wishes(&self) -> Vec<meeting_wishes::Model> {
        meeting_wishes::Entity::find()
            .order_by_asc(meeting_wishes::Column::FromId)
            .order_by_asc(meeting_wishes::Column::ToId)
            .all(self.table.app.db().read())
            .await
            .unwrap()
    }

    /// Where everybody sits in a plan.
    pub async fn places(&self, plan: &meeting_plans::Model) -> Vec<meeting_places::Model> {
        meeting_places::Entity::find()
            .filter(meeting_places::Column::PlanId.eq(plan.id))
            .order_by_asc(meeting_places::Column::Round)
            .order_by_asc(meeting_places::Column::PartyId)
            .all(self.table.app.db().read())
            .await
            .unwrap()
    }

    /// What one says of others, `[("ann", "must")]`, as the form sends it: a row for each on the other side, with what it
    /// showed.
    pub async fn form(&self, who: &str, said: &[(&str, &str)]) -> Vec<(String, String)> {
        let from = self.party(who).await;
        let kept = self.wishes().await;
        let others = meeting_parties::Entity::find()
            .filter(meeting_parties::Column::RoomId.eq(from.room_id))
            .filter(meeting_parties::Column::Side.ne(from.side))
            .all(self.table.app.db().read())
            .await
            .unwrap();
        let mut form = Vec::new();
        for other in others {
            let was = kept
                .iter()
                .find(|it| it.from_id == from.id && it.to_id == other.id);
            let was = was.map_or("", |it| it.wish.as_str());
            let wish = said.iter().find(|(name, _)| *name == other.name);
            form.push((format!("was-{}", other.id), was.to_owned()));
            let wish = wish.map_or("", |(_, wish)| wish);
            form.push((other.id.to_string(), wish.to_owned()));
        }
        form
    }

    /// Somebody says their wishes with their link.
    pub async fn says(&mut self, who: &str, said: &[(&str, &str)]) -> Page {
        let form = self.form(who, said).await;
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (&**a, &**b)).collect();
        let path = format!("/wishes/{}", self.links[who]);
        self.table.app.visitor().post(&path, &form).await
    }

    /// Staff write down what somebody wishes.
    pub async fn notes(&mut self, who: &str, said: &[(&str, &str)]) {
        let form = self.form(who, said).await;
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (&**a, &**b)).collect();
        let path = format!("{}/wishes/{}", self.path, self.party(who).await.id);
        self.staff().post(&path, &form).await.is(303);
    }

    /// Everybody of both sides would like to meet everybody.
    pub async fn all_wish(&mut self, teams: &[&str], funders: &[&str]) {
        for team in teams {
            let said: Vec<_> = funders.iter().map(|it| (*it, "meet")).collect();
            self.notes(team, &said).await;
        }
        for funder in funders {
            let said: Vec<_> = teams.iter().map(|it| (*it, "meet")).collect();
            self.notes(funder, &said).await;
        }
    }

    /// What somebody sees behind their link.
    pub async fn page_of(&self, who: &str) -> Page {
        let path = format!("/wishes/{}", self.links[who]);
        self.table.app.visitor().get(&path).await
    }
}

/// Gives a guest a seat of this role, and the address of their name.
pub async fn seat(table: &mut Table, guest: &str, role: &str) {
    let form = [
        ("seat_org", ""),
        ("seat_name", guest),
        ("seat_role", role),
        ("seat_attendance", "optional"),
    ];
    let seats = format!("{}/seats", table.path);
    table.staff.post(&seats, &form).await.is(303);
    let addresses = format!("{}/invitations/addresses", table.path);
    let key = table.staff.get(&addresses).await.held("seat");
    let email = format!("{guest}@room.example");
    let form = [
        ("seat", &*key),
        ("person", ""),
        ("name", guest),
        ("email", &email),
        ("why", ""),
    ];
    table.staff.post(&addresses, &form).await.is(303);
}
