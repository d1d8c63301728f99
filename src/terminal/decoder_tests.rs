//! What each client sends, what it must mean, and that no way of cutting it into packets changes that.

use std::time::Duration;

use proptest::prelude::*;

use super::decoder::Decoder;
use super::notice::Input;
use crate::app::protocol::message::Key;

fn key(key: Key) -> Input {
    Input::Key(key)
}

fn typed(text: &str) -> Vec<Input> {
    text.chars().map(|c| key(Key::Char(c))).collect()
}

fn paste(text: &str) -> Input {
    Input::Paste(text.to_owned())
}

fn decode(pieces: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut out = Vec::new();
    for piece in pieces {
        decoder.feed(piece, &mut out);
    }
    while decoder.waiting().is_some() {
        decoder.timeout(&mut out);
    }
    out
}

/// Cutting makes more and smaller pastes and counts; taken together they must not change.
fn joined(inputs: &[Input]) -> (Vec<Input>, usize) {
    let mut bad = 0;
    let mut all: Vec<Input> = Vec::new();
    for input in inputs {
        match (all.last_mut(), input) {
            (_, Input::BadBytes(count)) => bad += count,
            (Some(Input::Paste(text)), Input::Paste(more)) => text.push_str(more),
            _ => all.push(input.clone()),
        }
    }
    (all, bad)
}

