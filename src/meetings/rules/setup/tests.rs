use super::*;

fn when() -> When {
    let at = |text: &str| text.parse().unwrap();
    When {
        zone: "America/Los_Angeles".parse().unwrap(),
        local_start: at("2027-03-18T09:30"),
        local_end: at("2027-03-18T12:00"),
        start_fold: None,
        end_fold: None,
        starts: "2027-03-18T16:30:00Z".parse().unwrap(),
        ends: "2027-03-18T19:00:00Z".parse().unwrap(),
    }
}

fn form() -> SetupForm {
    SetupForm {
        session_start: vec!["2027-03-18T10:00".into(), String::new()],
        session_end: vec!["2027-03-18T11:30".into(), String::new()],
        minutes: "15".into(),
        pause: "5".into(),
        tables: "3".into(),
        names: "Bay window".into(),
        manner: "pairs".into(),
        smallest: "3".into(),
        largest: "6".into(),
        most: String::new(),
        least: "1".into(),
        ..SetupForm::default()
    }
}

fn refused(change: impl Fn(&mut SetupForm)) -> Vec<(&'static str, String)> {
    let (mut form, mut errors) = (form(), FieldErrors::default());
    change(&mut form);
    assert_eq!(read(&mut errors, &form, &when()), None);
    let errors = errors.iter();
    errors
        .map(|error| (error.field, error.message.clone()))
        .collect()
}

#[test]
fn a_sound_form_is_read_and_written_back() {
    let setup = read(&mut FieldErrors::default(), &form(), &when()).unwrap();
    assert_eq!(setup.tables, ["Bay window", "Table 2", "Table 3"]);
    assert_eq!(
        setup.sessions[0].starts,
        "2027-03-18T17:00:00Z".parse().unwrap()
    );
    let again = read(&mut FieldErrors::default(), &setup.form(), &when()).unwrap();
    assert_eq!(differences(&setup, &again), []);
    let other = Setup {
        minutes: 20,
        ..again.clone()
    };
    assert_eq!(differences(&setup, &other)[0].label, "Minutes of a round");
    assert!(setup.breaks_plans(&other) && !setup.breaks_plans(&again));
}

#[test]
fn what_cannot_be_is_said_beside_its_field() {
    let field = |change: fn(&mut SetupForm)| refused(change)[0].0;
    assert_eq!(field(|form| form.minutes = "4".into()), "minutes");
    assert_eq!(field(|form| form.tables = "0".into()), "tables");
    assert_eq!(field(|form| form.largest = "2".into()), "largest");
    assert_eq!(field(|form| form.minutes = "100".into()), "minutes");
    assert_eq!(
        field(|form| form.session_end[0] = "2027-03-18T12:30".into()),
        "session_start"
    );
    assert_eq!(field(|form| form.session_start.clear()), "session_start");
    let overlap = refused(|form| {
        form.session_start[1] = "2027-03-18T11:00".into();
        form.session_end[1] = "2027-03-18T12:00".into();
    });
    assert!(overlap[0].1.starts_with("Two sessions overlap"));
}
