//! A folder that IT made for a team, and several accounts in it: who may see what, who writes, and what is refused.

mod access_removed;
mod doctor;
mod earlier_versions;
mod handing_on;
mod importing;
mod killed;
mod modes;
mod not_kept;
mod other_minutes;
mod planted;
mod replaced;
mod seals;
pub mod team;
mod twice;
mod verify;
mod withheld;
