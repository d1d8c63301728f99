//! The list of meetings for the first screen. A short one is made at once. The first rows of a long one come at once
//! and the rest from its own thread, so that nobody waits for ten thousand folders to be looked at.

use super::EffectRunner;
use super::looking_ahead::Looked;
use crate::app::protocol::message::Message;
use crate::domain::settings::in_use;
use crate::engine::crash::{self, FaultPlace};
use crate::engine::library::Library;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Rows of a long list that are shown at once.
const FIRST: usize = 50;
/// How often progress is reported to the screen.
const TOLD_EVERY: Duration = Duration::from_millis(500);

pub(super) type Tell = dyn Fn(Message) + Send + Sync;

#[derive(Default)]
pub(super) struct Listing {
    /// Receives what comes later; without it the whole list is waited for.
    pub(super) tell: Option<Arc<Tell>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl EffectRunner {
    pub fn library(&self) -> Library {
        Library::open(&self.places, in_use(&self.settings))
    }

    /// `tell` is called on another thread.
    pub fn tell_later(&mut self, tell: impl Fn(Message) + Send + Sync + 'static) {
        self.listing.tell = Some(Arc::new(tell));
    }

    pub(super) fn list_meetings(&mut self) -> Message {
        let library = self.library();
        let Some(tell) = self.listing.tell.clone().filter(|_| !library.is_small()) else {
            return list_now(&library, &self.due.looked);
        };
        let first = library.first_cards(FIRST);
        let stop = Arc::clone(&self.listing.stop);
        let is_busy = |thread: &JoinHandle<()>| !thread.is_finished();
        if self.listing.thread.as_ref().is_some_and(is_busy) {
            return Message::FirstMeetings(first);
        }
        let looked = self.due.looked.clone();
        let tell_of_a_fault = Arc::clone(&tell);
        let list = move || {
            let mut told = Instant::now();
            let up_to_date = library.upkeep(&mut |progress| {
                if told.elapsed() >= TOLD_EVERY {
                    told = Instant::now();
                    tell(Message::ListProgress(progress.done, progress.of));
                }
                !stop.load(Ordering::Relaxed)
            });
            if !stop.load(Ordering::Relaxed) {
                let cards = library.cards(&up_to_date);
                looked.put(up_to_date);
                tell(Message::Meetings(cards));
            }
        };
        match std::thread::Builder::new()
            .name("library".into())
            .spawn(move || watched(list, &*tell_of_a_fault))
        {
            Ok(thread) => {
                self.listing.thread = Some(thread);
                Message::FirstMeetings(first)
            }
            Err(_) => list_now(&self.library(), &self.due.looked),
        }
    }
}

/// A fault in it must not take the terminal away from a minute-taker, nor leave the list loading for ever.
fn watched(list: impl FnOnce(), tell: &Tell) {
    if let Err(FaultPlace(place)) = crash::watched(list) {
        tell(Message::ListFailed(place));
    }
}

fn list_now(library: &Library, looked: &Looked) -> Message {
    let up_to_date = library.upkeep(&mut |_| true);
    let cards = library.cards(&up_to_date);
    looked.put(up_to_date);
    Message::Meetings(cards)
}

impl Drop for Listing {
    /// The batch being written is finished first.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_list_that_fails_says_so() {
        let (told, messages) = channel();
        let tell = move |message| drop(told.send(message));
        watched(|| std::panic::resume_unwind(Box::new("made up")), &tell);
        let message = messages.try_recv();
        assert!(matches!(message, Ok(Message::ListFailed(_))), "{message:?}");
        watched(|| {}, &tell);
        assert!(messages.try_recv().is_err(), "all went well");
    }
}
