//! Closing, as far as it does not depend on which checks there are.

use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::close::gaps;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::meeting::event::{Event, KnownEvent};
use talking_piece::domain::record::kinds::{action, contribution};
use talking_piece::domain::rules::checks::checks;

/// Gives every gap on the list its reason, one after the other.
pub(super) fn explain_all(d: &mut Driver) {
    d.press("/close⏎");
    assert_eq!(d.app.place, Place::Close);
    // One reason may answer two questions: that a child was not asked says why the child was not here.
    while gaps(d.editor(), d.now).iter().any(|(_, why)| why.is_none()) {
        d.press("it was agreed with the Chair⏎");
    }
}

#[test]
fn a_meeting_is_closed_sealed_and_refuses_more() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    explain_all(&mut d);
    d.press("⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(
        d.asked
            .iter()
            .any(|effect| matches!(effect, Effect::WriteMinutes { seal: true, .. }))
    );
    d.press("KS: too late⏎");
    assert_eq!(d.line(), "KS: too late");
    d.press("⎋/reopen somebody came back⏎↓⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Open);
    assert_eq!(d.last().text(&contribution::TEXT), "too late");
}

#[test]
fn esc_goes_back_to_the_meeting_and_people_can_still_speak() {
    let mut d = Driver::in_conference();
    d.press("/close⏎KS: one more thing⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "one more thing");
    d.press("⎋");
    assert_eq!(d.app.place, Place::Recording);
}

#[test]
fn down_in_the_list_stops_at_its_end() {
    let mut d = Driver::in_conference();
    d.press("/close⏎↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓");
    let count = checks(&d.editor().meeting, d.now).len();
    assert!(
        d.editor().close_row <= count,
        "{} of {count}",
        d.editor().close_row
    );
}

#[test]
fn closing_in_a_break_ends_the_break_and_keeps_the_reasons() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    explain_all(&mut d);
    d.press("⎋/break⏎/close⏎⏎");
    let meeting = &d.editor().meeting;
    assert_eq!(meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(meeting.breaks().iter().all(|pause| pause.until.is_some()));
    let closed = meeting
        .events()
        .iter()
        .rev()
        .find_map(|logged| match &logged.event {
            Event::Known(KnownEvent::Closed { gaps }) => Some(gaps.len()),
            _ => None,
        });
    assert_eq!(closed, Some(meeting.gaps().len()));
}

#[test]
fn a_reason_typed_on_the_last_row_goes_to_no_gap_that_nobody_chose() {
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    for _ in 0..60 {
        d.press("↓");
    }
    let before = d.disk.events().count();
    d.press("it was late⏎");
    assert_eq!(d.disk.events().count(), before, "{}", d.status());
    assert!(d.status().contains("Several are open"), "{}", d.status());
    assert_eq!(d.line(), "it was late", "the words are kept");
    let first = d.status().to_owned();
    d.press("⏎");
    let told = d.status().strip_prefix("The reason is recorded: ");
    assert!(first.contains(told.unwrap()), "{first}: {}", d.status());
}

#[test]
fn close_with_a_reason_closed_over_lines_that_were_set_aside() {
    let heard = "/view Ella; by: not asked; reason: ill⏎/view Noah; by: not asked; reason: ill⏎";
    let mut d = Driver::in_conference();
    d.press(&format!("{heard}KS: half a sentence⎋/close no time left⏎"));
    assert_eq!(d.editor().meeting.phase(), Phase::Open, "{}", d.status());
    assert!(
        d.status()
            .starts_with("1 line is set aside and not recorded"),
        "{}",
        d.status()
    );
    // As the message says.
    assert_eq!(d.line(), "");
    // Any other key takes that back: Enter then goes to the chosen row.
    let mut other = d.clone();
    other.press("↓⏎");
    assert_eq!(other.editor().meeting.phase(), Phase::Open);
    d.press("⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(d.status().contains("1 line is set aside"), "{}", d.status());
    let reasons = d.editor().meeting.gaps();
    assert!(reasons.iter().all(|gap| gap.reason == "no time left"));
}

#[test]
fn one_reason_is_given_to_all_gaps_of_a_kind_with_tab() {
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    choose(&mut d, "has not been read.");
    let texts = |d: &Driver| {
        let list = gaps(d.editor(), d.now).into_iter();
        list.filter(|(missing, _)| missing.check == "statements_read")
            .map(|(_, why)| why)
            .collect::<Vec<_>>()
    };
    let many = texts(&d).len();
    assert!(many > 1);
    d.press("sent to everybody before⇥");
    let all = vec![Some("sent to everybody before".to_owned()); many];
    assert_eq!(texts(&d), all, "{}", d.status());
    assert!(
        d.status().contains(&format!("{many} things")),
        "{}",
        d.status()
    );
    let others = gaps(d.editor(), d.now);
    assert!(others.iter().any(|(_, why)| why.is_none()));
    // The next one behind them is chosen; each child needs a reason of their own, with Tab as well.
    d.press("⇱");
    let before = d.disk.events().count();
    d.press("nobody asked⇥");
    assert_eq!(d.disk.events().count(), before, "{}", d.status());
    assert_eq!(d.line(), "nobody asked");
}

#[test]
fn the_line_set_aside_is_the_first_to_come_back_after_close_with_a_reason() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: not asked; reason: ill⏎/view Noah; by: not asked; reason: ill⏎");
    d.press("KS: half a sentence⎋/close no time left⏎/aside⏎");
    assert_eq!(d.line(), "KS: half a sentence");
}

/// It was only chosen, and what was typed then became somebody's words.
#[test]
fn enter_on_a_row_opens_the_record_at_the_answer_that_it_lacks() {
    let mut d = Driver::in_conference();
    d.enter("/action Kelly rings the school; who: KS; by: 11 Dec; measure: a letter");
    d.press("/close⏎");
    choose(&mut d, "Action 1 of the plan does not say");
    d.press("⏎");
    assert_eq!(d.app.place, Place::Close);
    assert!(d.line().ends_with("; outcome: "), "{}", d.line());
    // Left as it was: nobody's words are set aside.
    d.press("⎋");
    assert_eq!((d.line(), d.editor().asides.len()), ("", 0));
    assert!(!said(&d).iter().any(|words| words.contains("Action 1")));
    d.press("⏎she sleeps well⏎");
    assert_eq!(d.app.place, Place::Close, "{}", d.status());
    let action = d.editor().meeting.records(&action::KIND).next().unwrap();
    assert_eq!(action.text(&action::OUTCOME), "she sleeps well");
    let list = gaps(d.editor(), d.now);
    assert!(!list.iter().any(|(one, _)| one.missing.contains("Action 1")));
    // The next that is open is chosen.
    assert!(list[d.editor().close_row].1.is_none());
}

#[test]
fn a_section_that_is_opened_from_the_list_says_the_way_back() {
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    choose(&mut d, "was neither held nor skipped");
    let before = d.disk.events().count();
    d.press("⏎");
    assert_eq!(d.app.place, Place::Recording);
    // One Enter does not count it as held.
    assert_eq!(d.disk.events().count(), before);
    assert!(d.line().starts_with("/section "), "{}", d.line());
    let says = d.status().to_owned();
    d.press("⏎");
    assert!(d.disk.events().count() > before);
    assert!(says.contains("counts it as held"), "{says}");
    assert!(says.contains("/close goes back to the list"), "{says}");
}

/// Enter a second time on any row records nothing that nobody has typed: no statement as read, no date without a day.
#[test]
fn enter_twice_on_a_row_of_the_list_records_nothing() {
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    let rows = gaps(d.editor(), d.now).len();
    assert!(rows > 10);
    let mut begun = 0;
    for row in 0..rows {
        d.press("/close⏎");
        d.app.editor.as_mut().unwrap().close_row = row;
        d.press("⏎");
        if d.line().is_empty() || d.line().starts_with("/section ") {
            d.press("⎋");
            continue;
        }
        begun += 1;
        let (line, before) = (d.line().to_owned(), d.disk.events().count());
        d.press("⏎");
        assert_eq!(d.disk.events().count(), before, "{line}: {}", d.status());
        assert_eq!(d.line(), line, "{}", d.status());
        assert!(d.status().contains("othing was"), "{line}: {}", d.status());
        d.press("⎋");
        assert_eq!(d.line(), "", "{line}");
    }
    assert!(begun > 8, "{begun}");
}

#[test]
fn an_owner_without_an_agency_is_put_right_where_the_person_stands() {
    let mut d = Driver::in_conference();
    d.enter("/person XY Xen Yarrow; role: youth worker");
    d.enter("/action ring; who: XY; by: 11 Dec; measure: a letter; outcome: rest");
    d.press("/close⏎");
    choose(&mut d, "which agency answers for it");
    d.press("⏎");
    assert_eq!(d.line(), "/person XY; agency: ");
    d.press("youth service⏎");
    let list = gaps(d.editor(), d.now);
    assert!(
        !list
            .iter()
            .any(|(one, _)| one.missing.contains("which agency"))
    );
}

fn choose(d: &mut Driver, words: &str) {
    let list = gaps(d.editor(), d.now);
    let at = list.iter().position(|(one, _)| one.missing.contains(words));
    let at = at.unwrap_or_else(|| panic!("{words}: {list:?}"));
    d.app.editor.as_mut().unwrap().close_row = at;
}

fn said(d: &Driver) -> Vec<String> {
    let entries = d.editor().meeting.records(&contribution::KIND);
    entries
        .map(|entry| entry.text(&contribution::TEXT).to_owned())
        .collect()
}

#[test]
fn a_section_that_is_open_already_is_gone_to_without_a_complaint() {
    let mut d = Driver::in_conference();
    d.press("/section 10⏎SW: thank you all⏎/close⏎");
    choose(&mut d, "nobody from the family has spoken");
    let before = d.disk.events().count();
    d.press("⏎");
    assert_eq!(d.app.place, Place::Recording);
    assert_eq!(d.disk.events().count(), before);
    assert!(
        d.status().contains("/close goes back to the list"),
        "{}",
        d.status()
    );
    d.press("KS: thank you⏎/close⏎");
    assert_eq!(d.app.place, Place::Close);
}

#[test]
fn what_was_new_to_the_family_is_marked_as_talked_through_from_the_list() {
    let mut d = Driver::in_conference();
    d.press("SW: there is a new partner #new⏎/close⏎");
    choose(&mut d, "has not been talked through");
    d.press("⏎");
    assert_eq!(d.line(), "/mark talked");
    assert!(
        d.status().contains("there is a new partner"),
        "{}",
        d.status()
    );
    d.press("⏎");
    let meeting = &d.editor().meeting;
    let first = meeting.records(&contribution::KIND).next().unwrap();
    assert!(first.is(&contribution::TALKED_THROUGH), "{}", d.status());
    assert_eq!(d.app.place, Place::Close);
    let list = gaps(d.editor(), d.now);
    assert!(list.iter().all(|(one, _)| one.check != "new_to_family"));
}

#[test]
fn esc_goes_back_to_the_list_from_where_it_led() {
    let mut d = Driver::in_conference();
    d.press("/section 10⏎SW: thank you all⏎/close⏎");
    choose(&mut d, "nobody from the family has spoken");
    let row = d.editor().close_row;
    d.press("⏎⎋");
    assert_eq!((d.app.place, d.editor().close_row), (Place::Close, row));
    d.press("⏎KS: thank you⏎⎋");
    assert_eq!(d.app.place, Place::Close);
    let list = gaps(d.editor(), d.now);
    let is_spoken = |words: &str| !words.contains("nobody from the family has spoken");
    assert!(list.iter().all(|(one, _)| is_spoken(&one.missing)));
    // Whoever goes elsewhere is not brought back.
    d.press("⎋/section 2⏎⎋");
    assert_eq!(d.app.place, Place::Recording);
}

#[test]
fn the_last_entry_of_the_catch_up_list_leads_back_to_the_list() {
    let mut d = Driver::in_conference();
    d.press("KS: one ??⏎DS: two ??⏎/close⏎");
    choose(&mut d, "on the catch-up list");
    d.press("⏎");
    assert_eq!(d.app.place, Place::Recording);
    d.press("/mark done⏎");
    assert_eq!(d.app.place, Place::Recording, "{}", d.status());
    d.press("↑/mark done⏎");
    assert_eq!(d.app.place, Place::Close, "{}", d.status());
}

#[test]
fn an_answer_that_is_none_is_asked_for_where_it_stands() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: cp; category: bad weather; reasons: fear⏎/close⏎");
    choose(&mut d, "has no category");
    d.press("⏎");
    let (line, cursor) = (d.line().to_owned(), d.editor().line.cursor());
    assert_eq!(line.matches("category:").count(), 1, "{line}");
    assert!(line[..cursor].ends_with("category: bad weather"), "{line}");
}
