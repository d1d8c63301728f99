//! A child's own views, through one channel: the exact words kept apart from anybody's reading of them.
//! A child may have several such records (a letter *and* an advocate).

use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Kind, Lead, Record, Values};

const CHANNELS: &[Choice] = &[
    Choice {
        code: "attended_whole",
        words: "attending",
    },
    Choice {
        code: "attended_part",
        words: "attending for a part",
    },
    Choice {
        code: "virtual",
        words: "attending by video",
    },
    Choice {
        code: "letter",
        words: "letter",
    },
    Choice {
        code: "video_message",
        words: "video message",
    },
    Choice {
        code: "audio_message",
        words: "audio message",
    },
    Choice {
        code: "separate_conversation_with_chair",
        words: "separate conversation with the Chair",
    },
    Choice {
        code: "through_professional",
        words: "through a professional",
    },
    Choice {
        code: "through_advocate",
        words: "through an advocate",
    },
    Choice {
        code: "drawing",
        words: "drawing",
    },
    Choice {
        code: "text_or_email",
        words: "text or e-mail",
    },
    Choice {
        code: "app_statement",
        words: "app",
    },
    Choice {
        code: "direct_work_tool",
        words: "direct work",
    },
    Choice {
        code: "observation",
        words: "observed",
    },
    Choice {
        code: "declined_to_share",
        words: "chose not to share",
    },
    Choice {
        code: "not_sought",
        words: "not asked",
    },
];

/// A channel in one or two short words, for the header of the screen; a channel of a newer program as it is.
pub fn short_channel(code: &str) -> &str {
    match code {
        "attended_whole" => "here",
        "attended_part" => "here in part",
        "virtual" => "by video",
        "video_message" => "video",
        "audio_message" => "audio",
        "separate_conversation_with_chair" => "to the Chair",
        "through_professional" => "professional",
        "through_advocate" => "advocate",
        "text_or_email" => "text",
        "app_statement" => "app",
        "direct_work_tool" => "direct work",
        "observation" => "observed",
        "declined_to_share" => "chose not to",
        "not_sought" => "not asked",
        other => other,
    }
}

/// Channels that bring no views: they count only with the reason why.
pub const NO_VIEWS_CHANNELS: &[&str] = &["declined_to_share", "not_sought"];

const WAYS_OF_SHARING: &[Choice] = &[
    Choice {
        code: "read_out",
        words: "read out",
    },
    Choice {
        code: "played",
        words: "played",
    },
    Choice {
        code: "summarised",
        words: "summarised",
    },
    Choice {
        code: "shown",
        words: "shown",
    },
    Choice {
        code: "spoken",
        words: "spoken by the child",
    },
    Choice {
        code: "chair_only",
        words: "to the Chair only",
    },
];

const AGREED: &[Choice] = &[
    Choice {
        code: "all",
        words: "all of it",
    },
    Choice {
        code: "part",
        words: "a part",
    },
    Choice {
        code: "not_parents",
        words: "not with the parents",
    },
    Choice {
        code: "unknown",
        words: "not known",
    },
];

pub const CHILD: Field = Field::text("child", "child", "Which child?")
    .of(Answer::Child)
    .must();

pub const CHANNEL: Field = Field::text("channel", "by", "How do the views come?")
    .of(Answer::OneOf(CHANNELS))
    .from_list("channels")
    .must()
    .or(&["via", "how"]);

pub const WORDS: Field = Field::text("words", "words", "What are the child's exact words?")
    .of(Answer::Words)
    .or(&["said"]);

pub const WANTS_TO_CHANGE: Field = Field::text(
    "wants_to_change",
    "wants",
    "What does the child want to change?",
);

pub const GOOD_THINGS: Field =
    Field::text("good_things", "good", "What is good, in the child's eyes?");

pub const WORRIES: Field = Field::text("worries", "worries", "What worries the child?");

pub const HOPES: Field = Field::text("hopes", "hopes", "What does the child hope or dream of?");

pub const READING: Field = Field::text(
    "reading",
    "means",
    "How do adults read it (kept apart from the child's words)?",
)
.or(&["interpretation"]);

