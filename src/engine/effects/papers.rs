//! `/papers write`: the same as `papers --write` in the shell.

use super::EffectRunner;
use crate::app::protocol::message::{Message, PapersWritten};
use crate::app::protocol::view::View;
use crate::documents::manifest::{
    CopyMade, not_confirmed, not_in_the_format, not_read, whose_child,
};
use crate::documents::papers::who_gets;
use crate::domain::history::access::Done;
use crate::domain::problem::Problem;
use crate::engine::papers::{
    Recipient, WIDTH, papers_for, read, told_in_words, view, who_gets_what,
};
use crate::engine::past::Source;
use crate::engine::reference;
use crate::engine::written_papers::{NoCopy, place, write};
use crate::formats::{FORMATS, Format, Layout, USUAL, format};
use crate::store::outgoing::left_unfinished;
use crate::store::paths::papers_folder;
use std::path::Path;

impl EffectRunner {
    pub(super) fn write_papers(
        &mut self,
        meeting: &str,
        to: &str,
        named: Option<&str>,
    ) -> Vec<Message> {
        let format = match named.map_or(Ok(USUAL), format_called) {
            Ok(format) => format,
            Err(why) => return vec![Message::NotDone(why)],
        };
        let reference = match reference::read(&self.places, format) {
            Ok(reference) => reference,
            Err(why) => return vec![Message::NotDone(why)],
        };
        let layout = Layout {
            reference: reference.as_ref(),
            ..Layout::from(WIDTH)
        };
        let disk = self.disk.as_ref();
        let source = match read(&mut self.past, &self.places, disk, meeting, Done::Printed) {
            Ok(source) => source,
            Err(why) => return vec![Message::NotDone(why)],
        };
        let full = view(&source);
        let rows = who_gets::rows(&full);
        let made = rows
            .iter()
            .map(|row| papers_for(&source, row, false, format, layout));
        let made: Vec<Recipient> = made.collect();
        if let Some(none) = NoCopy::of(&made) {
            // What has to be decided first is more than a line.
            return vec![
                list(&source, meeting),
                Message::NotDone(none.problem(match none {
                    NoCopy::Asked => "Decide what this list asks, and try again.",
                    NoCopy::Skipped => "Name another format behind as:, or leave it out.",
                    NoCopy::NobodyGetsOne => {
                        "This list says who gets which papers; /gets changes that."
                    }
                })),
            ];
        }
        match self.written(&source, made, to, format, layout) {
            Ok(written) => vec![Message::PapersWritten(written)],
            Err(why) => vec![Message::NotDone(why)],
        }
    }

    fn written(
        &self,
        source: &Source,
        made: Vec<Recipient>,
        typed: &str,
        format: &Format,
        layout: Layout<'_>,
    ) -> Result<PapersWritten, Problem> {
        let disk = self.disk.as_ref();
        let meeting = source.folder.id.to_string();
        let to = place(typed, &meeting, disk)?;
        let asked = made.iter().filter(|one| one.papers.is_err());
        let asked = asked.map(|one| one.name.clone()).collect();
        let copies: Vec<CopyMade> = made
            .iter()
            .map(|one| CopyMade::of(one, String::new()))
            .collect();
        let in_words = told_in_words(format, &made);
        let written = write(source, &self.places, &to, made, format, layout, disk)?;
        let open = [
            not_confirmed(&copies),
            whose_child(&copies),
            not_read(&copies),
            not_in_the_format(&copies, format.needs.words()),
        ];
        let left = left_unfinished(disk, &to).into_iter().map(|folder| {
            format!(
                "An earlier write that did not come to its end left papers in {}. Nobody knows of them: remove that folder.",
                in_home(&folder)
            )
        });
        Ok(PapersWritten {
            meeting,
            folder: in_home(&to),
            written,
            asked,
            told: left
                .chain(open.into_iter().flatten())
                .chain(in_words)
                .collect(),
        })
    }
}

fn format_called(named: &str) -> Result<&'static Format, Problem> {
    let known = format(&named.to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|known| known.id).collect();
        Problem::wrong_input(format!("There is no format \"{named}\"."))
            .safe("Nothing was written.")
            .next(format!("There are: {}.", known.join(", ")))
    })?;
    match known.is_built_in {
        true => Ok(known),
        false => Err(known.not_built_in()),
    }
}

fn list(source: &Source, meeting: &str) -> Message {
    Message::Page {
        view: View::Papers {
            meeting: meeting.to_owned(),
            whose: None,
        },
        document: Box::new(who_gets_what(source)),
        at: None,
    }
}

fn in_home(path: &Path) -> String {
    let base = papers_folder();
    let home = base.as_deref().and_then(Path::parent);
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    }
}
