//! What newcomers stumble over: words for an agency, one answer of a record, a command without its words, who is who.

use super::driver::Driver;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::screens::help;
use talking_piece::domain::line::{explain, read};
use talking_piece::domain::record::kinds::{action, agency_view, contribution, person};

fn with_agencies() -> Driver {
    let mut d = Driver::in_conference();
    for line in [
        "/person MT Mei Larkspur; role: class teacher; agency: Teacup Lane Primary",
        "/person OD Ola Fennel; role: advocate; agency: Open Door Advocacy",
        "/person PC PC Hollis; role: police officer; agency: Mossford Police",
        "/person PD PC Reed; role: police officer; agency: Harbour Police",
        "/arrive all",
    ] {
        assert!(!matches!(d.enter(line), Outcome::Refused(_)), "{line}");
    }
    d
}

#[test]
fn an_agency_is_one_that_people_here_come_from() {
    for (typed, meant) in [
        ("Open Door", "Open Door Advocacy"),
        ("open door", "Open Door Advocacy"),
        ("the Open Door", "Open Door Advocacy"),
        ("OPEN DOOR ADVOCACY", "Open Door Advocacy"),
        ("advocacy", "Open Door Advocacy"),
        ("Opn Door", "Open Door Advocacy"),
        ("OD", "Open Door Advocacy"),
        ("school", "Teacup Lane Primary"),
        ("the school", "Teacup Lane Primary"),
        ("Teacup Lane", "Teacup Lane Primary"),
        ("teacup", "Teacup Lane Primary"),
        ("Teacup Lnae Primary", "Teacup Lane Primary"),
        ("class teacher", "Teacup Lane Primary"),
        ("MT", "Teacup Lane Primary"),
        ("Mossford", "Mossford Police"),
        ("Harbour Pol", "Harbour Police"),
        ("Health", "health"),
        ("health visitor", "health"),
        ("Children's Services", "children's services"),
        ("childrens services", "children's services"),
        ("SW", "children's services"),
        // Nobody is here from there: as typed.
        ("Lamplight Housing", "Lamplight Housing"),
        ("Fire and Rescue", "Fire and Rescue"),
        ("Larkrise Nursery", "Larkrise Nursery"),
    ] {
        let mut d = with_agencies();
        d.enter(&format!(
            "/agency {typed}; child: Ella; view: child in need"
        ));
        let (view, confirm) = (d.last(), d.last().body().to_confirm);
        assert_eq!(
            view.text(&agency_view::AGENCY),
            meant,
            "{typed}: {confirm:?}"
        );
        assert!(confirm.is_empty(), "{typed}: {confirm:?}");
    }
}

#[test]
fn an_agency_that_can_be_several_is_asked_about_with_their_names() {
    for (typed, named) in [
        ("police", ["Mossford Police", "Harbour Police"]),
        ("the police", ["Mossford Police", "Harbour Police"]),
    ] {
        let mut d = with_agencies();
        d.enter(&format!(
            "/agency {typed}; child: Ella; view: child in need"
        ));
        let confirm = d.last().body().to_confirm;
        assert_eq!(confirm.get("agency").map(String::as_str), Some(typed));
        assert_eq!(d.last().text(&agency_view::AGENCY), "", "{typed}");
        for name in named {
            assert!(d.status().contains(name), "{typed}: {}", d.status());
        }
    }
}

#[test]
fn the_signs_stand_on_the_first_page_of_the_help() {
    let rows = help::rows(COMMANDS, Place::Recording, false);
    // The list has fourteen rows at 50x20.
    let first: Vec<&str> = rows.iter().take(14).map(|row| row.typed.as_str()).collect();
    for sign in [
        "KS: + words",
        "KS: ! words",
        "KS: = words",
        "CH: * words",
        "KS: ? words",
        "#kind",
        "@ella",
        "#new",
        "#restricted",
        "??",
        ": words",
    ] {
        assert!(first.contains(&sign), "{sign}: {first:?}");
    }
    let mut d = Driver::in_conference();
    d.press("ƒ1");
    assert_eq!(d.app.help.row, 1);
}

#[test]
fn a_word_and_a_colon_that_name_nobody_are_words() {
    for line in [
        "Note: the letter came",
        "note: the letter came",
        "NB: she rang at ten",
        "Update: he has moved",
        "Summary: two worries",
        "Reminder: the letter",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("SW: first⏎{line}⏎"));
        assert_eq!(d.last().text(&contribution::TEXT), line);
        assert_eq!(d.last_speaker(), "SW", "{line}");
    }
}

#[test]
fn one_answer_of_a_record_is_changed_with_its_label() {
    for (line, edit, field, becomes) in [
        (
            "/action Kelly rings; who: KS; by: 12 Dec",
            "by: 19 Dec",
            &action::BY_WHEN,
            "2026-12-19",
        ),
        (
            "/action Kelly rings; who: KS; by: 12 Dec",
            "who: DS",
            &action::WHO,
            "p3",
        ),
        (
            "/action Kelly rings; who: KS",
            "measure: letter seen",
            &action::MEASURE,
            "letter seen",
        ),
        (
            "/person AL Anna Larch; role: aunt",
            "role: grandmother",
            &person::ROLE,
            "grandmother",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.enter(line);
        let before = d.last().body();
        assert_eq!(
            d.enter(&format!("/edit {edit}")),
            Outcome::Recorded(d.last().id.clone())
        );
        assert_eq!(d.last().text(field), becomes, "{edit}: {}", d.status());
        for (name, value) in &before.values {
            if name != field.name {
                assert_eq!(d.last().values.get(name), Some(value), "{edit}: {name}");
            }
        }
        assert!(d.status().contains("Before, it read"), "{}", d.status());
    }
}

#[test]
fn an_edit_that_no_record_of_this_kind_can_take_says_what_to_type() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly rings; who: KS; by: 12 Dec⏎/edit Kelly will ring⏎");
    assert!(
        d.status().contains("/edit who: KS changes one answer")
            && d.status().contains("/edit /action"),
        "{}",
        d.status()
    );
}

