//! `break 10 mins`, `action: SW rings the school`, `next conf 25 Feb`: words that are recorded as somebody's, and perhaps
//! meant as a command, which begins with a `/`. It is only asked.

use super::command_row::{Commands, commands_of_records};
use super::place::{DESK, Place};

/// Beginnings of a line that mean one command more often than a sentence.
const BEGINNINGS: &[(&str, &str)] = &[
    ("what if", "whatif"),
    ("core group", "date"),
    ("core grp", "date"),
    ("next conf", "date"),
    ("next meeting", "date"),
    ("next review", "date"),
    ("review conf", "date"),
    ("take that back", "undo"),
    ("take it back", "undo"),
    ("scrap that", "undo"),
    ("correct last", "edit"),
    ("correct that", "edit"),
    ("make that restricted", "mark restricted"),
    ("make it restricted", "mark restricted"),
    ("restrict", "mark restricted"),
    ("private time", "private"),
    ("family time", "private"),
    ("family wants time", "private"),
    ("members", "core"),
];

/// Shorter words begin too many sentences.
const LONG_ENOUGH: usize = 4;

impl Commands {
    /// The command that this line may have been meant as.
    pub fn perhaps_meant(self, text: &str, here: Place) -> Option<&'static str> {
        if !DESK.contains(&here) {
            return None;
        }
        let lower = text.trim().to_lowercase();
        let begins = |(words, _): &&(&str, &str)| {
            let behind = lower.strip_prefix(words);
            behind.is_some_and(|behind| !behind.starts_with("ru") && !behind.starts_with("ed"))
        };
        if let Some((_, command)) = BEGINNINGS.iter().find(begins) {
            return Some(command);
        }
        let word: String = lower.chars().take_while(|c| c.is_alphabetic()).collect();
        let behind = lower.get(word.len()..)?.trim_start();
        if behind.starts_with(':')
            && let Some(command) = self.everyday(&word, here)
        {
            return Some(command);
        }
        let rows = self.all().filter(|row| row.places.contains(&here));
        let mut known = rows.map(|row| row.command).chain(commands_of_records());
        known.find(|command| word.len() >= LONG_ENOUGH && *command == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::COMMANDS;

    #[test]
    fn a_line_that_begins_like_a_command_is_asked_about() {
        for (line, command) in [
            ("break 10 mins, mum smoking", "break"),
            ("action: SW refer her by 11 Dec", "action"),
            ("decision: CP plan both", "decision"),
            ("agencies: SW plan, HV plan", ""),
            ("here: CH CM AR", "arrive"),
            ("apologies: HV, sick", "absent"),
            ("What if dad comes home drunk?", "whatif"),
            ("core grp 9 Dec at the hub", "date"),
            ("next conf 25 Feb 2pm", "date"),
            ("rename PC Dean Orr to Dean Orme", "rename"),
            ("take that back, wrong family", "undo"),
            ("restrict what SW said", "mark restricted"),
            ("close, log no. still to come", "close"),
        ] {
            let meant = COMMANDS.perhaps_meant(line, Place::Recording);
            assert_eq!(meant.unwrap_or(""), command, "{line}");
        }
        for line in [
            "she came home early",
            "the plan is good",
            "restructured last year",
            "here they are",
            "sorry, I was late",
            "no: she said no",
        ] {
            assert_eq!(
                COMMANDS.perhaps_meant(line, Place::Recording),
                None,
                "{line}"
            );
        }
        assert_eq!(COMMANDS.perhaps_meant("break", Place::Home), None);
    }

    #[test]
    fn each_of_them_is_a_command() {
        for (_, meant) in BEGINNINGS {
            let command = meant.split(' ').next().unwrap();
            let known = COMMANDS.all().any(|row| row.command == command);
            assert!(
                known || commands_of_records().any(|one| one == command),
                "{meant}"
            );
        }
    }
}
