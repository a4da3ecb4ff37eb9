//! What two people's forms of one goal say, field by field.

use super::{
    conflict::{Conflict, Pair},
    fields::Lists,
    forms::GoalForm,
    words::absorption,
};
use crate::values::{ConveningMode, GoalStatus};

/// What a sent value stands for.
#[derive(Clone, Copy)]
enum Means {
    Text,
    Issues,
    People,
    Table,
    Needed,
    Mode,
    Status,
    Open,
}

/// A field: its name and label, what a form says in it, and what that stands for.
type Asked = (&'static str, &'static str, fn(&GoalForm) -> String, Means);

#[rustfmt::skip]
const ASKED: [Asked; 17] = [
    ("title", "Title", |form| form.title.clone(), Means::Text),
    ("result_statement", "Result", |form| form.result_statement.clone(), Means::Text),
    ("populations", "Who it is for", |form| sorted(&form.populations), Means::People),
    ("equity_note", "For whom it is worst", |form| form.equity_note.clone(), Means::Text),
    ("place", "Places", |form| form.place_rows().join("; "), Means::Text),
    ("primary_issue", "Issue", |form| form.primary_issue.clone(), Means::Issues),
    ("other_issues", "Other issues", |form| sorted(&form.other_issues), Means::Issues),
    ("partnership", "Partnership", |form| form.partnership.clone(), Means::Table),
    ("owner_of_number", "Who reports the number", |form| form.owner_of_number.clone(), Means::Text),
    ("next_report_on", "Next value due", |form| form.next_report_on.clone(), Means::Text),
    ("story", "The story behind the curve", |form| form.story.clone(), Means::Text),
    ("what_works", "What works", |form| form.what_works.clone(), Means::Text),
    ("absorption_function", "Needed most", |form| form.absorption_function.clone(), Means::Needed),
    ("suggested_mode", "Best convened as", |form| form.suggested_mode.clone(), Means::Mode),
    ("values_note", "Note on the figures", |form| form.values_note.clone(), Means::Text),
    ("status", "Status", |form| form.status.clone(), Means::Status),
    ("open_for_interest", "On the public pages", |form| form.open_for_interest.clone(), Means::Open),
];

pub(super) fn compare(form: &GoalForm, held: &GoalForm, lists: &Lists, version: i32) -> Conflict {
    let said: Vec<(String, String)> = ASKED
        .iter()
        .map(|(_, _, of, _)| (of(form), of(held)))
        .collect();
    let readers: Vec<_> = ASKED
        .iter()
        .map(|(.., means)| move |value: &str| in_words(*means, value, lists))
        .collect();
    let pairs: Vec<Pair<'_>> = ASKED
        .iter()
        .zip(&said)
        .zip(&readers)
        .map(|(((name, label, ..), (mine, theirs)), words)| Pair {
            name,
            label,
            mine,
            theirs,
            words,
        })
        .collect();
    Conflict::between(&pairs, version)
}

fn in_words(means: Means, value: &str, lists: &Lists) -> String {
    match means {
        Means::Text => value.to_owned(),
        Means::Issues => listed(value, |code| lists.taxonomy.label(code)),
        Means::People => listed(value, |code| lists.populations.label(code)),
        Means::Table => {
            let found = lists.tables.iter().find(|(id, _)| id.to_string() == value);
            found.map_or_else(String::new, |(_, name)| name.clone())
        }
        Means::Needed => absorption(value).map_or_else(String::new, |(name, _)| name.to_owned()),
        Means::Mode => value
            .parse::<ConveningMode>()
            .map_or_else(|_| value.to_owned(), |mode| mode.label().to_owned()),
        Means::Status => value
            .parse::<GoalStatus>()
            .map_or_else(|_| value.to_owned(), |status| status.label().to_owned()),
        Means::Open if value == "yes" => "Open for interest".to_owned(),
        Means::Open => "Not open".to_owned(),
    }
}

fn listed(codes: &str, label: impl Fn(&str) -> String) -> String {
    let codes = codes.split(';').map(str::trim);
    let labels = codes.filter(|code| !code.is_empty()).map(label);
    labels.collect::<Vec<_>>().join("; ")
}

/// The ticked codes as a conflict sends them: in one text, in an order of their own.
fn sorted(list: &[String]) -> String {
    let mut codes = GoalForm::ticked(list);
    codes.sort_unstable();
    codes.join("; ")
}
