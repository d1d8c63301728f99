//! Lines without a colon that nobody says: they put the record right, name a pause, say what all agree, or tell in a few
//! written words who did, has or is to do something. Whoever spoke last does not get them; they are kept as typed, who
//! speaks is asked, and the row above the line says what they may be.

use super::driver::Driver;
use crate::command_line::program::Program;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::domain::line;
use talking_piece::domain::record::kinds::contribution;

/// Each line, and what the row above it says.
const LINES: &[(&str, &str)] = &[
    // A child who has no views, or whose views come on a way of their own.
    (
        "Noah too young to say, SQ rpt: settles only w mum",
        "/view Noah; by: too young to say; reason",
    ),
    ("Noah too young", "/view Noah; by: too young; reason"),
    ("NM too small to ask", "/view Noah; by:"),
    ("Ella no views, v shy", "/view Ella; by: no views; reason"),
    ("EL no views given", "/view Ella; by: no views given"),
    ("Ella declined", "/view Ella; by: declined; reason"),
    (
        "Ella chose not to, SK asked twice",
        "/view Ella; by: chose not to",
    ),
    ("Noah not asked - at nursery", "/view Noah; by: not asked"),
    ("Ella not spoken to", "/view Ella; by: not spoken to"),
    (
        "Letter from Ella, TC read out: I want mummy back",
        "/view Ella; by: letter; words",
    ),
    (
        "drawing by Ella - house with no door",
        "/view Ella; by: drawing; words",
    ),
    ("text from Ella", "/view Ella; by: text; words"),
    (
        "Video message from Ella - says hi",
        "/view Ella; by: video message",
    ),
    (
        "Ella's letter - I want to go home",
        "/view Ella; by: letter",
    ),
    (
        "Ella's drawing \u{2013} nan and the cat",
        "/view Ella; by: drawing",
    ),
    (
        "Ella met HA before mtg, said she is scared",
        "/view Ella; by: met the Chair",
    ),
    (
        "Ella spoke to the Chair, wants her own room",
        "/view Ella; by: met the Chair",
    ),
    (
        "Ella saw SK before the meeting, worried abt court",
        "/view Ella; by: through a professional",
    ),
    // Who is to do what.
    (
        "DT and KM to sort contact rota by Fri",
        "/action sort contact rota; who: DT and KM; by: Fri",
    ),
    (
        "SQ to weigh Noah by 14 Dec",
        "/action weigh Noah; who: SQ; by: 14 Dec",
    ),
    (
        "SK/SQ to do joint visit next week",
        "/action do joint visit",
    ),
    (
        "Niamh to ring the surgery on Monday",
        "/action ring the surgery; who: Niamh; by: Monday",
    ),
    (
        "Sarah Kite to refer to CAMHS",
        "/action refer to CAMHS; who: Sarah Kite",
    ),
    (
        "the health visitor to check the cot",
        "/action check the cot; who: the health visitor",
    ),
    (
        "KM, DT to attend parenting course",
        "/action attend parenting course; who: KM, DT",
    ),
    (
        "TC to be lead at school",
        "/action be lead at school; who: TC",
    ),
    // Who comes and goes.
    (
        "apols from SQ - off sick, sent rpt",
        "/absent SQ: apologies, off sick, sent rpt",
    ),
    ("apologies from BO", "/absent BO: apologies"),
    (
        "SQ sent her apologies, court",
        "/absent SQ: apologies, court",
    ),
    (
        "Sarah Quill sends her apologies",
        "/absent Sarah Quill: apologies",
    ),
    (
        "SQ sends apologies (training)",
        "/absent SQ: apologies, training",
    ),
    ("Apols: TC, at a trip", ""),
    (
        "apols rcvd from Sarah Quill (training)",
        "/absent Sarah Quill: apologies, training",
    ),
    (
        "SK left 11.15, another appt",
        "/leave SK 11:15: another appt",
    ),
    ("BO left 11:40", "/leave BO 11:40"),
    ("Niamh arr 10.05, bus", "/arrive Niamh 10:05"),
    ("TC arr 10.20", "/arrive TC 10:20"),
    ("SQ off sick - flu", "/absent SQ: flu"),
    ("Niamh in now, sorry traffic", "/arrive Niamh"),
    (
        "DT asked to step out while police read theirs",
        "/exclude DT; why: ",
    ),
    ("Dorian out of the room", "/exclude Dorian; why: "),
    ("MN stepped out", "/leave MN"),
    ("SQ worried - he is losing weight", "SQ can be"),
    ("TC concerned re attendance", "TC can be"),
    ("KM changed to 5", "KM can be"),
    (
        "Niamh cld have the kids every wkend",
        "Their own words? Niamh",
    ),
    ("ZW wld have them on Fridays", "Their own words? ZW"),
    ("all here exc Niamh, stuck on A38", ""),
    ("everyone here except TC", ""),
    ("family private time 15 mins, all profs out", ""),
    ("Dorian out of the room", "/leave Dorian"),
    // Nobody is called so: a nickname, or somebody who is not in the list.
    ("Gaz arrived 10.20", "Nobody here is Gaz"),
    (
        "Gaz arrived 10.20",
        "/arrive takes them; /person adds somebody new",
    ),
    ("Bexy left 11.15", "/leave takes them"),
    ("Gaz has left", "/leave takes them"),
    // What a child gave, and who read it out.
    (
        "letter from Ella read by TC: \"I want my cat\"",
        "/view Ella; by: letter; read by: TC; words: \"I want my cat\"",
    ),
    (
        "Ella's letter read out by Sarah Kite: come home",
        "/view Ella; by: letter; read by: SK; words: come home",
    ),
    (
        "Ella's drawing shown by TC - a house",
        "/view Ella; by: drawing; read by: TC",
    ),
    ("Dorian back in the room", "/arrive Dorian"),
    // Two decisions in one line, each with its own category.
    (
        "Ella CP plan neglect, Noah CP plan emotional abuse",
        "/decision Ella; is: cp plan; category: neglect. Then /decision Noah; is: cp plan; category: emotional abuse",
    ),
    // A pause.
    ("back 10.52", "/break ends"),
    ("back at 10.52", "/break ends"),
    ("10.52 back", "/break ends"),
    ("resumed 11:05", "/break ends"),
    ("restart 2pm", "/break ends"),
    ("all back", "/break ends"),
    ("break over", "/break ends"),
    ("break 10 min, 10.40", "/break 10 min"),
    ("break 10mins", "/break"),
    ("comfort break 10.40", "/break"),
    ("lunch 12.30", "/break"),
    ("short break till 11", "/break"),
    ("adjourned 15:10", "/break"),
    ("priv time 10 mins for fam", ""),
    ("private time 10 mins", ""),
    ("family time 15 min", ""),
    ("brk 10 mins, mum upset", "/break 10 mins, mum upset"),
    ("brk 5 min", "/break 5 min"),
    ("tea brk 11.10", "/break"),
    // The review has a name of its own.
    ("RCPC 23 Feb 2027 10am", "/date RCPC; on: 23 Feb 2027 10am"),
    ("RCPC: 23 Feb 2027", "/date RCPC; on: 23 Feb 2027"),
    // Notes of the meeting's business.
    ("closed 12.05, decision to follow by email", "/close"),
    ("mtg closed early, Chair unwell", "/close"),
    ("finished 12.40", "/close"),
    ("core grp members KM DT TC", "/core KM DT TC"),
    ("cg members TC SQ", "/core TC SQ"),
    ("SQ arrived late 10.20, traffic", "/arrive SQ"),
    ("HA arr late 10.20", "/arrive HA 10:20"),
    ("SQ turned up 10 past, traffic", "/arrive SQ"),
    ("Noah - not plan, CIN", "/decision Noah; is: cin"),
    (
        "next conf 3 months, Mon 1 March 10am here",
        "/date next conf; on: Mon 1 March 10am",
    ),
    (
        "core grp 10 days, Thu 10 Dec 2pm sch",
        "/date core grp; on: Thu 10 Dec 2pm",
    ),
    (
        "the Chair closed it at 12.05 and the decision follows",
        "/close",
    ),
    ("the meeting ended at 12:40, everybody thanked", "/close"),
    ("end of conf, date to follow", "/close"),
    (
        "fam on their own for 5 mins, rest of us out",
        "/private 5 min",
    ),
    ("family alone 10 min", "/private 10 min"),
    ("family on their own, all profs out", "/private"),
    (
        "CP plan all kids, neglect + emotional, all agree bar KM",
        "/decision all; is: cp plan",
    ),
    (
        "all three on CP plan, neglect+emot abuse, all agreed",
        "/decision all; is: cp plan",
    ),
    ("Ella CP plan, neglect", "/decision Ella; is: cp plan"),
    ("CIN plan Noah, early help Ella", "/decision"),
    (
        "child protection plan all three, emotional",
        "/decision all; is: child protection plan",
    ),
    (
        "1st core grp fri 11 Dec 10am at school",
        "/date First core group; on: fri 11 Dec 10am; place: school",
    ),
    (
        "first core group 11 Dec 10am school",
        "/date First core group; on: 11 Dec 10am; place: school",
    ),
    ("rev conf 3 March 2pm", "/date rev conf"),
    ("next RCPC 24 Feb 2pm same room", "/date next RCPC"),
    ("core grp Fri 11 Dec", "/date core grp"),
    (
        "no views from Noah - 19 mths, only few words yet",
        "/view Noah; by: no views; reason: 19 mths",
    ),
    (
        "no views Ella, wouldnt talk",
        "/view Ella; by: no views; reason: wouldnt talk",
    ),
    (
        "pls also restrict what TC said about him",
        "/mark #restricted",
    ),
    (
        "earlier I put Noah blue w cold - pls make that very cold",
        "/edit",
    ),
    ("plz delete last bit", "/undo"),
    ("KM worried re shouting at night", "Their own words? KM: !"),
    ("Niamh here now, sat down at 10 past", "/arrive Niamh"),
    (
        "views: SK cp, SQ cin, TC cp",
        "/agencies SK cp, SQ cin, TC cp",
    ),
    ("core grp: KM, DT, SK", ""),
    ("core group - KM, DT, SK", "/core KM, DT, SK"),
    ("s/sacred/scared", "/edit sacred -> scared"),
    ("correct: Ian's earlier line, it was vodka", "/edit"),
    ("corr last: not 3 Nov, 13 Nov", "/edit"),
    (
        "all three kids CP plan, emotional abuse, all agreed",
        "/decision all; is: cp plan; category: emotional abuse; reasons: all agreed",
    ),
    (
        "2nd core group Fri 11 Dec 10am, hub",
        "/date 2nd core group; on: Fri 11 Dec 10am; place: hub",
    ),
    ("core grp 9 Dec", "/date core grp; on: 9 Dec"),
    // The record is put right.
    ("oops Novmber shd be Sept", "/edit Novmber -> Sept"),
    ("oops, wrong child", "/undo takes it back"),
    ("Novmber shd be Sept", "/edit Novmber -> Sept"),
    ("Brayn should read Bryn", "/edit Brayn -> Bryn"),
    ("typo - Ellla shld be Ella", "/edit Ellla -> Ella"),
    ("whoops that was Niamh not mum", "/undo takes it back"),
    (
        "DT is really Dorian Tumbler not Tumble",
        "/rename DT: Dorian Tumbler",
    ),
    (
        "SQ is actually Sara Quill, not Sarah",
        "/rename SQ: Sara Quill",
    ),
    ("Niamh is spelt Neve not Niamh", "/rename Niamh: Neve"),
    ("TC should be Wren Chalke", "/rename TC: Wren Chalke"),
    ("scrap that last line", ""),
    ("scrap that", ""),
    ("delete last", ""),
    ("delete the last line pls", ""),
    ("undo that", ""),
    ("strike that, wrong family", ""),
    // The words of a record, or a usual shortening.
    (
        "categ for Ella is emotional",
        "/decision Ella; category: emotional",
    ),
    (
        "category for Noah - neglect",
        "/decision Noah; category: neglect",
    ),
    ("CG members - KM DT SK TC", "/core KM DT SK TC"),
    ("core group members: KM DT SK", "/core KM DT SK"),
    (
        "decision - all kids on CP plan, neglect",
        "/decision all; is: cp plan",
    ),
    ("decision for Ella CIN plan", "/decision Ella; is: cin plan"),
    (
        "actn: SQ to weigh Noah by 14 Dec",
        "/action weigh Noah; who: SQ; by: 14 Dec",
    ),
    ("action - Niamh has them on Fri", "/action Niamh has them"),
    (
        "danger stmt - when he drinks he loses it",
        "/risk when he drinks he loses it",
    ),
    (
        "safety goal - sober in the house",
        "/goal sober in the house",
    ),
    (
        "offer - Niamh has both at weekends",
        "/offer Niamh has both",
    ),
    (
        "view of Ella: wants quiet",
        "/view Ella; words: wants quiet",
    ),
    (
        "dissent from BO - CIN is enough",
        "/dissent BO - CIN is enough",
    ),
    ("date - core group 9 Dec", "/date core group 9 Dec"),
    ("core grp 9 Dec 2pm at sch", "/date core grp; on: 9 Dec 2pm"),
    ("core group 9 Dec at the hub", ""),
    ("next conf 25 Feb 10am here", "/date next conf; on: 25 Feb"),
    (
        "next conference 25 Feb",
        "/date next conference; on: 25 Feb",
    ),
    // All of them say it.
    ("all agree no shouting in front of kids", "all: all agree"),
    ("all agreed, plan to be shared", "all: all agreed"),
    ("everyone agrees", "all: everyone agrees"),
    ("family agree to the plan", "all: family agree"),
    ("no objections", "all: no objections"),
    // Written words, between which somebody who speaks would say a verb.
    ("Kasia crying", "Their own words? Kasia: "),
    ("Ella asleep in class 3x last wk", "/view Ella"),
    ("Ella scared when they row", "/view Ella"),
    ("Dorian v upset", "Their own words? Dorian: "),
    ("Dorian not keen on the group", "Their own words? Dorian: "),
    ("Dorian happy w that", "Their own words? Dorian: "),
    ("Niamh in tears", "Their own words? Niamh: "),
    ("Ella very quiet today", "/view Ella"),
];

