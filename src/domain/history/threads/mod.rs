//! One thing followed through all meetings of a family: an action, a child's wishes, the scales, the promises. Each
//! thread is built from reader views in order of time.
//!
//! What a reader does not see leaves no trace in a thread: no place, no gap, no count. A chain is made either of open
//! minutes ([`Chain::open`]) or of full records ([`Chain::full`]); nothing here can turn one into the other.

mod action;
mod chain;
mod named;
mod promises;
mod scales;
mod standing;
mod wishes;

#[cfg(test)]
mod leak_tests;
#[cfg(test)]
mod standing_tests;
#[cfg(test)]
mod threads_tests;

pub use action::{ActionThread, LookedAt, Promised, Station, action_thread, can_be_followed};
pub use chain::{Chain, ids_of_chain};
pub use named::{CanBeTyped, record_meant};
pub use promises::{Ledger, LedgerRow, Outcome, PromiseLedger, promise_ledger};
pub use scales::{Point, ScaleThread, Series, scale_thread};
pub use standing::{Goal, StandingThread, Stood, standing_thread};
pub use wishes::{Answered, Told, Wish, WishThread, child_called, child_meant, wish_thread};
