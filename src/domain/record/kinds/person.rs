//! A person at the table, on the telephone, or missing: initials, role, agency, relation.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::particulars;
use crate::domain::record::{
    ComparisonPart, Identity, Key, Kind, Lead, MeetingContext, PageSection, ReadAnswers, Values,
};
use crate::domain::settings::vocabularies::Vocabularies;
use crate::domain::text::words_of_name;
use crate::domain::toml_reader::SettingsValues;
use serde_json::Value;
use std::sync::LazyLock;

pub const INITIALS: Field = Field::text("initials", "initials", "Which initials will you type?")
    .of(Answer::Code)
    .or(&["code", "letters", "short", "typed as"]);

pub const NAME: Field = Field::text("name", "name", "What is their name?")
    .must()
    .brief()
    .or(&["full name"]);

pub const ROLE: Field = Field::text("role", "role", "What is their role?")
    .brief()
    .or(&[
        "as",
        "job",
        "job title",
        "title",
        "position",
        "designation",
        "profession",
        "occupation",
    ]);

pub const AGENCY: Field = Field::text("agency", "agency", "Which agency are they from?")
    .brief()
    .or(&[
        "from",
        "organisation",
        "organization",
        "service",
        "employer",
        "team",
        "works for",
        "org",
        "company",
    ]);

pub const RELATION: Field = Field::text(
    "relation",
    "relation",
    "How are they related to the children?",
)
.brief()
.or(&[
    "related",
    "relationship",
    "related to",
    "relationship to child",
]);

pub const SIDE: Field = Field::text("side", "side", "On which side do they sit?")
    .from_list("sides")
    .or(&["sits with"]);

pub const ATTENDANCE: Field = Field::text("attendance", "attendance", "How will they take part?")
    .from_list("attendance")
    .of_the_day()
    .or(&[
        "attends",
        "attending",
        "attended",
        "present",
        "coming",
        "comes",
        "how",
    ]);

pub const PARENTAL_RESPONSIBILITY: Field = Field::text(
    "parental_responsibility",
    "pr",
    "Do they have parental responsibility?",
)
.of(Answer::YesNo)
.or(&["has pr", "p r"]);

pub const SPEAKS_ALSO_FOR: Field = Field::text(
    "speaks_also_for",
    "speaks for",
    "Whose information do they bring as well?",
)
.of_this_meeting()
.or(&["represents", "on behalf of", "also for"]);

pub const INVITED: Field = Field::text("invited", "invited", "On which day were they invited?")
    .of(Answer::Date)
    .in_the_past()
    .of_the_invitation()
    .or(&["invited on", "invite", "invitation"]);

pub const ANSWER: Field = Field::text("answer", "answer", "Did they say they would come?")
    .from_list("answers")
    .or(&["reply", "replied", "rsvp"])
    .of_the_invitation();

pub const ANSWERED: Field = Field::text("answered", "answered", "On which day did they answer?")
    .of(Answer::Date)
    .in_the_past()
    .of_the_invitation()
    .or(&["answered on", "replied on", "reply date"]);

/// Of children too: the templates of conferences ask it of both.
pub const WHY_NOT: Field = Field::text("why_not", "why not", "If they did not come: why not?")
    .or(&[
        "did not come because",
        "absent because",
        "why",
        "reason",
        "why absent",
        "reason for absence",
    ])
    .of_the_day();

pub const DIRECT_CONTACT: Field = Field::text(
    "direct_contact",
    "knows",
    "Do they know the children themselves?",
)
.of(Answer::YesNo)
.of_this_meeting()
.or(&[
    "contact with",
    "knows child",
    "knows children",
    "knows the child",
    "knows the children",
]);

pub const REPORTS_READ: Field = Field::text(
    "reports_read",
    "read",
    "Have they read the reports before today?",
)
.of(Answer::YesNo)
.of_this_meeting()
.or(&["has read", "read reports"]);

