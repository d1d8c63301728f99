//! What an agenda file may say, as data: its check, its schema and its help come from here.

use super::words;
use crate::domain::settings::meeting_kinds::KINDS_OF_MEETING;
use crate::domain::toml_reader::{FieldShape, Kind, Shape};

const SHORT_NAME: &str = "A short name that never changes; minutes refer to it.";

pub static AGENDA: Shape = Shape {
    name: "an agenda",
    about: "An agenda: what a meeting goes through. These settings go at the top of the file, before any heading.",
    fields: &[
        FieldShape::needed("id", Kind::Id, SHORT_NAME),
        FieldShape::needed(
            "version",
            Kind::Line,
            "Count up when you change the agenda: \"1\", \"2\" …",
        ),
        FieldShape::needed("title", Kind::Line, "What the agenda is called."),
        FieldShape::needed(
            "meeting",
            Kind::Choice(KINDS_OF_MEETING),
            "The kind of meeting; it decides which deadlines are worked out.",
        ),
        FieldShape::may(
            "language",
            Kind::Line,
            "The language of the words: \"en-GB\" (taken when left out), \"cy\" …",
        ),
        FieldShape::may(
            "about",
            Kind::Text,
            "For whom the agenda is and what it follows.",
        ),
        FieldShape::may(
            "guide",
            Kind::Text,
            "What such a meeting is, in words for the family. The help shows it; \"agenda guide\" prints it.",
        ),
        FieldShape::may(
            "kind",
            Kind::Tables(&OWN_KIND),
            "A kind of contribution of your own, to be used under kinds.",
        ),
        FieldShape::may(
            "statement",
            Kind::Tables(&STATEMENT),
            "A text to read aloud. It is not part of any section and can be read at any time.",
        ),
        FieldShape::may(
            "date",
            Kind::Tables(&DATE),
            "What a date is that a section sets, so that a core group or a review is known whatever it is called.",
        ),
        FieldShape::may(
            "close_check",
            Kind::Tables(&CLOSE_CHECK),
            "Something to look at before the meeting is closed. It reminds, and never blocks.",
        ),
        FieldShape::needed(
            "section",
            Kind::Tables(&SECTION),
            "A step of the meeting. The order in the file is the order on the screen.",
        ),
        FieldShape::may(
            "sections",
            Kind::NotHere(
                "Each section has a heading of its own.",
                "[[section]] before each section",
            ),
            "",
        ),
        FieldShape::may(
            "part",
            Kind::NotHere(
                "A part belongs to a section.",
                "[[section.part]] below its [[section]]",
            ),
            "",
        ),
    ],
};

static OWN_KIND: Shape = Shape {
    name: "a kind of contribution",
    about: "One kind of contribution of your own.",
    fields: &[
        FieldShape::needed(
            "id",
            Kind::Id,
            "The word that is typed after #, and stored.",
        ),
        FieldShape::needed(
            "title",
            Kind::Line,
            "What it is called on the screen and in the minutes.",
        ),
    ],
};

static STATEMENT: Shape = Shape {
    name: "a statement",
    about: "One text to read aloud.",
    fields: &[
        FieldShape::needed("id", Kind::Id, SHORT_NAME),
        FieldShape::needed("title", Kind::Line, "What it is called in the list."),
        FieldShape::needed("text", Kind::Text, "The words to read."),
    ],
};

static DATE: Shape = Shape {
    name: "a date",
    about: "What one date is. Without it, a core group or a review is only guessed from the words in its name.",
    fields: &[
        FieldShape::needed("name", Kind::Line, "Its name, as under dates in a section."),
        FieldShape::needed("is", Kind::Choice(words::DATES), "What it is."),
    ],
};

static CLOSE_CHECK: Shape = Shape {
    name: "a close-check",
    about: "Either check (the program looks itself), or id and question (somebody answers yes or no, and why).",
    fields: &[
        FieldShape::may(
            "check",
            Kind::Choice(words::CHECKS),
            "A check that the program makes itself.",
        ),
        FieldShape::may("id", Kind::Id, "The name that the answer is stored under."),
        FieldShape::may("question", Kind::Line, "A question of your own."),
    ],
};

