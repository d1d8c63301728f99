//! F15 goes on: damaged or made-up agendas, settings, lines and documents. `PROPTEST_CASES=1000000` tries that many.

use super::f15_fuzz::{cases, damage};
use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::path::Path;
use std::sync::OnceLock;
use talking_piece::documents::document::{Block, Document, Mark, Table};
use talking_piece::documents::page_rows::lay_out;
use talking_piece::domain::agenda::{BUILT_IN, check, remarks};
use talking_piece::domain::line;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::record::FieldsOfKinds;
use talking_piece::domain::record::kinds::KINDS;
use talking_piece::domain::settings::FILES;
use talking_piece::domain::settings::scales::ScaleSettings;
use talking_piece::domain::text::sanitise::clean;
use talking_piece::domain::toml_reader::{Fault, MOST_FAULTS, render_all};
use talking_piece::engine::meetings;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::{MeetingFolder, MeetingId, Paths};
use unicode_width::UnicodeWidthStr;

/// Pieces of TOML, between which anything may stand.
const TOML: &[&str] = &[
    "[[section]]\n",
    "[",
    "]]",
    "\"",
    "'''",
    "\"\"\"",
    "= ",
    "#",
    "{",
    "},",
    "\n",
    "\\u0000",
    "99999999999999999999",
    "-1",
    "nan",
    "1979-05-27",
    "true",
    "id = \"x\"\n",
    "format = 99\n",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
];

/// A file with pieces of its own language put in, and bytes changed, lost or repeated.
fn spoiled(file: &'static str) -> impl Strategy<Value = String> {
    let pieces = vec((0..=file.len(), select(TOML)), 0..3);
    (damage(file), pieces).prop_map(|(bytes, pieces)| {
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for (at, piece) in pieces {
            let at = text.floor_char_boundary(at);
            text.insert_str(at, piece);
        }
        text
    })
}

/// Each fault is somewhere in the file, and can be shown.
fn are_in_the_file(faults: &[Fault], text: &str) -> Result<(), TestCaseError> {
    prop_assert!(faults.len() <= MOST_FAULTS + 1, "{}", faults.len());
    for fault in faults {
        prop_assert!(fault.line >= 1 && fault.line <= text.lines().count() + 1);
        prop_assert!(fault.column >= 1);
        prop_assert!(!fault.message.is_empty());
    }
    let shown = render_all(faults, "x.toml");
    let drives_a_terminal = |c: char| c.is_control() && c != '\n';
    prop_assert!(!shown.contains(drives_a_terminal), "{shown:?}");
    Ok(())
}

/// A journal is read only in the folder of its own meeting.
const FIRST_MEETING: &str = "4fhxas4547bx";

fn meeting() -> &'static Meeting {
    static MEETING: OnceLock<Meeting> = OnceLock::new();
    MEETING.get_or_init(|| {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let places = Paths::find(Some(&fixtures.join("nowhere"))).unwrap();
        let folder = MeetingFolder {
            id: MeetingId::parse(FIRST_MEETING).unwrap(),
            path: fixtures.join("first-meeting"),
        };
        let (meeting, _) = meetings::read(&places, &RealDisk, &folder);
        assert!(!meeting.events().is_empty());
        meeting
    })
}

/// What anybody might type, and what nobody would.
fn typed() -> impl Strategy<Value = String> {
    let words: Vec<&str> = include_str!("../fixtures/whole-conference.lines")
        .split_inclusive([' ', ':', ';', ',', '\n'])
        .collect();
    let part = prop_oneof![
        8 => select(words).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<String>(),
        1 => select(vec!["??", "#restricted", "\"", "\\", "; by:", "/", "@", ":", "=", "  "]).prop_map(str::to_owned),
    ];
    vec(part, 0..14).prop_map(|parts| parts.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z ]{0,60}",
        1 => any::<String>(),
        1 => "[a-z]{0,300}",
        1 => "[\u{4e00}-\u{4eff}é👩\u{200d}\u{301}\u{200b} ]{0,40}",
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let mark = select(vec![
        Mark::MadeUp,
        Mark::Restricted,
        Mark::StruckOut,
        Mark::ToConfirm,
    ]);
    let table = (1_usize..7, 0_usize..5).prop_flat_map(|(columns, rows)| {
        let row = || vec(text(), columns);
        (row(), vec(row(), rows)).prop_map(|(header, rows)| Block::Table(Table { header, rows }))
    });
    prop_oneof![
        (0_u8..6, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        text().prop_map(Block::Paragraph),
        (text(), text()).prop_map(|(text, whose)| Block::Quote { text, whose }),
        vec((text(), text()), 0..4).prop_map(Block::Facts),
        (any::<bool>(), vec(text(), 0..4))
            .prop_map(|(numbered, items)| Block::List { numbered, items }),
        vec(text(), 0..3).prop_map(Block::Example),
        table,
        (mark, text()).prop_map(|(mark, text)| Block::Marked { mark, text }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn f15_a_damaged_agenda_is_read_or_its_faults_are_named((_, text) in select(BUILT_IN).prop_flat_map(|(id, file)| (Just(id), spoiled(file)))) {
        match check(&text) {
            Ok(agenda) => drop((remarks(&text, &ScaleSettings::default()), agenda.places(), agenda.planned_minutes())),
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                are_in_the_file(&faults, &text)?;
            }
        }
    }

    #[test]
    fn f15_damaged_settings_are_read_or_their_faults_are_named((at, text) in (0..FILES.len()).prop_flat_map(|at| (Just(at), spoiled(FILES[at].built_in)))) {
        are_in_the_file(&FILES[at].faults(&text, &FieldsOfKinds), &text)?;
    }

    #[test]
    fn f15_any_line_is_understood_or_refused_and_always_the_same(typed in typed()) {
        let meeting = meeting();
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let typed = clean(&typed).text;
        let read = line::read(&typed, meeting, today);
        drop(line::explain(&read, &typed, meeting));
        for record in KINDS.iter().filter_map(|kind| meeting.records(kind).next()) {
            drop(line::read_change(&typed, record, meeting, today));
        }
        prop_assert_eq!(read, line::read(&typed, meeting, today));
    }

    #[test]
    fn f15_any_document_fits_its_page(title in text(), blocks in vec(block(), 0..6), columns in 0_usize..130) {
        let mut document = Document::new(title, "en");
        document.blocks = blocks;
        let rows = lay_out(&document, columns);
        for row in &rows {
            prop_assert!(row.text.width() <= columns.max(20), "{} columns: {:?}", columns, row.text);
            prop_assert!(row.margin <= row.text.len() && row.text.is_char_boundary(row.margin));
            prop_assert!(!row.text.contains(char::is_control), "{:?}", row.text);
            prop_assert!(row.block.is_none_or(|block| block < document.blocks.len()));
        }
    }
}
