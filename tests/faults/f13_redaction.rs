//! F13: words that are restricted, in every way that they can be, through every document and every format there is: in
//! none of those for everybody.

use super::skipped::{number, reached};
use crate::properties::agreement::begun;
use crate::properties::kept_back::beginning;
use talking_piece::documents::Arranged;
use talking_piece::documents::papers::{Addressee, Paper};
use talking_piece::domain::minutes::reader_view::ReaderView;
use talking_piece::domain::minutes::{open_minutes, restricted_json, restricted_part};
use talking_piece::domain::record::KINDS;
use talking_piece::formats::{FORMATS, Format, unpacked};

/// Every line with `{}` where its restricted words go: each field that is kept back, and marks in each place.
fn lines() -> Vec<String> {
    let fields = KINDS
        .iter()
        .filter(|kind| !kind.command.is_empty())
        .flat_map(|kind| {
            let kept_back = kind.fields.iter().filter(|field| field.restricted);
            kept_back.map(|field| format!("{}; {}: {{}}", beginning(kind), field.label))
        });
    let marked = [
        "SW: moved to {} #restricted",
        "SW: #restricted moved to {}",
        "KS: \"{}\" #restricted @ella",
        "/action {} #restricted; by: 12 Dec",
        "SW: moved\n/append to {} #restricted",
        "SW: moved to {}\n/mark restricted",
        "SW: moved to {}\n/mark #restricted\nKS: and more",
        "/date {} #restricted; on: 2 Feb; is: core_group",
        "/checkin Ella; who: SW; by: 3 Feb; said: {} #restricted",
    ];
    fields.chain(marked.map(str::to_owned)).collect()
}

#[test]
fn f13_no_restricted_word_is_in_any_document_for_everybody() {
    let begun = begun(0);
    let lines = lines();
    let (mut documents, mut canaries, mut kept) = (0, 0, 0);
    for round in 0..number(250, 2_500) {
        let mut d = begun.clone();
        let words: Vec<String> = (0..4).map(|n| format!("Canary{round}x{n}")).collect();
        for (n, word) in words.iter().enumerate() {
            let line = &lines[(round * 4 + n) % lines.len()];
            for part in line.replace("{}", word).lines() {
                d.enter(part);
            }
        }
        let meeting = &d.editor().meeting;
        let part = restricted_json(&restricted_part(meeting)).to_string();
        canaries += words.len();
        kept += words.iter().filter(|word| part.contains(*word)).count();
        let minutes = open_minutes(meeting);
        let open = minutes.to_value().to_string();
        assert!(!open.contains("Canary"), "{open}");
        let reading = ReaderView::open(&minutes);
        let pages = Arranged::all().map(|one| (one.kind().id, Ok(one.page(&minutes, None))));
        let papers = Paper::all().map(|paper| {
            let page = paper.page(&reading, &Addressee::default());
            (paper.kind().id, page)
        });
        for (id, page) in pages.chain(papers) {
            // A child's page is for one child, and there are several here.
            let Ok(page) = page else { continue };
            // Packing one takes as long as all the other formats together.
            let is_packed = |format: &&&Format| format.extension == "docx";
            let formats = FORMATS
                .iter()
                .filter(|format| round % 10 == 0 || !is_packed(format));
            for format in formats {
                // Not every page has rows or dates.
                let Ok(printed) = format.printed(&page, 60) else {
                    continue;
                };
                let text = unpacked::words(&printed).unwrap();
                assert!(!text.contains("Canary"), "{}, {}: {text}", id, format.id);
                documents += 1;
            }
        }
    }
    let words =
        format!("{documents} documents, {kept} of {canaries} restricted words kept, none printed");
    reached("F13", &words);
    assert!(kept * 10 >= canaries * 9, "{words}");
}
