//! Records in their one-line form: typed at once, or from field to field with Tab.

use super::driver::Driver;
use talking_piece::domain::record::kinds::{
    action, agency_view, answer, date, decision, details, person, report, scale, statement, what_if,
};

#[test]
fn the_plan_is_typed_as_lines() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen; for: Noah; idea: KS⏎");
    let action = d.last();
    assert_eq!(action.text(&action::WHO), "p2");
    assert_eq!(action.text(&action::BY_WHEN), "2026-12-12");
    assert_eq!(action.list(&action::CHILDREN), ["k2"]);
    assert!(d.status().contains("outcome"), "{}", d.status());
    d.press("/whatif Kelly misses two visits; then: SW calls same day; told: yes; who: SW⏎");
    assert!(d.last().is(&what_if::FAMILY_TOLD));
    d.press("/agency Health; child: Ella; view: child protection plan; by: HV; reason: her sleep⏎");
    assert_eq!(d.last().text(&agency_view::VIEW), "cp_plan");
    d.press("/decision Ella; is: child protection plan starts; category: neglect; reasons: fear⏎");
    assert_eq!(d.last().text(&decision::CATEGORY), "NEG");
    d.press("/date First core group; on: in 2 weeks; at: 2pm; place: school⏎");
    assert_eq!(d.last().text(&date::ON), "2026-12-06");
    assert_eq!(d.last().text(&date::TIME), "14:00");
    assert_eq!(
        d.last_line(),
        "/date First core group; on: 6 Dec 2026; at: 14:00; place: school"
    );
}

#[test]
fn tab_goes_from_field_to_field() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly rings⇥");
    assert_eq!(d.line(), "/action Kelly rings; who: ");
    d.press("KS⇥");
    assert!(
        d.line().starts_with("/action Kelly rings; who: KS; by: "),
        "{}",
        d.line()
    );
    d.press("12 Dec⇥");
    assert_eq!(
        d.line(),
        "/action Kelly rings; who: KS; by: 12 Dec; measure: "
    );
    d.press("⇥");
    assert_eq!(
        d.line(),
        "/action Kelly rings; who: KS; by: 12 Dec; outcome: "
    );
    d.press("calm⏎");
    assert_eq!(d.last().text(&action::OUTCOME), "calm");
    assert_eq!(d.last().text(&action::WHO), "p2");
}

#[test]
fn every_kind_of_record_can_be_walked_through_with_tab() {
    for kind in talking_piece::domain::record::KINDS
        .iter()
        .filter(|kind| !kind.command.is_empty())
    {
        let mut d = Driver::in_conference();
        d.press(&format!("/{} lead", kind.command));
        for _ in 0..kind.fields.len() * 2 {
            let before = d.line().to_owned();
            d.press("⇥");
            assert!(d.line().starts_with("/"), "{}: {}", kind.id, d.line());
            if d.line() == before {
                d.press("x");
            }
        }
        assert!(d.line().contains("; "), "{}: {}", kind.id, d.line());
    }
}

#[test]
fn an_answer_that_cannot_be_read_is_kept_to_be_confirmed() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly rings; who: somebody; by: soonish⏎");
    let action = d.last();
    assert_eq!(action.to_confirm.get(action::WHO.name).unwrap(), "somebody");
    assert_eq!(
        action.to_confirm.get(action::BY_WHEN.name).unwrap(),
        "soonish"
    );
    assert!(d.status().contains("To be confirmed"), "{}", d.status());
}

#[test]
fn statements_are_read_one_after_the_other() {
    let mut d = Driver::in_conference();
    d.press("/statement read by: CH⏎");
    assert_eq!(d.last().text(&statement::STATEMENT), "confidentiality");
    d.press("/statement comment; read by: CH⏎");
    assert!(d.editor().meeting.is_read("comment-or-complain"));
    d.press("/statement by: CH⏎");
    assert_eq!(d.last().text(&statement::STATEMENT), "kinds-of-information");
}

#[test]
fn yes_and_no_answer_the_next_question() {
    let mut d = Driver::with_agenda("family-group-conference");
    d.press("/begin⏎/section is it⏎/yes it names all of them⏎/no not before January⏎");
    let answers: Vec<_> = d.editor().meeting.records(&answer::KIND).collect();
    assert_eq!(answers.len(), 2);
    assert!(answers[0].is(&answer::ANSWER) && !answers[1].is(&answer::ANSWER));
    assert_eq!(answers[1].text(&answer::REASON), "not before January");
    assert_ne!(
        answers[0].text(&answer::QUESTION),
        answers[1].text(&answer::QUESTION)
    );
    assert!(
        answers[1]
            .text(&answer::QUESTION)
            .starts_with("Can the agencies")
    );
    d.press("/yes and a third⏎");
    assert_eq!(d.line(), "/yes and a third", "no question is left");
}

