//! A new kind of record is one file and one line in `KINDS`: the made-up one appears wherever records do, and each kind
//! that there is says everything that has to be said about it.

use crate::app::commands::COMMANDS;
use crate::app::editing::completion::suggestions;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::protocol::command_row::Named;
use crate::app::protocol::place::Place as Screen;
use crate::app::screens::help;
use crate::documents::Arranged;
use crate::domain::agenda::Mode;
use crate::domain::agenda::words::{CHECKS, MODES};
use crate::domain::history::compare::{Comparison, OpenSide, compare_open};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::schema::{minutes_schema, restricted_schema};
use crate::domain::minutes::{
    OpenMinutes, open_minutes, read_minutes, read_restricted, restricted_json, restricted_part,
};
use crate::domain::record::kinds::made_up::KIND;
use crate::domain::record::{ComparisonPart, KINDS, PageSection};
use crate::domain::rules::balance::{Counted, balance};
use crate::domain::rules::checks::{FixTarget, checks};
use crate::domain::search::{of_open_minutes, of_restricted_part};
use crate::domain::settings::Settings;
use crate::domain::text::buffer::TextBuffer;
use crate::plain::questions::Questions;
use std::collections::BTreeSet;

const LINE: &str = "/lift home to school; by: KS; on: 12 Dec; how: hybrid; words: we take turns gladly; address: 4 Elm Row";

fn taken() -> (Sample, String) {
    let mut sample = Sample::family();
    let id = sample.says(LINE);
    (sample, id)
}

fn editor(sample: &Sample, line: &str) -> MeetingEditor {
    MeetingEditor {
        meeting: sample.meeting.clone(),
        line: TextBuffer::with_text(line),
        ..MeetingEditor::default()
    }
}

fn compared(earlier: &OpenMinutes, later: &OpenMinutes) -> Comparison {
    let side = |minutes| OpenSide {
        minutes,
        now: minutes,
        version: None,
    };
    compare_open(side(earlier), side(later))
}

#[test]
fn it_is_typed_asked_offered_and_explained() {
    let (sample, id) = taken();
    let record = sample.meeting.record(&id).unwrap();
    assert_eq!(id, "li1");
    assert_eq!(record.kind, "lift");
    assert!(record.to_confirm.is_empty(), "{record:?}");
    assert_eq!(record.values["by"], "p1");
    assert_eq!(record.values["how"], "hybrid");

    let settings = Settings::default();
    let mut questions = Questions::begin("/lift", &settings).unwrap();
    assert!(
        questions
            .ask(&settings)
            .contains("Which way has to be covered")
    );
    for field in KIND.fields {
        assert!(
            questions
                .ask(&settings)
                .contains(field.question.trim_end_matches('?'))
        );
        questions.answer("");
    }

    let rows = help::rows(COMMANDS, Screen::Recording, false);
    let row = rows.iter().find(|row| row.typed == "/lift").unwrap();
    assert_eq!(row.help, KIND.help);

    let shown = |line: &str| {
        let found = suggestions(&editor(&sample, line), COMMANDS, sample.now().date_naive());
        found.into_iter().map(|one| one.show).collect::<Vec<_>>()
    };
    assert_eq!(shown("/lif"), ["/lift"]);
    assert!(!shown("/lift home; by: K").is_empty());

    assert_eq!(COMMANDS.meant_at_the_desk("lif"), Named::Record("lift"));

    let mut editor = editor(&sample, "");
    let agenda = editor.meeting.agenda();
    let mut sections = agenda.places().into_iter().map(|place| place.section);
    let dates = sections
        .find(|section| section.mode == Mode::Dates)
        .unwrap();
    editor.shown = Shown::Section(dates.id.clone());
    let listed = editor.table_rows();
    assert!(listed.iter().any(|row| row.id == id), "{listed:?}");
}

#[test]
fn it_stands_in_both_files_and_their_schemas_and_is_read_back() {
    let (sample, id) = taken();
    let minutes = open_minutes(&sample.meeting);
    let value = minutes.to_value();
    assert_eq!(value["lifts"][0]["what"], "home to school");
    assert!(value["lifts"][0].get("address").is_none());
    let properties = minutes_schema().to_string();
    assert!(properties.contains("\"lifts\""), "{properties}");
    let back = read_minutes(&value).unwrap().minutes;
    assert_eq!(back.record(&id), minutes.record(&id));

    let part = restricted_part(&sample.meeting);
    let kept = restricted_json(&part);
    assert!(kept.to_string().contains("4 Elm Row"), "{kept}");
    let schema = restricted_schema();
    assert!(schema["$defs"]["lift"].is_object(), "{schema}");
    let by_kind = "\"const\":\"lift\"";
    assert!(schema.to_string().contains(by_kind), "{schema}");
    let (back, _) = read_restricted(&kept).unwrap();
    assert_eq!(restricted_json(&back), kept);
}

