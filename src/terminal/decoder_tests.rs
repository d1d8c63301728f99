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
        // With Alt: by words, or just the letter. It is never an Esc, which would tear the sentence.
        (b"\x1bx", keys(&[Char('x')])),
        // But for a command, which is typed right behind Esc.
        (b"\x1b/", keys(&[Esc, Char('/')])),
        (b"\x1b\x1b/", keys(&[Esc, Esc, Char('/')])),
        (b"\x1b\r", keys(&[Newline])),
        (b"\x1b\x1bx", keys(&[Esc, Char('x')])),
        ("\u{1b}é".as_bytes(), keys(&[Char('é')])),
        (b"\x1b\x7f\x1b\x08", keys(&[EraseWord, EraseWord])),
        (b"\x1bb\x1bf\x1bd", keys(&[WordLeft, WordRight, DeleteWord])),
        (b"she \x1bq stayed", typed("she q stayed")),
        // The kitty protocol: plain, shifted, with text, with locks, let go, on the number pad
        (b"\x1b[97u\x1b[97;2u\x1b[97:65;2u\x1b[97;65u", typed("aAAA")),
        (b"\x1b[32;2u\x1b[32;1u\x1b[32u", typed("   ")),
        (b"\x1b[50:34;2u\x1b[50;2;34u", typed("\"\"")),
        (b"\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u", typed("aa")),
        (
            b"\x1b[13;2u\x1b[13;5u\x1b[13u",
            keys(&[Newline, Newline, Enter]),
        ),
        (b"\x1b[9u\x1b[9;2u\x1b[27u", keys(&[Tab, BackTab, Esc])),
        (
            b"\x1b[127u\x1b[127;3u\x1b[127;5u",
            keys(&[Backspace, EraseWord, EraseWord]),
        ),
        (
            b"\x1b[110;5u\x1b[98;3u\x1b[120;3u",
            keys(&[Ctrl('n'), WordLeft, Char('x')]),
        ),
        (
            b"\x1b[57399u\x1b[57404;129u\x1b[57414u\x1b[57413u",
            keys(&[Char('0'), Char('5'), Enter, Char('+')]),
        ),
        (
            b"\x1b[57417u\x1b[57417;5u\x1b[57441;2u\x1b[57376u",
            keys(&[Left, WordLeft]),
        ),
        (b"\x1b[0;1;233:8364u", typed("é€")),
        (
            b"\x1b[1;1:3A\x1b[1;1:2A\x1b[1;129D\x1b[3;1:3~",
            keys(&[Up, Left]),
        ),
        (b"\x1b[97;9u\x1b[97;17u", vec![]),
        // modifyOtherKeys
        (
            b"\x1b[27;2;32~\x1b[27;2;65~\x1b[27;2;13~",
            keys(&[Char(' '), Char('A'), Newline]),
        ),
        (
            b"\x1b[27;5;110~\x1b[27;5;13~\x1b[27;3;100~",
            keys(&[Ctrl('n'), Newline, DeleteWord]),
        ),
        (
            b"\x1b[27;6;9~\x1b[27;2;9~\x1b[27;2;63~",
            keys(&[BackTab, BackTab, Char('?')]),
        ),
        // The input mode of Windows: down and up, Shift, AltGr, two halves of a character, a repeated key
        (b"\x1b[65;30;97;1;0;1_\x1b[65;30;97;0;0;1_", typed("a")),
        (
            b"\x1b[16;42;0;1;16;1_\x1b[32;57;32;1;16;1_\x1b[16;42;0;0;0;1_",
            typed(" "),
        ),
        (b"\x1b[81;16;64;1;9;1_\x1b[69;18;8364;1;9;1_", typed("@€")),
        (b"\x1b[0;0;55357;1;0;1_\x1b[0;0;56832;1;0;1_", typed("😀")),
        (b"\x1b[88;45;120;1;0;3_", typed("xxx")),
        (
            b"\x1b[13;28;13;1;0;1_\x1b[13;28;13;1;16;1_\x1b[13;28;10;1;8;1_",
            keys(&[Enter, Newline, Newline]),
        ),
        (
            b"\x1b[8;14;8;1;0;1_\x1b[8;14;127;1;8;1_\x1b[9;15;9;1;16;1_\x1b[27;1;27;1;0;1_",
            keys(&[Backspace, EraseWord, BackTab, Esc]),
        ),
        (
            b"\x1b[37;75;0;1;256;1_\x1b[37;75;0;1;264;1_\x1b[38;72;0;1;256;2_\x1b[112;59;0;1;0;1_",
            keys(&[Left, WordLeft, Up, Up, F(1)]),
        ),
        (
            b"\x1b[78;49;14;1;8;1_\x1b[66;48;98;1;2;1_\x1b[18;56;233;0;0;1_",
            keys(&[Ctrl('n'), WordLeft, Char('é')]),
        ),
        (b"\x1b[;;97;1_\x1b[17;29;0;1;8;1_", typed("a")),
        // The mouse, in every spelling, and the window gaining and losing the focus
        (b"a\x1b[M abb", typed("ab")),
        (b"a\x1b[M`!!b\x1b[Ma\xe1\xf5c", typed("abc")),
        ("a\u{1b}[M \u{e1}\u{f5}c".as_bytes(), typed("ac")),
        (
            b"a\x1b[<64;10;5M\x1b[<0;10;5mb\x1b[64;10;5Mc\x1b[I\x1b[O",
            typed("abc"),
        ),
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
        (b"\x1b[", keys(&[Char('[')])),
        (b"\x1b[1;", keys(&[Char('['), Char('1'), Char(';')])),
        (b"\x1bO", keys(&[Char('O')])),
        (b"\x1b[\r", keys(&[Char('['), Enter])),
        (b"\x1b[1\x1b[A", keys(&[Char('['), Char('1'), Up])),
        (b"\x1b]so", keys(&[Char(']'), Char('s'), Char('o')])),
        (b"\x1bPat", keys(&[Char('P'), Char('a'), Char('t')])),
        (b"\x1b]1\r", keys(&[Char(']'), Char('1'), Enter])),
        (b"\x1b]1\x1b[A", keys(&[Char(']'), Char('1'), Up])),
        (b"\x1b\x1b[", keys(&[Esc, Char('[')])),
        (
            "\u{1b}]1é\n".as_bytes(),
            keys(&[Char(']'), Char('1'), Char('é'), Newline]),
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
    assert_eq!(out[..10_001], typed(&format!("]{text}")));
    assert_eq!(out[10_001..], [key(Key::Enter)]);
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
