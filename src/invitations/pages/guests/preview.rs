//! One guest's mail before it is sent: as HTML, as text and as the calendar gets it. Its link is a made-up one.

use std::fmt;

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{crumbs, load, path_of};
use crate::{
    ids::InvitationId,
    invitations::{
        ledger,
        sending::{self, Order, Wish},
    },
    values::InvitationMailKind,
    web::{self, AppError, EditorsDesk, Query, Result, Shell, views::Link},
};

/// What stands where the guest's own link will be.
const SECRET: &str = "each-guest-gets-a-link-of-their-own";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    notify: String,
    ask: String,
}

#[derive(Template)]
#[template(path = "invitations/preview.html")]
struct PreviewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    name: String,
    address: String,
    from: String,
    told: String,
    subject: String,
    text: String,
    body: Body,
    calendar: String,
    nothing: bool,
}

/// GET /convenings/{id}/outbox/{guest}
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path((id, guest)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let key: InvitationId = AppError::found(guest.parse().ok())?;
    let found = ledger::by_id(desk.db(), key).await?;
    let guest = AppError::found(found.filter(|guest| guest.convening_id == meeting.id()))?;
    let wish = Wish {
        notify: asked.notify == "yes",
        ask_silent: asked.ask == "silent",
    };
    let begun = ledger::anybody_invited(desk.db(), meeting.id()).await?;
    let guests = vec![guest];
    let silent = sending::silent(desk.db(), &guests).await?;
    let planned = sending::plan(&meeting, (guests, &silent), wish, begun);
    let each = AppError::found(planned.into_iter().next())?;
    let kind = each.mail(&meeting);
    let shown = kind.unwrap_or(InvitationMailKind::Update);
    let text = ledger::text(desk.db(), meeting.id(), shown).await?;
    let order = Order {
        kind: shown,
        text: &text,
        rsvp: each.consequence.rsvp,
        resets: each.consequence.resets_answer,
        only_seat: each.only_seat(),
        leaves: None,
        not_before: desk.app.now(),
        by: &desk.user.name,
    };
    let settings = &desk.app.settings;
    let letter = sending::letter(settings, &meeting, &each.guest, (shown, &text), SECRET)?;
    let organizer = meeting.organizer(settings);
    let calendar = match &organizer {
        Ok(_) => {
            let stamp = desk.app.now();
            sending::calendar_part(settings, &meeting, &each.guest, &order, stamp)?
        }
        Err(_) => None,
    };
    let mut above = crumbs(&meeting);
    let path = path_of(meeting.id());
    above.push(Link::new("Review and send", format!("{path}/outbox")));
    web::page(&PreviewPage {
        shell: desk.shell("convenings", format!("Preview: {}", each.guest.name)),
        crumbs: above,
        name: each.guest.name.clone(),
        address: each.guest.address.to_string(),
        from: organizer.map_or_else(
            |_| String::new(),
            |of| format!("{} <{}>", of.name, of.address),
        ),
        told: each.consequence.told,
        subject: letter.subject,
        text: letter.text,
        body: Body(body_of(&letter.html).to_owned()),
        calendar: calendar.map_or_else(String::new, |part| part.body.replace("\r\n", "\n")),
        nothing: kind.is_none(),
    })
}

/// The inside of a mail's HTML. Everything typed was escaped when the mail's own template was drawn.
struct Body(String);

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Body {}

/// What is between `<body>` and its end; escaped by the mail's own template.
fn body_of(html: &str) -> &str {
    let after = html.split_once("<body>").map_or(html, |(_, after)| after);
    after.split_once("</body>").map_or(after, |(body, _)| body)
}