pub const ASKED_TO_LEAVE_BY: Field = Field::text(
    "asked_to_leave_by",
    "sent out by",
    "If they were asked to leave: who decided so?",
)
.of(Answer::Person)
.of_this_meeting()
.or(&["excluded by"]);

pub const ASKED_TO_LEAVE_WHY: Field = Field::text(
    "asked_to_leave_why",
    "sent out for",
    "Why were they asked to leave (kept out of the family's copy)?",
)
.kept_back()
.of_this_meeting()
.or(&[
    "excluded because",
    "why out",
    "excluded for",
    "sent out because",
    "asked to leave because",
]);

pub const NEEDS: Field =
    Field::text("needs", "needs", "What do they need to take part well?").or(&[
        "access",
        "access needs",
        "needs to take part",
        "support needs",
        "language",
        "communication",
    ]);

pub const CONTACT: Field = Field::text("contact", "contact", "How can they be reached?")
    .kept_back()
    .or(&[
        "phone",
        "tel",
        "telephone",
        "mobile",
        "mob",
        "email",
        "e-mail",
        "mail",
        "number",
        "phone number",
        "contact details",
    ]);

pub const SAFETY: Field = Field::text(
    "safety",
    "safety",
    "What keeps them safe here (kept out of the family's copy)?",
)
.kept_back()
.or(&[
    "safe",
    "risk",
    "safety plan",
    "security",
    "safety needs",
    "risks",
]);

/// Participants and how they take part (practice 3.3, 3.4).
pub const KIND: Kind = Kind {
    id: "person",
    plural: "people",
    prefix: "p",
    title: "Person",
    command: "person",
    lead: Lead::CodeThen(&INITIALS, &NAME),
    fields: &[
        INITIALS,
        NAME,
        ROLE,
        AGENCY,
        RELATION,
        SIDE,
        ATTENDANCE,
        PARENTAL_RESPONSIBILITY,
        SPEAKS_ALSO_FOR,
        INVITED,
        ANSWER,
        ANSWERED,
        WHY_NOT,
        DIRECT_CONTACT,
        REPORTS_READ,
        ASKED_TO_LEAVE_BY,
        ASKED_TO_LEAVE_WHY,
        NEEDS,
        CONTACT,
        SAFETY,
        particulars::BORN,
        particulars::ADDRESS,
        particulars::CURRENT_ADDRESS,
        particulars::LIVES_WITH,
        particulars::ETHNICITY,
        particulars::DISABILITY,
        particulars::IMMIGRATION,
        particulars::INTERPRETER,
        particulars::ADVOCATE_OFFERED,
        particulars::ADVOCATE_TAKEN_UP,
        particulars::ADVOCATE,
    ],
    key: Key::Fields(&[&INITIALS]),
    columns: &[&INITIALS, &NAME, &ROLE, &AGENCY, &ATTENDANCE],
    shown_in: &["attendance"],
    fill: Some(give_initials),
    help: "KS Kelly Smith; role: mother. Initials first; then who they are.",
    identity: Identity::Somebody,
    ..Kind::standing_in(PageSection::People, ComparisonPart::People)
};

/// Where a person stands in the round and in the balance of voices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Family,
    Professional,
    Chair,
    /// Interpreter, observer, minute-taker: not in the round.
    Beside,
}

static ROLES_BUILT_IN: LazyLock<Vocabularies> = LazyLock::new(Vocabularies::built_in);

const FAMILY_WORDS: &[&str] = &[
    "mother",
    "father",
    "mum",
    "dad",
    "parent",
    "step",
    "grand",
    "nan",
    "aunt",
    "uncle",
    "sister",
    "brother",
    "cousin",
    "carer",
    "partner",
    "godmother",
    "godfather",
];

const FAMILY_PHRASES: &[&str] = &["friend of the family", "family friend"];

/// Whoever takes the minutes also makes the copies.
pub fn is_minute_taker(person: &impl ReadAnswers) -> bool {
    match person.text(&SIDE) {
        "" => person.text(&ROLE).to_lowercase().contains("minute"),
        side => side == "minute_taker",
    }
}

