//! Before the meeting: the rows in question.

use super::super::scenes::{scene, scene_at};

#[test]
fn preparing_lists_the_people_and_says_how_to_begin() {
    assert!(!scene("prepare").header().contains("saved"));
    scene("prepare").shows(
        "
        |…│ People, children, preparation           120 min planned
        |…│ ───────────────────────────────────────────────────────
        |…│ This meeting     venue Lantern House · in person · reas…
        |…│ EL  Ella Smith   child · 8
        |…│ NS  Noah Smith   child · 3
        |…│ RO  Robin Smith  child · 3 months
        |…│ KS  Kelly Smith  mother
        |…│ DS  Dan Smith    father
        |…│ AP  A Patel      social worker · Children's services
        |…│ JO  J Okafor     health visitor · Health
        |…│ PH  PC Hall      police officer · Police
        |…│ ST  M Stone      teacher · Harbour School
        |…│ CH  R Lowe       Chair
        |…│
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | Person recorded.
        | ‸
        | /begin   / commands   Up people   F1 help
        ",
    );
    let empty = scene("prepare_empty");
    assert!(
        empty
            .header()
            .starts_with(" Restorative initial conference   ")
    );
    empty.shows(
        "
        |…│ People, children, preparation           120 min planned
        |…│ ───────────────────────────────────────────────────────
        |…│ /meeting P-3001; on: today; venue: Town Hall
        |…│ /child Ella; born: 4 Mar 2018
        |…│ /person KS Kelly Smith; role: mother
        |…│
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | /child and /person add somebody. /begin starts the meeting.
        | ‸
        | /begin   / commands   Up people   F1 help
        ",
    );
}

#[test]
fn a_chosen_person_has_the_sign_and_the_cursor() {
    let chosen = scene("prepare_selected");
    chosen.shows(
        "
        |…│ PH  PC Hall      police officer · Police
        |…│‸>ST  M Stone      teacher · Harbour School
        |…│ CH  R Lowe       Chair
        ...
        |──────────────────────┴─────────────────────────────────────────────────────────
        | 13:50 Person: M Stone
        |
        | Enter edit   /append   /strike   /mark   Esc back   F1 help
        ",
    );
    assert_eq!(chosen.style_of(">ST  M Stone"), "R".repeat(12));
}

#[test]
fn before_the_beginning_nothing_is_recorded_and_the_words_stay() {
    let refused = scene("refused");
    refused.shows(
        "
        |──────────────────────┴─────────────────────────────────────────────────────────
        | ! The meeting has not begun, so nothing is recorded. /begin starts it; /person
        | and /child add people.
        | KS: hello‸
        | Enter record   Esc set aside   F1 help
        ",
    );
    assert_eq!(refused.style_of("! The meeting"), "B".repeat(13));
}

#[test]
fn whoever_has_not_answered_is_listed_to_be_asked_again() {
    let no_reply = scene("no_reply");
    no_reply.shows(
        "
        | Invited, and no answer yet: who to ask again
        |‸>DS Dan Smith  father, invited on Mon 2 Nov 2026, no answer
        | PH PC Hall    police officer, Police, no answer
        |
        ...
        |────────────────────────────────────────────────────────────────────────────────
        | father, invited on Mon 2 Nov 2026, no answer
        |
        | Enter put it into the line   Up Down choose   Esc back   F1 help
        ",
    );
    assert_eq!(no_reply.style_of(">DS Dan Smith"), "R".repeat(13));
    scene_at("no_reply", 50, 20).shows(
        "
        | Invited, and no answer yet: who to ask again
        |‸>DS Dan Smith  father, invited on Mon 2 Nov
        |               2026, no answer
        | PH PC Hall    police officer, Police, no answer
        ...
        | father, invited on Mon 2 Nov 2026, no answer
        |
        | Enter put it into the line   Esc back   F1 help
        ",
    );
}

#[test]
fn practice_says_that_it_is_made_up() {
    let practice = scene("practice");
    assert!(practice.header().starts_with(" PRACTICE · made up "));
    assert_eq!(practice.style_of("PRACTICE · made up"), "R".repeat(18));
    practice.shows(
        "
        |  1   To begin with   │ 1.1  Who is here                             0 of 5 min
        |▶ 1.1   Who is here   │ Who is here, and who sent apologies?
        |  1.2   Chair and not…│ ───────────────────────────────────────────────────────
        |  1.3   Who belongs t…│ This meeting     venue Lantern House · in person · reas…
        ...
        |…│ ST  M Stone      teacher · Harbour School
        |…│ CH  R Lowe       Chair
        ...
        | The meeting has begun. /arrive all marks everybody as here; /aloud shows what
        | is to be read aloud.
        | ‸
        | Tab next person   /next   / commands   Up entries   F1 help
        ",
    );
    for (columns, rows) in [(100, 30), (50, 20), (20, 5)] {
        let header = scene_at("practice", columns, rows).header().to_owned();
        assert!(header.starts_with(" PRACTICE"), "{header}");
        assert_eq!(header.contains(" · made up"), columns == 100, "{header}");
    }
}
