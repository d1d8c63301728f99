//! The screens by name: where the program is, and where a command works.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Home,
    Agendas,
    Prepare,
    Recording,
    /// The list before closing.
    Close,
    Help,
    /// A page being read.
    Page,
    /// Words in all minutes.
    Find,
}

/// The places of an open meeting.
pub const DESK: &[Place] = &[Place::Prepare, Place::Recording, Place::Close];

pub const EVERYWHERE: &[Place] = &[
    Place::Home,
    Place::Agendas,
    Place::Prepare,
    Place::Recording,
    Place::Close,
    Place::Help,
    Place::Page,
    Place::Find,
];
