//! Records as people type them: several owners, names that were wrong, labels that nobody knows, marks at the end; and
//! what is to be confirmed is asked for before closing.

use super::driver::Driver;
use talking_piece::app::editing::recorded::questions_of;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::screens::close;
use talking_piece::domain::line::{self, Line};
use talking_piece::domain::meeting::agencies_here;
use talking_piece::domain::record::form::Answer;
use talking_piece::domain::record::kinds::{
    action, agency_view, child, core_group, date, decision, details, person, promise,
};
use talking_piece::domain::record::{KINDS, ReadAnswers, ReadRecord, field_words};
use talking_piece::domain::rules::checks::{TO_CONFIRM, checks};

#[test]
fn an_action_may_have_several_owners() {
    for (typed, first, others) in [
        ("KS and SW", "p2", &["p4"][..]),
        ("KS, SW and HV", "p2", &["p4", "p3"]),
        ("KS & SW", "p2", &["p4"]),
    ] {
        let mut d = Driver::in_conference();
        let code = |d: &Driver, id: &str| d.editor().meeting.code(id);
        d.press(&format!(
            "/action they ring the school; who: {typed}; by: 12 Dec⏎"
        ));
        let action = d.last().clone();
        let owners: Vec<String> = std::iter::once(action.text(&action::WHO))
            .chain(action.list(&action::WHO_ELSE))
            .map(|id| code(&d, id))
            .collect();
        let wanted: Vec<&str> = typed
            .split([',', '&'])
            .flat_map(|part| part.split(" and "))
            .map(str::trim)
            .collect();
        assert_eq!(owners, wanted, "{typed}: {first} {others:?}");
        assert!(action.to_confirm.is_empty());
        let words = field_words(&action, &action::WHO, &d.editor().meeting);
        assert_eq!(words.matches(", ").count(), owners.len() - 1, "{words}");
        // What /edit shows is the same record again.
        d.press("/edit⏎⏎");
        assert_eq!(d.last().values, action.values);
    }
    let mut d = Driver::in_conference();
    d.press("/action all of us look in; who: all⏎");
    let everybody = d.last().list(&action::WHO_ELSE).len() + 1;
    d.press("/action we cook; who: the family; idea: family⏎");
    let family = d.last().list(&action::WHO_ELSE).len() + 1;
    assert!(everybody > family && family >= 1, "{everybody} {family}");
    assert!(d.last().to_confirm.is_empty(), "{:?}", d.last());
    // Somebody who is not here: the words stay whole.
    d.press("/action they ring; who: KS and ZQX⏎");
    assert_eq!(d.last().unread(&action::WHO), Some("KS and ZQX"));
    assert!(!d.last().values.contains_key(action::WHO_ELSE.name));
}

#[test]
fn a_wrong_name_is_put_right_everywhere_and_undone() {
    let mut d = Driver::in_conference();
    let (people, before) = (d.count(&person::KIND), d.editor().meeting.name("p2"));
    d.press("/rename KS: Hannah Latham⏎");
    assert_eq!(d.editor().meeting.name("p2"), "Hannah Latham");
    assert_eq!(d.editor().meeting.code("p2"), "KS");
    assert_eq!(d.count(&person::KIND), people);
    let record = d.editor().meeting.record("p2").unwrap();
    assert_eq!(
        record.former.last().unwrap().values["name"],
        before.as_str()
    );
    assert!(
        d.status().contains("Hannah Latham, everywhere"),
        "{}",
        d.status()
    );
    d.press("/undo⏎");
    assert_eq!(d.editor().meeting.name("p2"), before);
    d.press("/person KS; name: Hannah Latham");
    assert!(
        d.app
            .editor
            .as_ref()
            .unwrap()
            .line
            .text()
            .contains("Hannah")
    );
    d.press("⏎");
    assert_eq!(
        (
            d.count(&person::KIND),
            d.editor().meeting.name("p2").as_str()
        ),
        (people, "Hannah Latham")
    );
    let children = d.count(&child::KIND);
    d.press("/rename Ella: Eleanor Marlow⏎");
    assert_eq!(
        (
            d.count(&child::KIND),
            d.editor().meeting.name("k1").as_str()
        ),
        (children, "Eleanor Marlow")
    );
    for (line, says) in [
        ("/rename Qwert: Ann Ash", "Nobody here is Qwert"),
        ("/rename KS", "needs who it is"),
        ("/rename KS: Eleanor Marlow", "has this name already"),
        (
            "/rename KS: Ann Ash #restricted",
            "A mark cannot be part of a name",
        ),
    ] {
        let outcome = d.enter(line);
        assert!(
            matches!(&outcome, Outcome::Refused(_)),
            "{line}: {outcome:?}"
        );
        assert!(d.status().contains(says), "{line}: {}", d.status());
    }
    assert_eq!(d.enter("/rename KS: Hannah Latham"), Outcome::Done);
    assert!(d.status().contains("is the name already"), "{}", d.status());
}

