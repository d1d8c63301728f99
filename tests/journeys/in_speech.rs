//! An action, an offer, an idea or a score inside what somebody says: it stays what was said, the line that may be meant is
//! offered quietly beside it, `/takeup` gets it ready, and the list before closing names what nobody has taken up.

use super::driver::Driver;
use crate::command_line::program::Program;
use crate::screens::driver::draw;
use talking_piece::domain::line::{self, to_take_up};
use talking_piece::domain::record::kinds::{action, contribution, offer, scale};
use talking_piece::domain::rules::checks::checks;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

/// What is said, and what the line that is offered begins with.
const MEANT: &[(&str, &str)] = &[
    // Somebody is to do something.
    (
        "SK: Dorian to ring AA tmrw",
        "/action ring AA; who: DT; by: ",
    ),
    (
        "SK: SQ to weigh Noah by 14 Dec",
        "/action weigh Noah; who: SQ; by: 14 Dec",
    ),
    (
        "SK: Niamh to collect Ella from school on Friday",
        "/action collect Ella from school; who: MN; by: ",
    ),
    (
        "SK: KM and DT to attend parenting course",
        "/action attend parenting course; who: KM; with: DT",
    ),
    (
        "SK: SQ/TC to do joint visit next week",
        "/action do joint visit next week; who: SQ; with: TC",
    ),
    (
        "HA: the health visitor to check the cot",
        "/action check the cot; who: SQ",
    ),
    (
        "HA: Sarah Kite to refer to CAMHS",
        "/action refer to CAMHS; who: SK",
    ),
    ("HA: mum to ring the GP", "/action ring the GP; who: KM"),
    (
        "TC: BO to share the log with us",
        "/action share the log with us; who: BO",
    ),
    (
        "SK: MN to have them on Thursdays",
        "/action have them on Thursdays; who: MN",
    ),
    (
        "SK: Dorian will ring the group on Monday",
        "/action ring the group; who: DT; by: ",
    ),
    (
        "SK: Kasia is going to book the dentist",
        "/action book the dentist; who: KM",
    ),
    (
        "SK: Kasia has agreed to meet the nurse on 3 Dec",
        "/action meet the nurse; who: KM; by: 3 Dec",
    ),
    // Whoever speaks does it.
    ("SK: will visit on Friday", "/action visit; who: SK; by: "),
    ("SK: to visit Friday", "/action visit; who: SK; by: "),
    (
        "SK: I will ring the surgery",
        "/action ring the surgery; who: SK",
    ),
    (
        "SK: I'll chase the referral",
        "/action chase the referral; who: SK",
    ),
    (
        "SK: I\u{2019}ll email the school tomorrow",
        "/action email the school; who: SK; by: ",
    ),
    (
        "SK: yes, I will speak to housing by next Wednesday",
        "/action speak to housing; who: SK; by: ",
    ),
    (
        "SK: going to make a referral to the hub",
        "/action make a referral to the hub; who: SK",
    ),
    (
        "SK: we are going to set up a rota",
        "/action set up a rota; who: SK",
    ),
    (
        "SQ: will see them on 9 Dec",
        "/action see them; who: SQ; by: 9 Dec",
    ),
    (
        "SQ: will weigh him weekly",
        "/action weigh him; who: SQ; how often: every week",
    ),
    (
        "SQ: agrees to do a joint visit",
        "/action do a joint visit; who: SQ",
    ),
    (
        "TC: school is closed then. Will send work home",
        "/action send work home; who: TC",
    ),
    (
        "TC: to let the school know by Monday",
        "/action let the school know; who: TC; by: ",
    ),
    (
        "KM: will ring the GP tmrw",
        "/action ring the GP; who: KM; by: ",
    ),
    (
        "DT: I'll apply for the group this week",
        "/action apply for the group",
    ),
    (
        "DT: promises to attend the course",
        "/action attend the course; who: DT",
    ),
    (
        "BO: will check on them on Saturday night",
        "/action check on them on Saturday night; who: BO",
    ),
    (
        "SQ: jabs are late, sorry. I'll book them in",
        "/action book them in; who: SQ",
    ),
    // An offer.
    (
        "ZW: offers to have both kids every weekend",
        "/offer have both kids every weekend; by: ZW",
    ),
    (
        "ZW: can have both kids every weekend",
        "/offer have both kids every weekend; by: ZW",
    ),
    (
        "ZW: I can have them on Fridays",
        "/offer have them on Fridays; by: ZW",
    ),
    (
        "ZW: could look after Ella after school",
        "/offer look after Ella after school; by: ZW",
    ),
    ("ZW: happy to babysit", "/offer babysit; by: ZW"),
    (
        "ZW: I'd be happy to pick up Noah",
        "/offer pick up Noah; by: ZW",
    ),
    (
        "ZW: I am willing to move in for a bit",
        "/offer move in for a bit; by: ZW",
    ),
    (
        "MN: can take Ella swimming on Sundays",
        "/offer take Ella swimming on Sundays; by: MN",
    ),
    (
        "MN: can give a lift to clinic",
        "/offer give a lift to clinic; by: MN",
    ),
    (
        "MN: offering lifts to contact",
        "/offer lifts to contact; by: MN",
    ),
    (
        "MN: yes, could collect the girls Tues",
        "/offer collect the girls Tues; by: MN",
    ),
    ("MN: could lend a cot", "/offer lend a cot; by: MN"),
    (
        "MN: volunteers to cook on Sundays",
        "/offer cook on Sundays; by: MN",
    ),
    (
        "TC: can provide breakfast club",
        "/offer provide breakfast club; by: TC",
    ),
    ("TC: we can fund the trip", "/offer fund the trip; by: TC"),
    (
        "JE: offers a place on the course",
        "/offer a place on the course; by: JE",
    ),
    (
        "SK: Niamh offers to have Noah overnight",
        "/offer have Noah overnight; by: MN",
    ),
    (
        "SK: ZW is willing to do bedtime",
        "/offer do bedtime; by: ZW",
    ),
    // An idea.
    (
        "KM: suggests Niamh has them on Fri nites",
        "/action Niamh has them on Fri nites; idea: KM",
    ),
    (
        "KM: suggested that we swap weekends",
        "/action we swap weekends; idea: KM",
    ),
    (
        "KM: my idea is Sunday tea at mum's",
        "/action Sunday tea at mum's; idea: KM",
    ),
    (
        "DT: how about I move to my brother's?",
        "/action I move to my brother's; idea: DT",
    ),
    (
        "MN: maybe we could do a rota",
        "/action do a rota; idea: MN",
    ),
    (
        "ZW: proposes a family meal each week",
        "/action a family meal each week; idea: ZW",
    ),
];

