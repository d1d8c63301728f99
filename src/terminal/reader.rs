//! The keyboard thread: reads bytes, lets the decoder interpret them, and passes every burst on at once. It never waits
//! for anything but the keyboard.

use std::io;
use std::os::fd::AsFd;
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decoder::Decoder;
use super::notice::Notice;
use crate::app::protocol::message::Lost;

/// The most that one read takes, so that the event loop can begin on a long paste while the rest arrives.
const READ_SIZE: usize = 64 * 1024;

/// Starts the thread on standard input. `send` gets every burst, and finally one `Lost` when the terminal has gone or
/// the thread itself fails, so that the loop never waits for dead keys.
pub fn start(
    decoder: Decoder,
    send: impl Fn(Notice) + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    std::thread::Builder::new()
        .name("keyboard".to_owned())
        .spawn(move || {
            let _last = LastWord(&send);
            listen(rustix::stdio::stdin(), decoder, &send);
        })
}

/// Reports that the keyboard has gone, however the thread ends.
struct LastWord<'s, S: Fn(Notice)>(&'s S);

impl<S: Fn(Notice)> Drop for LastWord<'_, S> {
    fn drop(&mut self) {
        (self.0)(Notice::Lost(Lost::HungUp));
    }
}

fn listen(keyboard: impl AsFd, mut decoder: Decoder, send: &impl Fn(Notice)) {
    let mut buffer = vec![0_u8; READ_SIZE];
    let mut inputs = Vec::new();
    loop {
        match next_bytes(&keyboard, decoder.waiting(), &mut buffer) {
            Read::Bytes(count) => {
                decoder.feed(buffer.get(..count).unwrap_or_default(), &mut inputs);
            }
            Read::Silence => decoder.timeout(&mut inputs),
            Read::End => {
                decoder.timeout(&mut inputs);
                if !inputs.is_empty() {
                    send(Notice::Inputs(inputs));
                }
                return;
            }
        }
        if !inputs.is_empty() {
            send(Notice::Inputs(std::mem::take(&mut inputs)));
        }
    }
}

enum Read {
    Bytes(usize),
    Silence,
    End,
}

/// The next bytes. `limit` is the longest wait; `None` waits for ever and sets no timer.
fn next_bytes(keyboard: &impl AsFd, limit: Option<Duration>, buffer: &mut [u8]) -> Read {
    loop {
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let mut watched = [PollFd::new(keyboard, PollFlags::IN)];
        match poll(&mut watched, limit.as_ref()) {
            Ok(0) => return Read::Silence,
            // A signal, which the other thread handles.
            Err(Errno::INTR) => continue,
            Err(_) => return Read::End,
            Ok(_) => {}
        }
        // Even after a hang-up, read what is left first; `read` itself then reports the end.
        match rustix::io::read(keyboard, &mut *buffer) {
            Ok(0) => return Read::End,
            Ok(count) => return Read::Bytes(count),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return Read::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::protocol::message::Key;
    use crate::terminal::notice::Input;
    use std::io::Write;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc;

    fn inputs_of(notices: &[Notice]) -> Vec<Input> {
        notices
            .iter()
            .flat_map(|notice| match notice {
                Notice::Inputs(inputs) => inputs.clone(),
                _ => Vec::new(),
            })
            .collect()
    }

    fn keyboard() -> (UnixStream, mpsc::Receiver<Notice>, JoinHandle<()>) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let send = move |notice| sender.send(notice).unwrap();
            let _last = LastWord(&send);
            listen(
                theirs,
                Decoder::with_escape_delay(Duration::from_millis(30)),
                &send,
            );
        });
        (ours, receiver, thread)
    }

    #[test]
    fn a_letter_arrives_at_once_and_a_lone_escape_after_its_delay() {
        let (mut keys, notices, _thread) = keyboard();
        keys.write_all(b"a").unwrap();
        assert_eq!(
            notices.recv_timeout(Duration::from_secs(5)).unwrap(),
            Notice::Inputs(vec![Input::Key(Key::Char('a'))])
        );
        keys.write_all(b"\x1b").unwrap();
        assert_eq!(
            notices.recv_timeout(Duration::from_secs(5)).unwrap(),
            Notice::Inputs(vec![Input::Key(Key::Esc)])
        );
    }

    #[test]
    fn the_end_gives_out_what_was_held_and_says_once_that_the_terminal_is_gone() {
        let (mut keys, notices, thread) = keyboard();
        keys.write_all(b"ab\x1b[200~half a paste").unwrap();
        drop(keys);
        thread.join().unwrap();
        let notices: Vec<Notice> = notices.iter().collect();
        assert_eq!(
            inputs_of(&notices),
            [
                Input::Key(Key::Char('a')),
                Input::Key(Key::Char('b')),
                Input::Paste("half a paste".to_owned())
            ]
        );
        let lost = notices
            .iter()
            .filter(|n| **n == Notice::Lost(Lost::HungUp))
            .count();
        assert_eq!(lost, 1);
        assert_eq!(notices.last(), Some(&Notice::Lost(Lost::HungUp)));
    }

    #[test]
    fn an_unbracketed_megabyte_passes_through_whole() {
        let (mut keys, notices, thread) = keyboard();
        let writer = std::thread::spawn(move || {
            let text = b"Kelly said that it was hard to ask. ".repeat(29_128);
            keys.write_all(&text).unwrap();
            text.len()
        });
        let sent = writer.join().unwrap();
        thread.join().unwrap();
        let notices: Vec<Notice> = notices.iter().collect();
        assert_eq!(inputs_of(&notices).len(), sent);
        assert!(sent > 1_000_000);
    }
}
