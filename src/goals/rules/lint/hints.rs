//! The rules in words: what is wrong, and how to say it instead.

use super::Rule;

/// What is wrong, as a sentence.
pub const fn message(rule: Rule) -> &'static str {
    match rule {
        Rule::L1 => "This says what will be done, not how people will fare.",
        Rule::L2 => "It does not say for whom, or where.",
        Rule::L3 => "There is no number that shows the result.",
        Rule::L4 => "There is no baseline: where the number stands, and when.",
        Rule::L5 => "There is no target: where the number should get to, and by when.",
        Rule::L6 => "It hinges on an activity, such as build, open, hire or raise.",
        Rule::L7 => "It names one building, site or organization as the result.",
        Rule::L8 => "The measure counts what is done, not who is better off.",
        Rule::L9 => "The target is on the wrong side of the baseline.",
        Rule::L10 => {
            "The number is not broken down by race or by place, so it can hide for whom it is worst."
        }
        Rule::L11 => "The solution is inside the problem.",
        Rule::L12 => "This measures a program's own clients, not everyone in the place.",
        Rule::L13 => {
            "The number is more than two years old, or nobody has said when the next one comes."
        }
        Rule::L14 => "One organization is named as accountable for a result that takes many.",
    }
}

/// How to say it instead.
pub const fn hint(rule: Rule) -> &'static str {
    match rule {
        Rule::L1 => {
            "Ask what would be different for people if it worked, and write that: “Young people in Fresno are in school or at work.” Keep the work as a project under the goal."
        }
        Rule::L2 => "Name the people and the place: “third graders in Newark”.",
        Rule::L3 => "Add one number for everyone in the place, with its unit and who publishes it.",
        Rule::L4 => "Add the latest value and its date: “34 percent in 2024”.",
        Rule::L5 => "Add a value and a later date: “55 percent by 2030”.",
        Rule::L6 => {
            "Begin with the people: who, where, and how they will fare. The work becomes a strategy or a project."
        }
        Rule::L7 => "Say what the building is for: who is better off because it stands there?",
        Rule::L8 => {
            "Ask “so that what?” until the answer is about people: not “500 trained” but “adults who earn a living wage”."
        }
        Rule::L9 => "Check the direction, the baseline and the target against each other.",
        Rule::L10 => "Say how the number is cut: by race and ethnicity, by tract, by school.",
        Rule::L11 => {
            "Say only what is wrong for people, and leave open how to mend it: not “we need a kitchen” but “one family in five goes hungry”."
        }
        Rule::L12 => {
            "Keep it as a performance measure of a strategy, and choose a number that counts everyone in the place."
        }
        Rule::L13 => {
            "Say when the next value comes, or choose a number that is published more often."
        }
        Rule::L14 => {
            "Name the partnership. An organization can answer for its own program, not for a whole population."
        }
    }
}
