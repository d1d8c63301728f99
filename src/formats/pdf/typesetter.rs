//! Sets the pages: what typst may see of the world is the look of a paper, its words, and the fonts. There is no other
//! file, no clock and no network.

use super::ends::plain_ends;
use super::pages::paper;
use crate::documents::document::Document;
use std::fmt;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const LOOK: &str = include_str!("page.typ");

/// Their licence is beside them.
const FONT_FILES: &[&[u8]] = &[
    include_bytes!("fonts/LiberationSans-Regular.ttf"),
    include_bytes!("fonts/LiberationSans-Bold.ttf"),
    include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("fonts/LiberationMono-Regular.ttf"),
];

/// What every paper is set with.
struct Workshop {
    language: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    look: Option<Source>,
    words: Option<FileId>,
}

static WORKSHOP: LazyLock<Workshop> = LazyLock::new(|| {
    let files = FONT_FILES.iter().map(|font| Bytes::new(*font));
    let fonts: Vec<Font> = files.flat_map(Font::iter).collect();
    Workshop {
        language: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        look: file("page.typ").map(|id| Source::new(id, LOOK.to_owned())),
        words: file("paper.json"),
    }
});

fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The fonts that words are set in.
pub(super) fn fonts() -> &'static [Font] {
    &WORKSHOP.fonts
}

struct OnePaper {
    words: Bytes,
}

impl World for OnePaper {
    fn library(&self) -> &LazyHash<Library> {
        &WORKSHOP.language
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &WORKSHOP.book
    }

    fn main(&self) -> FileId {
        WORKSHOP
            .look
            .as_ref()
            .map_or_else(|| Source::detached("").id(), Source::id)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let look = WORKSHOP.look.as_ref().filter(|look| look.id() == id);
        look.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match WORKSHOP.words == Some(id) {
            true => Ok(self.words.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        WORKSHOP.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What typst says. It names no word of the document but the letters that no font has.
pub(super) struct NotSet(String);

impl fmt::Display for NotSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<EcoVec<SourceDiagnostic>> for NotSet {
    fn from(all: EcoVec<SourceDiagnostic>) -> NotSet {
        let all = all.iter().map(|one| one.message.as_str());
        NotSet(all.collect::<Vec<_>>().join("; "))
    }
}

/// # Errors
/// Where typst refuses it.
pub(super) fn set(document: &Document, points: u32) -> Result<Vec<u8>, NotSet> {
    let words = paper(document, points).to_string();
    let world = OnePaper {
        words: Bytes::new(words.into_bytes()),
    };
    let made = made(&world);
    // What typst remembers of a paper goes with it.
    typst::comemo::evict(0);
    made
}

fn made(world: &OnePaper) -> Result<Vec<u8>, NotSet> {
    let standards = [PdfStandard::Ua_1, PdfStandard::A_2a];
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(None),
        standards: PdfStandards::new(&standards)
            .map_err(|why| NotSet(why.message().to_string()))?,
        ..PdfOptions::default()
    };
    let pages = typst::compile::<PagedDocument>(world).output?;
    Ok(plain_ends(typst_pdf::pdf(&pages, &options)?))
}