#[test]
fn letters_that_somebody_has_are_given_to_nobody_a_second_time() {
    for line in [
        "/child Ella Marlow; letters: EL",
        "/child Robin Ash; code: NN",
        "/child Robin Ash; initials: ks",
        "/person KS Jo Newman",
        "/person Jo Newman; letters: el",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{line}⏎"));
        assert!(
            d.status().contains("(somebody else has these letters)"),
            "{line}: {}",
            d.status()
        );
        let meeting = &d.editor().meeting;
        let mut codes: Vec<&str> = meeting.voices().map(|seat| seat.code).collect();
        let number = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), number, "{line}: {codes:?}");
        assert_eq!(meeting.catch_up().count(), 1, "{line}");
    }
}

#[test]
fn a_label_nobody_knows_is_pointed_out_and_asked_for_until_it_is_put_right() {
    let mut d = Driver::in_conference();
    let children = d.count(&child::KIND);
    d.press("/child Ella; religion: Welsh⏎");
    assert_eq!(d.count(&child::KIND), children);
    assert!(
        d.status().contains("religion \"Welsh\"") || d.status().contains("religion"),
        "{}",
        d.status()
    );
    d.press("/meeting team manager: Fay⏎");
    let meeting = &d.editor().meeting;
    let details = meeting.records(&details::KIND).next().unwrap();
    assert_eq!(details.to_confirm["team manager"], "Fay");
    assert_eq!(details.text(&details::REFERENCE), "");
    let catch_up: Vec<&str> = meeting.catch_up().map(|record| record.id()).collect();
    assert!(
        catch_up.contains(&"k1") && catch_up.contains(&details.id()),
        "{catch_up:?}"
    );
    let told = |d: &Driver| -> Vec<String> {
        let found = checks(&d.editor().meeting, d.now).into_iter();
        found
            .filter(|missing| missing.check == TO_CONFIRM)
            .map(|missing| missing.missing)
            .collect()
    };
    let before = told(&d);
    assert_eq!(before.len(), 2, "{before:?}");
    assert!(
        before.iter().all(|words| !words.contains("Welsh")
            && !words.contains("Fay")
            && !words.contains("religion")),
        "{before:?}"
    );
    // From the closing list to the line, and a known label settles it.
    let editor = d.app.editor.as_mut().unwrap();
    editor.close_row = close::gaps(editor, d.now)
        .iter()
        .position(|(missing, _)| missing.missing == before[0])
        .unwrap();
    d.app.place = Place::Close;
    d.press("⏎");
    assert_eq!(d.app.place, Place::Close);
    assert!(
        d.line().contains("team manager: Fay") || d.line().contains("religion: Welsh"),
        "{}",
        d.line()
    );
    let mended = d
        .line()
        .replace("religion:", "needs:")
        .replace("team manager:", "reason:");
    let length = d.line().len();
    d.press(&"⌫".repeat(length));
    d.press(&format!("{mended}⏎"));
    assert_eq!(told(&d).len(), 1, "{}", d.status());
}

