//! Documents of Word, read by programs that are not ours.

use super::program::{Program, has};
use crate::journeys::practice::both_held;
use crate::real_terminal::pty::Exit;
use crate::real_terminal::terminal::RealTerminal;
use std::ffi::OsStr;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use talking_piece::documents::Arranged;
use talking_piece::documents::document::Document;
use talking_piece::documents::papers::{Addressee, Paper};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::minutes::reader_view::ReaderView;
use talking_piece::formats::{format, unpacked};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// All that is in one: the names of its parts, the words of each paragraph, and what stands inside the signs. It uses
/// nothing but what Python brings along.
const TAKE_APART: &str = r#"
import sys, zipfile
from xml.etree import ElementTree
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
whole = zipfile.ZipFile(sys.argv[1])
for part in whole.infolist():
    print(part.filename)
    root = ElementTree.fromstring(whole.read(part))
    paragraphs = list(root.iter(W + "p"))
    for one in paragraphs or [root]:
        print("".join("\n" if node.tag == W + "br" else node.text or "" for node in one.iter()))
    print(" ".join(value for node in root.iter() for value in node.attrib.values()))
"#;

/// The words of a paper, whatever its format.
pub fn text_of(path: &Path) -> String {
    match path.extension().and_then(OsStr::to_str) {
        Some("docx") => {}
        Some("pdf") => return pdf_text(path),
        _ => return std::fs::read_to_string(path).unwrap(),
    }
    let mut command = Command::new("python3");
    let read = command.args(["-c", TAKE_APART]).arg(path).output().unwrap();
    assert!(read.status.success(), "{read:?}");
    String::from_utf8(read.stdout).unwrap()
}

/// What poppler finds on the pages of a PDF, and beside them.
fn pdf_text(path: &Path) -> String {
    let mut text = String::new();
    for (tool, behind) in [("pdftotext", &["-raw"][..]), ("pdfinfo", &["-struct-text"])] {
        let mut command = Command::new(tool);
        command.args(behind).arg(path);
        if tool == "pdftotext" {
            command.arg("-");
        }
        let read = command.output().unwrap();
        assert!(read.status.success(), "{read:?}");
        text.push_str(&String::from_utf8(read.stdout).unwrap());
    }
    text
}

/// Says what is wrong with each document, as somebody who works with it in Word would meet it, and prints its words.
const READ_WORD: &str = r#"
import re, sys, pathlib, docx
from docx.oxml.ns import qn
from docx.table import Table
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.docx")):
    read = docx.Document(str(path))
    core, faults, words, last = read.core_properties, [], [], 0
    def check(holds, fault):
        if not holds: faults.append(fault)
    for block in read.iter_inner_content():
        if isinstance(block, Table):
            rows = block.rows
            check(rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "a table without a head")
            check(all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows), "a row that can be torn apart")
            words.extend(cell.text for row in rows for cell in row.cells)
            continue
        style = block.style.name
        level = re.fullmatch("Heading ([1-9])", style)
        if level:
            check(int(level[1]) <= last + 1, f"{style} under {last}")
            last = int(level[1])
        if style.startswith("List"): check(block._p.pPr.numPr is not None, "an item of no list")
        words.append(block.text)
    first = read.paragraphs[0]
    check(first.style.name == "Title" and first.text == core.title, f"title {core.title}")
    check(core.language == "en-GB", f"language {core.language}")
    check(core.created == core.modified and core.created is not None and core.created.hour == 0, f"made {core.created}")
    styles = read.styles.element
    check([lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))] == ["en-GB"], "language of the words")
    for tag in ("w:i", "w:caps", "w:smallCaps"):
        check(not list(styles.iter(qn(tag))) and not list(read.element.iter(qn(tag))), tag)
    fonts = {font.get(qn("w:ascii")) for font in styles.iter(qn("w:rFonts"))}
    check(fonts == {"Arial", "Courier New"}, f"fonts {fonts}")
    least = min(int(size.get(qn("w:val"))) for size in styles.iter(qn("w:sz")) if size.getparent().tag == qn("w:rPr"))
    check(least == (36 if "large" in path.name else 24), f"letters of {least}")
    [section] = read.sections
    fields = [field.get(qn("w:instr")).strip() for field in section.footer._element.iter(qn("w:fldSimple"))]
    check(fields == ["PAGE", "NUMPAGES"], f"fields {fields}")
    if faults: sys.exit(f"{path.name}: " + "; ".join(faults))
    top, bottom = (part.paragraphs[0].text for part in (section.header, section.footer))
    told = [path.name, str(core.created.date()), top, bottom, " ".join(words)]
    print("\t".join(" ".join(one.split()) for one in told))
"#;

pub fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// Every paper and every arrangement of the record, from both practice meetings.
pub fn pages() -> Vec<(String, Document)> {
    let (conference, review) = both_held();
    let mut pages = Vec::new();
    for (name, meeting) in [("conference", conference), ("review", review)] {
        let minutes = open_minutes(&meeting);
        let reading = ReaderView::open(&minutes);
        let arranged =
            Arranged::all().map(|one| (format!("by-{}", one.kind().id), one.page(&minutes, None)));
        let papers = Paper::all().filter_map(|paper| {
            let page = paper.page(&reading, &Addressee::default());
            Some((paper.kind().id.to_owned(), page.ok()?))
        });
        let all = arranged.chain(papers);
        pages.extend(all.map(|(id, page)| (format!("{name}-{id}"), page)));
    }
    pages
}

