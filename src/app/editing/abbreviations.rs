//! Abbreviations: Space after one expands it, Backspace straight afterwards undoes that.

use super::editor::MeetingEditor;
use crate::app::protocol::effect::Effect;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenOut {
    pub at: usize,
    pub short: String,
    /// What is there now, including the space.
    pub long: String,
}

/// Never inside exact words.
pub fn expand(editor: &mut MeetingEditor) -> Option<Vec<Effect>> {
    let cursor = editor.line.cursor();
    let before = editor.line.text().get(..cursor)?;
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || letter == '(')
        .next()?;
    let in_quotes = before.matches(['"', '\u{201c}', '\u{201d}']).count() % 2 == 1;
    if word.is_empty() || in_quotes || before.starts_with('/') && !before.contains(' ') {
        return None;
    }
    let long = editor
        .abbreviations
        .iter()
        .find(|one| one.short == word)?
        .long
        .clone();
    let (at, short) = (cursor - word.len(), word.to_owned());
    let effects = editor.replace(at, short.len(), &format!("{long} "));
    editor.written_out = Some(WrittenOut {
        at,
        short,
        long: format!("{long} "),
    });
    Some(effects)
}

/// Backspace straight after an expanded abbreviation brings the short form back.
pub fn take_back(editor: &mut MeetingEditor) -> Option<Vec<Effect>> {
    let written = editor.written_out.take()?;
    let stands = editor.line.text().get(written.at..editor.line.cursor())? == written.long;
    stands.then(|| {
        editor.replace(
            written.at,
            written.long.len(),
            &format!("{} ", written.short),
        )
    })
}
