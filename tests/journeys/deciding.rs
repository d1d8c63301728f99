//! A child has one decision. A second one replaces it only with a reason, and nothing that was recorded is changed
//! without a word.

use super::driver::Driver;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::minutes::{open_minutes, restricted_part, restricted_text};
use talking_piece::domain::record::Record;
use talking_piece::domain::record::kinds::{
    agency_view, childs_view, date, decision, details, dissent, person, scale,
};

const STARTS: &str =
    "/decision Ella; is: child protection plan starts; category: neglect; reasons: unsafe nights";

/// What stands above the line before Enter.
fn meaning(d: &Driver, line: &str) -> String {
    let mut d = d.clone();
    d.press(line);
    let editor = d.editor();
    editor.meaning(&editor.read_line(d.now))
}

fn valid(meeting: &Meeting, child: &str) -> Vec<String> {
    meeting
        .records(&decision::KIND)
        .filter(|one| one.text(&decision::CHILD) == child)
        .map(|one| one.text(&decision::DECISION).to_owned())
        .filter(|code| !code.is_empty())
        .collect()
}

fn decisions(d: &Driver) -> Vec<&Record> {
    d.editor().meeting.records(&decision::KIND).collect()
}

/// Five questions once went by in one row, with no word of how to answer them, and again at each further decision.
#[test]
fn a_decision_without_a_quorum_asks_one_question_and_says_how_to_answer_it() {
    let mut d = Driver::in_conference();
    d.press("/leave all⏎/decision Ella; is: CIN plan; reasons: the family has a plan⏎");
    let told = d.status().to_owned();
    let answered = "Why, or why not? /answer went-on; is: … /close asks 4 more.";
    assert!(told.contains(answered), "{told}");
    d.press("/answer went-on; is: yes; reason: waiting harms⏎");
    d.press("/decision Noah; is: CIN plan; reasons: the family has a plan⏎");
    let told = d.status().to_owned();
    assert!(!told.contains("went-on"), "{told}");
    assert!(told.contains("/answer safe-until-then; is: …"), "{told}");
    assert!(told.contains("/close asks 3 more."), "{told}");
}

#[test]
fn a_second_decision_is_kept_beside_the_first_and_asked_about() {
    for second in [
        "/decision Ella; is: child in need plan",
        "/decision Ella; is: no plan",
        "/decision EL; is: no plan; reasons: it is quiet now",
        "/decision ella; is: child protection plan starts; category: physical abuse",
        "/decision Ella; is: early help; decided by: all agreed",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{STARTS}⏎"));
        let told = meaning(&d, second);
        assert!(
            told.contains("is there already (child protection plan starts)")
                && told.contains("instead because: why"),
            "{second}: {told}"
        );
        d.press(&format!("{second}⏎"));
        assert!(d.status().contains("is there already"), "{}", d.status());
        let meeting = &d.editor().meeting;
        assert_eq!(valid(meeting, "k1"), ["cp_plan_start"], "{second}");
        let [first, kept] = decisions(&d)[..] else {
            panic!("{second}")
        };
        assert_eq!(first.text(&decision::CATEGORY), "NEG", "{second}");
        assert_eq!(first.text(&decision::REASONS), "unsafe nights");
        assert!(kept.unread(&decision::DECISION).is_some(), "{second}");
        assert!(meeting.catch_up().any(|one| one.id == kept.id));
        let asked = talking_piece::domain::rules::checks::checks(meeting, d.now);
        let asked: Vec<_> = asked
            .iter()
            .filter(|one| one.check == "decision_twice")
            .collect();
        assert_eq!(asked.len(), 1, "{second}: {asked:?}");
    }
}

#[test]
fn with_a_reason_it_takes_the_place_of_the_first_and_both_stay_in_the_full_record() {
    for label in ["instead because", "instead", "replaces because", "replaces"] {
        let mut d = Driver::in_conference();
        d.press(&format!("{STARTS}⏎"));
        let line = format!("/decision Ella; is: no plan; {label}: the Chair had misheard MISHEARD");
        let told = meaning(&d, &line);
        assert!(
            told.contains("replaces the decision for Ella")
                && told.contains("child protection plan starts \u{2192} no plan"),
            "{told}"
        );
        d.press(&format!("{line}⏎"));
        assert!(
            d.status().contains("eplaces the decision"),
            "{}",
            d.status()
        );
        let meeting = &d.editor().meeting;
        assert_eq!(valid(meeting, "k1"), ["no_plan"]);
        let first = meeting.record("d1").unwrap();
        let struck = first.struck.as_ref().unwrap();
        assert!(struck.reason.contains("MISHEARD"));
        // Nothing of the first is in the new one.
        assert_eq!(decisions(&d)[0].text(&decision::CATEGORY), "");
        let open = open_minutes(meeting).to_text();
        assert!(
            !open.contains("MISHEARD") && !open.contains("unsafe nights"),
            "{open}"
        );
        let full = restricted_text(&restricted_part(meeting));
        assert!(full.contains("MISHEARD") && full.contains("unsafe nights"));
        d.press("/undo⏎");
        assert_eq!(valid(&d.editor().meeting, "k1"), ["cp_plan_start"]);
        d.press("/redo⏎");
        assert_eq!(valid(&d.editor().meeting, "k1"), ["no_plan"]);
    }
}