/// In a meeting that asks for a number.
const SCORES: &[(&str, &str)] = &[
    (
        "KS: safety 4/10, bc FA moved out",
        "/scale overall-safety; by: KS; score: 4; why: FA moved out",
    ),
    ("KS: safety 4/10", "/scale overall-safety; by: KS; score: 4"),
    (
        "KS: for safety I would give 7/10 because it is quiet",
        "/scale overall-safety; by: KS; score: 7; why: it is quiet",
    ),
    (
        "KS: safety now 6 out of 10",
        "/scale overall-safety; by: KS; score: 6",
    ),
    (
        "KS: safety scale: 5 / 10 - the nights",
        "/scale overall-safety; by: KS; score: 5; why: the nights",
    ),
    (
        "KS: on the scale I am 7/10",
        "/scale each-danger; by: KS; score: 7",
    ),
    (
        "KS: scores safety 3/10 (drink)",
        "/scale overall-safety; by: KS; score: 3; why: drink",
    ),
];

fn people() -> Vec<&'static str> {
    let lines = include_str!("../fixtures/casts/two_sarahs.txt").lines();
    let people = lines.filter(|line| line.starts_with('/'));
    people.chain(["/begin", "/arrive all"]).collect()
}

fn meeting_of_the_cast() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    people().iter().for_each(|line| drop(d.enter(line)));
    d
}

