//! What was worked out from a meeting as it is now, so that it need not be worked out again for the next key. All of it is
//! kept here, and there is one rule: each event throws all of it away.
//!
//! The same is asked again and again: a frame reads one line in five places, and all but the last of its words were
//! there a key before. Nothing here is ever the only copy of anything.

use super::Meeting;
use std::any::{Any, TypeId};
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many answers of one kind are kept: what is asked more than once is asked in the same frame.
const RECENT: usize = 4;

#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<Vec<(TypeId, Box<dyn Any + Send>)>>);

impl Clone for Memory {
    fn clone(&self) -> Self {
        Memory::default()
    }
}

impl Memory {
    pub(super) fn forget(&mut self) {
        let kept = self.0.get_mut();
        kept.unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(TypeId, Box<dyn Any + Send>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept under this type, empty at first. While it is used it is not in here, so using it may ask for other
    /// things.
    pub(super) fn using<T: Default + Send + 'static, R>(
        &self,
        with: impl FnOnce(&mut T) -> R,
    ) -> R {
        let of = TypeId::of::<T>();
        let mut kept = {
            let mut all = self.lock();
            let place = all.iter().position(|(known, _)| *known == of);
            place.map(|at| all.swap_remove(at).1)
        };
        let found = kept.as_mut().and_then(|kept| kept.downcast_mut::<T>());
        let mut one = found.map(mem::take).unwrap_or_default();
        let result = with(&mut one);
        self.lock().push((of, Box::new(one)));
        result
    }
}

/// The last few answers to one kind of question.
struct Recent<K, V>(Vec<(K, V)>);

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Recent(Vec::new())
    }
}

impl Meeting {
    /// The answer to a question whose kind is told by the type of what is asked, `asked`; `make` works it out, from that and
    /// this meeting alone.
    pub fn remembered<K, V>(&self, asked: K, make: impl FnOnce(&K) -> V) -> V
    where
        K: PartialEq + Send + 'static,
        V: Clone + Send + 'static,
    {
        let known = self.memory.using(|recent: &mut Recent<K, V>| {
            let mut recent = recent.0.iter();
            let known = recent.find(|(of, _)| *of == asked);
            known.map(|(_, answer)| answer.clone())
        });
        if let Some(known) = known {
            return known;
        }
        let answer = make(&asked);
        self.memory.using(|recent: &mut Recent<K, V>| {
            if recent.0.len() >= RECENT {
                recent.0.remove(0);
            }
            recent.0.push((asked, answer.clone()));
        });
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
    use std::cell::Cell;

    #[derive(PartialEq)]
    struct Asked(&'static str);

    #[test]
    fn what_was_worked_out_is_kept_until_the_next_event() {
        let mut meeting = Meeting::default();
        let made = Cell::new(0);
        let ask = |meeting: &Meeting, words| {
            meeting.remembered(Asked(words), |asked| {
                made.set(made.get() + 1);
                asked.0.len()
            })
        };
        assert_eq!((ask(&meeting, "one"), ask(&meeting, "three")), (3, 5));
        assert_eq!((ask(&meeting, "one"), made.get()), (3, 2));
        assert_eq!(ask(&meeting.clone(), "one"), 3);
        assert_eq!(made.get(), 3, "a copy begins with nothing");
        let logged = LoggedEvent {
            seq: 1,
            at: "2026-11-23T10:00:00+00:00".parse().unwrap(),
            batch: 1,
            draft: None,
            event: Event::Known(KnownEvent::SessionStarted {}),
        };
        meeting.apply(logged).unwrap();
        assert_eq!((ask(&meeting, "one"), made.get()), (3, 4));
        meeting.withdraw(1);
        assert_eq!((ask(&meeting, "one"), made.get()), (3, 5));
    }

    #[test]
    fn only_the_last_few_are_kept_and_one_answer_may_ask_for_another() {
        let meeting = Meeting::default();
        let made = Cell::new(0);
        let ask = |words| {
            meeting.remembered(Asked(words), |_| {
                made.set(made.get() + 1);
                meeting.remembered(Asked("inner"), |_| 1) + 1
            })
        };
        let words = ["a", "b", "c", "d", "e", "f"];
        assert!(words.map(ask).iter().all(|answer| *answer == 2));
        assert_eq!((ask("f"), made.get()), (2, 6));
        assert_eq!((ask("a"), made.get()), (2, 7));
    }
}
