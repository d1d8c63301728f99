//! A council's own document of Word: what is taken of it, and what is refused.

use super::reference::Reference;
use super::*;
use crate::formats::unpacked::words;
use crate::formats::{Format, Layout};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

type Parts = BTreeMap<String, Vec<u8>>;

fn parts_of(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn change(parts: &mut Parts, name: &str, from: &str, to: &str) {
    let text = String::from_utf8(parts[name].clone()).unwrap();
    assert!(text.contains(from), "{name}: {text}");
    parts.insert(name.to_owned(), text.replace(from, to).into_bytes());
}

/// One of ours, with what a council would change: other ids of styles, a page of its own size, a picture above the first page.
fn councils() -> Parts {
    let mut page = Document::new("not taken", "cy");
    page.on_each_page = vec!["Council of Nowhere-on-Sea".into()];
    page.list(vec!["not taken either".into()]);
    let mut parts = parts_of(&DOCX.printed(&page, 78).unwrap());
    let styles = "word/styles.xml";
    change(&mut parts, styles, "\"Heading1\"", "\"Pennawd1\"");
    change(&mut parts, styles, "\"Title\"/>", "\"Old Title\"/>");
    change(&mut parts, styles, "\"Arial\"", "\"Gentium\"");
    change(
        &mut parts,
        styles,
        "<w:pPr><w:spacing w:before=\"60\"",
        "<w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr><w:spacing w:before=\"60\"",
    );
    let main = "word/document.xml";
    change(&mut parts, main, "w:left=\"907\"", "w:left=\"1907\"");
    change(
        &mut parts,
        main,
        "<w:headerReference w:type=\"default\"",
        "<w:headerReference w:type=\"first\"",
    );
    change(&mut parts, main, "</w:sectPr>", "<w:titlePg/></w:sectPr>");
    let relations = r#"<Relationships xmlns="x"><Relationship Id="a" Type="x/image" Target="media/arms.png"/><Relationship Id="b" Type="x/hyperlink" Target="https://nowhere.invalid" TargetMode="External"/></Relationships>"#;
    parts.insert(
        "word/_rels/header-default.xml.rels".into(),
        relations.into(),
    );
    parts.insert("word/media/arms.png".into(), vec![0x89, 0x50, 0xff]);
    parts
}

fn paper() -> Document {
    let mut document = Document::new("A letter", "en-GB");
    document.named = vec!["12 Nov 2026".into()];
    document.on_each_page = vec!["For Kim".into()];
    document.heading(1, "What was decided");
    document.facts(vec![("Who".into(), "Kim".into())]);
    document.list(vec!["one".into()]);
    document.table(vec!["No.".into()], vec![vec!["1".into()]]);
    document
}

fn printed(format: &Format, reference: &Reference) -> Vec<u8> {
    let layout = Layout {
        reference: Some(reference),
        ..Layout::from(78)
    };
    format.printed(&paper(), layout).unwrap()
}

#[test]
fn styles_pages_and_letterhead_are_taken_and_no_word_that_is_not_in_the_letterhead() {
    let reference = Reference::read(&packed(&councils())).unwrap();
    let bytes = printed(&DOCX, &reference);
    let parts = parts_of(&bytes);
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let main = text("word/document.xml");
    for there in [
        "<w:pStyle w:val=\"Pennawd1\"/>",
        // Theirs has another name, so ours is added beside it.
        "<w:pStyle w:val=\"TitleOwn\"/>",
        "w:left=\"1907\"",
        "<w:titlePg/>",
        "w:type=\"default\" r:id=\"header-default\"",
        "w:type=\"first\" r:id=\"header-first\"",
        "<w:tblW w:w=\"9092\"",
    ] {
        assert!(main.contains(there), "{there}\n{main}");
    }
    let styles = text("word/styles.xml");
    assert!(styles.contains("Gentium") && styles.contains("w:styleId=\"TitleOwn\""));
    assert!(!styles.contains("w:numId"), "{styles}");
    assert_eq!(styles.matches("<w:lang w:val=\"en-GB\"/>").count(), 1);
    assert!(!styles.contains("\"cy\""));
    let first = text("word/header-first.xml");
    let (theirs, ours) = first.split_once("For Kim").unwrap();
    assert!(theirs.contains("Council of Nowhere-on-Sea") && !ours.contains("Council"));
    // The other pages have no letterhead, and say all the same whose they are.
    let other = text("word/header-default.xml");
    assert!(other.contains("For Kim") && !other.contains("Council"));
    assert_eq!(parts["word/media/arms.png"], [0x89, 0x50, 0xff]);
    assert!(text("[Content_Types].xml").contains("Extension=\"png\""));
    assert_eq!(text("word/footer-default.xml").matches(" PAGE ").count(), 1);
    let all = words(&bytes).unwrap();
    assert!(
        all.contains("Council of Nowhere-on-Sea") && !all.contains("not taken"),
        "{all}"
    );
    // What its styles are called is no word of the paper.
    assert!(
        !all.contains("Pennawd1 ") && !all.contains("Gentium"),
        "{all}"
    );
    assert_eq!(bytes, printed(&DOCX, &reference));
    let large = printed(&LARGE_PRINT, &reference);
    assert_eq!(large, LARGE_PRINT.printed(&paper(), 78).unwrap());
}

fn refused(parts: &Parts) -> String {
    Reference::read(&packed(parts)).unwrap_err().to_string()
}

#[test]
fn what_could_run_or_load_something_and_what_is_none_is_refused_with_a_reason() {
    let mut with_macros = councils();
    with_macros.insert("word/vbaProject.bin".into(), vec![1]);
    assert_eq!(refused(&with_macros), "it has macros");
    let mut named = councils();
    change(
        &mut named,
        "[Content_Types].xml",
        "document.main+xml",
        "document.macroEnabled.main+xml",
    );
    assert_eq!(refused(&named), "it has macros");
    let relations = "word/_rels/header-default.xml.rels";
    for (from, to, why) in [
        (
            "Target=\"media/arms.png\"",
            "Target=\"https://nowhere.invalid/a.png\" TargetMode=\"External\"",
            "from somewhere else",
        ),
        ("x/image", "x/oleObject", "more than words and pictures"),
        ("arms.png", "arms.exe", "unknown kind"),
        ("arms.png", "../../arms.png", "not in it"),
    ] {
        let mut parts = councils();
        change(&mut parts, relations, from, to);
        let told = refused(&parts);
        assert!(told.contains(why), "{to}: {told}");
    }
    for (name, from, to, why) in [
        (
            "word/styles.xml",
            "<w:styles",
            "<!DOCTYPE a><w:styles",
            "not written as Word",
        ),
        (
            "word/styles.xml",
            "</w:styles>",
            "",
            "styles.xml is damaged",
        ),
        (
            "word/document.xml",
            "w:w=\"11906\"",
            "w:w=\"900\"",
            "no room",
        ),
        (
            "word/document.xml",
            "<w:pgSz",
            "<w:other",
            "how large its pages are",
        ),
    ] {
        let mut parts = councils();
        change(&mut parts, name, from, to);
        let told = refused(&parts);
        assert!(told.contains(why), "{to}: {told}");
    }
    let mut huge = councils();
    huge.insert("word/media/huge.png".into(), vec![0; 31_000_000]);
    assert_eq!(refused(&huge), "unpacked it is larger than 30 MB");
    let mut many = councils();
    many.extend((0..500).map(|at| (format!("word/{at}.xml"), Vec::new())));
    assert!(refused(&many).contains("more than 500 parts"));
    let too_large = vec![b'P'; 5_000_001];
    for (bytes, why) in [
        (&b"words"[..], "no document of Word"),
        (&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], "locked with a password"),
        (&too_large, "larger than 5 MB"),
    ] {
        let told = Reference::read(bytes).unwrap_err().to_string();
        assert!(told.contains(why), "{told}");
    }
    for name in councils()
        .keys()
        .filter(|name| name.ends_with("styles.xml") || name.ends_with("document.xml"))
    {
        let mut parts = councils();
        parts.remove(name);
        assert!(refused(&parts).contains(name));
    }
}

