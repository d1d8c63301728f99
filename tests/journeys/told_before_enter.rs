//! What a hasty line is perhaps meant as is told before Enter; Enter does what the row says, or nothing.

use super::driver::Driver;
use crate::screens::driver::{draw, shown};
use ratatui::style::Style;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

fn on_the_screen(d: &Driver) -> String {
    let theme = Theme::of(Colours::Either);
    let (buffer, _) = draw(&d.app, 130, 30, &theme);
    shown(&buffer, None, Style::default())
}

fn told(d: &Driver, command: &str, rest: &str) -> String {
    let row = d.app.commands.called(command).unwrap();
    (row.means)(&d.app, rest).unwrap_or_default()
}

#[test]
fn a_coming_that_is_refused_says_so_before_enter() {
    for (command, rest, words) in [
        (
            "arrive",
            "HV 22.07 traffic on the ring road",
            "22:07 is still to come",
        ),
        (
            "leave",
            "DS sent out by CH; why: swearing",
            "/exclude DS; why:",
        ),
        ("leave", "DS was asked to leave by CH", "/exclude DS; why:"),
        // With a reason behind it the name is no longer being typed.
        ("absent", "Xavier: off sick", "Who is Xavier?"),
    ] {
        let mut d = Driver::in_conference();
        let before = told(&d, command, rest);
        assert!(before.contains(words), "/{command} {rest}: {before}");
        d.press(&format!("/{command} {rest}⏎"));
        assert!(
            matches!(d.app.outcome, Outcome::Refused(_)),
            "{}",
            d.status()
        );
        assert!(d.status().contains(words), "{}", d.status());
    }
    // A name or a time that is still being typed says nothing.
    let d = Driver::in_conference();
    for rest in ["H", "HV 22", "the health vis"] {
        assert!(
            !told(&d, "arrive", rest).contains("Nobody was marked"),
            "{rest}"
        );
    }
}

#[test]
fn letters_need_no_colon_before_a_new_name() {
    for line in [
        "/rename DS Dan Orme",
        "/rename ds to Dan Orme",
        "/rename DS: Dan Orme",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎"));
        assert_eq!(
            d.editor().meeting.name("p3"),
            "Dan Orme",
            "{line}: {}",
            d.status()
        );
    }
    let mut d = Driver::in_conference();
    d.press("/rename Dan Orme⏎");
    assert!(
        matches!(d.app.outcome, Outcome::Refused(_)),
        "{}",
        d.status()
    );
}

/// What can only stand in the open minutes, and looks as if it were not to: that is said before Enter.
#[test]
fn a_reason_that_perhaps_not_everybody_may_read_is_told_before_enter() {
    for line in [
        "/break Ella is upset, restricted",
        "/skip off the record",
        "/absent HV: ill, not for the family",
        "/rename DS: Dan Orme, restricted",
        "/append off the record",
    ] {
        let mut d = Driver::in_conference();
        d.press("KS: yes⏎");
        d.press(line);
        let told = on_the_screen(&d);
        let is_told = told.contains("In the minutes that everybody gets. Not for all?")
            || told.contains("Did you mean #restricted?");
        assert!(is_told, "{line}: {told}");
    }
    for line in ["/break Ella is upset (restricted)", "/break #restricted"] {
        let mut d = Driver::in_conference();
        d.press(line);
        let told = on_the_screen(&d);
        assert!(told.contains("This appears in the minutes"), "{told}");
        d.press("⏎");
        assert!(matches!(d.app.outcome, Outcome::Refused(_)), "{line}");
    }
}

/// Why somebody was sent out is kept out of the open minutes; `why` alone once said why they did not come, which is not.
#[test]
fn why_somebody_was_sent_out_is_kept_back_whatever_it_is_called() {
    use talking_piece::domain::minutes::open_minutes;
    for line in [
        "/person DS; sent out by: CH; why: CANARY",
        "/person DS; why: CANARY; sent out by: CH",
        "/person DS; sent out by: CH; reason: CANARY",
        "/person DS, sent out by: CH, why: CANARY",
        "/person DS; sent out by: somebody odd; why: CANARY",
        "/person DS; sent out by: CH; sent out for: CANARY",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎"));
        let open = open_minutes(&d.editor().meeting).to_text();
        assert!(!open.contains("CANARY"), "{line}: {}", d.status());
        let dan = d.editor().meeting.record("p3").unwrap();
        assert!(
            format!("{dan:?}").contains("CANARY"),
            "{line}: {}",
            d.status()
        );
    }
    let mut d = Driver::in_conference();
    d.press("/person DS; why: working away⏎");
    assert!(
        open_minutes(&d.editor().meeting)
            .to_text()
            .contains("working away")
    );
}

#[test]
fn several_members_of_the_core_group_are_counted() {
    let mut d = Driver::in_conference();
    d.press("/core KS, SW, HV⏎");
    assert!(d.status().contains("for 3 people"), "{}", d.status());
}

