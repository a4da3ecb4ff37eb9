//! The guest's page, and what staff say of guests, questions and arrangements.

use chrono::TimeDelta;

use super::{Form, Kind, Shown, none};
use crate::invitations::{Table, to};

async fn invited() -> (Table, String) {
    let mut table = Table::with(&["ann"]).await;
    let mails = table.send("").await;
    let (_, rest) = to(&mails, "ann").text.split_once("/i/").unwrap();
    let secret: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    table.app.clock().advance(TimeDelta::minutes(1));
    (table, format!("/i/{secret}"))
}

#[tokio::test]
async fn a_guest_answers() {
    let (table, link) = invited().await;
    let mut guest = table.app.visitor();
    let fields = [("answer", "declined"), ("note", "No"), ("q-diet", "Vegan")];
    let form = Form::editing(link.clone(), &fields)
        .texts(&[("note", 1_000), ("q-diet", 1_000)])
        .choices(&["answer"])
        .beside("q-diet", "q2");
    none(&form.survives(&mut guest).await);

    let fields = [("name", "Cleo"), ("email", "x"), ("why", "Knows more")];
    let form = Form::new(format!("{link}/somebody-else"), Shown::Elsewhere, &fields)
        .throw("email", Kind::Mail);
    none(&form.survives(&mut guest).await);

    let fields = [
        ("local_start", "2027-03-19T09:30"),
        ("local_end", "2027-03-19T12:00"),
        ("proposal_note", "Later"),
    ];
    let form = Form::new(format!("{link}/another-time"), Shown::Elsewhere, &fields)
        .texts(&[("proposal_note", 1_000)])
        .throw("local_start", Kind::Moment)
        .throw("local_end", Kind::Moment);
    none(&form.survives(&mut guest).await);
}

#[tokio::test]
async fn staff_ask_arrange_and_record() {
    let (mut table, _) = invited().await;
    let path = table.path.clone();
    let fields = [
        ("label", "Food?"),
        ("kind", "text"),
        ("choices", "One\nTwo"),
        ("keep_days", "14"),
    ];
    let form = Form::editing(format!("{path}/questions/diet"), &fields)
        .texts(&[("label", 200)])
        .choices(&["kind"])
        .throw("keep_days", Kind::Number);
    none(&form.survives(&mut table.staff).await);

    let fields = [
        ("stipend", "$150"),
        ("interpretation", "ASL"),
        ("access", "Step-free"),
    ];
    let list = Shown::Form(format!("{path}/questions"));
    let form = Form::new(format!("{path}/arrangements"), list, &fields).texts(&[
        ("stipend", 2_000),
        ("interpretation", 2_000),
        ("access", 2_000),
    ]);
    none(&form.survives(&mut table.staff).await);

    let here = format!("{path}/invitations/{}", table.guest("ann").await.id);
    let fields = [("partstat", "accepted"), ("note", "Called")];
    let form = Form::new(format!("{here}/answer"), Shown::Form(here), &fields)
        .texts(&[("note", 1_000)])
        .choices(&["partstat"]);
    none(&form.survives(&mut table.staff).await);
}
