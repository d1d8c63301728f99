//! The main part: one paragraph, list or table for each block, and the size of the page.

use super::xml::{Direction, HEAD, Look, SPACES, direction_of, runs};
use super::{Size, styles, table};
use crate::documents::document::{Block, Document, Mark};

/// A sheet of A4 and its margins, in twentieths of a point.
pub(super) const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
     <w:pgMar w:top=\"1304\" w:right=\"907\" w:bottom=\"1077\" w:left=\"907\" w:header=\"567\" w:footer=\"397\" w:gutter=\"0\"/>";

/// Between the margins.
pub(super) const TEXT_WIDTH: u32 = 11_906 - 2 * 907;

/// Styles are known by these ids, whatever the language of the program that shows them.
pub(super) const TITLE: &str = "Title";
pub(super) const LIST_BULLET: &str = "ListBullet";
pub(super) const LIST_NUMBER: &str = "ListNumber";
pub(super) const QUOTE: &str = "Quote";
pub(super) const FACT: &str = "Fact";
pub(super) const MARK: &str = "Mark";
pub(super) const EXAMPLE: &str = "Example";

/// Headings below the title have so many levels.
pub(super) const LEVELS: u8 = 5;

pub(super) fn heading_style(level: u8) -> String {
    format!("Heading{level}")
}

struct Body {
    xml: String,
    size: Size,
    /// Between the margins.
    width: u32,
    /// The heading that came last: none is more than one step below it.
    level: u8,
    numbered_lists: usize,
    is_behind_table: bool,
    around: Around,
}

/// How a block stands to its neighbours.
#[derive(Clone, Copy, Default)]
struct Around {
    /// Room before its first paragraph.
    before: Option<u32>,
    behind: Leads,
}

/// Whether a block may be parted from the next one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Leads {
    #[default]
    Nowhere,
    ToWords,
    ToTable,
}

/// Names with what belongs to each stand close together, and the items of a list as well, but not close to something else.
fn begins(before: Option<&Block>, block: &Block) -> Option<u32> {
    match (before?, block) {
        (Block::Heading { .. }, _) | (Block::Paragraph(_), Block::List { .. }) => None,
        (_, Block::Facts(_) | Block::List { .. }) => Some(100),
        _ => None,
    }
}

/// Nobody should have to turn the page between what is announced and what it is.
fn leads(block: &Block, next: Option<&Block>) -> Leads {
    match (block, next) {
        (_, Some(Block::Table(_))) => Leads::ToTable,
        (
            Block::Paragraph(_),
            Some(Block::Quote { .. } | Block::List { .. } | Block::Example(_)),
        ) => Leads::ToWords,
        (Block::Paragraph(_), Some(Block::Facts(facts))) if facts.len() <= 4 => Leads::ToWords,
        (Block::Paragraph(text), Some(_)) if text.trim_end().ends_with(':') => Leads::ToWords,
        _ => Leads::Nowhere,
    }
}

/// A paragraph that is to be written.
#[derive(Clone, Copy)]
pub(super) struct Paragraph<'p> {
    /// Without one it looks like the text.
    pub(super) style: &'p str,
    /// The list that it is an item of.
    pub(super) list: Option<usize>,
    /// It stays on the page of the next one.
    pub(super) keeps: bool,
    pub(super) direction: Direction,
    /// More room before it, and behind it, than its style has, in twentieths of a point.
    pub(super) room: (Option<u32>, Option<u32>),
}

impl<'p> Paragraph<'p> {
    pub(super) fn of(style: &'p str, words: &str) -> Paragraph<'p> {
        Paragraph {
            style,
            list: None,
            keeps: false,
            direction: direction_of(words),
            room: (None, None),
        }
    }

    /// The properties stand in the order that the schema asks for.
    pub(super) fn written(self, runs: &str) -> String {
        let style = match self.style {
            "" => String::new(),
            style => format!("<w:pStyle w:val=\"{style}\"/>"),
        };
        let keeps = if self.keeps { "<w:keepNext/>" } else { "" };
        let list = self.list.map_or_else(String::new, |number| {
            format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>")
        });
        let direction = match self.direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "<w:bidi/>",
        };
        let (before, behind) = self.room;
        let before = before.map_or_else(String::new, |room| format!(" w:before=\"{room}\""));
        let behind = behind.map_or_else(String::new, |room| format!(" w:after=\"{room}\""));
        let room = match format!("{before}{behind}") {
            none if none.is_empty() => none,
            some => format!("<w:spacing{some}/>"),
        };
        let properties = match format!("{style}{keeps}{list}{direction}{room}") {
            none if none.is_empty() => none,
            some => format!("<w:pPr>{some}</w:pPr>"),
        };
        format!("<w:p>{properties}{runs}</w:p>\n")
    }
}

