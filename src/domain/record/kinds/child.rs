//! A child this meeting is about. Each child has views, a plan and a decision of their own.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::particulars;
use crate::domain::record::{
    ComparisonPart, DayRule, Identity, Key, Kind, Lead, MeetingContext, PageSection, ReadAnswers,
    Record, Values,
};
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};
use crate::domain::text::words_of_name;
use chrono::{Datelike, NaiveDate};
use serde_json::Value;

pub const NAME: Field = Field::text("name", "name", "What is the child's name?")
    .must()
    .brief()
    .or(&["full name", "child", "childs name", "name of child"]);

pub const PREFERRED_NAME: Field = Field::text(
    "preferred_name",
    "called",
    "What do they like to be called?",
)
.brief()
.or(&[
    "known as",
    "likes to be called",
    "nickname",
    "aka",
    "calls themselves",
]);

pub const CODE: Field = Field::text("code", "code", "Which letters will you type?")
    .of(Answer::Code)
    .or(&["initials", "letters", "short", "typed as"]);

pub const BORN: Field = Field::text("born", "born", "When were they born?")
    .of(Answer::PastDate)
    .day(DayRule::BORN)
    .or(&[
        "dob",
        "date of birth",
        "birth date",
        "birthday",
        "birthdate",
        "birth",
        "d o b",
        "date of birth dob",
    ]);

pub const DUE: Field = Field::text("due", "due", "If not born yet: when is the baby due?")
    .of(Answer::Date)
    .day(DayRule::BABY_DUE)
    .or(&[
        "edd",
        "due date",
        "expected",
        "baby due",
        "expected date of delivery",
        "estimated due date",
        "due on",
    ]);

pub const GENDER: Field = Field::text("gender", "gender", "Which gender?")
    .brief()
    .or(&["sex", "m f"]);

pub const LIVES_WITH: Field = Field::text("lives_with", "lives with", "Who do they live with?")
    .brief()
    .or(&[
        "lives",
        "home with",
        "cared for by",
        "placement",
        "living with",
        "carer",
        "main carer",
    ]);

pub const FIRST_LANGUAGE: Field = Field::text(
    "first_language",
    "language",
    "What is their first language?",
)
.brief()
.or(&["home language", "languages", "preferred language"]);

pub const NEEDS: Field = Field::text(
    "needs",
    "needs",
    "What helps them to understand and to be understood?",
)
.or(&[
    "communication",
    "communication needs",
    "additional needs",
    "support needs",
]);

pub const LEGAL_STATUS: Field =
    Field::text("legal_status", "status", "What is their legal status?")
        .brief()
        .or(&["legal", "order"]);

pub const LEAD_SOCIAL_WORKER: Field = Field::text(
    "lead_social_worker",
    "social worker",
    "Who is their social worker?",
)
.of(Answer::Person)
.or(&[
    "sw",
    "worker",
    "allocated social worker",
    "lsw",
    "allocated worker",
    "childs social worker",
    "key worker",
]);

pub const CLOSEST_PROFESSIONAL: Field = Field::text(
    "closest_professional",
    "closest",
    "Which professional is closest to them?",
)
.of(Answer::Person)
.or(&["knows best", "trusted adult", "closest to", "key adult"]);

pub const SCHOOL: Field = Field::text(
    "school",
    "school",
    "Which school or nursery (kept out of the family's copy)?",
)
.kept_back()
.brief()
.or(&[
    "nursery",
    "school or nursery",
    "education",
    "preschool",
    "college",
    "education setting",
    "setting",
    "school nursery",
    "name of school",
]);

pub const ADDRESS: Field = Field::text(
    "address",
    "address",
    "Where do they live (kept out of the family's copy)?",
)
.kept_back()
.brief()
.or(&[
    "home",
    "lives at",
    "home address",
    "postcode",
    "where they live",
]);

pub const SURGERY: Field = Field::text(
    "surgery",
    "surgery",
    "Which doctor's surgery (kept out of the family's copy)?",
)
.kept_back()
.brief()
.seldom()
.or(&[
    "gp",
    "doctor",
    "gp surgery",
    "doctors surgery",
    "gp practice",
    "family doctor",
    "registered with",
]);

/// How often somebody is to see them. From it and from the visits follows when the next one is due.
pub const VISITS: Field = Field::text("visits", "visits", "How often are they to be visited?")
    .text_or("how_often")
    .seldom()
    .or(&[
        "visited",
        "visiting",
        "frequency of visits",
        "visits promised",
    ]);

pub const KEPT_OUT_BY: Field = Field::text(
    "kept_out_by",
    "kept out by",
    "If they wanted to come and were kept out: who decided so?",
)
.of(Answer::Person)
.seldom()
.of_this_meeting()
.or(&["excluded by"]);

pub const KEPT_OUT_WHY: Field = Field::text(
    "kept_out_why",
    "kept out because",
    "Why were they kept out (kept out of the family's copy)?",
)
.kept_back()
.seldom()
.of_this_meeting()
.or(&["excluded because", "why kept out", "kept out for"]);

