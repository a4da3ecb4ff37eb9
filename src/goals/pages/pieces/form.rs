//! What a form of a row asks: its fields as one template draws them, and the lists they choose from.

use crate::web::views::Choice;

/// How a field is drawn.
#[derive(Clone, Debug)]
pub(in crate::goals::pages) enum Kind {
    Line,
    Area,
    Date,
    Decimal,
    Money,
    /// With the words of the empty choice.
    Select(&'static str, Vec<Choice>),
}

/// One field.
#[derive(Clone, Debug)]
pub(in crate::goals::pages) struct Ask {
    pub(in crate::goals::pages) label: &'static str,
    pub(in crate::goals::pages) name: &'static str,
    pub(in crate::goals::pages) hint: &'static str,
    pub(in crate::goals::pages) value: String,
    pub(in crate::goals::pages) optional: bool,
    pub(in crate::goals::pages) kind: Kind,
}

impl Ask {
    pub(super) fn new(label: &'static str, name: &'static str, value: &str, kind: Kind) -> Self {
        Self {
            label,
            name,
            hint: "",
            value: value.to_owned(),
            optional: false,
            kind,
        }
    }

    pub(super) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub(super) fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Turns a sent value into the words for it.
    pub(super) fn reader(&self) -> impl Fn(&str) -> String + use<> {
        let choices = match &self.kind {
            Kind::Select(_, choices) => choices.clone(),
            _ => Vec::new(),
        };
        move |value: &str| {
            let known = choices.iter().find(|choice| choice.value == value);
            known.map_or_else(|| value.to_owned(), |choice| choice.label.clone())
        }
    }
}

/// What a form chooses from; a kind fills what it needs.
#[derive(Clone, Debug, Default)]
pub(in crate::goals::pages) struct Lists {
    /// Strategies of the goal: key and name.
    pub(super) strategies: Vec<(String, String)>,
    /// An organisation of the directory by exactly the name typed.
    pub(super) organization: Option<crate::ids::OrganizationId>,
}

/// The choices of a coded list.
macro_rules! choices {
    ($list:ty, $chosen:expr) => {
        <$list>::ALL
            .iter()
            .map(|each| {
                $crate::web::views::Choice::new(
                    each.as_str(),
                    each.label(),
                    each.as_str() == $chosen,
                )
            })
            .collect()
    };
}
pub(super) use choices;
