//! The table of documents: each line can be reached, each material has its document, and one more line is enough for
//! one more document.

use super::record_tests::meeting;
use super::*;
use crate::domain::agenda::built_in;
use crate::domain::history::compare::{OpenSide, compare_open};
use crate::domain::history::due::{due_on, promised_dates};
use crate::domain::history::threads::{
    Chain, action_thread, promise_ledger, scale_thread, standing_thread, wish_thread,
};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::open_minutes;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::{child, person};
use crate::domain::search::Card;
use crate::domain::settings::ConfigFiles;

#[test]
fn each_document_has_a_name_of_its_own_and_says_what_it_is() {
    // What is handed out is asked for with another word than what is read, so both may be called `child`.
    let is_paper = |kind: &DocumentKind| matches!(kind.maker, Maker::Paper(_));
    for kind in DOCUMENTS {
        let alike = |other: &&&DocumentKind| is_paper(other) == is_paper(kind);
        let of_that_name = DOCUMENTS.iter().filter(alike);
        let of_that_name = of_that_name.filter(|other| other.id == kind.id);
        assert_eq!(of_that_name.count(), 1, "{}", kind.id);
        assert!(
            !kind.title.is_empty() && !kind.about.is_empty(),
            "{}",
            kind.id
        );
    }
}

#[test]
fn each_material_has_one_document_and_each_document_one_material() {
    let mut held = meeting();
    held.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    held.says("/risk shouting at night; who: KS; could: Ella is hurt");
    let minutes = open_minutes(&held.meeting);
    let id = minutes.header().id.as_str();
    let side = || OpenSide {
        minutes: &minutes,
        now: &minutes,
        version: None,
    };
    let comparison = compare_open(side(), side());
    let chain = Chain::open([&minutes]);
    let action = action_thread(&chain, id, "a1").unwrap();
    let standing = standing_thread(&chain, id, "ds1").unwrap();
    let wishes = wish_thread(&chain, id, "EL").unwrap();
    let scales = scale_thread(&chain);
    let promises = promise_ledger(&chain);
    let settings = Settings::of(ConfigFiles::new());
    let [on, until] = ["2026-11-22", "2027-01-03"].map(|day| day.parse().unwrap());
    let due = due_on(&[promised_dates(&minutes)], on, until, settings.calendar());
    let agenda = built_in("restorative-rcpc").unwrap();
    let amended = Amended::default();
    let materials = [
        Material::Versions(&minutes, &[], &amended),
        Material::Readers(&Card::of(&minutes), &[], &[]),
        Material::Comparison(&comparison),
        Material::Action(&action),
        Material::Standing(&standing),
        Material::Wishes(&wishes),
        Material::Scales(&scales),
        Material::Promises(&promises),
        Material::Due(&due),
        Material::Guide(&agenda, &settings),
    ];
    for material in materials {
        let kinds = DOCUMENTS
            .iter()
            .filter(|kind| kind.page(material).is_some());
        assert_eq!(kinds.count(), 1, "{material:?}");
        let page = page(material);
        assert!(
            !page.title.is_empty() && !page.blocks.is_empty(),
            "{page:?}"
        );
    }
    for kind in DOCUMENTS {
        let made = materials.iter().filter(|one| kind.page(**one).is_some());
        let is_of_minutes = match kind.maker {
            Maker::Minutes(_) => Arranged::all().any(|one| one.kind().id == kind.id),
            Maker::Paper(_) => papers::Paper::of(kind.id).is_some(),
            _ => false,
        };
        assert_eq!(made.count() + usize::from(is_of_minutes), 1, "{}", kind.id);
    }
}

#[test]
fn a_document_of_minutes_that_is_one_line_in_the_table_can_be_chosen_and_is_made() {
    let minutes = open_minutes(&meeting().meeting);
    for word in ["made-up", "MADE", "invented"] {
        let arranged = Arranged::from_word(word).unwrap();
        assert_eq!(arranged.page(&minutes, None).title, made_up::MADE_UP.title);
    }
    assert_eq!(ORDERS, "section, child, person, agency or made-up");
}

#[test]
fn a_paper_that_is_one_line_in_the_table_is_proposed_to_whom_it_says_and_is_made() {
    let mut held = meeting();
    held.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    held.says("/core KS; role: mother");
    let minutes = open_minutes(&held.meeting);
    let full = ReaderView::open(&minutes);
    let id_of = |typed: &str| {
        let mut all = full.records.iter();
        all.find(|seen| seen.text(&person::INITIALS) == typed)
            .map_or_else(String::new, |seen| seen.id.clone())
    };
    let child = full.of(&child::KIND).next().unwrap().id.clone();
    let mut gets = Vec::new();
    for id in [id_of("KS"), id_of("SW"), child.clone()] {
        let papers = papers::Paper::proposed_to(&id, &full);
        gets.push(
            papers
                .iter()
                .any(|paper| paper.kind().id == "made-up-paper"),
        );
    }
    assert_eq!(gets, [true, false, true]);
    let paper = papers::Paper::of("made-up-paper").unwrap();
    let page = paper.page(&full, &papers::Addressee::of_child(&child));
    assert!(!page.unwrap().blocks.is_empty());
}
