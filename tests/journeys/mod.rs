//! One file for each user story, in process, as key scripts; most tests live here.

mod beginning_a_review;
mod blind_scaling;
mod changing_what_was_said;
mod closing;
mod dates;
pub mod driver;
mod forms;
mod keys_it_costs;
mod looking_up;
mod naming_records;
mod nearly_restricted;
mod offers_become_actions;
mod pauses_and_sections;
mod plain_lines;
pub mod practice;
mod preparing;
mod read_only;
mod review;
mod rows_of_agendas;
mod rows_of_practice;
mod shorthand;
mod sign_off;
mod the_child_is_heard;
mod the_round;
mod unfinished_words;
mod went_wrong;
mod whole_conference;
