//! Blind scaling: who has given a score is seen, the number is not, until all are in or the Chair shows them.

use super::driver::Driver;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::screens::close::gaps;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::record::kinds::scale;
use talking_piece::plain::Plain;

/// A family and two professionals in the section with the scale.
fn scaling() -> Driver {
    let mut d = Driver::with_agenda("signs-of-safety-cpc");
    for line in super::driver::FAMILY {
        d.press(line);
        d.press("⏎");
    }
    d.press("/begin⏎/arrive all⏎/leave SW⏎/section overall⏎");
    d
}

fn minutes(d: &Driver) -> String {
    open_minutes(&d.editor().meeting).to_text()
}

#[test]
fn the_status_tells_who_is_in_and_who_is_waited_for_and_at_the_end_all_numbers_with_their_ends() {
    let mut d = scaling();
    d.press("/scale 1; by: KS; score: 6.5; why: we sleep again⏎");
    assert_eq!(
        d.status(),
        "Kelly's score is in and hidden. Still to come: Dan, Juno."
    );
    assert!(d.last().is_hidden() && !minutes(&d).contains("6.5"));
    d.press("/scale 1; by: DS; score: 8; why: it is quiet⏎");
    d.press("/scores⏎");
    assert_eq!(
        d.status(),
        "2 scores are in and hidden. Still to come: Juno."
    );
    d.press("/scale 1; by: HV; score: 1; why: weight⏎");
    let told = d.status().to_owned();
    assert!(
        told.starts_with("Kelly 6.5, Dan 8, Juno 1 (0 = So unsafe"),
        "{told}"
    );
    assert!(told.contains("10 = Safe enough"), "{told}");
    assert!(told.contains("! Juno: Somebody has to act today"), "{told}");
    assert!(minutes(&d).contains("6.5") && minutes(&d).contains("we sleep again"));
}

#[test]
fn where_no_scale_is_asked_a_score_is_not_taken_and_the_way_is_told() {
    let mut d = scaling();
    d.press("/section 1⏎/scale 1; by: KS; score: 6; why: we sleep again⏎");
    assert_eq!(d.count(&scale::KIND), 0, "{}", d.status());
    assert_eq!(d.line(), "/scale 1; by: KS; score: 6; why: we sleep again");
    let told = d.status().to_owned();
    assert!(told.starts_with("No scale is asked for in \""), "{told}");
    assert!(
        told.contains("Nothing was recorded, and your line is kept. /section "),
        "{told}"
    );
    let place = told.split("/section ").nth(1).unwrap();
    let number = place.split(' ').next().unwrap();
    d.press(&format!("/section {number}⏎↓⏎"));
    assert_eq!(
        d.count(&scale::KIND),
        1,
        "the way that was told leads there: {}",
        d.status()
    );
    d.press("/section 1⏎/scale overall-safety; by: DS; score: 3⏎");
    assert_eq!(
        d.count(&scale::KIND),
        2,
        "named, it can be taken anywhere: {}",
        d.status()
    );
}

#[test]
fn without_a_screen_the_number_of_such_a_score_stays_hidden() {
    let mut d = scaling();
    d.press("/section 1⏎");
    d.app.one_line_at_a_time = true;
    d.enter("/scale 1; by: KS; score: 6.5; why: we sleep again");
    assert!(d.last().is_hidden() && !minutes(&d).contains("6.5"));
    assert!(
        d.status().contains("In it, \"scale\" is to be confirmed"),
        "{}",
        d.status()
    );
}

#[test]
fn what_is_missing_in_a_score_is_told_with_what_is_safe() {
    let mut d = scaling();
    d.press("/scale 1; by: KS⏎");
    assert_eq!(
        d.status(),
        "Not recorded yet, and your line is kept. Still needed (Tab): Which number?"
    );
}

