//! What went wrong once, each under the name of what it did.

use super::driver::Driver;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::record::Record;
use talking_piece::domain::record::kinds::{action, contribution, person};
use talking_piece::domain::visibility::Visibility;

#[test]
fn f1_dropped_a_half_typed_record() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly booksƒ1⎋");
    assert_eq!(d.line(), "/action Kelly books");
    d.press("⌃n");
    assert_eq!(d.line(), "/action Kelly books");
}

#[test]
fn a_second_redo_took_back_the_first() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎KS: two⏎/undo⏎/undo⏎/redo⏎/redo⏎");
    assert_eq!(d.count(&contribution::KIND), 2);
}

#[test]
fn one_person_who_was_here_kept_the_others_out() {
    let mut d = Driver::in_conference();
    d.press("/leave DS HV⏎/arrive KS DS HV⏎");
    assert!(d.line().is_empty(), "{}", d.status());
    assert_eq!(
        d.editor()
            .meeting
            .stays()
            .iter()
            .filter(|stay| stay.left.is_none())
            .count(),
        5
    );
    d.press("/arrive all⏎");
    assert!(d.status().contains("already"), "{}", d.status());
}

#[test]
fn words_behind_next_were_dropped() {
    let mut d = Driver::in_conference();
    d.press("/next DS: I was not done⏎");
    assert_eq!(d.line(), "/next DS: I was not done");
    assert_eq!(d.editor().meeting.open_section().unwrap().id, "welcome");
}

#[test]
fn new_at_the_desk_left_the_meeting_without_letting_go_of_it() {
    let mut d = Driver::in_conference();
    d.press("/new⏎");
    assert_eq!(d.app.place, Place::Recording);
    assert_eq!(d.line(), "/new");
}

#[test]
fn words_after_an_unknown_speaker_became_somebody_elses() {
    let mut d = Driver::in_conference();
    d.press("KS: mine⏎QQ: theirs⏎and more of it⏎");
    assert_eq!(d.last().text(&contribution::SPEAKER), "");
    assert_eq!(
        d.last().to_confirm.get(contribution::SPEAKER.name).unwrap(),
        "QQ"
    );
}

#[test]
fn a_corrected_speaker_did_not_go_on() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/edit DS: one⏎and two⏎");
    assert_eq!(d.last_speaker(), "DS");
}

#[test]
fn undoing_the_beginning_left_the_screen_in_the_meeting() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/begin⏎/undo⏎");
    assert_eq!(
        (d.editor().meeting.phase(), d.app.place),
        (Phase::Preparing, Place::Prepare)
    );
    d.press("/redo⏎");
    assert_eq!(
        (d.editor().meeting.phase(), d.app.place),
        (Phase::Open, Place::Recording)
    );
}

#[test]
fn an_edited_person_lost_the_initials_or_took_somebody_elses() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/person DS Dan Sparrowhat⏎/person KS Kelly Nettlesworth⏎");
    d.press("/edit /person Kelly Nettlesworth; role: mother⏎");
    assert_eq!(d.last().text(&person::INITIALS), "KS", "{}", d.status());
    d.press("/edit /person DS Kelly Nettlesworth⏎");
    assert_eq!(d.last().text(&person::INITIALS), "KS");
    assert!(d.status().contains("Dan Sparrowhat"), "{}", d.status());
    assert!(d.line().starts_with("/edit"));
}

#[test]
fn an_edit_without_the_mark_opened_what_was_restricted() {
    let mut d = Driver::in_conference();
    d.press("SW: secret #restricted⏎/edit SW: still secret⏎");
    assert_eq!(d.last().visibility, Visibility::Restricted);
    d.press("/edit SW: no secret #open⏎");
    assert_eq!(d.last().visibility, Visibility::Everyone);
    d.press("/action secret visit; who: SW #restricted⏎/edit /action secret call; who: SW⏎");
    assert_eq!(d.last().visibility, Visibility::Restricted);
}

