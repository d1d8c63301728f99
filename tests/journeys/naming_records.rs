//! Tab offers the records that an answer can name, as it offers people and children; and a copy that goes astray is
//! pointed out.

use super::driver::Driver;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::completion::suggestions;
use talking_piece::domain::line::{explain, read};
use talking_piece::domain::record::kinds::{action, distribution};

fn offered(d: &Driver) -> Vec<(String, String)> {
    suggestions(d.editor(), COMMANDS, d.now.date_naive())
        .into_iter()
        .map(|one| (one.show, one.hint))
        .collect()
}

fn told(d: &Driver) -> String {
    let (meeting, today) = (&d.editor().meeting, d.now.date_naive());
    explain(&read(d.line(), meeting, today), d.line(), meeting)
}

#[test]
fn a_wish_and_an_offer_are_offered_with_their_words_and_tab_takes_them() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; wants: a lamp in the hall⏎");
    d.press("/view Noah; by: observed; means: calm⏎");
    d.press("/offer Health; service: sleep clinic; by: HV⏎");
    d.press("KS: = my sister comes on Fridays⏎");
    d.press("HV: what somebody only said⏎");
    d.press("/action A lamp; answers: ");
    assert_eq!(
        offered(&d),
        [("v1".to_owned(), "Ella: a lamp in the hall".to_owned())],
        "only a wish can be answered"
    );
    d.press("⇥⏎");
    assert_eq!(d.last().text(&action::ANSWERS), "v1", "{}", d.status());
    d.press("/action The clinic; offer: ");
    let names: Vec<String> = offered(&d).into_iter().map(|(show, _)| show).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    // By its words too: nobody knows the letters by heart.
    d.press("sleep");
    let found = offered(&d);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("sleep clinic"));
    d.press("⇥⏎");
    assert_eq!(
        d.editor()
            .meeting
            .record(d.last().text(&action::OFFER))
            .unwrap()
            .kind,
        "offer"
    );
}

#[test]
fn what_is_restricted_is_offered_without_its_words() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; wants: CANARY81 #restricted⏎");
    d.press("/action A lamp; answers: ");
    assert_eq!(
        offered(&d),
        [("v1".to_owned(), "Ella: (restricted)".to_owned())]
    );
}

#[test]
fn a_full_copy_for_the_family_is_asked_about_before_and_after_enter() {
    let mut d = Driver::in_conference();
    d.press("/close all is known⏎⏎");
    for id in ["k1", "k2"] {
        let name = d.editor().meeting.called(id);
        d.press(&format!("⎋/view {name}; by: not asked; reason: asleep⏎"));
    }
    d.app.one_line_at_a_time = true;
    d.enter("/close all is known");
    d.app.one_line_at_a_time = false;
    d.press("/circulated KS; copy: full record; how: by hand; on: 1 Dec");
    assert!(
        told(&d).starts_with("The full record holds everything that is restricted"),
        "{}",
        told(&d)
    );
    d.press("⏎");
    assert_eq!(
        d.count(&distribution::KIND),
        1,
        "advice only: {}",
        d.status()
    );
    assert!(
        d.status().contains("Did you mean the family's copy?"),
        "{}",
        d.status()
    );
    for fine in [
        "/circulated SW; copy: full record; how: by hand; on: 1 Dec",
        "/circulated KS; copy: family's copy; how: by hand; on: 1 Dec",
    ] {
        d.press(fine);
        assert!(!told(&d).contains("full record holds"), "{fine}");
        d.press("⏎");
        assert!(!d.status().contains("meant?"), "{}", d.status());
    }
}

#[test]
fn on_leaving_a_section_of_worries_a_child_without_strengths_is_named() {
    let mut d = Driver::in_conference();
    d.press("/section happened⏎SW: ! Noah has stopped talking @noah⏎KS: I know⏎/next⏎");
    assert!(
        d.status()
            .contains("Only worries so far for Noah: what goes well?"),
        "{}",
        d.status()
    );
    d.press("HV: + he laughs again @noah⏎/next⏎/balance⏎");
    assert!(!d.status().contains("Only"), "{}", d.status());
}