#[test]
fn the_chair_shows_them_and_undo_hides_them_again() {
    let mut d = scaling();
    d.press("/scores show⏎");
    assert_eq!(d.status(), "No score is hidden now. Nothing was changed.");
    d.press("⎋/scale 1; by: KS; score: 6.5⏎/scale 1; by: DS; score: 3; child: Ella⏎/scores show⏎");
    assert!(
        d.status()
            .starts_with("The Chair shows the scores. Kelly 6.5 (0 = "),
        "{}",
        d.status()
    );
    assert!(
        d.status().contains("Ella: Dan 3 (0 = "),
        "one fact for each round"
    );
    assert!(minutes(&d).contains("6.5"));
    d.press("/undo⏎");
    assert!(!minutes(&d).contains("6.5"));
    d.press("/redo⏎");
    assert!(minutes(&d).contains("6.5"));
    d.kill_and_resume();
    assert!(
        minutes(&d).contains("6.5"),
        "shown is shown, on the disk too"
    );
    d.press("/scores now⏎");
    assert_eq!(d.line(), "/scores now", "{}", d.status());
}

#[test]
fn a_hidden_score_can_be_changed_and_marked_and_loses_nothing() {
    let mut d = scaling();
    d.press("/scale 1; by: KS; score: 6.5; why: we sleep again⏎/mark ??⏎");
    assert_eq!(d.editor().meeting.catch_up().count(), 1);
    assert!(d.last().is_hidden() && d.last().follow_up);
    d.press("↑⏎");
    assert_eq!(
        d.line(),
        "/scale overall-safety; by: KS; score: 6.5; why: we sleep again ??",
        "the ends of the scale are not typed again"
    );
    d.press("⇲⌫⌫⌫");
    d.press(", most nights⏎");
    assert!(
        d.status().contains("Kelly's score is in and hidden."),
        "{}",
        d.status()
    );
    assert!(!d.status().contains("6.5") && !minutes(&d).contains("most nights"));
    d.press("/scores show⏎");
    assert_eq!(d.last().text(&scale::REASON), "we sleep again, most nights");
    assert_eq!(d.last().values["score"], 6.5);
    assert!(d.last().text(&scale::LOW).starts_with("So unsafe"));
    assert_eq!(
        d.last().former.len(),
        2,
        "what it was before is there as well"
    );
}

#[test]
fn what_could_not_be_read_in_a_hidden_score_is_not_told_either() {
    let mut d = scaling();
    d.press("/scale 1; by: KS; score: sixish; why: we sleep again⏎");
    assert!(d.last().is_hidden(), "{}", d.status());
    assert!(
        d.status()
            .contains("to be confirmed: it is on the catch-up list")
            && !d.status().contains("sixish"),
        "{}",
        d.status()
    );
    assert_eq!(d.editor().meeting.catch_up().count(), 1);
    d.press("/scale 1; by: DS; score: 14⏎");
    assert!(
        d.status().contains("This scale goes from 0 to 10."),
        "{}",
        d.status()
    );
    assert!(!d.status().contains("14"));
    assert_eq!(d.enter("/find sleep"), Outcome::Done);
    assert_eq!(
        d.editor().entries().len(),
        0,
        "it cannot be guessed by looking for it"
    );
}