#[test]
fn restricted_behind_added_words_was_read_as_text() {
    let mut d = Driver::in_conference();
    d.press("HO: a flat⏎/append in Nowhere Lane #restricted⏎");
    assert_eq!(d.last().visibility, Visibility::Restricted);
    assert_eq!(d.last().text(&contribution::TEXT), "a flat in Nowhere Lane");
    d.press("/action move⏎/append to Nowhere Lane #restricted⏎");
    assert_eq!(d.last().visibility, Visibility::Restricted);
}

#[test]
fn adding_words_to_a_line_that_could_not_be_read_took_its_question_away() {
    let mut d = Driver::in_conference();
    d.send(Message::Unread("odd line".into(), "it is odd".into()));
    d.press("/append and more⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "odd line and more");
    assert_eq!(d.last().to_confirm.get("line").unwrap(), "it is odd");
}

#[test]
fn a_line_of_a_file_swallowed_what_somebody_was_typing() {
    let mut d = Driver::in_conference();
    d.press("KS: half");
    d.send(Message::Unread("odd \u{1b}line".into(), "it is odd".into()));
    assert_eq!(d.last().text(&contribution::TEXT), "odd \u{fffd}line");
    d.press("↓");
    assert_eq!(d.line(), "KS: half");
}

#[test]
fn a_line_of_a_file_became_the_rest_of_an_edit() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑⏎⌫⌫⌫⌫⌫⌫⌫");
    assert_eq!(d.line(), "");
    assert!(matches!(d.enter("DS: two"), Outcome::Recorded(_)));
    assert_eq!(d.count(&contribution::KIND), 2);
    assert_eq!(
        d.editor()
            .meeting
            .record("e1")
            .unwrap()
            .text(&contribution::TEXT),
        "one"
    );
}

#[test]
fn a_deleted_draft_file_made_new_words_count_as_recorded() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let used = d
        .disk
        .events()
        .filter_map(|logged| logged.draft)
        .max()
        .unwrap();
    d.disk.lose_the_draft();
    d.kill_and_resume();
    assert!(d.editor().draft > used);
    d.press("DS: two");
    d.kill_and_resume();
    assert_eq!(d.line(), "DS: two");
}

#[test]
fn ctrl_y_did_not_bring_back_what_ctrl_z_took_from_the_line() {
    let mut d = Driver::in_conference();
    d.press("one two⌃z⌃y");
    assert_eq!(d.line(), "one two");
}

#[test]
fn settings_that_came_late_wrote_nothing_out() {
    let mut d = Driver::in_conference();
    let abbreviations = vec![talking_piece::app::protocol::message::Abbreviation {
        short: "lqr".into(),
        long: "Little Quarrel Road".into(),
    }];
    d.send(Message::Settings {
        agendas: Vec::new(),
        abbreviations,
    });
    d.press("KS: in lqr ");
    assert_eq!(d.line(), "KS: in Little Quarrel Road ");
}

#[test]
fn open_behind_a_record_became_part_of_its_last_answer() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly rings; who: KS #open⏎");
    assert_eq!(d.last().text(&action::WHO), "p2");
    assert!(d.last().to_confirm.is_empty());
}

