//! A council's form, typed from end to end by somebody new: each answer stands where the form asks it, and what is asked
//! before closing is not there already.

use super::driver::Driver;
use crate::screens::driver::{draw, shown};
use ratatui::style::Style;
use talking_piece::documents::Arranged;
use talking_piece::domain::minutes::{open_minutes, restricted_part};
use talking_piece::domain::record::kinds::{
    action, agency_view, agreement, child, details, event, person,
};
use talking_piece::domain::rules::checks::checks;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::formats::plain_text;
use talking_piece::ui::Theme;

fn on_the_screen(d: &Driver, breadth: u16) -> String {
    let theme = Theme::of(Colours::Either);
    let (buffer, _) = draw(&d.app, breadth, 30, &theme);
    shown(&buffer, None, Style::default())
}

fn printed(d: &Driver) -> String {
    let open = open_minutes(&d.editor().meeting);
    plain_text::print(&Arranged::default().page(&open, None), 300)
}

fn missing(d: &Driver) -> String {
    let found = checks(&d.editor().meeting, d.now);
    let words = found.into_iter().map(|missing| missing.missing);
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_interpreter_is_no_need() {
    let mut d = Driver::in_conference();
    d.press("/person KS; interpreter: none⏎/person DS; interpreter: Irish, from Lingo Desk⏎");
    let meeting = &d.editor().meeting;
    let [ks, ds] = ["p2", "p3"].map(|id| meeting.record(id).unwrap());
    assert_eq!((ks.text(&person::NEEDS), ds.text(&person::NEEDS)), ("", ""));
    let page = printed(&d);
    for words in ["interpreter: none", "interpreter: Irish, from Lingo Desk"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn a_brother_or_sister_who_is_not_at_the_table_has_a_command_of_their_own() {
    for line in [
        "/person SF Skye Finch; relation: half-sister",
        "/person SF Skye Finch; role: half sister; born: 2 Feb 2014",
        "/person Skye Finch; relation: half-sister",
    ] {
        let mut d = Driver::in_conference();
        d.press(line);
        let told = on_the_screen(&d, 160);
        assert!(
            told.contains("/relative Skye Finch; is: half-sister"),
            "{line}: {told}"
        );
    }
    for line in [
        "/person GN Greta Nettlesworth; relation: grandmother",
        "/person KS; relation: sister",
        "/person SN Sister Agnes Finch; role: nurse",
    ] {
        let mut d = Driver::in_conference();
        d.press(line);
        let told = on_the_screen(&d, 160);
        assert!(!told.contains("/relative"), "{line}: {told}");
    }
}

#[test]
fn whoever_leads_helps_or_does_it_with_nobody_first_is_printed() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly rings the school; who: KS; helps: HV; led by: KS; checked by: CH⏎");
    let action = d.last();
    assert!(action.to_confirm.is_empty(), "{:?}", action.to_confirm);
    assert_eq!(action.list(&action::HELPED_BY), ["p5"]);
    assert!(action.list(&action::WHO_ELSE).is_empty());
    d.press("/action the shed is cleared; led by: DS; with: SW; helped by: KS; by: 12 Dec⏎");
    let page = printed(&d);
    for words in [
        "helped by: Juno Okra",
        "checked by: Corin Halfpenny",
        "led by: Dan Sparrowhat",
        "Anil Marlowe (children's services)",
        "helped by: Kelly Nettlesworth",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn who_referred_the_family_first_is_known_and_kept_back() {
    let mut d = Driver::in_conference();
    d.press("/meeting first referral: 12 Jan; referred by: Thistle Primary⏎");
    let details = d.editor().meeting.details().unwrap();
    assert!(details.to_confirm.is_empty(), "{:?}", details.to_confirm);
    assert_eq!(details.text(&details::FIRST_REFERRAL), "2026-01-12");
    assert_eq!(details.text(&details::REFERRED_BY), "Thistle Primary");
    assert!(!printed(&d).contains("Thistle"));
    d.press("/event the police came; on: 12 Jan⏎");
    assert_eq!(d.last().text(&event::ON), "2026-01-12");
    // A year ago, nearly to the day, may be a slip.
    d.press("/event the police came; on: 2 Dec⏎");
    assert!(d.last().to_confirm.contains_key(event::ON.name));
}

#[test]
fn a_childs_gp_is_their_surgery() {
    let mut d = Driver::in_conference();
    d.press("/child Noah; GP: Dr Oke, Bellwether Surgery⏎");
    let noah = d.editor().meeting.record("k2").unwrap();
    assert_eq!(noah.text(&child::SURGERY), "Dr Oke, Bellwether Surgery");
    assert!(noah.to_confirm.is_empty(), "{:?}", noah.to_confirm);
}

#[test]
fn the_day_somebody_agreed_on_completes_what_is_there() {
    let mut d = Driver::in_conference();
    d.press("/agreed DS; how: signed by e-mail; on: 1 Dec⏎");
    assert_eq!(d.count(&agreement::KIND), 1);
    assert!(d.last().to_confirm.contains_key(agreement::ON.name));
    d.press("/agreed DS; on: today⏎");
    assert_eq!(d.count(&agreement::KIND), 1, "{}", d.status());
    assert_eq!(d.last().text(&agreement::ON), "2026-11-22");
    assert_eq!(d.last().text(&agreement::HOW), "signed by e-mail");
    assert!(d.last().to_confirm.is_empty());
    // What is there is not said otherwise without a word: that is another answer, on another day.
    d.press("/agreed DS; how: did not agree⏎");
    assert_eq!(d.count(&agreement::KIND), 2, "{}", d.status());
    d.press("/agreed KS; on: today⏎");
    assert_eq!(d.count(&agreement::KIND), 3, "{}", d.status());
}

#[test]
fn arrive_all_brings_nobody_who_is_noted_as_not_coming() {
    let mut d = Driver::with_agenda("restorative-icpc");
    for line in super::driver::FAMILY {
        d.press(&format!("{line}⏎"));
    }
    d.press("/begin⏎/absent DS: working away⏎");
    for line in ["/arrive all", "/arrive everybody 14:00"] {
        d.press(line);
        let told = on_the_screen(&d, 160);
        let words = "Noted as not coming: Dan. /arrive DS if they came after all.";
        assert!(told.contains(words), "{line}: {told}");
        d.press("⏎");
        assert!(d.status().contains(words), "{line}: {}", d.status());
        assert!(!d.editor().meeting.is_here("p3"), "{line}");
        assert!(d.editor().meeting.is_here("p2"), "{line}");
    }
    let reason = |d: &Driver| {
        let dan = d.editor().meeting.record("p3").unwrap();
        dan.text(&person::WHY_NOT).to_owned()
    };
    assert_eq!(reason(&d), "working away");
    d.press("/arrive DS⏎");
    assert!(d.editor().meeting.is_here("p3"));
    assert_eq!(reason(&d), "");
}

#[test]
fn the_catch_up_list_names_the_answer_that_is_not_certain() {
    let mut d = Driver::in_conference();
    d.press("/child Noah; gpp: Dr Oke⏎/meeting F-1; venue: Town Hall; travel: by bus⏎/catchup⏎");
    let rows = on_the_screen(&d, 130);
    for words in ["not certain: gpp", "not certain: travel"] {
        assert!(rows.contains(words), "{words}: {rows}");
    }
    assert!(!rows.contains("Dr Oke"), "{rows}");
}

#[test]
fn closing_asks_for_nothing_that_is_there() {
    let mut d = Driver::in_conference();
    d.press("/visit Ella; on: 3 Nov; by: SW; seen: no⏎/visit Noah; on: 3 Nov; by: SW; seen: yes⏎");
    d.press("/view Ella; by: letter; words: I want it quiet⏎");
    assert!(missing(&d).contains("Ella was not here"), "{}", missing(&d));
    d.press("/child Ella; kept out by: CH; kept out because: her father is here⏎");
    let asked = missing(&d);
    assert!(!asked.contains("Ella was not here"), "{asked}");
    assert!(!asked.contains("Visit 1 "), "{asked}");
    assert!(
        asked.contains("Visit 2 does not say whether the child was seen alone."),
        "{asked}"
    );
}

#[test]
fn a_score_that_was_changed_says_so_and_the_full_record_says_from_what() {
    let mut d = Driver::with_agenda("signs-of-safety-cpc");
    for line in super::driver::FAMILY {
        d.press(&format!("{line}⏎"));
    }
    d.press("/begin⏎/arrive all⏎/section overall⏎");
    for line in ["/scale 1; by: KS; score: 6", "/scale 1; by: DS; score: 4"] {
        d.press(&format!("{line}⏎"));
    }
    d.press("/scale 1; by: KS; score: 5; why: I heard Juno⏎");
    for line in ["CH; score: 5", "SW; score: 4", "HV; score: 4"] {
        d.press(&format!("/scale 1; by: {line}⏎"));
    }
    let meeting = &d.editor().meeting;
    let (open, part) = (open_minutes(meeting), restricted_part(meeting));
    let open_page = plain_text::print(&Arranged::default().page(&open, None), 300);
    let full_page = plain_text::print(&Arranged::default().page(&open, Some(&part)), 300);
    let words = "Another number was recorded first.";
    assert_eq!(open_page.matches(words).count(), 1, "{open_page}");
    assert!(!open_page.contains("First recorded"), "{open_page}");
    assert!(full_page.contains("First recorded: 6."), "{full_page}");
}

#[test]
fn a_professional_without_an_agency_is_none_of_the_family() {
    let mut d = Driver::in_conference();
    d.press("/person TE Tess Elm; role: teacher⏎/arrive TE⏎TE: he came late⏎KS: I was scared⏎");
    let open = open_minutes(&d.editor().meeting);
    let by_agency = Arranged::from_word("agency").unwrap();
    let page = plain_text::print(&by_agency.page(&open, None), 300);
    let (_, behind) = page
        .split_once("Professionals whose agency is not recorded")
        .unwrap();
    let (workers, family) = behind.split_once("Family, and everybody").unwrap();
    assert!(
        workers.contains("Tess Elm") && workers.contains("he came late"),
        "{page}"
    );
    assert!(
        !family.contains("Tess Elm") && family.contains("I was scared"),
        "{page}"
    );
}

#[test]
fn on_a_low_screen_no_question_is_left_out_without_a_sign() {
    let d = Driver::with_agenda("restorative-icpc");
    for section in d.editor().meeting.agenda().places() {
        let number = section.number.clone();
        let prompts = section.section.prompts.clone();
        let mut d = Driver::in_conference();
        d.press(&format!("/section {number}⏎"));
        for said in [false, true] {
            if said {
                d.press("KS: it was so⏎DS: yes⏎CH: thank you⏎");
            }
            let theme = Theme::of(Colours::Either);
            let (buffer, _) = draw(&d.app, 50, 20, &theme);
            let screen = shown(&buffer, None, Style::default());
            let rows = screen.lines().filter_map(|row| row.strip_prefix('|'));
            let words: Vec<&str> = rows.flat_map(str::split_whitespace).collect();
            let words = words.join(" ");
            let is_shown = |prompt: &&String| words.contains(prompt.as_str());
            let left = prompts.iter().filter(|prompt| !is_shown(prompt)).count();
            let is_said = match left {
                0 => true,
                1 => words.contains("1 more question: F1"),
                many => words.contains(&format!("{many} more questions: F1")),
            };
            assert!(is_said, "{number}, {left} left out: {screen}");
        }
    }
}

#[test]
fn letters_in_the_place_of_an_agency_are_said_to_mean_theirs() {
    let mut d = Driver::in_conference();
    d.press("/person TE Tess Elm; role: social worker⏎/arrive TE⏎");
    for (letters, agency) in [("HV", "health"), ("SW", "children's services")] {
        d.press(&format!("/agency {letters}; child: Ella; view: CIN plan"));
        let told = on_the_screen(&d, 160);
        let words = format!("{letters} taken for {agency}");
        assert!(told.contains(&words), "{words}: {told}");
        d.press("⏎");
        assert_eq!(d.last().text(&agency_view::AGENCY), agency);
    }
    // Known by the role alone.
    d.press("/agency TE; child: Noah; view: CIN plan⏎");
    let agency = d.last().text(&agency_view::AGENCY).to_lowercase();
    assert_eq!(agency, "children's services");
    // The family is no agency.
    d.press("/agency KS; child: Noah; view: CIN plan");
    let told = on_the_screen(&d, 160);
    assert!(
        told.contains("Kelly") && told.contains("comes from no agency"),
        "{told}"
    );
    d.press("⏎");
    assert!(d.last().to_confirm.contains_key(agency_view::AGENCY.name));
    // What nobody here comes from is an agency all the same.
    d.press("/agency Housing; child: Noah; view: CIN plan⏎");
    assert_eq!(d.last().text(&agency_view::AGENCY), "Housing");
}
