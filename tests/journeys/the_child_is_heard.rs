//! The child's views through every channel, with the exact words kept apart from anybody's interpretation of them.

use super::driver::Driver;
use crate::screens::driver::{draw, shown};
use ratatui::style::Style;
use talking_piece::domain::record::is_heard;
use talking_piece::domain::record::kinds::{action, childs_view};
use talking_piece::domain::rules::checks::checks;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::domain::visibility::Visibility;
use talking_piece::ui::Theme;

fn on_the_screen(d: &Driver) -> String {
    let theme = Theme::of(Colours::Either);
    let (buffer, _) = draw(&d.app, 130, 30, &theme);
    shown(&buffer, None, Style::default())
}

#[test]
fn every_channel_can_be_typed_in_its_own_words() {
    let field = childs_view::CHANNEL;
    let channels = field.answer.choices();
    assert!(channels.len() >= 15);
    let mut d = Driver::in_conference();
    for channel in channels {
        d.press(&format!(
            "/view Ella; by: {}; words: \"so\"; reason: because⏎",
            channel.words
        ));
        assert_eq!(d.last().text(&childs_view::CHANNEL), channel.code);
        assert!(is_heard(d.last()), "{}", channel.code);
        assert!(d.line().is_empty());
    }
    assert_eq!(d.count(&childs_view::KIND), channels.len());
}

#[test]
fn the_exact_words_stay_apart_from_their_reading() {
    let mut d = Driver::in_conference();
    d.press("/view Noah; by: drawing; words: \"house; two moons\"; means: he misses his dad; gathered by: HV; wants: Sundays⏎");
    let view = d.last();
    assert_eq!(view.text(&childs_view::WORDS), "house; two moons");
    assert_eq!(view.text(&childs_view::READING), "he misses his dad");
    assert_eq!(view.text(&childs_view::WANTS_TO_CHANGE), "Sundays");
    assert_eq!(view.text(&childs_view::GATHERED_BY), "p5");
}

#[test]
fn abbreviations_are_not_written_out_in_a_childs_words() {
    let mut d = Driver::in_conference();
    d.press("/view Noah; by: letter; words: \"my hv is nice\"⏎");
    assert_eq!(d.last().text(&childs_view::WORDS), "my hv is nice");
}

#[test]
fn no_views_count_only_with_a_reason() {
    let mut d = Driver::in_conference();
    d.press("/view Noah; by: not asked⏎");
    assert!(!is_heard(d.last()));
    d.press("/view Noah; by: not asked; reason: asleep in hospital⏎");
    assert!(is_heard(d.last()));
}

#[test]
fn a_child_who_chose_not_to_share_was_written_down_as_not_asked() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: chose not to share⏎/close⏎");
    d.press("she turned away⏎");
    let last = d.last();
    assert_eq!(last.text(&childs_view::CHANNEL), "declined_to_share");
    assert_eq!(last.text(&childs_view::REASON), "she turned away");
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: chose not to share⏎/close⏎⏎");
    assert_eq!(d.line(), "/view Ella; by: chose not to share; reason: ");
}

#[test]
fn what_the_child_said_to_the_chair_alone_is_restricted() {
    let mut d = Driver::in_conference();
    for typed in [
        "shared: to the Chair only",
        "shared: chair only",
        "agreed: not with the parents",
        "agreed: not with mum",
    ] {
        d.press(&format!("/view Ella; by: letter; words: \"x\"; {typed}⏎"));
        assert_eq!(d.last().visibility, Visibility::Restricted, "{typed}");
        d.press("/mark #open⏎");
        assert_eq!(
            d.last().visibility,
            Visibility::Restricted,
            "{typed}: no mark opens it"
        );
    }
    d.press("/view Ella; by: letter; words: \"x\"; shared: read out; agreed: all of it⏎");
    assert_eq!(d.last().visibility, Visibility::Everyone);
}

#[test]
fn a_view_of_a_child_nobody_knows_is_kept_to_be_confirmed() {
    let mut d = Driver::in_conference();
    d.press("/view Zoë; by: letter; words: \"hello\"⏎");
    assert_eq!(
        d.last().to_confirm.get(childs_view::CHILD.name).unwrap(),
        "Zoë"
    );
    assert_eq!(d.last().text(&childs_view::WORDS), "hello");
    assert_eq!(d.editor().meeting.catch_up().count(), 1);
}

#[test]
fn a_view_without_a_child_asks_and_keeps_the_words() {
    let mut d = Driver::in_conference();
    d.press("/view by: letter; words: \"hello\"⏎");
    assert_eq!(d.line(), "/view by: letter; words: \"hello\"");
    assert!(d.status().contains("Which child?"), "{}", d.status());
}

#[test]
fn who_will_tell_the_child_passed_for_the_reason_why_the_child_was_not_asked() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/close⏎");
    let gaps = talking_piece::domain::rules::checks::checks(&d.editor().meeting, d.now);
    let row = gaps
        .iter()
        .position(|gap| gap.check == "who_tells_child")
        .unwrap();
    while d.editor().close_row < row {
        d.press("↓");
    }
    d.press("SW will on Friday⏎");
    assert_eq!(d.count(&childs_view::KIND), 0);
    let left = talking_piece::domain::rules::checks::checks(&d.editor().meeting, d.now);
    assert!(left.iter().any(|gap| gap.check == "childs_views"));
    assert_eq!(d.editor().meeting.explained().count(), 1);
}