#[test]
fn a_decision_that_cannot_be_read_says_what_is_not_certain() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: CP plan; category: neglect; reasons: as said⏎");
    d.press("/decision Ella; is: nothing much; instead because: the Chair reopened it");
    let read = d.editor().read_line(d.now);
    let told = d.editor().meaning(&read);
    assert!(told.contains("until \"is\" is certain"), "{told}");
    assert!(!told.contains("To replace it, add"), "{told}");
}

#[test]
fn a_row_of_the_closing_list_opens_the_record_at_the_answer_in_doubt() {
    for (line, label) in [
        (
            "/date core group; on: next week; place: the hub",
            "on: next week",
        ),
        (
            "/action ring; who: nobody odd; by: 12 Dec; measure: it",
            "who: nobody odd",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎/close⏎"));
        let rows = talking_piece::app::screens::close::gaps(d.editor(), d.now);
        let row = rows
            .iter()
            .position(|(missing, _)| missing.missing.contains("still to be confirmed"))
            .unwrap();
        for _ in 0..row {
            d.press("↓");
        }
        d.press("⏎");
        let (text, at) = (d.line().to_owned(), d.editor().line.cursor());
        assert!(text[..at].ends_with(label), "{text}: {}", &text[..at]);
    }
}

#[test]
fn who_tells_a_child_is_asked_at_that_answer() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; words: \"home\"⏎/close⏎");
    let rows = talking_piece::app::screens::close::gaps(d.editor(), d.now);
    let row = rows
        .iter()
        .position(|(missing, _)| missing.missing.contains("who tells Ella"))
        .unwrap();
    for _ in 0..row {
        d.press("↓");
    }
    d.press("⏎");
    assert!(d.line().ends_with("; told by: "), "{}", d.line());
}

#[test]
fn what_begins_with_the_words_of_something_restricted_is_restricted_too() {
    use talking_piece::domain::minutes::open_minutes;
    for (first, second) in [
        (
            "/risk CANARY; who: SW #restricted",
            "/risk CANARY; now: worse",
        ),
        ("/goal CANARY; who: SW #restricted", "/goal canary"),
        ("/offer CANARY; by: KS #restricted", "/offer CANARY; by: DS"),
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{first}⏎{second}⏎"));
        let open = open_minutes(&d.editor().meeting).to_text().to_lowercase();
        assert!(!open.contains("canary"), "{second}: {}", d.status());
    }
    let mut d = Driver::in_conference();
    d.press("/risk PLAIN; who: SW⏎/risk OTHER #restricted⏎/risk PLAIN; now: x⏎");
    assert!(
        open_minutes(&d.editor().meeting)
            .to_text()
            .contains("PLAIN")
    );
}

#[test]
fn an_answer_that_is_kept_back_is_asked_about_behind_a_comma_too() {
    use talking_piece::domain::minutes::open_minutes;
    for line in [
        "/child Ella; lives with: aunt, address CANARY",
        "/person AB Ann Bell; role: aunt, phone CANARY",
        "/person AB Ann Bell; role: aunt, adress CANARY",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎"));
        let open = open_minutes(&d.editor().meeting).to_text();
        assert!(!open.contains("CANARY"), "{line}: {}", d.status());
    }
}

/// What was done last may be the opening of a section, and not the entry that is meant.
#[test]
fn undo_says_before_enter_what_it_takes_back() {
    let mut d = Driver::in_conference();
    d.enter("KS: I was scared");
    assert!(told(&d, "undo", "").contains("Takes back: \"KS: I was scared\""));
    d.enter("/next");
    let before = told(&d, "undo", "");
    assert!(before.contains("the opening of"), "{before}");
    assert!(!before.contains("scared"), "{before}");
    d.enter("KS: #restricted CANARY");
    let before = told(&d, "undo", "");
    assert!(
        !before.contains("CANARY") && before.contains("the entry of"),
        "{before}"
    );
}

/// What other programs have, and what people call it: each leads somewhere.
#[test]
fn what_is_no_command_says_what_there_is_instead() {
    for (command, words) in [
        ("save", "Nothing needs saving"),
        ("write", "Nothing needs saving"),
        ("print", "talking-piece read"),
        ("pdf", "talking-piece read"),
        ("later", "Did you mean /mark to be confirmed?"),
        ("private with KS", "To meet one of them apart: /apart"),
    ] {
        let mut d = Driver::in_conference();
        d.enter(&format!("/{command}"));
        assert!(d.status().contains(words), "/{command}: {}", d.status());
    }
}

