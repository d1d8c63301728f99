//! What the event loop makes of the bytes of one read: keys, pastes, the wheel.

use super::decoder::Decoder;
use super::event_loop::{IdleSince, Wake, messages};
use super::notice::Notice;
use crate::app::protocol::message::{Key, Message};
use std::time::Duration;

fn read(bytes: &[u8]) -> Vec<Message> {
    let mut inputs = Vec::new();
    Decoder::new().feed(bytes, &mut inputs);
    messages(inputs)
}

fn keys(text: &str) -> Vec<Message> {
    let letters = text.chars().map(|letter| match letter {
        '\n' => Key::Enter,
        letter => Key::Char(letter),
    });
    letters.map(Message::Key).collect()
}

#[test]
fn one_arrow_several_times_in_one_read_is_the_wheel() {
    for (bytes, arrow, rows) in [
        (b"\x1b[A\x1b[A".as_slice(), Key::Up, 2),
        (b"\x1b[A\x1b[A\x1b[A", Key::Up, 3),
        (b"\x1bOB\x1bOB\x1bOB\x1bOB\x1bOB", Key::Down, 5),
        (b"\x1b[1;1A\x1b[1;1A\x1b[1;1A", Key::Up, 3),
        // kitty's spelling
        (b"\x1b[57420u\x1b[57420u", Key::Down, 2),
    ] {
        assert_eq!(read(bytes), [Message::Wheel { arrow, rows }], "{bytes:?}");
    }
}

#[test]
fn a_single_arrow_is_the_key_and_the_wheel_leaves_what_is_typed_around_it() {
    assert_eq!(read(b"\x1b[A"), [Message::Key(Key::Up)]);
    assert_eq!(
        read(b"\x1b[A\x1b[B"),
        [Message::Key(Key::Up), Message::Key(Key::Down)]
    );
    assert_eq!(
        read(b"\x1b[D\x1b[D"),
        [Message::Key(Key::Left), Message::Key(Key::Left)]
    );
    let wheel = |arrow, rows| Message::Wheel { arrow, rows };
    let around = [
        keys("ab"),
        vec![wheel(Key::Up, 3), wheel(Key::Down, 2)],
        keys("c"),
    ];
    assert_eq!(read(b"ab\x1b[A\x1b[A\x1b[A\x1b[B\x1b[Bc"), around.concat());
}

#[test]
fn several_line_ends_between_words_in_one_read_are_a_paste() {
    for pasted in [
        "KS: no\rHV: yes\r",
        "a\rb\r",
        "a\r\rb",
        "one\rtwo\rthree",
        "KS: hello there\rHV: and good afternoon",
        "/next\rKS: hi\r",
    ] {
        let text = pasted.replace('\r', "\n");
        assert_eq!(read(pasted.as_bytes()), [Message::Burst(text)], "{pasted}");
        let (windows, unix) = (pasted.replace('\r', "\r\n"), pasted.replace('\r', "\n"));
        for spelling in [windows, unix] {
            let all = read(spelling.as_bytes());
            assert!(
                matches!(all[..], [Message::Burst(_)]),
                "{spelling:?}: {all:?}"
            );
        }
    }
}

#[test]
fn one_line_and_its_enter_are_keys_however_they_came() {
    for typed in ["KS: no\r", "KS: no\r\r", "\r\r", "no\rK", "y\r"] {
        let text = typed.replace('\r', "\n");
        assert_eq!(read(typed.as_bytes()), keys(&text), "{typed:?}");
    }
}

/// The one thing that happens by itself: once, after the last key, and only where a setting says when.
#[test]
fn without_a_key_for_so_long_the_app_is_told_once() {
    let limit = Duration::from_secs(300);
    let mut idle = IdleSince::now();
    assert_eq!(idle.until(None), None);
    assert!(
        idle.until(Some(limit))
            .is_some_and(|rest| rest <= limit && !rest.is_zero())
    );
    assert_eq!(idle.until(Some(Duration::ZERO)), Some(Duration::ZERO));
    idle.look_at(&Wake::Readers);
    assert!(idle.until(Some(limit)).is_some());
    idle.look_at(&Wake::Told(Message::Idle));
    assert_eq!(idle.until(Some(limit)), None);
    idle.look_at(&Wake::Notice(Notice::Resized));
    assert_eq!(idle.until(Some(limit)), None);
    idle.look_at(&Wake::Notice(Notice::Inputs(Vec::new())));
    assert!(idle.until(Some(limit)).is_some());
}
