use proptest::prelude::*;

use super::*;

#[test]
fn a_text_ends_at_a_word_and_says_so() {
    assert_eq!(
        cut("  Young people\nare back,  in work. ", 60),
        Cut {
            text: "Young people are back, in work.".to_owned(),
            more: false
        }
    );
    assert_eq!(
        cut("Young people are back, in work", 23).text,
        "Young people are back…"
    );
    assert_eq!(cut("Wordwithoutanyspaceinit", 10).text, "Wordwithou…");
    assert_eq!(cut("青年重返学校", 8).text, "青年重返…");
    assert!(cut("x", 0).more);
}

#[test]
fn the_largest_lines_are_kept_in_their_order() {
    let amounts: Vec<Money> = [5, 90, 1, 40, 40]
        .into_iter()
        .map(|dollars| Money::try_from(dollars).unwrap())
        .collect();
    assert_eq!(kept_rows(&amounts, 5), [0, 1, 2, 3, 4]);
    assert_eq!(kept_rows(&amounts, 4), [1, 3, 4]);
    assert!(kept_rows(&amounts, 1).is_empty());
    assert!(kept_rows(&[], 4).is_empty());
}

proptest! {
    #[test]
    fn nothing_is_longer_than_its_room(text in "\\PC{0,400}", room in 0..300_usize) {
        let shown = cut(&text, room);
        prop_assert!(shown.text.trim_end_matches('…').chars().count() <= room || !shown.more);
        prop_assert_eq!(shown.more, shown.text.ends_with('…') && shown.text != text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
