//! The papers that people are handed, from both practice meetings, as they are printed. Read them as those do who get
//! them.

use super::driver::assert_picture;
use crate::journeys::practice::both_held;
use talking_piece::documents::papers::{Addressee, Paper};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::minutes::reader_view::{ReaderView, RecordView};
use talking_piece::domain::record::ReadAnswers;
use talking_piece::domain::record::kinds::child;
use talking_piece::formats::{FORMATS, format};

fn child_called<'r>(code: &str, reading: &'r ReaderView<'_>) -> &'r RecordView {
    let mut all = reading.holding(&child::KIND);
    all.find(|child| child.text(&child::CODE) == code).unwrap()
}

#[test]
fn the_papers_of_both_practice_meetings_read_as_they_did() {
    let (conference, review) = both_held();
    for (name, meeting) in [("conference", conference), ("review", review)] {
        let minutes = open_minutes(&meeting);
        let reading = ReaderView::open(&minutes);
        let text = format("text").unwrap();
        for paper in Paper::all() {
            let id = paper.kind().id;
            let addressee = match id {
                "child" => Addressee::of_child(&child_called("EL", &reading).id),
                _ => Addressee::default(),
            };
            let page = paper.page(&reading, &addressee).unwrap();
            let printed = String::from_utf8(text.printed(&page, 78).unwrap()).unwrap();
            assert_picture(&format!("{name}_{id}"), &printed);
        }
    }
}

#[test]
fn the_plan_is_the_same_plan_as_markdown_and_as_a_web_page() {
    let minutes = open_minutes(&both_held().0);
    let reading = ReaderView::open(&minutes);
    let page = Paper::of("plan")
        .unwrap()
        .page(&reading, &Addressee::default())
        .unwrap();
    for id in ["markdown", "html"] {
        let printed = String::from_utf8(format(id).unwrap().printed(&page, 78).unwrap()).unwrap();
        assert_picture(&format!("conference_plan_{id}"), &printed);
    }
}

#[test]
fn the_same_meeting_gives_the_same_bytes() {
    let (one, other) = (both_held().0, both_held().0);
    let [one, other] = [open_minutes(&one), open_minutes(&other)];
    for paper in Paper::all() {
        let page = |minutes| {
            let reading = ReaderView::open(minutes);
            let whom = match paper.kind().id {
                "child" => Addressee::of_child(&child_called("EL", &reading).id),
                _ => Addressee::default(),
            };
            paper.page(&reading, &whom).unwrap()
        };
        for known in FORMATS {
            let [one, other] = [&one, &other].map(|minutes| known.printed(&page(minutes), 78));
            assert_eq!(one, other, "{} as {}", paper.kind().id, known.id);
        }
    }
}

#[test]
fn a_paper_about_one_child_names_no_other_in_what_is_decided_and_done() {
    let minutes = open_minutes(&both_held().0);
    let reading = ReaderView::open(&minutes);
    let noah = child_called("NO", &reading);
    let text = format("text").unwrap();
    let slip = Paper::of("slip")
        .unwrap()
        .page(&reading, &Addressee::of_child(&noah.id))
        .unwrap();
    let slip = String::from_utf8(text.printed(&slip, 78).unwrap()).unwrap();
    assert!(
        slip.contains("Noah will have a child protection plan."),
        "{slip}"
    );
    assert!(!slip.contains("Ella") && !slip.contains("baby"), "{slip}");
    let plan = Paper::of("plan")
        .unwrap()
        .page(&reading, &Addressee::of_child(&noah.id))
        .unwrap();
    let plan = String::from_utf8(text.printed(&plan, 78).unwrap()).unwrap();
    assert!(
        plan.contains("speech group") && !plan.contains("breakfast club"),
        "{plan}"
    );
}