const BEGIN: &str = "<w:fldChar w:fldCharType=\"begin\"/>";
const END: &str = "<w:fldChar w:fldCharType=\"end\"/>";

/// With this in the letterhead.
fn lettered(xml: &str) -> Parts {
    let mut parts = councils();
    let whole = format!("<w:p>{xml}</w:p></w:hdr>");
    change(&mut parts, "word/header-default.xml", "</w:hdr>", &whole);
    parts
}

#[test]
fn a_field_that_loads_something_was_taken_into_every_paper() {
    let split = |pieces: &[&str]| -> String {
        let runs = pieces.iter().map(|piece| {
            format!("<w:r><w:instrText xml:space=\"preserve\">{piece}</w:instrText></w:r>")
        });
        let runs: String = runs.collect();
        format!("<w:r>{BEGIN}</w:r>{runs}<w:r>{END}</w:r>")
    };
    let simple = |words: &str| {
        format!("<w:fldSimple w:instr=\"{words}\"><w:r><w:t>x</w:t></w:r></w:fldSimple>")
    };
    let picture = "INCLUDEPICTURE \"https://nowhere.invalid/a.png\" \\d";
    let inside = format!("{BEGIN}<w:instrText>PAGE {BEGIN}</w:instrText>{END}{END}");
    let link = "<a:blip r:link=\"b\"/>";
    for bad in [
        split(&[picture]),
        split(&[" InCl", "ude", "Picture x"]),
        split(&["&#73;NCLUDETEXT x"]),
        split(&["&#x44;DEAUTO cmd"]),
        split(&["INC<!-- PAGE -->LUDEPICTURE x"]),
        split(&["PAGE<!-- -->S x"]),
        split(&["", "LINK Excel.Sheet x"]),
        split(&["PAGE</w:instrText></w:r><w:r><w:instrText>S x"]),
        split(&["PAGE</w:instrText><w:t>S x</w:t><w:instrText>"]),
        split(&["= 1 + 1"]),
        split(&[""]),
        split(&["<![CDATA[DDE x]]>"]),
        split(&["PAGE<?x ' ?>"]),
        split(&[picture]).replace("w:", "x:"),
        split(&[picture]).replace(END, ""),
        split(&[picture]).replace(END, "<w:fldChar w:fldCharType=\"separate\"/>"),
        format!("<w:instrText>{picture}</w:instrText>"),
        simple(" ddeauto cmd /k calc "),
        simple("&#73;NCLUDEPICTURE x"),
        simple("DATABASE x"),
        simple("PAGE").replace("w:instr=", "w:other="),
        inside,
        link.to_owned(),
        "<v:imagedata src=\"http&#58;//nowhere.invalid/a.png\"/>".to_owned(),
        "<o:OLEObject Type=\"Link\"/>".to_owned(),
    ] {
        let read = Reference::read(&packed(&lettered(&bad)));
        assert!(read.is_err(), "{bad}");
    }
    assert_eq!(
        refused(&lettered(&split(&["INCLUDE", "PICTURE x"]))),
        "its letterhead has a field that may load something from somewhere else (INCLUDEPICTURE)"
    );
    for good in [
        split(&[" PAGE  \\* MERGEFORMAT "]),
        split(&[" PA", "GE "]),
        split(&["numpages"]),
        simple(" DATE \\@ &quot;d MMM yyyy&quot; "),
        simple("STYLEREF &quot;Heading 1&quot;"),
        format!("{}{}", split(&["PAGE"]), split(&["NUMPAGES"])),
        "<w:hyperlink r:id=\"b\"><w:r><w:t>x</w:t></w:r></w:hyperlink>".to_owned(),
        "<a:blip r:embed=\"a\"/>".to_owned(),
    ] {
        let read = Reference::read(&packed(&lettered(&good)));
        assert!(read.is_ok(), "{good}: {:?}", read.err());
    }
}

