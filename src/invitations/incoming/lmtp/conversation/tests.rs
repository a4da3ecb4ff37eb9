use super::*;

fn ready() -> Conversation {
    let mut talk = Conversation::new("Invite.example", 1_000);
    talk.line("LHLO mx.example");
    talk
}

#[track_caller]
fn says(talk: &mut Conversation, line: &str, code: &str) {
    let step = talk.line(line);
    assert!(
        matches!(&step, Step::Say(text) if text.starts_with(code)),
        "{line}: {step:?}"
    );
}

#[test]
fn only_addresses_of_convenings_are_taken() {
    let mut talk = ready();
    says(&mut talk, "RCPT TO:<c-abc@invite.example>", "503");
    says(&mut talk, "mail from:<> SIZE=1000 BODY=8BITMIME", "250");
    says(&mut talk, "RCPT TO:<C-ABC@Invite.Example>", "250");
    for other in [
        "c-abc@other.example",
        "ann@invite.example",
        "c-@invite.example",
        "c-a b@invite.example",
        "c-abc@invite.example@evil.example",
        "postmaster",
    ] {
        says(&mut talk, &format!("RCPT TO:<{other}>"), "550");
    }
    says(&mut talk, "RCPT TO:<c-abc@invite.example> ORCPT=x", "555");
    says(&mut talk, "RCPT c-abc@invite.example", "501");
    assert_eq!(
        talk.line("DATA"),
        Step::TakeData(vec!["c-abc@invite.example".to_owned()])
    );
}

#[test]
fn sizes_and_numbers_are_limited() {
    let mut talk = ready();
    says(&mut talk, "MAIL FROM:<a@b.example> SIZE=1001", "552");
    says(&mut talk, "MAIL FROM:<a@b.example> SIZE=-1", "555");
    says(&mut talk, "MAIL FROM:<a@b.example>", "250");
    says(&mut talk, "MAIL FROM:<a@b.example>", "503");
    for _ in 0..MOST_RECIPIENTS {
        says(&mut talk, "RCPT TO:<c-abc@invite.example>", "250");
    }
    says(&mut talk, "RCPT TO:<c-abc@invite.example>", "452");
    says(&mut talk, "RSET", "250");
    says(&mut talk, "DATA", "503");
}

#[test]
fn it_is_lmtp_and_in_order() {
    let mut talk = Conversation::new("invite.example", 1_000);
    says(&mut talk, "EHLO mx.example", "500");
    says(&mut talk, "MAIL FROM:<a@b.example>", "503");
    says(&mut talk, "LHLO", "501");
    says(&mut talk, "LHLO mx.example", "250");
    says(&mut talk, "STARTTLS", "500");
    says(&mut talk, "€", "500");
    assert!(matches!(talk.line("quit"), Step::Leave(_)));
}
