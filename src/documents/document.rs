//! A document before it has a format: headings, paragraphs, quotes, lists and tables, in order. Documents are built
//! from minutes and formats print any document, so neither has to know the other.

use crate::domain::history::past_meeting::PastMeeting;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is, in a line. Printed at the top, above all headings.
    pub title: String,
    /// What identifies its meeting, most telling first: the day, the reference. Shown before the title where there is
    /// room for only one row. Empty for a page about no meeting, or about many.
    pub named: Vec<String>,
    /// The day of that meeting.
    pub day: Option<NaiveDate>,
    /// What each sheet of paper says besides: for whom it is, whether it is settled, which version it is.
    pub on_each_page: Vec<String>,
    /// The language of its words (BCP 47), for screen readers.
    pub language: String,
    pub blocks: Vec<Block>,
    /// Where the records stand in it, so that a page can be opened at one.
    pub anchors: Vec<Anchor>,
    /// It is handed out on paper, where lists come before tables and nothing is said twice.
    pub is_handed_out: bool,
    /// What a spreadsheet gets of it: not every document has rows.
    pub rows: Option<Table>,
    /// What a calendar gets of it.
    pub appointments: Vec<Appointment>,
}

/// A day that a calendar can keep. Nothing in it tells whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The same each time it is printed, so that a calendar changes what it has and adds nothing.
    pub uid: String,
    /// How often it was changed: a calendar takes the higher number.
    pub changed: u32,
    pub noted: DateTime<FixedOffset>,
    pub day: NaiveDate,
    /// At the place where people meet.
    pub time: Option<NaiveTime>,
    pub summary: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    pub id: String,
    /// The block, counted from 0.
    pub block: usize,
    /// The row of a table or the item of a list, counted from 0; otherwise 0.
    pub part: usize,
    /// The record belongs to another part of the document and is only mentioned here.
    pub is_beside: bool,
}

/// One piece of a document. Texts are plain words; a format does its own escaping and wrapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading {
        /// 1 for the parts of the document, 2 for what is in them, and so on.
        level: u8,
        text: String,
    },
    Paragraph(String),
    /// Exact words of somebody, set apart.
    Quote {
        text: String,
        whose: String,
    },
    /// Names with what belongs to each: `Venue`, `Elm Room`.
    Facts(Vec<(String, String)>),
    List {
        numbered: bool,
        items: Vec<String>,
    },
    /// Lines as they are typed or printed, set apart: they are not wrapped where there is room for them.
    Example(Vec<String>),
    /// Rows of cells. Every row has as many cells as the header.
    Table(Table),
    /// A paragraph that must not be overlooked or taken for something else.
    Marked {
        mark: Mark,
        text: String,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A format always prints the words; colour and lines are extras.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    MadeUp,
    /// Only for readers of the full record.
    Restricted,
    /// It no longer holds.
    StruckOut,
    /// It is not settled yet.
    ToConfirm,
}

impl Mark {
    pub fn words(self) -> &'static str {
        match self {
            Mark::MadeUp => "Made up",
            Mark::Restricted => "Restricted",
            Mark::StruckOut => "Struck out",
            Mark::ToConfirm => "To be confirmed",
        }
    }
}

impl Document {
    /// An empty one.
    pub fn new(title: impl Into<String>, language: impl Into<String>) -> Document {
        Document {
            title: title.into(),
            language: language.into(),
            ..Document::default()
        }
    }

    /// Says which meeting it is about.
    pub fn is_of(&mut self, meeting: &PastMeeting) {
        self.named = meeting.day_and_reference();
        self.day = meeting.day;
        if meeting.made_up {
            self.on_each_page.push(Mark::MadeUp.words().to_owned());
        }
    }

    /// The next block to be added shows this record.
    pub fn anchor(&mut self, id: &str) {
        self.anchor_part(id, 0);
    }

    /// A row or item of the next block to be added shows this record.
    pub fn anchor_part(&mut self, id: &str, part: usize) {
        self.anchors.push(Anchor {
            id: id.to_owned(),
            block: self.blocks.len(),
            part,
            is_beside: false,
        });
    }

    /// Marks the anchors added since there were `from` of them: those of records that belong to another part.
    pub fn set_beside(&mut self, from: usize, is_beside: impl Fn(&str) -> bool) {
        for anchor in self.anchors.iter_mut().skip(from) {
            anchor.is_beside = is_beside(&anchor.id);
        }
    }

    /// Where a record appears: first the part it belongs to, if it is there. It appears more than once when its table
    /// has no column for everything.
    pub fn places_of<'d>(&'d self, id: &'d str) -> impl Iterator<Item = &'d Anchor> {
        let all = || self.anchors.iter().filter(move |anchor| anchor.id == id);
        let belongs = all().filter(|anchor| !anchor.is_beside);
        belongs.chain(all().filter(|anchor| anchor.is_beside))
    }

    pub fn begin_with(&mut self, blocks: Vec<Block>) {
        for anchor in &mut self.anchors {
            anchor.block += blocks.len();
        }
        self.blocks.splice(0..0, blocks);
    }

    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading {
            level,
            text: text.into(),
        });
    }

    /// Adds a paragraph; an empty one is left out.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    pub fn marked(&mut self, mark: Mark, text: impl Into<String>) {
        self.blocks.push(Block::Marked {
            mark,
            text: text.into(),
        });
    }

    /// Adds a list without numbers; an empty one is left out.
    pub fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(Block::List {
                numbered: false,
                items,
            });
        }
    }

    /// Adds facts; those without an answer are left out.
    pub fn facts(&mut self, facts: Vec<(String, String)>) {
        let facts: Vec<(String, String)> = facts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .collect();
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a table; one without rows is left out. Rows are filled up to the width of the header.
    pub fn table(&mut self, header: Vec<String>, rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let width = header.len();
        let rows = rows.into_iter().map(|mut row| {
            row.resize(width, String::new());
            row
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table { header, rows }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_stays_with_its_block_when_something_comes_before_it() {
        let mut document = Document::new("T", "en");
        document.paragraph("first");
        document.anchor("e1");
        document.paragraph("second");
        document.begin_with(vec![Block::Paragraph("a notice".into())]);
        let at = document.places_of("e1").next().unwrap();
        assert_eq!(document.blocks[at.block], Block::Paragraph("second".into()));
        assert_eq!(document.places_of("e2").next(), None);
    }
}
