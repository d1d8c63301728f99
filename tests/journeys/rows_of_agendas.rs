//! Rows of the practice reference that the built-in agendas have to keep, each by its number.
//! The table of all rows is `src/decisions/0009-rows-of-practice.md`.

use super::driver::Driver;
use sha2::{Digest, Sha256};
use talking_piece::app::screens::help::listed;
use talking_piece::domain::agenda::{Agenda, BUILT_IN, Mode, Voice, built_in};
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::settings::wording::{WordKind, Words, hints};
use talking_piece::domain::toml_reader::SettingsValues;

fn conferences() -> impl Iterator<Item = Agenda> {
    let all = BUILT_IN.iter().map(|(id, _)| built_in(id).unwrap());
    all.filter(|agenda| ["icpc", "rcpc", "transfer_in"].contains(&agenda.kind.as_str()))
}

fn prompts(agenda: &Agenda) -> Vec<String> {
    let places = agenda.places();
    let all = places.iter().flat_map(|place| &place.section.prompts);
    all.cloned().collect()
}

#[test]
fn row_07_what_the_agendas_say_blames_nobody_and_the_family_is_asked_first() {
    let words = Words::built_in();
    for (id, _) in BUILT_IN {
        let agenda = built_in(id).unwrap();
        let mut said = prompts(&agenda);
        said.push(agenda.guide.clone());
        said.extend(agenda.statements.iter().map(|one| one.text.clone()));
        for text in said {
            let blame: Vec<String> = hints(&text, &words)
                .into_iter()
                .filter(|hint| hint.kind == WordKind::Blame)
                .map(|hint| hint.word)
                .collect();
            assert!(blame.is_empty(), "{id}: {blame:?} in {text}");
        }
    }
    // While somebody writes, a word that blames is pointed out; the text stays as typed.
    let mut d = Driver::in_conference();
    d.press("SW: she is manipulative with us");
    let (line, meeting, today) = (d.line(), &d.editor().meeting, d.now.date_naive());
    let read = talking_piece::domain::line::read(line, meeting, today);
    let told = talking_piece::domain::line::explain(&read, line, meeting);
    assert!(told.contains("plainer"), "{told}");
    d.press("⏎");
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "she is manipulative with us"
    );
}

#[test]
fn row_17_each_professional_is_asked_for_the_childs_life_and_what_the_child_wants_changed() {
    for agenda in conferences() {
        let all = prompts(&agenda);
        let asks = |words: &str| {
            let mut prompts = all.iter();
            prompts.any(|prompt| prompt.starts_with("Each professional") && prompt.contains(words))
        };
        for words in ["child's day", "say has to change"] {
            assert!(
                asks(words),
                "{}: a conference asks this of each professional (practice row 17): add a prompt that begins \"Each professional\" and has \"{words}\" in it",
                agenda.id
            );
        }
    }
    // The help of a section has everything that may be asked in it, however small the screen is.
    let mut d = Driver::in_conference();
    d.press("/section impact-each-child⏎ƒ1");
    let help: String = listed(&d.app)
        .iter()
        .map(|row| format!("{} ", row.help))
        .collect();
    for prompt in &d.editor().meeting.open_section().unwrap().prompts {
        assert!(help.contains(prompt.as_str()), "{prompt}\n{help}");
    }
}

