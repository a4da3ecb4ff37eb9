//! The gates one by one, on the sample data and small changes to it.

use jiff::civil::{Date, date};

use super::super::*;
use super::demo::Demo;
use crate::values::Strictness;

const TODAY: Date = date(2026, 11, 22);

fn judged(funder: &str, goal: &str) -> Judgment {
    let demo = Demo::load();
    judge(&demo.pocket(funder), &demo.need(goal), TODAY)
}

#[test]
fn a_spend_down_date_is_a_warning_until_it_binds() {
    let demo = Demo::load();
    let (pocket, mut need) = (demo.pocket("f-evergreen"), demo.need("g-sea-01"));
    let warned = judge(&pocket, &need, TODAY);
    assert_eq!(
        warned
            .reasons
            .iter()
            .find(|reason| reason.kind == ReasonKind::Warning)
            .unwrap()
            .text,
        "Spends down in 2035: no term past 31 Dec 2035, shorter than its usual PRI loan"
    );
    need.until = Some(date(2036, 6, 30));
    assert_eq!(judge(&pocket, &need, TODAY).verdict, Verdict::Ineligible);
    need.until = None;
    assert_eq!(
        judge(&pocket, &need, date(2036, 1, 1)).verdict,
        Verdict::Ineligible
    );
}

#[test]
fn an_excluded_area_beats_a_wider_one_that_is_served() {
    let demo = Demo::load();
    let mut pocket = demo.pocket("f-cornerstone");
    let city = demo.need("g-bal-02").places[0].areas[0].clone();
    pocket.served.push(Served {
        area: city,
        strictness: Strictness::Excludes,
    });
    let judgment = judge(&pocket, &demo.need("g-bal-02"), TODAY);
    assert_eq!(
        judgment.strongest_against().unwrap().text,
        "Does not fund in Baltimore (city 2404000)"
    );
}

#[test]
fn a_bank_is_held_to_its_assessment_area() {
    assert_eq!(
        judged("f-lakecities", "g-cle-02")
            .strongest_against()
            .unwrap()
            .topic,
        Topic::Issue
    );
    let judgment = judged("f-lakecities", "g-det-01");
    assert_eq!(judgment.verdict, Verdict::AlignedNoOpenLine);
    assert!(
        judgment
            .reasons
            .iter()
            .any(|reason| reason.topic == Topic::Market && reason.codes == ["cbsa:19820"])
    );

    let demo = Demo::load();
    let mut pocket = demo.pocket("f-lakecities");
    pocket.assessment_areas.retain(|area| area.code == "17460");
    let outside = judge(&pocket, &demo.need("g-det-01"), TODAY);
    assert_eq!(outside.verdict, Verdict::Ineligible);
    assert_eq!(
        outside.strongest_against().unwrap().text,
        "CRA assessment area is Cleveland, OH; Detroit is outside"
    );
}

#[test]
fn a_cdfi_is_held_to_its_target_market() {
    let demo = Demo::load();
    let mut pocket = demo.pocket("f-sonoran");
    let need = demo.need("g-abq-01");
    assert_eq!(judge(&pocket, &need, TODAY).verdict, Verdict::Eligible);
    pocket.target_markets.retain(|market| market.area.is_none());
    assert_eq!(
        judge(&pocket, &need, TODAY).verdict,
        Verdict::Eligible,
        "the goal names its population"
    );
    let mut others = need.clone();
    others.populations.retain(|who| who.code != "native");
    assert_eq!(judge(&pocket, &others, TODAY).verdict, Verdict::Ineligible);
}

#[test]
fn do_not_contact_comes_before_everything() {
    let demo = Demo::load();
    let pocket = Pocket {
        do_not_contact: true,
        ..demo.pocket("f-rosewater")
    };
    let judgment = judge(&pocket, &demo.need("g-sf-01"), TODAY);
    assert_eq!(judgment.verdict, Verdict::Ineligible);
    assert_eq!(
        judgment.strongest_against().unwrap().text,
        "Asked not to be contacted"
    );
}

#[test]
fn an_unknown_condition_is_said_and_never_counts_for() {
    let demo = Demo::load();
    let pocket = Pocket {
        constraints: vec!["left_handed_owners_only".to_owned()],
        ..demo.pocket("f-cornerstone")
    };
    let judgment = judge(&pocket, &demo.need("g-pvd-02"), TODAY);
    let reason = judgment
        .reasons
        .iter()
        .find(|reason| reason.topic == Topic::Terms)
        .unwrap();
    assert_eq!(reason.kind, ReasonKind::Info);
    assert_eq!(
        reason.text,
        "States a condition not checked here: left handed owners only"
    );
}

#[test]
fn no_sample_condition_is_left_unread() {
    let demo = Demo::load();
    for funder in &demo.directory.funders {
        for goal in ["g-sf-01", "g-pvd-02"] {
            for reason in judged_by(&demo, &funder.id, goal).reasons {
                assert!(
                    !reason.text.contains("not checked here"),
                    "{}: {}",
                    funder.id,
                    reason.text
                );
            }
        }
    }
}

fn judged_by(demo: &Demo, funder: &str, goal: &str) -> Judgment {
    judge(&demo.pocket(funder), &demo.need(goal), TODAY)
}
