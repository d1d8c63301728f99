//! An offer of help, an idea of the family or a child's wish becomes an action: one command puts the line ready.

use super::driver::Driver;
use talking_piece::domain::record::kinds::action;

#[test]
fn row_33_an_offer_becomes_an_action_in_one_command() {
    let mut d = Driver::in_conference();
    d.press("/offer two visits a week; by: KS; for: Ella; accepted: yes⏎/takeup⏎");
    assert_eq!(
        d.line(),
        "/action two visits a week; who: KS; for: EL; offer: o1; by: "
    );
    d.press("12 Dec⏎");
    let action = d.last();
    assert_eq!(action.kind, "action");
    assert_eq!(action.text(&action::OFFER), "o1");
    assert_eq!(action.list(&action::CHILDREN).len(), 1);
    assert!(!action.text(&action::BY_WHEN).is_empty());
    // It is taken up now, so there is nothing else to take up.
    d.press("/takeup⏎");
    assert!(d.status().contains("no offer"), "{}", d.status());
}

#[test]
fn row_32_an_idea_of_the_family_stays_the_familys_idea() {
    let mut d = Driver::in_conference();
    d.press("KS: = my sister stays over⏎/takeup⏎by Friday");
    assert!(
        d.line()
            .starts_with("/action my sister stays over; who: KS; idea: KS; by: ")
    );
}

#[test]
fn row_03_a_wish_becomes_the_action_that_answers_it() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; wants: quiet nights⏎/takeup⏎");
    assert_eq!(d.line(), "/action for: EL; answers: v1; action: ");
    d.press("Dan rings first⏎");
    assert_eq!(d.last().text(&action::ANSWERS), "v1");
}

#[test]
fn what_is_restricted_makes_a_restricted_action() {
    let mut d = Driver::in_conference();
    d.press("/offer a new lock; by: KS #restricted⏎/takeup⏎");
    assert!(d.line().ends_with("#restricted"), "{}", d.line());
    d.press("⏎");
    assert!(!d.last().is_open());
}

#[test]
fn words_that_are_being_typed_are_set_aside_and_not_lost() {
    let mut d = Driver::in_conference();
    d.press("/offer a lift; by: KS⏎");
    d.press("KS: half a sent");
    assert_eq!(d.line(), "KS: half a sent");
    d.press("⎋/takeup⏎");
    assert!(d.line().starts_with("/action a lift"));
}

#[test]
fn a_lines_file_could_not_take_up_an_offer() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.enter("/offer two visits a week; by: KS; for: Ella");
    d.enter("/offer a lift to school; by: DS");
    d.enter("/takeup o1; who: DS; by: 12 Dec; measure: it is in the diary");
    let action = d.last();
    assert_eq!(action.kind, "action", "{}", d.status());
    assert_eq!(action.text(&action::ACTION), "two visits a week");
    assert_eq!(action.text(&action::OFFER), "o1");
    assert_eq!(d.editor().meeting.code(action.text(&action::WHO)), "DS");
    assert_eq!(action.text(&action::BY_WHEN), "2026-12-12");
    assert_eq!(action.list(&action::CHILDREN).len(), 1);
    // Without a letter and number, the last one that nothing has taken up.
    d.enter("/takeup by: 14 Dec");
    assert_eq!(d.last().text(&action::OFFER), "o2");
    assert_eq!(d.count(&action::KIND), 2);
    // A wish alone does not say what is to be done: the program asks, and nothing is lost or made up.
    d.enter("/view Ella; by: letter; wants: quiet nights");
    d.enter("/takeup v1; by: 14 Dec");
    assert_eq!(d.count(&action::KIND), 2);
    d.press("⎋");
    d.enter("/takeup v1 Dan rings first; by: 14 Dec");
    assert_eq!(d.last().text(&action::ANSWERS), "v1", "{}", d.status());
    assert_eq!(d.last().text(&action::ACTION), "Dan rings first");
}

#[test]
fn what_is_taken_up_from_a_restricted_offer_stays_restricted() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.enter("/offer a new lock; by: KS #restricted");
    d.enter("/takeup o1; who: KS; by: 12 Dec");
    assert_eq!(d.last().kind, "action", "{}", d.status());
    assert!(!d.last().is_open());
}

#[test]
fn with_a_screen_the_line_is_put_ready_with_what_was_typed() {
    let mut d = Driver::in_conference();
    d.press("/offer a lift to school; by: DS⏎/takeup o1; by: 12 Dec⏎");
    assert_eq!(d.count(&action::KIND), 0);
    assert!(d.line().contains("by: 12 Dec 2026"), "{}", d.line());
    d.press("⏎");
    assert_eq!(d.last().text(&action::BY_WHEN), "2026-12-12");
}

#[test]
fn all_that_a_child_said_is_taken_up() {
    let mut d = Driver::in_conference();
    d.press("EL: I want it quiet⏎KS: me too⏎EL: and I want to stay at home⏎/takeup⏎");
    let all = "words: \"I want it quiet … and I want to stay at home\"";
    assert!(d.line().contains(all), "{}", d.line());
    // The one that was chosen is taken alone.
    d.press("⎋/takeup e1⏎");
    assert!(
        d.line().contains("words: \"I want it quiet\""),
        "{}",
        d.line()
    );
}

#[test]
fn what_can_be_taken_up_is_offered_newest_first() {
    let mut d = Driver::in_conference();
    d.press(
        "/view Ella; by: letter; wants: quiet nights⏎/offer two visits a week; by: KS⏎/takeup ",
    );
    d.press("⇥");
    assert_eq!(d.line(), "/takeup o1");
    d.press("⌫⌫v⇥⏎");
    assert_eq!(d.line(), "/action for: EL; answers: v1; action: ");
}
