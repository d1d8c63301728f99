//! Which entry a command is about: the chosen one, the last, one so many back, or the last of somebody who is named.
//! Must not know what is done with it.

use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::Action;
use crate::domain::line::names_somebody;
use crate::domain::problem::Problem;
use crate::domain::record::Record;
use crate::domain::record::kinds::contribution;

/// An entry, and the words behind the command that are left.
pub(crate) struct Which<'w> {
    /// Its id.
    pub id: String,
    /// What is to be done with it, or put into it.
    pub words: &'w str,
    /// It is a score that nobody is to see yet.
    pub is_hidden: bool,
    /// How many entries stand behind it, where it was not simply the last or the chosen one.
    back: usize,
}

impl Which<'_> {
    /// How this entry is changed by a whole line.
    pub fn command(&self) -> String {
        match self.back {
            0 => "/edit".to_owned(),
            back => format!("/edit ^{back}"),
        }
    }
}

/// Finds it; says why when there is none.
///
/// A name alone behind `/edit` says whose entry is meant. It never becomes the entry: who types `/edit Ella` looks for
/// what Ella said, and whoever really means the one word types who said it, too.
pub(crate) fn which_entry<'w>(
    editor: &MeetingEditor,
    action: Action,
    typed: &'w str,
) -> Result<Which<'w>, Problem> {
    let (back, words) = back_by(typed);
    let named = match (action, back) {
        (Action::Edit, 0) => names_somebody(words, &editor.meeting),
        _ => None,
    };
    if let Some(somebody) = named {
        let mut standing = standing(editor).enumerate();
        let is_theirs = |record: &Record| {
            record.text(&contribution::SPEAKER) == somebody
                || record.text(&contribution::ON_BEHALF_OF) == somebody
        };
        let (back, record) = standing
            .find(|(_, record)| is_theirs(record))
            .ok_or_else(|| {
                Problem::wrong_input(format!(
                    "{} has no entry yet, so nothing was changed.",
                    editor.meeting.called(&somebody)
                ))
                .next("/edit alone takes the last entry; your line is kept.")
            })?;
        return Ok(of(record, back, ""));
    }
    let subject = match back {
        0 => editor.subject(),
        back => standing(editor).nth(back),
    };
    let record = subject.ok_or_else(|| Problem::wrong_input("There is no entry yet."))?;
    Ok(of(record, back, words))
}

fn of<'w>(record: &Record, back: usize, words: &'w str) -> Which<'w> {
    Which {
        id: record.id.clone(),
        words,
        is_hidden: record.is_hidden(),
        back,
    }
}

/// The records that are not struck out, the newest first.
fn standing(editor: &MeetingEditor) -> impl Iterator<Item = &Record> {
    let newest_first = editor.meeting.all_records().iter().rev();
    newest_first.filter(|record| record.struck.is_none())
}

/// `^2 words`: the entry two before the last. Without it, the last (or the chosen one).
fn back_by(rest: &str) -> (usize, &str) {
    let Some((number, words)) = rest
        .strip_prefix('^')
        .map(|rest| rest.split_once(char::is_whitespace).unwrap_or((rest, "")))
    else {
        return (0, rest);
    };
    number
        .parse()
        .map_or((0, rest), |back| (back, words.trim()))
}
