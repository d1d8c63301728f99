//! What each kind of entry costs beyond its own words: a made-up conference of 155 entries, written down in full in
//! `a-typists-conference.lines`, is typed here in the fewest keys. The same keys go through the real terminal
//! elsewhere; the table stands in the manual.

use super::driver::{Driver, keys, needs_modifier};
use chrono::DateTime;
use std::fmt::Write;
use std::sync::LazyLock;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::completion::suggestions;
use talking_piece::domain::line::{Found, Line, find_seat, read};
use talking_piece::domain::record::form::Answer;
use talking_piece::domain::record::kinds::date;

/// The kind of an entry, and the line that means it, written out.
const ENTRIES: &str = include_str!("../fixtures/a-typists-conference.lines");
pub const AGENDA: &str = "signs-of-safety-cpc";

#[derive(Debug)]
pub struct Typed {
    pub kind: &'static str,
    /// The line written out.
    pub line: &'static str,
    /// The fewest keys found that record the same.
    pub keys: String,
    letters: usize,
}

pub static TYPED: LazyLock<Vec<Typed>> = LazyLock::new(|| {
    let (mut meant, mut typist) = (Driver::with_agenda(AGENDA), Driver::with_agenda(AGENDA));
    let entries = ENTRIES
        .lines()
        .map(|entry| entry.split_once(" | ").unwrap());
    entries
        .map(|(kind, line)| {
            let from = meant.disk.events().count();
            meant.enter(line);
            let told = meant.status().to_owned();
            let wanted = facts(&meant, from);
            assert!(!wanted.is_empty(), "{line} records nothing: {told}");
            let letters = letters_of_the_words(&typist, line);
            let mut ways = ways(&typist, line);
            // The beginning of a name may do without Tab, and Enter takes the row of a list, too.
            let without_tab = ways.iter().filter_map(|way| way.strip_suffix('⇥'));
            let without_tab: Vec<String> = without_tab.map(str::to_owned).collect();
            ways.extend(without_tab);
            ways.push(line.to_owned());
            ways.sort_by_key(|keys| keys.chars().count());
            let found = ways.into_iter().find_map(|way| {
                let mut tried = typist.clone();
                tried.press(&format!("{way}⏎"));
                (tried.line().is_empty() && facts(&tried, from) == wanted).then_some((way, tried))
            });
            let (way, after) = found.unwrap_or_else(|| panic!("{line} cannot be typed: {told}"));
            typist = after;
            let keys = format!("{way}⏎");
            Typed {
                kind,
                line,
                keys,
                letters,
            }
        })
        .collect()
});

/// What happened since then, without the times.
fn facts(d: &Driver, from: usize) -> Vec<String> {
    d.disk
        .events()
        .skip(from)
        .map(|logged| {
            let parts = format!("{:?}", logged.event.to_parts());
            let pieces = parts.split('"');
            let pieces = pieces.filter(|piece| DateTime::parse_from_rfc3339(piece).is_err());
            pieces.collect()
        })
        .collect()
}

/// Keys that may stand for this line.
fn ways(d: &Driver, line: &str) -> Vec<String> {
    let mut ways = Vec::new();
    if line.starts_with('/') {
        ways.push(completed(d, line));
    }
    if let Some(command) = line.strip_prefix('/').filter(|it| !it.contains(' ')) {
        let begun = (1..command.len()).filter_map(|length| command.get(..length));
        ways.extend(begun.map(|begun| format!("/{begun}")));
    }
    if let Some((command, mark)) = line.split_once(' ').filter(|it| it.0 == "/mark") {
        let begun = (1..mark.len()).filter_map(|length| mark.get(..length));
        ways.extend(begun.map(|begun| completed(d, &format!("{command} {begun}"))));
    }
    if let Some((label, words)) = line.split_once(": ").filter(|_| !line.starts_with('/')) {
        let words = completed_words(d, label, words);
        ways.push(words.clone());
        for label in labels(d, label) {
            ways.push(format!("{label}{words}"));
        }
    }
    ways
}

