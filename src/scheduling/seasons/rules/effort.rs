//! How long dates are searched for.

/// How long to search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Effort {
    Quick,
    #[default]
    Usual,
    Long,
}

impl Effort {
    pub(crate) const ALL: [Self; 3] = [Self::Quick, Self::Usual, Self::Long];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Usual => "usual",
            Self::Long => "long",
        }
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Quick => "Quick",
            Self::Usual => "Usual",
            Self::Long => "Long: for large seasons",
        }
    }

    pub(crate) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effort| effort.code() == code)
    }

    /// How many times a convening is taken up and placed anew.
    pub(crate) const fn moves(self) -> usize {
        match self {
            Self::Quick => 16_000,
            Self::Usual => 160_000,
            Self::Long => 640_000,
        }
    }
}
