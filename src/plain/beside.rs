//! Following the person who writes, in lines: their new entries are read out once each. Only what is open to everybody
//! is read aloud; the rest is counted.

use super::entry_words;
use crate::app::editing::editor::MeetingEditor;
use std::collections::HashMap;

#[derive(Debug, Default)]
pub(super) struct Beside {
    meeting: String,
    events: usize,
    /// The words of each record by its id; `None` if it is not open.
    known: HashMap<String, Option<String>>,
}

impl Beside {
    /// The first look at a meeting tells nothing.
    pub(super) fn tell(&mut self, editor: &MeetingEditor) -> Vec<String> {
        let meeting = &editor.meeting;
        let was_read = self.meeting == meeting.id();
        if !was_read && !editor.open_elsewhere {
            return Vec::new();
        }
        if was_read && self.events == meeting.events().len() {
            return Vec::new();
        }
        let mut told = Vec::new();
        let mut kept_back = 0;
        let mut known = HashMap::new();
        for record in meeting.all_records() {
            let words = record.is_open().then(|| entry_words(record, meeting));
            let before = self.known.get(&record.id);
            match (&words, before) {
                (Some(words), None) => told.push(words.clone()),
                (Some(words), Some(before)) if before.as_ref() != Some(words) => {
                    told.push(match record.struck {
                        Some(_) => words.clone(),
                        None => format!("Changed: {words}"),
                    });
                }
                (None, None | Some(Some(_))) => kept_back += 1,
                _ => {}
            }
            known.insert(record.id.clone(), words);
        }
        match kept_back {
            0 => {}
            1 => told.push("1 more is restricted and not read out.".to_owned()),
            many => told.push(format!("{many} more are restricted and not read out.")),
        }
        if !was_read {
            told.clear();
        }
        *self = match editor.open_elsewhere {
            true => Beside {
                meeting: meeting.id().to_owned(),
                events: meeting.events().len(),
                known,
            },
            false => Beside::default(),
        };
        told
    }
}