#[test]
fn what_a_decision_leaves_unsure_is_named_before_closing() {
    let mut d = Driver::in_conference();
    d.press("/decision Ella; is: something else; categry: neglect⏎");
    let found = checks(&d.editor().meeting, d.now);
    let unsure: Vec<&str> = found
        .iter()
        .filter(|missing| missing.check == TO_CONFIRM)
        .map(|missing| missing.missing.as_str())
        .collect();
    assert_eq!(
        unsure,
        [
            "In the decision for Ella, \"is\" and an answer whose label is not known are still to be confirmed."
        ]
    );
    assert_eq!(d.last().to_confirm["categry"], "neglect");
    assert!(d.last().get(&decision::CATEGORY).is_none());
}

/// Tab through every field of every kind, with each mark at the end: no mark moves, no word is lost, and what is typed goes
/// in front of the marks.
#[test]
fn tab_stays_in_front_of_the_marks() {
    for kind in KINDS
        .iter()
        .filter(|kind| !kind.command.is_empty() && kind.id != promise::KIND.id)
    {
        for marks in [
            " #restricted",
            " ??",
            " #restricted ??",
            " # restricted",
            " #secret",
        ] {
            let mut d = Driver::in_conference();
            let lead = match kind.lead_field().map(|field| field.answer) {
                Some(Answer::Child) => "Ella",
                Some(Answer::Person | Answer::Speaker) => "KS",
                _ => "Something",
            };
            d.press(&format!("/{} {lead}{marks}", kind.command));
            d.press(&"←".repeat(marks.len()));
            let mut typed = vec![lead.to_owned()];
            for step in 0..kind.fields.len() {
                d.press("⇥");
                let before = d.line().to_owned();
                assert!(
                    before.ends_with(marks.trim_start()),
                    "/{}: {before}",
                    kind.command
                );
                if !before[..d.editor().line.cursor()].ends_with(": ") {
                    continue;
                }
                let word = format!("Word{step}");
                d.press(&word);
                typed.push(word);
            }
            let line = d.line().to_owned();
            assert!(
                line.ends_with(marks.trim_start()),
                "/{}: {line}",
                kind.command
            );
            for word in &typed {
                assert!(
                    line.contains(word.as_str()),
                    "/{}: {word} is lost in {line}",
                    kind.command
                );
            }
            let Line::Form(form) = line::read(&line, &d.editor().meeting, d.now.date_naive())
            else {
                panic!("{line}");
            };
            let restricts = marks.contains("restricted") || marks.contains("secret");
            assert!(
                !restricts
                    || form.body.visibility
                        == talking_piece::domain::visibility::Visibility::Restricted,
                "{line}"
            );
            assert!(!marks.contains("??") || form.body.follow_up, "{line}");
            let kept = form
                .body
                .to_confirm
                .values()
                .any(|words| words.contains('#') || words.contains("??"));
            assert!(!kept, "{line}: {:?}", form.body);
        }
    }
}

#[test]
fn the_answers_of_a_record_are_listed_by_a_command() {
    let mut d = Driver::in_conference();
    d.press("/help action⏎");
    assert_eq!(d.app.place, Place::Help);
    let rows = talking_piece::app::screens::help::listed(&d.app);
    let all: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.typed, row.help))
        .collect();
    for words in [
        "by: By which date?",
        "Also: when, until",
        "who: Who does it?",
        "measure:",
    ] {
        assert!(
            all.iter().any(|row| row.contains(words)),
            "{words}: {all:#?}"
        );
    }
    d.press("⎋/help zebrawords⏎");
    assert!(
        d.status().contains("Neither the help nor the manual"),
        "{}",
        d.status()
    );
}

#[test]
fn labels_are_completed() {
    let mut d = Driver::in_conference();
    d.press("/action Kelly rings; me⇥");
    assert_eq!(d.line(), "/action Kelly rings; measure: ");
    d.press("letter; dead⇥");
    assert_eq!(d.line(), "/action Kelly rings; measure: letter; by: ");
}

