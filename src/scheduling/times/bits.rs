//! Rows of bits, in words of 64.

/// How many words hold so many bits.
pub(super) const fn words(bits: usize) -> usize {
    bits.div_ceil(64)
}

/// The positions of the bits that are set in a word that begins at a position.
pub(super) fn set_in(mut word: u64, begins: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros();
        word &= word.wrapping_sub(1);
        (bit < 64).then(|| begins + bit as usize)
    })
}

/// The positions of all bits that are set.
pub(super) fn set(row: &[u64]) -> impl Iterator<Item = usize> {
    let words = row.iter().zip((0..).step_by(64));
    words.flat_map(|(word, begins)| set_in(*word, begins))
}

/// Keeps a bit only where it and the next ones, as many as `wide` in all, are set.
pub(super) fn narrow(row: &mut [u64], wide: usize) {
    let mut done = 1;
    while done < wide {
        let by = done.min(wide - done);
        and_later(row, by);
        done += by;
    }
}

/// Keeps a bit only where the one `by` positions later is set too; what is beyond the end is not set.
fn and_later(row: &mut [u64], by: usize) {
    let (whole, part) = (by / 64, by % 64);
    for at in 0..row.len() {
        let word = |at: usize| row.get(at).copied().unwrap_or(0);
        let mut later = word(at + whole) >> part;
        if part > 0 {
            later |= word(at + whole + 1) << (64 - part);
        }
        row[at] &= later;
    }
}

/// Turns rows of bits by person, each `long` words, into rows of bits by start; what is beyond the last start is left out.
pub(super) fn turned(rows: &[u64], long: usize, (people, starts): (usize, usize)) -> Vec<u64> {
    let wide = words(people);
    let mut turned = vec![0; starts * wide];
    let mut block = [0_u64; 64];
    for person in 0..wide {
        for start in 0..long.min(words(starts)) {
            let mut any = 0;
            for (at, word) in block.iter_mut().enumerate() {
                let row = (person * 64 + at) * long + start;
                *word = rows.get(row).copied().unwrap_or(0);
                any |= *word;
            }
            if any == 0 {
                continue;
            }
            turn(&mut block);
            for (at, word) in block.iter().enumerate() {
                let start = start * 64 + at;
                if start < starts {
                    turned[start * wide + person] = *word;
                }
            }
        }
    }
    turned
}

/// Turns a square of 64 by 64 bits about its diagonal, by swapping ever smaller squares.
fn turn(block: &mut [u64; 64]) {
    let (mut size, mut mask) = (32, 0x0000_0000_FFFF_FFFF_u64);
    while size > 0 {
        let mut at = 0;
        while at < 64 {
            let swap = ((block[at] >> size) ^ block[at + size]) & mask;
            block[at] ^= swap << size;
            block[at + size] ^= swap;
            at = (at + size + 1) & !size;
        }
        size /= 2;
        mask ^= mask << size;
    }
}
