//! What real terminals send for a key, recorded here or taken from what is published, each with and without its keyboard
//! protocols: it means the same however it is cut into packets, and no key of any of them tears, glues or loses words.

use crate::journeys::driver::Driver;
use proptest::prelude::*;
use std::sync::LazyLock;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::terminal::decoder::Decoder;
use talking_piece::terminal::notice::Input;

/// One key of one terminal.
pub struct Recorded {
    /// The terminal, and how it was set.
    pub terminal: String,
    /// As it is written on the keyboard.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What else it is, where the terminal sends the same for another key.
    pub taken_for: Option<String>,
    /// Here, and not only published.
    pub is_recorded: bool,
    is_in_tmux: bool,
}

pub static RECORDED: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys");
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| of_file(file)).collect()
});

fn of_file(file: &std::path::Path) -> Vec<Recorded> {
    let text = std::fs::read_to_string(file).unwrap();
    let mut lines = text.lines();
    let head = lines.next().unwrap();
    let terminal = head.trim_start_matches("# ").trim_end_matches('.');
    let source = lines.next().unwrap();
    let is_known = ["# Recorded ", "# Not recorded: from "];
    assert!(
        is_known.iter().any(|known| source.starts_with(known)),
        "{file:?} says where its bytes are from: {source}"
    );
    lines
        .map(|line| {
            let (name, rest) = line.split_once(' ').unwrap();
            let (bytes, taken_for) = match rest.split_once('=') {
                Some((bytes, other)) => (bytes, Some(other.trim().to_owned())),
                None => (rest, None),
            };
            let bytes = bytes.split_whitespace();
            Recorded {
                terminal: terminal.to_owned(),
                name: name.to_owned(),
                bytes: bytes
                    .map(|byte| u8::from_str_radix(byte, 16).unwrap())
                    .collect(),
                taken_for,
                is_recorded: source.starts_with("# Recorded "),
                is_in_tmux: terminal.starts_with("tmux"),
            }
        })
        .collect()
}

fn decoder(is_in_tmux: bool) -> Decoder {
    match is_in_tmux {
        true => Decoder::new().within_tmux(),
        false => Decoder::new(),
    }
}

fn decoded(pieces: &[&[u8]], is_in_tmux: bool) -> Vec<Input> {
    let mut decoder = decoder(is_in_tmux);
    let mut out = Vec::new();
    for piece in pieces {
        decoder.feed(piece, &mut out);
    }
    while decoder.waiting().is_some() {
        decoder.timeout(&mut out);
    }
    out
}

/// What the key of this name is to the program. `None`: nothing, and it is no letter either.
fn meant(name: &str) -> Option<Key> {
    Some(match name {
        "Space" | "Shift+Space" => Key::Char(' '),
        "Enter" | "Keypad-Enter" => Key::Enter,
        "Shift+Enter" | "Ctrl+Enter" | "Ctrl+J" => Key::Newline,
        "Tab" => Key::Tab,
        "Shift+Tab" => Key::BackTab,
        "Backspace" | "Ctrl+H" => Key::Backspace,
        "Ctrl+Backspace" | "Alt+Backspace" => Key::EraseWord,
        "Esc" => Key::Esc,
        "Up" | "Shift+Up" => Key::Up,
        "Down" => Key::Down,
        "Left" | "Shift+Left" => Key::Left,
        "Right" => Key::Right,
        "Ctrl+Left" | "Alt+Left" | "Alt+B" => Key::WordLeft,
        "Ctrl+Right" | "Alt+Right" | "Alt+F" => Key::WordRight,
        "Alt+D" => Key::DeleteWord,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Delete" | "Ctrl+Delete" => Key::Delete,
        "Insert" => return None,
        "Keypad-5" => Key::Char('5'),
        // With the lock for numbers on, as it was when it was recorded.
        "Keypad-Home" => Key::Char('7'),
        name => match (name.strip_prefix("Ctrl+"), name.strip_prefix('F')) {
            (Some(letter), _) => Key::Ctrl(letter.to_lowercase().chars().next().unwrap()),
            (_, Some(number)) if number.parse::<u8>().is_ok() => Key::F(number.parse().unwrap()),
            _ => {
                let mut letters = name.chars();
                let letter = letters.next().unwrap();
                assert_eq!(letters.next(), None, "no key is called {name}");
                Key::Char(letter)
            }
        },
    })
}