#[test]
fn a_record_known_by_its_words_is_no_other_one_for_a_slip() {
    let mut d = Driver::in_conference();
    d.enter("/date First core group; on: in 8 working days");
    d.enter("/agency lamplight housing; child: Ella; view: child in need plan; by: HV");
    for (line, field, typed) in [
        (
            "/date First coe group; at: 14:00",
            "what",
            "First coe group",
        ),
        (
            "/date Firstc ore group; at: 14:00",
            "what",
            "Firstc ore group",
        ),
        (
            "/agency lamplihgt housing; child: NN; view: child in need plan; by: HV",
            "agency",
            "lamplihgt housing",
        ),
    ] {
        d.enter(line);
        let body = d.last().body();
        let doubt = body.to_confirm.get(field).map(String::as_str);
        assert_eq!(doubt, Some(typed), "{line}: {body:?}");
        assert_eq!(d.last_line(), line, "it goes round");
    }
    let dates = d.count(&date::KIND);
    d.enter("/date first\u{a0}core grôup; at: 15:00");
    assert_eq!(d.count(&date::KIND), dates, "{}", d.status());
    d.enter("/date Second core group; on: in 38 working days");
    assert!(d.last().to_confirm.is_empty());
}

#[test]
fn a_day_that_cannot_be_is_kept_as_it_was_typed() {
    let mut d = Driver::in_conference();
    d.enter("/person XQ Quill Made; role: aunt; invited: 9 working days ago; answered: 77 working days ago");
    let body = d.last().body();
    let doubt = body
        .to_confirm
        .get(person::ANSWERED.name)
        .map(String::as_str);
    assert_eq!(doubt, Some("77 working days ago"), "{body:?}");
}

#[test]
fn a_name_with_a_slip_is_said_where_nobody_sees_the_line_before_enter() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "/child Zebediah Marl; letters: ZM",
        "/person QB Quentin Brackwater; role: uncle",
    ] {
        d.enter(line);
    }
    for (line, words) in [
        (
            "/view Zebediha; by: letter; words: \"I like it\"",
            "Zebediha taken for Zebediah",
        ),
        (
            "/action The lamp is mended; who: Quetnin",
            "Quetnin taken for Quentin Brackwater",
        ),
        (
            "Quentni: I will ring",
            "Quentni taken for Quentin Brackwater",
        ),
        ("QB: he likes it @zebediha", "Zebediha taken for Zebediah"),
    ] {
        d.enter(line);
        assert!(d.status().contains(words), "{line}: {}", d.status());
    }
    d.enter("QB: he likes it @zebediah");
    assert!(!d.status().contains("taken for"), "{}", d.status());
    // A restricted record's names are in no log.
    d.enter("/action The key is kept; who: Quetnin #restricted");
    assert!(!d.status().contains("Quetnin"), "{}", d.status());
}

