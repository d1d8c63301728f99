//! A case in which the parents must be kept apart: his papers tell him what he has to answer and nothing by which he could
//! find them; hers hold what she needs. Everybody and every place is made up.

use super::program::{Program, has};
use std::path::Path;

const TYPED: &str = include_str!("../../src/command_line/practice-apart.lines");

pub fn lines() -> String {
    TYPED.replace("YEAR-9;", "2017;")
}

/// What must be in none of his papers, each where somebody would not look for it.
const PLANTED: [&str; 31] = [
    "Larkspur",
    "refuge",
    "Northfield",
    "the Academy",
    "Hilde",
    "Brack",
    "Wren",
    "Chalkley",
    "Teasel",
    "Brindle",
    "Rory",
    "Tansy",
    "tumbling",
    "Tuesday",
    "Fennimore",
    "blue door",
    "bakery",
    "green car",
    "Judit",
    "spare key",
    "tracker",
    "change buses",
    "yellow folder",
    "marigold",
    "4471",
    "night worker",
    "quiet house",
    "swing",
    "Oldcastle",
    "a place in the house",
    "does not open",
];

/// What he has to be told: what was decided and why, what is said against him, what he said himself, and how to go on.
const TOLD: [&str; 15] = [
    "child protection plan",
    "emotional abuse",
    "Posy saw her father frighten her mother twice in April",
    "pushed the door while Marta held Posy",
    "came twice in April",
    "bail condition",
    "was in the room both times",
    "I never meant to frighten anybody",
    "I stopped drinking in May",
    "I do not agree with a plan",
    "her father does not",
    "keeps to the bail condition",
    "course on safer relationships",
    "Review conference",
    "the conference office of Nowhere-on-Sea",
];

/// Whose (her copy or his), the name and what is in it.
#[cfg(feature = "pdf")]
pub fn files_of(program: &Program, id: &str, format: &str) -> Vec<(String, String, Vec<u8>)> {
    let to = program.home().join("files");
    let ran = program.run(&[
        "papers",
        id,
        "--as",
        format,
        "--write",
        to.to_str().unwrap(),
    ]);
    assert!(ran.code < 2, "{ran:?}");
    let mut files = Vec::new();
    for folder in std::fs::read_dir(&to).unwrap() {
        let folder = folder.unwrap().path();
        let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        if folder.is_file() {
            files.push((
                "list".to_owned(),
                named(&folder),
                std::fs::read(folder).unwrap(),
            ));
            continue;
        }
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            files.push((named(&folder), named(&path), std::fs::read(path).unwrap()));
        }
    }
    std::fs::remove_dir_all(&to).unwrap();
    files
}

fn papers_of(program: &Program, id: &str, who: &str, format: &str) -> Vec<(String, String)> {
    let to = program.home().join("papers");
    let to = to.to_str().unwrap();
    let ran = program.run(&["papers", id, "--for", who, "--as", format, "--write", to]);
    assert_eq!(ran.code, 0, "{who} {format}: {ran:?}");
    let folder = Path::new(to).join("copy-1");
    let files = std::fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, super::word::text_of(&path))
    });
    let files = files.collect();
    std::fs::remove_dir_all(to).unwrap();
    files
}

/// In one line, without the signs of a web page.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn his_papers_hold_none_of_the_planted_facts_and_all_that_he_must_be_told() {
    let program = Program::new();
    let id = program.meeting(&lines());
    for format in [
        "text",
        "markdown",
        "html",
        "large-print",
        "docx",
        "docx-large-print",
        "json",
        "paste",
    ] {
        if format.starts_with("docx") && !has("python3", &["-V"]) {
            continue;
        }
        his_papers_are_right_in(&program, &id, format);
    }
}

/// They hold none of the planted facts and all that he must be told.
pub fn his_papers_are_right_in(program: &Program, id: &str, format: &str) {
    let papers = papers_of(program, id, "LQ", format);
    assert!(papers.len() >= 4, "{format}");
    for (name, text) in &papers {
        let text = plain(text).to_lowercase();
        for fact in PLANTED {
            assert!(
                !text.contains(&fact.to_lowercase()),
                "{fact} in {name}\n{text}"
            );
        }
    }
    let minutes = papers.iter().find(|(name, _)| name.starts_with("minutes"));
    let minutes = plain(&minutes.unwrap().1);
    for fact in TOLD {
        assert!(minutes.contains(fact), "{format}: {fact}\n{minutes}");
    }
}

