//! A command that is not known here: where it works and how to get there, worked out from the tables of commands and
//! records.

use super::command_row::{CommandRow, Commands, commands_of_records};
use super::place::{DESK, Place};
use crate::domain::problem::Problem;
use crate::domain::toml_reader::nearest;

/// What people type for a command, and the command. It is only ever asked whether that was meant.
const EVERYDAY: &[(&str, &[&str])] = &[
    ("break", &["pause", "adjourn", "recess", "tea", "interval"]),
    ("told", &["tell", "inform", "informed"]),
    (
        "view",
        &["voice", "letter", "feelings", "childview", "childsview"],
    ),
    ("action", &["plan", "task", "todo", "step"]),
    ("decision", &["outcome", "decide", "decided", "conclusion"]),
    (
        "agency",
        &["vote", "opinion", "recommendation", "recommend"],
    ),
    (
        "person",
        &[
            "add",
            "attendee",
            "participant",
            "family",
            "parent",
            "professional",
        ],
    ),
    (
        "arrive",
        &[
            "join", "joined", "here", "present", "came", "arrived", "enter",
        ],
    ),
    ("leave", &["left", "gone", "out", "exit", "departs"]),
    ("absent", &["apologies", "apology", "sorry", "missing"]),
    ("strike", &["delete", "remove", "erase"]),
    ("discard", &["cancel", "abandon", "mistake"]),
    ("edit", &["change", "amend", "fix", "update"]),
    ("undo", &["back", "revert"]),
    ("find", &["search", "grep", "look"]),
    ("close", &["end", "finish", "stop", "done"]),
    ("quit", &["bye", "logout"]),
    ("begin", &["start"]),
    ("scale", &["rating", "rate", "number"]),
    ("dissent", &["disagree", "objection", "object"]),
    ("whatif", &["contingency", "backup", "planb"]),
    (
        "circulated",
        &["send", "sent", "copy", "copies", "distribute"],
    ),
    ("catchup", &["doubts", "questions", "unsure"]),
    ("statement", &["readout"]),
    // What the shell calls it, or called it once.
    ("handon", &["hand-on"]),
    ("follow", &["thread"]),
    ("exclude", &["excluded"]),
    (
        "mark restricted",
        &["restrict", "confidential", "secret", "redact"],
    ),
    ("mark to be confirmed", &["later", "parked", "revisit"]),
];

/// What works on a page or in the list, and what people mean by it in a meeting.
const AT_THE_DESK: &[(&str, &str)] = &[
    ("go", "section"),
    ("contents", "section"),
    ("due", "dates"),
    ("who", "people"),
    ("findall", "find"),
    ("restricted", "mark restricted"),
];

/// What leads to a place, for whoever types it there.
const LEADS_TO: &[(&str, Place)] = &[
    ("home", Place::Home),
    ("find", Place::Find),
    ("findall", Place::Find),
];

/// Words of one's own are no command: they begin with a colon.
const OWN_WORDS: &[&str] = &["note", "notes", "observation", "comment", "memo"];

/// What is no command because it needs none, and what happens instead.
const NOT_NEEDED: &[(&[&str], &str)] = &[
    (
        &["save", "write", "w", "wq", "saveas", "store"],
        "Nothing needs saving: each letter is saved as you type it.",
    ),
    (
        &["print", "pdf", "export", "email", "mail"],
        "The minutes come as a text that can be printed: after /quit, type `talking-piece read` and the id in the shell.",
    ),
];

/// This many letters are enough to recognise a command; with fewer, no other place is suggested.
const LONG_ENOUGH: usize = 3;