#[test]
fn a_restricted_reason_why_a_child_was_not_heard_stood_in_the_open() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/close⏎hidden at Nowhere House #restricted⏎");
    assert_eq!(d.count(&childs_view::KIND), 1, "{}", d.status());
    assert_eq!(
        d.last().visibility,
        talking_piece::domain::visibility::Visibility::Restricted
    );
    // The other gaps have no record of their own: their reason is asked for again, and nothing is lost.
    d.press("/close⏎↓↓↓why #restricted⏎");
    assert_eq!(d.line(), "why #restricted");
}

#[test]
fn a_child_who_speaks_is_asked_about_as_long_as_no_views_are_noted() {
    let mut d = Driver::in_conference();
    d.press("/arrive Ella by phone⏎");
    d.press("EL: \"I want mum here when it is dark\"");
    assert!(
        on_the_screen(&d).contains("Ella's views? /view Ella"),
        "{}",
        on_the_screen(&d)
    );
    d.press("⏎EL: \"and grandma on Fridays\"⏎");
    // What was said is ready where the list before closing asks.
    d.press("/close⏎");
    let missing = checks(&d.editor().meeting, d.now);
    let spoke = "Ella spoke or was spoken for, but no views of Ella are noted.";
    assert_eq!(missing[0].missing, spoke);
    d.press("⏎");
    assert_eq!(
        d.line(),
        "/view EL; by: attending by video or phone; words: \"I want mum here when it is dark … and grandma on Fridays\""
    );
    d.press("⏎");
    assert!(is_heard(d.last()), "{}", d.status());
    let missing = checks(&d.editor().meeting, d.now);
    assert!(!missing[0].missing.contains("Ella"), "{missing:?}");
    // Heard, so it is asked no more.
    d.press("/record⏎EL: \"and a lamp for the landing\"");
    assert!(
        !on_the_screen(&d).contains("views?"),
        "{}",
        on_the_screen(&d)
    );
}

#[test]
fn words_of_a_child_told_by_somebody_else_are_asked_about() {
    for (said, answer, words) in [
        (
            "SW/EL: \"I like my class\"",
            &childs_view::WORDS,
            "I like my class",
        ),
        (
            "SW/EL: she wants the lamp from the old house",
            &childs_view::WANTS_TO_CHANGE,
            "she wants the lamp from the old house",
        ),
        (
            "SW/EL: she is scared of the stairs",
            &childs_view::WORRIES,
            "she is scared of the stairs",
        ),
        (
            "SW/EL: nights are long for her",
            &childs_view::READING,
            "nights are long for her",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.press(said);
        assert!(
            on_the_screen(&d).contains("Ella's views?"),
            "{said}: {}",
            on_the_screen(&d)
        );
        d.press("⏎");
        let said_by = d.last().clone();
        d.press("/takeup⏎");
        assert!(
            d.line().starts_with("/view EL; by: through a professional"),
            "{}",
            d.line()
        );
        d.press("⏎");
        let view = d.last();
        assert!(is_heard(view), "{said}: {}", d.status());
        assert_eq!(view.text(answer), words);
        let there = d.editor().meeting.record(&said_by.id).unwrap();
        assert!(there.struck.is_none(), "it stays what was said");
    }
    // How a child takes part who is in the room, for how long, is asked.
    let mut d = Driver::in_conference();
    d.press("/arrive Ella⏎EL: \"I want it quiet\"⏎/close⏎⏎");
    assert_eq!(d.line(), "/view EL; words: \"I want it quiet\"; by: ");
    d.press("⏎");
    assert!(
        d.status().contains("How did the child give"),
        "{}",
        d.status()
    );
    d.press("in part⏎");
    assert!(is_heard(d.last()), "{}", d.status());
}

#[test]
fn a_greeting_a_question_and_what_is_restricted_are_no_views() {
    let mut d = Driver::in_conference();
    for said in ["EL: hello", "EL: can I go now?", "KS: I want it quiet"] {
        d.press(said);
        assert!(
            !on_the_screen(&d).contains("views?"),
            "{said}: {}",
            on_the_screen(&d)
        );
        d.press("⏎");
    }
    d.press("EL: \"he shouts at night\" #restricted⏎/close⏎⏎");
    assert_eq!(d.line(), "/view Ella; by: ");
}

#[test]
fn an_action_answers_what_a_child_said_by_the_childs_name() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly is home at night; who: KS; answers: Ella⏎");
    assert!(
        d.status().contains("no single wish of Ella is noted"),
        "{}",
        d.status()
    );
    d.press("/view Ella; by: letter; words: \"I want mum home\"⏎");
    let view = d.last().id.clone();
    d.press("/action Kelly is home on Fridays; who: KS; answers: Ella⏎");
    assert_eq!(d.last().text(&action::ANSWERS), view, "{}", d.status());
    d.press("/checkin Ella; who: KS and SW⏎");
    assert!(
        d.status().contains("one person is asked for"),
        "{}",
        d.status()
    );
}

#[test]
fn who_goes_to_the_child_afterwards_tells_the_child() {
    let mut d = Driver::in_conference();
    let asked = |d: &Driver| {
        let all = checks(&d.editor().meeting, d.now).into_iter();
        let told = all.filter(|one| one.check == "who_tells_child");
        told.map(|one| one.missing).collect::<Vec<_>>()
    };
    assert_eq!(asked(&d).len(), 2);
    d.press("/checkin Ella; who: SW⏎");
    assert!(
        asked(&d)[0].starts_with("It is not settled by when Ella"),
        "{:?}",
        asked(&d)
    );
    d.press("/edit by: in 2 days⏎");
    assert_eq!(
        asked(&d),
        ["It is not settled who tells Noah what was decided."]
    );
    // Whoever asks the mother how she is tells no child.
    d.press("/checkin Kelly; who: SW; by: in 2 days⏎");
    assert_eq!(asked(&d).len(), 1);
}