#[test]
fn a_picture_of_lines_that_runs_or_loads_something_was_taken_into_every_paper() {
    let drawn = |name: &str, bytes: Vec<u8>| {
        let mut parts = councils();
        let relations = "word/_rels/header-default.xml.rels";
        change(
            &mut parts,
            relations,
            "media/arms.png",
            &format!("media/{name}"),
        );
        parts.insert(format!("word/media/{name}"), bytes);
        Reference::read(&packed(&parts))
    };
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
    for bad in [
        "<script>x</script>",
        "<x:SCRIPT/>",
        "<image href=\"http://nowhere.invalid/a.png\"/>",
        "<image xlink:href=\" //nowhere.invalid/a.png\"/>",
        "<use href=\"other.svg#a\"/>",
        "<image href=\"data:image/svg+xml,x\"/>",
        "<rect onload=\"x\"/>",
        "<rect style=\"fill:URL( 'http://nowhere.invalid/a' )\"/>",
        "<rect fill=\"&#117;rl(http://nowhere.invalid/a)\"/>",
        "<rect fill=\"u\\72l(http://nowhere.invalid/a)\"/>",
        "<style>@import 'http://nowhere.invalid/a.css';</style>",
        "<style>rect{fill:u<!-- -->rl(http://nowhere.invalid/a)}</style>",
        "<style><![CDATA[a{fill:url(x)}]]></style>",
        "<set attributeName=\"href\" to=\"http://nowhere.invalid/a\"/>",
        "<g xml:base=\"http://nowhere.invalid/\"/>",
        "<?xml-stylesheet href=\"http://nowhere.invalid/a.css\"?>",
        "<!DOCTYPE svg>",
    ] {
        for name in ["arms.svg", "ARMS.SVG", "arms.png"] {
            let read = drawn(name, svg(bad).into_bytes());
            let told = read.map(|_| ()).expect_err(bad).to_string();
            assert!(told.contains("run something or load it"), "{bad}: {told}");
        }
    }
    // Not to be read here, so nobody knows.
    assert!(drawn("arms.svg", vec![0x1f, 0x8b, 0xff]).is_err());
    for good in [
        "<rect fill=\"url(#shade)\" style=\"stroke: url('#a')\"/><use xlink:href=\"#a\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/><style>rect{fill:red}</style>",
    ] {
        let begun = format!("<?xml version=\"1.0\"?>{}", svg(good));
        let read = drawn("arms.svg", begun.into_bytes());
        assert!(read.is_ok(), "{good}: {:?}", read.err());
    }
}

/// Whatever is cut off or changed, it is refused or what is made of it can be read back.
#[test]
fn damage_is_refused_or_does_no_harm() {
    let whole = packed(&councils());
    for cut in (0..whole.len()).step_by(97) {
        let _ = Reference::read(&whole[..cut]);
    }
    for (name, content) in councils() {
        for cut in (0..content.len()).step_by(content.len() / 12 + 1) {
            let mut parts = councils();
            parts.insert(name.clone(), content[..cut].to_vec());
            if let Ok(reference) = Reference::read(&packed(&parts)) {
                let all = words(&printed(&DOCX, &reference)).unwrap();
                assert!(
                    all.contains("What was decided") && all.contains("For Kim"),
                    "{name} {cut}"
                );
            }
        }
    }
}