/// The names that the speaker can be given: Tab once or more, or the shortest beginning that is only theirs.
fn labels(d: &Driver, code: &str) -> Vec<String> {
    let meeting = &d.editor().meeting;
    let is_theirs = |id: &str| meeting.code(id) == code;
    let begun = (1..=code.len()).filter_map(|length| code.get(..length));
    let mut begun = begun.map(str::to_lowercase);
    let short =
        begun.find(|begun| matches!(find_seat(begun, meeting), Found::One(id) if is_theirs(&id)));
    let mut found: Vec<String> = short.into_iter().map(|short| format!("{short}:")).collect();
    let mut named: Option<String> = None;
    for tabs in 1..4 {
        named = meeting.next_in_round(named.as_deref()).map(|turn| turn.id);
        if named.as_deref().is_some_and(is_theirs) {
            found.push("⇥".repeat(tabs));
        }
    }
    found
}

/// The words of a contribution, with its marks completed.
fn completed_words(d: &Driver, label: &str, words: &str) -> String {
    if !words.contains(['#', '@']) {
        return words.to_owned();
    }
    let whole = completed(d, &format!("{label}: {words}"));
    whole
        .split_once(": ")
        .map_or_else(|| words.to_owned(), |(_, words)| words.to_owned())
}

/// The line with Tab wherever that gives more letters than it takes keys.
fn completed(d: &Driver, line: &str) -> String {
    let mut d = d.clone();
    let mut way = String::new();
    while let Some(rest) = line.strip_prefix(d.line()).filter(|rest| !rest.is_empty()) {
        let offered = match rest.strip_prefix("; ") {
            Some(_) if line.starts_with('/') => next_label(&d, line),
            _ => offered(&d, line),
        };
        let keys = offered.unwrap_or_else(|| rest.chars().take(1).collect());
        d.press(&keys);
        way.push_str(&keys);
    }
    way.trim_end().to_owned()
}

/// The keys that take what is offered for the word that begins here: some of its letters, arrows down where there is a
/// list to walk through, and Tab.
fn offered(d: &Driver, line: &str) -> Option<String> {
    let begun = d.line().len();
    let has_list = line.starts_with('/');
    let starts = match has_list {
        true => &['/', ' '][..],
        false => &['#', '@'][..],
    };
    let rest = line.get(begun..)?;
    let word = rest
        .split([' ', ';'])
        .next()
        .filter(|word| !word.is_empty())?;
    if !d.line().ends_with(starts) {
        return None;
    }
    let mut tried = d.clone();
    let mut saved: Vec<(usize, String)> = Vec::new();
    for length in 0..word.len().min(5) {
        let letters = word.get(..length)?;
        tried.press(letters.get(length.saturating_sub(1)..)?);
        let typed = tried.line().to_owned();
        let found = suggestions(tried.editor(), COMMANDS, d.now.date_naive());
        for (row, one) in found
            .iter()
            .enumerate()
            .filter(|(row, _)| has_list || *row == 0)
        {
            let end = typed.get(one.at + one.removed..)?;
            let made = format!("{}{}{end}", typed.get(..one.at)?, one.text);
            let fits = line.starts_with(&made) || made.trim_end() == line;
            let keys = format!("{letters}{}⇥", "↓".repeat(row));
            let gained = made.len().saturating_sub(begun + keys.chars().count());
            if fits && gained > 0 {
                saved.push((gained, keys));
            }
        }
    }
    saved
        .into_iter()
        .max_by_key(|(gained, _)| *gained)
        .map(|(_, keys)| keys)
}

