//! One change of a text, as a value: what the draft file keeps and what undo reverses.

/// Replaces `removed` at byte `at` with `inserted`.
///
/// Offsets are bytes of the text before the change and always on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// Where, in bytes.
    pub at: usize,
    pub removed: String,
    pub inserted: String,
}

impl TextEdit {
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
