//! What the line is for, how another one begins, and lines that were set aside: how they stand in the draft file, and how they
//! come back.

use super::editor::MeetingEditor;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::domain::text::buffer::TextBuffer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the words in the line are for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "what", content = "record", rename_all = "snake_case")]
pub enum Purpose {
    /// Something new.
    #[default]
    New,
    /// A command that is about this record (`/strike …`, `/mark …`).
    About(String),
    /// The record as it will be.
    Edit(String),
    /// Words to be put behind those of the record.
    Append(String),
}

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
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.text.clone())
    }

    /// Reads it; what is not written so is a line of words.
    pub fn read(text: &str) -> Aside {
        serde_json::from_str(text).unwrap_or_else(|_| Aside {
            purpose: Purpose::New,
            text: text.to_owned(),
        })
    }
}

impl MeetingEditor {
    /// The line was refused, nothing was changed in it since, and the cursor stands at its end.
    pub fn stands_behind_refused(&self) -> bool {
        let text = self.line.text();
        self.refused.as_deref() == Some(text) && self.line.cursor() == text.len()
    }

    /// Gives the line a new purpose and new words. What was in it is the caller's care (recorded or set aside).
    pub fn begin_line(&mut self, purpose: Purpose, text: &str, recorded: bool) -> Vec<Effect> {
        self.draft += 1;
        self.choice = 0;
        self.refused = None;
        self.purpose = purpose;
        self.line = TextBuffer::default();
        if !text.is_empty() {
            self.line = TextBuffer::with_text(text);
        }
        vec![Effect::BeginDraft {
            number: self.draft,
            purpose: serde_json::to_value(&self.purpose).unwrap_or(Value::Null),
            asides: self.asides.iter().map(Aside::write).collect(),
            text: text.to_owned(),
            forget: recorded && self.asides.is_empty(),
        }]
    }

    /// Another line begins, and the words before it are safe.
    pub fn empty_line(&mut self) -> Vec<Effect> {
        self.begin_line(Purpose::New, "", true)
    }

    /// Puts the words of the line aside, if there are any, and begins another.
    pub fn set_aside_and_begin(&mut self, purpose: Purpose, text: &str) -> Vec<Effect> {
        if !self.line.text().trim().is_empty() {
            self.asides.push(Aside {
                purpose: self.purpose.clone(),
                text: self.line.text().to_owned(),
            });
        }
        self.begin_line(purpose, text, false)
    }

    /// Brings back the line that was set aside last; the words that are there go aside in its place.
    pub fn bring_back(&mut self) -> Option<Vec<Effect>> {
        let aside = self.asides.pop()?;
        if !self.line.text().trim().is_empty() {
            self.asides.insert(
                0,
                Aside {
                    purpose: self.purpose.clone(),
                    text: self.line.text().to_owned(),
                },
            );
        }
        Some(self.begin_line(aside.purpose, &aside.text, false))
    }

    /// Takes over what was typed at this desk before, while the meeting could only be read: nothing of it is lost. A
    /// half-typed line that the journal's writer left behind is set aside for it. Whether there was one.
    pub fn take_over_what_was_typed(&mut self, before: MeetingEditor) -> bool {
        self.shown = before.shown;
        // A number must not come again: the draft of the reader goes on.
        self.draft = self.draft.max(before.draft);
        for aside in before.asides {
            if !self.asides.contains(&aside) {
                self.asides.push(aside);
            }
        }
        if before.line.text().trim().is_empty() {
            return false;
        }
        let left_behind =
            !self.line.text().trim().is_empty() && self.line.text() != before.line.text();
        if left_behind {
            self.asides.push(Aside {
                purpose: self.purpose.clone(),
                text: self.line.text().to_owned(),
            });
        }
        self.purpose = before.purpose;
        self.line = before.line;
        left_behind
    }
}

/// A command has been done: where it stood in the line (`typed`), the line is empty again. Words that are no command stay, and
/// so does everything when it did not come from the line, or from the line of a page over the meeting.
pub fn finish_line(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let in_line = typed.is_some() && app.place != Place::Page;
    match app.editor.as_mut().filter(|_| in_line) {
        Some(editor) if editor.line.text().trim_start().starts_with('/') => editor.empty_line(),
        _ => Vec::new(),
    }
}
