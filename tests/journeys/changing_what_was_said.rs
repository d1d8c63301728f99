//! Something was heard wrong: edit it, add to it, strike it out, mark it; and take all of that back.

use super::driver::Driver;
use talking_piece::domain::record::kinds::{action, child, contribution, decision};
use talking_piece::domain::visibility::Visibility;

fn text(d: &Driver, id: &str) -> String {
    d.editor()
        .meeting
        .record(id)
        .unwrap()
        .text(&contribution::TEXT)
        .to_owned()
}

#[test]
fn up_and_enter_edit_the_entry() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎↑↑⏎");
    assert_eq!(d.line(), "KS: one");
    d.press(" more⏎");
    assert_eq!(text(&d, "e1"), "one more");
    assert_eq!(d.editor().meeting.record("e1").unwrap().former.len(), 1);
    assert_eq!(d.count(&contribution::KIND), 2);
}

#[test]
fn a_chosen_entry_gets_words_added_and_is_struck_out_with_a_reason() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑/append and two⏎");
    assert_eq!(text(&d, "e1"), "one and two");
    d.press("↑/strike⏎");
    assert_eq!(
        d.count(&contribution::KIND),
        1,
        "without a reason nothing is struck out"
    );
    d.press("misheard⏎");
    assert_eq!(d.count(&contribution::KIND), 0);
    let struck = d
        .editor()
        .meeting
        .record("e1")
        .unwrap()
        .struck
        .clone()
        .unwrap();
    assert_eq!(struck.reason, "misheard");
    assert_eq!(text(&d, "e1"), "one and two", "it stays in the full record");
}

#[test]
fn letters_are_words_also_with_an_entry_chosen() {
    for words in [
        "anil: he came late",
        "xavier: nobody rang",
        "my mum did",
        "a",
        "x",
        "edit me",
        "j k q",
    ] {
        let mut d = Driver::in_conference();
        d.press("KS: one⏎DS: two⏎");
        // A wheel turned by accident, then somebody types on.
        d.press(&format!("↑↑↑{words}"));
        assert_eq!(d.line(), words);
        d.press("⏎");
        assert_eq!([text(&d, "e1"), text(&d, "e2")], ["one", "two"], "{words}");
        assert_eq!(d.count(&contribution::KIND), 3, "{words}");
    }
}

#[test]
fn a_command_with_an_entry_chosen_is_about_that_entry() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎HV: three⏎↑↑/strike misheard⏎");
    let meeting = &d.editor().meeting;
    assert!(meeting.record("e2").unwrap().struck.is_some());
    assert!(meeting.record("e3").unwrap().struck.is_none());
    d.press("KS: four⏎↑/⎋HV: five⏎");
    assert_eq!(d.count(&contribution::KIND), 4, "{}", d.status());
}

#[test]
fn marks_are_put_on_afterwards() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑/mark ! @ella #restricted ??⏎");
    let said = d.last();
    assert_eq!(said.text(&contribution::OF_KIND), "worry");
    assert_eq!(said.list(&contribution::CHILDREN), ["k1"]);
    assert!(said.follow_up);
    assert_eq!(said.visibility, Visibility::Restricted);
    d.press("/mark done #open⏎");
    assert!(!d.last().follow_up);
    assert_eq!(d.last().visibility, Visibility::Everyone);
    d.press("/mark nonsense⏎");
    assert_eq!(d.line(), "/mark nonsense");
}

#[test]
fn the_entry_before_the_last_is_reached_by_its_number() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎HV: three⏎/edit ^2 KS: first⏎/append ^1 and a half⏎");
    assert_eq!(
        [text(&d, "e1"), text(&d, "e2"), text(&d, "e3")],
        ["first", "two and a half", "three"]
    );
}

#[test]
fn undo_and_redo_walk_through_everything() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎/strike no⏎");
    d.press("/undo⏎");
    assert_eq!(d.count(&contribution::KIND), 2);
    d.press("/undo⏎/undo⏎");
    assert_eq!(d.count(&contribution::KIND), 0);
    d.press("/redo⏎/redo⏎/redo⏎");
    assert_eq!(d.count(&contribution::KIND), 1);
    assert!(d.editor().meeting.record("e2").unwrap().struck.is_some());
    d.press("/redo⏎");
    assert_eq!(d.line(), "", "there is nothing to repair in it");
    assert!(
        d.status().contains("nothing to bring back"),
        "{}",
        d.status()
    );
}

#[test]
fn redo_is_gone_when_something_else_has_happened() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/undo⏎DS: two⏎/redo⏎");
    assert_eq!(d.count(&contribution::KIND), 1);
    assert!(
        d.status().contains("nothing to bring back"),
        "{}",
        d.status()
    );
}

