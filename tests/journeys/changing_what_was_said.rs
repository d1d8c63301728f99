//! Something was heard wrong: edit it, add to it, strike it out, mark it; and take all of that back.

use super::driver::Driver;
use talking_piece::domain::visibility::Visibility;

fn text(d: &Driver, id: &str) -> String {
    d.desk().meeting.record(id).unwrap().text("text").to_owned()
}

#[test]
fn up_and_enter_edit_the_entry() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎↑↑⏎");
    assert_eq!(d.line(), "KS: one");
    d.press(" more⏎");
    assert_eq!(text(&d, "e1"), "one more");
    assert_eq!(d.desk().meeting.record("e1").unwrap().former.len(), 1);
    assert_eq!(d.count("contribution"), 2);
}

#[test]
fn a_adds_words_and_x_strikes_out_with_a_reason() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑aand two⏎");
    assert_eq!(text(&d, "e1"), "one and two");
    d.press("↑x⏎");
    assert_eq!(
        d.count("contribution"),
        1,
        "without a reason nothing is struck out"
    );
    d.press("misheard⏎");
    assert_eq!(d.count("contribution"), 0);
    let struck = d
        .desk()
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
fn m_marks_afterwards() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑m! @ella #restricted ??⏎");
    let said = d.last();
    assert_eq!(said.text("kind"), "worry");
    assert_eq!(said.list("children"), ["k1"]);
    assert!(said.come_back);
    assert_eq!(said.visibility, Visibility::Restricted);
    d.press("/mark done #open⏎");
    assert!(!d.last().come_back);
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
    assert_eq!(d.count("contribution"), 2);
    d.press("/undo⏎/undo⏎");
    assert_eq!(d.count("contribution"), 0);
    d.press("/redo⏎/redo⏎/redo⏎");
    assert_eq!(d.count("contribution"), 1);
    assert!(d.desk().meeting.record("e2").unwrap().struck.is_some());
    d.press("/redo⏎");
    assert_eq!(d.line(), "/redo", "{}", d.status());
}

#[test]
fn redo_is_gone_when_something_else_has_happened() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/undo⏎DS: two⏎/redo⏎");
    assert_eq!(d.count("contribution"), 1);
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
        d.desk().meeting.stays().is_empty(),
        "/arrive all was one step"
    );
    d.press("/redo⏎");
    assert_eq!(d.desk().meeting.stays().len(), 5);
}

#[test]
fn an_edit_keeps_the_speaker_when_no_name_is_typed() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: two⏎/edit ^1 only the words⏎");
    let first = d.desk().meeting.record("e1").unwrap();
    assert_eq!(d.desk().meeting.code(first.text("speaker")), "KS");
}

#[test]
fn a_record_with_a_key_is_edited_in_place() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: no plan⏎/edit⏎");
    assert_eq!(d.line(), "/decision EL; is: no plan");
    d.press("⌫⌫⌫⌫⌫⌫⌫early help⏎");
    assert_eq!(d.count("decision"), 1, "{}", d.status());
    assert_eq!(d.last().text("decision"), "early_help");
    d.press("/decision Ella; reasons: because⏎");
    assert_eq!(d.count("decision"), 1);
    assert_eq!(d.last().text("decision"), "early_help");
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
    d.press("KS: one⏎↑mrestricted⏎");
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
