use super::*;
use crate::web::FieldErrors;

/// A form of a goal that holds the section among fields of its own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Around {
    title: String,
    populations: Vec<String>,
    #[serde(flatten)]
    indicator: IndicatorForm,
}

#[test]
fn it_can_be_part_of_another_form() {
    let sent = "title=A&populations=renters&populations=youth&indicator_name=Evictions&unit=count&direction=decrease";
    let around: Around = serde_html_form::from_str(sent).unwrap();
    assert_eq!((around.title.as_str(), around.populations.len()), ("A", 2));
    let mut errors = FieldErrors::default();
    let draft = around.indicator.read(&mut errors).unwrap();
    assert_eq!(
        (draft.name.as_str(), draft.baseline_value),
        ("Evictions", None)
    );
    assert!(errors.is_empty());
    assert!(
        IndicatorForm::default()
            .read_optional(&mut errors)
            .is_none()
    );
}

#[test]
fn a_programs_clients_are_refused_with_their_question() {
    let form = IndicatorForm {
        whose: "performance".to_owned(),
        indicator_name: "People trained".to_owned(),
        unit: "count".to_owned(),
        direction: "increase".to_owned(),
        ..IndicatorForm::default()
    };
    let mut errors = FieldErrors::default();
    assert!(form.read(&mut errors).is_none());
    assert!(
        errors.of("whose").contains("How much is done?"),
        "{errors:?}"
    );
}
