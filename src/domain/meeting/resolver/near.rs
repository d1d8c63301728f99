//! One slip of the finger: two letters swapped, one missing, one doubled, or a neighbouring key instead.

const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Whether `typed` is `meant` with exactly one slip.
pub fn is_one_slip(typed: &str, meant: &str) -> bool {
    let typed: Vec<char> = typed.chars().collect();
    let meant: Vec<char> = meant.chars().collect();
    let same = typed.iter().zip(&meant).take_while(|(one, two)| one == two);
    let at = same.count();
    let rest = |letters: &[char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    if typed.len() + 1 == meant.len() {
        return rest(&typed, at) == rest(&meant, at + 1);
    }
    if typed.len() == meant.len() + 1 {
        let doubled = at > 0 && typed.get(at) == typed.get(at - 1);
        return doubled && rest(&typed, at + 1) == rest(&meant, at);
    }
    if typed.len() != meant.len() || at == typed.len() {
        return false;
    }
    let swapped = typed.get(at) == meant.get(at + 1)
        && typed.get(at + 1) == meant.get(at)
        && rest(&typed, at + 2) == rest(&meant, at + 2);
    let beside = match (typed.get(at), meant.get(at)) {
        (Some(one), Some(two)) => are_neighbours(*one, *two),
        _ => false,
    };
    swapped || (beside && rest(&typed, at + 1) == rest(&meant, at + 1))
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