#[test]
fn an_edit_says_before_enter_which_entry_it_is_and_that_somebody_else_says_it() {
    let mut d = Driver::in_conference();
    d.press("SW: first words⏎KS: second words⏎/edit SW: other words");
    let row = COMMANDS.called("edit").unwrap();
    let told = (row.means)(&d.app, "SW: other words").unwrap();
    assert_eq!(
        told,
        "Changes who says it, to Anil Marlowe: KS: second words"
    );
    let told = (row.means)(&d.app, "SW").unwrap();
    assert_eq!(told, "Changes: SW: first words");
    let told = (row.means)(&d.app, "KS: other words").unwrap();
    assert_eq!(told, "Changes: KS: second words");
    d.press("⏎");
    assert_eq!(d.last_speaker(), "SW");
    assert!(
        d.status().contains("Anil Marlowe says it now"),
        "{}",
        d.status()
    );
}

#[test]
fn the_name_of_a_record_alone_shows_what_to_type() {
    for (command, example) in [
        ("person", "KS Kelly"),
        ("child", "Ella"),
        ("action", "books speech therapy"),
        ("agency", "child in need"),
        ("view", "letter"),
    ] {
        let mut d = Driver::in_conference();
        let before = d.editor().meeting.all_records().len();
        d.press(&format!("/{command}⏎"));
        assert!(!matches!(d.app.outcome, Outcome::Refused(_)), "{command}");
        assert_eq!(d.line(), format!("/{command} "));
        let status = d.status().to_owned();
        assert!(status.contains(&format!("/{command} ")), "{status}");
        assert!(status.contains("Type on"), "{example}: {status}");
        assert_eq!(d.editor().meeting.all_records().len(), before);
        // A file of lines has nobody who could type on.
        assert!(matches!(
            {
                d.press("⎋");
                d.app.one_line_at_a_time = true;
                d.enter(&format!("/{command}"))
            },
            Outcome::Refused(_)
        ));
    }
}

#[test]
fn of_several_names_the_one_that_nobody_has_is_asked_about() {
    for (line, asked) in [
        ("/arrive Granny Smith", "Who is Granny Smith?"),
        ("/arrive Granny and Smith", "Who is Granny? Who is Smith?"),
        ("/arrive KS and Smith", "Who is Smith?"),
        ("/arrive KS, Granny Smith", "Who is Granny Smith?"),
        ("/leave KS Smith", "Who is Smith?"),
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎"));
        assert!(
            d.status().starts_with(&format!("! {asked}")) || d.status().starts_with(asked),
            "{line}: {}",
            d.status()
        );
    }
    for (line, told) in [
        ("KS and Smith: we will be there", "nobody here is Smith"),
        ("Granny and KS: we will be there", "nobody here is Granny"),
    ] {
        let mut d = Driver::in_conference();
        d.press(line);
        let read = read(d.line(), &d.editor().meeting, d.now.date_naive());
        let said = explain(&read, d.line(), &d.editor().meeting);
        assert!(
            said.to_lowercase().contains(&told.to_lowercase()),
            "{line}: {said}"
        );
        assert!(
            !said.contains("is KS") && !said.contains("KS is"),
            "{line}: {said}"
        );
    }
}

#[test]
fn a_word_behind_letters_does_not_make_somebody_else_leave() {
    for typed in ["KS early", "KS later", "KS soon", "early KS"] {
        let mut d = Driver::in_conference();
        d.press("/person TE Tess Early; role: aunt⏎/person SL Sam Later; role: uncle⏎/person BS Bo Soon; role: uncle⏎/arrive all⏎");
        d.press(&format!("/leave {typed}⏎"));
        for code in ["TE", "SL", "BS", "KS"] {
            let meeting = &d.editor().meeting;
            let id = meeting
                .voices()
                .find(|seat| seat.code == code)
                .unwrap()
                .id
                .to_owned();
            assert!(meeting.is_here(&id), "{typed}: {code} left: {}", d.status());
        }
        assert!(d.status().contains("Who is"), "{typed}: {}", d.status());
    }
    let mut d = Driver::in_conference();
    d.press("/person TE Tess Early; role: aunt⏎/arrive all⏎/leave Tess Early⏎");
    assert!(d.status().contains("Tess gone"), "{}", d.status());
}

#[test]
fn a_line_of_notes_behind_a_label_is_asked_about_and_nothing_of_it_is_lost() {
    for (line, words) in [
        ("SW: 14:05 KS: we came late", "14:05 we came late"),
        ("SW: [14:05] KS: we came late", "[14:05] we came late"),
        (
            "SW: 2.30 pm - Kelly: we came late",
            "2.30 pm - we came late",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎"));
        assert_eq!(d.last().text(&contribution::SPEAKER), "", "{line}");
        assert_eq!(d.last().text(&contribution::TEXT), words);
        assert!(d.status().contains("SW Anil or KS Kelly"), "{}", d.status());
    }
    let mut d = Driver::in_conference();
    d.press("SW: 14:05 was when they came: late⏎");
    assert_eq!(d.last_speaker(), "SW");
}

#[test]
fn a_time_that_stood_before_a_label_is_told_where_nobody_saw_the_line() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.enter("14:05 KS: we came late");
    assert!(
        d.status()
            .starts_with("14:05 in front of the name is not in the words"),
        "{}",
        d.status()
    );
    d.enter("3. KS: we came late");
    assert!(!d.status().contains("in front of"), "{}", d.status());
}