impl Commands {
    /// Why nothing was done with the command `name` (without `/`), typed where it means nothing.
    /// The one row that is meant outside the desk. The stem that all the others share wins, as it does at the desk.
    ///
    /// # Errors
    /// Nothing here is called so, or several begin so.
    pub fn the_one_outside(self, name: &str, place: Place) -> Result<&'static CommandRow, Problem> {
        let meant = self.meant_outside(name, place);
        let shortest = meant.iter().min_by_key(|row| row.command.len());
        let stem = shortest.filter(|stem| {
            meant
                .iter()
                .all(|row| row.command.starts_with(stem.command))
        });
        match (stem, meant.as_slice()) {
            (Some(row), _) => Ok(*row),
            (None, []) => Err(self.not_here(name, place)),
            (None, several) => {
                let names: Vec<&str> = several.iter().map(|row| row.command).collect();
                let words = format!("Which one: /{}?", names.join(", /"));
                Err(Problem::wrong_input(words))
            }
        }
    }

    pub fn not_here(self, name: &str, here: Place) -> Problem {
        let Some((command, places)) = self.elsewhere(name, here) else {
            let problem = Problem::wrong_input(format!("There is no command /{name} here."));
            let is_desk = DESK.contains(&here);
            if is_desk && OWN_WORDS.contains(&name.to_lowercase().as_str()) {
                return problem
                    .safe("Your line is kept.")
                    .next("Your own note begins with a colon: `: they both went quiet`.");
            }
            let not_needed = NOT_NEEDED.iter().find(|(words, _)| words.contains(&name));
            if let Some((_, instead)) = not_needed.filter(|_| is_desk) {
                return problem.safe("Your line is kept.").next(*instead);
            }
            return match self.meant_here(name, here) {
                Some(near) => problem
                    .safe("Your line is kept.")
                    .next(format!("Did you mean /{near}? /help lists what there is.")),
                None => problem.safe("Your line is kept; /help lists what there is."),
            };
        };
        if LEADS_TO.contains(&(command, here)) {
            return Problem::wrong_input(format!("/{command} leads here: you are there already."));
        }
        let spots: Vec<Spot> = SPOTS
            .into_iter()
            .filter(|spot| spot.places.iter().any(|place| places.contains(place)))
            .collect();
        let words: Vec<&str> = spots.iter().map(|spot| spot.words).collect();
        let way = spots.first().map_or("", |spot| way(here, spot.places));
        let next = match self.meant_here(name, here) {
            Some(meant) => format!("Did you mean /{meant}? {way}"),
            None => way.to_owned(),
        };
        Problem::wrong_input(format!(
            "/{command} works {}, not here.",
            words.join(" and ")
        ))
        .next(next)
    }

    /// What works in another place only.
    fn elsewhere(self, name: &str, here: Place) -> Option<(&'static str, &'static [Place])> {
        self.with_places(name).filter(|(command, places)| {
            !places.contains(&here) && (*command == name || self.everyday(name, here).is_none())
        })
    }

    /// The command of this place that was perhaps meant by one that is not known here: Tab puts it there.
    pub fn meant_here(self, name: &str, here: Place) -> Option<&'static str> {
        let is_desk = DESK.contains(&here);
        if let Some((command, _)) = self.elsewhere(name, here) {
            let mut others = AT_THE_DESK.iter().filter(|_| is_desk);
            return others
                .find(|(elsewhere, _)| *elsewhere == command)
                .map(|(_, meant)| *meant);
        }
        let is_own = OWN_WORDS.contains(&name.to_lowercase().as_str());
        let is_needed = !is_own && !NOT_NEEDED.iter().any(|(words, _)| words.contains(&name));
        (is_needed || !is_desk).then(|| self.nearest_to(name, here))?
    }

    /// A command of this place that was perhaps meant: one slip away, or the beginning of what was typed, as in
    /// `core-group`.
    fn nearest_to(self, name: &str, here: Place) -> Option<&'static str> {
        let rows = self.all().filter(|row| row.places.contains(&here));
        let of_records = commands_of_records().filter(|_| DESK.contains(&here));
        let all: Vec<&'static str> = rows.map(|row| row.command).chain(of_records).collect();
        let begins = |command: &&&str| command.len() >= LONG_ENOUGH && name.starts_with(**command);
        let begun = all
            .iter()
            .filter(begins)
            .max_by_key(|command| command.len());
        self.everyday(name, here)
            .or(begun.copied())
            .or_else(|| nearest(name, all.iter().copied()))
    }

    /// `gone` for `leave`.
    pub fn is_another_word_for(self, name: &str, command: &str) -> bool {
        let everyday = self.everyday(name, Place::Recording);
        everyday.and_then(|meant| meant.split(' ').next()) == Some(command)
    }

    /// The command of this place that people call so.
    pub(super) fn everyday(self, name: &str, here: Place) -> Option<&'static str> {
        let is_said = |(_, words): &&(&str, &[&str])| words.contains(&name);
        let (meant, _) = EVERYDAY.iter().find(is_said)?;
        let command = meant.split(' ').next()?;
        let (_, places) = self.with_places(command)?;
        places.contains(&here).then_some(*meant)
    }

    /// The command meant, in full or by a beginning that only one has, and where it works.
    fn with_places(self, name: &str) -> Option<(&'static str, &'static [Place])> {
        let rows = self.all().map(|row| (row.command, row.places));
        let all: Vec<_> = rows
            .chain(commands_of_records().map(|command| (command, DESK)))
            .collect();
        if let Some(exact) = all.iter().find(|(command, _)| *command == name) {
            return Some(*exact);
        }
        let mut begun = all
            .iter()
            .filter(|(command, _)| name.len() >= LONG_ENOUGH && command.starts_with(name));
        let first = begun.next()?;
        begun.next().is_none().then_some(*first)
    }
}

