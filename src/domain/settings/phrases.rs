//! The fixed phrases of the papers that people are handed: `phrases.toml`. What stands between braces is filled in. A
//! paper names its phrases by the constants here, so a misspelt one does not compile.

use crate::domain::toml_reader::{Faults, FieldShape, Kind, SettingsValues, Shape, Table, read};
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, PartialEq, Eq)]
pub struct Phrase(&'static str);

type Said = BTreeMap<&'static str, String>;

/// What a council changed stands in place of the built-in words of every language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    english: Said,
    welsh: Said,
}

/// Read once: each meeting of a library has settings of its own.
static WELSH: LazyLock<Said> = LazyLock::new(|| {
    let root = read(include_str!("phrases.cy.toml"), &PHRASES).root;
    let words = |field: &FieldShape| (field.name, root.text(field.name).to_owned());
    PHRASES.fields.iter().map(words).collect()
});

/// What a paper in Welsh says of itself, until somebody whose language it is has read its phrases.
pub const WELSH_NOT_REVIEWED: &str =
    "Nid yw siaradwr Cymraeg wedi gwirio'r geiriau sefydlog yn y papur hwn eto.";

pub fn is_welsh(language: &str) -> bool {
    language.split('-').next() == Some("cy")
}

/// The phrases in one language.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'p>(&'p Said);

macro_rules! phrases {
    ($($constant:ident $name:literal $about:literal;)*) => {
        $(pub const $constant: Phrase = Phrase($name);)*

        static PHRASES: Shape = Shape {
            name: "the phrases file",
            about: "The fixed phrases of the papers that people are handed. What stands between { } is filled in by the program.",
            fields: &[$(FieldShape::may($name, Kind::Line, $about)),*],
        };
    };
}

