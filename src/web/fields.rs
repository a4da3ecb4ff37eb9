//! The fields of forms, drawn by one piece of machine code for each kind (see `frame`). Templates call them by the macros of
//! `components/field.html`, which hand on by reference what they were given.

use std::{fmt::Display, slice::Iter};

use askama::{Template, filters::HtmlSafe};

use super::views::Choice;

/// What every field has.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    label: &'a str,
    name: &'a str,
    /// Empty for none.
    hint: &'a str,
    /// Empty where there is nothing wrong.
    error: &'a str,
    optional: bool,
}

/// A field; `hint` and `error` may be empty.
pub const fn field<'a>(
    label: &'a str,
    name: &'a str,
    hint: &'a str,
    error: &'a str,
    optional: &bool,
) -> Field<'a> {
    Field {
        label,
        name,
        hint,
        error,
        optional: *optional,
    }
}

/// A line to type in.
#[derive(Template)]
#[template(path = "components/drawn/input.html")]
pub struct Input<'a> {
    field: Field<'a>,
    value: &'a dyn Display,
    kind: &'a str,
    narrow: bool,
    autocomplete: &'a str,
    inputmode: &'a str,
    min: &'a str,
    max: &'a str,
    step: &'a str,
}

/// An amount of money to type in.
#[derive(Template)]
#[template(path = "components/drawn/money.html")]
pub struct Money<'a> {
    field: Field<'a>,
    value: &'a dyn Display,
}

/// Lines to type in.
#[derive(Template)]
#[template(path = "components/drawn/textarea.html")]
pub struct Textarea<'a> {
    field: Field<'a>,
    value: &'a dyn Display,
    rows: i32,
}

/// One of a list that unfolds.
#[derive(Template)]
#[template(path = "components/drawn/select.html")]
pub struct Select<'a> {
    field: Field<'a>,
    options: Iter<'a, Choice>,
    /// The words of a choice that means nothing; empty for none.
    blank: &'a str,
    autocomplete: &'a str,
}

/// One or some of a list that is shown whole.
#[derive(Template)]
#[template(path = "components/drawn/group.html")]
pub struct Group<'a> {
    field: Field<'a>,
    /// `radio` or `checkbox`.
    kind: &'a str,
    options: Iter<'a, Choice>,
}

impl<'a> Field<'a> {
    pub const fn input(self, value: &'a dyn Display, kind: &'a str, narrow: &bool) -> Input<'a> {
        Input {
            field: self,
            value,
            kind,
            narrow: *narrow,
            autocomplete: "",
            inputmode: "",
            min: "",
            max: "",
            step: "",
        }
    }

    pub const fn money(self, value: &'a dyn Display) -> Money<'a> {
        Money { field: self, value }
    }

    pub const fn textarea(self, value: &'a dyn Display, rows: &i32) -> Textarea<'a> {
        Textarea {
            field: self,
            value,
            rows: *rows,
        }
    }

    pub const fn select(
        self,
        options: Iter<'a, Choice>,
        blank: &'a str,
        autocomplete: &'a str,
    ) -> Select<'a> {
        Select {
            field: self,
            options,
            blank,
            autocomplete,
        }
    }

    pub const fn group(self, kind: &'a str, options: Iter<'a, Choice>) -> Group<'a> {
        Group {
            field: self,
            kind,
            options,
        }
    }
}

impl<'a> Input<'a> {
    /// What helps to type: the attributes of these names, empty for none.
    pub const fn helped(self, autocomplete: &'a str, inputmode: &'a str) -> Self {
        Self {
            autocomplete,
            inputmode,
            ..self
        }
    }

    /// The attributes of these names, empty for none.
    pub const fn within(self, min: &'a str, max: &'a str, step: &'a str) -> Self {
        Self {
            min,
            max,
            step,
            ..self
        }
    }
}

// Each escapes what it is given itself.
impl HtmlSafe for Input<'_> {}
impl HtmlSafe for Money<'_> {}
impl HtmlSafe for Textarea<'_> {}
impl HtmlSafe for Select<'_> {}
impl HtmlSafe for Group<'_> {}