#[test]
fn a_reason_given_later_replaces_whatever_was_kept() {
    let mut d = Driver::in_conference();
    d.press(&format!("{STARTS}⏎/decision Ella; is: no plan⏎"));
    d.press("/decision Ella; is: no plan; instead because: so said the Chair⏎");
    assert_eq!(decisions(&d).len(), 1);
    assert_eq!(valid(&d.editor().meeting, "k1"), ["no_plan"]);
    // Or the one that was kept is changed, and says why.
    let mut d = Driver::in_conference();
    d.press(&format!("{STARTS}⏎/decision Ella; is: no plan⏎"));
    d.press("/edit /decision Ella; is: no plan; reasons: quiet⏎");
    assert_eq!(
        valid(&d.editor().meeting, "k1"),
        ["cp_plan_start"],
        "no reason yet"
    );
    d.press(
        "/edit /decision Ella; is: no plan; reasons: quiet; instead because: so said the Chair⏎",
    );
    assert_eq!(valid(&d.editor().meeting, "k1"), ["no_plan"]);
    assert_eq!(decisions(&d).len(), 1);
    // Changing it again strikes out nothing more.
    d.press("/decision Ella; is: early help⏎/edit ^1 /decision Ella; is: no plan; reasons: very quiet; instead because: so said the Chair⏎");
    assert_eq!(decisions(&d).len(), 2, "{}", d.status());
}

