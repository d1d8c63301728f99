//! Who is meant by the label in front of a colon: tables of labels for three casts of people, and sentences that are no
//! label. What matters most: nobody's words are put into another mouth without a word.

use super::driver::Driver;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::record::Record;
use talking_piece::domain::record::kinds::{child, contribution, person};

/// A label, and whom it may be taken for: letters, `?` to be confirmed, `all`, `both` for several.
type Labels = &'static [(&'static str, &'static str)];

const TWO_SARAHS: Labels = &[
    ("KM", "KM"),
    ("km", "KM"),
    ("Kasia", "KM"),
    ("kasia marlow", "KM"),
    ("MARLOW, Kasia", "? KM"),
    ("Ms Marlow", "KM"),
    ("Mrs. Marlow", "KM"),
    ("mum", "KM"),
    ("Mother", "KM"),
    ("Ella's mum", "? KM"),
    ("the mum", "KM"),
    ("mam", "? KM"),
    ("Dad", "DT"),
    ("father", "DT"),
    ("Mr Tumble", "DT"),
    ("D. Tumble", "DT"),
    ("Dorian T", "? DT"),
    ("Dorain", "DT"),
    ("Tumbel", "DT"),
    ("D.T.", "DT"),
    ("(DT)", "DT"),
    ("* DT", "DT"),
    ("– DT", "DT"),
    ("14.05 DT", "DT"),
    ("14:05 - DT", "? DT"),
    ("[14:05:33] Dorian Tumble", "DT"),
    ("Sarah", "?"),
    ("sarah", "?"),
    ("Sarah K", "SK"),
    ("Sarah Q.", "SQ"),
    ("Sara", "?"),
    ("Sarah Kite", "SK"),
    ("Quill", "SQ"),
    ("S Quill", "SQ"),
    ("S. Kite", "SK"),
    ("Ms Quill", "SQ"),
    ("social worker", "SK"),
    ("SW", "? SK"),
    ("sw", "? SK"),
    ("HV", "? SQ"),
    ("health visitor", "SQ"),
    ("the health visitor", "SQ"),
    ("Health Visitor Quill", "? SQ"),
    ("health visiting", "SQ"),
    ("Police", "BO"),
    ("police officer", "? BO"),
    ("PC O’Hara", "BO"),
    ("O'Hara", "BO"),
    ("O`Hara", "? BO"),
    ("OHara", "? BO"),
    ("PC O'Hara", "BO"),
    ("Bryn", "BO"),
    ("constable", "BO"),
    ("Zoska", "ZW"),
    ("Zośka", "ZW"),
    ("ZOSKA", "ZW"),
    ("nan", "? ZW"),
    ("Gran", "? ZW"),
    ("grandma", "? ZW"),
    ("grandmother", "ZW"),
    ("Babcia", "? ZW"),
    ("Chair", "HA"),
    ("the Chair", "HA"),
    ("chairperson", "? HA"),
    ("Abernathy-Jones", "HA"),
    ("Abernathy", "HA"),
    ("Hefin A-J", "? HA"),
    ("School", "? TC"),
    ("Teacup Lane", "TC"),
    ("deputy head", "TC"),
    ("Head teacher", "?"),
    ("Mr Chalk", "TC"),
    ("Wren", "TC"),
    ("Wern", "TC"),
    ("Jo Bloggs", "?"),
    ("Solicitor", "?"),
    ("Aunt Flo", "?"),
    ("Mr Nobody", "?"),
    ("XX", "?"),
    ("Q", "SQ ?"),
    ("KX", "?"),
    ("Dr Foster", "?"),
    ("Probation", "?"),
    ("Sarah Smith", "?"),
    ("PC Plod", "?"),
    ("he", "?"),
    ("she", "?"),
    ("we", "?"),
    ("they", "?"),
    ("He", "?"),
    ("S", "?"),
    ("family", "? all both"),
    ("everyone", "all"),
    ("Everybody", "all"),
    ("parents", "? both"),
    ("Mum and Dad", "both"),
    ("KM, DT", "both"),
    ("KM & DT", "both"),
    ("KM + SK", "both"),
    ("Kasia and Sarah Quill", "both"),
    ("Ella", "EL"),
    ("EL", "EL"),
    ("ella marlow", "EL"),
    ("the baby", "? BB"),
    ("**KM**", "KM"),
    ("\"KM\"", "? KM"),
    ("KM (mother)", "KM"),
    ("KM said", "? KM"),
    ("1. KM", "? KM"),
    ("> KM", "KM"),
    ("KM  ", "KM"),
    ("K M", "? KM"),
    ("Kas", "KM"),
    ("Kasai", "KM"),
    ("Kasja", "KM"),
    ("Marlow", "?"),
    ("SKQ", "?"),
];

