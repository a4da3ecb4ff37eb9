//! Why somebody gets no seat, in words. Editors read them and nobody else.

/// What stands against a seat, with the names of those it is about. Confidential, but for who asked to be left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Barred {
    /// Asked not to be contacted.
    Silent(String),
    /// Stays away from a goal that the convening is for.
    Recused(String),
    /// Two who are not to sit at one table.
    Apart(String, String),
}

impl Barred {
    /// The sentence a person reads, without its full stop.
    pub fn sentence(&self) -> String {
        match self {
            Self::Silent(name) => format!("{name} asked not to be contacted, and gets no seat"),
            Self::Recused(name) => {
                format!("{name} is recused from a goal of this convening, and gets no seat")
            }
            Self::Apart(one, other) => {
                format!("{one} and {other} are not to sit at one table. Seat one of them")
            }
        }
    }
}
