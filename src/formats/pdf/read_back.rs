//! The words of a PDF, read back from its bytes by another library than the one that wrote them: what is searched for
//! everything that was withheld.

use super::{LARGE_SIZE, USUAL_SIZE, print};
use crate::documents::document::{Block, Document, Mark};
use crate::formats::docx::{Direction, by_direction, direction_of};
use crate::formats::unpacked::markup_words;
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};
use std::collections::{HashSet, VecDeque};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// What is drawn on its pages, and what is read out of them, each in its order and with the top and the foot of the pages
/// apart; then what stands beside the pages: its properties, headings for finding one's way. `None` where it cannot be read.
pub fn words(bytes: &[u8]) -> Option<String> {
    let told = told_by(bytes)?;
    let beside = told.beside.into_iter();
    let beside = beside.filter(|words| !IN_EVERY_ONE.contains(words));
    let pages = [told.drawn, told.read_out].into_iter();
    let pages = pages.flat_map(|lines| [lines.body.words, lines.edges.words]);
    let mut all: Vec<String> = pages.map(|words| turned(&words)).collect();
    all.extend(beside);
    Some(all.join("\n"))
}

/// What says nothing about this document.
static IN_EVERY_ONE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut document = Document::new("-", "en-GB");
    document.heading(1, "");
    document.facts(vec![(String::new(), " ".to_owned())]);
    document.list(vec![String::new()]);
    document.table(vec![String::new()], vec![vec![String::new()]]);
    document.marked(Mark::StruckOut, "");
    document.blocks.push(Block::Example(Vec::new()));
    let sizes = [USUAL_SIZE, LARGE_SIZE].into_iter();
    let printed = sizes.filter_map(|points| print(&document, points).ok());
    let told = printed.filter_map(|bytes| told_by(&bytes));
    told.flat_map(|told| told.beside).collect()
});

struct Told {
    drawn: Reader,
    read_out: Reader,
    beside: Vec<String>,
}

fn told_by(bytes: &[u8]) -> Option<Told> {
    let file = Pdf::new(bytes.to_vec()).ok()?;
    let (mut drawn, mut read_out) = (Reader::default(), Reader::default());
    let mut beside = Vec::new();
    for page in file.pages().iter() {
        let cache = InterpreterCache::new();
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let settings = InterpreterSettings::default();
        let context = || {
            Context::new(
                Affine::IDENTITY,
                bounds,
                &cache,
                file.xref(),
                settings.clone(),
            )
        };
        drawn.begin_page(Vec::new());
        interpret_page(page, &mut context(), &mut drawn);
        let mut instead = Vec::new();
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::BeginMarkedContentWithProperties(marked) => {
                    strings_in(marked.1, &mut beside);
                    instead.push(actual_text(marked.1));
                }
                TypedInstruction::BeginMarkedContent(_) => instead.push(None),
                _ => {}
            }
        }
        read_out.begin_page(instead);
        interpret_page(page, &mut context(), &mut read_out);
    }
    for object in file.objects() {
        strings_in(&object, &mut beside);
    }
    let is_id = |words: &str| words.len() == 24 && words.ends_with("==");
    beside.retain(|words| words.chars().any(char::is_alphabetic) && !is_id(words));
    Some(Told {
        drawn,
        read_out,
        beside,
    })
}

/// What is read out in place of what is drawn.
fn actual_text(properties: &Object<'_>) -> Option<String> {
    let Object::Dict(properties) = properties else {
        return None;
    };
    let text: hayro_interpret::hayro_syntax::object::String<'_> = properties.get(b"ActualText")?;
    Some(as_text(text.as_bytes()))
}

/// A line is drawn from left to right, so letters that run from right to left stand there from their end.
fn turned(lines: &str) -> String {
    let pieces = lines.split_inclusive('\n').flat_map(by_direction);
    let pieces = pieces.map(|(direction, piece)| match direction {
        Direction::LeftToRight => piece.to_owned(),
        Direction::RightToLeft => from_the_end(piece),
    });
    pieces.collect()
}

fn from_the_end(letters: &str) -> String {
    letters.graphemes(true).rev().collect()
}

/// Where a letter ended, and how high it is.
#[derive(Clone, Copy)]
struct Place {
    end: Point,
    size: f64,
}

/// Lines as they stand on the pages.
#[derive(Default)]
struct Lines {
    words: String,
    last: Option<Place>,
}