const PEOPLE_OF_TWO_SARAHS: &[&str] = &[
    "/child Ella Marlow; born: 4 Mar 2017; letters: EL",
    "/child Baby Marlow; due: in 10 weeks; called: the baby; code: BB",
    "/person KM Kasia Marlow; role: mother; relation: mother of Ella",
    "/person DT Dorian Tumble; role: father; relation: father of Ella",
    "/person SK Sarah Kite; role: social worker; agency: children's services",
    "/person SQ Sarah Quill; role: health visitor; agency: health visiting",
    "/person BO Bryn O’Hara; role: police constable; agency: police",
    "/person ZW Zośka Wilk; role: grandmother; relation: the mother's mother",
    "/person HA Hefin Abernathy-Jones; role: Chair; agency: Council of Nowhere",
    "/person TC Wren Chalk; role: deputy head; agency: Teacup Lane Primary",
];

const TITLES: Labels = &[
    ("Ms Pell", "MP"),
    ("Mrs Pell", "? MP"),
    ("Pell", "?"),
    ("mum", "MP"),
    ("Dr Merrow", "DR"),
    ("Dr. Merrow", "DR"),
    ("Doctor Merrow", "? DR"),
    ("Merrow", "DR"),
    ("GP", "DR"),
    ("the GP", "DR"),
    ("doctor", "? DR"),
    ("Dr", "DR ?"),
    ("Nurse Joy", "NJ"),
    ("Joy", "NJ"),
    ("nurse", "? NJ"),
    ("school nurse", "NJ"),
    ("school", "? NJ"),
    ("PC Hall", "PC"),
    ("Hall", "?"),
    ("PC", "PC"),
    ("Mrs Hall", "MH"),
    ("police", "PC"),
    ("WPC Hall", "? PC"),
    ("Judge", "? JU"),
    ("Judge Brack", "JU"),
    ("Brack", "JU"),
    ("Chair", "JU"),
    ("chair", "JU"),
    ("Rev Tansy", "RV"),
    ("Reverend Tansy", "? RV"),
    ("Tansy", "RV"),
    ("vicar", "? RV"),
    ("Sister Okon", "SI"),
    ("sister", "? SI"),
    ("midwife", "SI"),
    ("Okon", "SI"),
    ("Mr Right", "MR"),
    ("Right", "? MR"),
    ("right", "MR ?"),
    ("social worker", "MR"),
    ("sw", "? MR"),
    ("Quay Surgery", "DR"),
    ("the surgery", "? DR"),
    ("Tom", "TP"),
    ("tom pell", "TP"),
    ("Ms", "MP ?"),
    ("Mr", "MR ?"),
    ("gran", "? MH"),
    ("nan", "? MH"),
    ("Tansey", "? RV"),
    ("Merow", "? DR"),
    ("Merriw", "? DR"),
    ("Aunty", "?"),
    ("dad", "?"),
    ("Father", "?"),
    ("Mr Pell", "?"),
    ("Inspector Hall", "? PC"),
];

const PEOPLE_OF_TITLES: &[&str] = &[
    "/child Tom Pell; born: 4 Mar 2016; letters: TP",
    "/person MP Ms Pell; role: mother; relation: mother",
    "/person DR Dr Merrow; role: GP; agency: Quay Surgery",
    "/person NJ Nurse Joy; role: school nurse; agency: school nursing",
    "/person PC PC Hall; role: police constable; agency: police",
    "/person JU Judge Brack; role: Chair",
    "/person RV Rev. Tansy; role: friend of the family",
    "/person SI Sister Okon; role: midwife; agency: midwifery",
    "/person MR Mr Right; role: social worker; agency: children's services",
    "/person MH Mrs Hall; role: grandmother; relation: the father's mother",
];

