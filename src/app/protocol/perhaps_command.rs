//! `break 10 mins`, `action: SW rings the school`, `next conf 25 Feb`: words that are recorded as somebody's, and perhaps
//! meant as a command, which begins with a `/`. It is only asked.

use super::command_row::{Commands, commands_of_records};
use super::place::{DESK, Place};
use crate::domain::record::kinds::core_group;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;

/// Shorter words begin too many sentences.
const LONG_ENOUGH: usize = 4;

impl Commands {
    /// The command that this line may have been meant as.
    pub fn perhaps_meant(self, text: &str, here: Place) -> Option<&'static str> {
        if !DESK.contains(&here) {
            return None;
        }
        let lower = text.trim().to_lowercase();
        let words = plain_words(&lower);
        if let Some(command) = meant_words().command(&words) {
            // `core grp: SH, LM` names its members.
            let has_day = lower.contains(|letter: char| letter.is_ascii_digit());
            let core = meant_words().record(&words).map(|(_, record, _)| record);
            return Some(
                core.filter(|core| !has_day && *core == core_group::KIND.command)
                    .unwrap_or(command),
            );
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
            ("agencies: SW plan, HV plan", "agencies"),
            ("here: CH CM AR", "arrive"),
            ("apologies: HV, sick", "absent"),
            ("What if dad comes home drunk?", "whatif"),
            ("core grp 9 Dec at the hub", "date"),
            ("core grp: SH, LM", "core"),
            ("core group members are KM and DT", "core"),
            ("core group: KM, DT, first on 9 Dec", "date"),
            ("next conf 25 Feb 2pm", "date"),
            ("next conference 25 Feb", "date"),
            ("next conf. 25 Feb", "date"),
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
            "restricted last year",
            "restrictions were lifted",
            "membership of the club",
            "what ifs",
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
        for meant in meant_words().commands() {
            let command = meant.split(' ').next().unwrap();
            let known = COMMANDS.all().any(|row| row.command == command);
            assert!(
                known || commands_of_records().any(|one| one == command),
                "{meant}"
            );
        }
    }
}
