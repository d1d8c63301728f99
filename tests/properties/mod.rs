//! What must hold for any input: no panic, no lost text, no leak.

pub(crate) mod agreement;
mod any_find;
mod any_list;
mod any_message;
mod any_page;
mod every_field;
pub(crate) mod kept_back;
pub(crate) mod keys_of_terminals;
mod marks_with_a_slip;
mod nothing_is_lost;
mod slips;
mod taking;
mod typing_errors;
mod words_kept;