#[test]
fn undo_takes_all_of_a_batch() {
    let mut d = Driver::in_conference();
    d.press("/undo⏎");
    assert!(
        d.editor().meeting.stays().is_empty(),
        "/arrive all was one step"
    );
    d.press("/redo⏎");
    assert_eq!(d.editor().meeting.stays().len(), 5);
}

#[test]
fn an_edit_keeps_the_speaker_when_no_name_is_typed() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎/edit ^1 only the words⏎");
    let first = d.editor().meeting.record("e1").unwrap();
    assert_eq!(
        d.editor().meeting.code(first.text(&contribution::SPEAKER)),
        "KS"
    );
}

#[test]
fn a_record_with_a_key_is_edited_in_place() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: no plan⏎/edit⏎");
    assert_eq!(d.line(), "/decision EL; is: no plan");
    d.press("⌫⌫⌫⌫⌫⌫⌫early help⏎");
    assert_eq!(d.count(&decision::KIND), 1, "{}", d.status());
    assert_eq!(d.last().text(&decision::DECISION), "early_help");
    d.press("/decision Ella; reasons: because⏎");
    assert_eq!(d.count(&decision::KIND), 1);
    assert_eq!(d.last().text(&decision::DECISION), "early_help");
}

#[test]
fn a_name_behind_edit_says_whose_entry_is_meant_and_never_becomes_it() {
    for name in ["Kelly", "KS", "kel", "Kelly:"] {
        let mut d = Driver::in_conference();
        d.press("KS: one⏎DS: two⏎");
        d.press(&format!("/edit {name}⏎"));
        assert_eq!([text(&d, "e1"), text(&d, "e2")], ["one", "two"], "{name}");
        assert_eq!(
            d.line(),
            "KS: one",
            "{name}: it is in the line, to be changed"
        );
        d.press(" more⏎");
        assert_eq!(text(&d, "e1"), "one more");
    }
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/edit Ella⏎");
    assert_eq!(text(&d, "e1"), "one");
    assert_eq!(d.line(), "/edit Ella");
    assert!(
        d.status().contains("Ella has no entry yet"),
        "{}",
        d.status()
    );
}

#[test]
fn without_a_screen_a_name_behind_edit_reads_out_that_persons_entry() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.enter("KS: one");
    d.enter("DS: two");
    d.enter("/edit Kelly");
    assert_eq!(text(&d, "e2"), "two");
    assert!(
        d.status().contains("KS: one -- type /edit ^1 and"),
        "{}",
        d.status()
    );
}

#[test]
fn words_that_take_an_entrys_place_unseen_are_told_with_what_stood_there() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/edit two⏎");
    assert!(
        d.status()
            .contains("it read: KS: one -- /undo brings that back"),
        "{}",
        d.status()
    );
    d.press("/undo⏎");
    assert_eq!(text(&d, "e1"), "one");
    d.press("KS: secret #restricted⏎/edit still secret⏎");
    assert!(!d.status().contains("KS: secret"), "{}", d.status());
}

#[test]
fn a_mark_needs_no_sign_where_only_marks_can_be_typed() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑/mark restricted⏎");
    assert_eq!(
        d.last().visibility,
        Visibility::Restricted,
        "{}",
        d.status()
    );
    assert_eq!(d.status(), "Marked: restricted. /undo takes it back.");
    d.press("/undo⏎");
    assert_eq!(d.last().visibility, Visibility::Everyone);
}

#[test]
fn words_typed_in_an_edit_stand_before_the_marks_and_no_mark_is_lost() {
    let mut d = Driver::in_conference();
    d.press("KS: we may move before Easter ??⏎↑⏎");
    assert_eq!(d.line(), "KS: we may move before Easter ??");
    d.press(" or after⏎");
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "we may move before Easter or after"
    );
    assert!(d.last().follow_up, "{}", d.status());
    d.press("HV: she sleeps better @ella #new⏎↑⏎ (since June)⏎");
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "she sleeps better (since June)"
    );
    assert_eq!(d.last().list(&contribution::CHILDREN), ["k1"]);
    assert!(d.last().is(&contribution::NEW_TO_FAMILY), "{}", d.status());
    // In a record with fields, too.
    d.press("/action Kelly rings; who: KS ??⏎↑⏎⌫⌫DS⏎");
    assert!(d.last().follow_up, "{}", d.status());
    assert_eq!(d.editor().meeting.code(d.last().text(&action::WHO)), "DS");
}

