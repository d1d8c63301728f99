//! How each kind of paragraph looks, and the signs in front of the items of lists. No serifs, nothing smaller than the
//! text, left-aligned, no italics and no capitals for emphasis, as GOV.UK asks of documents.

use super::Size;
use super::body::{
    EXAMPLE, FACT, LEVELS, LIST_BULLET, LIST_NUMBER, MARK, QUOTE, TEXT_WIDTH, TITLE, heading_style,
};
use super::reference::Reference;
use super::table::{CELL, GRID, HEAD_CELL, INSIDE};
use super::tags::{elements, tags};
use super::xml::{HEAD, SPACES};

/// The list that all items without numbers are in.
pub(super) const BULLETS: usize = 1;

/// The number of a list with numbers, counted from 1.
pub(super) fn numbered_list(which: usize) -> usize {
    BULLETS + which
}

const STRONG: &str = "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>\n";

const BORDER: &str = "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"555555\"";

/// A paragraph: its id, the name that Word shows, what comes behind it, its own properties and those of its letters.
struct Style {
    id: String,
    name: String,
    next: &'static str,
    paragraph: String,
    letters: String,
}

impl Style {
    fn new(id: &str, name: &str, paragraph: &str) -> Style {
        Style {
            id: id.to_owned(),
            name: name.to_owned(),
            next: "",
            paragraph: paragraph.to_owned(),
            letters: String::new(),
        }
    }

    fn xml(&self) -> String {
        let next = match self.next {
            "" => String::new(),
            next => format!("<w:next w:val=\"{next}\"/>"),
        };
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/>{next}\
             <w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>\n",
            self.id, self.name, self.paragraph, self.letters
        )
    }
}

/// The same for the look of a council's own document: its styles, and behind them those of ours that it has not, by name.
/// With them, how each style of ours is called there.
pub(super) fn with_those_of(
    reference: &Reference,
    language: Option<&str>,
) -> (String, Vec<(String, String)>) {
    let theirs = &reference.styles;
    let known = known(theirs);
    let default = |kind: &str| {
        let mut all = known.iter().filter(|style| style.kind == kind);
        all.find(|style| style.is_default).map(|style| style.id)
    };
    let mut ours: Vec<(String, &str, String, String)> = paragraphs(Size::Usual)
        .iter()
        .map(|style| {
            (
                style.id.clone(),
                "paragraph",
                style.name.clone(),
                style.xml(),
            )
        })
        .collect();
    ours.push((
        "Strong".to_owned(),
        "character",
        "Strong".to_owned(),
        STRONG.to_owned(),
    ));
    ours.push((
        GRID.to_owned(),
        "table",
        "Table Grid".to_owned(),
        table_style(),
    ));
    let (mut added, mut called) = (String::new(), Vec::new());
    for (id, kind, name, xml) in ours {
        let same = known
            .iter()
            .find(|style| style.kind == kind && style.name == name.to_lowercase());
        if let Some(same) = same {
            called.push((id, same.id.to_owned()));
            continue;
        }
        let is_taken = known.iter().any(|style| style.id == id);
        let own = if is_taken {
            format!("{id}Own")
        } else {
            id.clone()
        };
        let based = |of: &str, on: Option<&str>| match on {
            Some(on) => format!("<w:{of} w:val=\"{on}\"/>"),
            None => String::new(),
        };
        let xml = xml
            .replace(
                &format!("w:styleId=\"{id}\""),
                &format!("w:styleId=\"{own}\""),
            )
            .replace(
                "<w:basedOn w:val=\"Normal\"/>",
                &based("basedOn", default("paragraph")),
            )
            .replace(
                "<w:next w:val=\"Normal\"/>",
                &based("next", default("paragraph")),
            )
            .replace(
                "<w:basedOn w:val=\"TableNormal\"/>",
                &based("basedOn", default("table")),
            );
        added.push_str(&xml);
        called.push((id, own));
    }
    let styles = theirs.replacen("</w:styles>", &format!("{added}</w:styles>"), 1);
    (in_language(&styles, language), called)
}

struct Known<'x> {
    kind: &'x str,
    id: &'x str,
    /// In small letters.
    name: String,
    is_default: bool,
}

fn known(styles: &str) -> Vec<Known<'_>> {
    let mut known: Vec<Known<'_>> = Vec::new();
    for tag in tags(styles) {
        match (tag.name, known.last_mut()) {
            ("w:style", _) => known.extend(tag.attribute("w:styleId").map(|id| Known {
                kind: tag.attribute("w:type").unwrap_or("paragraph"),
                id,
                name: String::new(),
                is_default: matches!(tag.attribute("w:default"), Some("1" | "true" | "on")),
            })),
            ("w:name", Some(style)) if style.name.is_empty() => {
                style.name = tag.attribute("w:val").unwrap_or("").to_lowercase();
            }
            _ => {}
        }
    }
    known
}

