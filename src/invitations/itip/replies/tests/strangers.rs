//! R12 and R13: somebody else comes.

use super::*;

#[test]
fn r12_delegation_goes_by_the_policy_and_never_in_a_chain() {
    let asks = |context: &Context| {
        let verdict = judged("delegated", context);
        assert_eq!(verdict.rule, "R12");
        matches!(verdict.effect, Effect::DelegateAsk { .. })
    };
    assert!(asks(&context()));
    let allowed = Context {
        delegation: Delegation::Allow,
        ..context()
    };
    let verdict = judged("delegated", &allowed);
    let Effect::DelegateAllow { answer, to, .. } = verdict.effect else {
        panic!("not allowed: {}", verdict.told);
    };
    assert_eq!(
        (answer.guest.as_str(), to.as_str()),
        (ANN, "bea@funder.example")
    );
    let chain = Guest {
        is_delegate: true,
        ..guest(ANN)
    };
    assert!(asks(&Context {
        guests: vec![chain],
        ..allowed.clone()
    }));
    let cycle = vec![guest(ANN), guest("bea@funder.example")];
    assert!(asks(&Context {
        guests: cycle,
        ..allowed.clone()
    }));
    // The delegate's own word is not enough: the host is asked.
    let mut bea = allowed;
    "bea@funder.example".clone_into(&mut bea.sender.address);
    let verdict = judged("delegate-answers", &bea);
    assert_eq!(verdict.rule, "R12");
    assert!(
        matches!(verdict.effect, Effect::Crasher { delegated_from: Some(from), .. } if from == ANN)
    );
}

#[test]
fn r13_a_stranger_waits_at_the_door() {
    let verdict = judged("crasher", &from("stranger@other.example"));
    assert_eq!(verdict.rule, "R13");
    let Effect::Crasher {
        answer,
        delegated_from,
        ..
    } = verdict.effect
    else {
        panic!("{}", verdict.told);
    };
    assert_eq!(
        (answer.guest.as_str(), answer.partstat),
        ("stranger@other.example", Partstat::Accepted)
    );
    assert_eq!(delegated_from, None);
}
