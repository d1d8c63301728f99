//! What a newcomer types instead of a record: `HT: leaves at 10.20`, `: break of ten minutes`. Six hundred lines were written by
//! somebody who had never seen the program, fourteen for each thing that is recorded, and four hundred ordinary ones with
//! the same words in them. The row has to name what is there for it; of what is only said, it has to say nothing.

use super::driver::Driver;
use crate::screens::driver::{draw, shown};
use ratatui::style::Style;
use talking_piece::domain::line;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

const MEANT: &str = include_str!("../fixtures/meant/meant.tsv");
const PLAIN: &str = include_str!("../fixtures/meant/plain.tsv");

/// What the row has to say: one of these.
fn wanted(target: &str) -> &'static [&'static str] {
    match target {
        "arrive" | "childcomes" => &["/arrive", "has not arrived"],
        "leave" => &["/leave"],
        "absent" => &["/absent"],
        "break" | "resume" => &["/break", "/private"],
        "private" => &["/private"],
        "exclude" => &["/exclude", "/apart", "excluded"],
        "statement" => &["/statement"],
        "correct" => &["/edit"],
        "rename" => &["/rename", "/edit"],
        "strike" => &["/strike", "/undo", "/edit"],
        "restrict" => &["#restricted", "restricted", "/not", "not for"],
        "action" | "actiontwo" => &["/action"],
        "goal" => &["/goal"],
        "whatif" => &["/whatif"],
        "wish" => &["/view", "for Ella", "for Noah", "Ella", "Noah"],
        "offer" => &["/offer", "/action"],
        "promise" => &["/promise", "/action", "/offer"],
        "score" | "scorekids" => &["/scale", "score"],
        "letter" | "childsaid" | "noviews" => &["/view", "for Ella", "for Noah", "for Finn"],
        "agencyview" => &["/agency", "/agencies"],
        "decision" => &["/decision"],
        "dissent" => &["/dissent"],
        "core" => &["/core"],
        "coredate" | "review" | "nextconf" => &["/date"],
        "report" => &["/report"],
        "papers" => &["/circulated", "/papers", "/gets", "not for", "restricted"],
        "legal" => &["/advice"],
        "visit" => &["/visit"],
        "complaint" | "feedback" => &["/feedback"],
        "phone" => &["phone number", "restricted"],
        "whotells" => &["/decision", "told by"],
        "interpreter" => &["/person", "/meeting", "interpret"],
        _ => &[],
    }
}

fn in_conference() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    for line in [
        "/child Ella Marlow; born: 4 Mar 2017",
        "/child Noah Marlow; born: 4 Mar 2020",
        "/child Finn Marlow; born: 4 Mar 2024",
        "/person CH Harriet Plumley; role: Chair",
        "/person KS Kelly Marlow; role: mother; pr: yes",
        "/person DT Dorian Thimble; role: father; pr: yes",
        "/person GR Hilda Marlow; role: grandmother",
        "/person SW Owen Tackett; role: social worker; agency: children's services",
        "/person HV Petra Quillon; role: health visitor; agency: health",
        "/person HT Simon Waddle; role: head teacher; agency: school",
        "/person PO Nina Copperfold; role: police officer; agency: police",
        "/begin",
        "/arrive all",
        "/next",
        "SW: we begin",
    ] {
        d.enter(line);
    }
    d
}

/// What stands beside the line.
fn row(d: &Driver, line: &str) -> String {
    let mut d = d.clone();
    d.press(line);
    let theme = Theme::of(Colours::Either);
    let (buffer, _) = draw(&d.app, 130, 30, &theme);
    let screen = shown(&buffer, None, Style::default());
    let mut parts = screen.rsplit("\u{2500}\u{2500}\u{2500}");
    // Only what the program says of it.
    parts.next().unwrap_or_default().replace(line, "")
}

fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter_map(|line| line.split_once('\t'))
}