static SCALE: Shape = Shape {
    name: "a scale",
    about: "One scale. Both ends are always in words, because places count in opposite directions.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "The name that the scores are stored under."),
        FieldShape::needed("question", Kind::Line, "The question."),
        FieldShape::needed(
            "from",
            Kind::Whole { min: 0, max: 100 },
            "The number at the beginning of the scale.",
        ),
        FieldShape::needed(
            "to",
            Kind::Whole { min: 0, max: 100 },
            "The number at its end.",
        ),
        FieldShape::needed("low", Kind::Line, "What the smaller number means."),
        FieldShape::needed("high", Kind::Line, "What the bigger number means."),
    ],
};

/// The settings that a section and a part have in common, and then what only one of them has.
macro_rules! section {
    ($name:literal, $about:literal, $last:expr) => {
        Shape {
            name: $name,
            about: $about,
            fields: &[
                FieldShape::needed("id", Kind::Id, SHORT_NAME),
                FieldShape::needed(
                    "title",
                    Kind::Line,
                    "What it is called; about 20 letters fit beside the minutes.",
                ),
                FieldShape::may(
                    "mode",
                    Kind::Choice(words::MODES),
                    "What is recorded here. Needed, except in a heading over parts.",
                ),
                FieldShape::may(
                    "prompts",
                    Kind::List(&Kind::Line),
                    "What the Chair may ask, one entry for each question.",
                ),
                FieldShape::may(
                    "first_voice",
                    Kind::List(&Kind::Choice(words::VOICES)),
                    "Who is asked first, in order. Advice only.",
                ),
                FieldShape::may(
                    "kinds",
                    Kind::List(&Kind::Word(words::CONTRIBUTION_KINDS)),
                    "Kinds of contribution to offer here, the likeliest first; all when left out.",
                ),
                FieldShape::may(
                    "records",
                    Kind::List(&Kind::Choice(words::RECORDS)),
                    "Records to offer here beside those of the mode: what is typed after the /. Their rows stand in the section, and fill it.",
                ),
                FieldShape::may(
                    "minutes",
                    Kind::Whole { min: 0, max: 600 },
                    "Planned minutes; 0 or left out for no limit. Advice only.",
                ),
                FieldShape::may(
                    "required",
                    Kind::YesNo,
                    "Whether skipping it needs a reason.",
                ),
                FieldShape::may(
                    "visibility",
                    Kind::Choice(words::VISIBILITIES),
                    "Who may read what is recorded here, unless an entry says otherwise.",
                ),
                FieldShape::may(
                    "not_for",
                    Kind::List(&Kind::Line),
                    "Whom what is recorded here is not for, unless an entry says otherwise: letters, a name or a role, such as father. Where nobody or several are called so, it is for nobody's copy.",
                ),
                FieldShape::may(
                    "statement",
                    Kind::Id,
                    "The id of the statement to read (mode statement).",
                ),
                FieldShape::may(
                    "questions",
                    Kind::List(&Kind::Line),
                    "The questions (mode yes_no_reason).",
                ),
                FieldShape::may(
                    "dates",
                    Kind::List(&Kind::Line),
                    "The names of the dates to set (mode dates).",
                ),
                FieldShape::may(
                    "scale",
                    Kind::Tables(&SCALE),
                    "A scale to ask (mode scale).",
                ),
                $last,
            ],
        }
    };
}

static PART: Shape = section!(
    "a part",
    "A part has the same settings as a section, but no parts of its own.",
    FieldShape::may(
        "part",
        Kind::NotHere(
            "There are two levels only: a part has no parts of its own.",
            "[[section.part]] for each of them, or a [[section]] more"
        ),
        ""
    )
);

static SECTION: Shape = section!(
    "a section",
    "One section. With parts below it, it is a heading only, and has neither mode nor minutes nor kinds.",
    FieldShape::may(
        "part",
        Kind::Tables(&PART),
        "A part of the section above it, the second level."
    )
);
