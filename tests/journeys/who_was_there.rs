//! Who was there: arrivals and departures with their times, put right, taken back; and those who speak without being here.

use super::driver::{Disk, Driver, page_of};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::protocol::view::View;
use talking_piece::domain::record::kinds::{contribution, person};
use talking_piece::domain::rules::checks::checks;
use talking_piece::formats::plain_text;

/// The family, the meeting begun at 14:00, nobody marked as here yet; it is 15:20 now.
fn begun() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    for line in super::driver::FAMILY {
        d.press(&format!("{line}⏎"));
    }
    d.press("/person PO Pip Lanternby; role: police officer; agency: police⏎");
    d.press("/begin⏎");
    set(&mut d, "15:20");
    d
}

/// A key takes a second, so a story that looks at the clock sets it.
fn set(d: &mut Driver, clock: &str) {
    d.now = format!("2026-11-22T{clock}:00+00:00").parse().unwrap();
    d.app.now = d.now;
}

fn id(d: &Driver, code: &str) -> String {
    let mut voices = d.editor().meeting.voices();
    voices
        .find(|seat| seat.code == code)
        .unwrap_or_else(|| panic!("nobody is {code}"))
        .id
        .to_owned()
}

/// When somebody was here, in words.
fn stays(d: &Driver, code: &str) -> String {
    let id = id(d, code);
    d.editor().meeting.presence_words(&id).join(", ")
}

fn page(disk: &Disk) -> String {
    let view = View::record("aa11");
    plain_text::print(&page_of(disk, &view), 200)
}

/// One line and what then stands for PO, by the recording line and as a whole line of `take` and plain mode.
#[test]
fn a_time_is_typed_mended_and_taken_back_for_one_person() {
    for by_keys in [true, false] {
        let mut d = begun();
        let say = |d: &mut Driver, line: &str| match by_keys {
            true => d.press(&format!("{line}⏎")),
            false => assert!(
                !matches!(d.enter(line), Outcome::Refused(_)),
                "{line}: {}",
                d.status()
            ),
        };
        for (line, stands, told) in [
            (
                "/arrive PO 14:32",
                "here since 14:32",
                "Pip here since 14:32.",
            ),
            (
                "/arrive PO 14:10",
                "here since 14:10",
                "Pip arrived at 14:10 (was 14:32).",
            ),
            (
                "/arrive PO 1410",
                "here since 14:10",
                "Pip has been here since 14:10.",
            ),
            (
                "/arrive PO 2:15pm by phone",
                "here since 14:15 (phone)",
                "Pip arrived at 14:15 (was 14:10), phone.",
            ),
            (
                "/leave PO 15.05",
                "14:15–15:05 (phone)",
                "Pip gone since 15:05.",
            ),
            (
                "/leave PO at 3:06",
                "14:15–15:06 (phone)",
                "Pip left at 15:06 (was 15:05).",
            ),
            (
                "/undo",
                "14:15–15:05 (phone)",
                "Taken back: when PO was here.",
            ),
            ("/absent PO", "", "Pip is not marked as here any more."),
            (
                "/undo",
                "14:15–15:05 (phone)",
                "Taken back: when PO was here.",
            ),
        ] {
            say(&mut d, line);
            assert_eq!(stays(&d, "PO"), stands, "{line}: {}", d.status());
            assert!(d.status().starts_with(told), "{line}: {}", d.status());
            assert!(d.line().is_empty(), "{line}");
        }
        let before = d.editor().meeting.stays().to_vec();
        d.kill_and_resume();
        assert_eq!(d.editor().meeting.stays(), before);
    }
}

#[test]
fn what_changes_nothing_is_said_and_what_cannot_be_is_refused() {
    let mut d = begun();
    d.press("/arrive all⏎");
    assert_eq!(d.status(), "6 people here since 15:20.");
    set(&mut d, "15:20");
    for (line, told) in [
        ("/arrive all", "Everybody who is expected is here already."),
        ("/arrive KS", "Kelly has been here since 15:20."),
    ] {
        assert!(!matches!(d.enter(line), Outcome::Refused(_)), "{line}");
        assert_eq!(d.status(), told);
    }
    d.press("/absent PO⏎");
    assert_eq!(stays(&d, "PO"), "");
    for (line, told) in [
        (
            "/leave PO",
            "Pip Lanternby has not been here, so cannot have left.",
        ),
        (
            "/leave KS 15:10",
            "Kelly came at 15:20, so cannot have left at 15:10.",
        ),
        (
            "/leave KS 13:50",
            "The meeting began at 14:07, so nobody can have left it at 13:50.",
        ),
        ("/arrive PO 23:00", "23:00 is still to come"),
        (
            "/arrive PO 2am",
            "02:00 is long before the meeting, which began at 14:07.",
        ),
        ("/arrive PO and QX", "Who is QX?"),
        ("/absent PO 14:10", "/absent says that somebody is not here"),
        (
            "/absent PO by phone",
            "/absent says that somebody is not here",
        ),
    ] {
        let Outcome::Refused(why) = d.enter(line) else {
            panic!("{line}: {}", d.status());
        };
        assert!(why.to_string().starts_with(told), "{line}: {why}");
        d.press("⎋");
    }
    assert_eq!(stays(&d, "PO"), "");
    assert_eq!(d.count(&contribution::KIND), 0);
}