fn people() -> Vec<&'static str> {
    let lines = include_str!("../fixtures/casts/two_sarahs.txt").lines();
    let people = lines.filter(|line| line.starts_with('/'));
    people.chain(["/begin", "/arrive all"]).collect()
}

pub(super) fn meeting_of_the_cast() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    people().iter().for_each(|line| drop(d.enter(line)));
    d
}

/// In plain mode, where nobody has seen the line before Enter.
#[test]
fn nobodys_words_are_not_the_last_speakers() {
    let mut d = meeting_of_the_cast();
    d.app.one_line_at_a_time = true;
    let mut wrong = Vec::new();
    for (typed, says) in LINES {
        d.enter("XO: something else");
        let read = line::read(typed, &d.editor().meeting, d.now.date_naive());
        let before = line::explain(&read, typed, &d.editor().meeting);
        d.enter(typed);
        let told = d.status().to_owned();
        let last = d.last();
        let asked = last.to_confirm.contains_key(contribution::SPEAKER.name);
        // A label is not a part of the words.
        let is_kept = typed.ends_with(last.text(&contribution::TEXT));
        let is_told = before.contains(says) && before.to_lowercase().contains("to be confirmed");
        let is_command = !says.is_empty() || told.contains("Did you mean /") || typed.contains(':');
        let is_said = told.to_lowercase().contains(&says.to_lowercase());
        if !(asked && is_kept && is_told && is_said && is_command) {
            wrong.push(format!("{typed}: {before} | {told}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        LINES.len()
    );
}

#[test]
fn take_lists_nobodys_words() {
    let program = Program::new();
    let mut lines = people();
    for (typed, _) in LINES {
        lines.extend(["XO: something else", typed]);
    }
    let ran = program.run_with_input(
        &["take", "--new", "--lines", "-"],
        lines.join("\n").as_bytes(),
    );
    let told = ran.err.to_lowercase();
    for (at, (typed, says)) in LINES.iter().enumerate() {
        let number = people().len() + 2 * at + 2;
        let row = told
            .lines()
            .find(|row| row.starts_with(&format!("line {number}:")));
        let row = row.unwrap_or_else(|| panic!("{typed}: {}", ran.err));
        assert!(row.contains("speaker"), "{typed}: {row}");
        assert!(row.contains(&says.to_lowercase()), "{typed}: {row}");
    }
}

/// What is said aloud by whoever goes on: hardly ever asked about.
#[test]
fn a_hundred_lines_of_ordinary_speech_are_not_asked_about() {
    let speech = include_str!("../fixtures/casts/speech.txt").lines();
    let speech: Vec<&str> = speech.filter(|line| !line.starts_with('#')).collect();
    assert!(speech.len() >= 100);
    let mut d = meeting_of_the_cast();
    let mut asked = Vec::new();
    for line in &speech {
        d.enter("XO: something else");
        d.enter(line);
        assert_eq!(d.last().text(&contribution::TEXT), *line);
        if d.last_speaker() != "XO" || d.last().follow_up {
            asked.push(*line);
        }
    }
    eprintln!("{} of {}: {asked:#?}", asked.len(), speech.len());
    assert!(asked.len() <= 3, "{asked:#?}");
}

/// What the row shows is typed as it stands, and does what it says.
#[test]
fn what_the_row_shows_can_be_typed() {
    let mut d = meeting_of_the_cast();
    d.enter("KM: it began in Novmber, she told me in Novmber");
    d.enter("KM: he left in Novmber");
    d.enter("/edit Novmber -> September");
    assert_eq!(d.last().text(&contribution::TEXT), "he left in September");
    d.enter("/leave SK: another appt");
    let note = d.last().text(&contribution::TEXT).to_owned();
    assert!(note.ends_with(" left: another appt"), "{note}");
    assert_eq!(d.last().text(&contribution::SPEAKER), "minute_taker");
    d.enter("/core KM DT TC");
    assert!(d.status().contains("for 3 people"), "{}", d.status());
    d.enter("/view Ella; by: told her teacher; words: \"home\"");
    assert!(d.last().to_confirm.is_empty(), "{:?}", d.last().to_confirm);
}

/// The row above the line shows the line that is meant; Tab takes it, with the words that were typed, and Ctrl-Z brings the
/// others back.
#[test]
fn tab_takes_the_line_that_is_perhaps_meant() {
    for (typed, line) in [
        (
            "apols from SQ - off sick, sent rpt",
            "/absent SQ: apologies, off sick, sent rpt",
        ),
        (
            "DT and KM to sort contact rota by Fri",
            "/action sort contact rota; who: DT and KM; by: Fri",
        ),
        (
            "Noah too young to say, SQ rpt: settles only w mum",
            "/view Noah; by: too young to say; reason: SQ rpt: settles only w mum",
        ),
        (
            "Letter from Ella, TC read out: I want mummy back",
            "/view Ella; by: letter; words: TC read out: I want mummy back",
        ),
        ("brk 10 mins, mum upset", "/break 10 mins, mum upset"),
        (
            "1st core grp fri 11 Dec 10am",
            "/date First core group; on: fri 11 Dec 10am",
        ),
        (
            "KM asks whether he can come",
            "KM: asks whether he can come",
        ),
        ("Dorian back in the room", "/arrive Dorian"),
        ("Dorian back 10.20", "/arrive DT 10.20"),
        ("Dorian came back", "/arrive DT"),
    ] {
        let mut d = meeting_of_the_cast();
        d.enter("XO: something else");
        d.press(typed);
        d.press("⇥");
        assert_eq!(d.line(), line, "{typed}");
        d.send(Message::Key(Key::Ctrl('z')));
        assert_eq!(d.line(), typed);
    }
    // Nothing of what was typed is in these, so they are only told.
    for typed in [
        "oops",
        "XO: that is all",
        "scrap that last line",
        "it was fine",
    ] {
        let mut d = meeting_of_the_cast();
        d.enter("XO: something else");
        d.press(typed);
        d.press("⇥");
        assert_eq!(d.line(), typed);
    }
}

/// A line without a name goes on with what was said last, in one go: a new section, a pause, and whoever spoke having left
/// are a new beginning.
#[test]
fn nobody_goes_on_into_a_new_section_or_behind_a_pause() {
    for between in [
        &["/next"][..],
        &["/break", "/break"],
        &["/private", "/private"],
        &["/leave XO: a bus"],
    ] {
        let mut d = meeting_of_the_cast();
        d.enter("XO: something else");
        d.enter("and more of it");
        assert_eq!(d.last_speaker(), "XO");
        between.iter().for_each(|line| drop(d.enter(line)));
        d.enter("and then he came");
        let last = d.last();
        assert!(
            last.to_confirm.contains_key(contribution::SPEAKER.name),
            "{between:?}: {}",
            d.status()
        );
        assert_eq!(last.text(&contribution::TEXT), "and then he came");
    }
}

#[test]
fn the_chair_who_sums_up_makes_a_summary() {
    for (typed, kind) in [
        ("Chair sums up: two call-outs", Some("chair_summary")),
        ("HA summing up: two call-outs", Some("chair_summary")),
        ("Chair summarises: two call-outs", Some("chair_summary")),
        ("HA sums up: ! the nights", Some("worry")),
        ("KM sums up: two call-outs", None),
    ] {
        let mut d = meeting_of_the_cast();
        d.enter(typed);
        let of_kind = d.last().text(&contribution::OF_KIND).to_owned();
        assert_eq!(of_kind, kind.unwrap_or(""), "{typed}: {}", d.status());
    }
}

#[test]
fn a_childs_words_that_somebody_passes_on_are_the_childs() {
    for typed in [
        "Ella via TC: I like it at nan's",
        "Ella through TC: I like it at nan's",
    ] {
        let mut d = meeting_of_the_cast();
        d.enter(typed);
        let last = d.last().clone();
        assert!(last.to_confirm.is_empty(), "{typed}: {}", d.status());
        assert_eq!(d.last_speaker(), "TC");
        let meeting = &d.editor().meeting;
        assert_eq!(
            meeting.called(last.text(&contribution::ON_BEHALF_OF)),
            "Ella"
        );
    }
}

#[test]
fn a_score_that_is_told_of_somebody_is_their_score() {
    let mut d = Driver::with_agenda("signs-of-safety-cpc");
    super::driver::FAMILY
        .iter()
        .for_each(|line| drop(d.enter(line)));
    d.enter("/begin");
    d.enter("/arrive all");
    let places = d.editor().meeting.agenda().places();
    let asks = places.iter().find(|place| !place.section.scales.is_empty());
    let number = asks.unwrap().number.clone();
    d.enter(&format!("/section {number}"));
    d.enter("SW: something else");
    for (typed, line) in [
        (
            "KS goes down to 3 now, heard the police",
            "/scale 1; by: KS; score: 3; why: heard the police",
        ),
        ("KS changed her 6 to a 5", "/scale 1; by: KS; score: 5"),
        ("Kelly up to 7", "/scale 1; by: Kelly; score: 7"),
        ("KS 7", "/scale 1; by: KS; score: 7"),
        (
            "KS 4/10 - safe at night",
            "/scale 1; by: KS; score: 4; why: safe at night",
        ),
        ("scale: KS 4", "/scale 1; by: KS; score: 4"),
        (
            "KS now 6, talked it through",
            "/scale 1; by: KS; score: 6; why: talked it through",
        ),
        ("KS: 7", "/scale 1; by: KS; score: 7"),
        (
            "KS: 4, cos its better",
            "/scale 1; by: KS; score: 4; why: cos its better",
        ),
    ] {
        d.press(typed);
        d.press("⇥");
        let taken = d.line().to_owned();
        d.press("⎋");
        assert_eq!(taken, line, "{typed}");
    }
}