/// The children (practice 3.2). Where they live and learn is kept out of the open minutes (practice 7.7).
pub const KIND: Kind = Kind {
    id: "child",
    plural: "children",
    prefix: "k",
    title: "Child",
    command: "child",
    lead: Lead::Field(&NAME),
    fields: &[
        NAME,
        PREFERRED_NAME,
        CODE,
        BORN,
        DUE,
        GENDER,
        LIVES_WITH,
        FIRST_LANGUAGE,
        NEEDS,
        LEGAL_STATUS,
        LEAD_SOCIAL_WORKER,
        CLOSEST_PROFESSIONAL,
        super::person::WHY_NOT,
        SCHOOL,
        ADDRESS,
        particulars::CURRENT_ADDRESS,
        SURGERY,
        particulars::ETHNICITY,
        particulars::DISABILITY,
        particulars::IMMIGRATION,
        VISITS,
        particulars::INTERPRETER,
        particulars::ADVOCATE_OFFERED,
        particulars::ADVOCATE_TAKEN_UP,
        particulars::ADVOCATE,
        KEPT_OUT_BY,
        KEPT_OUT_WHY,
    ],
    key: Key::Fields(&[&NAME]),
    columns: &[&NAME, &BORN, &LIVES_WITH],
    shown_in: &["attendance"],
    fill: Some(give_letters),
    help: "Ella; born: 4 Mar 2017. A baby who is not born yet has a due date instead.",
    identity: Identity::Somebody,
    ..Kind::standing_in(PageSection::Children, ComparisonPart::Children)
};

/// Whether a child is not yet born: the answers have a due date but no date of birth.
pub fn is_unborn<'a>(answer: impl Fn(&Field) -> &'a str) -> bool {
    answer(&BORN).is_empty() && !answer(&DUE).is_empty()
}

/// `8`, `3 months`, `due 4 Mar 2027`, or nothing when it is not known.
pub fn age_words(child: &Record, on: NaiveDate) -> String {
    let Ok(born) = child.text(&BORN).parse::<NaiveDate>() else {
        return child
            .text(&DUE)
            .parse()
            .map_or_else(|_| String::new(), |_: NaiveDate| "unborn".to_owned());
    };
    let Some(years) = on.years_since(born) else {
        return String::new();
    };
    if years >= 2 {
        return years.to_string();
    }
    let gone = i64::from(on.day() < born.day());
    let months = i64::from(on.year() - born.year()) * 12 + i64::from(on.month())
        - i64::from(born.month())
        - gone;
    format!("{months} months")
}

fn give_letters(values: &mut Values, meeting: &dyn MeetingContext) {
    take_letters_off_the_name(values);
    let preferred = values
        .get(PREFERRED_NAME.name)
        .and_then(Value::as_str)
        .map(str::to_owned);
    give_code(values, meeting, &CODE, |name| {
        let called = preferred.as_deref().unwrap_or(name);
        let letters = called.chars().filter(|letter| letter.is_alphanumeric());
        let first = |count: usize| letters.clone().take(count).collect::<String>();
        let words = words_of_name(name);
        let surname = words.iter().skip(1).next_back();
        let of_both = surname
            .map(|surname| surname.chars().take(1))
            .map(|letter| first(1).chars().chain(letter).collect());
        std::iter::once(first(2))
            .chain(of_both)
            .chain([first(3)])
            .collect()
    });
}

/// `EL Ella Smith`: the letters first, as with everybody else. They are letters only where the name begins with them, or has
/// them as initials.
fn take_letters_off_the_name(values: &mut Values) {
    let typed = values.text(&NAME).to_owned();
    let Some((first, name)) = typed.split_once(char::is_whitespace) else {
        return;
    };
    let name = name.trim();
    let is_code = (2..=3).contains(&first.chars().count()) && first.chars().all(char::is_uppercase);
    let plain = plain_words(name);
    let initials: String = plain
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let letters = squeezed(first);
    let is_of_the_name = plain.concat().starts_with(&letters) || initials == letters;
    // Whoever is called `JJ` has no name behind it that begins so.
    if is_code && is_of_the_name && !values.contains_key(CODE.name) {
        values.insert(CODE.name.to_owned(), Value::String(first.to_owned()));
        values.insert(NAME.name.to_owned(), Value::String(name.to_owned()));
    }
}

/// Gives a code that nobody in the meeting has yet: the one wanted, otherwise that and a number. Of those wished
/// for, the first that is no word which a sentence begins with: `NS` for Noah Smith, since `no: …` names nobody.
pub(super) fn give_code(
    values: &mut Values,
    meeting: &dyn MeetingContext,
    field: &Field,
    wish: impl Fn(&str) -> Vec<String>,
) {
    if !values.text(field).is_empty() {
        return;
    }
    let Some(name) = values.get(NAME.name).and_then(Value::as_str) else {
        return;
    };
    let mut wishes = wish(name);
    wishes.retain(|letters| !letters.is_empty());
    let is_word = |letters: &&String| people_words().is_rather_a_word(&squeezed(letters));
    let wished = wishes
        .iter()
        .find(|letters| !is_word(letters))
        .or(wishes.last());
    let wished = wished.map_or_else(|| "X".to_owned(), |letters| letters.to_uppercase());
    let free = |code: &String| !meeting.has_code(code);
    let code = std::iter::once(wished.clone())
        .chain((2..1000).map(|number| format!("{wished}{number}")))
        .find(free)
        .unwrap_or(wished);
    values.insert(field.name.to_owned(), Value::String(code));
}
