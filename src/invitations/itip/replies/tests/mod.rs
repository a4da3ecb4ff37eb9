//! A test for each row of `calendar.md` 5.2 and 5.3, from messages as programs send them.

use chrono::{DateTime, Utc};

use super::{Ask, Context, Effect, Guest, GuestState, Sender, Verdict, judge};
use crate::{
    invitations::itip::read::{Incoming, Standing, Unreadable, read_object},
    values::{Delegation, Partstat},
};

mod checks;
mod methods;
mod order;
mod outdated;
mod recorded;
mod strangers;

const ANN: &str = "ann@funder.example";

fn file(name: &str) -> Result<Incoming, Unreadable> {
    let path = format!(
        "{}/../../tests/fixtures/replies/{name}.ics",
        env!("CARGO_MANIFEST_DIR")
    );
    read_object(&std::fs::read(path).unwrap())
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn guest(address: &str) -> Guest {
    Guest {
        address: address.to_owned(),
        aliases: Vec::new(),
        state: GuestState::Invited,
        partstat: Partstat::NeedsAction,
        seen_sequence: Some(0),
        last: None,
        is_delegate: false,
    }
}

fn context() -> Context {
    Context {
        sender: Sender {
            address: ANN.to_owned(),
            standing: Standing::Confirmed,
        },
        uid: Some("ny-2026-11-01@convene.example".to_owned()),
        organizer: "c-7f3a@invite.convene.example".to_owned(),
        sequence: 0,
        rescheduled_sequence: 0,
        starts_at: at("2026-11-01T14:00:00Z"),
        is_cancelled: false,
        is_over: false,
        delegation: Delegation::Ask,
        guests: vec![guest(ANN)],
        now: at("2026-09-10T12:00:00Z"),
    }
}

fn from(address: &str) -> Context {
    let mut context = context();
    address.clone_into(&mut context.sender.address);
    context
}

fn judged(name: &str, context: &Context) -> Verdict {
    judge(&file(name).unwrap(), context)
}

#[track_caller]
fn recorded(verdict: &Verdict) -> &Ask {
    match &verdict.effect {
        Effect::Record(ask) => ask,
        other => panic!("not recorded: {other:?}"),
    }
}

fn answered(partstat: Partstat, said_at: &str) -> Context {
    let last = Some((0, at(said_at)));
    Context {
        guests: vec![Guest {
            partstat,
            last,
            ..guest(ANN)
        }],
        ..context()
    }
}
