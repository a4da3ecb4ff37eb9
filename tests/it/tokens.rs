//! The colours of tokens.css, measured: 77 pairs in light and in dark by WCAG 2 contrast.
//!
//! OKLCH is converted as in the CSS Color 4 draft. Gradients, hatch and SVG text escape the browser's own checks, so the
//! numbers are checked here, at the source.

#![cfg(test)]

use std::collections::BTreeMap;

type Oklch = [f64; 3];

fn tokens() -> BTreeMap<String, [Oklch; 2]> {
    let css = include_str!("../../assets/css/tokens.css");
    css.lines().filter_map(token).collect()
}

/// `--name: light-dark(oklch(L% C H), oklch(L% C H));`
fn token(line: &str) -> Option<(String, [Oklch; 2])> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
    let value = value.trim().strip_prefix("light-dark(oklch(")?;
    let (light, dark) = value.split_once("oklch(")?;
    Some((name.to_owned(), [numbers(light), numbers(dark)]))
}

fn numbers(text: &str) -> Oklch {
    let inside = text.split(')').next().unwrap();
    let mut parts = inside
        .split_whitespace()
        .map(|part| part.trim_end_matches('%').parse::<f64>().unwrap());
    [
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap(),
    ]
}

/// Linear sRGB, not clipped.
fn linear(colour: Oklch) -> [f64; 3] {
    let [lightness, chroma, hue] = colour;
    let (l, a, b) = (
        lightness / 100.0,
        chroma * hue.to_radians().cos(),
        chroma * hue.to_radians().sin(),
    );
    let long = (l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (l - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    ]
}

fn luminance(colour: Oklch) -> f64 {
    let [r, g, b] = linear(colour).map(|channel| channel.clamp(0.0, 1.0));
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Oklch, other: Oklch) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Foreground, background, and the least contrast in light and in dark.
fn pairs() -> Vec<(String, &'static str, [f64; 2])> {
    let mut pairs = Vec::new();
    let mut need = |one: &str, other: &'static str, least: [f64; 2]| {
        pairs.push((one.to_owned(), other, least));
    };
    for ink in [
        "ink", "ink-2", "ink-3", "link", "accent", "ok-ink", "wait-ink", "bad-ink",
    ] {
        for ground in [
            "canvas",
            "surface",
            "surface-sunk",
            "surface-hover",
            "surface-pick",
        ] {
            need(ink, ground, [4.5; 2]);
        }
    }
    for (ink, tint) in [
        ("ok-ink", "ok-tint"),
        ("wait-ink", "wait-tint"),
        ("bad-ink", "bad-tint"),
        ("info-ink", "info-tint"),
        ("quiet-ink", "quiet-tint"),
    ] {
        need(ink, tint, [4.5; 2]);
    }
    for mark in [
        "line-strong",
        "focus",
        "ok-mark",
        "wait-mark",
        "bad-mark",
        "info-mark",
        "stack-1",
        "stack-2",
        "stack-gap",
        "accent",
    ] {
        need(mark, "surface", [3.0; 2]);
        need(mark, "canvas", [3.0; 2]);
    }
    for (ink, ground) in [
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("ink", "heat-0"),
        ("ink", "heat-1"),
        ("ink", "heat-2"),
        ("on-accent", "heat-4"),
    ] {
        need(ink, ground, [4.5; 2]);
    }
    need("heat-4", "surface", [3.0; 2]);
    // On the fourth step the text is ink in light and on-accent in dark.
    need("ink", "heat-3", [4.5, 0.0]);
    need("on-accent", "heat-3", [0.0, 4.5]);
    // Labels inside the bar.
    need("on-accent", "stack-1", [4.5; 2]);
    need("on-accent", "stack-2", [4.5; 2]);
    // Neighbouring parts are told apart by the line, dots and hatch between them; still, not the same grey.
    need("stack-1", "stack-2", [1.6; 2]);
    pairs
}

#[test]
fn every_pair_of_colours_is_readable_in_both_modes() {
    let tokens = tokens();
    let pairs = pairs();
    assert_eq!(pairs.len(), 77);
    let failing: Vec<String> = pairs
        .iter()
        .flat_map(|(one, other, least)| {
            let (a, b) = (tokens[one.as_str()], tokens[*other]);
            [("light", 0), ("dark", 1)]
                .into_iter()
                .filter_map(move |(mode, at)| {
                    let got = contrast(a[at], b[at]);
                    (got < least[at]).then(|| {
                        format!("{one} on {other} in {mode}: {got:.2}, needs {}", least[at])
                    })
                })
        })
        .collect();
    assert!(failing.is_empty(), "{}", failing.join("\n"));
}

#[test]
fn every_colour_can_be_shown_on_an_ordinary_screen() {
    for (name, modes) in tokens() {
        for colour in modes {
            let shown = linear(colour);
            assert!(
                shown
                    .iter()
                    .all(|channel| (-0.004..=1.004).contains(channel)),
                "{name} is outside sRGB: {shown:?}"
            );
        }
    }
}