const SENTENCES: &[&str] = &[
    "Note: the letter came",
    "it was 10:30: too late",
    "she said: no",
    "three things: sleep, food, school",
    "To be clear: no visits",
    "Question: who takes her",
    "Monday: clinic, Tuesday: nursery",
    "Plan A: stay with gran",
    "in short: no",
    "The point is: she is tired",
    "What helps: football",
    "Reminder: bring the form",
    "My worry: the stairs",
    "See http://nowhere.invalid/x",
    "ratio 3:1 is fine",
    "at 9:15 she left",
    "Agreed: Friday",
    "Update: still waiting",
    "Good news: he came",
    "One more thing: the dog",
    "Example: last Tuesday",
    "Background: they moved in May",
    "so: what now",
    "The rule is simple: no phones",
    "Home: fine",
    "Health: no concerns",
    "Safe word: pineapple",
    "Time: half past two",
    "Re: your letter",
    "PS: thanks",
    "NB: no visits",
    "FYI: moved",
    "Strengths: she tries",
    "Worries: money",
    "Next steps: call him",
    "Outcome: better sleep",
    "Risk: high",
    "The answer: yes",
    "It is like this: nobody came",
    "First: breakfast",
    "Secondly: the bus",
    "Yes: she did",
    "No: never",
    "Maybe: we will see",
    "Well: it depends",
    "Sorry: I forgot",
    "Money: tight",
    "Sleep: poor",
    "Attendance: 91 per cent",
    "Two points: the bus and the money",
    "She added: not again",
    "What we know: very little",
    "The plan: bath, story, bed",
    "Her words were: I want to go home",
    "Summary: a good week",
    "On Mondays: swimming",
    "By Friday: the form",
    "Dinner: pasta mostly",
    "The dog: fine",
    "Travel: the 42 bus",
    "Not clear: who locks up",
    "For example: last night",
    "In other words: he left",
    "Most of all: sleep",
    "Good point: the key",
    "Last time: no one came",
    "Where: at the clinic",
    "When: after school",
    "Why: nobody knows",
    "How often: twice a week",
    "Cost: twelve pounds",
    "Address: with the office",
    "Phone: out of order",
    "The worry is this: the stairs",
    "Thing to do: ring them",
    "Up to now: nothing",
    "From now on: every day",
    "Also: the window",
    "But: not on Sundays",
    "Today: quiet",
    "Tomorrow: the dentist",
    "Reason: she was ill",
    "Result: two letters",
    "Remember: bring shoes",
    "Warning: the step is loose",
    "Correction: it was Tuesday",
    "Weather: snow",
    "Bedtime: seven",
    "Score: six out of ten",
    "Colour: red",
    "Medicine: twice a day",
    "Appointment: 4 Dec",
    "Contact: by letter",
    "Holiday: one week",
    "Rent: paid",
    "Heating: broken",
    "Friends: two in her class",
    "Reading: better",
    "Lunch: eats well",
    "Clothes: clean",
];

fn conference(people: &[String]) -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    for line in people {
        d.enter(line);
    }
    d.enter("/begin");
    d.enter("/arrive all");
    d
}

fn letters(id: &str, meeting: &Meeting) -> String {
    let record = meeting.record(id);
    let letters = record.map(|record| match record.is_a(&child::KIND) {
        true => record.text(&child::CODE),
        false => record.text(&person::INITIALS),
    });
    letters.unwrap_or(id).to_owned()
}

fn said_by(record: &Record, meeting: &Meeting) -> String {
    if record.to_confirm.contains_key(contribution::SPEAKER.name) {
        return "?".to_owned();
    }
    match record.list(&contribution::SAID_WITH).is_empty() {
        true => letters(record.text(&contribution::SPEAKER), meeting),
        false => "both".to_owned(),
    }
}

