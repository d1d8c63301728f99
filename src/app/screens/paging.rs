//! The keys that walk through a list, the same wherever there is one: a row, a page, the beginning, the end.

use crate::app::protocol::message::Key;

/// Which row of the list is chosen after the key. A page is as many rows of the terminal as `height`, so that nothing
/// is gone past unseen; `rows_of` says how many a row of the list takes. `None`: the key does not walk.
pub fn walked(
    key: Key,
    at: usize,
    count: usize,
    height: usize,
    rows_of: impl Fn(usize) -> usize,
) -> Option<usize> {
    let last = count.saturating_sub(1);
    let at = at.min(count);
    Some(match key {
        Key::Up => at.saturating_sub(1),
        Key::Down => (at + 1).min(last),
        Key::PageUp => at - a_page((0..at).rev(), height, rows_of).min(at),
        Key::PageDown => (at + a_page(at..last, height, rows_of)).min(last),
        Key::Home => 0,
        Key::End => last,
        _ => return None,
    })
}

/// How many of these fit in the height, and never none.
fn a_page(
    rows: impl Iterator<Item = usize>,
    height: usize,
    rows_of: impl Fn(usize) -> usize,
) -> usize {
    let mut used = 0;
    rows.take_while(|row| {
        used += rows_of(*row);
        used <= height
    })
    .count()
    .max(1)
}

/// About how many rows words take: what is wrapped for the screen is measured there.
pub fn rows_taken(words: &str, room: usize) -> usize {
    let mut rows = 1;
    let mut used = 0;
    for word in words.split_whitespace() {
        let long = word.chars().count();
        if used > 0 && used + 1 + long > room {
            rows += 1;
            used = 0;
        }
        used += long + usize::from(used > 0);
        rows += used.saturating_sub(1) / room.max(1);
        used = used.min(room);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_as_many_rows_as_fit() {
        let two = |_| 2;
        assert_eq!(walked(Key::PageDown, 0, 30, 7, two), Some(3));
        assert_eq!(walked(Key::PageUp, 20, 30, 7, two), Some(17));
        assert_eq!(walked(Key::PageDown, 28, 30, 7, two), Some(29));
        assert_eq!(walked(Key::PageUp, 1, 30, 7, two), Some(0));
        // One that is longer than the screen is still gone past.
        assert_eq!(walked(Key::PageDown, 3, 30, 1, two), Some(4));
        assert_eq!(walked(Key::End, 3, 30, 1, two), Some(29));
        assert_eq!(walked(Key::Home, 3, 30, 1, two), Some(0));
        for key in [Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::End] {
            assert_eq!(walked(key, 0, 0, 7, two), Some(0), "{key:?}");
        }
        assert_eq!(walked(Key::Enter, 3, 30, 7, two), None);
    }

    #[test]
    fn words_take_as_many_rows_as_they_need() {
        assert_eq!(rows_taken("", 9), 1);
        assert_eq!(rows_taken("the two boys upstairs", 9), 3);
        assert_eq!(rows_taken("aaaaaaaaaa", 4), 3);
    }
}