phrases! {
    LEFT_OUT "left_out" "On the first page of every paper: that something may be left out, and whom to ask.";
    DRAFT_TITLE "draft_title" "In front of the title of a paper that is not settled.";
    NOT_CLOSED "not_closed" "Why it is a draft: the meeting is not closed.";
    NOT_AGREED "not_agreed" "Why it is a draft: the Chair has not signed it off.";
    AGREED "agreed" "What a paper says that the Chair has signed off.";
    AGREED_TITLE "agreed_title" "At the top of each page of a paper that the Chair has signed off.";
    REPLACES "replaces" "Behind it, where an earlier version was signed off: which.";
    MEETING "meeting" "In front of the kind of meeting.";
    HELD_ON "held_on" "In front of the day of the meeting.";
    VERSION "version" "In front of the number of the version that was signed off.";
    FOR_WHOM "for_whom" "In front of the name of the person who gets the paper.";
    ABOUT_CHILDREN "about_children" "In front of the names of the children that a paper is about.";
    OTHER_FORMATS "other_formats" "How to get the paper in another form.";
    SOMEBODY "somebody" "In place of a name that this paper does not give.";
    AND "and" "Between the last two of several names.";
    NOTHING_YET "nothing_yet" "Where nothing of this kind has been noted.";

    SLIP_TITLE "slip_title" "The outcome slip.";
    WHAT_WAS_DECIDED "what_was_decided" "Above the decisions.";
    WHAT_HAPPENS_NEXT "what_happens_next" "Above the dates.";
    WHOM_TO_ASK "whom_to_ask" "Above the people and numbers to ring.";
    STARTS_PLAN "starts_plan" "A decision: a child protection plan starts.";
    KEEPS_PLAN "keeps_plan" "A decision: a child protection plan goes on.";
    ENDS_PLAN "ends_plan" "A decision: a child protection plan ends.";
    IN_NEED_PLAN "in_need_plan" "A decision: a child in need plan.";
    EARLY_HELP "early_help" "A decision: early help.";
    NO_PLAN "no_plan" "A decision: no plan.";
    PUT_OFF "put_off" "A decision that was put off.";
    OTHER_DECISION "other_decision" "Any other decision.";
    NOT_DECIDED "not_decided" "Where nothing was decided for a child.";
    TOO_FEW_TO_DECIDE "too_few_to_decide" "In place of the decisions, where too few agencies were there.";

    LETTER_TITLE "letter_title" "The decision letter.";
    CATEGORY "category" "In front of the category of a child protection plan.";
    DECIDED_ON "decided_on" "When it was decided, and from when it holds.";
    WHY "why" "In front of the reasons.";
    WHAT_GOES_WELL "what_goes_well" "Above what people said that is going well.";
    WHAT_MUST_CHANGE "what_must_change" "Above the outline plan.";
    UNTIL_WE_MEET "until_we_meet" "In its place, where too few agencies were there to decide.";
    UNTIL "until" "By when something is done.";
    WHAT_PEOPLE_THINK "what_people_think" "Above what the family thinks, and who disagreed.";
    FAMILY_THINKS "family_thinks" "What the family thinks of a decision.";
    CHILD_THINKS "child_thinks" "What the child thinks of it.";
    HOW_WEIGHED "how_weighed" "How that was taken into account.";
    DISAGREED "disagreed" "Who disagreed with what, and why.";
    CORE_GROUP_IS "core_group_is" "Who is in the core group.";
    IF_YOU_DISAGREE "if_you_disagree" "Above how to disagree.";
    PUT_RIGHT "put_right" "How to have something put right.";
    COMPLAIN "complain" "How to complain, where no place and no day is known.";
    COMPLAIN_TO "complain_to" "How to complain, where both are known.";
    ADVOCATE "advocate" "Who can help to say it.";
    CONFIDENTIAL "confidential" "That the letter is private.";

    CHILD_TITLE "child_title" "A child's page.";
    CHILD_HELLO "child_hello" "The beginning, from the Chair.";
    CHILD_HELLO_ALONE "child_hello_alone" "The beginning, where no Chair is known.";
    CHILD_MET "child_met" "That people met.";
    CHILD_TOLD_US "child_told_us" "Above the child's own words.";
    CHILD_THANKS "child_thanks" "Below them.";
    CHILD_HEARD "child_heard" "In their place, where the child gave its views, and they are not shared.";
    CHILD_CAN_TELL "child_can_tell" "In their place, where there are none to be shared.";
    CHILD_STARTS_PLAN "child_starts_plan" "A decision: a child protection plan starts.";
    CHILD_KEEPS_PLAN "child_keeps_plan" "A decision: it goes on.";
    CHILD_ENDS_PLAN "child_ends_plan" "A decision: it ends.";
    CHILD_PUT_OFF "child_put_off" "A decision that was put off.";
    CHILD_IN_NEED_PLAN "child_in_need_plan" "A decision: a child in need plan.";
    CHILD_EARLY_HELP "child_early_help" "A decision: early help.";
    CHILD_NO_PLAN "child_no_plan" "A decision: no plan.";
    CHILD_OTHER "child_other" "Any other decision.";
    CHILD_NOT_YET "child_not_yet" "Where nothing was decided.";
    CHILD_NOT_YOUR_FAULT "child_not_your_fault" "That it is not the child's fault.";
    CHILD_WHAT_NOW "child_what_now" "Above what is done.";
    CHILD_WHO_BY "child_who_by" "Who sees to it that something is done, and by when.";
    CHILD_WHO "child_who" "Who does, where no day is known.";
    CHILD_YOUR_WISH "child_your_wish" "That the child asked for it.";
    CHILD_STAYS "child_stays" "About what stays the same, and what could not be done.";
    CHILD_WHOM_TO_TELL "child_whom_to_tell" "Above whom the child can tell.";
    CHILD_MEET_AGAIN "child_meet_again" "When the meeting is held that looks at the plan again.";
    CHILD_VISIT_BY "child_visit_by" "Who visits, and by when.";
    CHILD_SOCIAL_WORKER "child_social_worker" "Who visits, where no day is known.";
    CHILD_CLOSEST "child_closest" "Who else can be told.";
    CHILD_TRUST "child_trust" "Whom to tell when frightened.";
    CHILD_RING "child_ring" "Whom to ring.";
    CHILD_DISAGREE "child_disagree" "Above how to disagree.";
    CHILD_SAY_SO "child_say_so" "How to disagree, and who helps.";
    CHILD_LEFT_OUT "child_left_out" "That something may be left out.";
    CHILD_KEEP "child_keep" "Whose page it is, and who can keep it.";

    MINUTES_TITLE "minutes_title" "The minutes, in front of the title of the agenda.";
    AGENCY_TITLE "agency_title" "One agency's actions.";

    INVITATION_TITLE "invitation_title" "The invitation to the next meeting.";
    WHEN_AND_WHERE "when_and_where" "Above the day and the place of that meeting.";
    WHAT_THE_MEETING_IS "what_the_meeting_is" "Above what the agenda tells the family of such a meeting.";
    WHAT_WE_TALK_ABOUT "what_we_talk_about" "Above the titles of the agenda's sections.";
    TOLD_BEFORE_THE_DAY "told_before_the_day" "In their place, where the agenda of the next meeting is not chosen yet.";
    REPORTS "reports" "Above by when reports are due.";
    REPORTS_FROM "reports_from" "Whose reports are asked for.";
    REPORT_IN_BY "report_in_by" "By when somebody's report is handed in.";
    REPORT_SHARED_BY "report_shared_by" "By when they share it with the family.";
    REPORTS_ROUND_BY "reports_round_by" "By when reports go to everybody who comes.";
    REPORTS_READ_BY "reports_read_by" "For the family: by when they can read the reports.";
    SO_THAT_YOU_CAN_COME "so_that_you_can_come" "Above what can be done so that somebody can come.";
    WHAT_HELPS_YOU_TO_COME "what_helps_you_to_come" "What that can be.";

    COMPLAINTS_TITLE "complaints_title" "The page on comments, praise and complaints.";
    COMPLAINTS_WELCOME "complaints_welcome" "Why it is given out.";
    WHAT_YOU_CAN_SAY "what_you_can_say" "Above what a comment, praise and a complaint are.";
    COMMENT_IS "comment_is" "What a comment is.";
    PRAISE_IS "praise_is" "What praise is.";
    COMPLAINT_IS "complaint_is" "What a complaint is, and what it can be about.";
    HOW_TO_SAY_IT "how_to_say_it" "Above whom to tell, until when, and who helps.";
    COMPLAIN_IN_WORDS "complain_in_words" "In which ways it can be said.";
    WHAT_HAPPENS_THEN "what_happens_then" "Above what becomes of it.";
    COMPLAINT_ANSWERED "complaint_answered" "That somebody looks at it and answers.";
    OMBUDSMAN "ombudsman" "Where to go if the answer does not help.";

    PLAN_TITLE "plan_title" "The plan.";
    OUTCOME "outcome" "Above the outcomes, in a table of the plan.";
    ACTION "action" "Above the actions, in a table of the plan.";
    WITHOUT_OUTCOME "without_outcome" "Above the actions that name no outcome.";
    FOR_CHILDREN "for_children" "In front of the children an action is for, where it is not for all the children of the paper.";
    WHO "who" "In front of who does it.";
    HOW_SOON "how_soon" "In front of how soon, if something goes wrong.";
    BY_WHEN "by_when" "In front of the day by which it is done.";
    FROM_WHEN "from_when" "In front of the day on which it begins.";
    HOW_OFTEN "how_often" "In front of how often it is done.";
    HOW_WE_WILL_KNOW "how_we_will_know" "In front of how everybody will see that it has happened.";
    HELP_WITH_IT "help_with_it" "In front of the help that is given with it.";
    WHO_LEADS "who_leads" "In front of who leads where several do it.";
    WHO_HELPS "who_helps" "In front of whoever helps with it.";
    WHO_CHECKS "who_checks" "In front of who looks whether it was done.";
    IF_IT_GOES_WRONG "if_it_goes_wrong" "Above what happens if something goes wrong.";
    IF_THEN "if_then" "One such thing.";
    WHO_AGREED "who_agreed" "Above who agreed to the plan.";

    CORE_GROUP_TITLE "core_group_title" "The core group card.";
    CORE_GROUP_PURPOSE "core_group_purpose" "What the core group is for.";
    IN_THE_CALENDAR "in_the_calendar" "What stands in a calendar: the reference, and no name.";
    WHEN_IT_MEETS "when_it_meets" "Above the dates on the core group card.";
    WHO_IS_IN_IT "who_is_in_it" "Above the members of the core group.";
}