#[test]
fn an_unknown_speaker_on_the_close_list_became_a_reason() {
    let mut d = Driver::in_conference();
    d.press("/close⏎QQ: wait⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "wait");
}

#[test]
fn two_children_behind_the_words_changed_places() {
    let mut d = Driver::in_conference();
    d.press("SW: both @ella @noah⏎");
    assert_eq!(d.last().list(&contribution::CHILDREN), ["k1", "k2"]);
    d.press("↑⏎⏎");
    assert_eq!(d.last().list(&contribution::CHILDREN), ["k1", "k2"]);
}

#[test]
fn a_fault_while_the_list_was_made_took_the_terminal_away() {
    let mut d = Driver::in_conference();
    d.enter("/home");
    d.send(Message::ListProgress(3, 900));
    d.send(Message::ListFailed("src/made_up.rs:1".to_owned()));
    assert!(d.app.home.reading.is_none());
    assert!(d.status().contains("src/made_up.rs:1"), "{}", d.status());
    assert!(d.status().contains("All minutes are safe"));
}

#[test]
fn words_that_a_key_took_away_come_back_and_undoing_stops_there() {
    for key in ["⌃u", "⌃w", "⇱⌃k", "⌫⌫⌫"] {
        let mut d = Driver::in_conference();
        d.press("KS: one⏎DS: two⏎HV: half a sentence");
        d.press(key);
        assert_ne!(d.line(), "HV: half a sentence", "{key}");
        d.press("⌃z");
        for _ in 0..3 {
            if d.line() != "HV: half a sentence" {
                d.press("⌃z");
            }
        }
        assert_eq!(d.line(), "HV: half a sentence", "{key}");
        // Held down, it goes no further than what was typed.
        d.press(&"⌃z".repeat(40));
        assert_eq!(d.line(), "", "{key}");
        assert_eq!(d.count(&contribution::KIND), 2, "{key}");
        assert!(d.status().contains("/undo"), "{key}: {}", d.status());
    }
}

#[test]
fn several_pasted_lines_are_one_question() {
    let lines = "KS: I was scared\n\nHV: + came to every clinic\n/section 4\n/strike all of it\nQQX: who is this\n";
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    d.send(Message::Paste(lines.to_owned()));
    assert_eq!(d.count(&contribution::KIND), 1, "nothing is recorded yet");
    d.press("⏎");
    assert_eq!(d.count(&contribution::KIND), 6, "{}", d.status());
    assert!(d.status().contains("5 lines recorded"), "{}", d.status());
    let kept: Vec<&str> = d
        .editor()
        .meeting
        .catch_up()
        .map(|it| it.text(&contribution::TEXT))
        .collect();
    assert_eq!(
        kept[..2],
        ["/section 4", "/strike all of it"],
        "no command was run"
    );
    assert!(d.editor().asides.is_empty() && d.line().is_empty());

    d.send(Message::Paste(lines.to_owned()));
    d.press("⇥");
    assert_eq!(d.line(), lines.trim_end(), "one entry");
    d.press("⎋");
    d.send(Message::Paste(lines.to_owned()));
    d.press("⎋↓");
    assert_eq!(d.line(), lines, "set aside, and back as it was");
    d.kill_and_resume();
    assert_eq!(d.line(), lines);
    d.press("⏎");
    assert_eq!(
        d.count(&contribution::KIND),
        11,
        "still asked about: {}",
        d.status()
    );
}

#[test]
fn keys_that_came_at_once_are_a_question_like_a_paste() {
    let mut d = Driver::in_conference();
    d.send(Message::Burst(
        "KS: the first line\nHV: the second".to_owned(),
    ));
    // In the same moment it is the end of its last line, not the answer.
    d.now -= chrono::Duration::seconds(1);
    d.press("⏎");
    assert_eq!(d.count(&contribution::KIND), 0);
    d.press("⏎");
    assert_eq!(d.count(&contribution::KIND), 2, "{}", d.status());
}

/// A text expander or a dictation types a command at once; it is about the chosen entry all the same.
#[test]
fn a_command_that_came_at_once_is_about_the_chosen_entry() {
    for command in [
        "/strike the Chair ruled that it goes",
        "/append and her sister came with her",
        "/mark restricted",
    ] {
        for message in [
            Message::Paste(command.to_owned()),
            Message::Burst(command.to_owned()),
        ] {
            let mut d = Driver::in_conference();
            d.press("KS: the first⏎HV: the second⏎SW: the third⏎↑↑");
            let records = |d: &Driver| -> Vec<Record> {
                d.editor()
                    .meeting
                    .records(&contribution::KIND)
                    .cloned()
                    .collect()
            };
            let before = records(&d);
            d.send(message);
            d.press("⏎");
            let changed: Vec<bool> = before
                .iter()
                .map(|record| d.editor().meeting.record(&record.id) != Some(record))
                .collect();
            assert_eq!(changed, [false, true, false], "{command}: {}", d.status());
        }
    }
}

#[test]
fn pasted_lines_before_the_meeting_begins_are_kept() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.send(Message::Paste("KS: one\nKS: two".to_owned()));
    d.press("⏎/begin⏎↓⏎");
    assert_eq!(d.count(&contribution::KIND), 2, "{}", d.status());
}