#[test]
fn somebody_new_with_nearly_the_name_of_somebody_who_is_there_is_asked_about() {
    for (line, field, near) in [
        (
            "/child Elle; school: Teacup Lane",
            "Elle",
            "Ella Nettlesworth",
        ),
        (
            "/child Ella Netlesworth; born: 4 Mar 2017",
            "Ella Netlesworth",
            "Ella Nettlesworth",
        ),
        (
            "/child Elal Nettlesworth; school: Teacup Lane",
            "Elal Nettlesworth",
            "Ella Nettlesworth",
        ),
        (
            "/person Kelly Nettleworth; role: mum",
            "Kelly Nettleworth",
            "Kelly Nettlesworth",
        ),
        ("/person Kely; role: mother", "Kely", "Kelly Nettlesworth"),
        (
            "/child Ela; school: Teacup Lane",
            "Ela",
            "Ella Nettlesworth",
        ),
        (
            "/child Ella Nettlesworthe; born: 4 Mar 2017",
            "Ella Nettlesworthe",
            "Ella Nettlesworth",
        ),
        (
            "/child Ella (8); school: Teacup Lane",
            "Ella (8)",
            "Ella Nettlesworth",
        ),
        (
            "/child Ella 4 Mar 2017; school: Teacup Lane",
            "Ella 4 Mar 2017",
            "Ella Nettlesworth",
        ),
        (
            "/child Miss Ella Nettlesworth; school: Teacup Lane",
            "Miss Ella Nettlesworth",
            "Ella Nettlesworth",
        ),
        (
            "/person XQ Kelly Nettlesworth; role: mother",
            "Kelly Nettlesworth",
            "Kelly Nettlesworth",
        ),
        (
            "/person Kelly (mother)",
            "Kelly (mother)",
            "Kelly Nettlesworth",
        ),
        (
            "/person Kelly Nettlesworth Ella's mum",
            "Kelly Nettlesworth Ella's mum",
            "Kelly Nettlesworth",
        ),
        (
            "/person Corin Halfpeny; email: c@example.org",
            "Corin Halfpeny",
            "Corin Halfpenny",
        ),
    ] {
        let mut d = Driver::in_conference();
        let read = line::read(line, &d.editor().meeting, d.now.date_naive());
        let told = line::explain(&read, line, &d.editor().meeting);
        assert!(
            told.contains(near) && told.contains("to be confirmed"),
            "{line}: {told}"
        );
        d.enter(line);
        let new = d.last();
        assert_eq!(
            new.unread(new.kind().unwrap().lead_field().unwrap()),
            Some(field),
            "{line}: {}",
            d.status()
        );
        assert_eq!(d.editor().meeting.catch_up().count(), 1, "{line}");
        // The whole name once more, as it is, is the answer.
        let letters = d.editor().meeting.code(&new.id).to_owned();
        let kind = new.kind.clone();
        d.enter(&format!("/{kind} {letters}; name: {field}"));
        assert_eq!(
            d.editor().meeting.catch_up().count(),
            0,
            "{line}: {}",
            d.status()
        );
    }
    for line in [
        "/child Mila Nettlesworth",
        "/person Zoe Marlowe",
        "/person Dana Oakenfold",
        "/child Ella2 Nettlesworth",
        "/child Ella Brown",
        "/person Kelly Wren",
        "/person Kelly-Ann Nettlesworth",
    ] {
        let mut d = Driver::in_conference();
        d.enter(line);
        assert_eq!(d.editor().meeting.catch_up().count(), 0, "{line}");
    }
}

/// One view for each agency that is here, and for each child: said before Enter, and taken back in one go.
#[test]
fn every_agency_at_once_is_one_view_each() {
    for typed in [
        "all",
        "all agencies",
        "All agencies",
        "every agency",
        "all the agencies",
        "all professionals",
        "the agencies",
        "everyone",
    ] {
        let mut d = Driver::in_conference();
        let agencies = agencies_here(&d.editor().meeting);
        assert!(agencies.len() > 1, "{agencies:?}");
        let line = format!("/agency {typed}; child: all; view: child protection plan");
        let mut typing = d.clone();
        typing.press(&line);
        let meaning = typing
            .editor()
            .meaning(&typing.editor().read_line(typing.now));
        assert!(
            meaning.contains(&format!("one each for {}; Ella, Noah", agencies.join(", "))),
            "{meaning}"
        );
        d.enter(&line);
        let views: Vec<_> = d.editor().meeting.records(&agency_view::KIND).collect();
        assert_eq!(views.len(), agencies.len() * 2, "{typed}: {}", d.status());
        assert!(views.iter().all(|view| view.to_confirm.is_empty()));
        for agency in &agencies {
            let theirs = views
                .iter()
                .filter(|view| view.text(&agency_view::AGENCY) == agency);
            assert_eq!(theirs.count(), 2);
        }
        let told = format!("for {} agencies and 2 children", agencies.len());
        assert!(d.status().contains(&told), "{}", d.status());
        d.enter("/undo");
        assert_eq!(d.editor().meeting.records(&agency_view::KIND).count(), 0);
    }
}

