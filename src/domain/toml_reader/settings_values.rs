//! One kind of settings file: everything about it is in its one implementation of [`SettingsValues`], and every file is
//! read in the same way.

use super::{Fault, Faults, Shape, Table, read};

pub trait SettingsValues: Default {
    const NAME: &'static str;
    const ABOUT: &'static str;
    /// The text that comes with the program, to be copied out and changed.
    const BUILT_IN: &'static str;
    /// What it may say: its check, its schema and its help are made from it.
    const SHAPE: &'static Shape;
    /// A meeting keeps it in its first event, so that old minutes stay readable when it changes.
    const KEPT: bool;
    /// What applies as long as the council's own file has faults.
    const WHEN_FAULTY: WhenFaulty = WhenFaulty {
        words: "the built-in one is used",
        text: None,
    };

    /// These values overridden by what a file says; whatever only this file can know to be wrong is added to the
    /// faults.
    #[must_use]
    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> Self;

    /// What is wrong in a file that is to be used from now on, beyond what [`Self::with_file`] finds. A meeting keeps the
    /// files it was made with, and those must stay readable when the program learns to find more.
    fn found_later(_: &Table, _: &mut Faults<'_>) {}

    /// All faults of a file that is to be used from now on.
    fn check(text: &str) -> Vec<Fault> {
        let mut reading = read(text, Self::SHAPE);
        let _ = Self::built_in().with_file(&reading.root, &mut reading.faults);
        Self::found_later(&reading.root, &mut reading.faults);
        reading.faults.into_sorted()
    }

    /// Those that come with the program. (A test holds each built-in text against its check.)
    fn built_in() -> Self {
        Self::read_over(Self::BUILT_IN, Self::default()).unwrap_or_default()
    }

    /// # Errors
    /// All faults of the file at once, in the order of the text.
    fn read(text: &str) -> Result<Self, Vec<Fault>> {
        Self::read_over(text, Self::built_in())
    }

    /// # Errors
    /// All faults of the file at once, in the order of the text.
    fn read_over(text: &str, base: Self) -> Result<Self, Vec<Fault>> {
        let mut reading = read(text, Self::SHAPE);
        let values = base.with_file(&reading.root, &mut reading.faults);
        if reading.faults.is_empty() {
            Ok(values)
        } else {
            Err(reading.faults.into_sorted())
        }
    }

    /// What is used, with or without the council's own file, and whatever is wrong with it.
    fn in_use(own: Option<&str>) -> Self {
        let read = |text| Self::read(text).ok();
        own.and_then(|own| read(own).or_else(|| read(Self::WHEN_FAULTY.text?)))
            .unwrap_or_else(Self::built_in)
    }
}

#[derive(Debug, Clone, Copy)]
pub struct WhenFaulty {
    /// Completes a sentence after "so": `no index is used`.
    pub words: &'static str,
    /// The text used in its place; the built-in one when there is none.
    pub text: Option<&'static str>,
}
