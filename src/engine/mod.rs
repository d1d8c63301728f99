//! Does what the app asks for: past minutes behind one door, the library, import, pages, writing.

pub mod access_bundle;
pub mod clock;
pub mod crash;
pub mod doctor;
pub mod due;
pub mod effects;
pub mod events;
pub mod folder_watch;
pub mod importing;
pub mod library;
pub mod looking_back;
pub mod meetings;
pub mod own_settings;
pub mod papers;
pub mod past;
pub mod reference;
pub mod room_source;
pub mod seals;
pub mod views;
pub mod written_papers;