fn in_a_meeting_with_a_scale() -> Driver {
    let mut d = Driver::with_agenda("signs-of-safety-cpc");
    for line in super::driver::FAMILY {
        d.press(&format!("{line}⏎"));
    }
    d.press("/begin⏎/arrive all⏎");
    d
}

fn screen(d: &Driver) -> String {
    let (cells, _) = draw(&d.app, 80, 24, &Theme::of(Colours::Either));
    let cells = cells.content().chunks(80);
    let rows: Vec<String> = cells
        .map(|row| row.iter().map(|cell| cell.symbol()).collect())
        .collect();
    rows.join("\n")
}

/// What the row above the line says.
fn told(d: &Driver, typed: &str) -> String {
    let meeting = &d.editor().meeting;
    line::explain(
        &line::read(typed, meeting, d.now.date_naive()),
        typed,
        meeting,
    )
}

fn offered(d: &Driver) -> String {
    let meeting = &d.editor().meeting;
    to_take_up(d.last(), meeting).map_or_else(String::new, |meant| meant.line(meeting))
}

fn are_offered(d: &mut Driver, rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (typed, says) in rows {
        let before = told(d, typed);
        d.enter(typed);
        let words = typed.split_once(": ").unwrap().1;
        let is_said = d.last().text(&contribution::TEXT) == words;
        let is_sure = d.last().to_confirm.is_empty() && !d.last().follow_up;
        let is_of = typed.starts_with(&format!("{}: ", d.last_speaker()));
        let line = offered(d);
        if !(is_said && is_sure && is_of && line.starts_with(says) && before.contains(&line)) {
            wrong.push(format!("{typed}: {before} | {line}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        rows.len()
    );
}

#[test]
fn the_line_that_may_be_meant_is_offered_and_the_words_stay_what_was_said() {
    are_offered(&mut meeting_of_the_cast(), MEANT);
}

#[test]
fn a_score_is_offered_wherever_the_meeting_is() {
    let mut d = in_a_meeting_with_a_scale();
    are_offered(&mut d, SCORES);
    d.press("/section overall⏎");
    let named = SCORES.iter().filter(|(said, _)| said.contains("safety"));
    are_offered(&mut d, &named.copied().collect::<Vec<_>>());
    // Where only the number is said, its name is enough.
    are_offered(
        &mut d,
        &[(
            "KS: safety 4, he moved out",
            "/scale overall-safety; by: KS; score: 4",
        )],
    );
    // Where the agenda asks for none there is nothing to take up.
    let d = meeting_of_the_cast();
    assert!(!told(&d, "KM: safety 4/10").contains("score?"));
}

#[test]
fn a_strength_and_an_agencys_view_are_told_how_to_be_recorded() {
    let d = meeting_of_the_cast();
    for line in [
        "SQ: gd that Noah has had all his jabs",
        "TC: good that she comes every day",
        "SK: really pleased how he copes",
        "ZW: so proud she goes to swimming",
        "SK: great progress at nursery",
    ] {
        assert!(
            told(&d, line).contains("a strength? +"),
            "{line}: {}",
            told(&d, line)
        );
    }
    for line in [
        "SQ: + good that he sleeps",
        "SQ: good morning all",
        "KM: not good that he shouts",
        "KM: it was good",
        "KM: glad to be here",
    ] {
        assert!(
            !told(&d, line).contains("a strength?"),
            "{line}: {}",
            told(&d, line)
        );
    }
    for line in [
        "SQ: CIN enough for Noah",
        "SQ: CP plan needed for both",
        "JE: CIN plan only",
        "PV: CP plan for both",
    ] {
        assert!(
            told(&d, line).contains("The agency's view? /agency"),
            "{line}: {}",
            told(&d, line)
        );
    }
    assert!(!told(&d, "KM: CIN enough for Noah").contains("/agency"));
}

/// Of each two hundred at most five.
#[test]
fn everyday_sentences_with_a_label_are_hardly_ever_offered_anything() {
    let labelled = include_str!("../fixtures/casts/labelled.txt");
    let others = [
        include_str!("../fixtures/casts/speech.txt"),
        include_str!("../fixtures/casts/goes_on.txt"),
        include_str!("../fixtures/casts/sentences.txt"),
    ];
    let is_sentence = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let labelled: Vec<String> = labelled
        .lines()
        .filter(is_sentence)
        .map(str::to_owned)
        .collect();
    assert!(labelled.len() >= 200);
    let others: Vec<String> = others
        .iter()
        .flat_map(|lines| lines.lines())
        .filter(is_sentence)
        .map(|line| format!("KM: {line}"))
        .collect();
    assert!(others.len() >= 500);
    let d = meeting_of_the_cast();
    let scale = in_a_meeting_with_a_scale();
    for (all, most) in [(&labelled, 5), (&others, 12)] {
        let is_offered = |line: &&String| {
            let told = format!(
                "{} {}",
                told(&d, line),
                told(&scale, &line.replacen("DT:", "KS:", 1))
            );
            ["? /action ", "? /offer ", "? /scale "]
                .iter()
                .any(|offer| told.contains(offer))
        };
        let wrong: Vec<&String> = all.iter().filter(is_offered).collect();
        eprintln!("{} of {}: {wrong:#?}", wrong.len(), all.len());
        assert!(
            wrong.len() <= most,
            "{} of {}: {wrong:#?}",
            wrong.len(),
            all.len()
        );
    }
}

#[test]
fn a_childs_words_exact_words_and_marked_words_are_offered_nothing() {
    let d = meeting_of_the_cast();
    for line in [
        "EL: I will ring gran tomorrow",
        "EL: can look after Noah",
        "SK: \"I will ring the surgery\"",
        "SK: + will ring the surgery",
        "SK: #observation will ring the surgery",
        ": will ring the surgery",
        "all: will ring the surgery",
        "SK/EL: will ring the surgery",
    ] {
        let told = told(&d, line);
        assert!(
            !told.contains("? /action") && !told.contains("? /offer"),
            "{line}: {told}"
        );
    }
}

/// In plain mode and by `take` nobody has seen the line before Enter.
#[test]
fn it_is_told_once_it_is_recorded_where_nobody_saw_the_line() {
    let mut d = meeting_of_the_cast();
    d.app.one_line_at_a_time = true;
    d.enter("SK: will ring the surgery");
    assert!(
        d.status().contains("/action ring the surgery; who: SK"),
        "{}",
        d.status()
    );
    let program = Program::new();
    let mut lines = people();
    lines.push("ZW: offers to have both kids every weekend");
    let ran = program.run_with_input(
        &["take", "--new", "--lines", "-"],
        lines.join("\n").as_bytes(),
    );
    assert!(
        ran.err
            .contains("/offer have both kids every weekend; by: ZW"),
        "{}",
        ran.err
    );
}

#[test]
fn takeup_gets_the_line_ready() {
    let mut d = meeting_of_the_cast();
    d.press("ZW: offers to have both kids every weekend⏎SK: will ring the surgery⏎/takeup⏎");
    assert_eq!(d.line(), "/action ring the surgery; who: SK; by: ");
    d.press("14 Dec⏎");
    assert!(d.last().is_a(&action::KIND), "{}", d.status());
    // Now the offer is the last one.
    d.press("/takeup⏎");
    assert_eq!(
        d.line(),
        "/offer have both kids every weekend; by: ZW; accepted: "
    );
    d.press("yes⏎");
    assert!(d.last().is_a(&offer::KIND), "{}", d.status());
    // The offer becomes an action, as any other.
    d.press("/takeup⏎");
    assert!(
        d.line()
            .starts_with("/action have both kids every weekend; who: ZW; offer: o1"),
        "{}",
        d.line()
    );
    d.press("12 Dec⏎/takeup⏎");
    assert!(d.status().contains("no offer"), "{}", d.status());
}

/// What is done of it may be said in other words; something else that the same person does is something else.
#[test]
fn what_has_become_a_record_is_not_taken_up_again() {
    for (said, recorded, is_left) in [
        (
            "SK: will ring the surgery",
            "/action Sarah phones the surgery for Noah; who: SK",
            false,
        ),
        (
            "SK: will ring the surgery",
            "/action ring the school; who: SK",
            true,
        ),
        (
            "SK: will ring the surgery",
            "/action ring the surgery; who: SQ",
            true,
        ),
        (
            "SK: will visit on Friday",
            "/action home visit; who: SK",
            false,
        ),
        (
            "ZW: can have both kids every weekend",
            "/offer both kids stay over; by: ZW",
            false,
        ),
        (
            "ZW: can have both kids every weekend",
            "/action gran has both kids; who: ZW",
            false,
        ),
        (
            "KM: suggests Niamh has them on Fri nites",
            "/action nites at Niamh's; idea: KM",
            false,
        ),
    ] {
        let mut d = meeting_of_the_cast();
        d.enter(recorded);
        d.enter(said);
        let id = d.last().id.clone();
        let is_offered = |d: &Driver| {
            let meeting = &d.editor().meeting;
            to_take_up(meeting.record(&id).unwrap(), meeting).is_some()
        };
        assert!(is_offered(&d), "{said}: it was said since");
        d.enter(recorded);
        assert_eq!(
            is_offered(&d),
            is_left,
            "{said}: {recorded}: {}",
            d.status()
        );
        d.enter("/undo");
        assert!(is_offered(&d), "{said}: it was taken back");
    }
}

#[test]
fn takeup_names_one_of_them_with_answers() {
    let mut d = meeting_of_the_cast();
    d.app.one_line_at_a_time = true;
    d.enter("SK: will ring the surgery");
    let id = d.last().id.clone();
    d.enter("SK: will email the school");
    d.enter(&format!(
        "/takeup {id}; by: 14 Dec; measure: an appointment"
    ));
    assert!(d.last().is_a(&action::KIND), "{}", d.status());
    assert_eq!(d.last().text(&action::ACTION), "ring the surgery");
    assert_eq!(d.last().text(&action::BY_WHEN), "2026-12-14");
    let mut d = in_a_meeting_with_a_scale();
    d.press("KS: safety 4/10, bc he moved out⏎/takeup⏎");
    assert_eq!(
        d.line(),
        "/scale overall-safety; by: KS; score: 4; why: he moved out"
    );
    d.press("⏎");
    assert!(d.last().is_a(&scale::KIND), "{}", d.status());
}

#[test]
fn what_is_restricted_is_taken_up_restricted() {
    let mut d = meeting_of_the_cast();
    d.press("SK: will ring the surgery #restricted⏎/takeup⏎");
    assert!(d.line().ends_with("#restricted"), "{}", d.line());
    d.press("⏎");
    assert!(d.last().is_a(&action::KIND) && !d.last().is_open());
    d.press("SQ: will weigh him weekly #not DT⏎/takeup⏎");
    assert!(d.line().ends_with("#not DT"), "{}", d.line());
}

/// It bars nothing: it is no gap, asks for no reason, and stands in no minutes.
#[test]
fn the_list_before_closing_names_what_may_be_taken_up_and_closes_all_the_same() {
    let mut d = meeting_of_the_cast();
    let before = checks(&d.editor().meeting, d.now);
    d.enter("SK: will ring the surgery");
    let with = checks(&d.editor().meeting, d.now);
    assert_eq!(before.len(), with.len(), "{with:#?}");
    d.press("/close⏎");
    let before = screen(&d);
    assert!(
        before.contains("1 thing that was said may be an action"),
        "{before}"
    );
    assert!(before.contains("/takeup"), "{before}");
    d.press("/takeup⏎");
    assert!(
        d.line().starts_with("/action ring the surgery"),
        "{}",
        d.line()
    );
    d.press("14 Dec⏎/close⏎");
    assert!(!screen(&d).contains("may be an action"), "{}", screen(&d));
}