#[test]
fn row_22_no_agenda_has_time_for_reading_and_it_is_asked_whether_reports_were_read() {
    for (id, _) in BUILT_IN {
        let agenda = built_in(id).unwrap();
        for place in agenda.places() {
            let title = place.section.title.to_lowercase();
            let reads = title
                .split(|letter: char| !letter.is_alphabetic())
                .any(|word| ["read", "reading", "reports"].contains(&word));
            assert!(!reads, "{id}: {title}");
        }
    }
    for id in ["restorative-icpc", "restorative-rcpc"] {
        let first = &built_in(id).unwrap().sections[0];
        assert!(
            first
                .prompts
                .iter()
                .any(|prompt| prompt.contains("read the reports")),
            "{id}"
        );
    }
    let mut d = Driver::in_conference();
    d.press("/person HV; read: yes⏎/person SW; read: no⏎");
    let all = talking_piece::domain::minutes::open_minutes(&d.editor().meeting).to_value();
    let read: Vec<&serde_json::Value> = all["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["reports_read"])
        .collect();
    assert!(
        read.contains(&&serde_json::Value::Bool(true))
            && read.contains(&&serde_json::Value::Bool(false)),
        "{read:?}"
    );
}

#[test]
fn row_26_the_help_says_what_the_meeting_is_in_words_for_the_family() {
    for columns in [50, 80] {
        let mut d = Driver::in_conference();
        d.app.columns = columns;
        d.press("ƒ1");
        let rows = listed(&d.app);
        let at = rows
            .iter()
            .position(|row| row.typed.starts_with("What this meeting is"))
            .unwrap();
        // Below it, behind an empty row, stand the pages of the manual.
        let guide = rows[at + 1..].iter().map(|row| row.help.as_str());
        let told: Vec<&str> = guide.take_while(|row| !row.is_empty()).collect();
        assert!(
            told.iter()
                .all(|row| row.chars().count() < usize::from(columns) - 1),
            "{told:?}"
        );
        let guide: Vec<&str> = d
            .editor()
            .meeting
            .agenda()
            .guide
            .split_whitespace()
            .collect();
        assert_eq!(told.join(" "), guide.join(" "), "no word is lost");
    }
}

/// The four questions of the restorative conference, in the published order, with who leads each.
fn four(agenda: &Agenda) -> [usize; 4] {
    ["happened", "impact", "feelings", "better"].map(|id| {
        let all = agenda.sections.iter();
        all.clone()
            .position(|section| section.id == id)
            .unwrap_or_else(|| panic!("{id}"))
    })
}

#[test]
fn row_29_what_has_happened_comes_first_and_the_family_tells_it() {
    let agenda = built_in("restorative-icpc").unwrap();
    let [happened, impact, feelings, better] = four(&agenda);
    assert!(happened < impact && impact < feelings && feelings < better);
    let section = &agenda.sections[happened];
    assert_eq!(section.first_voice.first(), Some(&Voice::Family));
    let asked = section.prompts.join(" ");
    assert!(
        asked.contains("What has happened") && asked.contains("hurt"),
        "{asked}"
    );
}

#[test]
fn row_30_the_impact_is_asked_for_each_child_and_cannot_be_passed_over_in_silence() {
    let agenda = built_in("restorative-icpc").unwrap();
    let [_, impact, ..] = four(&agenda);
    let parts = &agenda.sections[impact].parts;
    let of = |mode: Mode| parts.iter().find(|part| part.mode == mode).unwrap();
    for part in [of(Mode::ChildsViews), of(Mode::PerChild)] {
        assert!(part.required, "{}", part.id);
        assert_eq!(part.first_voice.first(), Some(&Voice::Child));
    }
}

#[test]
fn row_31_how_the_family_feel_is_theirs_to_say() {
    let agenda = built_in("restorative-icpc").unwrap();
    let [_, impact, feelings, _] = four(&agenda);
    let section = &agenda.sections[feelings];
    assert_eq!(feelings, impact + 1);
    assert_eq!(
        section.first_voice,
        [Voice::Family],
        "nobody else is asked first"
    );
    assert_eq!(section.kinds.first().map(String::as_str), Some("feeling"));
    // In the round of that section the family comes before all professionals.
    let mut d = Driver::in_conference();
    d.press("/section feelings⏎");
    let round = d.editor().meeting.round();
    let called: Vec<&str> = round.iter().map(|turn| turn.called.as_str()).collect();
    assert_eq!(&called[..2], ["Kelly", "Dan"], "{called:?}");
}

#[test]
fn row_32_how_to_make_things_better_leads_straight_into_the_plan() {
    let agenda = built_in("restorative-icpc").unwrap();
    let [_, _, feelings, better] = four(&agenda);
    assert_eq!(better, feelings + 1);
    let section = &agenda.sections[better];
    assert_eq!(section.first_voice.first(), Some(&Voice::Family));
    assert_eq!(
        section.kinds.first().map(String::as_str),
        Some("family_proposal")
    );
    assert_eq!(agenda.sections[better + 1].mode, Mode::Plan);
    assert!(
        agenda
            .sections
            .iter()
            .skip(better + 2)
            .any(|one| one.mode == Mode::Decision)
    );
}

/// Minutes name the agenda and its version, so two texts must never have the same number. When a built-in agenda
/// changes, increase its `version` and put the line that this test prints here.
const TEXTS: &[&str] = &[
    "restorative-icpc 3 d0a5afa08599",
    "restorative-rcpc 4 6536624fdb7b",
    "strengthening-families-icpc 4 4dd57b35a681",
    "signs-of-safety-cpc 4 fc635cb13c8d",
    "core-group 4 cc428cc596a9",
    "family-group-conference 4 d7a3e93fec95",
    "pre-birth-icpc 3 72e00b06d932",
    "transfer-in 3 24db191f8467",
];

#[test]
fn an_agenda_whose_text_changes_has_a_new_version() {
    let texts: Vec<String> = BUILT_IN
        .iter()
        .map(|(id, text)| {
            let hash = Sha256::digest(text.as_bytes());
            let begin: String = hash
                .iter()
                .take(6)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{id} {} {begin}", built_in(id).unwrap().version)
        })
        .collect();
    assert_eq!(
        texts, TEXTS,
        "left: the agendas as they are; right: TEXTS in this file. A new agenda needs its line in TEXTS; a changed one also a higher `version`"
    );
}
