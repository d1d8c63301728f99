//! What the line is for, how another one begins, and the stash of lines set aside: how they are kept in the draft file,
//! and how they come back.

use super::editor::MeetingEditor;
use crate::app::App;
use crate::app::protocol::command_row::{Commands, Named};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::domain::text::buffer::TextBuffer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "what", content = "record", rename_all = "snake_case")]
pub enum Purpose {
    #[default]
    New,
    /// A command about this record (`/strike …`, `/mark …`).
    About(String),
    /// The whole record, reworded.
    Edit(String),
    /// Words to be added after those of the record.
    Append(String),
    /// Several pasted lines: whether each is an entry is still to be said.
    Pasted,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Aside {
    #[serde(default)]
    pub purpose: Purpose,
    pub text: String,
    /// It could not be taken as it stood.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// Tab put another line in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Instead>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instead {
    pub line: String,
    /// It says all that was typed, if in other words.
    pub says_all: bool,
}

/// What brings back a line from the stash: in the list before closing, Down walks through what is missing.
pub fn brought_back_by(place: Place) -> &'static str {
    match place {
        Place::Close => "/aside",
        _ => "Down",
    }
}

impl Aside {
    /// As kept in the draft file.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.text.clone())
    }

    /// Anything not in that form is taken as a line of words.
    pub fn read(text: &str) -> Aside {
        serde_json::from_str(text).unwrap_or_else(|_| Aside {
            text: text.to_owned(),
            ..Aside::default()
        })
    }
}

impl MeetingEditor {
    /// Whether text typed now belongs to a line of its own: the line was rejected, and no key has begun to repair it. A
    /// line that was only too short goes on: a command that wants words behind it, a record whose fields go on with
    /// a space or a `;`, or the beginning of several commands.
    pub fn sets_aside(&self, text: &str, known: Commands) -> bool {
        let line = self.line.text();
        let Some(more) = self.typed_behind_refused() else {
            return false;
        };
        let refused = line.get(..line.len() - more.len()).unwrap_or_default();
        let command = refused.trim().strip_prefix('/').unwrap_or_default();
        let name = command.split_whitespace().next().unwrap_or_default();
        let goes_on = match known.meant_at_the_desk(name) {
            Named::Several(_) => {
                let longer = format!("{command}{more}{text}");
                let begun = longer.split_whitespace().next().unwrap_or_default();
                match known.meant_at_the_desk(begun) {
                    Named::Nothing => false,
                    Named::Several(_) => !longer.contains(char::is_whitespace),
                    Named::Command(_) | Named::Record(_) => true,
                }
            }
            _ if !more.is_empty() => true,
            Named::Command(row) => row.needs && command == name,
            Named::Record(_) => command == name || text.starts_with([' ', ';']),
            Named::Nothing => false,
        };
        !goes_on && !text.starts_with('\n')
    }

    /// What was typed behind the line that was rejected: as long as the name of a command is begun, its next letters may
    /// as well be the first ones of a line of its own.
    pub fn typed_behind_refused(&self) -> Option<&str> {
        self.line.text().strip_prefix(self.refused.as_deref()?)
    }

    /// That lines are set aside, and what brings them back; `None` where there are none.
    pub fn set_aside_words(&self) -> Option<String> {
        match self.asides.len() {
            0 => None,
            1 => Some("1 line is set aside and not recorded: /aside brings it back.".to_owned()),
            many => Some(format!(
                "{many} lines are set aside and not recorded: /aside brings back the last one."
            )),
        }
    }

    /// Gives the line a new purpose and new words. The caller has already recorded or set aside what was in it.
    pub fn begin_line(&mut self, purpose: Purpose, text: &str, recorded: bool) -> Vec<Effect> {
        self.draft += 1;
        self.choice = 0;
        self.refused = None;
        self.prefilled = None;
        self.typed_in_lines = false;
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

    pub fn empty_line(&mut self) -> Vec<Effect> {
        self.begin_line(Purpose::New, "", true)
    }

    pub fn set_aside_and_begin(&mut self, purpose: Purpose, text: &str) -> Vec<Effect> {
        if !self.line.text().trim().is_empty() {
            self.told_of_asides = false;
            self.asides.push(Aside {
                purpose: self.purpose.clone(),
                text: self.line.text().to_owned(),
                refused: self.refused.as_deref() == Some(self.line.text()),
                instead: None,
            });
        }
        self.begin_line(purpose, text, false)
    }

    /// Sets the line that was rejected aside, without what was typed behind it: that begins a line of its own. It is one
    /// step of the draft, so that these letters are on the disk all the time.
    pub fn set_refused_aside(&mut self) -> Vec<Effect> {
        let begun = self.typed_behind_refused().unwrap_or_default();
        let begun = begun.trim_start().to_owned();
        let refused = self.refused.take().unwrap_or_default();
        self.told_of_asides = false;
        self.asides.push(Aside {
            purpose: self.purpose.clone(),
            text: refused,
            refused: true,
            instead: None,
        });
        self.begin_line(Purpose::New, &begun, false)
    }

    /// Puts another line in the place of this one, whose words are not all in it: they wait among those set aside.
    pub fn put_instead(&mut self, instead: Instead) -> Vec<Effect> {
        let line = instead.line.clone();
        self.told_of_asides = false;
        self.asides.push(Aside {
            text: self.line.text().to_owned(),
            instead: Some(instead),
            ..Aside::default()
        });
        self.begin_line(Purpose::New, &line, false)
    }

    /// Brings back what was typed, where the line is still as it was put in its place.
    pub fn take_back_instead(&mut self) -> Option<Vec<Effect>> {
        let text = self.line.text();
        let aside = self.asides.pop_if(|aside| {
            let instead = aside.instead.as_ref();
            instead.is_some_and(|instead| instead.line == text)
        })?;
        Some(self.begin_line(aside.purpose, &aside.text, false))
    }

    /// Brings back the line set aside last; the current words are set aside in its place.
    pub fn bring_back(&mut self) -> Option<Vec<Effect>> {
        let aside = self.asides.pop()?;
        if !self.line.text().trim().is_empty() {
            self.asides.insert(
                0,
                Aside {
                    purpose: self.purpose.clone(),
                    text: self.line.text().to_owned(),
                    refused: self.refused.as_deref() == Some(self.line.text()),
                    instead: None,
                },
            );
        }
        Some(self.begin_line(aside.purpose, &aside.text, false))
    }

    /// Takes over what this person typed while the meeting was read-only, so that none of it is lost. A half-typed line
    /// left behind by the previous writer is set aside for it; returns whether there was one.
    pub fn take_over_what_was_typed(&mut self, before: MeetingEditor) -> bool {
        self.shown = before.shown;
        // No number may be used twice: the reader's draft goes on.
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
                refused: false,
                instead: None,
            });
        }
        self.purpose = before.purpose;
        self.line = before.line;
        left_behind
    }
}

/// Empties the line after the command in it (`typed`) has run. Words that are not a command stay, and so does
/// everything if the command did not come from the line, or came from the line of a page over the meeting.
pub fn finish_line(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let in_line = typed.is_some() && app.place != Place::Page;
    match app.editor.as_mut().filter(|_| in_line) {
        Some(editor) if editor.line.text().trim_start().starts_with('/') => editor.empty_line(),
        _ => Vec::new(),
    }
}
