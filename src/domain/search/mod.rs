//! The library of past minutes, without any disk: one row of its list ([`Card`]), what can be found in it
//! ([`Passage`]), what somebody is looking for ([`Query`]), and whether a passage matches. The index in the cache and
//! the scan of the files both use this, so that they find the same.

mod card;
mod card_filter;
mod context;
mod findings;
mod folding;
mod passages;
mod query;
mod scan;

#[cfg(test)]
mod library_tests;

pub use card::{Card, CardFilter, Open};
pub use context::{Context, context};
pub use findings::{Findings, FoundMeeting, Hit, Unshown};

pub use card_filter::Sieve;
pub use passages::{Passage, of_open_minutes, of_restricted_part};
pub use query::{FACETS, Facet, FacetKind, Query, QueryFault, Term, filter_names};
pub use scan::{Tokens, marks, tokens};
