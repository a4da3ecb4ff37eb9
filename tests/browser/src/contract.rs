//! What the journeys assume of the pages: every path, link, button and field name they rely on.
//!
//! When a page changes its words, this is the file to mend. Texts are matched without regard to surrounding space; a longer
//! text that contains the wanted one will do when none is equal.

/// The button of the page that a sign-in link opens. It must post: mail scanners press links.
pub const SIGN_IN: &str = "Sign in";
/// Where a person lands after signing in.
pub const TODAY: &str = "/today";

/// The goal of the demonstration the staff journey opens, in San Francisco.
pub const GOAL: &str = "Opportunity youth reconnected to school or work";
/// The cells of the capital stack's table must name these.
pub const STACK_WORDS: [&str; 4] = ["committed", "soft", "unidentified", "gap"];

/// Check boxes in the rows of the Matches page.
pub const PICK: &str = "input[type=checkbox][name=pick]";
/// The button of the Matches page's form.
pub const PLAN: &str = "Plan a convening";
/// The link from a goal's matches to its guest list, the button that composes it anew, and the links that change it.
pub const COMPOSE: &str = "Compose a guest list";
pub const COMPOSE_AGAIN: &str = "Compose";
pub const LOCK: &str = "Lock";
pub const PROVE: &str = "Prove it";
/// What the panel of a match offers: buttons, the line that hides a form, that form's button, and links.
pub const SHORTLIST: &str = "Shortlist";
pub const PIN: &str = "Pin to the top";
pub const SET_ASIDE: &str = "Not a fit: set aside";
pub const SET_ASIDE_SAVE: &str = "Set aside";
pub const BRING_BACK: &str = "Bring back";
pub const LOG_NOTE: &str = "Log a note";
pub const LOG_NOTE_SAVE: &str = "Log the note";
/// From the panel to the funder's page, and from there to how tables know it.
pub const FUNDER: &str = "Funder’s page";
pub const RELATIONSHIPS: &str = "How tables know it";
/// The button that sets the ticked ones aside, and the link to the list of all that are.
pub const NOT_NOW: &str = "Not now";
pub const REPORT: &str = "set aside across goals";
/// The button of the convening form.
pub const SAVE_CONVENING: &str = "Save convening";
/// The link to the calendar file on the convening's page.
pub const CALENDAR_LINK: &str = "Download .ics";
/// The title of the summary that a refused form begins with.
pub const PROBLEM: &str = "There is a problem";

/// The public list of goals open for interest; no sign-in.
pub const PUBLIC_GOALS: &str = "/open";
/// The link to the form on a goal's public page, and the button under the form.
pub const REGISTER: &str = "Register interest";
/// The button of the page that the confirmation link opens. It must post.
pub const CONFIRM: &str = "Confirm";
/// The page that shows what the demonstration has mailed. Newest first; a message's subject is a link to its text.
pub const MAILBOX: &str = "/demo/mailbox";
/// The confirmation mail's subject contains this.
pub const CONFIRM_SUBJECT: &str = "Confirm";
/// The link inside that mail points to a path that contains this.
pub const CONFIRM_PATH: &str = "/confirm";
/// The staff's queue of registrations, and the button that takes one in.
pub const REVIEW: &str = "/interest";
pub const ACCEPT: &str = "Accept";

/// The button that uses an address for a seat, the one that sends what was reviewed, and what the guest's link contains.
pub const USE_ADDRESS: &str = "Use this address";
pub const SEND: &str = "Send";
pub const GUEST_PATH: &str = "/i/";
/// The buttons of the guest's page.
pub const ANSWER: &str = "Send my answer";
pub const HAND_OVER: &str = "Hand over my seat";

/// Fields of the convening form and what the journey writes into them. `format` is a select, by value.
pub const CONVENING: [(&str, &str); 6] = [
    ("title", "Opportunity youth funder table"),
    ("local_start", "2027-03-18T09:30"),
    ("local_end", "2027-03-18T12:00"),
    ("time_zone", "America/Los_Angeles"),
    ("format", "in_person"),
    ("venue", "Public library, community room"),
];
/// A start that does not exist: clocks in San Francisco jump from 2:00 to 3:00 that night.
pub const SKIPPED_START: &str = "2027-03-14T02:30";

/// Fields of the interest form and what the journey writes into them. `kind` is a choice, by value.
pub const INTEREST: [(&str, &str); 5] = [
    ("organization", "Lantern Street Fund (example)"),
    ("name", "Robin Example"),
    ("email", "robin@lantern-street.example.org"),
    ("kind", "invest"),
    ("message", "We would like to hear about the loan part."),
];
/// The consent box of the interest form.
pub const CONSENT: &str = "consent";

/// The field of a goal's result, a statement that reads like work, what is then said beside it, and one that says how
/// people fare.
pub const STATEMENT: &str = "result_statement";
pub const READS_LIKE_WORK: &str = "Build a new youth center in Fresno";
pub const WORK_ADVICE: &str = "This says what will be done";
pub const READS_LIKE_RESULT: &str = "Young people in Fresno are in school or at work.";