/// The words are in the language of the paper, whatever the council's document was in.
fn in_language(styles: &str, language: Option<&str>) -> String {
    let mut styles = styles.to_owned();
    let place = elements(&styles, "w:rPrDefault").into_iter().next();
    let place = place.and_then(|place| {
        let within = styles.get(place.clone())?.rfind("</w:rPr>")?;
        Some(place.start + within)
    });
    if let (Some(at), Some(tag)) = (place, language) {
        styles.insert_str(at, &format!("<w:lang w:val=\"{tag}\"/>"));
    }
    styles
}

/// `language`: what is known of it, to be read aloud rightly and to be checked for spelling.
pub(super) fn written(language: Option<&str>, size: Size) -> String {
    let half_points = size.points() * 2;
    let language = language.map_or_else(String::new, |tag| format!("<w:lang w:val=\"{tag}\"/>"));
    let paragraphs: String = paragraphs(size).iter().map(Style::xml).collect();
    format!(
        "{HEAD}<w:styles {SPACES}>\
         <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>\
         <w:color w:val=\"111111\"/><w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>{language}</w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before=\"100\" w:line=\"254\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>\
         <w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\n\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>\
         <w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>\n\
         {STRONG}{paragraphs}{}</w:styles>",
        table_style()
    )
}

fn paragraphs(size: Size) -> Vec<Style> {
    let mut all = vec![Style {
        next: "Normal",
        letters: bold(size.points() * 3),
        ..Style::new(
            TITLE,
            "Title",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>",
        )
    }];
    for level in 1..=LEVELS {
        let (before, half_points) = match level {
            1 => (280, size.points() * 5 / 2),
            2 => (200, size.points() * 9 / 4),
            _ => (160, size.points() * 2),
        };
        all.push(Style {
            next: "Normal",
            letters: bold(half_points),
            ..Style::new(
                &heading_style(level),
                &format!("heading {level}"),
                &format!(
                    "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"60\" w:line=\"240\" \
                     w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{}\"/>",
                    level - 1
                ),
            )
        });
    }
    let bar = |width: u32, colour: &str| {
        format!(
            "<w:pBdr><w:left w:val=\"single\" w:sz=\"{width}\" w:space=\"8\" w:color=\"{colour}\"/></w:pBdr>"
        )
    };
    let item = "<w:spacing w:before=\"60\" w:after=\"0\"/>";
    let below =
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"555555\"/></w:pBdr>";
    all.extend([
        Style::new(LIST_BULLET, "List Bullet", item),
        Style::new(LIST_NUMBER, "List Number", item),
        Style::new(
            QUOTE,
            "Quote",
            &format!("{}<w:ind w:left=\"397\"/>", bar(18, "555555")),
        ),
        Style::new(FACT, "Fact", "<w:spacing w:before=\"40\" w:after=\"0\"/>"),
        Style::new(
            MARK,
            "Mark",
            &format!("{}<w:ind w:left=\"227\"/>", bar(24, "111111")),
        ),
        Style {
            letters: "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:noProof/>"
                .to_owned(),
            ..Style::new(EXAMPLE, "Example", "<w:keepLines/><w:ind w:left=\"284\"/>")
        },
        Style::new(CELL, "Table Text", "<w:spacing w:before=\"20\" w:after=\"20\"/>"),
        Style {
            letters: "<w:b/><w:bCs/>".to_owned(),
            ..Style::new(
                HEAD_CELL,
                "Table Head",
                "<w:keepNext/><w:spacing w:before=\"20\" w:after=\"20\"/>",
            )
        },
        Style::new("Header", "header", &format!("{below}<w:spacing w:before=\"0\"/>")),
        Style::new("Footer", "footer", &format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{TEXT_WIDTH}\"/></w:tabs><w:spacing w:before=\"0\"/>")),
    ]);
    all
}

fn bold(half_points: u32) -> String {
    format!("<w:b/><w:bCs/><w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn table_style() -> String {
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders: String = sides
        .iter()
        .map(|side| format!("<w:{side} {BORDER}/>"))
        .collect();
    format!(
        "<w:style w:type=\"table\" w:styleId=\"{GRID}\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:left w:w=\"{INSIDE}\" w:type=\"dxa\"/>\
         <w:right w:w=\"{INSIDE}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/></w:tcPr></w:tblStylePr>\
         </w:style>\n"
    )
}

/// One list for all items without numbers, and one for each list with numbers, so that each begins with 1.
pub(super) fn numbering(numbered_lists: usize, size: Size) -> String {
    // The sign stands as far in front of the words as a letter is wide and a half.
    let indent = size.points() * 30;
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{indent}\" w:hanging=\"{indent}\"/></w:pPr></w:lvl>"
        )
    };
    let of_its_own: String = (1..=numbered_lists)
        .map(|which| {
            format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
                 <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                numbered_list(which)
            )
        })
        .collect();
    format!(
        "{HEAD}<w:numbering {SPACES}>\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/>{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/>{}</w:abstractNum>\
         <w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>{of_its_own}</w:numbering>",
        level("bullet", "\u{2022}"),
        level("decimal", "%1.")
    )
}
