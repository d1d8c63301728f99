//! A format that only the test build has. One line in the table must be enough for it to be offered and to print; its
//! first byte is never valid in text.

use super::{Format, Needs};

pub(crate) const MADE_UP: Format = Format {
    id: "made-up",
    title: "Made-up bytes",
    about: "for nobody",
    extension: "made-up",
    needs: Needs::Words,
    print: |document, layout| {
        let columns = layout.columns;
        let words = format!("{} in {columns}", document.title);
        Ok([&[0xff], words.as_bytes()].concat())
    },
    ..Format::DEFAULT
};