/// Types each label after somebody else has spoken. Returns how many were taken for the right person.
fn all_right(people: &[String], first: &str, labels: &[(String, String)]) -> usize {
    let mut d = conference(people);
    let (mut right, mut wrong) = (0, Vec::new());
    for (label, wanted) in labels {
        d.enter(&format!("{first}: something else"));
        let outcome = d.enter(&format!("{label}: I was scared"));
        assert!(
            matches!(outcome, Outcome::Recorded(_)),
            "{label}: {outcome:?}"
        );
        let (record, meeting) = (d.last(), &d.editor().meeting);
        let by = said_by(record, meeting);
        assert!(
            record.text(&contribution::TEXT).contains("I was scared"),
            "{label}"
        );
        if by == "?" {
            // Whoever it is: the label stays word for word, on the catch-up list.
            let kept = &record.to_confirm[contribution::SPEAKER.name];
            assert!(
                record.text(&contribution::TEXT).starts_with("I was") && !kept.is_empty(),
                "{label}"
            );
            assert!(meeting.catch_up().any(|it| it.id == record.id), "{label}");
        } else if !wanted.split(' ').any(|code| code == by) {
            wrong.push(format!("{label}: {by} instead of {wanted}"));
        }
        right += usize::from(by != "?" && wanted.split(' ').any(|code| code == by));
    }
    assert!(wrong.is_empty(), "silently wrong: {wrong:#?}");
    right
}

fn owned(labels: Labels) -> Vec<(String, String)> {
    let owned = |(label, wanted): &(&str, &str)| ((*label).to_owned(), (*wanted).to_owned());
    labels.iter().map(owned).collect()
}

fn strings(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn of_two_sarahs_and_their_colleagues_nobody_is_taken_for_another() {
    let right = all_right(&strings(PEOPLE_OF_TWO_SARAHS), "SK", &owned(TWO_SARAHS));
    assert!(
        right * 3 >= TWO_SARAHS.len() * 2,
        "{right} of {}",
        TWO_SARAHS.len()
    );
}

#[test]
fn of_people_with_titles_and_no_first_names_nobody_is_taken_for_another() {
    let right = all_right(&strings(PEOPLE_OF_TITLES), "MR", &owned(TITLES));
    assert!(right * 3 >= TITLES.len() * 2, "{right} of {}", TITLES.len());
}

#[test]
fn of_ninety_nine_people_nobody_is_taken_for_another() {
    let first = [
        "Ada", "Bea", "Cal", "Dot", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jed", "Kit",
    ];
    let last = [
        "Amber", "Birch", "Cedar", "Dewdrop", "Elder", "Fennel", "Gorse", "Hazel", "Ironbark",
    ];
    let names: Vec<(String, String)> = first
        .iter()
        .flat_map(|first| {
            last.iter()
                .map(move |last| ((*first).to_owned(), (*last).to_owned()))
        })
        .collect();
    let mut people = vec!["/child Pip Dewdrop; born: 1 Feb 2018; code: PD1".to_owned()];
    let mut labels = Vec::new();
    for (number, (first, last)) in (1..).zip(&names) {
        let code = format!("A{number}");
        people.push(format!(
            "/person {code} {first} {last}; role: helper {number}; agency: agency {number}"
        ));
        labels.push((format!("{first} {last}"), code.clone()));
        labels.push((format!("{last}, {first}"), code.clone()));
        labels.push((code.to_lowercase(), code.clone()));
        labels.push((format!("helper {number}"), code.clone()));
        // Eleven have each surname, and nine each first name.
        labels.push((last.clone(), "?".to_owned()));
        labels.push((first.clone(), "?".to_owned()));
    }
    let right = all_right(&people, "A1", &labels);
    assert!(right * 3 >= names.len() * 4 * 2, "{right}");
}

#[test]
fn a_sentence_with_a_colon_is_a_sentence() {
    let mut d = conference(&strings(PEOPLE_OF_TWO_SARAHS));
    let mut asked = Vec::new();
    for sentence in SENTENCES {
        d.enter("SK: something else");
        d.enter(sentence);
        let (record, meeting) = (d.last(), &d.editor().meeting);
        match said_by(record, meeting).as_str() {
            "?" => asked.push(*sentence),
            by => {
                assert_eq!(by, "SK", "{sentence}");
                assert_eq!(record.text(&contribution::TEXT), *sentence);
            }
        }
    }
    assert!(
        SENTENCES.len() >= 100 && asked.len() * 40 <= SENTENCES.len(),
        "{asked:?}"
    );
}