/// The side that was given, or what the other answers say.
pub fn side(person: &impl ReadAnswers) -> Side {
    let role = person.text(&ROLE).to_lowercase();
    match person.text(&SIDE) {
        "family" | "network" => Side::Family,
        "chair" => Side::Chair,
        "professional" | "supporter" => Side::Professional,
        "minute_taker" | "interpreter" | "observer" => Side::Beside,
        _ if role.split_whitespace().any(|word| word == "chair")
            || role.contains("reviewing officer") =>
        {
            Side::Chair
        }
        _ if ["interpreter", "observer", "student", "minute"]
            .iter()
            .any(|word| role.contains(word)) =>
        {
            Side::Beside
        }
        _ if !person.text(&RELATION).is_empty() => Side::Family,
        _ if !person.text(&AGENCY).is_empty() => Side::Professional,
        _ if FAMILY_PHRASES.iter().any(|words| role.contains(words)) => Side::Family,
        _ if FAMILY_WORDS.iter().any(|word| {
            role.split(|c: char| !c.is_alphabetic())
                .any(|part| part.starts_with(word))
        }) =>
        {
            Side::Family
        }
        _ => Side::Professional,
    }
}

/// Whole words of a role, or of a relation where no role was given: a grandmother is "the mother's mother".
const PARENTS: &[&str] = &[
    "mother",
    "father",
    "mum",
    "mummy",
    "mam",
    "dad",
    "daddy",
    "parent",
    "stepmother",
    "stepfather",
    "step-mother",
    "step-father",
    "stepparent",
    "step-parent",
];

/// Whether somebody is a parent: they have parental responsibility, or their role or relation says so.
pub fn is_parent(person: &impl ReadAnswers) -> bool {
    let words = person.first_text(&[&ROLE, &RELATION]).to_lowercase();
    // "mother of Ella", "father, lives apart": the first word says who they are.
    let first = words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '('));
    let is_one = |word: &str| PARENTS.contains(&word);
    let is_named = first
        .into_iter()
        .find(|word| !matches!(*word, "" | "the" | "birth" | "adoptive"));
    is_named.is_some_and(is_one) || person.yes_no(&PARENTAL_RESPONSIBILITY) == Some(true)
}

/// A role of the council's list counts as the list says. Where the words of the role would count as something else, the
/// side is written down, so that the minutes can be read without the settings.
fn give_side(values: &mut Values, meeting: &dyn MeetingContext) {
    if values.contains_key(SIDE.name) {
        return;
    }
    let Some(role) = meeting.settings().vocabularies().role(values.text(&ROLE)) else {
        return;
    };
    let (meant, code) = match () {
        () if role.is("family") => (Side::Family, "family"),
        () if role.is("chair") => (Side::Chair, "chair"),
        () if role.is("beside") => (Side::Beside, "observer"),
        () if role.is("no_opinion") => (Side::Professional, "supporter"),
        () if role.is("professional") => (Side::Professional, "professional"),
        () => return,
    };
    let is_built_in = ROLES_BUILT_IN.role(&role.code) == Some(role);
    if side(values) != meant || (code == "supporter" && !is_built_in) {
        values.insert(SIDE.name.to_owned(), Value::String(code.to_owned()));
    }
}