/// Several agencies in one answer are one view each, where each of them is certain; otherwise all of it is asked about.
#[test]
fn several_agencies_are_one_view_each_or_asked_about() {
    let mut d = Driver::in_conference();
    let agencies = agencies_here(&d.editor().meeting);
    let two = format!("{} and {}", agencies[0], agencies[1]);
    d.enter(&format!("/agency {two}; child: Ella; view: no plan"));
    assert_eq!(d.editor().meeting.records(&agency_view::KIND).count(), 2);
    for typed in [
        "all but police".to_owned(),
        "all except the school".to_owned(),
        "everyone but health".to_owned(),
        "both".to_owned(),
    ] {
        let mut d = Driver::in_conference();
        let outcome = d.enter(&format!("/agency {typed}; child: Ella; view: no plan"));
        let Outcome::Recorded(id) = &outcome else {
            panic!("{typed}: {outcome:?}");
        };
        let view = d.editor().meeting.record(id).unwrap();
        let lead = view.kind().unwrap().lead_field().unwrap();
        assert_eq!(view.unread(lead), Some(typed.as_str()));
        assert!(d.status().contains("name each"), "{}", d.status());
    }
}

/// Somebody whose agency not everybody may know is in nobody else's list.
#[test]
fn an_agency_that_is_not_for_everybody_is_not_named_with_all() {
    let mut d = Driver::in_conference();
    d.enter("/person CN Cara Canary; role: worker; agency: Canary Refuge #restricted");
    d.enter("/arrive CN");
    let agencies = agencies_here(&d.editor().meeting);
    assert!(!agencies.iter().any(|agency| agency.contains("Canary")));
    d.enter("/agency all; child: Ella; view: no plan");
    assert!(!d.status().contains("Canary"), "{}", d.status());
    let views = d.editor().meeting.records(&agency_view::KIND);
    assert_eq!(views.count(), agencies.len());
}

/// Why something is to be confirmed stands in the list of `take`, which others may read.
#[test]
fn the_name_of_a_restricted_person_is_in_no_reason() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "/person Zoe Canaryname; role: aunt #restricted",
        "/child Canaryella Nettlesworth; born: 4 Mar 2017 #restricted",
        "/date Canaryday meeting; on: 12 Dec #restricted",
    ] {
        d.enter(line);
    }
    for line in [
        "/person Zoe Canarynama; role: friend",
        "/child Canaryelle Nettlesworth; born: 4 Mar 2018",
        "/date Canarydya meeting; on: 13 Dec",
    ] {
        let Outcome::Recorded(id) = d.enter(line) else {
            panic!("{line}: {}", d.status());
        };
        let record = d.editor().meeting.record(&id).unwrap();
        let reasons = questions_of(&d.app, record).join(", ");
        assert!(reasons.contains("nearly"), "{line}: {reasons}");
        let names = ["Canaryname", "Canaryella", "Canaryday"];
        assert!(
            !names.iter().any(|name| reasons.contains(name)),
            "{reasons}"
        );
    }
}

/// Each needed a line of its own.
#[test]
fn several_members_of_the_core_group_are_one_line() {
    for typed in [
        "/core KS, DS",
        "/core KS and DS; chosen: yes",
        "/core Kelly & Dan",
    ] {
        let mut d = Driver::in_conference();
        d.enter(typed);
        let members = d.editor().meeting.records(&core_group::KIND);
        assert_eq!(members.count(), 2, "{typed}: {}", d.status());
        d.press("/undo⏎");
        let members = d.editor().meeting.records(&core_group::KIND);
        assert_eq!(members.count(), 0, "{typed}: {}", d.status());
    }
}

/// The category stayed behind without a word.
#[test]
fn an_agencys_view_that_is_changed_to_another_plan_does_not_keep_its_category_unsaid() {
    let mut d = Driver::in_conference();
    d.enter("/agency police; child: Ella; view: CP plan; category: neglect");
    d.press("/agency police; child: Ella; view: CIN plan");
    let read = d.editor().read_line(d.now);
    let told = d.editor().meaning(&read);
    assert!(told.contains("it has a category"), "{told}");
    d.press("⏎");
    let found = checks(&d.editor().meeting, d.now);
    assert!(
        found
            .iter()
            .any(|one| one.check == "view_category_left_over")
    );
}