#[test]
fn it_stands_in_its_section_of_every_page_and_in_its_part_of_a_comparison() {
    let (mut sample, id) = taken();
    let before = open_minutes(&sample.meeting);
    // Its section is one that the page arranges for other kinds: there it is a table under its own title.
    for order in Arranged::all() {
        let page = format!("{:?}", order.page(&before, None));
        let from = page.find("\"Lift\"").unwrap_or(page.len());
        assert!(
            page.get(from..)
                .is_some_and(|part| part.contains("home to school")),
            "{page}"
        );
    }
    let full = ReaderView::full(&before, &restricted_part(&sample.meeting));
    let seen = full.record(&id).unwrap();
    assert!(
        full.answered(seen, &[])
            .iter()
            .any(|(_, words)| words == "4 Elm Row")
    );

    sample.changes(&id, |body| {
        body.values.insert(
            crate::domain::record::kinds::made_up::ON.name.into(),
            "2026-12-14".into(),
        );
    });
    let after = open_minutes(&sample.meeting);
    let found = compared(&before, &after);
    let part = found
        .parts
        .iter()
        .find(|part| part.part == "dates")
        .unwrap();
    assert_eq!(part.changed[0].kind, "lift");
    assert_eq!(part.changed[0].words, "home to school (Kelly Smith)");
    assert_eq!(part.changed[0].fields[0].field, "on");
}

#[test]
fn it_is_found_checked_and_heard() {
    let (mut sample, id) = taken();
    let minutes = open_minutes(&sample.meeting);
    let passages = of_open_minutes(&minutes);
    let passage = passages
        .iter()
        .find(|passage| passage.record == id)
        .unwrap();
    assert!(passage.text.contains("home to school"));
    assert!(passage.person.iter().any(|name| name == "Kelly Smith"));
    let kept = of_restricted_part(&minutes, &restricted_part(&sample.meeting));
    assert!(
        kept.iter()
            .any(|passage| passage.text.contains("4 Elm Row"))
    );

    let said = balance(&sample.meeting, Counted::All, sample.now());
    assert_eq!(said.whole.family.words, 4, "{said:?}");

    let late = sample.says("/lift school to home");
    sample.changes(&late, |body| {
        body.values.insert(
            crate::domain::record::kinds::made_up::ON.name.into(),
            "2026-11-02".into(),
        );
    });
    let found = checks(&sample.meeting, sample.now());
    let of = |check: &str| found.iter().find(|missing| missing.check == check).unwrap();
    for (check, words) in [
        ("lift_driver", "Lift 2 has nobody who drives."),
        ("lift_passed", "The day of lift 2 is in the past."),
    ] {
        assert_eq!(of(check).missing, words);
    }
    // The line begins at the answer that is missing; a day that has passed is there to be changed.
    let (record, label) = (
        late.clone(),
        crate::domain::record::kinds::made_up::BY.label,
    );
    assert_eq!(
        of("lift_driver").whereto,
        FixTarget::Answer { record, label }
    );
    assert_eq!(of("lift_passed").whereto, FixTarget::Record(late.clone()));
}

#[test]
fn every_kind_says_where_it_is_read() {
    for kind in KINDS {
        assert!(
            PageSection::ALL.contains(&kind.section)
                && ComparisonPart::ALL.contains(&kind.compared_in),
            "{}: name its section and its part in standing_in(…) at the end of its KIND",
            kind.id
        );
        for mode in kind.shown_in {
            assert!(
                MODES.iter().any(|known| known.0 == *mode),
                "{}: shown_in names {mode:?}; add it to MODES in agenda/words.rs or name another",
                kind.id
            );
        }
        for field in kind.columns.iter().chain(kind.spoken) {
            assert!(
                kind.field(field.name).is_some(),
                "{}: {} is not among its fields; add it there",
                kind.id,
                field.name
            );
        }
    }
    for section in PageSection::ALL {
        assert!(
            section.kinds().next().is_some(),
            "{section:?}: no kind stands in it; take it out of places.rs or name it in a KIND"
        );
    }
    for part in ComparisonPart::ALL {
        assert!(
            part.kinds().next().is_some(),
            "{part:?}: no kind stands in it; take it out of places.rs or name it in a KIND"
        );
    }
}

#[test]
fn every_name_and_command_of_a_kind_is_its_own() {
    let texts = [
        KINDS.iter().map(|kind| kind.id).collect::<Vec<_>>(),
        KINDS.iter().map(|kind| kind.plural).collect(),
        KINDS.iter().map(|kind| kind.prefix).collect(),
        KINDS.iter().map(|kind| kind.command).collect(),
    ];
    for names in texts {
        let all: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(all.len(), names.len(), "two kinds share one of {names:?}");
    }
    for kind in KINDS {
        assert!(
            COMMANDS.called(kind.command).is_none(),
            "{}: /{} is an action already; give its KIND another command",
            kind.id,
            kind.command
        );
    }
}

#[test]
fn every_record_that_an_agenda_may_offer_is_the_command_of_a_kind() {
    for (record, _) in crate::domain::agenda::words::RECORDS {
        assert!(
            KINDS.iter().any(|kind| kind.command == *record),
            "RECORDS in agenda/words.rs names {record:?}; nothing is typed so"
        );
    }
}

#[test]
fn no_check_of_a_kind_is_called_like_one_of_the_agendas() {
    for kind in KINDS {
        for check in kind.checks {
            assert!(
                CHECKS.iter().all(|known| known.0 != check.id),
                "{}: the check {:?} is one that an agenda asks for; give it another id in its KIND",
                kind.id,
                check.id
            );
        }
    }
}