/// Places that feel like one to the person working there.
#[derive(Clone, Copy)]
struct Spot {
    places: &'static [Place],
    words: &'static str,
}

/// In the order in which people are sent to them.
const SPOTS: [Spot; 4] = [
    Spot {
        places: DESK,
        words: "in a meeting that is open",
    },
    Spot {
        places: &[Place::Home],
        words: "in the list of meetings",
    },
    Spot {
        places: &[Place::Page],
        words: "on a page of past minutes",
    },
    Spot {
        places: &[Place::Find],
        words: "where all minutes are searched",
    },
];

/// How to get from here to there, and what is safe.
fn way(here: Place, there: &[Place]) -> &'static str {
    let to = |place: Place| there.contains(&place);
    match here {
        Place::Prepare | Place::Recording | Place::Close if to(Place::Home) => {
            "/home goes to the list; this meeting stays as it is."
        }
        Place::Prepare | Place::Recording | Place::Close => {
            "/home goes to the list, where Enter opens a closed meeting as a page; this meeting stays as it is."
        }
        Place::Home if to(Place::Page) => "Choose a closed meeting: Enter opens its page.",
        Place::Home if to(Place::Find) => "/find goes there.",
        Place::Home => "Choose a meeting: Enter opens it.",
        Place::Page if to(Place::Home) => "/home goes there.",
        Place::Page if to(Place::Find) => "/findall goes there.",
        Place::Page => "/open opens this one.",
        Place::Find => "Esc goes back from here; nothing was changed.",
        Place::Agendas | Place::Help => "Esc goes back.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::COMMANDS;

    #[test]
    fn what_people_type_for_a_command_leads_to_it() {
        for (command, words) in EVERYDAY {
            for word in *words {
                let name = command.split(' ').next().unwrap();
                let (_, places) = COMMANDS.with_places(name).unwrap();
                let here = *places.first().unwrap();
                let told = COMMANDS.not_here(word, here).to_string();
                let known = COMMANDS.with_places(word);
                let is_a_command = known.is_some_and(|(known, _)| known == *word);
                assert!(
                    is_a_command || told.contains(&format!("Did you mean /{command}?")),
                    "{word}: {told}"
                );
            }
        }
    }

    #[test]
    fn no_everyday_word_is_a_command_of_the_desk_itself() {
        for word in EVERYDAY.iter().flat_map(|(_, words)| *words) {
            let own = COMMANDS.with_places(word);
            assert!(
                !own.is_some_and(|(_, places)| places.contains(&Place::Recording)),
                "{word} is a command"
            );
        }
    }

    #[test]
    fn what_works_elsewhere_only_has_something_like_it_at_the_desk() {
        for (elsewhere, meant) in AT_THE_DESK {
            let row = COMMANDS.called(elsewhere).unwrap();
            assert!(!row.places.contains(&Place::Recording), "{elsewhere}");
            let name = meant.split(' ').next().unwrap();
            let here = COMMANDS.called(name).unwrap();
            assert!(here.places.contains(&Place::Recording), "{meant}");
        }
    }

    #[test]
    fn a_note_of_ones_own_is_no_command() {
        for word in OWN_WORDS {
            let told = COMMANDS.not_here(word, Place::Recording).to_string();
            assert!(told.contains("begins with a colon"), "{word}: {told}");
        }
    }
}