#[test]
fn a_mark_that_is_taken_away_is_told_before_and_after_enter() {
    let mut d = Driver::in_conference();
    d.press("HV: ! she sleeps better @ella #new ??⏎↑⏎");
    d.press("⇱⌦⌦⌦⌦⌦⌦HV: ⇲⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫");
    assert_eq!(d.line(), "HV: she sleeps better");
    let read = d.editor().read_line(d.now);
    let told = d.editor().meaning(&read);
    for gone in [
        "no longer worry",
        "no longer about Ella",
        "no longer new to the family",
        "no longer to be confirmed",
    ] {
        assert!(told.contains(gone), "{told}");
    }
    d.press("⏎");
    assert!(
        d.status().contains("no longer about Ella, no longer new"),
        "{}",
        d.status()
    );
}

#[test]
fn marks_stay_where_the_words_are_replaced_unseen() {
    let mut d = Driver::in_conference();
    d.press("KS: ! it was late @ella #new ??⏎/edit it was very late⏎");
    let said = d.last().clone();
    assert_eq!(said.text(&contribution::TEXT), "it was very late");
    assert_eq!(
        (
            said.text(&contribution::OF_KIND),
            said.list(&contribution::CHILDREN),
            said.follow_up
        ),
        ("worry", vec!["k1"], true)
    );
    assert!(said.is(&contribution::NEW_TO_FAMILY));
    d.press("/edit + it was fine @noah⏎");
    let said = d.last();
    assert_eq!(
        (
            said.text(&contribution::OF_KIND),
            said.list(&contribution::CHILDREN),
            said.follow_up
        ),
        ("strength", vec!["k2"], true)
    );
    assert!(
        d.status().contains("no longer about Ella") && d.status().contains("Still to be confirmed"),
        "{}",
        d.status()
    );
    d.press("/action Kelly rings; who: KS ??⏎/edit /action Kelly writes; who: KS⏎");
    assert!(d.last().follow_up, "{}", d.status());
}

#[test]
fn a_doubt_or_a_child_inside_the_sentence_counts() {
    let mut d = Driver::in_conference();
    for words in ["bail ?? line two", "bail ??.", "bail four??"] {
        d.press(&format!("SW: {words}⏎"));
        assert!(d.last().follow_up, "{words}");
        assert_eq!(d.last().text(&contribution::TEXT), words);
    }
    d.press("KS: I told @ella about it⏎");
    assert_eq!(d.last().list(&contribution::CHILDREN), ["k1"]);
    assert_eq!(d.last().text(&contribution::TEXT), "I told Ella about it");
    d.press("↑/append and @noah, four??⏎");
    assert_eq!(d.last().list(&contribution::CHILDREN), ["k1", "k2"]);
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "I told Ella about it and Noah, four??"
    );
    assert!(d.last().follow_up);
    // Once it is looked at, an edit does not bring the doubt back.
    d.press("/mark done⏎↑⏎ then⏎");
    assert!(!d.last().follow_up, "{}", d.status());
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "I told Ella about it and Noah, four?? then"
    );
    d.press("KS: plain⏎↑/append ??⏎");
    assert!(d.last().follow_up && d.last().text(&contribution::TEXT) == "plain");
}

#[test]
fn the_sentence_above_a_restricted_entry_that_is_edited_is_true() {
    let mut d = Driver::in_conference();
    d.press("SW: she lives at 12 Made Up Street #restricted⏎↑⏎⇲");
    for typed in ["flat9", "⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫"] {
        d.press(typed);
        let told = d.editor().meaning(&d.editor().read_line(d.now));
        assert!(!told.contains("open to everybody"), "{}: {told}", d.line());
    }
    let told = d.editor().meaning(&d.editor().read_line(d.now));
    assert_eq!(d.line(), "SW: she lives at 12 Made Up Street");
    assert!(told.contains("stays restricted; /mark open"), "{told}");
    d.press("⏎");
    assert!(!d.last().is_open());
    d.press("↑⏎⇲⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫ #open");
    let told = d.editor().meaning(&d.editor().read_line(d.now));
    assert!(told.contains("everybody can see it"), "{told}");
    d.press("⏎");
    assert!(d.last().is_open());
    d.press("/action hide it; who: SW #restricted⏎↑⏎⇲⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫");
    let told = d.editor().meaning(&d.editor().read_line(d.now));
    assert!(told.starts_with("stays restricted"), "{}: {told}", d.line());
}

#[test]
fn what_is_kept_back_is_not_told_when_a_line_replaces_it() {
    let mut d = Driver::in_conference();
    d.press("/child Ella; address: 7 Little Quarrel Road⏎");
    d.app.one_line_at_a_time = true;
    let children = d.editor().meeting.records(&child::KIND);
    let ella = children.map(|child| child.id.clone()).next().unwrap();
    let back = d.editor().meeting.all_records().len();
    let place = d
        .editor()
        .meeting
        .all_records()
        .iter()
        .position(|record| record.id == ella)
        .unwrap();
    let line = format!(
        "/edit ^{} /child Ella Nettlesworth; born: 4 Mar 2017; called: Ella",
        back - 1 - place
    );
    d.enter(&line);
    assert!(d.status().contains("it read: /child"), "{}", d.status());
    assert!(d.status().contains("kept back"), "{}", d.status());
    assert!(!d.status().contains("Quarrel"), "{}", d.status());
}