#[test]
fn a_score_is_written_down_with_its_anchors() {
    let mut d = Driver::with_agenda("signs-of-safety-cpc");
    d.press("/child Ella⏎/person KS Kelly⏎/begin⏎/section safety⏎/scale 1; by: KS; score: 6; why: we sleep again⏎");
    let score = d.last();
    assert_eq!(score.text(&scale::SCALE), "overall-safety");
    assert_eq!(score.values["score"], 6);
    assert!(score.text(&scale::LOW).starts_with("So unsafe"));
    assert_eq!(
        (&score.values["from"], &score.values["to"]),
        (&0.into(), &10.into())
    );
}

#[test]
fn a_beginning_of_a_command_will_do() {
    let mut d = Driver::in_conference();
    d.press("/act Kelly rings⏎");
    assert_eq!(d.last().text(&action::ACTION), "Kelly rings");
    d.press("/s x⏎");
    assert!(d.status().contains("Which one"), "{}", d.status());
    assert_eq!(d.line(), "/s x");
    d.press("⎋/nonsense words⏎");
    assert_eq!(d.line(), "/nonsense words");
}

#[test]
fn a_separator_with_nothing_behind_it_is_no_part_of_the_answer() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; ⏎");
    assert_eq!(d.last().text(&decision::CHILD), "k1", "{}", d.status());
    d.press("/action Kelly rings; who: KS;⏎");
    assert_eq!(d.last().text(&action::WHO), "p2", "{}", d.status());
    d.press("/action Kelly waits; ⇥");
    assert_eq!(d.line(), "/action Kelly waits; who: ");
    d.press("⎋/action the note ends \\;⏎");
    assert_eq!(d.last().text(&action::ACTION), "the note ends ;");
    assert_eq!(d.last_line(), "/action the note ends \\;");
}

#[test]
fn a_day_that_has_been_was_read_as_one_of_next_year() {
    // It is 22 November 2026.
    let mut d = Driver::in_conference();
    d.press("/person HV; invited: 1 Nov; answered: Fri⏎");
    let person = d.editor().meeting.records(&person::KIND).last().unwrap();
    assert_eq!(person.text(&person::INVITED), "2026-11-01");
    assert_eq!(person.text(&person::ANSWERED), "2026-11-20");
    d.press("/report Health; by: HV; received: 20 Nov; shared: 19/11⏎");
    assert_eq!(d.last().text(&report::RECEIVED), "2026-11-20");
    assert_eq!(d.last().text(&report::SHARED), "2026-11-19");
    // Eleven months ahead, or three weeks ago: neither is taken without a word.
    d.press("/action ring the school; who: HV; by: 1 Nov⏎");
    assert_eq!(d.last().text(&action::BY_WHEN), "");
    assert_eq!(d.last().to_confirm[action::BY_WHEN.name], "1 Nov");
    assert!(
        d.status().contains("in 2026 or 2027? Type the year"),
        "{}",
        d.status()
    );
    // The meeting itself may be prepared before it or written up after it: the nearer day.
    d.press("/meeting; on: 1 Nov⏎");
    let details = d.editor().meeting.records(&details::KIND).last().unwrap();
    assert_eq!(details.text(&details::ON), "2026-11-01");
}

#[test]
fn an_answer_that_tab_took_is_whole_and_the_next_label_begins_by_itself() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: dr⇥means: two houses⏎");
    assert_eq!(
        d.last_line(),
        "/view EL; by: drawing; means: two houses",
        "{}",
        d.status()
    );
    d.press("/section 9⏎/date f⇥on: in 9 working days⏎");
    assert!(
        d.last_line().starts_with("/date First core group; on: "),
        "{}",
        d.status()
    );
    // A sign and another name go on with the answer.
    d.press("/core K⇥, DS");
    assert_eq!(d.line(), "/core KS, DS");
}

#[test]
fn letters_behind_an_answer_that_was_typed_are_part_of_it() {
    let mut d = Driver::in_conference();
    d.press("/action ring the school; who: K⇥⌫s");
    assert_eq!(d.line(), "/action ring the school; who: Ks");
    d.press("⎋/view Ella; by: draw");
    d.press("ing");
    assert_eq!(d.line(), "/view Ella; by: drawing");
}

#[test]
fn a_label_that_tab_began_and_nobody_wanted_makes_way() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: cp⇥");
    assert_eq!(d.line(), "/decision Ella; is: cp; category: ");
    d.press("; rea⇥");
    assert_eq!(d.line(), "/decision Ella; is: cp; reasons: ");
    // One that somebody typed stays: an empty answer takes an earlier one away.
    d.press("⎋/decision Ella; category: ; reasons: fear");
    assert_eq!(d.line(), "/decision Ella; category: ; reasons: fear");
}