pub const VIEWS_DATE: Field = Field::text("views_date", "on", "When did the child say it?")
    .of(Answer::Date)
    .in_the_past();

pub const RECEIVED: Field = Field::text("received", "received", "When did it arrive?")
    .of(Answer::Date)
    .in_the_past();

pub const GATHERED_BY: Field = Field::text("gathered_by", "gathered by", "Who asked the child?")
    .of(Answer::Person)
    .or(&["asked by"]);

pub const HELPED_BY: Field =
    Field::text("helped_by", "helped by", "Who helped the child?").of(Answer::Person);

pub const ASKED_WITH: Field =
    Field::text("asked_with", "asked with", "With which question or tool?").or(&["tool"]);

pub const SHARED: Field = Field::text("shared", "shared", "How was it shared with the meeting?")
    .of(Answer::OneOf(WAYS_OF_SHARING))
    .from_list("shared");

pub const READ_BY: Field =
    Field::text("read_by", "read by", "Who read or showed it?").of(Answer::Person);

pub const AGREED_TO_SHARE: Field = Field::text(
    "agreed_to_share",
    "agreed",
    "What did the child agree to share?",
)
.of(Answer::OneOf(AGREED))
.from_list("agreed");

pub const WEIGHED: Field = Field::text(
    "weighed",
    "weighed",
    "How did the meeting take it into account?",
);

pub const TOLD_BY: Field = Field::text(
    "told_by",
    "told by",
    "Who will tell the child what was decided?",
)
.of(Answer::Person);

pub const TELL_BY: Field = Field::text("tell_by", "tell by", "By when?")
    .of(Answer::Date)
    .to_come();

pub const KEPT_AT: Field = Field::text(
    "kept_at",
    "kept",
    "Where is the letter or recording kept (a file reference)?",
);

pub const REASON: Field =
    Field::text("reason", "reason", "If there are no views: why?").or(&["why"]);

/// The child's views (practice 3.5).
pub const KIND: Kind = Kind {
    id: "childs_view",
    plural: "childs_views",
    prefix: "v",
    title: "Child's view",
    command: "view",
    lead: Lead::Field(&CHILD),
    fields: &[
        CHILD,
        CHANNEL,
        WORDS,
        WANTS_TO_CHANGE,
        GOOD_THINGS,
        WORRIES,
        HOPES,
        READING,
        VIEWS_DATE,
        RECEIVED,
        GATHERED_BY,
        HELPED_BY,
        ASKED_WITH,
        SHARED,
        READ_BY,
        AGREED_TO_SHARE,
        WEIGHED,
        TOLD_BY,
        TELL_BY,
        KEPT_AT,
        REASON,
    ],
    columns: &[&CHILD, &CHANNEL, &WORDS, &SHARED],
    shown_in: &["childs_views"],
    must_be_restricted: Some(kept_from_parents),
    help: "Ella; by: letter; words: \"I want it quiet at night\"; read by: SW",
    ..Kind::DEFAULT
};

/// The child said it to the Chair alone, or not for the parents: then the record is restricted.
/// An answer that is none of those known to be open restricts too, so that a slip of the pen opens nothing.
fn kept_from_parents(values: &Values) -> bool {
    let is_open = |field: &str, open: &[&str]| match values.get(field) {
        None => true,
        Some(value) => value.as_str().is_some_and(|code| open.contains(&code)),
    };
    let shared = &["read_out", "played", "summarised", "shown", "spoken"];
    !is_open("shared", shared) || !is_open("agreed_to_share", &["all", "part", "unknown"])
}

/// Whether this record counts as the child having been heard, or says why not.
pub fn is_heard(view: &Record) -> bool {
    let has = |field: &str| !view.text(field).trim().is_empty();
    if view.struck.is_some() || !has("channel") {
        return false;
    }
    if NO_VIEWS_CHANNELS.contains(&view.text("channel")) {
        return has("reason");
    }
    [
        "words",
        "wants_to_change",
        "good_things",
        "worries",
        "hopes",
        "reading",
        "reason",
        "kept_at",
    ]
    .iter()
    .any(|field| has(field))
}
