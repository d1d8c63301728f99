//! The list of what is due, for the screen with all meetings: made after the screen was drawn, so that nobody waits for
//! it.

use super::EffectRunner;
use crate::domain::history::due::DueList;
use crate::domain::settings::ConfigFiles;
use crate::engine::clock;
use crate::engine::crash;
use crate::engine::due::{dates_beside_the_list, dates_of_all, due_of};
use crate::engine::library::UpToDate;
use crate::store::paths::Paths;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Default)]
pub(super) struct Due {
    pub(super) is_wanted: bool,
    is_being_made: Arc<AtomicBool>,
    pub(super) looked: Looked,
}

/// What the list of meetings found when it looked at all of them. The list of due dates uses it once, instead of
/// looking again.
#[derive(Debug, Clone, Default)]
pub(super) struct Looked(Arc<Mutex<Option<UpToDate>>>);

impl Looked {
    pub(super) fn put(&self, up_to_date: UpToDate) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(up_to_date);
    }

    fn take(&self) -> Option<UpToDate> {
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.take()
    }
}

/// Alive while a list is being made. It ends with the thread that makes it, however that ends.
struct BeingMade(Arc<AtomicBool>);

impl BeingMade {
    fn begin(flag: &Arc<AtomicBool>) -> BeingMade {
        flag.store(true, Ordering::Release);
        BeingMade(Arc::clone(flag))
    }
}

impl Drop for BeingMade {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl Due {
    /// Runs `make` on its own thread, if the list was asked for and is not being made already.
    fn begin(
        &mut self,
        make: impl FnOnce() -> DueList + Send + 'static,
        tell: impl FnOnce(DueList) + Send + 'static,
    ) {
        if !self.is_wanted || self.is_being_made.load(Ordering::Acquire) {
            return;
        }
        self.is_wanted = false;
        let being_made = BeingMade::begin(&self.is_being_made);
        let thread = std::thread::Builder::new().name("due".into());
        // Without a thread the list does not come; /due still shows it.
        let _ = thread.spawn(move || {
            // A fault in it must not take the terminal away from a minute-taker.
            let list = crash::watched(make);
            // Whoever is told may ask for the next list at once, so this one must count as finished.
            drop(being_made);
            if let Ok(list) = list {
                tell(list);
            }
        });
    }
}

impl EffectRunner {
    /// Starts the list of what is due on its own thread, if it was asked for. Called after each frame: only one list is
    /// made at a time.
    pub fn begin_due(&mut self, tell: impl FnOnce(DueList) + Send + 'static) {
        let make = self.making_due();
        self.due.begin(make, tell);
    }

    /// Waits for the list: for input that is read line by line.
    pub fn due_now(&mut self) -> Option<DueList> {
        let is_wanted = std::mem::take(&mut self.due.is_wanted);
        is_wanted.then(self.making_due())
    }

    fn making_due(&self) -> impl FnOnce() -> DueList + Send + 'static {
        let (places, own) = (self.places.clone(), self.settings.clone());
        let looked = self.due.looked.clone();
        move || due_today(&places, &own, looked.take())
    }
}

/// Only what is open to everybody: people can see the list of meetings over the minute-taker's shoulder.
fn due_today(places: &Paths, own: &ConfigFiles, looked: Option<UpToDate>) -> DueList {
    let today = clock::now().date_naive();
    let dates = match looked {
        Some(up_to_date) => dates_beside_the_list(places, own, &up_to_date, today),
        None => dates_of_all(places, own, today, None, &mut |_| true),
    };
    due_of(&dates, today, None, own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    fn nothing() -> DueList {
        DueList {
            on: chrono::NaiveDate::MIN,
            until: chrono::NaiveDate::MAX,
            items: Vec::new(),
        }
    }

    #[test]
    fn the_list_comes_again_after_one_that_failed() {
        let mut due = Due::default();
        let (told, lists) = channel();
        due.is_wanted = true;
        due.begin(
            || std::panic::resume_unwind(Box::new("made up")),
            |_| unreachable!(),
        );
        let began = Instant::now();
        let list = loop {
            due.is_wanted = true;
            let told = told.clone();
            due.begin(nothing, move |list| drop(told.send(list)));
            if let Ok(list) = lists.recv_timeout(Duration::from_millis(20)) {
                break list;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "it never came");
        };
        assert_eq!(list, nothing());
    }

    #[test]
    fn while_one_is_made_no_other_is_begun_and_then_the_next() {
        let mut due = Due::default();
        let (go, wait) = channel::<()>();
        let (told, lists) = channel();
        due.is_wanted = true;
        let tell = told.clone();
        due.begin(
            move || {
                let _ = wait.recv();
                nothing()
            },
            move |list| drop(tell.send(list)),
        );
        due.is_wanted = true;
        due.begin(|| unreachable!(), |_| unreachable!());
        assert!(due.is_wanted, "it is still to be made");
        drop(go);
        lists.recv_timeout(Duration::from_secs(20)).unwrap();
        // A listener may start the next list with the next frame.
        due.begin(nothing, move |list| drop(told.send(list)));
        assert!(!due.is_wanted);
        lists.recv_timeout(Duration::from_secs(20)).unwrap();
    }
}
