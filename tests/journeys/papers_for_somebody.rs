//! What somebody gets is changed by one line and confirmed by another.

use super::driver::Driver;
use talking_piece::domain::record::kinds::handing_out;

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
