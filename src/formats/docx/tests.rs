//! Each kind of block as Word meets it, and what is read back from the bytes.

use super::*;
use crate::formats::unpacked::words;
use chrono::NaiveDate;

fn part(document: &Document, name: &str) -> String {
    let mut parts = package::parts(document, Size::Usual, None).into_iter();
    parts.find(|part| part.name == name).unwrap().xml
}

fn main_part(document: &Document) -> String {
    part(document, "word/document.xml")
}

fn sample() -> Document {
    let mut document = Document::new("A record", "en-GB");
    document.named = vec!["12 Nov 2026".into(), "P-2214".into()];
    document.day = NaiveDate::from_ymd_opt(2026, 11, 12);
    document.on_each_page = vec!["For Kim".into(), "DRAFT".into()];
    document.marked(Mark::MadeUp, "Nobody in it is real.");
    document.heading(1, "Welcome");
    document.heading(3, "Deeper");
    document.paragraph("one\ntwo");
    document.list(vec!["first".into()]);
    for _ in 0..2 {
        document.blocks.push(Block::List {
            numbered: true,
            items: vec!["counted".into()],
        });
    }
    document.table(vec!["No.".into()], vec![vec!["1".into()]]);
    document.table(vec!["No.".into()], vec![vec!["2".into()]]);
    document.marked(Mark::StruckOut, "gone");
    document
}

#[test]
fn a_heading_is_never_more_than_one_step_below_the_one_before() {
    let xml = main_part(&sample());
    let styles: Vec<&str> = xml
        .split("<w:pStyle w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(
        styles,
        [
            "Title",
            "Mark",
            "Heading1",
            "Heading2",
            "ListBullet",
            "ListNumber",
            "ListNumber",
            "TableHead",
            "TableText",
            "TableHead",
            "TableText",
            "Mark"
        ]
    );
}

#[test]
fn lists_are_lists_and_each_with_numbers_begins_anew() {
    let xml = main_part(&sample());
    for number in 1..=3 {
        assert_eq!(
            xml.matches(&format!("<w:numId w:val=\"{number}\"/>"))
                .count(),
            1,
            "{xml}"
        );
    }
    let numbering = part(&sample(), "word/numbering.xml");
    assert_eq!(
        numbering.matches("<w:startOverride w:val=\"1\"/>").count(),
        2
    );
}

#[test]
fn the_first_row_of_a_table_repeats_and_two_tables_are_not_one() {
    let xml = main_part(&sample());
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2);
    assert!(xml.contains("</w:tbl>\n<w:p/><w:tbl>"), "{xml}");
}

#[test]
fn each_page_says_whose_copy_it_is_and_its_number() {
    let top = part(&sample(), "word/header-default.xml");
    assert!(top.contains("For Kim \u{b7} DRAFT"), "{top}");
    let bottom = part(&sample(), "word/footer-default.xml");
    assert!(
        ["12 Nov 2026 \u{b7} P-2214", " PAGE ", " NUMPAGES "]
            .iter()
            .all(|it| bottom.contains(it)),
        "{bottom}"
    );
    let none = Document::new("A page", "en-GB");
    let parts = package::parts(&none, Size::Usual, None);
    assert!(
        parts
            .iter()
            .all(|part| part.name != "word/header-default.xml")
    );
    assert!(!main_part(&none).contains("headerReference"));
}

#[test]
fn a_language_that_is_none_is_left_out() {
    for (tag, is_there) in [
        ("cy", true),
        ("en-GB", true),
        ("\"><w:b/>", false),
        ("", false),
    ] {
        let document = Document::new("A page", tag);
        let core = part(&document, "docProps/core.xml");
        assert_eq!(core.contains("<dc:language>"), is_there, "{tag}");
        let styles = part(&document, "word/styles.xml");
        assert_eq!(styles.contains("<w:lang "), is_there, "{tag}");
    }
}

#[test]
fn large_print_is_the_same_words_in_larger_letters() {
    let [usual, large] = [&DOCX, &LARGE_PRINT].map(|format| format.printed(&sample(), 78).unwrap());
    assert_ne!(usual, large);
    assert_eq!(words(&usual).unwrap(), words(&large).unwrap());
    let styles = package::parts(&sample(), Size::Large, None);
    let styles = styles
        .iter()
        .find(|part| part.name == "word/styles.xml")
        .unwrap();
    assert!(styles.xml.contains("<w:sz w:val=\"36\"/>"));
}

const NASTY: &str = "</w:t></w:r></w:p><w:p><w:r><w:instrText>\" onload=\"x & y\u{1}\u{ffff}";

#[test]
fn no_text_of_a_document_is_markup_wherever_it_stands() {
    let mut document = Document::new(NASTY, NASTY);
    document.named = vec![NASTY.into()];
    document.on_each_page = vec![NASTY.into()];
    document.heading(1, NASTY);
    document.paragraph(NASTY);
    document.facts(vec![(NASTY.into(), NASTY.into())]);
    document.list(vec![NASTY.into()]);
    document.table(vec![NASTY.into()], vec![vec![NASTY.into()]]);
    document.blocks.push(Block::Example(vec![NASTY.into()]));
    document.blocks.push(Block::Quote {
        text: NASTY.into(),
        whose: NASTY.into(),
    });
    document.marked(Mark::StruckOut, NASTY);
    let parts = package::parts(&document, Size::Usual, None);
    let all: String = parts.iter().map(|part| part.xml.as_str()).collect();
    assert!(!all.contains("<w:instrText>") && !all.contains(['\u{1}', '\u{ffff}']));
    assert_eq!(all.matches("&lt;w:instrText&gt;").count(), 15);
}

/// What is searched for withheld words holds all of them: those of a word in two pieces, of the top of each page, of the
/// properties, and what stands for a letter.
#[test]
fn what_is_read_back_is_every_word_wherever_it_stands() {
    let mut document = sample();
    document.title = "Larkspur & Co".into();
    document.paragraph("the flat in \u{644}\u{64a}Elm");
    let text = words(&DOCX.printed(&document, 78).unwrap()).unwrap();
    for whole in [
        "For Kim",
        "P-2214",
        "Larkspur & Co",
        "Nobody in it is real",
        "\u{644}\u{64a}Elm",
        "2026-11-12",
    ] {
        assert!(text.contains(whole), "{whole}\n{text}");
    }
    assert_eq!(text.matches("Larkspur").count(), 2, "{text}");
    // What every such document holds would only be in the way.
    for in_all in ["Arial", "styles.xml", "schemas", "Heading1"] {
        assert!(!text.contains(in_all), "{in_all}\n{text}");
    }
}

#[test]
fn what_cannot_be_read_back_is_not_taken_for_nothing() {
    let printed = DOCX.printed(&sample(), 78).unwrap();
    for broken in [&printed[..printed.len() / 2], b"PK"] {
        assert!(words(broken).is_err());
    }
}