/// Words further apart than this part of their height are not in one line.
const APART: f64 = 0.18;

/// Behind these a line ends within a word, or has ended.
const WITHIN: [char; 2] = ['\u{200b}', '\n'];

impl Lines {
    fn add(&mut self, letters: &str, begin: Point, place: Place) {
        let is_next = self.last.is_some_and(|last| {
            let gap = (begin.x - last.end.x).abs();
            (begin.y - last.end.y).abs() < last.size * 0.5 && gap < last.size * APART
        });
        self.last = Some(place);
        if !is_next && !self.words.is_empty() && !self.words.ends_with(WITHIN) {
            self.words.push('\n');
        }
        // Several letters in one sign stand in their own order, whatever theirs is.
        match direction_of(letters) {
            Direction::LeftToRight => self.words.push_str(letters),
            Direction::RightToLeft => self.words.push_str(&from_the_end(letters)),
        }
    }
}

/// A piece of a page that is marked as one.
struct Marked {
    /// The top or the foot of the page, the head of a table again.
    is_artifact: bool,
    /// What is read out in place of it; empty once it was.
    instead: Option<String>,
}

#[derive(Default)]
struct Reader {
    body: Lines,
    edges: Lines,
    within: Vec<Marked>,
    /// For each piece that is still to come on this page.
    instead: VecDeque<Option<String>>,
}

impl Reader {
    fn begin_page(&mut self, instead: Vec<Option<String>>) {
        self.instead = instead.into();
        self.within.clear();
        self.body.last = None;
        self.edges.last = None;
    }

    fn lines(&mut self) -> &mut Lines {
        match self.within.iter().any(|marked| marked.is_artifact) {
            true => &mut self.edges,
            false => &mut self.body,
        }
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let instead = self.within.iter_mut().rev();
        let instead = instead.filter_map(|marked| marked.instead.as_mut()).next();
        let letters = match (instead.map(std::mem::take), glyph.as_unicode()) {
            (Some(instead), _) => instead,
            (None, Some(BfString::Char(letter))) => letter.to_string(),
            (None, Some(BfString::String(letters))) => letters,
            (None, None) => return,
        };
        let all = transform * glyph_transform;
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or(0.0),
            Glyph::Type3(_) => 0.0,
        };
        let begin = all * Point::ORIGIN;
        let end = all * Point::new(f64::from(width), 0.0);
        let size = (all * Point::new(0.0, 1_000.0) - begin).hypot();
        self.lines().add(&letters, begin, Place { end, size });
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.within.push(Marked {
            is_artifact: tag == b"Artifact",
            instead: self.instead.pop_front().flatten(),
        });
    }

    fn end_marked_content(&mut self) {
        self.within.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Every text in an object, and the words of what describes the document.
fn strings_in(object: &Object<'_>, told: &mut Vec<String>) {
    match object {
        Object::String(text) => told.push(as_text(text.as_bytes())),
        Object::Dict(dict) => of_dict(dict, told),
        Object::Array(array) => of_array(array, told),
        Object::Stream(stream) => of_stream(stream, told),
        _ => {}
    }
}

/// What is only referred to is an object of its own.
fn of_dict(dict: &Dict<'_>, told: &mut Vec<String>) {
    for (name, value) in dict.entries() {
        // A language is no word.
        if let MaybeRef::NotRef(value) = value
            && name.as_ref() != b"Lang"
        {
            strings_in(&value, told);
        }
    }
}

fn of_array(array: &Array<'_>, told: &mut Vec<String>) {
    for value in array.raw_iter() {
        if let MaybeRef::NotRef(value) = value {
            strings_in(&value, told);
        }
    }
}

fn of_stream(stream: &Stream<'_>, told: &mut Vec<String>) {
    of_dict(stream.dict(), told);
    // Fonts and pages are read elsewhere, or hold no words.
    if let Ok(content) = stream.decoded()
        && content.starts_with(b"<?xpacket")
    {
        let text = String::from_utf8_lossy(&content);
        told.extend(markup_words(&text).lines().map(str::to_owned));
    }
}

/// Texts are UTF-16 with a mark in front, or a set of letters of their own, which is Latin as far as it matters.
fn as_text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| {
                pair.iter()
                    .fold(0, |unit, byte| unit << 8 | u16::from(*byte))
            });
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or('\u{fffd}'))
                .collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
