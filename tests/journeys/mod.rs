//! One file for each user story, in process, as key scripts; most tests live here.

mod changing_what_was_said;
mod closing;
pub mod driver;
mod forms;
mod handing_on;
mod keys_it_costs;
mod looking_up;
mod offers_become_actions;
mod pauses_and_sections;
mod plain_lines;
mod preparing;
mod read_only;
mod review;
mod shorthand;
mod sign_off;
mod the_child_is_heard;
mod the_round;
mod unfinished_words;
mod went_wrong;
mod whole_conference;
