//! The choice among the documents that are made from one meeting's minutes: what is typed behind `--by` and `/by`.

use super::record::{BY_SECTION, RECORD};
use super::{DOCUMENTS, DocumentKind, Maker};
use crate::documents::document::Document;
use crate::domain::minutes::copy_for::CopyFor;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::{OpenMinutes, RestrictedPart};
use crate::domain::visibility::Restricted;
use std::fmt;

#[derive(Debug, Clone, Copy)]
pub struct Arrangement {
    pub(super) also: &'static [&'static str],
    /// Makes it out of what its reader may see.
    pub(super) write: fn(&ReaderView<'_>) -> Document,
}

/// How a record is arranged: one of the documents in the table that are made from minutes.
#[derive(Clone, Copy)]
pub struct Arranged {
    kind: &'static DocumentKind,
    how: Arrangement,
}

impl Arranged {
    /// In the order of the table.
    pub fn all() -> impl Iterator<Item = Arranged> {
        DOCUMENTS.iter().filter_map(|kind| match kind.maker {
            Maker::Minutes(how) => Some(Arranged { kind, how }),
            _ => None,
        })
    }

    pub fn kind(self) -> &'static DocumentKind {
        self.kind
    }

    /// Reads an id, another word for one, or the beginning of an id; `children` is accepted for `child`.
    pub fn from_word(word: &str) -> Option<Arranged> {
        let word = word.trim().to_lowercase();
        if word.is_empty() {
            return None;
        }
        let is_it =
            |known: &Arranged| known.kind.id == word || known.how.also.contains(&word.as_str());
        Arranged::all()
            .find(is_it)
            .or_else(|| Arranged::all().find(|known| known.kind.id.starts_with(&word)))
            .or_else(|| Arranged::all().find(|known| word.starts_with(known.kind.id)))
    }

    /// The page, including the restricted part where it is given and the document has such a version.
    pub fn page(
        self,
        minutes: &OpenMinutes,
        part: Option<&Restricted<RestrictedPart>>,
    ) -> Document {
        let reading = match part {
            Some(part) => ReaderView::full(minutes, part),
            None => ReaderView::open(minutes),
        };
        (self.how.write)(&reading)
    }
}

impl Arranged {
    /// The page of the copy for one person.
    pub fn page_of(self, copy: &CopyFor<'_>) -> Document {
        (self.how.write)(&copy.reading)
    }
}

impl Default for Arranged {
    fn default() -> Arranged {
        Arranged {
            kind: &RECORD,
            how: BY_SECTION,
        }
    }
}

impl PartialEq for Arranged {
    fn eq(&self, other: &Arranged) -> bool {
        self.kind.id == other.kind.id
    }
}

impl Eq for Arranged {}

impl fmt::Debug for Arranged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.id)
    }
}

/// The ids of all arrangements, as they are said: `section, child, person or agency`.
pub const ORDERS: &str = with_orders!("", "");

/// A text with [`ORDERS`] in it, for tables that are constants.
macro_rules! with_orders {
    ($before:literal, $after:literal) => {{
        const LENGTH: usize = $crate::documents::spell::<0>($before, $after).1;
        const BYTES: [u8; LENGTH] = $crate::documents::spell::<LENGTH>($before, $after).0;
        $crate::documents::text(&BYTES)
    }};
}
pub(crate) use with_orders;

/// The bytes of [`ORDERS`] between two texts, as many as fit in `ROOM`, and the number there would be in all.
pub(crate) const fn spell<const ROOM: usize>(before: &str, after: &str) -> ([u8; ROOM], usize) {
    let (mut bytes, mut length) = ([0; ROOM], 0);
    put(before, &mut bytes, &mut length);
    let mut id: Option<&str> = None;
    let mut is_first = true;
    let mut kinds = DOCUMENTS;
    while let [kind, rest @ ..] = kinds {
        kinds = rest;
        if !matches!(kind.maker, Maker::Minutes(_)) {
            continue;
        }
        if let Some(id) = id {
            put(if is_first { "" } else { ", " }, &mut bytes, &mut length);
            put(id, &mut bytes, &mut length);
            is_first = false;
        }
        id = Some(kind.id);
    }
    if let Some(id) = id {
        put(if is_first { "" } else { " or " }, &mut bytes, &mut length);
        put(id, &mut bytes, &mut length);
    }
    put(after, &mut bytes, &mut length);
    (bytes, length)
}

const fn put(text: &str, bytes: &mut [u8], length: &mut usize) {
    if let Some((_, rest)) = bytes.split_at_mut_checked(*length)
        && let Some((room, _)) = rest.split_at_mut_checked(text.len())
    {
        room.copy_from_slice(text.as_bytes());
    }
    *length += text.len();
}

/// Bytes that were spelled out of texts, as a text again.
pub(crate) const fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_made_from_minutes_is_meant_by_its_id_and_by_no_word_of_another() {
        for arranged in Arranged::all() {
            let typed = [arranged.kind.id]
                .into_iter()
                .chain(arranged.how.also.iter().copied());
            for word in typed {
                assert_eq!(Arranged::from_word(word), Some(arranged), "{word}");
            }
        }
        assert_eq!(Arranged::all().next(), Some(Arranged::default()));
    }
}
