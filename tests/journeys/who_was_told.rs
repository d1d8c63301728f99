//! A review asks first about the children of whom nothing says that they were told what was decided last time.

use super::driver::Driver;
use super::review::{LAST, begun_from, enter, found_by, last_conference, review};
use talking_piece::domain::record::kinds::telling_due;

#[test]
fn the_review_asks_first_for_the_children_whom_nobody_says_were_told() {
    let last = last_conference();
    let mut d = review();
    // Ella and Noah; the baby was not born.
    assert_eq!(d.count(&telling_due::KIND), 2);
    let ella = d
        .editor()
        .meeting
        .records(&telling_due::KIND)
        .next()
        .unwrap();
    assert_eq!(
        d.editor().meeting.called(ella.text(&telling_due::CHILD)),
        "Ella"
    );
    assert_eq!(ella.text(&telling_due::FROM_MEETING), last.id());
    let first = talking_piece::domain::history::review::to_ask_first(&d.editor().meeting).unwrap();
    assert!(first.contains("Ella, Noah"), "{first}");
    d.press("/begin⏎");
    let asked = |d: &Driver| found_by(d, "child_told");
    assert_eq!(asked(&d).len(), 2);
    // Yes without a day, no without a reason: both are asked for, but neither blocks anything.
    d.press("/told Ella; told: yes⏎");
    assert!(
        asked(&d)[0].contains("on which day Ella"),
        "{:?}",
        asked(&d)
    );
    d.press("/told Noah; told: no⏎");
    assert!(asked(&d)[1].contains("why Noah"), "{:?}", asked(&d));
    d.press("/told Ella; on: 80 days ago⏎/told Noah; why: his mum was ill⏎");
    assert!(asked(&d).is_empty(), "{:?}", asked(&d));
    assert_eq!(d.count(&telling_due::KIND), 2, "the same records");
    // A check-in with a day settles it as well, in the review and before it.
    let mut d = review();
    d.press("/begin⏎/checkin Ella and Noah; who: SW; done: 80 days ago⏎");
    assert!(asked(&d).is_empty(), "{:?}", asked(&d));
    let mut told = Driver::with_agenda("restorative-icpc");
    enter(&mut told, LAST);
    told.press("/reopen the check-in⏎/checkin Ella; who: SW; done: today⏎/close told⏎");
    let d = begun_from(&told.editor().meeting, "restorative-rcpc");
    let all = d.editor().meeting.records(&telling_due::KIND);
    let names: Vec<String> = all
        .map(|one| d.editor().meeting.called(one.text(&telling_due::CHILD)))
        .collect();
    assert_eq!(names, ["Noah"]);
}
