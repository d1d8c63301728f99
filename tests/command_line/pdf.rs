//! Documents as PDF, read and judged by programs that are not ours. Only where the program is built with the feature `pdf`:
//! `cargo test --features pdf --test main pdf`.

use super::apart;
use super::program::{Program, has};
use super::word::{letters, pages};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use talking_piece::documents::document::{Block, Document, Mark};
use talking_piece::domain::text::words::Words;
use talking_piece::formats::{format, unpacked};

/// Both sizes.
const SIZES: [&str; 2] = ["pdf", "pdf-large-print"];

/// Says which rules each document breaks, and prints how many were looked at.
const JUDGE: &str = r#"
import page, pathlib, sys
profiles = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]
files = sorted(pathlib.Path(sys.argv[1]).glob("*.pdf"))
for path in files:
    for profile in profiles:
        report = page.validate_pdf(str(path), profile=profile)
        if not report.is_compliant: sys.exit(f"{path.name} {profile}: {report.failures}")
print(len(files))
"#;

fn printed(size: &str, document: &Document) -> Vec<u8> {
    format(size).unwrap().printed(document, 78).unwrap()
}

fn told(command: &mut Command) -> String {
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// The words between the top and the foot of each page, in the order in which they are drawn.
fn body(path: &Path) -> Vec<String> {
    let crop = ["-raw", "-x", "0", "-y", "60", "-W", "600", "-H", "735"];
    let text = told(Command::new("pdftotext").args(crop).arg(path).arg("-"));
    text.split('\u{c}').map(str::to_owned).collect()
}

/// Of each table that goes on on another page, its head stands there again, in letters. `plain`: the letters of the page
/// as plain text, which has it once.
fn without_repeated_heads(pages: &[String], document: &Document, plain: &str) -> String {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(letters(&table.header.concat())),
        _ => None,
    });
    let heads: Vec<String> = tables.filter(|head| !head.is_empty()).collect();
    let mut all = String::new();
    for page in pages {
        let page = letters(page);
        let is_again = |head: &&String| {
            let is_first = plain
                .get(all.len()..)
                .is_some_and(|rest| rest.starts_with(head.as_str()));
            page.starts_with(head.as_str()) && !is_first
        };
        let again = heads.iter().find(is_again).map_or(0, String::len);
        all.push_str(&page[again..]);
    }
    all
}

fn is_all_here() -> bool {
    has("python3", &["-c", "import page"])
        && has("qpdf", &["--version"])
        && has("pdftotext", &["-v"])
}

#[test]
fn every_document_of_the_practice_meetings_in_both_sizes_breaks_no_rule_and_says_each_word_in_its_order()
 {
    if !is_all_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = pages();
    let mut files = BTreeMap::new();
    for (name, page) in &pages {
        for size in SIZES {
            let bytes = printed(size, page);
            let is_same = size != SIZES[0] || bytes == printed(size, page);
            assert!(is_same, "{name}: the same bytes twice");
            let path = folder.path().join(format!("{name}-{size}.pdf"));
            std::fs::write(&path, &bytes).unwrap();
            files.insert(path, (page, bytes));
        }
    }
    let apart = Program::new();
    let id = apart.meeting(&apart::lines());
    for size in SIZES {
        for (whose, name, bytes) in apart::files_of(&apart, &id, size) {
            let path = folder.path().join(format!("apart-{whose}-{size}-{name}"));
            std::fs::write(path, bytes).unwrap();
        }
    }
    let judged = told(
        Command::new("python3")
            .args(["-c", JUDGE])
            .arg(folder.path()),
    );
    let judged: usize = judged.trim().parse().unwrap();
    assert!(judged >= 2 * pages.len() + 16, "{judged}");
    for (path, (page, bytes)) in &files {
        told(Command::new("qpdf").arg("--check").arg(path));
        let plain = format("text").unwrap().printed(page, 1_000_000).unwrap();
        let plain = String::from_utf8(plain).unwrap();
        let read = without_repeated_heads(&body(path), page, &letters(&plain));
        assert_eq!(read, letters(&plain), "{}", path.display());
        let ours = unpacked::words(bytes).unwrap();
        assert!(
            Words::of(&plain).is_in(&Words::of(&ours)),
            "{}\n{ours}\n{plain}",
            path.display()
        );
        let info = told(Command::new("pdfinfo").arg(path));
        let told: String = info
            .lines()
            .next()
            .unwrap_or_default()
            .replace("Title:", "");
        assert_eq!(told.trim(), page.title.trim(), "{info}");
        for line in [
            format!("CreationDate:    {}", page.day.unwrap().format("%a %b %e")),
            "Tagged:          yes".to_owned(),
        ] {
            assert!(info.contains(&line), "{line}\n{info}");
        }
        assert!(!info.contains("Author"), "{info}");
    }
}

