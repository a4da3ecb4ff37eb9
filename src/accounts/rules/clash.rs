//! Two people saved the same thing: which fields differ, so that one can be chosen of each.

/// One answer to a field: the value a form sends and the words a person sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub value: String,
    pub words: String,
}

impl Side {
    pub(crate) fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
        }
    }
}

/// A field that two people set differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    pub field: &'static str,
    pub label: &'static str,
    pub yours: Side,
    pub saved: Side,
}

/// Splits fields `(field, label, yours, saved)` into those to choose between and those to keep.
pub(crate) fn clashes(
    fields: Vec<(&'static str, &'static str, Side, Side)>,
) -> (Vec<Clash>, Vec<(&'static str, String)>) {
    let (mut differ, mut agree) = (Vec::new(), Vec::new());
    for (field, label, yours, saved) in fields {
        if yours.value == saved.value {
            agree.push((field, saved.value));
        } else {
            differ.push(Clash {
                field,
                label,
                yours,
                saved,
            });
        }
    }
    (differ, agree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_only_about_what_differs() {
        let same = || Side::new("yes", "On");
        let (differ, agree) = clashes(vec![
            ("name", "Name", Side::new("A", "A"), Side::new("B", "B")),
            ("shortcuts", "Shortcuts", same(), same()),
        ]);
        assert_eq!(differ.len(), 1);
        assert_eq!(differ[0].field, "name");
        assert_eq!(agree, [("shortcuts", "yes".to_owned())]);
    }
}
