//! The built program from the shell: `take`, `read`, `list`, `agenda`, `schema`, exit codes, and what others may read.

pub mod agendas;
pub mod compare;
mod damaged_draft;
mod damaged_journal;
mod doctor;
pub mod due;
mod every_byte;
mod examples;
pub mod import;
pub mod import_at_once;
pub mod kept_back;
mod mapped;
pub mod mapper;
mod newer_fields;
mod not_understood;
mod own_settings;
mod pages;
pub mod program;
pub mod reading;
pub mod review;
pub mod schema;
mod seal_record;
mod seals_on_use;
pub mod settings;
pub mod take;
pub mod thread;
mod verify;
