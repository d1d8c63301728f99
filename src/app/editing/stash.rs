//! A line that was set aside, how it stands in the draft file, and how it comes back. Must not know the desk's other
//! affairs.

use super::editor::Purpose;
use crate::app::protocol::command_row::Place;
use serde::{Deserialize, Serialize};

/// A line that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Aside {
    /// What it was for.
    #[serde(default)]
    pub purpose: Purpose,
    /// Its words.
    pub text: String,
}

/// What brings a line back that was set aside: before closing, Down goes through what is missing.
pub fn brought_back_by(place: Place) -> &'static str {
    match place {
        Place::Close => "/aside",
        _ => "Down",
    }
}

impl Aside {
    /// As it stands in the draft file.
    pub(crate) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.text.clone())
    }

    /// Reads it; what is not written so is a line of words.
    pub(crate) fn read(text: &str) -> Aside {
        serde_json::from_str(text).unwrap_or_else(|_| Aside {
            purpose: Purpose::New,
            text: text.to_owned(),
        })
    }
}
