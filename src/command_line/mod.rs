//! The command line: one file for each subcommand. Exit codes: 0 done, 1 done but something needs attention, 2 wrong
//! use or wrong input, 3 could not save or read. No argument has to carry a person's name: process lists show
//! arguments, so anything that may be a name can be typed after the start.

mod access;
mod agenda;
mod compare;
mod discard;
mod doctor;
mod due;
mod export;
mod find;
mod hand_on;
mod import;
mod list;
mod manual;
mod papers;
mod practice;
mod print;
mod progress;
mod read;
mod schema;
mod screens;
mod settings;
mod settings_files;
mod take;
mod thread;
mod verify;
mod watch;
mod worker;

use crate::domain::meeting::Phase;
use crate::domain::problem::{Problem, ProblemKind};
use crate::engine::library::Library;
use crate::engine::meetings;
use crate::store::disk::{Disk, RealDisk};
use crate::store::journal::in_words;
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::sealed::write_whole;
use crate::terminal::hardening;
use clap::Parser;
use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `--version` says behind the name: `.ci/package` names the commit and its day besides.
const VERSION: &str = match option_env!("TALKING_PIECE_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// Takes the minutes of a restorative child protection conference, by keyboard, in a terminal.
///
/// Without a command it opens the list of meetings. Everything typed is saved at once; there is no save command.
#[derive(Debug, Parser)]
#[command(version = VERSION, after_help = EXIT_CODES, max_term_width = 100)]
struct CommandLine {
    /// The folder that holds the minutes (default: your data folder)
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Lines and questions instead of screens: for screen readers, Braille and poor connections
    #[arg(long, global = true)]
    plain: bool,
    /// Meetings made from the list use the built-in settings where your own cannot be used; their minutes say so
    #[arg(long)]
    anyway: bool,
    #[command(subcommand)]
    command: Option<Subcommand>,
}

const EXIT_CODES: &str = "\
A MEETING is named by its id, or by any beginning of it that only one meeting has.

Exit codes: 0 done, 1 done but something needs attention, 2 wrong use or wrong input, 3 could not save or read.";

#[derive(Debug, clap::Subcommand)]
enum Subcommand {
    /// Prepares a new meeting
    #[command(alias = "new")]
    Start {
        /// The agenda: its id, or a file of your own; without it you choose from a list
        #[arg(long, value_name = "ID|FILE")]
        agenda: Option<String>,
        /// Begins a review from this closed meeting: its people, its plan and what was decided are there already
        /// (agenda: restorative-rcpc, unless you name another)
        #[arg(long, value_name = "MEETING")]
        from: Option<String>,
        #[command(flatten)]
        making: Making,
    },
    /// Continues a meeting, at the half-typed line
    Resume {
        /// Its id; without it, the meeting that was interrupted last
        meeting: Option<String>,
    },
    /// Shows the room what is said and agreed, live, on a second terminal: nothing restricted is shown, nothing can be changed
    Watch {
        /// Its id; without it, the newest meeting that is running
        meeting: Option<String>,
        /// Prints what the room may see now, in lines, and ends: for a script, or to look once
        #[arg(long)]
        once: bool,
    },
    /// Records a file of lines, typed as in the program
    Take(take::Take),
    /// Opens all of a meeting to everybody in the group of a shared folder, so that somebody else can continue it
    #[command(alias = "handon")]
    HandOn {
        /// The meeting
        meeting: String,
        /// Takes it back: from now on the team reads only the open minutes
        #[arg(long)]
        stop: bool,
    },
    /// Puts a meeting away that was begun by mistake: it leaves every list, and nothing in it is lost
    Discard {
        /// The meeting
        meeting: String,
        /// Why. Without it you are asked, or the first line of standard input is used: others on this computer can see
        /// what is typed here while the program runs
        why: Vec<String>,
    },
    /// Puts a meeting back in the list that was put away
    Restore {
        /// The meeting
        meeting: String,
    },
    /// Imports minutes from another machine or an older program; nothing that is here is overwritten
    Import {
        /// A minutes.json, or a folder: then every minutes.json in it, each with the restricted.json beside it
        #[arg(value_name = "FILE|FOLDER")]
        path: PathBuf,
    },
    /// Lists the meetings, newest first, with what is open in each
    List(list::List),
    /// Finds words in all minutes that you may read
    #[command(alias = "findall")]
    Find(find::Find),
    /// Prints the minutes of a meeting as they stand, open or closed
    Read(read::Read),
    /// Writes one of the papers that people are handed: slip, plan, letter …
    Export(export::Export),
    /// Lists who gets which papers of a meeting, what is left out of each and what has to be decided first; writes them
    Papers(papers::Papers),
    /// Writes all that is held about one person of a meeting, for whoever answers a request to see it
    Access(access::Access),
    /// Compares two meetings, or two versions of the minutes of one: what was added, changed or taken away
    Compare(compare::Compare),
    /// Follows an action, a child's wishes, the scales or the promises through all meetings of a family
    #[command(alias = "thread")]
    Follow(thread::Thread),
    /// Lists what is late and what is due in the next six weeks, over all meetings
    Due(due::DueCommand),
    /// Says whether closed meetings are still as they were when they were sealed, in a sentence for each
    Verify(verify::Verify),
    /// Looks at the rights of your folders, the disk, the terminal and the clock, and says what to do about what it finds
    Doctor,
    /// Lists, shows, checks and copies agendas
    #[command(subcommand)]
    Agenda(agenda::AgendaCommand),
    /// Lists, shows, checks and copies the other settings: deadlines, quorum, words …
    #[command(subcommand)]
    Settings(settings_files::SettingsCommand),
    /// Prints a page of the manual; without a topic, the list of its pages
    Manual(manual::Manual),
    /// Prints what a shell needs to complete commands and options
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Prints a JSON Schema (draft 2020-12)
    #[command(subcommand)]
    Schema(schema::SchemaCommand),
    /// Opens a made-up conference to practise on, in a folder of its own
    Practice {
        /// The review of that conference, twelve weeks later
        #[arg(long)]
        review: bool,
        /// Makes both, already held and closed, to be read and compared; prints their ids
        #[arg(long, conflicts_with = "review")]
        held: bool,
        /// Makes a conference in which the parents are kept apart, held, ruled on and closed; prints its id
        #[arg(long, conflicts_with_all = ["review", "held"])]
        apart: bool,
        #[command(flatten)]
        making: Making,
    },
}

#[derive(Debug, clap::Args)]
struct Making {
    /// Makes the meeting with the built-in settings where your own cannot be used; its minutes say so
    #[arg(long)]
    anyway: bool,
}

pub(crate) enum Ending {
    Done,
    /// Done, but something needs attention; the person has been told.
    Attention,
    Stopped(Problem),
}

impl Ending {
    fn exit_code(&self) -> u8 {
        match self {
            Ending::Done => 0,
            Ending::Attention => 1,
            Ending::Stopped(why) => match why.kind {
                ProblemKind::WrongInput => 2,
                ProblemKind::NotSavedOrRead => 3,
            },
        }
    }
}

fn could_not_start() -> Problem {
    Problem::not_saved_or_read("The program could not start.").safe("Nothing was changed.")
}

pub fn run() -> ExitCode {
    hardening::harden();
    let given = match CommandLine::try_parse() {
        Ok(given) => given,
        Err(why) => return ExitCode::from(printed(not_understood(&why))),
    };
    let data = given.data.or_else(|| {
        std::env::var_os("TALKING_PIECE_DATA")
            .filter(|dir| !dir.is_empty())
            .map(PathBuf::from)
    });
    let ending = match given.command {
        Some(Subcommand::Agenda(command)) => agenda::run(command, &Paths::find(data.as_deref())),
        Some(Subcommand::Schema(command)) => schema::run(command),
        Some(Subcommand::Manual(page)) => manual::run(&page),
        Some(Subcommand::Completions { shell }) => manual::completions(shell),
        Some(Subcommand::Settings(command)) => {
            settings_files::run(&command, &Paths::find(data.as_deref()))
        }
        // It has to speak also where the data folder cannot be looked into.
        Some(Subcommand::Doctor) => match Paths::find(data.as_deref()) {
            Ok(places) => doctor::run(&places),
            Err(why) => Ending::Stopped(why),
        },
        command => match Paths::find(data.as_deref()) {
            Ok(places) => with_places(command, places, given.plain, given.anyway),
            Err(why) => Ending::Stopped(why),
        },
    };
    ExitCode::from(printed(told(&ending)))
}

/// The exit code, once it is known whether everything was printed.
fn printed(code: u8) -> u8 {
    if code >= 3 || !print::could_not_print() {
        return code;
    }
    let why = "Not everything could be printed: the place it was sent to is full, or gives errors.";
    let why = Problem::not_saved_or_read(why)
        .safe("The command did its work; only what it prints is missing.");
    told(&Ending::Stopped(why))
}

/// Help that was asked for, or an argument that is not understood. It quotes what was typed, which may come from anywhere,
/// so it is cleaned like every other message.
fn not_understood(why: &clap::Error) -> u8 {
    let ours = why
        .source()
        .and_then(|cause| cause.downcast_ref::<Problem>());
    if let Some(problem) = ours {
        return told(&Ending::Stopped(problem.clone()));
    }
    let words = why.render().to_string();
    match why.use_stderr() {
        true => print::tell(words.trim_end()),
        false => print::data(&words),
    }
    u8::try_from(why.exit_code()).unwrap_or(2)
}

/// Tells the person why a command was not done; returns the exit code.
fn told(ending: &Ending) -> u8 {
    if let Ending::Stopped(why) = ending {
        print::tell(&why.to_string());
    }
    ending.exit_code()
}

/// No such meeting, or several, is wrong input.
fn named(places: &Paths, disk: &dyn Disk, meeting: &str) -> Result<MeetingFolder, Problem> {
    Ok(places.meeting(disk, meeting)?)
}

/// A version that does not exist is wrong input, like a meeting that does not.
fn version_named(disk: &dyn Disk, folder: &MeetingFolder, number: u64) -> Result<(), Problem> {
    let file = format!("{number}-{}", meetings::MINUTES);
    match disk.list(&folder.earlier()) {
        Ok(names) if names.contains(&file) => Ok(()),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Ok(()),
        Ok(_) | Err(_) => Err(Problem::wrong_input(format!(
            "There is no version {number} of these minutes."
        ))
        .safe("Nothing was changed.")
        .next(format!(
            "`talking-piece read {} --versions` lists the versions.",
            folder.id
        ))),
    }
}

fn told_of(troubles: &[String]) -> Ending {
    if troubles.is_empty() {
        return Ending::Done;
    }
    print::tell(&troubles.join("\n"));
    Ending::Attention
}

fn library(places: &Paths) -> Library {
    Library::open(places, settings::library(places))
}

/// A review needs a meeting that exists and is closed; anything else is wrong input.
fn closed(places: &Paths, disk: &dyn Disk, meeting: &str) -> Result<(), Problem> {
    let folder = named(places, disk, meeting)?;
    let (last, _) = meetings::read(places, disk, &folder);
    if last.events().is_empty() || last.phase() == Phase::Closed {
        return Ok(());
    }
    let id = folder.id.as_str();
    Err(Problem::wrong_input(format!(
        "The meeting {id} is not closed, so its plan is not settled."
    ))
    .safe("No new meeting was made, and nothing was changed.")
    .next(format!(
        "Open it with `talking-piece resume {id}` and /close it first."
    )))
}

fn write_new(places: &Paths, folder: &Path, name: &str, text: &str) -> Result<(), Problem> {
    let path = folder.join(name);
    places
        .make_agendas()
        .map_err(|error| Problem::not_saved_or_read(error.to_string()))?;
    let there = RealDisk.list(folder).unwrap_or_default();
    if there.iter().any(|other| other == name) {
        return Err(Problem::not_saved_or_read(format!(
            "{} already exists, and was not touched.",
            path.display()
        ))
        .next("Change it, or give it another name first."));
    }
    write_whole(&RealDisk, folder, name, text.as_bytes()).map_err(|error| {
        Problem::not_saved_or_read(format!(
            "{} could not be written ({error}).",
            path.display()
        ))
    })
}

fn with_places(command: Option<Subcommand>, places: Paths, plain: bool, anyway: bool) -> Ending {
    let disk: &dyn Disk = &RealDisk;
    // A folder that cannot be looked into must not pass for one without meetings.
    if let Err(error) = disk.list(&places.meetings())
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Ending::Stopped(
            Problem::not_saved_or_read(format!(
                "The meetings in {} cannot be read ({}).",
                places.data.display(),
                in_words(&error)
            ))
            .safe("Nothing was changed.")
            .next("Name the right folder with --data, or ask IT."),
        );
    }
    // The list shows them itself.
    if !matches!(command, None | Some(Subcommand::List { .. })) {
        for (_, trouble) in places.look(disk).unwrap_or_default().closed_years {
            print::tell(&trouble.to_string());
        }
    }
    match command {
        None => screens::home(places, plain, anyway),
        Some(Subcommand::Start {
            agenda,
            from,
            making,
        }) => screens::start(
            places,
            agenda.as_deref(),
            from,
            plain,
            anyway || making.anyway,
        ),
        Some(Subcommand::Resume { meeting }) => screens::resume(places, meeting.as_deref(), plain),
        Some(Subcommand::Practice {
            review,
            held,
            apart,
            making,
        }) => {
            let wanted = match (review, held) {
                (_, true) => practice::Wanted::Held,
                _ if apart => practice::Wanted::Apart,
                (true, false) => practice::Wanted::Review,
                (false, false) => practice::Wanted::Conference,
            };
            practice::run(&places, plain, wanted, anyway || making.anyway)
        }
        Some(Subcommand::Watch { meeting, once }) => {
            let how = match (once, plain) {
                (true, _) => watch::How::Once,
                (false, true) => watch::How::Plain,
                (false, false) => watch::How::AsItCan,
            };
            watch::run(meeting.as_deref(), &places, disk, how)
        }
        Some(Subcommand::Import { path }) => import::run(&path, places, disk),
        Some(Subcommand::Take(take)) => take::run(&take, places),
        Some(Subcommand::HandOn { meeting, stop }) => hand_on::run(&meeting, stop, places),
        Some(Subcommand::Discard { meeting, why }) => discard::run(&meeting, &why, places),
        Some(Subcommand::Restore { meeting }) => discard::restore(&meeting, places),
        Some(Subcommand::List(list)) => list::run(&list, &places),
        Some(Subcommand::Find(find)) => find::run(&find, &places),
        Some(Subcommand::Read(read)) => read::run(&read, &places, disk),
        Some(Subcommand::Export(export)) => export::run(&export, &places, disk),
        Some(Subcommand::Papers(papers)) => papers::run(&papers, &places, disk),
        Some(Subcommand::Access(access)) => access::run(&access, &places, disk),
        Some(Subcommand::Compare(compare)) => compare::run(&compare, &places, disk),
        Some(Subcommand::Follow(thread)) => thread::run(&thread, &places, disk),
        Some(Subcommand::Due(due)) => due::run(&due, &places, disk),
        Some(Subcommand::Verify(verify)) => verify::run(&verify, &places, disk),
        // These need no paths and have been handled above.
        Some(
            Subcommand::Agenda(_)
            | Subcommand::Schema(_)
            | Subcommand::Settings(_)
            | Subcommand::Manual(_)
            | Subcommand::Doctor
            | Subcommand::Completions { .. },
        ) => Ending::Done,
    }
}
