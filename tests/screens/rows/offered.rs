//! Records that a section of the agenda offers beside those of its mode.

use super::super::driver::Driver;
use talking_piece::domain::agenda::BUILT_IN;
use talking_piece::domain::record::KINDS;
use talking_piece::domain::record::kinds::danger;
use talking_piece::domain::rules::checks::checks;
use talking_piece::ui::Theme;

fn text(driver: &Driver, columns: u16, rows: u16) -> String {
    let (buffer, _) = driver.draw(columns, rows, &Theme::without_colour());
    let rows = (0..buffer.area.height).map(|y| {
        let columns = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
        columns.collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn in_the_dangers() -> Driver {
    let mut driver = Driver::meeting("signs-of-safety-cpc", true);
    driver.lines(&[
        "/child Ella",
        "/person KS Kelly; role: mother",
        "/begin",
        "/section danger-statements",
    ]);
    driver
}

#[test]
fn a_section_says_which_records_belong_to_it_and_lists_them_first() {
    let mut driver = in_the_dangers();
    let screen = text(&driver, 80, 24);
    assert!(screen.contains("Here as well: /risk"), "{screen}");
    // A low screen has no row to spare; there the list of commands says it.
    driver.typed("/");
    let screen = text(&driver, 80, 24);
    let first = screen.lines().find(|row| row.contains('>'));
    assert!(first.is_some_and(|row| row.contains(">/risk")), "{screen}");
}

#[test]
fn their_rows_stand_in_the_section_and_fill_it_wherever_they_were_typed() {
    let mut driver = Driver::meeting("signs-of-safety-cpc", true);
    driver.lines(&[
        "/child Ella",
        "/begin",
        "/section story",
        "/risk shouting at night; could: Ella is hurt",
        "/section danger-statements",
    ]);
    let screen = text(&driver, 80, 24);
    assert!(screen.contains("shouting at night"), "{screen}");
    let editor = driver.app.editor.as_ref().unwrap();
    assert!(
        editor
            .table_rows()
            .iter()
            .any(|row| row.is_a(&danger::KIND))
    );
    driver.lines(&["/next"]);
    let meeting = &driver.app.editor.as_ref().unwrap().meeting;
    let missing = checks(meeting, driver.app.now);
    let unfilled = |one: &str| one.contains("The dangers, plainly") && one.contains("filled");
    assert!(!missing.iter().any(|one| unfilled(&one.missing)));
}

#[test]
fn a_goal_is_offered_the_dangers_by_their_words() {
    let mut driver = in_the_dangers();
    driver.lines(&["/risk shouting at night; could: Ella is hurt"]);
    driver.typed("/goal quiet nights; answers: shou");
    let screen = text(&driver, 80, 24);
    assert!(screen.contains("such as ds1"), "{screen}");
    let offered = screen.lines().find(|row| row.contains(">ds1"));
    assert!(
        offered.is_some_and(|row| row.contains("shouting at night")),
        "{screen}"
    );
}

#[test]
fn a_visit_among_the_entries_says_its_day_and_its_child_once() {
    let mut driver = in_the_dangers();
    driver.lines(&[
        "/person SW Ada Merganser; role: social worker",
        "/visit Ella; on: 16 Nov; by: SW; seen: yes; alone: no",
    ]);
    let screen = text(&driver, 100, 30);
    let row = screen.lines().find(|row| row.contains("Visit"));
    let row = row.unwrap_or_default();
    assert!(row.contains("16 Nov"), "{screen}");
    assert_eq!(row.matches("Ella").count(), 1, "{screen}");
}

#[test]
fn what_the_agendas_offer_is_a_record_and_each_is_offered_where_its_source_asks() {
    let mut offered = Vec::new();
    for (id, _) in BUILT_IN {
        let read = talking_piece::domain::agenda::built_in(id).unwrap();
        for place in read.places() {
            for record in &place.section.records {
                assert!(
                    KINDS.iter().any(|kind| kind.command == record),
                    "{record} is no record"
                );
                offered.push(format!("{} {record}", read.id));
            }
        }
    }
    for one in [
        "signs-of-safety-cpc risk",
        "signs-of-safety-cpc goal",
        "strengthening-families-icpc risk",
        "core-group visit",
        "restorative-rcpc visit",
        "family-group-conference agreed",
    ] {
        assert!(offered.contains(&one.to_owned()), "{one}: {offered:?}");
    }
}
