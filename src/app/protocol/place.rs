//! The screens by name: where the program is, and where a command works.

/// Where the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of meetings.
    Home,
    /// The choice of an agenda.
    Agendas,
    /// Before the meeting.
    Prepare,
    /// The meeting.
    Recording,
    /// The list before closing.
    Close,
    /// The help.
    Help,
    /// A page that is read.
    Page,
    /// Words in all minutes.
    Find,
}

/// The places of a meeting that is open.
pub const DESK: &[Place] = &[Place::Prepare, Place::Recording, Place::Close];

/// Every place there is.
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