#[test]
fn in_pdf_his_papers_hold_none_of_the_planted_facts_and_all_that_he_must_be_told() {
    if !is_all_here() {
        return;
    }
    let program = Program::new();
    let id = program.meeting(&apart::lines());
    for size in SIZES {
        apart::his_papers_are_right_in(&program, &id, size);
    }
}

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; code: EL; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person LY \u{644}\u{64a}\u{644}\u{649}; role: aunt
/person WM \u{738b}\u{660e}; role: neighbour
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
KS: Quiet at night \u{1f44d} and *no* #strong words.
LY: I can come on Fridays.
/view Ella; by: not asked; reason: she was ill
";

#[test]
fn a_sign_that_no_font_has_is_told_in_words_and_listed_and_nothing_fails() {
    let program = Program::new();
    let id = program.meeting(LINES);
    for size in SIZES {
        let out = program.home().join(format!("{size}.pdf"));
        let to = out.to_str().unwrap();
        let ran = program.run(&["read", &id, "--as", size]);
        assert_eq!(ran.code, 0, "{ran:?}");
        for sign in ["U+1F44D thumb up", "U+738B", "U+660E"] {
            assert!(ran.err.contains(sign), "{ran:?}");
        }
        assert!(!ran.err.contains("U+064"), "{ran:?}");
        let ran = program.run(&[
            "export",
            &id,
            "--document",
            "minutes",
            "--for",
            "KS",
            "--as",
            size,
            "--out",
            to,
        ]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.err.contains("Told in words"), "{ran:?}");
        let words = unpacked::words(&std::fs::read(&out).unwrap()).unwrap();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in [
            "Quiet at night [sign U+1F44D thumb up] and *no* #strong words.",
            "[signs U+738B, U+660E]",
            "\u{644}\u{64a}\u{644}\u{649}",
        ] {
            assert!(words.contains(told), "{told}\n{words}");
        }
    }
    let written = "/papers write ~/pages; as: pdf\n/quit\n/quit\n";
    let ran = program.run_with_input(&["resume", &id, "--plain"], written.as_bytes());
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("U+1F44D thumb up"), "{ran:?}");
    let copy = program.home().join("pages").join("copy-1");
    assert!(std::fs::read_dir(copy).unwrap().count() > 1);
    let ran = program.run(&["papers", &id, "--as", "pdf"]);
    assert!(ran.err.contains("U+1F44D thumb up"), "{ran:?}");
}

/// Words that are withheld are found wherever they stand, also where a line or a page ends in them.
#[test]
fn a_pdf_is_read_back_over_the_ends_of_lines_and_pages_and_over_hyphens() {
    let words = "the blue door behind the bakery, ring at Twenty-seven Northfield-on-the-Water and ask for self-esteem/class";
    let hebrew = "\u{5de}\u{5d9}\u{5e8}\u{5d9} \u{5db}\u{5d4}\u{5df}";
    let mut document = Document::new("A page", "cy");
    document.named = vec!["P-7".to_owned()];
    document.on_each_page = vec!["DRAFT".to_owned()];
    let mut expected = String::new();
    for number in 0..400 {
        let text = format!("{} {words}.", "x".repeat(number % 90));
        document.paragraph(text.clone());
        expected.push_str(&format!("{text} "));
    }
    document.paragraph(format!("({hebrew}) {hebrew} was here"));
    document.paragraph("y".repeat(700));
    for size in SIZES {
        let bytes = printed(size, &document);
        let read = unpacked::words(&bytes).unwrap();
        assert!(Words::of(&expected).is_in(&Words::of(&read)), "{read}");
        assert!(Words::of(words).places_in(&read).len() >= 400);
        for told in [hebrew, "DRAFT", "P-7"] {
            assert!(Words::of(told).is_in(&Words::of(&read)), "{told}");
        }
        assert!(Words::of(&"y".repeat(700)).is_in(&Words::of(&read)));
    }
}

#[test]
fn what_is_no_pdf_or_a_torn_one_cannot_be_read_back() {
    let mut document = Document::new("A page", "en-GB");
    document.paragraph("words");
    let bytes = printed("pdf", &document);
    assert!(unpacked::words(&bytes).unwrap().contains("words"));
    for torn in [&b"%PDF-1.7\n"[..], &bytes[..200]] {
        assert!(unpacked::words(torn).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was typed comes out: as it is, or in words.
    #[test]
    fn no_text_makes_a_pdf_fail(text in any::<String>(), name in "\\PC{0,12}", cell in "[\\PC\n]{0,40}") {
        let mut document = Document::new(name.clone(), name.clone());
        document.named = vec![text.clone()];
        document.on_each_page = vec![cell.clone()];
        document.heading(3, text.clone());
        document.paragraph(text.clone());
        document.list(vec![text.clone(), cell.clone()]);
        document.facts(vec![(name.clone(), text.clone())]);
        document.table(vec![name.clone(), text.clone()], vec![vec![cell.clone()]]);
        document.marked(Mark::StruckOut, cell.clone());
        document.blocks.push(Block::Quote { text: text.clone(), whose: name });
        document.blocks.push(Block::Example(vec![cell, text]));
        let bytes = printed("pdf", &document);
        prop_assert!(unpacked::words(&bytes).is_ok());
    }
}
