//! Invitations through their pages: from seats to addresses, the review, the mails with their calendar parts, and what
//! each change of the convening means for each guest.

mod addresses;
mod changes;
mod sending;

use roundtable::{
    entities::{convenings as convening_rows, invitations},
    ids::{ConveningId, InvitationId},
    mail::Envelope,
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    convenings,
    support::{Browser, Page, TestApp},
};

/// A convening with its staff, and guests at example addresses.
pub struct Table {
    pub app: TestApp,
    pub staff: Browser,
    pub path: String,
}

impl Table {
    /// A confirmed convening with these guests invited to nothing yet.
    pub async fn with(guests: &[&str]) -> Self {
        let app = TestApp::with_sample().await;
        let mut staff = app.staff(Role::ProgramOfficer).await;
        let path = convenings::plan(&app, &mut staff, &[]).await;
        // Not of the sample, whose guests are made up and never written to.
        convenings_are_real(&app).await;
        let mut table = Self { app, staff, path };
        for guest in guests {
            table.seat(guest).await;
        }
        table
    }

    pub fn id(&self) -> ConveningId {
        self.path.rsplit('/').next().unwrap().parse().unwrap()
    }

    /// Gives a guest a seat and an address: `ann` is ann@funder.example.
    pub async fn seat(&mut self, guest: &str) {
        let seat = [
            ("seat_org", ""),
            ("seat_name", guest),
            ("seat_role", "funder"),
            ("seat_attendance", "optional"),
        ];
        self.staff
            .post(&format!("{}/seats", self.path), &seat)
            .await
            .is(303);
        let page = self
            .staff
            .get(&format!("{}/invitations/addresses", self.path))
            .await;
        let key = page.held("seat");
        let address = format!("{guest}@funder.example");
        let form = [
            ("seat", &*key),
            ("person", ""),
            ("name", guest),
            ("email", &address),
            ("why", "You know this city."),
        ];
        self.staff
            .post(&format!("{}/invitations/addresses", self.path), &form)
            .await
            .is(303);
    }

    pub async fn review(&mut self, query: &str) -> Page {
        self.staff
            .get(&format!("{}/outbox{query}", self.path))
            .await
    }

    /// Sends everything that is due and takes out the mail.
    pub async fn send(&mut self, query: &str) -> Vec<Envelope> {
        let page = self.review(query).await;
        page.is(200);
        let seen = page.held("seen");
        let mut fields = vec![("seen", &*seen), ("when", "now")];
        if query.contains("notify=yes") {
            fields.push(("notify", "yes"));
        }
        if query.contains("ask=silent") {
            fields.push(("ask", "silent"));
        }
        for group in ["hold", "invite", "update", "ask_again", "cancel"] {
            fields.push(("group", group));
        }
        let path = format!("{}/outbox", self.path);
        self.staff.post(&path, &fields).await.is(303);
        self.app.mail().await
    }

    /// Changes fields of the convening.
    pub async fn change(&mut self, changed: &[(&str, &str)]) {
        let version = self.row().await.version.to_string();
        let mut fields = vec![("version", &*version)];
        fields.extend_from_slice(changed);
        self.staff
            .post(
                &format!("{}/edit", self.path),
                &convenings::form("", &fields),
            )
            .await
            .is(303);
    }

    pub async fn row(&self) -> convening_rows::Model {
        convenings::stored(&self.app, &self.path).await
    }

    pub async fn guest(&self, name: &str) -> invitations::Model {
        let found = invitations::Entity::find()
            .filter(invitations::Column::ConveningId.eq(self.id()))
            .filter(invitations::Column::Name.eq(name))
            .order_by_desc(invitations::Column::Id);
        found.one(self.app.db().read()).await.unwrap().unwrap()
    }

    /// Notes an answer as if it had come in.
    pub async fn answers(&self, guest: InvitationId, partstat: &str) {
        invitations::Entity::update_many()
            .col_expr(invitations::Column::Partstat, Expr::value(partstat))
            .filter(invitations::Column::Id.eq(guest))
            .exec(self.app.db().read())
            .await
            .unwrap();
    }
}

async fn convenings_are_real(app: &TestApp) {
    convening_rows::Entity::update_many()
        .col_expr(convening_rows::Column::Illustrative, Expr::value(false))
        .exec(app.db().read())
        .await
        .unwrap();
}

/// The calendar part of a mail, its lines unfolded.
pub fn calendar(mail: &Envelope) -> String {
    let part = mail.calendar.as_ref().expect("a calendar part");
    part.body.replace("\r\n ", "")
}

/// The value of a property of the calendar part.
pub fn property(mail: &Envelope, name: &str) -> String {
    let text = calendar(mail);
    let line = text.lines().find(|line| {
        line.starts_with(&format!("{name}:")) || line.starts_with(&format!("{name};"))
    });
    let line = line.unwrap_or_else(|| panic!("no {name} in {text}"));
    line.split_once(':').unwrap().1.to_owned()
}

/// To whom mails went, in order.
pub fn recipients(mails: &[Envelope]) -> Vec<String> {
    let mut to: Vec<String> = mails.iter().map(|mail| mail.to.to_string()).collect();
    to.sort();
    to
}

/// The mail to this guest.
pub fn to<'a>(mails: &'a [Envelope], guest: &str) -> &'a Envelope {
    let address = format!("{guest}@funder.example");
    let found = mails.iter().find(|mail| mail.to.as_str() == address);
    found.unwrap_or_else(|| panic!("no mail to {guest}: {:?}", recipients(mails)))
}

impl Table {
    /// Guests by the hundred, straight into seats and the ledger as the address page would.
    pub async fn many(&mut self, names: &[String]) {
        for name in names {
            self.seat(name).await;
        }
    }

    /// The same jobs once more, as after a crash between doing and noting.
    pub async fn again(&self) {
        self.once_more("send_to_guests").await;
    }

    /// The same jobs of one kind once more.
    pub async fn once_more(&self, kind: &str) {
        use roundtable::entities::jobs;
        jobs::Entity::update_many()
            .col_expr(jobs::Column::State, Expr::value("queued"))
            .filter(jobs::Column::Kind.eq(kind))
            .exec(self.app.db().read())
            .await
            .unwrap();
    }
}
