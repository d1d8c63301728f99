//! Everything on disk: where it is stored, how it is written, and how it comes back after a bad day. The only layer
//! that touches files; what is on disk, and why each part has its own file, is in `storage.md` part 2.

mod account_log;
pub mod accounts;
pub mod arrivals;
mod as_written;
pub mod audit;
pub mod checked;
pub mod disk;
pub mod disk_facts;
pub mod disk_space;
pub mod draft;
pub mod draft_lines;
pub mod drafts_found;
pub mod earlier_versions;
pub mod emptied;
mod extra_files;
pub mod following;
pub mod handed_out;
pub mod handing_on;
pub mod held_open;
pub mod index;
pub mod journal;
pub mod journal_line;
pub mod lock;
pub mod meeting_folder;
mod of_another;
pub mod outgoing;
pub mod paths;
pub mod pinned;
pub mod presence;
pub mod reading;
pub mod recovery;
#[cfg(feature = "sabotage")]
pub mod sabotage;
pub mod seal_record;
pub mod sealed;
pub mod sharing;
pub mod syncer;
pub mod trouble;

pub use journal_line::JournalEntry;

#[cfg(test)]
mod arrivals_tests;
#[cfg(test)]
mod audit_tests;
#[cfg(test)]
mod checked_tests;
#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod disk_tests;
#[cfg(test)]
mod draft_tests;
#[cfg(test)]
mod fake_disk;
#[cfg(test)]
mod fake_state;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod following_tests;
#[cfg(test)]
mod gone_tests;
#[cfg(test)]
mod journal_tests;
#[cfg(test)]
mod left_over_tests;
#[cfg(test)]
mod reserve_tests;
#[cfg(test)]
mod seal_record_tests;
#[cfg(test)]
mod sealed_tests;
#[cfg(test)]
mod sharing_tests;
#[cfg(test)]
mod syncer_tests;
#[cfg(test)]
mod teeth_tests;
