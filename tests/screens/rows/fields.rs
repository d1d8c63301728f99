//! A council's own `fields.toml` on the screen: the form, Tab, what is offered behind a `;`, and F1.

use super::super::driver::Driver;
use talking_piece::app::protocol::message::Key;
use talking_piece::domain::settings::ConfigFiles;
use talking_piece::ui::Theme;

const FIELDS: &str = "\
[[answer]]
record = \"action\"
field = \"support\"
is = \"hidden\"
[[answer]]
record = \"action\"
field = \"need\"
label = \"danger\"
[[answer]]
record = \"action\"
field = \"checked by\"
is = \"required\"
[[answer]]
record = \"visit\"
field = \"announced\"
is = \"required\"
label = \"told before\"
";

fn meeting() -> Driver {
    let own = ConfigFiles::from([("fields.toml".to_owned(), FIELDS.to_owned())]);
    let mut driver = Driver::meeting_with("restorative-icpc", true, own);
    driver.lines(&["/child Ella", "/person KS Kelly; role: mother", "/begin"]);
    driver
}

fn text(driver: &Driver) -> String {
    let (buffer, _) = driver.draw(80, 160, &Theme::without_colour());
    let rows = (0..buffer.area.height).map(|y| {
        let columns = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
        columns.collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_form_offers_what_the_council_asks_for_under_its_names() {
    let mut driver = meeting();
    driver.typed("/action Kelly rings");
    let form = text(&driver);
    assert!(
        form.contains("danger ") && !form.contains("  need "),
        "{form}"
    );
    assert!(!form.contains("support"), "{form}");
    // It is no longer behind the row of what few need.
    assert!(form.contains("checked by  Who checks"), "{form}");
    // What is typed all the same has its row.
    driver.typed("; support: a lift");
    assert!(text(&driver).contains("support"), "{}", text(&driver));
}

#[test]
fn tab_goes_past_what_is_hidden_and_writes_the_councils_label() {
    let mut driver = meeting();
    driver.typed("/action Kelly rings");
    let mut all = String::new();
    for _ in 0..20 {
        driver.keys(&[Key::Tab]);
        driver.typed("x");
        all = driver.app.editor.as_ref().unwrap().line.text().to_owned();
    }
    assert!(all.contains("; danger: "), "{all}");
    assert!(!all.contains("support:") && !all.contains("need:"), "{all}");
}

#[test]
fn behind_a_semicolon_the_councils_label_is_offered_and_nothing_hidden() {
    let mut driver = meeting();
    driver.typed("/action Kelly rings; dang");
    assert!(text(&driver).contains("danger:"), "{}", text(&driver));
    let mut driver = meeting();
    driver.typed("/action Kelly rings; supp");
    assert!(!text(&driver).contains("support:"), "{}", text(&driver));
}

#[test]
fn what_is_still_open_is_said_under_the_councils_names() {
    let mut driver = meeting();
    driver
        .typed("/visit Ella; on: 4 Nov; by: KS; seen: yes; alone: no")
        .keys(&[Key::Enter]);
    let status = driver.app.status.words.clone();
    assert!(status.contains("told before"), "{status}");
    driver.typed("/edit told before: yes").keys(&[Key::Enter]);
    let meeting = &driver.app.editor.as_ref().unwrap().meeting;
    let visits = &talking_piece::domain::record::kinds::visit::KIND;
    let visit = meeting.records(visits).next().unwrap();
    assert!(
        visit
            .values
            .contains_key(talking_piece::domain::record::kinds::visit::ANNOUNCED.name),
        "{visit:?}"
    );
}

#[test]
fn help_lists_the_answers_that_are_asked_for() {
    let mut driver = meeting();
    driver.typed("/help action").keys(&[Key::Enter]);
    let help = text(&driver);
    assert!(help.contains(" danger:"), "{help}");
    assert!(!help.contains(" support:"), "{help}");
}
