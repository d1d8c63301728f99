//! One slip of the finger: two letters swapped, one missing, one doubled, or a neighbouring key instead.

const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Whether `typed` is `meant` with exactly one slip. It is asked of every name and role for every word of a line.
pub fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (mut typed, mut meant) = (typed.chars(), meant.chars());
    let mut before = None;
    loop {
        let (from, wanted) = (typed.as_str(), meant.as_str());
        let (one, two) = match (typed.next(), meant.next()) {
            (None, None) => return false,
            (one, two) if one == two => {
                before = one;
                continue;
            }
            letters => letters,
        };
        let is_missing = two.is_some() && from == meant.as_str();
        let is_doubled = one.is_some() && one == before && typed.as_str() == wanted;
        return match (one, two) {
            _ if is_missing || is_doubled => true,
            (Some(one), Some(two)) => {
                let is_beside = are_neighbours(one, two) && typed.as_str() == meant.as_str();
                let is_swapped = typed.next() == Some(two)
                    && meant.next() == Some(one)
                    && typed.as_str() == meant.as_str();
                is_beside || is_swapped
            }
            _ => false,
        };
    }
}

fn are_neighbours(one: char, two: char) -> bool {
    let place = |letter: char| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            let column = keys.chars().position(|key| key == letter)?;
            Some((row, column))
        })
    };
    match (place(one), place(two)) {
        // Each row sits half a key further to the right.
        (Some((row, column)), Some((other, beside))) => match other.abs_diff(row) {
            0 => column.abs_diff(beside) == 1,
            1 if row < other => beside == column || beside + 1 == column,
            1 => column == beside || column + 1 == beside,
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_one_slip;

    #[test]
    fn one_slip_is_forgiven_and_no_more() {
        for typed in [
            "klely", "kely", "kellly", "keoly", "kelky", "ekelly", "jelly",
        ] {
            let forgiven = is_one_slip(typed, "kelly");
            assert_eq!(forgiven, typed != "ekelly", "{typed}");
        }
        for typed in [
            "kelly", "kella", "klley", "molly", "nelly", "kel", "kellyy2",
        ] {
            assert!(!is_one_slip(typed, "kelly"), "{typed}");
        }
    }
}