#[test]
fn a_key_of_every_terminal_means_the_same_however_it_is_cut_into_packets() {
    let mut wrong = Vec::new();
    for key in RECORDED.iter() {
        let name = key.taken_for.as_deref().unwrap_or(&key.name);
        let wanted: Vec<Input> = meant(name).map(Input::Key).into_iter().collect();
        let bytes = key.bytes.as_slice();
        let mut cuts: Vec<Vec<&[u8]>> = vec![vec![bytes], bytes.chunks(1).collect()];
        for first in 1..bytes.len() {
            let (before, behind) = bytes.split_at(first);
            cuts.push(vec![before, behind]);
            for second in 1..behind.len() {
                let (middle, last) = behind.split_at(second);
                cuts.push(vec![before, middle, last]);
            }
        }
        for pieces in cuts {
            let came = decoded(&pieces, key.is_in_tmux);
            if came != wanted {
                wrong.push(format!(
                    "{}: {} {:02x?} is {came:?}, not {wanted:?}",
                    key.terminal, key.name, pieces
                ));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn terminals_with_and_without_their_protocols_are_among_them() {
    for (terminal, at_least) in [
        ("xterm", 5),
        ("pterm", 2),
        ("kitty", 3),
        ("tmux", 2),
        ("screen", 1),
        ("foot", 1),
        ("Windows Terminal", 2),
        ("iTerm2", 1),
        ("MobaXterm", 2),
        ("The Linux console", 1),
    ] {
        let mut of_it: Vec<&str> = RECORDED.iter().map(|key| key.terminal.as_str()).collect();
        of_it.retain(|it| it.starts_with(terminal));
        of_it.dedup();
        assert!(of_it.len() >= at_least, "{terminal}: {of_it:?}");
        let keys = RECORDED
            .iter()
            .filter(|key| of_it.contains(&key.terminal.as_str()));
        assert!(keys.count() >= 15 * of_it.len(), "{terminal}");
    }
}

/// A letter in each of the spellings that a terminal may use.
fn spelt(letter: char, spelling: u8) -> Vec<u8> {
    let code = u32::from(letter);
    match spelling {
        0 => letter.to_string().into_bytes(),
        1 => format!("\x1b[{code}u").into_bytes(),
        // With its text, and let go again.
        2 => format!("\x1b[{code};;{code}u\x1b[{code};1:3u").into_bytes(),
        3 => format!("\x1b[27;1;{code}~").into_bytes(),
        _ => format!("\x1b[0;0;{code};1;0;1_\x1b[0;0;{code};0;0;1_").into_bytes(),
    }
}

/// What comes in between without being a letter: a key that does nothing here, one let go, the window in front or not.
const NOTHING: &[&[u8]] = &[
    b"",
    b"\x1b[2~",
    b"\x1b[57441u",
    b"\x1b[97;1:3u",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[16;42;0;1;16;1_",
];

/// Keys that a hand may hit before it types a line: none of them leads anywhere else, and there is nothing to erase.
fn strays() -> Vec<&'static Recorded> {
    let leads_away = |name: &str| {
        // Tab puts a name there, and what moves the cursor then would lead before it.
        let begins = [
            "F",
            "Enter",
            "Keypad",
            "Ctrl+Enter",
            "Shift+Enter",
            "Tab",
            "Shift+Tab",
        ];
        begins.iter().any(|it| name.starts_with(it) && name != "F")
            || ["Ctrl+N", "Ctrl+P", "Ctrl+Q", "Ctrl+J", "Ctrl+Z", "Ctrl+Y"].contains(&name)
    };
    let is_letter = |key: &&Recorded| {
        let name = key.taken_for.as_deref().unwrap_or(&key.name);
        name.chars().count() == 1 || name.contains("Space")
    };
    RECORDED
        .iter()
        .filter(|key| !is_letter(key) && !leads_away(&key.name))
        .filter(|key| !matches!(key.taken_for.as_deref(), Some("Enter")))
        .collect()
}

struct Keyboard {
    driver: Driver,
    decoder: Decoder,
}

impl Keyboard {
    /// The bytes of one key, in packets of this size.
    fn press(&mut self, bytes: &[u8], packet: usize) {
        let mut inputs = Vec::new();
        for piece in bytes.chunks(packet) {
            self.decoder.feed(piece, &mut inputs);
        }
        // A pause, so that Esc is itself and not the beginning of the next key.
        while self.decoder.waiting().is_some() {
            self.decoder.timeout(&mut inputs);
        }
        for input in inputs {
            match input {
                Input::Key(key) => self.driver.send(Message::Key(key)),
                Input::Paste(text) => self.driver.send(Message::Paste(text)),
                Input::BadBytes(count) => panic!("{count} bytes were nothing"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Every word that was typed is in the journal or in the draft once the program was killed, whole and by itself.
    #[test]
    fn no_key_of_any_spelling_tears_glues_or_loses_a_word(
        lines in prop::collection::vec(
            (
                prop::collection::vec(0usize..10_000, 0..3),
                prop::collection::vec((0u8..5, 0usize..NOTHING.len()), 12),
                1usize..5,
            ),
            1..8,
        ),
        is_entered in any::<bool>(),
    ) {
        let strays = strays();
        let mut keyboard = Keyboard { driver: Driver::in_conference(), decoder: Decoder::new() };
        let mut words = Vec::new();
        let last = lines.len() - 1;
        for (at, (before, spellings, packet)) in lines.iter().enumerate() {
            for stray in before {
                keyboard.press(&strays[stray % strays.len()].bytes, *packet);
            }
            let letter = |number: usize| char::from(b'a' + u8::try_from(number).unwrap());
            let pair = [0, 1].map(|which| format!("zq{}{}z", letter(at), letter(which)));
            let typed: String = format!("{} {}", pair[0], pair[1]);
            for (letter, (spelling, nothing)) in typed.chars().zip(spellings.iter().cycle()) {
                keyboard.press(&spelt(letter, *spelling), *packet);
                keyboard.press(NOTHING[*nothing], *packet);
            }
            if at < last || is_entered {
                keyboard.press(b"\r", 1);
            }
            words.extend(pair);
        }
        let mut driver = keyboard.driver;
        driver.kill_and_resume();
        let events = driver.disk.events().map(|logged| logged.event.to_parts().1.to_string());
        let mut kept: Vec<String> = events.collect();
        let draft = driver.disk.standing_draft();
        kept.extend(draft.iter().flat_map(|draft| draft.asides.iter().chain([&draft.text]).cloned()));
        let kept = kept.join("\n");
        let whole: Vec<&str> = kept.split(|letter: char| !letter.is_alphanumeric()).collect();
        for word in &words {
            prop_assert!(whole.contains(&word.as_str()), "{word} of {words:?} is not in\n{kept}");
        }
    }
}