#[test]
fn leaving_and_closing_name_the_lines_that_are_set_aside() {
    let mut d = Driver::in_conference();
    d.press("KS: half⎋HV: other half⎋/close⏎");
    assert!(
        d.status().contains("2 lines are set aside"),
        "{}",
        d.status()
    );
    d.press("⎋/quit⏎");
    assert!(
        d.status().contains("2 lines are set aside"),
        "{}",
        d.status()
    );
    assert!(d.app.editor.is_some(), "the first one asks");
    d.press("/quit⏎");
    assert!(d.app.editor.is_none());
}

/// Terminals send the wheel as arrows, several at once.
fn turn(d: &mut Driver, arrow: Key, rows: usize) {
    d.send(Message::Wheel { arrow, rows });
}

/// On a slow line, an arrow pressed twice comes in one read: Tab took the first row all the same, and `; reason:` became
/// `; received:`.
#[test]
fn an_arrow_pressed_twice_on_a_slow_line_walks_the_list() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: too young to say; r");
    turn(&mut d, Key::Down, 2);
    d.press("⇥");
    assert_eq!(d.line(), "/view Ella; by: too young to say; reason: ");
    d.press("⎋/view Ella; by: too young to say; r");
    turn(&mut d, Key::Down, 9);
    turn(&mut d, Key::Up, 2);
    d.press("⇥");
    assert_eq!(d.line(), "/view Ella; by: too young to say; received: ");
}

#[test]
fn the_wheel_misplaces_no_letter_in_a_line() {
    for line in [
        "KS: I was sca",
        "k",
        "KS: said ella",
        "/",
        "/sec",
        "/child Ella; born: ",
        "x",
        "  ",
    ] {
        for rows in 2..9 {
            for arrow in [Key::Up, Key::Down] {
                let mut d = Driver::in_conference();
                d.press("KS: set aside⎋");
                d.press(line);
                let before = (d.line().to_owned(), d.editor().line.cursor());
                turn(&mut d, arrow, rows);
                assert_eq!((d.line().to_owned(), d.editor().line.cursor()), before);
                let has_list = line.starts_with('/');
                assert!(has_list || d.editor().choice == 0, "{line}");
                d.press("z");
                assert_eq!(d.editor().choice, 0, "what is typed on is what counts");
                assert_eq!(d.line(), format!("{line}z"));
            }
        }
    }
}

#[test]
fn the_wheel_walks_through_the_entries_and_brings_nothing_into_the_line() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎KS: two⏎KS: three⏎KS: four⏎KS: set aside⎋");
    turn(&mut d, Key::Down, 3);
    assert_eq!(d.line(), "");
    assert_eq!(d.editor().selected, None);
    turn(&mut d, Key::Up, 3);
    let chosen = d.editor().selected.clone().unwrap();
    let text = d.editor().meeting.record(&chosen).unwrap();
    assert_eq!(text.text(&contribution::TEXT), "two");
    turn(&mut d, Key::Down, 9);
    assert_eq!((d.line(), d.editor().selected.clone()), ("", None));
    turn(&mut d, Key::Up, 2);
    d.press("KS: and on⏎");
    assert_eq!(d.count(&contribution::KIND), 5, "a line of its own");
    // The key by itself is the key.
    d.press("↓");
    assert_eq!(d.line(), "KS: set aside");
}

#[test]
fn the_wheel_scrolls_the_list_before_closing() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/close⏎");
    turn(&mut d, Key::Down, 3);
    assert_eq!(d.editor().close_row, 3);
    turn(&mut d, Key::Up, 9);
    assert_eq!(d.editor().close_row, 0);
    d.press("nobody had");
    turn(&mut d, Key::Down, 3);
    assert_eq!(d.editor().close_row, 0, "a reason stays with its gap");
    assert_eq!(d.line(), "nobody had");
}
