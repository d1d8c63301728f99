//! F15: files and keys that are damaged or made up: the readers of the journal, the minutes and the keys neither panic
//! nor make anything up. What is typed on every page is in `tests/properties`.

use super::skipped::number;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use talking_piece::domain::minutes::{notice_of_newer, read_minutes};
use talking_piece::store::journal_line::take_apart;
use talking_piece::terminal::decoder::Decoder;

const MINUTES: &str = include_str!("../fixtures/minutes-of-the-first-program.json");
const JOURNAL: &str = include_str!("../fixtures/first-meeting/journal/000001-dw6jerzaggew.jsonl");

/// A file with some bytes changed, something put in, and its end cut.
pub fn damage(file: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let length = file.len();
    let changes = vec((0..length, any::<u8>()), 0..6);
    let inserted = (0..length, vec(any::<u8>(), 0..20));
    let cut = prop_oneof![Just(length), 0..length];
    (changes, inserted, cut).prop_map(move |(changes, (at, more), cut)| {
        let mut bytes = file.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.splice(at..at, more);
        bytes.truncate(cut);
        bytes
    })
}

fn keys() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        vec(any::<u8>(), 0..12),
        select(vec![
            "\x1b",
            "\x1b[200~",
            "\x1b[201~",
            "\x1b[A",
            "\x1b[1;5D",
            "\x1bO",
            "\x1b[<0;1;1M",
            "\x1b[99999999999u",
            "\r\n",
            "\u{9b}31m",
            "\u{1F469}\u{200d}\u{1F467}",
            "e\u{301}"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    vec(part, 0..20).prop_map(|parts| parts.concat())
}

/// `PROPTEST_CASES` tries as many as it says.
pub fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|cases| cases.parse().ok());
    asked.unwrap_or_else(|| u32::try_from(number(1_000, 100_000)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn f15_a_damaged_journal_gives_no_line_that_was_not_in_it(bytes in damage(JOURNAL)) {
        let whole = take_apart(JOURNAL.as_bytes()).lines;
        for (_, line) in take_apart(&bytes).lines {
            prop_assert!(whole.iter().any(|(_, known)| *known == line), "{line:?}");
        }
    }

    #[test]
    fn f15_damaged_minutes_are_read_or_refused(bytes in damage(MINUTES)) {
        let _ = notice_of_newer(&bytes);
        if let Ok(value) = serde_json::from_slice::<Value>(&bytes) {
            let _ = read_minutes(&value);
        }
    }

    #[test]
    fn f15_any_keys_are_decoded(bytes in keys(), parts in 1_usize..9) {
        let mut decoder = Decoder::new();
        let mut found = Vec::new();
        for part in bytes.chunks(parts) {
            decoder.feed(part, &mut found);
        }
        while decoder.waiting().is_some() {
            decoder.timeout(&mut found);
        }
        prop_assert!(found.len() <= bytes.len() * 2 + 2, "{found:?}");
    }
}