/// A word that is everywhere must take along nothing that he has to be told: when the decision is looked at again.
#[test]
fn a_review_on_the_day_of_her_class_is_in_each_of_his_papers_without_the_name_of_the_day() {
    use chrono::Datelike;
    let program = Program::new();
    let mut day = chrono::Local::now().date_naive() + chrono::Days::new(80);
    while day.weekday() != chrono::Weekday::Tue {
        day = day.succ_opt().unwrap();
    }
    let typed = format!("/date Review conference; on: {}", day.format("%-d %b %Y"));
    let lines = lines().replace("/date Review conference; on: in 58 working days", &typed);
    assert!(lines.contains(&typed));
    // His own actions are due on that day as well.
    let by = format!("by: {};", day.format("%-d %b %Y"));
    let lines = lines.replace("by: in 1 week;", &by);
    let lines = lines.replace("by: in 4 weeks;", &by);
    let id = program.meeting(&lines);
    for (name, text) in papers_of(&program, &id, "LQ", "text") {
        let text = plain(&text);
        if ["letter", "plan", "minutes"]
            .iter()
            .any(|asked| name.starts_with(asked))
        {
            for own in [
                "keeps to the bail condition",
                "course on safer relationships",
            ] {
                let told = text.split(own).nth(1).unwrap_or_default();
                let told: String = told.chars().take(220).collect();
                let by = day.format("%-d %b").to_string();
                assert!(told.contains(&by), "{name} {own}\n{text}");
            }
        }
        let way = "You can complain to the conference office of Nowhere-on-Sea until";
        assert!(!name.starts_with("letter") || text.contains(way), "{text}");
        assert!(!text.to_lowercase().contains("tuesday"), "{name}\n{text}");
        let is_asked = ["slip", "letter", "minutes"]
            .iter()
            .any(|asked| name.starts_with(asked));
        let month = day.format("%b").to_string();
        let has_it = text.split("Review conference:").nth(1).is_some_and(|told| {
            let told: String = told.chars().take(60).collect();
            told.contains(&day.day().to_string()) && told.contains(&month)
        });
        assert!(has_it || !is_asked, "{name}\n{text}");
    }
}

/// A table and a calendar are papers as well.
#[test]
fn his_plan_as_a_table_and_the_dates_for_a_calendar_hold_no_planted_fact() {
    let program = Program::new();
    let id = program.meeting(&lines());
    for (document, format) in [("plan", "csv"), ("core-group", "ics")] {
        let ran = program.run(&[
            "export",
            &id,
            "--document",
            document,
            "--for",
            "LQ",
            "--as",
            format,
        ]);
        assert_eq!(ran.code, 0, "{document} {ran:?}");
        assert!(ran.out.lines().count() > 3, "{}", ran.out);
        for fact in PLANTED {
            assert!(
                !ran.out.to_lowercase().contains(&fact.to_lowercase()),
                "{fact}\n{}",
                ran.out
            );
        }
    }
}

/// Papers that he does not get by his role, and that can be made for him all the same.
#[test]
fn his_invitation_and_an_agencys_actions_hold_no_planted_fact() {
    let program = Program::new();
    let id = program.meeting(&lines());
    for document in ["invitation", "agency", "core-group"] {
        let asked = ["export", &id, "--document", document, "--for", "LQ"];
        let ran = program.run(&asked);
        assert_eq!(ran.code, 0, "{document} {ran:?}");
        let text = plain(&ran.out).to_lowercase();
        for fact in PLANTED {
            assert!(!text.contains(&fact.to_lowercase()), "{fact}\n{text}");
        }
        let review = document == "invitation" && !text.contains("review conference:");
        assert!(!review, "{text}");
    }
}

#[test]
fn hers_hold_what_she_needs() {
    let program = Program::new();
    let id = program.meeting(&lines());
    let papers = papers_of(&program, &id, "ME", "text");
    let all: String = papers.iter().map(|(_, text)| plain(text)).collect();
    for fact in [
        "Larkspur House until the hearing",
        "second address in Oldcastle",
        "the code word is marigold",
        "tumbling class on Tuesdays",
        "Fennimore Hall",
        "Hilde Brack",
        "Northfield Academy",
        "course on safer relationships",
    ] {
        assert!(all.contains(fact), "{fact}\n{all}");
    }
    assert!(!all.contains("yellow folder"));
}

#[test]
fn with_one_ruling_missing_he_gets_no_copy_and_the_list_says_which() {
    let program = Program::new();
    for (without, asks) in [
        (
            "/without LQ not; by: CH; why: it is Marta's and Posy's safety plan\n",
            "/without LQ open",
        ),
        (
            "/not all; by: CH; why: he looks for them\n",
            "/not all; by: CH",
        ),
        (
            "; rule: replace; instead: a place that you are told; by: CH; why: the core group meets there",
            "Fennimore Hall",
        ),
    ] {
        let lines = lines().replace(without, "");
        assert_ne!(lines, self::lines());
        let id = program.meeting(&lines);
        let ran = program.run(&["papers", &id]);
        assert_eq!(ran.code, 1, "{without}{ran:?}");
        let his = ran.out.split("Lorcan Quint").nth(1).unwrap();
        let his = his.split("Corin").next().unwrap();
        assert!(
            his.contains("no copy yet") && his.contains(asks),
            "{without}{}",
            ran.out
        );
    }
}

/// Whoever is to make such copies can try it on a case that is held, ruled on and closed.
#[test]
fn the_case_can_be_practised_on() {
    let program = Program::new();
    let ran = program.run(&["practice", "--apart"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let id = ran.out.trim().to_owned();
    assert_eq!(
        program.run(&["practice", "--apart"]).out.trim(),
        id,
        "made once"
    );
    let data = program.data().join("practice");
    let to = program.home().join("his");
    let ran = program.run(&[
        "--data",
        data.to_str().unwrap(),
        "papers",
        &id,
        "--for",
        "LQ",
        "--write",
        to.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let papers = super::papers::text_in(&to.join("copy-1"));
    let papers = plain(&papers);
    for fact in PLANTED {
        assert!(
            !papers.to_lowercase().contains(&fact.to_lowercase()),
            "{fact}"
        );
    }
    for fact in TOLD {
        assert!(papers.contains(fact), "{fact}");
    }
    // It is no conference that a review could look back on.
    let held = program.run(&["practice", "--held"]);
    assert_eq!(
        held.out.lines().filter(|held| *held == id).count(),
        0,
        "{held:?}"
    );
}
