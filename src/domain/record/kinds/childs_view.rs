//! A child's own views, through one channel: the exact words kept apart from anybody's reading of them.
//! A child may have several such records (a letter *and* an advocate).

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ChildsWords, ComparisonPart, Identity, Kind, Lead, LeadWith, PageSection, ReadRecord, Values,
};

/// A channel in one or two short words, for the header of the screen; a newer program's channel unchanged.
pub fn short_channel(code: &str) -> &str {
    match code {
        "attended_whole" => "here",
        "attended_part" => "here in part",
        "virtual" => "remotely",
        "video_message" => "video",
        "audio_message" => "audio",
        "separate_conversation_with_chair" => "to the Chair",
        "through_professional" => "professional",
        "through_advocate" => "advocate",
        "text_or_email" => "text",
        "app_statement" => "app",
        "direct_work_tool" => "direct work",
        "own_form" => "own form",
        "observation" => "observed",
        "declined_to_share" => "chose not to",
        "not_sought" => "not asked",
        "too_young" => "too young",
        "none" => "no views",
        other => other,
    }
}

/// Channels that bring no views: they count only with the reason why, unless they are the reason.
pub const NO_VIEWS_CHANNELS: &[&str] = &["declined_to_share", "not_sought", TOO_YOUNG, NO_VIEWS];
const TOO_YOUNG: &str = "too_young";
/// Nobody says whether the child was asked.
pub const NO_VIEWS: &str = "none";

pub const CHILD: Field = Field::text("child", "child", "Which child?")
    .of(Answer::Child)
    .must()
    .said_by()
    .or(&["which child", "name", "for", "name of child", "plentyn"]);

pub const CHANNEL: Field = Field::text("channel", "by", "How did the child give their views?")
    .from_list("channels")
    .must()
    .or(&[
        "via",
        "how",
        "method",
        "through",
        "how gathered",
        "how obtained",
    ]);

pub const WORDS: Field = Field::text("words", "words", "What are the child's exact words?")
    .of(Answer::Words)
    .or(&[
        "said",
        "says",
        "quote",
        "exact words",
        "in their words",
        "childs words",
        "own words",
        "what they said",
        "child said",
    ]);

pub const WANTS_TO_CHANGE: Field = Field::text(
    "wants_to_change",
    "wants",
    "What does the child want to change?",
)
.or(&[
    "wishes",
    "wish",
    "change",
    "want",
    "what they want",
    "what needs to change",
]);

pub const GOOD_THINGS: Field =
    Field::text("good_things", "good", "What is good, in the child's eyes?").or(&[
        "likes",
        "strengths",
        "what is good",
        "going well",
        "what is working well",
    ]);

pub const WORRIES: Field = Field::text("worries", "worries", "What worries the child?").or(&[
    "worry",
    "worried about",
    "concerns",
    "what worries them",
    "what are we worried about",
]);

pub const HOPES: Field = Field::text("hopes", "hopes", "What does the child hope or dream of?")
    .or(&["hope", "dreams", "dream"]);

pub const WHO_MATTERS: Field = Field::text(
    "who_matters",
    "who matters",
    "Who matters to the child, in the child's own words?",
)
.of(Answer::Words)
.seldom()
.or(&["people who matter", "important people", "my people"]);

pub const SHOULD_COME: Field = Field::text(
    "should_come",
    "should come",
    "Who should come to the meeting, in the child's own words?",
)
.of(Answer::Words)
.seldom()
.or(&["who should come", "who should be there"]);

pub const HOW_TO_HELP: Field = Field::text(
    "how_to_help",
    "helps me",
    "How can people help, in the child's own words?",
)
.of(Answer::Words)
.seldom()
.or(&["how to help me", "how to help", "what helps me"]);

pub const LIKED_FOR: Field = Field::text(
    "liked_for",
    "others like",
    "What do others like about the child, in the child's own words?",
)
.of(Answer::Words)
.seldom()
.or(&["what others like about me", "liked for", "good at"]);

/// A row of faces is the scale of a child who does not think in numbers.
pub const FACE: Field = Field::text("face", "face", "Which face did the child choose?")
    .from_list("faces")
    .seldom()
    .or(&["smiley", "faces", "chosen face"]);

pub const READING: Field = Field::text(
    "reading",
    "means",
    "How do adults read it (kept apart from the child's words)?",
)
.or(&[
    "interpretation",
    "meaning",
    "we think",
    "analysis",
    "adults read it as",
    "professional view",
]);

pub const VIEWS_DATE: Field = Field::text("views_date", "on", "When did the child say it?")
    .of(Answer::Date)
    .in_the_past()
    .of_the_day()
    .or(&["date", "when", "said on", "date of views", "day"]);

pub const RECEIVED: Field = Field::text("received", "received", "When did it arrive?")
    .of(Answer::Date)
    .in_the_past()
    .of_the_day()
    .or(&["arrived", "came", "received on", "got"]);

pub const GATHERED_BY: Field = Field::text("gathered_by", "gathered by", "Who asked the child?")
    .of(Answer::Person)
    .of_the_day()
    .or(&[
        "asked by",
        "collected by",
        "taken by",
        "gathered",
        "visited by",
        "who asked",
        "spoken to by",
        "obtained by",
    ]);

