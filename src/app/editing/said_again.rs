//! A line that was refused is set aside when the next one is typed. Once it has been typed again as it should be, nothing of
//! it is left to record, so it waits no longer. Nor does one in whose place Tab put another that says the same.

use super::editor::MeetingEditor;
use super::stash::{Aside, Purpose};
use crate::app::protocol::command_row::{Commands, Named};
use crate::app::protocol::effect::Effect;
use crate::domain::line::kind_of_command;
use crate::domain::record::KINDS;
use crate::domain::settings::people_words::plain_words;
use crate::domain::toml_reader::nearest;

/// Takes out of the stash what this line, which was done just now, has recorded.
pub fn forget_what_was_said_again(
    editor: &mut MeetingEditor,
    done: &str,
    known: Commands,
) -> Vec<Effect> {
    let before = editor.asides.len();
    let is_left = |aside: &Aside| match &aside.instead {
        Some(instead) => !instead.says_all || !says_again(done, &instead.line, known),
        None => {
            let is_again = aside.refused && says_again(done, &aside.text, known);
            !is_again || aside.purpose != Purpose::New
        }
    };
    editor.asides.retain(is_left);
    match editor.asides.len() == before || !editor.line.is_empty() {
        true => Vec::new(),
        false => editor.empty_line(),
    }
}

/// Whether nothing of the refused line is missing in the one that was done: a command of the same name, and every word, mark
/// and sign. Where no record is made, labels say nothing: `/leave RL; why: a bus` is `/leave RL: a bus`. Words that are no
/// command must be all there is.
pub fn says_again(done: &str, refused: &str, known: Commands) -> bool {
    let (done, refused) = (done.trim(), refused.trim());
    match (name(done), name(refused)) {
        (Some((is, rest)), Some((was, left))) => {
            let was_known = command(was, known);
            let is_same = command(is, known) == was_known;
            // What no command is called was a slip of this one, where it nearly is.
            let is_slip = was_known.is_none()
                && (nearest(was, [is]).is_some() || known.is_another_word_for(was, is));
            let labels = kind_of_command(command(is, known).unwrap_or("")).is_some();
            (is_same || is_slip) && is_in(&pieces(left, labels), &pieces(rest, labels))
        }
        (None, None) => {
            let (is, was) = (pieces(done, true), pieces(refused, true));
            !was.is_empty() && is_in(&was, &is) && is_in(&is, &was)
        }
        _ => false,
    }
}

fn name(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix('/')?;
    let end = line
        .find(|letter: char| letter.is_whitespace() || matches!(letter, ';' | ':'))
        .unwrap_or(line.len());
    Some(line.split_at(end))
}

fn command(name: &str, known: Commands) -> Option<&'static str> {
    match known.meant_at_the_desk(&name.to_lowercase()) {
        Named::Command(row) => Some(row.command),
        Named::Record(command) => Some(command),
        Named::Several(_) | Named::Nothing => None,
    }
}

/// Every word, and every mark and sign that says something; `labels`: those in front of answers, too.
fn pieces(text: &str, labels: bool) -> Vec<String> {
    let mut pieces = Vec::new();
    for (at, answer) in text.split(';').enumerate() {
        let labelled = answer.split_once(':').filter(|(label, _)| is_label(label));
        let answer = match labelled {
            Some((_, answer)) if at > 0 && !labels => answer,
            _ => answer,
        };
        for word in answer.split_whitespace() {
            let is_mark = word.starts_with(['#', '@', '"', '\u{201c}', '\\']) || word == "??";
            let is_sign = matches!(word, "+" | "!" | "=" | "*" | "?");
            let words = plain_words(word);
            if is_sign || is_mark {
                pieces.push(word.to_lowercase());
            } else {
                pieces.extend(words);
            }
        }
    }
    pieces
}

fn is_label(typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    KINDS
        .iter()
        .any(|kind| kind.labels().any(|label| label == typed))
}

/// Whether each of these is among the others, as often.
fn is_in(these: &[String], others: &[String]) -> bool {
    let mut left = others.to_vec();
    these.iter().all(|piece| {
        let at = left.iter().position(|other| other == piece);
        at.map(|at| left.swap_remove(at)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::COMMANDS;

    #[test]
    fn a_refused_line_is_said_again_only_where_nothing_of_it_is_missing() {
        for (refused, done) in [
            ("/leave RL; why: another appt", "/leave RL: another appt"),
            ("/leave", "/leave RL"),
            ("/leave RL another appt", "/leave RL: another appt."),
            ("/leav RL: a bus", "/leave RL: a bus"),
            ("/arrive CH, MO", "/arrive CH MO"),
            (
                "/action ring AA; who: XX",
                "/action ring AA; who: XX; by: 12 Dec",
            ),
            ("/apend in the kitchen", "/append in the kitchen"),
            ("KS: he left #restricted", "KS: he left #restricted"),
            ("/break 10", "/break 10 min"),
        ] {
            assert!(says_again(done, refused, COMMANDS), "{refused} -> {done}");
        }
        for (refused, done) in [
            ("/leave RL; why: another appt", "/leave RL"),
            ("/leave RL: another appt", "/arrive RL: another appt"),
            ("/leave RL: a bus", "RL: a bus"),
            ("/leave RL", "/leave DT"),
            ("/leave RL RL", "/leave RL"),
            ("/action ring AA; who: KS", "/action ring AA; idea: KS"),
            ("/action ring AA #restricted", "/action ring AA"),
            ("/action ring AA ??", "/action ring AA"),
            ("/view Ella; words: \"no\"", "/view Ella; words: no"),
            ("/view Ella; colour: white", "/view Ella: white"),
            ("/xyzzy", "/leave RL"),
            ("/KS: ", "/next"),
            (": ", "👩\u{200d}👧"),
            ("/KS: he left", "/next he left"),
            ("/leav RL", "/leave DT"),
            ("yes", "KM: yes, I was"),
            ("KS: he left", "KS: he left at ten"),
            ("KS: + he left", "KS: he left"),
        ] {
            assert!(!says_again(done, refused, COMMANDS), "{refused} -> {done}");
        }
    }
}