/// `section`: what the pages look like.
pub(super) fn written(document: &Document, size: Size, width: u32, section: &str) -> String {
    let mut body = Body {
        xml: String::new(),
        size,
        width,
        level: 0,
        numbered_lists: 0,
        is_behind_table: false,
        around: Around::default(),
    };
    body.paragraph(TITLE, &document.title.replace('\n', " "));
    let next = document.blocks.iter().skip(1).map(Some).chain([None]);
    let before = [None].into_iter().chain(document.blocks.iter().map(Some));
    for ((before, block), next) in before.zip(&document.blocks).zip(next) {
        body.around = Around {
            before: begins(before, block),
            behind: leads(block, next),
        };
        body.put(block);
    }
    if body.is_behind_table {
        // Word adds one where a table is the last thing there is.
        body.xml.push_str("<w:p/>");
    }
    format!(
        "{HEAD}<w:document {SPACES}><w:body>{}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        body.xml
    )
}

impl Body {
    fn put(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                self.level = (*level).clamp(1, self.level + 1).min(LEVELS);
                self.paragraph(&heading_style(self.level), text);
            }
            Block::Paragraph(text) => self.paragraph("", text),
            Block::Quote { text, whose } => {
                let whose = match whose.is_empty() {
                    true => String::new(),
                    false => format!(" ({whose})"),
                };
                let words = format!("\u{201c}{}\u{201d}{whose}", text.trim());
                self.paragraph(QUOTE, &words);
            }
            Block::Facts(facts) => {
                for (at, (name, words)) in facts.iter().enumerate() {
                    self.labelled(FACT, (name, words), Look::Plain, (at, facts.len()));
                }
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Example(lines) => self.paragraph(EXAMPLE, &lines.join("\n")),
            Block::Table(table) => {
                if self.is_behind_table {
                    // Two tables with nothing between them are one to Word.
                    self.xml.push_str("<w:p/>");
                }
                self.xml
                    .push_str(&table::written(table, self.size, self.width));
                self.is_behind_table = true;
            }
            Block::Marked { mark, text } => {
                let look = match mark {
                    Mark::StruckOut => Look::StruckOut,
                    Mark::MadeUp | Mark::Restricted | Mark::ToConfirm => Look::Plain,
                };
                self.labelled(MARK, (mark.words(), text), look, (0, 1));
            }
        }
    }

    fn list(&mut self, numbered: bool, items: &[String]) {
        let (style, list) = match numbered {
            true => {
                self.numbered_lists += 1;
                (LIST_NUMBER, styles::numbered_list(self.numbered_lists))
            }
            false => (LIST_BULLET, styles::BULLETS),
        };
        for (at, item) in items.iter().enumerate() {
            let paragraph = Paragraph {
                list: Some(list),
                ..Paragraph::of(style, item)
            };
            self.add(paragraph, &runs(item, Look::Plain), (at, items.len()));
        }
    }

    fn labelled(
        &mut self,
        style: &str,
        (label, words): (&str, &str),
        look: Look,
        at: (usize, usize),
    ) {
        let paragraph = Paragraph::of(style, label);
        let label = runs(label, Look::Strong);
        let colon = "<w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr><w:t xml:space=\"preserve\">: </w:t></w:r>";
        self.add(
            paragraph,
            &format!("{label}{colon}{}", runs(words, look)),
            at,
        );
    }

    fn paragraph(&mut self, style: &str, text: &str) {
        self.add(Paragraph::of(style, text), &runs(text, Look::Plain), (0, 1));
    }

    /// `at`: which of how many paragraphs of the block it is.
    fn add(&mut self, paragraph: Paragraph<'_>, runs: &str, (at, all): (usize, usize)) {
        let is_last = at + 1 == all;
        let leads = match is_last {
            true => self.around.behind,
            false => Leads::Nowhere,
        };
        // Neither the first of several nor the last is left alone on a page.
        let is_near_the_edge = !is_last && (at == 0 || at + 2 == all);
        let paragraph = Paragraph {
            keeps: is_near_the_edge || leads != Leads::Nowhere,
            room: (
                self.around.before.filter(|_| at == 0),
                (leads == Leads::ToTable).then_some(80),
            ),
            ..paragraph
        };
        self.is_behind_table = false;
        self.xml.push_str(&paragraph.written(runs));
    }
}

/// How many lists with numbers there are: each begins with 1.
pub(super) fn numbered_lists(document: &Document) -> usize {
    let lists = document.blocks.iter();
    lists
        .filter(|block| matches!(block, Block::List { numbered: true, .. }))
        .count()
}