#[test]
fn what_was_struck_out_is_said() {
    for (lines, line, told) in [
        (
            "KS: one⏎HV: two⏎",
            "/strike HV: misheard",
            "Struck out: \"HV: two\". It stays",
        ),
        (
            "KS: one⏎HV: two⏎↑↑",
            "/strike misheard",
            "Struck out: \"KS: one\". It stays",
        ),
        (
            "KS: one #restricted⏎",
            "/strike misheard",
            "Struck out: the entry of 14:0",
        ),
        (
            "/action ring; who: KS⏎",
            "/strike said twice",
            "Struck out: \"/action ring; who: KS\". It stays",
        ),
        (
            "/person GP Fay Bell⏎",
            "/strike wrong person",
            "Struck out: \"/person GP Fay Bell\". It stays",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.press(lines);
        d.press(&format!("{line}⏎"));
        assert!(d.status().starts_with(told), "{line}: {}", d.status());
    }
}

#[test]
fn a_break_is_when_entries_are_put_right_and_restricted() {
    let mut d = Driver::in_conference();
    d.press("PO: something about bail ??⏎KS: two⏎/break tea⏎");
    d.press("↑↑/edit PO: bail until spring⏎");
    assert_eq!(text(&d, "e1"), "bail until spring", "{}", d.status());
    d.press("/mark restricted⏎");
    let meeting = &d.editor().meeting;
    assert_eq!(
        meeting.record("e1").unwrap().visibility,
        Visibility::Restricted
    );
    assert!(meeting.break_on().is_some(), "nobody has spoken");
    d.press("/strike misheard⏎");
    assert!(d.editor().meeting.break_on().is_some());
}

#[test]
fn what_is_still_to_be_confirmed_stays_chosen_for_mark_done() {
    let mut d = Driver::in_conference();
    d.press("PO: something about bail ??⏎KS: two⏎/catchup⏎↑");
    d.press("/edit PO: bail until spring⏎");
    assert!(
        d.status().contains("/mark done ends that"),
        "{}",
        d.status()
    );
    d.press("/mark done⏎");
    assert!(!d.editor().meeting.record("e1").unwrap().follow_up);
    // Whoever types on means the next entry.
    d.press("KS: three ??⏎↑↑/mark ??⏎↑↑/edit KS: two and a half⏎DS: four⏎/mark new⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "four");
    assert!(d.last().is(&contribution::NEW_TO_FAMILY));
}

#[test]
fn in_lines_the_doubt_about_an_earlier_entry_is_ended_by_its_number() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.press("PO: something about bail ??⏎KS: two⏎/edit ^1 PO: bail until spring⏎");
    assert!(
        d.status().contains("/mark ^1 done ends that"),
        "{}",
        d.status()
    );
    d.press("/mark ^1 done⏎");
    assert!(!d.editor().meeting.record("e1").unwrap().follow_up);
}

#[test]
fn who_says_it_is_typed_at_once_where_that_is_what_is_asked() {
    let mut d = Driver::in_conference();
    d.press("/child Kit; born: 1 Feb 2019⏎");
    d.press("k: I was next door⏎DS: two⏎/catchup⏎↑⏎");
    assert_eq!(d.line(), "k: I was next door", "{}", d.status());
    d.press("s⏎");
    assert_eq!(d.last_speaker(), "DS");
    let meeting = &d.editor().meeting;
    let first = meeting.records(&contribution::KIND).next().unwrap();
    let speaker = first.text(&contribution::SPEAKER);
    assert_eq!(meeting.code(speaker), "KS", "{}", d.status());
    assert_eq!(meeting.catch_up().count(), 0);
    // Words without a label: it is typed in front of them.
    d.press("⎋KS asks whether she can go⏎/edit⏎KS: ⏎");
    assert_eq!(d.last_line(), "KS: KS asks whether she can go");
}

#[test]
fn what_goes_well_with_somebody_is_said_by_whoever_goes_on() {
    let mut d = Driver::in_conference();
    d.press("SW: + Ella reads at breakfast club⏎+ Noah laughs again⏎! Kelly says too little⏎");
    assert_eq!(d.last_speaker(), "SW", "{}", d.status());
    assert_eq!(d.editor().meeting.catch_up().count(), 0);
    // Without a sign it is asked.
    d.press("Kelly says too little⏎");
    assert_eq!(d.editor().meeting.catch_up().count(), 1);
}