pub const HELPED_BY: Field = Field::text("helped_by", "helped by", "Who helped the child?")
    .of(Answer::Person)
    .of_the_day()
    .or(&[
        "with help from",
        "helper",
        "supported by",
        "scribe",
        "written down by",
    ]);

pub const ASKED_WITH: Field = Field::text(
    "asked_with",
    "asked with",
    "Which question or tool was used?",
)
.of_the_day()
.or(&["tool", "question", "with tool", "method used"]);

pub const SHARED: Field = Field::text("shared", "shared", "How was it shared with the meeting?")
    .from_list("shared")
    .of_the_day()
    .or(&["shown", "shared how", "how shared"]);

pub const READ_BY: Field = Field::text("read_by", "read by", "Who read or showed it?")
    .of(Answer::Person)
    .of_the_day()
    .or(&[
        "read out by",
        "shared by",
        "shown by",
        "reader",
        "read",
        "read out",
        "read aloud",
        "read aloud by",
    ]);

pub const AGREED_TO_SHARE: Field = Field::text(
    "agreed_to_share",
    "agreed",
    "What did the child agree to share?",
)
.from_list("agreed")
.of_the_day()
.or(&[
    "may be shared",
    "consent",
    "permission",
    "ok to share",
    "can be shared",
]);

pub const WEIGHED: Field = Field::text(
    "weighed",
    "weighed",
    "How did the meeting take it into account?",
)
.or(&["taken into account", "weight", "considered"]);

pub const TOLD_BY: Field = Field::text(
    "told_by",
    "told by",
    "Who will tell the child what was decided?",
)
.of(Answer::Person)
.of_the_day()
.or(&[
    "who tells",
    "who will tell",
    "who tells child",
    "feedback by",
]);

pub const TELL_BY: Field = Field::text("tell_by", "tell by", "By when?")
    .of(Answer::Date)
    .to_come()
    .of_the_day()
    .or(&["tell when", "to be told by", "tell"]);

pub const KEPT_AT: Field = Field::text(
    "kept_at",
    "kept",
    "Where is the letter or recording kept (a file reference)?",
)
.of_the_day()
.brief()
.or(&["file", "filed", "stored", "file reference"]);

pub const REASON: Field = Field::text("reason", "reason", "If there are no views: why?").or(&[
    "why",
    "because",
    "why not",
    "reason why not",
]);

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
        WHO_MATTERS,
        SHOULD_COME,
        HOW_TO_HELP,
        LIKED_FOR,
        FACE,
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
    lead_with: LeadWith::Behind(&CHANNEL),
    identity: Identity::Fields(&[&CHILD, &CHANNEL]),
    spoken: SAID,
    childs_words: ChildsWords::AllBut {
        whose: &[&CHILD],
        stays: tells_that_it_was_heard,
    },
    ..Kind::standing_in(PageSection::Children, ComparisonPart::Views)
};

/// What the child has said, whatever it was about.
const SAID: &[&Field] = &[
    &WORDS,
    &WANTS_TO_CHANGE,
    &GOOD_THINGS,
    &WORRIES,
    &HOPES,
    &WHO_MATTERS,
    &SHOULD_COME,
    &HOW_TO_HELP,
    &LIKED_FOR,
];

/// That a child was heard, how, when and by whom, or why there are no views: what is told where the child has not agreed.
/// What is not known to be harmless is the child's.
fn tells_that_it_was_heard(values: &Values, name: &str) -> bool {
    let told = [
        &CHILD,
        &CHANNEL,
        &VIEWS_DATE,
        &RECEIVED,
        &GATHERED_BY,
        &HELPED_BY,
        &READ_BY,
        &SHARED,
        &TOLD_BY,
        &TELL_BY,
    ];
    let channel = values.get(CHANNEL.name).and_then(serde_json::Value::as_str);
    let has_none = channel.is_some_and(|channel| NO_VIEWS_CHANNELS.contains(&channel));
    told.iter().any(|field| field.name == name) || has_none && name == REASON.name
}

/// The child said it to the Chair alone, or not for the parents: the record is then restricted. An answer that is not
/// known to be open restricts too, so that a slip opens nothing.
fn kept_from_parents(values: &Values) -> bool {
    let is_open = |field: &Field, open: &[&str]| match values.get(field.name) {
        None => true,
        Some(value) => value.as_str().is_some_and(|code| open.contains(&code)),
    };
    let shared = &["read_out", "played", "summarised", "shown", "spoken"];
    !is_open(&SHARED, shared) || !is_open(&AGREED_TO_SHARE, &["all", "part", "unknown"])
}

/// Whether this record counts as hearing the child, or as saying why not.
pub fn is_heard(view: &impl ReadRecord) -> bool {
    let has = |field: &Field| !view.text(field).trim().is_empty();
    if view.is_struck_out() || !has(&CHANNEL) {
        return false;
    }
    if NO_VIEWS_CHANNELS.contains(&view.text(&CHANNEL)) {
        return view.text(&CHANNEL) == TOO_YOUNG || has(&REASON);
    }
    let otherwise = [&FACE, &READING, &REASON, &KEPT_AT];
    SAID.iter().copied().chain(otherwise).any(has)
}
