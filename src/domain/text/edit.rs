//! One change of a text, as a value: what the draft file keeps and what undo turns round.
//! Must not know who typed it or where it is shown.

/// Replace `removed` bytes at byte `at` by `inserted`.
///
/// Offsets are bytes of the text before the change and always lie on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// Where, in bytes.
    pub at: usize,
    /// What was there and goes.
    pub removed: String,
    /// What comes instead.
    pub inserted: String,
}

impl TextEdit {
    /// The change that takes this one back.
    pub fn inverse(&self) -> TextEdit {
        TextEdit {
            at: self.at,
            removed: self.inserted.clone(),
            inserted: self.removed.clone(),
        }
    }

    /// Puts the change into `text`. Offsets that do not fit change nothing and give `false`.
    pub fn put_into(&self, text: &mut String) -> bool {
        let end = self.at.saturating_add(self.removed.len());
        if text.get(self.at..end).is_none() {
            return false;
        }
        text.replace_range(self.at..end, &self.inserted);
        true
    }
}