/// The label that comes next in the line: Tab until it is there, or its first letters.
fn next_label(d: &Driver, line: &str) -> Option<String> {
    let done = d.line().len();
    let mut begun = d.clone();
    begun.press("; ");
    let typed = format!("; {}", offered(&begun, line)?);
    let tabs = (1..typed.chars().count()).find(|tabs| {
        let mut tried = d.clone();
        tried.press(&"⇥".repeat(*tabs));
        tried.line().len() > done && line.starts_with(tried.line())
    });
    Some(tabs.map_or(typed, |tabs| "⇥".repeat(tabs)))
}

/// The letters of what is said or answered in words of one's own, and of days: neither names, choices, labels and
/// marks nor names of commands.
fn letters_of_the_words(d: &Driver, line: &str) -> usize {
    let words: Vec<&str> = match read(line, &d.editor().meeting, d.now.date_naive()) {
        Line::Form(form) => {
            let spans = form.spans.iter();
            let own = spans.filter(|span| {
                let field = form.asked.field(span.field).unwrap();
                // The days of a section are offered by their names.
                *field != date::WHAT
                    && matches!(
                        field.answer,
                        Answer::Text
                            | Answer::Words
                            | Answer::Date
                            | Answer::PastDate
                            | Answer::Time
                            | Answer::Number
                    )
            });
            own.map(|span| &line[span.from..span.to]).collect()
        }
        Line::Command { name, .. }
            if ["arrive", "leave", "agencies", "mark"].contains(&name.as_str()) =>
        {
            Vec::new()
        }
        Line::Command { rest, .. } => {
            let words = rest
                .split_once(": ")
                .map_or(rest.len(), |(_, words)| words.len());
            vec![&line[line.len() - words..]]
        }
        Line::Entry(said) => return said.text.chars().count(),
        Line::Nothing => Vec::new(),
    };
    words.iter().map(|words| words.chars().count()).sum()
}

/// For the manual: the kinds that were typed most first.
pub fn table() -> String {
    let mut rows: Vec<(&str, usize, usize, usize)> = Vec::new();
    for typed in TYPED.iter() {
        let (pressed, words) = (keys(&typed.keys).len(), typed.letters);
        let at = rows.iter().position(|row| row.0 == typed.kind);
        let at = at.unwrap_or_else(|| {
            rows.push((typed.kind, 0, 0, 0));
            rows.len() - 1
        });
        rows[at].1 += 1;
        rows[at].2 += words;
        rows[at].3 += pressed;
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));
    let all = rows.iter().fold(("all", 0, 0, 0), |sum, row| {
        (sum.0, sum.1 + row.1, sum.2 + row.2, sum.3 + row.3)
    });
    rows.push(all);
    let mut out = "| kind of entry | how many | letters of the words | keys | keys over the words, for each |\n|---|---|---|---|---|\n".to_owned();
    for (kind, many, words, pressed) in rows {
        let over = i64::try_from(pressed).unwrap() - i64::try_from(words).unwrap();
        #[allow(clippy::cast_precision_loss)]
        let mean = over as f64 / many as f64;
        writeln!(out, "| {kind} | {many} | {words} | {pressed} | {mean:.1} |").unwrap();
    }
    out
}

#[test]
fn a_conference_of_155_entries_is_typed_in_few_keys_and_without_a_modifier() {
    assert_eq!(TYPED.len(), 155);
    for typed in TYPED.iter() {
        let needs = keys(&typed.keys).into_iter().any(needs_modifier);
        assert!(!needs, "{}", typed.keys);
    }
    // Over the words, at most two fifths of what the same lines cost written out in full.
    let letters: usize = TYPED.iter().map(|typed| typed.letters).sum();
    let pressed = TYPED.iter().map(|typed| keys(&typed.keys).len());
    let over = pressed.sum::<usize>() - letters;
    let in_full = TYPED.iter().map(|typed| typed.line.chars().count() + 1);
    let in_full = in_full.sum::<usize>() - letters;
    assert!(over * 5 <= in_full * 2, "{over} of {in_full}");
    println!("{}", table());
}