#[test]
fn several_people_come_and_everybody_leaves_the_children_too() {
    let mut d = begun();
    d.press("/arrive KS, PO and HV 14:10⏎/arrive EL⏎");
    for code in ["KS", "PO", "HV"] {
        assert_eq!(stays(&d, code), "here since 14:10");
    }
    assert_eq!(stays(&d, "DS"), "");
    set(&mut d, "15:20");
    d.press("/leave all⏎");
    assert_eq!(d.status(), "Ella, Kelly, Juno, Pip gone since 15:20.");
    assert!(stays(&d, "EL").ends_with("–15:20"));
    set(&mut d, "15:30");
    d.press("/arrive all except DS and PO⏎");
    assert!(stays(&d, "KS").ends_with("here since 15:30") && stays(&d, "DS").is_empty());
}

#[test]
fn what_the_line_comes_to_is_said_before_enter() {
    let d = begun();
    let row = d.app.commands.called("arrive").unwrap();
    for (rest, told) in [
        ("PO 14:10", Some("Pip here since 14:10.")),
        ("KS, PO", Some("Kelly, Pip here from now.")),
        ("PO 14:1", None),
        ("QX", None),
    ] {
        let means = (row.means)(&d.app, rest);
        assert_eq!(means.as_deref(), told, "{rest}");
    }
    let row = d.app.commands.called("absent").unwrap();
    for (rest, told) in [
        ("DS: working away", Some("Dan is not here: working away.")),
        ("DS working away", Some("Dan is not here: working away.")),
        ("QX", None),
        ("DS 14:10", None),
    ] {
        let means = (row.means)(&d.app, rest);
        assert_eq!(means.as_deref(), told, "{rest}");
    }
}

/// What stands above the line while it is typed, and what is said behind Enter.
#[test]
fn who_speaks_without_being_here_is_noticed_before_and_after_enter() {
    let mut d = begun();
    let before = |d: &Driver| {
        let editor = d.editor();
        editor.meaning(&editor.read_line(d.now))
    };
    d.press("HV: she is well");
    assert!(!before(&d).contains("arrived"), "nobody's arrival is known");
    d.press("⏎/arrive KS⏎HV: she is well");
    assert!(
        before(&d).contains("Juno has not arrived"),
        "{}",
        before(&d)
    );
    d.press("⏎");
    assert!(
        d.status().contains("Juno has not arrived: /arrive HV"),
        "{}",
        d.status()
    );
    d.press("/arrive HV⏎HV: again");
    assert!(!before(&d).contains("Juno has"), "{}", before(&d));
    d.press("⏎");
    assert!(!d.status().contains("Juno"), "{}", d.status());
    set(&mut d, "15:40");
    d.press("/leave HV⏎");
    set(&mut d, "15:42");
    d.press("HV: one more thing");
    assert!(before(&d).contains("Juno left at 15:40"), "{}", before(&d));
    d.press("⏎");
    assert!(
        d.status().contains("Juno left at 15:40: /arrive HV"),
        "{}",
        d.status()
    );
    // On behalf of somebody: whoever speaks has to be here.
    d.press("KS/HV: she says the same");
    assert!(!before(&d).contains("Juno left"), "{}", before(&d));
    d.press("⏎HV/KS: she says the same");
    assert!(before(&d).contains("Juno left"), "{}", before(&d));
    d.press("⏎/agency police; child: Ella; view: child in need plan; by: PO");
    assert!(before(&d).contains("Pip has not arrived"), "{}", before(&d));
    d.press("⏎");
    assert!(d.status().contains("Pip has not arrived"), "{}", d.status());
}