#[test]
fn what_is_meant_is_named_or_asked_before_enter() {
    let d = in_conference();
    let mut in_a_break = d.clone();
    in_a_break.enter("/break tea");
    let (mut silent, mut asked, mut all) = (Vec::new(), Vec::new(), 0);
    // A bottom line, a paper that is handed in and what became of last time's action (outside a review) are words.
    let meant = lines(MEANT).filter(|(target, _)| !wanted(target).is_empty());
    for (target, line) in meant {
        all += 1;
        let d = if target == "resume" { &in_a_break } else { &d };
        let row = row(d, line);
        if wanted(target).iter().any(|word| row.contains(word)) {
            continue;
        }
        let is_asked = ["to be confirmed", "To be confirmed", "Two speakers?"];
        match is_asked.iter().any(|words| row.contains(words)) {
            true => asked.push(format!("{target}: {line} => {row}")),
            false => silent.push(format!("{target}: {line} => {row}")),
        }
    }
    let named = all - silent.len() - asked.len();
    println!("{named} of {all} named, {} asked about", asked.len());
    assert!(named * 10 > all * 7, "{named} of {all} are named");
    assert!(
        silent.len() * 5 < all,
        "{} of {all} are silent",
        silent.len()
    );
}

#[test]
fn of_what_is_only_said_nothing_is_named() {
    let d = in_conference();
    let mut named: Vec<String> = Vec::new();
    for (_, line) in lines(PLAIN) {
        let row = row(&d, line);
        if row.contains('?') || row.contains(" /") {
            named.push(format!("{line} => {row}"));
        }
    }
    println!("{} of the plain ones", named.len());
    assert!(named.len() < 16, "{named:#?}");
}

/// Half of it in the line that is offered would be worse than none: one child of two, the one view for both.
/// What Tab puts in the place of the line is what the row says, for every line of both tables.
#[test]
fn tab_takes_the_line_that_is_told() {
    let d = in_conference();
    let meeting = &d.editor().meeting;
    let mut others = Vec::new();
    let mut offered = 0;
    let telegrams = [
        ("", "HT: CP plan, emotional"),
        ("", "HV: CIN plan"),
        ("", "HV: CP plan for Ella, no plan for Noah"),
        ("", "SW reads Ella's letter: I want a dog"),
        ("", "Ella's drawing: a house and a dog"),
        ("", "KS said he scares her at night"),
    ];
    for (_, line) in lines(MEANT).chain(lines(PLAIN)).chain(telegrams) {
        let read = line::read(line, meeting, d.now.date_naive());
        let Some(instead) = line::line_instead(&read, line, meeting) else {
            continue;
        };
        offered += 1;
        let told = line::explain(&read, line, meeting);
        // Of somebody's own words the label is told: the words stand in the line.
        let ends = if instead.starts_with('/') { ';' } else { ':' };
        let first = instead.split(ends).next().unwrap_or_default().trim();
        // A child is told by name, and typed by letters.
        let by_name = [("EL", "Ella"), ("NM", "Noah"), ("FI", "Finn")]
            .iter()
            .fold(first.to_owned(), |line, (letters, name)| {
                line.replace(&format!("/view {letters}"), &format!("/view {name}"))
            });
        if !told.contains(first) && !told.contains(&by_name) {
            others.push(format!("{line}: {instead} | {told}"));
        }
    }
    assert!(offered > 300, "{offered}");
    assert!(
        others.is_empty(),
        "{} of {offered}\n{}",
        others.len(),
        others.join("\n")
    );
}

