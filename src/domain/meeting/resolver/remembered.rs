//! What has been asked of the resolver since the last event. For each key, the words of the line are asked about again, from
//! each word on and in each way in which a name may be meant: all but the last of them were asked about for the key
//! before.

use super::{Fits, Found, Known};
use std::collections::HashMap;

/// So many answers are kept at most; then all are worked out again.
const MOST: usize = 4096;

/// A longer text is no name, and is not kept.
const LONGEST: usize = 80;

pub(super) type Fitting = (Found, Option<Fits>);

/// Among whom somebody is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    All,
    Children,
    GrownUps,
}

impl Among {
    pub(super) fn counts(self, known: &Known) -> bool {
        match self {
            Among::All => true,
            Among::Children => known.is_child,
            Among::GrownUps => !known.is_child,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Answers(HashMap<String, [Option<Fitting>; 3]>);

impl Answers {
    /// What is wanted of the answer for these words, which `resolve` works out where they are new.
    pub(super) fn asked<T>(
        &mut self,
        typed: &str,
        who: Among,
        wanted: fn(&Fitting) -> T,
        resolve: impl FnOnce() -> Fitting,
    ) -> T {
        if typed.len() > LONGEST {
            return wanted(&resolve());
        }
        let all = &mut self.0;
        if let Some(answers) = all.get_mut(typed) {
            let [everybody, children, grown_ups] = answers;
            let known = match who {
                Among::All => everybody,
                Among::Children => children,
                Among::GrownUps => grown_ups,
            };
            return wanted(known.get_or_insert_with(resolve));
        }
        if all.len() >= MOST {
            all.clear();
        }
        let answer = resolve();
        let told = wanted(&answer);
        let answers = match who {
            Among::All => [Some(answer), None, None],
            Among::Children => [None, Some(answer), None],
            Among::GrownUps => [None, None, Some(answer)],
        };
        all.insert(typed.to_owned(), answers);
        told
    }
}