#[test]
fn one_key_before_closing_notes_the_arrival_at_the_first_words() {
    let mut d = begun();
    d.press("/arrive KS⏎");
    set(&mut d, "15:25");
    d.press("HV: she is well⏎");
    set(&mut d, "15:35");
    d.press("HV: and she grows⏎/close⏎");
    assert_eq!(d.app.place, Place::Close);
    let words = "Juno Okra spoke at 15:25 and is not marked as here (2 entries).";
    let list = || checks(&d.editor().meeting, d.now);
    let at = list().iter().position(|row| row.missing == words);
    let at = at.unwrap_or_else(|| panic!("{:?}", list()));
    d.press(&"↑".repeat(40));
    d.press(&"↓".repeat(at));
    d.press("⏎");
    assert_eq!(stays(&d, "HV"), "here since 15:25");
    assert_eq!(d.app.place, Place::Close, "and the list goes on");
    assert!(
        d.status().starts_with("Juno here since 15:25."),
        "{}",
        d.status()
    );
    assert!(
        checks(&d.editor().meeting, d.now)
            .iter()
            .all(|row| row.missing != words)
    );
}

#[test]
fn a_view_in_writing_needs_nobody_in_the_room() {
    let mut d = begun();
    d.press("/person PO; attendance: apologies, report sent⏎/arrive KS⏎/arrive PO in writing⏎");
    let po = d.editor().meeting.record(&id(&d, "PO")).unwrap();
    assert_eq!(po.text(&person::ATTENDANCE), "in_writing");
    assert_eq!(po.text(&person::ANSWER), "not_coming");
    d.press("/agency police; child: Ella; view: child in need plan; by: PO⏎");
    assert!(!d.status().contains("arrived"), "{}", d.status());
}

#[test]
fn why_somebody_did_not_come_is_typed_in_one_line_and_taken_back_when_they_do() {
    let mut d = begun();
    d.press("/arrive KS⏎/absent DS: working away⏎/absent EL because she is at school⏎");
    let why = |d: &Driver, code: &str| {
        let record = d.editor().meeting.record(&id(d, code)).unwrap();
        record.text(&person::WHY_NOT).to_owned()
    };
    assert_eq!(
        (why(&d, "DS"), why(&d, "EL")),
        ("working away".into(), "she is at school".into())
    );
    d.press("/arrive DS⏎");
    assert_eq!(why(&d, "DS"), "");
    assert!(
        d.status().contains("Why Dan would not come is taken back."),
        "{}",
        d.status()
    );
    d.press("/absent PO: bail #restricted⏎");
    assert!(
        d.line().contains("bail"),
        "a reason is for everybody: the line stays"
    );
}

#[test]
fn apologies_with_a_report_are_what_they_answered_and_the_rest_is_why() {
    let answers = |line: &str, code: &str| {
        let mut d = begun();
        d.press(&format!("/person GP Dr Ivo Pestle; role: GP⏎{line}⏎"));
        let record = d.editor().meeting.record(&id(&d, code)).unwrap();
        let text = |field| record.text(field).to_owned();
        (text(&person::ATTENDANCE), text(&person::WHY_NOT))
    };
    for (line, code, attendance, why) in [
        (
            "/absent PO: apologies, report sent",
            "PO",
            "apologies_with_report",
            "",
        ),
        (
            "/absent PO apologies, report sent, court all day",
            "PO",
            "apologies_with_report",
            "court all day",
        ),
        (
            "/absent PO: Apologies, no report - on leave",
            "PO",
            "apologies_no_report",
            "on leave",
        ),
        (
            "/absent Dr Pestle: apologies and report (clinic)",
            "GP",
            "apologies_with_report",
            "clinic",
        ),
        // Nothing is said of a report, so nothing is known of one.
        ("/absent PO: apologies", "PO", "", "apologies"),
        (
            "/absent PO: sorry, a report to follow",
            "PO",
            "",
            "sorry, a report to follow",
        ),
        (
            "/absent EL: apologies, report sent",
            "EL",
            "",
            "apologies, report sent",
        ),
    ] {
        assert_eq!(
            answers(line, code),
            (attendance.into(), why.into()),
            "{line}"
        );
    }
}

#[test]
fn who_sent_apologies_and_came_after_all_has_come() {
    let mut d = begun();
    d.press("/arrive KS⏎/absent PO: apologies, report sent⏎");
    assert!(page(&d.disk).contains("apologies, report sent"));
    d.press("/arrive PO⏎");
    let page = page(&d.disk);
    let (there, _) = page.split_once("Beginning").unwrap_or((&page, ""));
    assert!(!there.contains("apologies"), "{there}");
}

