//! Why no time can be chosen, in words.

use super::{compare::Comparison, words::some};
use crate::scheduling::times::{Nothing, Shut};

/// Why no time can be chosen.
pub(super) fn nothing_words(of: &Comparison, nothing: &Nothing) -> String {
    let words = match nothing {
        Nothing::NoPeople => "Nobody is asked yet.",
        Nothing::NoStarts => "There is no time to choose yet.",
        Nothing::NobodyAnswered => "Nobody has answered yet.",
        Nothing::AllShut(why) => return shut(of, why),
        Nothing::NobodyCan => "At no time can anybody come. Offer other times.",
        Nothing::Lacking(_) => {
            "No time has everything it has to have. These are the smallest changes that open one:"
        }
    };
    words.to_owned()
}

/// "No time can be chosen: 2 are over; 1 is while “Water table” has the venue."
fn shut(of: &Comparison, why: &[(Shut, usize)]) -> String {
    let reason = |(why, many): &(Shut, usize)| {
        let are = if *many == 1 { "is" } else { "are" };
        let what = match why {
            Shut::Past => "over".to_owned(),
            Shut::Blackout => "on a day on which offices are closed".to_owned(),
            Shut::Venue => format!("while the venue is taken ({})", some(&holders(of))),
        };
        format!("{many} {are} {what}")
    };
    let why: Vec<String> = why.iter().map(reason).collect();
    format!(
        "No time can be chosen: {}. Offer other times.",
        why.join("; ")
    )
}

/// What takes the venue at the times on offer, or between the days that are looked at, each once.
fn holders(of: &Comparison) -> Vec<String> {
    let shown = of.compared.as_ref().map_or(&[][..], |all| &all.shown);
    let mut titles: Vec<String> = Vec::new();
    for each in of.against.taken() {
        let mut times = shown.iter().map(|(_, _, slot)| slot);
        let meant = shown.is_empty() || times.any(|slot| each.overlaps(slot.starts, slot.ends));
        let title = format!("“{}”", each.title);
        if meant && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}