#[test]
fn leaving_the_section_or_closing_shows_all() {
    let mut d = scaling();
    d.press("/scale 1; by: KS; score: 6.5⏎/next⏎");
    assert!(minutes(&d).contains("6.5"));
    let mut d = scaling();
    d.press("/scale 1; by: KS; score: 6.5⏎/close⏎");
    while gaps(d.editor(), d.now).iter().any(|(_, why)| why.is_none()) {
        assert!(!minutes(&d).contains("6.5"));
        d.press("the rest of us were too tired⏎");
    }
    d.press("⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(minutes(&d).contains("6.5"), "{}", d.status());
}

#[test]
fn plain_lines_read_no_hidden_score_out() {
    let mut d = scaling();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    let mut said = |d: &mut Driver, line: &str| {
        let messages: Vec<Message> = plain.take(&d.app, line);
        for message in messages {
            d.send(message);
        }
        plain.tell(&d.app).join("\n")
    };
    let told = said(&mut d, "/scale 1; by: KS; score: 6.5; why: we sleep again");
    assert!(told.contains("Kelly's score is in and hidden."), "{told}");
    assert!(told.contains("number and reason are hidden"), "{told}");
    for line in [
        "/edit",
        "/find scale",
        "/mark ??",
        "/catchup",
        "/scores",
        "/balance",
    ] {
        let told = told.clone() + &said(&mut d, line);
        assert!(
            !told.contains("6.5") && !told.contains("sleep"),
            "{line}: {told}"
        );
    }
    let told = said(&mut d, "/edit /scale 1; by: KS; score: 7; why: and eat");
    assert!(
        told.contains("Changed.") && !told.contains("score: 7"),
        "{told}"
    );
    let told = said(&mut d, "/scores show");
    assert!(told.contains("Kelly 7 (0 = So unsafe"), "{told}");
}

#[test]
fn a_score_given_again_while_it_waits_is_changed_and_one_given_later_is_another() {
    let mut d = scaling();
    d.press("/scale 1; by: KS; score: 6.5; why: we sleep again⏎");
    let first = d.last().id.clone();
    d.press("/scale 1; by: KS; score: 5; why: no zebra sleeps⏎");
    assert_eq!(d.count(&scale::KIND), 1, "{}", d.status());
    assert!(
        !d.status().contains("6.5") && !d.status().contains('5'),
        "{}",
        d.status()
    );
    // The whole family together, and one child, are two questions; another person's score is another's.
    d.press("/scale 1; by: KS; child: Ella; score: 4; why: she wakes⏎");
    d.press("/scale 1; by: DS; score: 3; why: it is loud⏎");
    assert_eq!(d.count(&scale::KIND), 3, "{}", d.status());
    d.press("/scores show⏎");
    let told = minutes(&d);
    assert!(
        told.contains("no zebra sleeps") && !told.contains("6.5"),
        "{told}"
    );
    let meeting = &d.editor().meeting;
    assert_eq!(
        meeting.record(&first).unwrap().former.len(),
        1,
        "what it was before is kept"
    );
    d.press("/scale 1; by: KS; score: 7; why: the plan helps⏎");
    assert_eq!(d.count(&scale::KIND), 4, "{}", d.status());
}

#[test]
fn several_scores_in_one_line_are_hidden_like_any_other() {
    let mut d = scaling();
    d.press("/scores KS 6.5, DS 3⏎");
    assert_eq!(d.count(&scale::KIND), 2, "{}", d.status());
    assert_eq!(d.line(), "");
    assert!(d.last().is_hidden() && !minutes(&d).contains("6.5"));
    assert!(!d.status().contains("6.5"), "{}", d.status());
    d.press("/scores⏎");
    assert_eq!(
        d.status(),
        "2 scores are in and hidden. Still to come: Juno."
    );
    d.press("/scores KS 6.5, DS 3⏎");
    assert!(d.status().contains("Nothing was changed"), "{}", d.status());
    d.press("/scores HV six or so, KS 5⏎");
    assert_eq!(d.line(), "/scores HV six or so, KS 5", "{}", d.status());
    d.press("⎋/scores KS 5, HV 1⏎");
    assert_eq!(d.count(&scale::KIND), 3, "hers is changed");
    let told = d.status().to_owned();
    assert!(
        minutes(&d).contains("Kelly") && !minutes(&d).contains("6.5"),
        "{told}"
    );
    d.press("/undo⏎");
    assert_eq!(d.count(&scale::KIND), 2, "one line is taken back in one go");
}

#[test]
fn a_line_of_scores_gives_each_child_a_number() {
    let mut d = scaling();
    d.press("HV: Ella 4, Noah 6");
    d.press("⇥");
    assert_eq!(d.line(), "/scores HV Ella 4, Noah 6");
    d.press("⏎/scores show⏎");
    let told = d.status().to_owned();
    assert!(
        told.contains("Ella: Juno 4") && told.contains("Noah: Juno 6"),
        "{told}"
    );
}