#[test]
fn the_record_lists_those_who_came_and_beside_them_those_who_did_not() {
    let mut d = begun();
    for line in [
        "/person PX Pip Lanternby; role: police",
        "/strike entered twice",
        "/person GP Ivo Pestle; role: family doctor; attendance: apologies, report sent",
        "/person HO Greta Rooftree; role: housing; invited: 2 Nov 2026; answer: coming",
        "/person AU Ada Quill; role: aunt; attendance: in person",
        "/arrive KS, SW, CH 13:55",
        "/arrive HV 14:10 by video",
        "/arrive HV 14:40 by phone",
        "/leave HV 15:05",
        "/absent DS: working away",
    ] {
        d.press(&format!("{line}⏎"));
    }
    let page = page(&d.disk);
    let (there, beside) = page
        .split_once("Who was there")
        .and_then(|(_, rest)| rest.split_once("Apologies, and who did not come"))
        .unwrap_or_else(|| panic!("{page}"));
    for came in [
        "Kelly Nettlesworth",
        "from 13:55",
        "Juno Okra",
        "video, phone from 14:40: 14:10 to 15:05",
    ] {
        assert!(there.contains(came), "{came}: {there}");
    }
    for missing in [
        "Ivo Pestle",
        "apologies, report sent",
        "Greta Rooftree",
        "said they would come, has not come",
        "Ada Quill",
        "said they would take part (in person), has not come",
        "Dan Sparrowhat",
        "has not come: working away",
    ] {
        assert!(beside.contains(missing), "{missing}: {beside}");
        assert!(!there.contains(missing), "{missing}: {there}");
    }
    // The duplicate stands among neither.
    let people = beside.split("Entered, and struck out").next().unwrap();
    assert!(people.matches("Pip Lanternby").count() == 1, "{people}");
}

#[test]
fn where_nobodys_arrival_was_recorded_the_record_says_so() {
    let mut d = begun();
    d.press("/person HO Greta Rooftree; role: housing; attendance: video⏎");
    let page = page(&d.disk);
    assert!(page.contains("Nobody's arrival was recorded."), "{page}");
    let there = page
        .split("Apologies, and who did not come")
        .next()
        .unwrap();
    assert!(there.contains("Greta Rooftree"), "{page}");
}

/// `AA`, `AB` … `EO`: ninety-nine of them.
fn letters(number: usize) -> String {
    let letter = |of: usize| char::from(b'A' + u8::try_from(of).unwrap());
    format!("{}{}9", letter(number / 26), letter(number % 26))
}

#[test]
fn ninety_nine_people_come_leave_and_speak() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/child Ella Nettlesworth; born: 4 Mar 2017⏎");
    for number in 0..99 {
        let code = letters(number);
        d.enter(&format!(
            "/person {code} Person{number} Oakbridge; role: neighbour"
        ));
    }
    d.press("/begin⏎");
    d.now += chrono::Duration::minutes(30);
    d.press("/arrive all except BA9⏎");
    assert!(
        d.status().starts_with("98 people here since 14:3"),
        "{}",
        d.status()
    );
    assert_eq!(d.editor().meeting.round().len(), 98);
    d.press("/arrive CB9, CC9 and CD9 14:05⏎");
    assert_eq!(stays(&d, "CC9"), "here since 14:05");
    // Tab goes round everybody who is here once, and offers nobody else.
    let mut offered = Vec::new();
    for _ in 0..98 {
        d.press("⇥");
        offered.push(d.line().to_owned());
    }
    assert!(offered.iter().all(|line| line != "BA9: "));
    offered.sort();
    offered.dedup();
    assert_eq!(offered.len(), 98);
    d.press("⎋BA9: I am on the telephone⏎");
    assert!(
        d.status().contains("Person26 has not arrived: /arrive BA9"),
        "{}",
        d.status()
    );
    set(&mut d, "14:50");
    d.press("/leave all⏎");
    assert_eq!(d.status(), "98 people gone since 14:50.");
    assert!(d.editor().meeting.round().is_empty());
}

#[test]
fn tab_offers_nobody_who_is_not_in_the_room() {
    let mut d = begun();
    d.press("⇥");
    assert_eq!(
        d.line(),
        "KS: ",
        "nobody's arrival is known: everybody expected"
    );
    d.press("⎋/arrive HV, SW⏎");
    let mut offered = Vec::new();
    for _ in 0..4 {
        d.press("⇥");
        offered.push(d.line().to_owned());
    }
    assert_eq!(offered, ["SW: ", "HV: ", "SW: ", "HV: "]);
}