impl Phrases {
    /// As it stands in the agenda: `en-GB`, `cy`. Where there are none in a language, they are English.
    pub fn in_language(&self, language: &str) -> Spoken<'_> {
        Spoken(match is_welsh(language) {
            true => &self.welsh,
            false => &self.english,
        })
    }
}

impl<'p> Spoken<'p> {
    pub fn say(self, phrase: &Phrase) -> &'p str {
        self.0.get(phrase.0).map_or("", String::as_str)
    }

    /// With what is filled in: `{child}` becomes the words given for `child`.
    pub fn fill(self, phrase: &Phrase, filled: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.say(phrase);
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            let words = filled.iter().find(|(known, _)| *known == name);
            out.push_str(words.map_or("", |(_, words)| words));
            rest = after;
        }
        out + rest
    }

    /// All of them as they are printed, for whoever measures how easily they can be read.
    pub fn all(self) -> impl Iterator<Item = (&'static str, &'p str)> {
        self.0.iter().map(|(name, words)| (*name, words.as_str()))
    }
}

/// The names between braces.
fn gaps(words: &str) -> Vec<&str> {
    let behind = words.split('{').skip(1);
    behind
        .map(|behind| behind.split('}').next().unwrap_or(behind))
        .collect()
}

impl SettingsValues for Phrases {
    const NAME: &'static str = "phrases.toml";
    const ABOUT: &'static str = "the fixed phrases of letters, plans and the other papers";
    const BUILT_IN: &'static str = include_str!("phrases.toml");
    const SHAPE: &'static Shape = &PHRASES;
    const KEPT: bool = true;