#[test]
fn a_child_never_has_two_decisions_that_hold() {
    let lines = [
        STARTS,
        "/decision Ella; is: no plan",
        "/decision Noah; is: no plan",
        "/decision Ella; is: early help; instead because: a mistake",
        "/decision all; is: child in need plan",
        "/decision Ella; category: neglect",
        "/edit /decision Noah; is: early help",
        "/edit /decision Ella; is: early help",
        "/strike twice",
        "/undo",
        "/mark done",
        "/decision Noah; is: put off; instead because: somebody is ill",
    ];
    for start in 0..lines.len() {
        for step in [1, 5, 7] {
            let mut d = Driver::in_conference();
            for at in 0..lines.len() {
                let line = lines[(start + at * step) % lines.len()];
                drop(d.enter(line));
                for child in ["k1", "k2"] {
                    let valid = valid(&d.editor().meeting, child);
                    assert!(valid.len() <= 1, "{start} {step} {line}: {valid:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_added_later_is_added_and_says_so() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: child protection plan starts⏎");
    for (line, told) in [
        (
            "/decision Ella; category: neglect",
            "adds to the decision for Ella",
        ),
        (
            "/decision Ella; is: child protection plan starts; reasons: nights",
            "adds to the decision for Ella",
        ),
        (
            "/decision Ella; reasons: nights",
            "decision for Ella stands so already",
        ),
        (
            "/decision Ella; category: physical abuse",
            "changes the decision for Ella: category neglect \u{2192} physical abuse",
        ),
    ] {
        assert!(
            meaning(&d, line).contains(told),
            "{line}: {}",
            meaning(&d, line)
        );
        d.press(&format!("{line}⏎"));
        assert!(d.status().contains(told), "{line}: {}", d.status());
        assert_eq!(decisions(&d).len(), 1);
    }
    // What stands already changes nothing.
    assert_eq!(decisions(&d)[0].former.len(), 3);
}

#[test]
fn every_answer_that_a_line_changes_is_said_with_what_it_was() {
    let mut d = Driver::in_conference();
    for (first, second, told) in [
        (
            "/agency Health; child: Ella; view: child in need plan",
            "/agency Health; child: Ella; view: child protection plan",
            "view child in need plan \u{2192} child protection plan",
        ),
        (
            "/date First core group; on: 12 Dec; place: school",
            "/date first core group; on: 14 Dec; place: library",
            "place school \u{2192} library",
        ),
        (
            "/meeting 2214-K",
            "/meeting 2215-K",
            "2214-K \u{2192} 2215-K",
        ),
        (
            "/meeting venue: Elm Room",
            "/meeting venue: Oak Room",
            "venue Elm Room \u{2192} Oak Room",
        ),
        (
            "/person KS; needs: a break",
            "/person KS; needs: a ramp",
            "a break \u{2192} a ramp",
        ),
    ] {
        d.press(&format!("{first}⏎"));
        let before = meaning(&d, second);
        assert!(before.contains(told), "{second}: {before}");
        d.press(&format!("{second}⏎"));
        assert!(d.status().contains(told), "{second}: {}", d.status());
    }
    assert_eq!(d.count(&agency_view::KIND), 1);
    assert_eq!(d.count(&date::KIND), 1);
    assert_eq!(d.count(&details::KIND), 1);
}

#[test]
fn what_is_kept_back_is_not_repeated_by_a_change() {
    let mut d = Driver::in_conference();
    d.press("/person KS; safety: 1 CANARY Lane⏎");
    let told = meaning(&d, "/person KS; safety: 2 CANARYTWO Lane");
    assert!(!told.contains("CANARY"), "{told}");
    d.press("/person KS; safety: 2 CANARYTWO Lane⏎");
    assert!(!d.status().contains("CANARY"), "{}", d.status());
    d.press("/decision Ella; is: no plan; reasons: CANARY #restricted⏎");
    for line in [
        "/decision Ella; is: early help",
        "/decision Ella; reasons: none",
    ] {
        let told = meaning(&d, line);
        assert!(
            !told.contains("CANARY") && !told.contains("no plan"),
            "{told}"
        );
    }
    assert_eq!(d.count(&person::KIND), 5);
}

#[test]
fn one_line_gives_a_view_on_all_the_children() {
    let mut d = Driver::in_conference();
    d.press("/child Rose; born: 2 May 2021⏎");
    let before = d.keys;
    for agency in [
        "Health",
        "school",
        "police",
        "housing",
        "probation",
        "a charity",
        "children's services",
    ] {
        let line = format!("/agency {agency}; child: all; view: child in need plan");
        assert!(meaning(&d, &line).contains("one each for Ella, Noah, Rose"));
        d.press(&format!("{line}⏎"));
    }
    assert_eq!(d.count(&agency_view::KIND), 21);
    // Seven agencies and three children took 2,316 keys.
    assert!(d.keys - before < 500, "{}", d.keys - before);
    d.press("/undo⏎");
    assert_eq!(
        d.count(&agency_view::KIND),
        18,
        "one undo takes back all of one line"
    );
    d.press("/redo⏎");
    let of = |child: &str| {
        let views = d.editor().meeting.records(&agency_view::KIND);
        views
            .filter(|view| view.text(&agency_view::CHILD) == child)
            .count()
    };
    assert_eq!([of("k1"), of("k2"), of("k3")], [7, 7, 7]);
}

#[test]
fn several_children_can_be_named_wherever_one_is_asked_for() {
    for (line, kind, number) in [
        (
            "/agency Health; child: Ella and Noah; view: no plan",
            &agency_view::KIND,
            2,
        ),
        (
            "/agency Health; child: Ella, Noah; view: no plan",
            &agency_view::KIND,
            2,
        ),
        (
            "/agency Health; child: both; view: no plan",
            &agency_view::KIND,
            2,
        ),
        (
            "/agency Health; child: All children; view: no plan",
            &agency_view::KIND,
            2,
        ),
        (
            "/decision all; is: no plan; reasons: quiet",
            &decision::KIND,
            2,
        ),
        ("/decision Noah and Ella; is: no plan", &decision::KIND, 2),
        ("/decision Noah & Ella; is: no plan", &decision::KIND, 2),
        ("/decision Noah + Ella; result: no plan", &decision::KIND, 2),
        ("/decision both of them; is: no plan", &decision::KIND, 2),
        ("/decision the children; is: no plan", &decision::KIND, 2),
        ("/decision all the kids; is: no plan", &decision::KIND, 2),
        (
            "/view all; by: observed; means: calm",
            &childs_view::KIND,
            2,
        ),
        ("/scale 1; by: KS; child: all; score: 5", &scale::KIND, 2),
        // Somebody who is no child: nothing is guessed.
        (
            "/agency Health; child: Ella and Rose; view: no plan",
            &agency_view::KIND,
            1,
        ),
    ] {
        let mut d = match line.starts_with("/scale") {
            false => Driver::in_conference(),
            true => {
                let mut d = Driver::with_agenda("signs-of-safety-cpc");
                d.press(&super::driver::FAMILY.join("⏎"));
                d.press("⏎/begin⏎/arrive all⏎/section overall⏎");
                d
            }
        };
        let outcome = d.enter(line);
        assert!(
            matches!(outcome, Outcome::Recorded(_)),
            "{line}: {}",
            d.status()
        );
        assert_eq!(d.count(kind), number, "{line}");
        let ids: std::collections::HashSet<_> = d
            .editor()
            .meeting
            .records(kind)
            .map(|one| &one.id)
            .collect();
        assert_eq!(ids.len(), number);
        d.press("/undo⏎");
        assert_eq!(d.count(kind), 0, "{line}");
    }
}

#[test]
fn each_child_of_a_line_is_looked_at_on_its_own() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: no plan⏎/decision all; is: early help⏎");
    let meeting = &d.editor().meeting;
    assert_eq!(valid(meeting, "k1"), ["no_plan"]);
    assert_eq!(valid(meeting, "k2"), ["early_help"]);
    assert_eq!(meeting.catch_up().count(), 1);
    assert!(d.status().contains("To be confirmed"));
}

#[test]
fn what_does_not_fit_is_said_before_enter_and_after_it() {
    let mut d = Driver::in_conference();
    for agency in ["Health", "school", "police"] {
        d.press(&format!(
            "/agency {agency}; child: Ella; view: child in need plan⏎"
        ));
    }
    let line = "/decision Ella; is: child protection plan starts; category: neglect; decided by: all agreed; reasons: x";
    let told = meaning(&d, line);
    assert!(told.contains("all 3 agencies"), "{told}");
    d.press(&format!("{line}⏎"));
    assert!(d.status().contains("all 3 agencies"), "{}", d.status());
    d.press("/dissent Housing; child: Ella; from: the plan; reasons: the flat; formal: no⏎");
    assert!(d.status().contains("somebody disagrees"), "{}", d.status());
    d.press("/decision Noah; is: no plan; category: neglect; reasons: calm⏎");
    assert!(d.status().contains("it has a category"), "{}", d.status());
}

#[test]
fn several_records_of_one_line_say_what_was_done_and_what_is_odd_about_them() {
    let mut d = Driver::in_conference();
    d.press("/decision both; is: CIN plan; reasons: the family has a plan; category: neglect⏎");
    assert!(
        d.status().starts_with("Decision for 2 children."),
        "{}",
        d.status()
    );
    for child in ["Ella", "Noah"] {
        let odd = format!("The decision for {child} is not for a child protection plan");
        assert!(d.status().contains(&odd), "{}", d.status());
    }
}

/// Which agency, or who: somebody's letters mean them.
#[test]
fn who_disagrees_need_not_be_typed_twice() {
    for (typed, whose, by) in [
        (
            "/dissent KS; from: CP plan; reasons: too much",
            "Kelly",
            "KS",
        ),
        ("/dissent Kelly; from: CP plan", "Kelly", "KS"),
        ("/dissent SW; from: CP plan", "SW", "SW"),
        ("/dissent KS; by: SW; from: CP plan", "Kelly", "SW"),
        ("/dissent Health; from: CP plan", "Health", ""),
    ] {
        let mut d = Driver::in_conference();
        d.enter(typed);
        let made = d.last();
        assert_eq!(made.text(&dissent::FROM_WHOM), whose, "{typed}");
        let id = made.text(&dissent::GIVEN_BY).to_owned();
        let said = match id.as_str() {
            "" => String::new(),
            id => d.editor().meeting.code(id),
        };
        assert_eq!(said, by, "{typed}");
    }
}

/// Of somebody who is restricted neither the name nor the agency is written out, nor offered.
#[test]
fn who_is_restricted_disagrees_by_letters_alone() {
    let mut d = Driver::in_conference();
    d.enter("/person GR Zebrina Vole; role: grandmother #restricted");
    d.enter("/person QZ Quentin Zephyr; role: refuge worker; agency: Zebra Refuge #restricted");
    for letters in ["GR", "QZ"] {
        d.enter(&format!("/dissent {letters}; from: CP plan"));
        assert_eq!(d.last().text(&dissent::FROM_WHOM), letters);
        d.enter("/section decision");
        for said in [
            "does not agree with the plan, too much",
            ": I disagree, too much",
        ] {
            let line = format!(
                "{letters}{}{said}",
                if said.starts_with(':') { "" } else { " " }
            );
            let told = meaning(&d, &line);
            assert!(!told.contains("dissent Zeb"), "{line}: {told}");
            let mut tabbed = d.clone();
            tabbed.press(&line);
            tabbed.press("⇥");
            assert!(!tabbed.line().contains("Zeb"), "{}", tabbed.line());
        }
    }
    let open = open_minutes(&d.editor().meeting).to_text();
    assert!(!open.contains("Zeb"), "{open}");
}
