//! The talking piece goes round: in order with Tab, out of order with a letter or two.

use super::driver::Driver;
use talking_piece::domain::record::kinds::contribution;

#[test]
fn tab_passes_the_talking_piece_in_the_order_of_the_section() {
    let mut d = Driver::in_conference();
    let mut order = Vec::new();
    for word in ["one", "two", "three", "four", "five", "six"] {
        d.press(&format!("⇥{word}⏎"));
        order.push(d.last_speaker());
    }
    // Welcome: the family first, then everybody; after the last comes the first again.
    assert_eq!(order, ["KS", "DS", "CH", "SW", "HV", "KS"]);
    assert_eq!(d.count(&contribution::KIND), 6);
}

#[test]
fn tab_again_goes_on_to_the_next_and_shift_tab_back() {
    let mut d = Driver::in_conference();
    d.press("⇥⇥");
    assert_eq!(d.line(), "DS: ");
    d.press("⇤");
    assert_eq!(d.line(), "KS: ");
}

#[test]
fn who_has_left_is_passed_over() {
    let mut d = Driver::in_conference();
    d.press("/leave DS⏎⇥a⏎⇥b⏎");
    assert_eq!(d.last_speaker(), "CH");
}

#[test]
fn a_child_who_is_here_speaks_first_where_the_agenda_says_so() {
    let mut d = Driver::in_conference();
    d.press("/arrive EL⏎/section 4.2⏎⇥");
    assert_eq!(d.line(), "EL: ");
}

#[test]
fn a_letter_is_enough_when_only_one_person_has_it() {
    let mut d = Driver::in_conference();
    d.press("k:+ came every day⏎");
    assert_eq!(d.last_speaker(), "KS");
    assert_eq!(d.last().text(&contribution::OF_KIND), "strength");
    d.press("d⇥I was there⏎");
    assert_eq!(d.last_speaker(), "DS");
}

#[test]
fn words_alone_go_on_with_who_spoke_last() {
    let mut d = Driver::in_conference();
    d.press("DS: one⏎: it went quiet⏎and two⏎");
    assert_eq!(d.last_speaker(), "DS");
}

#[test]
fn who_has_been_heard_is_counted_for_the_section() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎two⏎/next⏎DS: three⏎");
    let round = d.editor().meeting.round();
    let heard = |code: &str| round.iter().find(|turn| turn.code == code).unwrap().heard;
    assert_eq!((heard("KS"), heard("DS")), (0, 1));
}

#[test]
fn the_round_went_on_from_somebody_who_spoke_out_of_turn() {
    // Welcome: KS, DS, CH, SW, HV.
    let mut d = Driver::in_conference();
    d.press("⇥one⏎HV: may I say this⏎⇥");
    assert_eq!(d.line(), "DS: ", "the piece goes on from where it was");
    d.press("two⏎KS: yes, he did⏎: it is quiet⏎all: agreed⏎⇥");
    assert_eq!(d.line(), "CH: ");
    d.press("three⏎⇥four⏎⇥five⏎⇥");
    assert_eq!(d.line(), "KS: ", "after the last comes the first again");
}

#[test]
fn who_has_nothing_to_say_is_not_asked_again_and_again() {
    let mut d = Driver::in_conference();
    // Dan lets the piece pass: Tab names the next, and the round goes on from there.
    d.press("⇥one⏎⇥⇥two⏎");
    assert_eq!(d.last_speaker(), "CH");
    d.press("SW: three⏎⇥");
    assert_eq!(d.line(), "HV: ");
}

#[test]
fn who_spoke_last_may_go_on_without_losing_the_turn_of_the_next() {
    let mut d = Driver::in_conference();
    d.press("⇥one⏎and more⏎and more⏎⇥");
    assert_eq!(d.line(), "DS: ");
    d.press("⎋/undo⏎/undo⏎/undo⏎⇥");
    assert_eq!(d.line(), "KS: ", "{}", d.status());
}

#[test]
fn who_is_typed_after_tab_speaks_and_not_who_tab_put_there() {
    let mut d = Driver::in_conference();
    d.press("⇥hv: + came to every clinic⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "came to every clinic");
    assert_eq!(d.last().text(&contribution::OF_KIND), "strength");
    assert_eq!(d.last_line(), "HV: + came to every clinic");
    // Words before a colon that are nobody's letters stay words.
    d.press("⇥Note: ask again⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "Note: ask again");
}