/// In a section that goes round, the round; elsewhere first whoever spoke before the last one, then the round.
#[test]
fn tab_offers_who_is_likely_to_answer() {
    let mut d = begun();
    d.press("/arrive all⏎/next⏎/next⏎");
    // What happened: family, social worker, professionals.
    d.press("⇥");
    assert_eq!(d.line(), "KS: ", "nobody has spoken yet");
    d.press("⎋SW: one⏎⇥");
    assert_eq!(d.line(), "KS: ", "only one has spoken");
    d.press("⎋DS: two⏎⇥");
    assert_eq!(d.line(), "SW: ", "they answer each other");
    d.press("⇥");
    assert_eq!(d.line(), "KS: ", "then the round");
    d.press("⎋SW: three⏎and four⏎: it is quiet⏎⇥");
    assert_eq!(d.line(), "DS: ");
    d.press("⎋/leave DS⏎⇥");
    assert_ne!(d.line(), "DS: ");
}

/// Nobody is named, and nobody of that agency is here: who gave the view?
#[test]
fn an_agency_that_is_not_here_gives_no_view_unnoticed() {
    let mut d = begun();
    d.press("/arrive KS, SW⏎");
    let line = "/agency police; child: Ella; view: child in need plan; reason: one call";
    let read = talking_piece::domain::line::read(line, &d.editor().meeting, d.now.date_naive());
    let told = talking_piece::domain::line::explain(&read, line, &d.editor().meeting);
    assert!(told.contains("has not arrived"), "{told}");
    d.enter(line);
    assert!(d.status().contains("/arrive PO"), "{}", d.status());
    let listed = |d: &Driver| {
        let all = checks(&d.editor().meeting, d.now);
        all.into_iter().any(|missing| {
            missing
                .missing
                .contains("Pip Lanternby gave an agency's view")
        })
    };
    assert!(listed(&d));
    d.press("/arrive PO 14:00⏎");
    assert!(!listed(&d));
    // What it has written may hold its view.
    let mut d = begun();
    d.press("/arrive KS, SW⏎");
    d.enter("/report police; by: PO; came: yes");
    d.enter(line);
    assert!(!listed(&d));
}

/// A time that is typed is known to the minute. What was decided in that minute was decided with them.
#[test]
fn who_left_in_the_minute_of_the_decision_was_there_when_it_was_made() {
    for (left, is_reached) in [("15:30", true), ("15:31", true), ("15:29", false)] {
        let mut d = begun();
        d.enter("/arrive all");
        d.enter("/section 8");
        set(&mut d, "15:30");
        d.enter("/decision Ella; is: no plan; reasons: it is quiet");
        set(&mut d, "15:33");
        d.enter(&format!("/leave PO {left}"));
        let meeting = &d.editor().meeting;
        let rules = meeting.settings().rules();
        let moments = talking_piece::domain::rules::quorum::moments(meeting, &rules.quorum);
        let at_decision = moments.iter().find(|moment| {
            use talking_piece::domain::rules::quorum::When;
            matches!(moment.when, When::Decision(_))
        });
        let quorum = &at_decision.unwrap().quorum;
        assert_eq!(quorum.reached, is_reached, "{left}: {moments:?}");
    }
}

/// He went out at 15:20:40; whoever types his time when he is back types no seconds.
#[test]
fn who_comes_in_the_minute_in_which_they_left_has_come_twice() {
    let mut d = begun();
    d.press("/arrive DS 14:05⏎");
    d.now = "2026-11-22T15:20:40+00:00".parse().unwrap();
    d.app.now = d.now;
    d.press("/leave DS⏎");
    d.press("/arrive DS 15:20⏎");
    assert_eq!(
        stays(&d, "DS"),
        "14:05–15:20, here since 15:20",
        "{}",
        d.status()
    );
    assert!(d.status().contains("here since 15:20"), "{}", d.status());
    // A time before he left is about when he first came, and says so.
    let mut d = begun();
    d.press("/arrive DS 14:05⏎");
    set(&mut d, "15:30");
    d.press("/leave DS⏎/arrive DS 14:10⏎");
    assert_eq!(stays(&d, "DS"), "14:10–15:30", "{}", d.status());
    assert!(d.status().contains("(was 14:05)"), "{}", d.status());
}

#[test]
fn letters_are_letters_where_people_are_named_also_in_small() {
    let mut d = Driver::in_conference();
    d.enter("/person HE Hetty Elm; role: grandmother");
    d.enter("/person NO Nora Oak; role: aunt");
    d.press("/arrive he⏎");
    assert!(d.status().starts_with("Hetty here since"), "{}", d.status());
    d.press("/arrive no and ks⏎");
    assert!(d.status().contains("Nora"), "{}", d.status());
    d.press("/leave he⏎");
    assert!(d.status().starts_with("Hetty gone since"), "{}", d.status());
    // Among other words without a comma they stay words.
    d.press("/arrive he early⏎");
    assert!(d.status().contains("Nobody was marked"), "{}", d.status());
}