fn table() -> Vec<(&'static [u8], Vec<Input>)> {
    use Key::*;
    let keys = |keys: &[Key]| keys.iter().map(|k| key(*k)).collect::<Vec<_>>();
    let mut table: Vec<(&[u8], Vec<Input>)> = vec![
        (b"Kelly: yes", typed("Kelly: yes")),
        (
            "Zoë ż 漢 😀 e\u{301} علي".as_bytes(),
            typed("Zoë ż 漢 😀 e\u{301} علي"),
        ),
        // A client that sends Latin-1: the letter after the bad byte is kept.
        (
            b"caf\xe9 x",
            [typed("caf\u{fffd} x"), vec![Input::BadBytes(1)]].concat(),
        ),
        (
            b"\xc3\r",
            vec![key(Char('\u{fffd}')), key(Enter), Input::BadBytes(1)],
        ),
        (
            b"\xe2\x82z",
            [typed("\u{fffd}z"), vec![Input::BadBytes(2)]].concat(),
        ),
        (
            b"\xf0\x9f\x98\xe9x",
            [typed("\u{fffd}\u{fffd}x"), vec![Input::BadBytes(4)]].concat(),
        ),
        (
            "a\u{9b}b".as_bytes(),
            [typed("a\u{fffd}b"), vec![Input::BadBytes(2)]].concat(),
        ),
        (b"\r", keys(&[Enter])),
        (b"\n", keys(&[Newline])),
        (b"\r\n", keys(&[Enter])),
        (b"\r\n\n", keys(&[Enter, Newline])),
        (b"\r\r\n", keys(&[Enter, Enter])),
        (b"\ra\n", keys(&[Enter, Char('a'), Newline])),
        (b"\x08\x7f\t", keys(&[Backspace, Backspace, Tab])),
        (
            b"\x00\x01\x0e\x1a",
            keys(&[Ctrl(' '), Ctrl('a'), Ctrl('n'), Ctrl('z')]),
        ),
        (
            b"\x1c\x1d\x1e\x1f",
            keys(&[Ctrl('\\'), Ctrl(']'), Ctrl('^'), Ctrl('_')]),
        ),
        // Escape by itself, and before something
        (b"\x1b", keys(&[Esc])),
        (b"\x1b\x1b", keys(&[Esc, Esc])),
        (b"\x1b\x1b\x1b", keys(&[Esc, Esc, Esc])),
        (b"\x1bx", keys(&[Esc, Char('x')])),
        (b"\x1b\r", keys(&[Esc, Enter])),
        (b"\x1b\x1bx", keys(&[Esc, Esc, Char('x')])),
        ("\u{1b}é".as_bytes(), keys(&[Esc, Char('é')])),
        (b"\x1b\x7f", keys(&[Esc, Backspace])),
        // Arrows: xterm in both modes, with modifiers, PuTTY, rxvt
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", keys(&[Up, Down, Right, Left])),
        (b"\x1bOA\x1bOB\x1bOC\x1bOD", keys(&[Up, Down, Right, Left])),
        (
            b"\x1b[1;5D\x1b[1;3D\x1b[1;5C\x1b[1;3C",
            keys(&[WordLeft, WordLeft, WordRight, WordRight]),
        ),
        (b"\x1b[1;2D\x1b[1;2A", keys(&[Left, Up])),
        (
            b"\x1b\x1b[D\x1b\x1b[C\x1b\x1bOD",
            keys(&[WordLeft, WordRight, WordLeft]),
        ),
        (b"\x1b\x1b[A", keys(&[Up])),
        (b"\x1bOd\x1bOc\x1b[d", keys(&[WordLeft, WordRight, Left])),
        (b"\x1bO5D", keys(&[WordLeft])),
        // Home, End, Delete, pages: xterm, Linux console and PuTTY, rxvt
        (b"\x1b[H\x1b[F\x1bOH\x1bOF", keys(&[Home, End, Home, End])),
        (
            b"\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1bOw",
            keys(&[Home, End, Home, End, End]),
        ),
        (b"\x1b[1;5H\x1b[7^\x1b[8$", keys(&[Home, Home, End])),
        (
            b"\x1b[3~\x1b[5~\x1b[6~\x1b[3;5~",
            keys(&[Delete, PageUp, PageDown, Delete]),
        ),
        (b"\x1b[Z", keys(&[BackTab])),
        (b"\x1bOP\x1bOQ\x1bOR\x1bOS", keys(&[F(1), F(2), F(3), F(4)])),
        (
            b"\x1b[11~\x1b[12~\x1b[13~\x1b[14~\x1b[15~",
            keys(&[F(1), F(2), F(3), F(4), F(5)]),
        ),
        (
            b"\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~",
            keys(&[F(6), F(7), F(8), F(9), F(10)]),
        ),
        (b"\x1b[23~\x1b[24~", keys(&[F(11), F(12)])),
        (b"\x1b[[A\x1b[[B\x1b[[E", keys(&[F(1), F(2), F(5)])),
        (b"\x1b[P\x1b[S", keys(&[F(1), F(4)])),
        // Swallowed whole: unknown keys, and answers to questions we never asked
        (b"a\x1b[2~b", typed("ab")),
        (b"a\x1b[99~\x1b[1;3S\x1b[16~\x1b[22~b", typed("ab")),
        (
            b"a\x1b[?62;22c\x1b[24;80R\x1b[>0;276;0c\x1b[?1;2$yb",
            typed("ab"),
        ),
        (
            b"a\x1b]11;rgb:0000/0000/0000\x07b\x1b]0;t\x1b\\c",
            typed("abc"),
        ),
        (
            b"a\x1bP1$r0m\x1b\\b\x1b_Gi=1;OK\x1b\\c\x1bOlb",
            typed("abcb"),
        ),
        (b"a\x1b[201~b", typed("ab")),
        // What only looked like a sequence: none of it is dropped
        (b"\x1b[", keys(&[Esc, Char('[')])),
        (b"\x1b[1;", keys(&[Esc, Char('['), Char('1'), Char(';')])),
        (b"\x1bO", keys(&[Esc, Char('O')])),
        (b"\x1b[\r", keys(&[Esc, Char('['), Enter])),
        (b"\x1b[1\x1b[A", keys(&[Esc, Char('['), Char('1'), Up])),
        (b"\x1b]so", keys(&[Esc, Char(']'), Char('s'), Char('o')])),
        (b"\x1bPat", keys(&[Esc, Char('P'), Char('a'), Char('t')])),
        (b"\x1b]1\r", keys(&[Esc, Char(']'), Char('1'), Enter])),
        (b"\x1b]1\x1b[A", keys(&[Esc, Char(']'), Char('1'), Up])),
        (b"\x1b\x1b[", keys(&[Esc, Esc, Char('[')])),
        (
            "\u{1b}]1é\n".as_bytes(),
            keys(&[Esc, Char(']'), Char('1'), Char('é'), Newline]),
        ),
    ];
    let pastes: Vec<(&[u8], Vec<Input>)> = vec![
        (
            b"\x1b[200~two\r\nlines\rthree\n\x1b[201~",
            vec![paste("two\nlines\nthree\n")],
        ),
        ("\u{1b}[200~Zoë\u{1b}[201~".as_bytes(), vec![paste("Zoë")]),
        (b"\x1b[200~\x1b[201~", vec![]),
        (b"\x1b\x1b[200~x\x1b[201~", vec![key(Esc), paste("x")]),
        (
            b"\x1b[200~a\tb\xe9c\x1b[201~",
            vec![paste("a\tb\u{fffd}c"), Input::BadBytes(1)],
        ),
        (
            b"\x1b[200~a\x1b[Ab\x00\x1b[201~",
            vec![paste("a\u{fffd}[Ab\u{fffd}"), Input::BadBytes(2)],
        ),
        // A paste that contains its own end: what follows cannot press a key.
        (
            b"\x1b[200~a\x1b[201~\x04:q!\r\x1b\x1b[A\x1bOQ\x1b[201~",
            vec![paste("a:q!\n"), Input::BadBytes(3)],
        ),
        (b"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~", vec![paste("ab")]),
        (b"\x1b[200~half", vec![paste("half")]),
        (
            b"\x1b[200~half\xc3",
            vec![paste("half\u{fffd}"), Input::BadBytes(1)],
        ),
    ];
    table.extend(pastes);
    table
}