#[test]
fn the_line_that_is_offered_has_all_of_it() {
    let d = in_conference();
    let lines = [
        (
            "Decision: Ella and Noah both go on a CP plan, neglect",
            "/decision Ella, Noah; is: cp plan; category: neglect",
        ),
        (
            "Decision: all three children CP plan, category neglect",
            "/decision all; is: cp plan; category: neglect",
        ),
        (
            "Decision - no plan for Finn, he is safe with Gran",
            "/decision Finn; is: no plan; reasons: he is safe with Gran",
        ),
        (
            "Outcome: Ella CP plan under emotional abuse",
            "/decision Ella; is: cp plan; category: emotional abuse",
        ),
        (
            "CH: Ella and Noah will be subject to a child protection plan under neglect",
            "/decision Ella, Noah; is: child protection plan; category: neglect",
        ),
        (
            "CH: the children all go on CP plans under neglect",
            "/decision all; is: cp plan; category: neglect",
        ),
        ("CH: Finn does not need a plan", "/decision Finn; is:"),
        (
            "Decision: Ella CP plan, Noah no plan",
            "/decision Ella; is: cp plan. Then /decision Noah; is: no plan",
        ),
        (
            "HV: CIN plan for Ella and Noah",
            "/agencies HV CIN plan for Ella and Noah",
        ),
        (
            "HV thinks neglect for Ella and Finn",
            "/agency HV; child: Ella, Finn; view: \u{2026}",
        ),
        (
            "HV: neglect for Ella, no plan for Noah",
            "/agency for each child",
        ),
        (
            "HT: the school's view is that Ella and Noah need a CP plan",
            "/agency HT; child: Ella, Noah; view: cp plan",
        ),
        (
            "SW will refer KS to the drinking service by 11 December",
            "/action refer KS to the drinking service; who: SW; by: 11 December",
        ),
        (
            "SW will refer KS to the drinking service",
            "/action refer KS to the drinking service; who: SW",
        ),
        (
            "Decision: Ella and Noah child protection plan, neglect. Finn child in need plan.",
            "/decision Ella, Noah; is: child protection plan; category: neglect. Then /decision Finn; is: child in need plan",
        ),
        (
            "Core group: SW, HV, KS. First meeting 9 December 10am at the school",
            "/core SW, HV, KS. And /date First core group; on: 9 December 10am; place: the school",
        ),
        (
            "SW and HV: will weigh Finn together every Tuesday, first time 8 December",
            "/action weigh Finn together; who: SW; with: HV; from: 8 Dec 2026; how often: every Tuesday",
        ),
        (
            "HV for Ella: she does not want to be at home at weekends",
            "Ella's views? /view Ella",
        ),
        (
            "Bottom line: if he threatens anyone the police are called",
            "/whatif he threatens anyone the police are called",
        ),
        (
            "KS is crying, CH offers a break",
            "Seen, not said? : \u{2026}",
        ),
        (
            "Scores: SW 3, DT 7, GR 6",
            "The agenda asks for none, so it stays words",
        ),
        (
            "HV: strength, she has come to all six sessions",
            "For \"strength\", type + and a space instead of \"strength,\"",
        ),
        (
            "SW reads Ella's letter: I want a dog",
            "/view Ella; by: letter; read by: SW; words: \u{2026}",
        ),
        (
            "Finn comes in for ten minutes: I don't want to move",
            "Here? /arrive Finn. Then Finn: I don't want to move",
        ),
        (
            "HV: CP for Ella, none for Noah",
            "/agencies HV CP for Ella, none for Noah",
        ),
        (
            "HV: Ella CP neglect, Noah no plan",
            "/agencies HV Ella CP neglect, Noah no plan",
        ),
        (
            "SW will see Ella alone twice a week from Monday",
            "/action see Ella alone; who: SW; from: Monday; how often: twice a week",
        ),
        (
            "HV and SW to weigh her weekly, first time 8 Dec",
            "Said by HV and SW? It is to be confirmed",
        ),
        (
            "KS said he scares her at night",
            "Their own words? KS: \u{2026}",
        ),
        (
            "Finn drew a picture - a house, \"I want it quiet\", done with HV",
            "/view Finn; by: drawing; words: \"I want it quiet\"",
        ),
        (
            "Finn observed by HV - settles with mum",
            "/view Finn; by: observed; gathered by: HV; means: settles with mum",
        ),
        (
            "Ella was asked, didn't want to come",
            "/view Ella; by: did not want to; why not:",
        ),
        (
            "HV thinks CIN enough",
            "/agency HV; view: cin; child: \u{2026}",
        ),
        (
            "KS to drive them to school on Mon + Wed",
            "/action drive them to school on Mon + Wed; who: KS",
        ),
        (
            "what if he turns up drunk - KS rings Gran",
            "/whatif he turns up drunk; then: KS rings Gran",
        ),
        ("present: all except GR", "Here? /arrive all except GR"),
        ("what's working well: school every day", "a strength? +"),
        ("KS: positives: Gran helps", "a strength? +"),
    ];
    for (line, offered) in lines {
        let row = row(&d, line);
        // A row that goes on in the next one stands between the lines of the frame.
        let words = row.split_whitespace().filter(|word| *word != "|");
        let row = words.collect::<Vec<_>>().join(" ");
        assert!(row.contains(offered), "{line} => {row}");
    }
    // Who told it is in the line that Tab puts there.
    let mut told = d.clone();
    told.press("HV for Ella: she does not want to be at home at weekends");
    told.press("⇥");
    assert!(
        told.editor().line.text().contains("gathered by: HV"),
        "{}",
        told.editor().line.text()
    );
    for line in [
        "Ella (through HV): I want to see my dad",
        "Ella, via HV: I want to see my dad",
    ] {
        let row = row(&d, line);
        assert!(row.contains("for Ella"), "{line} => {row}");
    }
}