#[test]
fn another_program_finds_title_headings_lists_tables_language_and_every_word_in_its_order() {
    if !has("python3", &["-c", "import docx"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = pages();
    for (name, page) in &pages {
        // In large print one is enough: it is the same page.
        let large = ("docx-large-print", "large");
        let is_large = name == "review-by-section";
        let sizes = [("docx", "usual")]
            .into_iter()
            .chain(is_large.then_some(large));
        for (id, size) in sizes {
            let printed = format(id).unwrap().printed(page, 78).unwrap();
            let path = folder.path().join(format!("{name}-{size}.docx"));
            std::fs::write(path, printed).unwrap();
        }
    }
    let mut command = Command::new("python3");
    let read = command
        .args(["-c", READ_WORD])
        .arg(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success(), "{told}");
    let read = String::from_utf8(read.stdout).unwrap();
    assert_eq!(read.lines().count(), pages.len() + 1);
    assert!(pages.len() > 16);
    for line in read.lines() {
        let [name, day, top, bottom, words] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let (_, page) = pages
            .iter()
            .find(|(known, _)| name.starts_with(&format!("{known}-")))
            .unwrap();
        assert_eq!(day, page.day.unwrap().to_string(), "{name}");
        assert!(top.starts_with("Made up"), "{name}: {top}");
        assert!(
            bottom.contains("P-2214") && bottom.ends_with('/'),
            "{name}: {bottom}"
        );
        let markdown = format("markdown").unwrap().printed(page, 78).unwrap();
        assert_eq!(
            letters(words),
            letters(&unpacked::words(&markdown).unwrap()),
            "{name}"
        );
    }
}

#[test]
fn a_terminal_is_not_sent_what_it_cannot_show() {
    let mut terminal = RealTerminal::start(80, 24, &["manual", "glossary", "--as", "docx"], &[]);
    assert_eq!(terminal.wait_exit(Duration::from_secs(60)), Exit::Code(2));
    terminal.wait_until_ended();
    let told = String::from_utf8(terminal.output()).unwrap();
    assert!(
        told.contains("A terminal cannot show this format"),
        "{told}"
    );
    assert!(!told.contains("PK"), "{told}");
}

const LINES: &str = "\
/meeting P-7; venue: Elm Room
/child Ella Marlow; code: EL; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
KS: We all want it quiet at night.
/withhold KS; words: Larkspur; rule: blank; by: CH; why: a place
/view Ella; by: not asked; reason: she was ill
";

/// A council's own document, as this program would write it with these words at the top.
fn letterhead(words: &str) -> Vec<u8> {
    let mut page = Document::new("never taken", "en-GB");
    page.on_each_page = vec![words.to_owned()];
    format("docx").unwrap().printed(&page, 78).unwrap()
}

/// The same, with these signs in the words.
fn with_in_header(xml: &str) -> Vec<u8> {
    let bytes = letterhead("Council of Nowhere-on-Sea");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        changed
            .start_file(part.name().unwrap().as_ref(), SimpleFileOptions::default())
            .unwrap();
        let text = text.replace("</w:p>\n</w:hdr>", &format!("{xml}</w:p>\n</w:hdr>"));
        changed.write_all(text.as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

#[test]
fn papers_have_the_letterhead_of_the_council_and_one_that_cannot_be_used_stops_them() {
    if !has("python3", &["-V"]) {
        return;
    }
    let program = Program::new();
    let id = program.meeting(LINES);
    let folder = program.data().join("settings");
    std::fs::create_dir_all(&folder).unwrap();
    let own = folder.join("reference.docx");
    let out = program.home().join("letter.docx");
    let export = |kind: &str| {
        let to = out.to_str().unwrap();
        let letter = [
            "export",
            &id,
            "--document",
            "letter",
            "--for",
            "KS",
            "--as",
            kind,
            "--out",
            to,
        ];
        program.run(&letter)
    };
    std::fs::write(&own, letterhead("Council of Nowhere-on-Sea")).unwrap();
    assert_eq!(program.run(&["settings", "check"]).code, 0);
    let ran = export("docx");
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = text_of(&out);
    for words in ["Council of Nowhere-on-Sea", "For Kasia Summers"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("never taken"), "{text}");
    // What is withheld is withheld in a letterhead as well.
    std::fs::remove_file(&out).unwrap();
    std::fs::write(&own, letterhead("Larkspur Council")).unwrap();
    let ran = export("docx");
    assert!(ran.code == 2 && ran.err.contains("Larkspur"), "{ran:?}");
    // As it stands in a header, in pieces.
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>include</w:instrText></w:r>\
                 <w:r><w:instrText>PICTURE a</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    for (bytes, why) in [
        (with_in_header(field), "(INCLUDEPICTURE)"),
        (b"words".to_vec(), "no document of Word"),
        (vec![0xd0, 0xcf, 0x11, 0xe0], "locked with a password"),
        (vec![b'P'; 6_000_000], "larger than 5"),
    ] {
        std::fs::write(&own, bytes).unwrap();
        for ran in [export("docx"), program.run(&["settings", "check"])] {
            assert!(ran.code == 2 && ran.err.contains(why), "{why} {ran:?}");
        }
        let to = program.home().join("all");
        let ran = program.run(&[
            "papers",
            &id,
            "--as",
            "docx",
            "--write",
            to.to_str().unwrap(),
        ]);
        assert!(
            ran.code == 2 && ran.err.contains("reference.docx cannot be used"),
            "{ran:?}"
        );
        assert!(!to.exists() && !out.exists());
    }
    assert_eq!(export("text").code, 0);
}