/// What is offered beside a line can be typed as it stands.
#[test]
fn a_record_in_words_is_offered_with_its_labels() {
    for (line, offered) in [
        ("decision: Ella CP plan", "/decision Ella; is: CP plan"),
        ("decision - Ella CIN plan", "/decision Ella; is: CIN plan"),
        ("core group = KS, SW", "/core KS, SW"),
        ("core group members: KS, SW", "/core KS, SW"),
        (
            "SW disagrees with the plan, it is too much",
            "/dissent children's services; by: SW; from: the plan; reasons: it is too much",
        ),
        (
            "SW: I disagree, it is too early",
            "/dissent children's services; by: SW; reasons: it is too early; from: \u{2026}",
        ),
        (
            "KS does not agree w the category",
            "/dissent Kelly; by: KS; from: the category; reasons: \u{2026}",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.press("/section decision⏎");
        d.press(line);
        let told = on_the_screen(&d);
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_offered = told.to_lowercase().contains(&offered.to_lowercase());
        assert!(is_offered, "{line}: {told}");
        assert!(!told.contains("/date"), "{line}: {told}");
    }
    for line in [
        "KS: I agree with that",
        "KS: we disagreed last year, it is fine now",
        "SW said he disagrees",
    ] {
        let mut d = Driver::in_conference();
        d.press("/section decision⏎");
        d.press(line);
        let told = on_the_screen(&d);
        assert!(!told.contains("/dissent"), "{line}: {told}");
    }
    // Where nothing is decided, it is what somebody says.
    let mut d = Driver::in_conference();
    d.press("KS: I disagree with that");
    assert!(!on_the_screen(&d).contains("/dissent"));
}

#[test]
fn a_rule_of_the_group_is_what_all_say() {
    for line in [
        "/agreed phones stay off",
        "/agreed no shouting, one at a time",
    ] {
        let mut d = Driver::in_conference();
        d.press(line);
        let told = on_the_screen(&d);
        let rule = line.strip_prefix("/agreed ").unwrap();
        assert!(told.contains(&format!("all: {rule}")), "{line}: {told}");
    }
    for line in ["/agreed KS", "/agreed KS and DS", "/agreed Kelly, Dan"] {
        let mut d = Driver::in_conference();
        d.press(line);
        let told = on_the_screen(&d);
        assert!(!told.contains("all: "), "{line}: {told}");
    }
}

/// It puts the record right, so whoever spoke last has not said it.
#[test]
fn a_correction_in_words_is_nobodys() {
    for (line, told) in [
        (
            "correction: SW said Tuesday not Thursday",
            "/edit Thursday -> Tuesday",
        ),
        (
            "Correction - SW said Tuesday",
            "/edit changes the last entry",
        ),
        ("corr: Thurs not Tues", "/edit Tues -> Thurs"),
        ("corr last: not 3 Nov, 13 Nov", "/edit 3 Nov -> 13 Nov"),
        (
            "correction HV came on the 3rd",
            "/edit changes the last entry",
        ),
    ] {
        let mut d = Driver::in_conference();
        d.press("KS: I was scared⏎");
        d.press(line);
        let screen = on_the_screen(&d);
        assert!(screen.contains(told), "{line}: {screen}");
        d.press("⏎");
        let last = d.last();
        assert!(
            last.to_confirm.contains_key(contribution::SPEAKER.name),
            "{line}: {}",
            d.last_line()
        );
        assert!(
            d.last_line().contains(line.split_once(' ').unwrap().1),
            "{}",
            d.last_line()
        );
    }
    let mut d = Driver::in_conference();
    d.press("KS: I was scared⏎KS: the correction came in the post⏎");
    assert_eq!(d.last_speaker(), "KS");
}

#[test]
fn which_section_opens_and_that_a_break_ends_is_told() {
    let mut d = Driver::in_conference();
    let here = d.editor().meeting.open_section().unwrap().id.clone();
    let opens = told(&d, "next", "");
    d.press("/next⏎");
    let section = d.editor().meeting.open_section().unwrap();
    assert_ne!(section.id, here);
    assert!(
        opens.starts_with("Opens ") && opens.ends_with(&section.title),
        "{opens}"
    );
    assert_eq!(told(&d, "break", ""), "");
    d.press("/break tea⏎");
    assert!(told(&d, "break", "").starts_with("Ends the break"));
    // Behind words it is refused, and says so then.
    assert_eq!(told(&d, "break", "more tea"), "");
}

#[test]
fn a_word_put_right_in_what_is_restricted_is_told_without_the_rest() {
    let mut d = Driver::in_conference();
    d.press("SW: they live at number nine #restricted⏎");
    let before = told(&d, "edit", "nine -> eleven");
    assert!(
        before.starts_with("Changes only \"nine\" to \"eleven\": the entry of "),
        "{before}"
    );
    assert!(!before.contains("live"), "{before}");
}

#[test]
fn what_a_mark_or_a_taking_up_comes_to_is_told() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; wants: quiet nights⏎");
    let before = told(&d, "takeup", "");
    assert_eq!(before, "Gets ready: /action for: EL; answers: v1; action:");
    d.press("KS: I was scared⏎");
    let before = told(&d, "mark", "new, feeling");
    assert_eq!(before, "New to the family, feeling: \"KS: I was scared\"");
}