    fn with_file(mut self, root: &Table, faults: &mut Faults<'_>) -> Phrases {
        let is_built_in = self.english.is_empty();
        if is_built_in {
            self.welsh.clone_from(&WELSH);
        }
        for field in PHRASES.fields {
            let words = root.text(field.name);
            if words.is_empty() {
                continue;
            }
            if let Some(built_in) = self.english.get(field.name) {
                let known = gaps(built_in);
                for gap in gaps(words).into_iter().filter(|gap| !known.contains(gap)) {
                    let instead = match known.as_slice() {
                        [] => "Leave the braces out: nothing is filled in here.".to_owned(),
                        known => format!("These can be filled in: {{{}}}.", known.join("}, {")),
                    };
                    faults.add(
                        &root.place_of(field.name),
                        format!("Nothing is known for {{{gap}}} in \"{}\".", field.name),
                        instead,
                    );
                }
            }
            if !is_built_in {
                self.welsh.insert(field.name, words.to_owned());
            }
            self.english.insert(field.name, words.to_owned());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_built_in_and_says_something() {
        let built_in = Phrases::built_in();
        for field in PHRASES.fields {
            for said in [&built_in.english, &built_in.welsh] {
                let words = said.get(field.name).map_or("", String::as_str);
                assert!(!words.is_empty(), "{} has no built-in words", field.name);
            }
            let filled_in = |said: &Said| {
                let mut gaps: Vec<String> = gaps(&said[field.name])
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                gaps.sort_unstable();
                gaps
            };
            assert_eq!(
                filled_in(&built_in.english),
                filled_in(&built_in.welsh),
                "{}",
                field.name
            );
        }
    }

    #[test]
    fn a_phrase_of_ones_own_is_filled_in_like_the_built_in_one() {
        let own = Phrases::read("put_off = \"We meet again about {child}.\"\n").unwrap();
        let built_in = Phrases::built_in();
        let (own, welsh) = (own.in_language("en-GB"), own.in_language("cy-GB"));
        assert_eq!(welsh.say(&PUT_OFF), own.say(&PUT_OFF));
        assert_eq!(welsh.say(&SLIP_TITLE), "Beth ddaeth o'r cyfarfod");
        assert_eq!(
            own.fill(&PUT_OFF, &[("child", "{Ella}")]),
            "We meet again about {Ella}."
        );
        assert_eq!(
            own.say(&SLIP_TITLE),
            built_in.in_language("en").say(&SLIP_TITLE)
        );
    }

    #[test]
    fn what_nothing_is_known_for_is_a_fault() {
        for wrong in [
            "put_off = \"We meet again about {chld}.\"\n",
            "left_out = \"Ask {chair}.\"\n",
            "no_such_phrase = \"x\"\n",
        ] {
            assert_eq!(Phrases::check(wrong).len(), 1, "{wrong}");
        }
    }
}
