//! What somebody gets is changed by one line and confirmed by another.

use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::view::View;
use talking_piece::domain::record::kinds::{handing_out, withheld_words};

fn rows(d: &Driver) -> Vec<(String, String)> {
    let all = d.editor().meeting.all_records().iter();
    all.filter(|record| record.is_a(&handing_out::KIND) && record.struck.is_none())
        .map(|record| {
            let text = |field| record.text(field).to_owned();
            (text(&handing_out::PAPERS), text(&handing_out::BY))
        })
        .collect()
}

#[test]
fn a_name_that_is_no_paper_is_told_at_once() {
    let mut d = Driver::in_conference();
    d.press("/gets KS; papers: the slip and the lettr⏎");
    assert!(
        d.status().contains("There is no paper \"lettr\""),
        "{}",
        d.status()
    );
    d.press("/gets KS; papers: the outcome slip, core group card⏎");
    assert!(!d.status().contains("no paper"), "{}", d.status());
    assert_eq!(rows(&d).len(), 1);
}

#[test]
fn the_list_is_confirmed_in_one_line_that_says_who_confirms_it_and_undo_takes_all_of_it_back() {
    let mut d = Driver::in_conference();
    for (line, said) in [
        ("/papers all⏎", "Who confirms what everybody gets?"),
        ("/papers all; by: XX⏎", "is not certain"),
        ("/papers all; to: CH⏎", "does not know \"to\""),
    ] {
        d.press(line);
        assert!(d.status().contains(said), "{line} {}", d.status());
        assert!(rows(&d).is_empty());
        d.press("⎋");
    }
    d.press("/gets KS; papers: slip⏎");
    d.press("/papers all; by: CH⏎");
    let confirmed = rows(&d);
    assert!(confirmed.len() > 3, "{confirmed:?}");
    assert!(
        confirmed
            .iter()
            .all(|(papers, by)| !papers.is_empty() && !by.is_empty())
    );
    assert_eq!(confirmed[0].0, "slip");
    d.press("/papers all; by: CH⏎");
    assert!(d.status().contains("confirmed already"), "{}", d.status());
    d.press("/undo⏎");
    assert_eq!(rows(&d), [("slip".to_owned(), String::new())]);
}

#[test]
fn what_somebody_gets_is_typed_over_the_list_of_papers_too_and_the_list_is_made_anew() {
    let mut d = Driver::in_conference();
    d.press("/papers⏎");
    assert_eq!(d.app.place, Place::Page, "{}", d.status());
    d.asked.clear();
    d.press("/gets KS; papers: slip; read by: HV⏎");
    assert_eq!(
        rows(&d),
        [("slip".to_owned(), String::new())],
        "{}",
        d.status()
    );
    assert_eq!(d.app.place, Place::Page);
    let page = |d: &Driver| d.app.pages.last().unwrap().line.text().to_owned();
    assert_eq!((page(&d), d.line()), (String::new(), ""));
    assert!(
        d.asked.iter().any(|view| matches!(
            view,
            Effect::Show {
                view: View::Papers { .. },
                ..
            }
        )),
        "{:?}",
        d.asked
    );
    // Other words to withhold belong to the same list.
    d.press("/withhold DS; words: Elm Lane; rule: blank; by: CH; why: her street⏎");
    assert_eq!(d.count(&withheld_words::KIND), 1, "{}", d.status());
    // What could not be done stays in the line of the page, and is in no stash.
    let before = d.disk.events().count();
    d.press("/gets⏎");
    assert_eq!(page(&d), "/gets");
    assert!(d.status().contains("needs more words"), "{}", d.status());
    assert_eq!(d.editor().asides.len(), 0);
    d.press("⎋/action it is painted; who: KS⏎");
    assert!(
        d.status().contains("Esc goes back to the meeting"),
        "{}",
        d.status()
    );
    assert_eq!(d.disk.events().count(), before);
}
