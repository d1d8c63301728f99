//! What a contribution costs beyond its own words: 2 keys in order, at most 5 out of order with a kind,
//! and never a modifier.

use super::driver::{Driver, keys, needs_modifier};
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::domain::record::kinds::contribution;

const LINES: &str = include_str!("../fixtures/whole-conference.lines");

/// Presses the keys that this person's words need; returns those that are not words.
fn say(d: &mut Driver, code: &str, kind: Option<char>, words: &str) -> usize {
    let before = d.count(&contribution::KIND);
    let (from, next) = (d.keys, d.editor().meeting.next_in_round(None));
    let is_next = next.is_some_and(|turn| turn.code == code);
    match kind {
        None if is_next => d.press("⇥"),
        _ => {
            let seats: Vec<String> = d
                .editor()
                .meeting
                .voices()
                .map(|seat| seat.code.to_lowercase())
                .collect();
            let code = code.to_lowercase();
            // The shortest beginning that only this person has.
            let short = (1..=code.len())
                .map(|length| &code[..length])
                .find(|short| {
                    let found = talking_piece::domain::line::find_seat(short, &d.editor().meeting);
                    matches!(found, talking_piece::domain::line::Found::One(id)
                        if d.editor().meeting.code(&id).to_lowercase() == code)
                })
                .unwrap_or_else(|| panic!("{code} of {seats:?}"));
            d.press(&format!("{short}:"));
            if let Some(kind) = kind {
                d.press(&format!("{kind} "));
            }
        }
    }
    for letter in words.chars() {
        d.send(Message::Key(Key::Char(letter)));
    }
    d.press("⏎");
    assert_eq!(
        d.count(&contribution::KIND),
        before + 1,
        "{code} {words}: {}",
        d.status()
    );
    assert_eq!(d.last_speaker(), code, "{words}");
    assert_eq!(d.last().text(&contribution::TEXT), words);
    d.keys - from
}

#[test]
fn in_the_order_of_the_round_it_is_two_keys() {
    let mut d = Driver::in_conference();
    for turn in 0..120 {
        let next = d.editor().meeting.next_in_round(None).unwrap();
        let keys = say(&mut d, &next.code, None, &format!("words number {turn}"));
        assert!(keys <= 2, "{} took {keys} keys", next.code);
    }
}

/// Every contribution of the conference that names a speaker, said again with the fewest keys.
#[test]
fn out_of_order_and_with_a_kind_it_is_at_most_five_keys() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.send(Message::Settings {
        agendas: Vec::new(),
        abbreviations: Vec::new(),
    });
    let mut counted = 0;
    let mut begun = false;
    for line in LINES.lines() {
        if line.starts_with("/person") || line.starts_with("/child") {
            d.press(&format!("{line}⏎"));
            continue;
        }
        if !begun && line == "/begin" {
            d.press("/begin⏎/arrive all⏎/section 3⏎");
            begun = true;
        }
        let Some((code, words)) = line.split_once(": ") else {
            continue;
        };
        if !begun || code.is_empty() || code.contains('/') || code == "all" || code == "IP" {
            continue;
        }
        let kind = words.chars().next().filter(|sign| "+!=*?".contains(*sign));
        let words = words.trim_start_matches(['+', '!', '=', '*', '?', ' ']);
        // Marks after the words are words of their own here: they cost what they cost.
        let plain: Vec<&str> = words
            .split_whitespace()
            .filter(|word| !word.starts_with(['#', '@', '?', '"']))
            .collect();
        let keys = say(&mut d, code, kind, plain.join(" ").trim_matches('"'));
        // The space is what makes a sign a kind (issue 10).
        let space = usize::from(kind.is_some());
        assert!(keys <= 5 + space, "{line} took {keys} keys");
        counted += 1;
    }
    assert!(counted >= 120, "{counted}");
}

/// The run of the whole conference is letters and Enter; and everything a modifier does has a command.
#[test]
fn no_step_needs_a_modifier() {
    assert!(
        !keys(&LINES.replace('\n', "⏎"))
            .into_iter()
            .any(needs_modifier)
    );
    for action in COMMANDS.all() {
        assert!(!action.command.is_empty());
        let plain = action
            .keys
            .iter()
            .all(|key| !matches!(key, Key::Enter | Key::Tab));
        assert!(
            plain,
            "{} takes a key that belongs to the line",
            action.command
        );
    }
}
