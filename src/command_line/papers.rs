//! `papers`: who gets a copy of a meeting's minutes, what is left out of each and why, and what has to be decided first.
//! With `--write`, the copies as files, each in a folder of its own, with a list for the Chair.

use super::print::{self, formats};
use super::settings::load;
use super::worker::Worker;
use super::{Ending, named};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Message;
use crate::app::protocol::status::Outcome;
use crate::documents::manifest::{
    CopyMade, not_confirmed, not_in_the_format, not_read, summary, whose_child,
};
use crate::documents::papers::who_gets::{self, Row};
use crate::documents::papers::written::Written;
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::access::Done;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::engine::papers::{Recipient, found, given_before, papers_for, told_in_words, view};
use crate::engine::past::{Past, Source};
use crate::engine::reference;
use crate::engine::written_papers::{NoCopy, write};
use crate::formats::{Format, Layout, USUAL};
use crate::store::disk::Disk;
use crate::store::outgoing::left_unfinished;
use crate::store::paths::Paths;
use clap::Args;
use std::path::PathBuf;

/// The seal holds the note, too. Nothing is amiss, so the exit code does not ask for attention.
const SEALED_ANEW: &str = "The meeting is sealed anew, because it now holds what was written for whom. A checksum of its files that was \
     kept elsewhere is that of the seal before.";

/// `papers MEETING`, `papers MEETING --write DIR`.
#[derive(Debug, Args)]
pub(super) struct Papers {
    /// The meeting
    meeting: String,
    /// Only for this person: letters, a name or a role; several with commas
    #[arg(long = "for", value_name = "NAME")]
    whose: Option<String>,
    /// Writes the copies into this folder, which must not be there yet
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// The format they are written in
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats(), default_value = USUAL.id)]
    format: &'static Format,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

pub(super) fn run(papers: &Papers, places: &Paths, disk: &dyn Disk) -> Ending {
    let source = match read(papers, places, disk) {
        Ok(source) => source,
        Err(why) => return Ending::Stopped(why),
    };
    let full = view(&source);
    let whose = match whose(papers, &full) {
        Ok(whose) => whose,
        Err(why) => return Ending::Stopped(why),
    };
    let reference = match reference::read(places, papers.format) {
        Ok(reference) => reference,
        Err(why) => return Ending::Stopped(why),
    };
    let layout = Layout {
        reference: reference.as_ref(),
        ..Layout::from(usize::from(papers.width))
    };
    let made: Vec<Recipient> = whose
        .iter()
        .map(|row| papers_for(&source, row, papers.whose.is_some(), papers.format, layout))
        .collect();
    let copies: Vec<CopyMade> = made
        .iter()
        .map(|recipient| CopyMade::of(recipient, String::new()))
        .collect();
    for copy in &copies {
        print::data(&told(copy));
    }
    let needs = papers.format.needs.words();
    let told = [
        not_confirmed(&copies),
        whose_child(&copies),
        not_read(&copies),
        not_in_the_format(&copies, needs),
        told_in_words(papers.format, &made),
    ];
    for words in told.into_iter().flatten().chain(given_before(&source)) {
        print::tell(&words);
    }
    if made.is_empty() {
        print::tell("Nobody is entered who could get a copy.");
    }
    let is_asked = made.iter().any(|recipient| recipient.papers.is_err());
    let mut noted = Ending::Done;
    if let Some(to) = &papers.write {
        if let Some(none) = NoCopy::of(&made) {
            return Ending::Stopped(none.problem(match none {
                NoCopy::Asked => "Decide what is asked above, and try again.",
                NoCopy::Skipped => "Name another format behind --as, or leave it out.",
                NoCopy::NobodyGetsOne => "They get no paper. In the meeting, /gets changes that.",
            }));
        }
        let written = match write(&source, places, to, made, papers.format, layout, disk) {
            Ok(written) => written,
            Err(why) => return Ending::Stopped(why),
        };
        let written: Vec<String> = written.iter().map(|one| line(&source, one)).collect();
        print::tell(&format!(
            "Written to {}. Read each copy whole before you hand it over: what was checked is that the marks were obeyed, \
             not that they were enough.",
            to.display()
        ));
        noted = note(&source, &written, places);
        match &noted {
            Ending::Stopped(why) => {
                print::tell(&format!(
                    "What was written for whom is not noted in the meeting: {why} Type there:\n{}",
                    written.join("\n")
                ));
            }
            Ending::Done if source.minutes.closing().is_some() && !written.is_empty() => {
                print::tell(SEALED_ANEW);
            }
            Ending::Done | Ending::Attention => {}
        }
        for folder in left_unfinished(disk, to) {
            print::tell(&format!(
                "An earlier write that did not come to its end left papers in {}. Nobody knows of them: remove that folder.",
                folder.display()
            ));
        }
    }
    match (is_asked, noted) {
        (false, Ending::Done) => super::told_of(&source.troubles),
        _ => Ending::Attention,
    }
}

fn read(papers: &Papers, places: &Paths, disk: &dyn Disk) -> Result<Source, Problem> {
    let folder = named(places, disk, &papers.meeting)?;
    let mut past = Past::default();
    crate::engine::papers::read(&mut past, places, disk, folder.id.as_str(), Done::Printed)
}

fn whose(papers: &Papers, full: &ReaderView<'_>) -> Result<Vec<Row>, Problem> {
    let Some(typed) = &papers.whose else {
        return Ok(who_gets::rows(full));
    };
    let names = typed.split(',').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(|name| Ok(who_gets::row(full, &found(full, name)?)))
        .collect()
}

/// `Kasia Summers, mother: minutes. Left out: not for them (2).`
fn told(copy: &CopyMade) -> String {
    let mut told = summary(copy);
    told.push('\n');
    for words in &copy.asked {
        told.push_str(&format!("  - {words}\n"));
    }
    told
}

/// As it is typed in the meeting: `/written KS; papers: slip, letter; on: 4 Dec 2026`.
fn line(source: &Source, written: &Written) -> String {
    let full = view(source);
    let who = full
        .identity(&written.who)
        .unwrap_or_else(|| full.name(&written.who));
    let version = written
        .version
        .map_or_else(String::new, |number| format!("; version: {number}"));
    format!(
        "/written {who}; papers: {}; on: {}{version}",
        written.papers.join(", "),
        write_date(written.on)
    )
}

/// Notes in the meeting what was written, as if somebody typed it there.
fn note(source: &Source, lines: &[String], places: &Paths) -> Ending {
    let mut worker = match Worker::new(places.clone()) {
        Ok(worker) => worker,
        Err(why) => return Ending::Stopped(why),
    };
    let loaded = load(&worker.runner.places);
    worker.runner.use_settings(loaded.own);
    worker.take(loaded.message);
    if let Err(why) = worker.open(Effect::Open(source.folder.id.to_string())) {
        return Ending::Stopped(why);
    }
    let mut noted = Ending::Done;
    for line in lines {
        worker.app.outcome = Outcome::Nothing;
        worker.take(Message::Line(line.clone()));
        match &worker.app.outcome {
            Outcome::Recorded(_) => {}
            Outcome::Refused(why) => noted = Ending::Stopped(why.clone()),
            Outcome::Nothing | Outcome::Done => {}
        }
        worker.take_news();
    }
    worker.leave().ending(noted)
}
