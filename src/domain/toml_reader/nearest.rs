//! "Did you mean …?": the known name that is nearest to a mistyped one.

/// The known name nearest to `word`, when one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(word);
    if wanted.is_empty() || wanted.len() > 64 {
        return None;
    }
    let length = wanted.chars().count();
    let most = (length / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|name| {
            let other = plain(name);
            // "first voice" and "kids_views" begin or end as the real name does.
            let part =
                wanted.len() >= 4 && (other.starts_with(&wanted) || wanted.starts_with(&other));
            let away = if part { 1 } else { distance(&wanted, &other) };
            (away, other.chars().count().abs_diff(length), name)
        })
        .filter(|(away, ..)| *away <= most)
        // "childd thinks" is nearer to "child thinks" than to "child".
        .min_by_key(|(away, longer, _)| (*away, *longer))
        .map(|(.., name)| name)
}

/// What to write instead of an unknown word: the nearest name, or all of them.
pub fn not_known<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(name) = nearest(word, known.clone()) {
        return format!("\"{name}\" (did you mean that?)");
    }
    let all: Vec<String> = known
        .into_iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    format!("one of {}", all.join(", "))
}

/// A name without what people mix up: capitals, hyphens, spaces.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

/// How many letters must be changed, added, taken away or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, letter) in a.chars().enumerate() {
        let mut now = vec![row + 1];
        for (column, other) in b.iter().enumerate() {
            let at = |cells: &Vec<usize>, index: usize| {
                cells.get(index).copied().unwrap_or(usize::MAX / 2)
            };
            let mut best = (at(&last, column) + usize::from(letter != *other))
                .min(at(&last, column + 1) + 1)
                .min(at(&now, column) + 1);
            let swapped =
                column > 0 && previous == Some(*other) && b.get(column - 1) == Some(&letter);
            if swapped {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            now.push(best);
        }
        previous = Some(letter);
        before_last = std::mem::replace(&mut last, now);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let names = ["required", "minutes", "first_voice", "kinds", "title"];
        assert_eq!(nearest("requierd", names), Some("required"));
        assert_eq!(nearest("First-Voice", names), Some("first_voice"));
        assert_eq!(nearest("tilte", names), Some("title"));
        assert_eq!(nearest("kind", names), Some("kinds"));
        assert_eq!(nearest("weather", names), None);
        let labels = ["child", "child thinks", "then"];
        assert_eq!(nearest("childd thinks", labels), Some("child thinks"));
        assert_eq!(nearest("childd", labels), Some("child"));
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