fn give_initials(values: &mut Values, meeting: &dyn MeetingContext) {
    give_side(values, meeting);
    super::child::give_code(values, meeting, &INITIALS, |name| {
        let mut words = words_of_name(name);
        words.truncate(3);
        let first: String = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let second = words.last().and_then(|word| word.chars().nth(1));
        let longer = second.map(|letter| format!("{first}{letter}"));
        std::iter::once(first).chain(longer).collect()
    });
    if let Some(Value::String(code)) = values.get_mut(INITIALS.name) {
        *code = code.to_uppercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Body, Record};
    use crate::domain::text::words_of_name as words_of;

    fn person(fields: &[(&str, &str)]) -> Record {
        let mut body = Body::default();
        for (field, words) in fields {
            body.values
                .insert((*field).to_owned(), Value::String((*words).to_owned()));
        }
        Record {
            id: "p1".into(),
            kind: "person".into(),
            section: None,
            at: "2026-11-22T14:00:00+00:00".parse().unwrap(),
            visibility: body.visibility,
            follow_up: false,
            values: body.values,
            to_confirm: body.to_confirm,
            struck: None,
            former: Vec::new(),
            hidden: None,
            names_another: std::collections::BTreeSet::new(),
            without: Default::default(),
        }
    }

    #[test]
    fn letters_come_from_the_name_and_not_from_what_stands_around_it() {
        for (name, words) in [
            ("Jo (Joanna) Bloggs", "Jo Bloggs"),
            ("Mary-Jo Smith (mother's friend)", "Mary-Jo Smith"),
            ("Jo \"Jojo\" Bloggs", "Jo Jojo Bloggs"),
            ("Jo \u{201c}Jojo\u{201d} Bloggs", "Jo Bloggs"),
            ("(Nan)", "Nan"),
            ("Dr. Fay Bell, MBE", "Dr Fay Bell MBE"),
            ("O'Neill", "O'Neill"),
        ] {
            assert_eq!(words_of(name).join(" "), words, "{name}");
        }
    }

    #[test]
    fn a_friend_of_the_family_sits_with_the_family() {
        for role in [
            "friend of the family",
            "Family friend",
            "old friend of the family",
        ] {
            assert_eq!(side(&person(&[("role", role)])), Side::Family, "{role}");
        }
        assert_eq!(
            side(&person(&[("role", "family support worker")])),
            Side::Professional
        );
    }

    #[test]
    fn a_parent_is_known_by_role_relation_or_responsibility() {
        for (role, relation, pr, is) in [
            ("mother", "", false, true),
            ("Father, lives apart", "", false, true),
            ("birth mother", "", false, true),
            ("", "mother of Ella", false, true),
            ("step-father", "", false, true),
            ("grandmother", "the mother's mother", false, false),
            ("", "mother's sister", false, false),
            ("godmother", "", false, false),
            ("social worker", "", false, false),
            ("aunt", "", true, true),
        ] {
            let mut answers = person(&[("role", role), ("relation", relation)]);
            answers
                .values
                .insert(PARENTAL_RESPONSIBILITY.name.into(), Value::Bool(pr));
            assert_eq!(is_parent(&answers), is, "{role} {relation}");
        }
    }

    #[test]
    fn row_10_there_are_sides_and_no_label_that_blames() {
        let sides: Vec<&str> = SIDE
            .answer
            .choices()
            .iter()
            .map(|side| side.code.as_str())
            .collect();
        for needed in ["family", "network", "professional"] {
            assert!(sides.contains(&needed), "{needed}");
        }
        assert_eq!(
            side(&person(&[("side", "network"), ("agency", "club")])),
            Side::Family
        );
        let labels = KIND
            .fields
            .iter()
            .flat_map(|field| [field.label, field.question]);
        let choices = SIDE
            .answer
            .choices()
            .iter()
            .chain(ATTENDANCE.answer.choices());
        let choices = choices.flat_map(|one| [one.code.as_str(), one.words.as_str()]);
        for words in labels.chain(choices) {
            for label in [
                "perpetrator",
                "victim",
                "harm",
                "offender",
                "abuser",
                "accused",
            ] {
                assert!(!words.to_lowercase().contains(label), "{words}");
            }
        }
        // Only the name is required: nobody has to be given a side or a role.
        let must = KIND
            .fields
            .iter()
            .filter(|field| field.need == crate::domain::record::form::Need::Must);
        assert_eq!(must.map(|field| field.name).collect::<Vec<_>>(), ["name"]);
    }
}
