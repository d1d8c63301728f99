//! What stands before a label and is no part of it: bullets, list numbers, and the times of notes and chats.

use super::speaker::COLONS;

/// The text without bullets, list numbers and the times of notes and chats: they come before a label, and only there.
pub(super) fn without_what_precedes(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let shorter = without_bullet(rest)
            .or_else(|| without_number(rest))
            .or_else(|| without_stamp(rest));
        match shorter {
            Some(shorter) => rest = shorter.trim_start(),
            None => return rest,
        }
    }
}

fn without_bullet(text: &str) -> Option<&str> {
    let is_bullet = |letter: char| {
        matches!(
            letter,
            '-' | '\u{2010}'
                ..='\u{2015}' | '•' | '‣' | '◦' | '·' | '▪' | '●' | '○' | '>' | '\u{2212}'
        )
    };
    let rest = text.strip_prefix(is_bullet)?;
    (rest.starts_with(char::is_whitespace) || text.starts_with(['•', '>'])).then_some(rest)
}

/// `1.`, `2)`, `(3)`
fn without_number(text: &str) -> Option<&str> {
    let open = text.strip_prefix('(').unwrap_or(text);
    let digits = open.chars().take_while(char::is_ascii_digit).count();
    let rest = open.get(digits..)?.strip_prefix(['.', ')'])?;
    ((1..=3).contains(&digits) && rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// `14:05`, `[14:05:12]`, `2.30 pm -`, `[28/11/2026, 14:05]`
fn without_stamp(text: &str) -> Option<&str> {
    let open = text.strip_prefix(['[', '(']).unwrap_or(text);
    let open = ["at ", "At "]
        .iter()
        .find_map(|at| open.strip_prefix(at))
        .unwrap_or(open);
    let mut rest = without_digit_groups(open)?;
    let second = rest.trim_start_matches([',', ' ', 'T']);
    rest = without_digit_groups(second).unwrap_or(rest);
    let half = rest.trim_start();
    for word in ["am", "pm", "AM", "PM", "h"] {
        rest = half
            .strip_prefix(word)
            .filter(|after| !after.starts_with(char::is_alphanumeric))
            .unwrap_or(rest);
    }
    let closed = rest.trim_start_matches([']', ')', ',']);
    let dashed = closed
        .trim_start()
        .trim_start_matches(['-', '\u{2013}', '\u{2014}']);
    let rest = dashed.strip_prefix(COLONS).unwrap_or(dashed);
    (rest.len() < closed.len() || closed.starts_with(char::is_whitespace)).then_some(rest)
}

/// Two to four numbers with signs between them: a time or a day.
fn without_digit_groups(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut groups = 0;
    loop {
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        groups += 1;
        rest = rest.get(digits..)?;
        let joined = rest
            .strip_prefix([':', '.', '/', '-'])
            .filter(|after| after.starts_with(|letter: char| letter.is_ascii_digit()));
        match joined {
            Some(after) => rest = after,
            None => break,
        }
    }
    (groups >= 2).then_some(rest)
}

/// `14:05`, `14.05.12` behind a name
pub(super) fn is_time(words: &str) -> bool {
    without_digit_groups(words.trim()).is_some_and(str::is_empty)
}