#[test]
fn every_client_is_understood_however_its_bytes_are_cut() {
    for (bytes, wanted) in table() {
        let wanted = joined(&wanted);
        let shown = bytes.escape_ascii();
        assert_eq!(joined(&decode(&[bytes])), wanted, "{shown}");
        for cut in 1..bytes.len() {
            let (first, second) = bytes.split_at(cut);
            assert_eq!(
                joined(&decode(&[first, second])),
                wanted,
                "{shown} cut at {cut}"
            );
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(joined(&decode(&single)), wanted, "{shown} byte by byte");
    }
}

#[test]
fn it_waits_only_for_what_can_still_become_something() {
    let wait = |bytes: &[u8]| {
        let mut decoder = Decoder::with_escape_delay(Duration::from_millis(100));
        decoder.feed(bytes, &mut Vec::new());
        decoder.waiting().map(|wait| wait.as_millis())
    };
    assert_eq!(wait(b"abc"), None);
    assert_eq!(wait("é".as_bytes()), None);
    assert_eq!(wait(b"\x1b[A"), None);
    assert_eq!(wait(b"\x1b"), Some(100));
    assert_eq!(wait(b"\x1b\x1b"), Some(100));
    assert_eq!(wait(b"\x1b["), Some(500));
    assert_eq!(wait(b"\xc3"), Some(500));
    assert_eq!(wait(b"\x1b[200~abc"), Some(2000));
    // So that Ctrl+J a moment after Enter is a separate key, and so is Esc a moment after a paste.
    assert_eq!(wait(b"\r"), Some(50));
    assert_eq!(wait(b"\x1b[200~abc\x1b[201~"), Some(50));
}

#[test]
fn after_a_silence_keys_are_keys_again() {
    let mut decoder = Decoder::new();
    let mut out = Vec::new();
    let silence = |decoder: &mut Decoder, out: &mut Vec<Input>| {
        while decoder.waiting().is_some() {
            decoder.timeout(out);
        }
    };
    decoder.feed(b"\r", &mut out);
    silence(&mut decoder, &mut out);
    decoder.feed(b"\n", &mut out);
    assert_eq!(out, [key(Key::Enter), key(Key::Newline)]);

    out.clear();
    decoder.feed(b"\x1b[200~a\x1b[201~", &mut out);
    silence(&mut decoder, &mut out);
    decoder.feed(b"\x1bOQ", &mut out);
    assert_eq!(out, [paste("a"), key(Key::F(2))]);

    // The connection stalled in the middle of a paste; its end mark comes late, and is not a key.
    out.clear();
    decoder.feed(b"\x1b[200~first half", &mut out);
    assert_eq!(out, []);
    silence(&mut decoder, &mut out);
    decoder.feed(b" x\x1b[201~y", &mut out);
    assert_eq!(out[0], paste("first half"));
    assert_eq!(out[1..], typed(" xy"));
}

#[test]
fn a_string_that_never_ends_is_given_back_as_typed() {
    let text = "9".repeat(10_000);
    let bytes = format!("\u{1b}]{text}\r");
    let out = decode(&[bytes.as_bytes()]);
    assert_eq!(out[0], key(Key::Esc));
    assert_eq!(out[1..=10_001], typed(&format!("]{text}")));
    assert_eq!(out[10_002..], [key(Key::Enter)]);
}

#[test]
fn megabytes_pass_with_brackets_and_without() {
    let text = "Ella said: it is quiet at gran's. Zoë, 漢 😀\n".repeat(25_000);
    assert!(text.len() > 1_000_000);
    let bare: Vec<&[u8]> = text.as_bytes().chunks(1021).collect();
    let back: String = decode(&bare)
        .iter()
        .map(|input| match input {
            Input::Key(Key::Char(c)) => *c,
            Input::Key(Key::Newline) => '\n',
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(back == text);

    let bracketed = format!("\u{1b}[200~{text}\u{1b}[201~");
    let pieces: Vec<&[u8]> = bracketed.as_bytes().chunks(1021).collect();
    assert!(decode(&pieces) == [paste(&text)]);
}

#[test]
fn a_paste_beyond_all_measure_comes_in_pieces_and_whole() {
    let line = "Zoë 😀\r\n".repeat(3_000_000);
    let bracketed = format!("\u{1b}[200~{line}\u{1b}[201~");
    let pieces: Vec<&[u8]> = bracketed.as_bytes().chunks(65_536).collect();
    let out = decode(&pieces);
    assert!(out.len() > 1);
    let (all, bad) = joined(&out);
    assert_eq!(bad, 0);
    assert!(all == [paste(&line.replace("\r\n", "\n"))]);
}

/// Bytes that matter to the decoder when they are close together.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 1..4),
        3 => "[ -~]{1,8}".prop_map(String::into_bytes),
        4 => prop::sample::select(vec![
            "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}]1", "\u{1b}P1", "\u{1b}[200~", "\u{1b}[201~", "\r", "\n", "\u{7}",
            "\u{1b}\\", "é", "😀", "\u{9b}", "1;5", "D", "~", "$", "[A",
        ])
        .prop_map(|token| token.as_bytes().to_vec()),
    ];
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_mean_the_same_however_they_are_cut(bytes in bytes(), cuts in prop::collection::vec(1_usize..9, 1..40)) {
        let whole = joined(&decode(&[&bytes]));
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        prop_assert_eq!(&joined(&decode(&single)), &whole);
        let mut rest = bytes.as_slice();
        let mut pieces = Vec::new();
        for cut in cuts {
            let (piece, after) = rest.split_at(cut.min(rest.len()));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        prop_assert_eq!(&joined(&decode(&pieces)), &whole);
    }

    #[test]
    fn no_typed_character_is_lost_among_bad_bytes(
        pieces in prop::collection::vec(("[ -~éß漢😀]{0,6}", prop::collection::vec(0x80_u8..=0xff, 0..4)), 0..12),
    ) {
        let mut bytes = Vec::new();
        let mut ascii = String::new();
        for (text, bad) in &pieces {
            bytes.extend_from_slice(text.as_bytes());
            bytes.extend_from_slice(bad);
            ascii.extend(text.chars().filter(char::is_ascii));
        }
        let back: String = decode(&[&bytes])
            .iter()
            .filter_map(|input| match input {
                Input::Key(Key::Char(c)) if c.is_ascii() => Some(*c),
                _ => None,
            })
            .collect();
        prop_assert_eq!(back, ascii);
    }

    #[test]
    fn no_key_is_a_control_character(bytes in bytes()) {
        for input in decode(&[&bytes]) {
            match input {
                Input::Key(Key::Char(c)) => prop_assert!(!c.is_control()),
                Input::Key(Key::Ctrl(c)) => prop_assert!(!"him[".contains(c)),
                Input::Key(Key::F(number)) => prop_assert!((1..=12).contains(&number)),
                Input::Paste(text) => {
                    prop_assert!(!text.is_empty());
                    prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
                }
                _ => {}
            }
        }
    }
}
