//! What the help says word for word: the shorthand, the keys of each screen, and what is typed where there are no screens.

use crate::app::protocol::place::Place;

/// The signs first: they have to stand on the first page of the help, also on a small screen.
pub const SHORTHAND: &[(&str, &str)] = &[
    (
        "KS: words",
        "KS says it; k: will do if only one name begins with K",
    ),
    ("KS: + words", "a strength, something going well"),
    ("KS: ! words", "a worry"),
    ("KS: = words", "the family's own idea"),
    ("CH: * words", "the Chair sums up"),
    ("KS: ? words", "a question"),
    ("KS: \"words\"", "the exact words"),
    ("#kind", "any other kind, before or after the words"),
    ("@ella", "about one child; without it, about all of them"),
    ("#new", "the family hears it for the first time"),
    ("#restricted", "never in the family's copy"),
    ("??", "come back to it later; anywhere in the line"),
    (": words", "what you see yourself"),
    ("words", "the last speaker goes on"),
    ("all: words", "everybody"),
    ("SW/EL: words", "SW speaks for EL"),
    ("\\+", "a \\ in front of a sign makes it text"),
];

pub const KEYS: &[(&str, &str)] = &[
    ("Enter", "records the line"),
    (
        "Tab",
        "completes; on an empty line: the next person in the round",
    ),
    ("Up", "on an empty line: back through the entries"),
    (
        "  Enter  /",
        "on an entry: edit it; /append /strike /mark change it",
    ),
    ("Down", "on an empty line: brings back what Esc set aside"),
    (
        "Page Up  Down",
        "a page of any list that is longer than the screen",
    ),
    (
        "Home  End",
        "the beginning and the end of a list; in words, of the line",
    ),
    ("Esc", "one step back; words are set aside, never lost"),
];

pub const PAGE_KEYS: &[(&str, &str)] = &[
    ("letters", "find words on the page as you type"),
    (
        "Enter",
        "the next place with them; without words, the next page",
    ),
    ("Tab", "the next heading"),
    (
        "Up  Down",
        "a row up or down; the page keys, Home and End work too",
    ),
    ("/", "on an empty line: the list of commands"),
    ("Esc", "one step back: the words, then the page"),
];

pub(super) const FIND_WORDS: &[(&str, &str)] = &[
    ("\"two words\"", "one after the other"),
    ("begin*", "words that begin like that"),
    (
        "from:2025  to:2026-03  on:\"28 May 2026\"",
        "the day of the meeting",
    ),
];

pub const FIND_KEYS: &[(&str, &str)] = &[
    (
        "letters",
        "find as you type; a space after a word means the whole word",
    ),
    (
        "Up  Down",
        "choose a hit; the page keys, Home and End work too",
    ),
    ("Enter", "opens the minutes there"),
    ("Tab", "completes a filter"),
    ("Esc", "back; the words stay for next time"),
];

const HOME_LINES: &[(&str, &str)] = &[
    ("a number", "opens that meeting"),
    ("new", "prepares a meeting"),
    ("words", "filter the list; an empty line shows all of it"),
    ("find and words", "looks through all minutes"),
    ("due", "lists what is late and what is to come"),
    (
        "manual and words",
        "reads that page of the manual, or finds the words in all pages; manual alone lists them",
    ),
    (
        "review and a number",
        "begins the review of that closed meeting",
    ),
    (
        "compare, wishes, scales or promises and a number",
        "look back from that meeting",
    ),
    ("quit", "leaves; everything is saved already"),
];

const PAGE_LINES: &[(&str, &str)] = &[
    ("a number", "reads the part with that heading"),
    ("an empty line", "reads the next part"),
    ("all", "reads the whole page"),
    (
        "words",
        "are found on the page; an empty line goes to the next place",
    ),
    ("back", "goes back"),
];

const FIND_LINES: &[(&str, &str)] = &[
    ("a number", "opens the minutes there"),
    ("words", "are searched for in all minutes"),
    ("an empty line", "reads the next ones"),
    ("back", "goes back"),
];

/// What a line means in places where it is not recorded.
pub(super) fn lines_of(from: Place) -> &'static [(&'static str, &'static str)] {
    match from {
        Place::Home => HOME_LINES,
        Place::Page => PAGE_LINES,
        Place::Find => FIND_LINES,
        _ => &[],
    }
}
