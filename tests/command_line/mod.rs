//! The built program from the shell: `take`, `read`, `list`, `agenda`, `schema`, exit codes, and what others may read.

pub mod agendas;
pub mod import;
pub mod kept_back;
pub mod program;
pub mod review;
pub mod schema;
pub mod settings;
pub mod take;
