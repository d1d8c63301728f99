//! The few meetings that a library is made from: the program itself records them, line by line, with slots that no
//! vocabulary has. Some are settled, as most past meetings are; others still have much to come, and one is the review
//! of such a meeting.

use chrono::{Days, NaiveDate};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Contributions per meeting.
pub const ENTRIES: usize = 18;
/// Restricted entries, in every second meeting.
pub const RESTRICTED_ENTRIES: usize = 2;
/// How far ahead days are moved with the day of the meeting.
const DAYS: u64 = 500;

pub struct Template {
    pub minutes: Vec<Piece>,
    pub restricted: Vec<Piece>,
    pub journal: Vec<Piece>,
    /// The name of its file.
    pub journal_name: String,
}

pub enum Piece {
    Text(String),
    Slot(Slot),
}

#[derive(Clone, Copy)]
pub enum Slot {
    Id,
    Before,
    /// A day, so many days after the meeting.
    Day(u64),
    Reference,
    First(usize),
    Last,
    Chair,
    Said(usize),
    Hidden(usize),
}

pub struct Templates {
    open: Template,
    settled: [Template; 2],
    review: Template,
}

impl Templates {
    /// Has the program record them, in folders of their own.
    pub fn new(program: &Path) -> Templates {
        let settled = |children| template(program, &[lines(children, true)]);
        Templates {
            open: template(program, &[lines(1, false)]),
            settled: [settled(1), settled(2)],
            review: template(program, &[lines(1, false), review()]),
        }
    }

    /// Of every eight meetings two are open, and one is the review of the one before it.
    pub fn of(&self, number: usize) -> &Template {
        match number % 8 {
            0 | 6 => &self.open,
            7 => &self.review,
            other => &self.settled[other % 2],
        }
    }
}

/// What is said: words that no vocabulary has.
fn said() -> String {
    let mut lines = String::new();
    let speakers = ["MO", "SW", "HV", "CH"];
    for at in 0..ENTRIES {
        let sign = ["", "! ", "+ ", "* "][at % 4];
        lines.push_str(&format!(
            "{}: {sign}Slotsaid{at}x\n",
            speakers[at % speakers.len()]
        ));
    }
    for at in 0..RESTRICTED_ENTRIES {
        lines.push_str(&format!("SW: Slothidden{at}x #restricted\n"));
    }
    lines
}

fn lines(children: usize, is_settled: bool) -> String {
    let mut lines = String::from("/meeting Slotref; venue: Elm Room\n");
    for child in 0..children {
        lines.push_str(&format!(
            "/child Slotfirst{child} Slotlast; born: 4 Mar 201{}\n",
            3 + child
        ));
    }
    lines.push_str(
        "/person MO Kasia Slotlast; role: mother\n/person CH Slotchair; role: Chair\n\
         /person SW Anil Sampler; role: social worker; agency: children's services\n\
         /person HV Juno Example; role: health visitor; agency: health\n/begin\n/section 3\n",
    );
    lines.push_str(&said());
    let (done, decision) = if is_settled {
        ("; status: done", "no plan")
    } else {
        ("", "child protection plan starts; category: neglect")
    };
    for child in 0..children {
        lines.push_str(&format!(
            "/view Slotfirst{child}; by: not asked; reason: made up for a library; told by: SW; tell by: in 2 days\n\
             /decision Slotfirst{child}; is: {decision}; reasons: made up for a library\n"
        ));
    }
    lines.push_str(&format!(
        "/action Kasia books speech therapy; who: MO; by: in 20 days; measure: letter seen{done}\n\
         /action Juno visits every week; who: HV; by: in 45 days; measure: she was there{done}\n\
         /action Nobody hears of this; who: SW; by: in 5 days; measure: none #restricted\n\
         /date Next talk; on: in 10 days; at: 14:00\n",
    ));
    if is_settled {
        lines.push_str("/checkin the family; who: HV; by: in 3 days; done: today\n");
        for child in 0..children {
            lines.push_str(&format!(
                "/checkin Slotfirst{child}; who: SW; by: in 2 days; done: today\n"
            ));
        }
    }
    lines.push_str("/close made up for a library\n");
    if is_settled {
        lines.push_str(
            "/minutes with the Chair\n/minutes signed off; by: CH\n\
             /circulated MO; copy: letter with the decision; how: by hand; on: in 1 day\n\
             /circulated MO; copy: family's copy; how: by hand; on: in 9 days\n",
        );
    }
    lines
}

/// The review of a meeting that is not settled: one promise was kept, one is taken up again, nothing else is settled.
fn review() -> String {
    format!(
        "/begin\n/section 3\n{}/promise 1; progress: achieved; done: yes\n\
         /promise 2; progress: not yet; done: no; why: made up for a library\n\
         /action follows: 2; by: in 30 days\n\
         /view Slotfirst0; by: not asked; reason: made up for a library; told by: SW; tell by: in 2 days\n\
         /close made up for a library\n",
        said()
    )
}

/// Records meetings, each the review of the one before, and keeps the last.
fn template(program: &Path, meetings: &[String]) -> Template {
    let home = tempfile::tempdir().unwrap();
    let mut before = String::new();
    let mut id = String::new();
    for lines in meetings {
        let next = take(program, home.path(), &id, lines);
        before = std::mem::replace(&mut id, next);
    }
    let years = fs::read_dir(home.path().join("data/meetings")).unwrap();
    let mut folders = years.map(|year| year.unwrap().path().join(&id));
    let folder = folders.find(|folder| folder.is_dir()).unwrap();
    let minutes = fs::read_to_string(folder.join("minutes.json")).unwrap();
    assert!(
        minutes.contains("\"state\": \"closed\""),
        "not closed: {minutes}"
    );
    let at = minutes.find("\"created_at\": \"").unwrap() + 15;
    let day: NaiveDate = minutes[at..at + 10].parse().unwrap();
    let restricted = fs::read_to_string(folder.join("restricted.json")).unwrap();
    let slots = slots(&id, &before, day);
    let journal = fs::read_dir(folder.join("journal")).unwrap().next();
    let journal = journal.unwrap().unwrap().path();
    Template {
        journal: pieces(&fs::read_to_string(&journal).unwrap(), &slots),
        journal_name: journal.file_name().unwrap().to_str().unwrap().to_owned(),
        minutes: pieces(&minutes, &slots),
        restricted: pieces(&restricted, &slots),
    }
}

/// Records one; returns its id.
fn take(program: &Path, home: &Path, before: &str, lines: &str) -> String {
    let file = home.join(format!("lines{before}"));
    write(&file, lines);
    let mut command = Command::new(program);
    command.args(["take", "--new"]);
    if !before.is_empty() {
        command.args(["--from", before]);
    }
    let output = command
        .arg("--lines")
        .arg(&file)
        .env_clear()
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env("TALKING_PIECE_DATA", home.join("data"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.lines().last().unwrap_or_default().to_owned()
}

fn slots(id: &str, before: &str, day: NaiveDate) -> Vec<(String, Slot)> {
    let mut slots: Vec<(String, Slot)> = vec![
        (id.to_owned(), Slot::Id),
        ("Slotref".to_owned(), Slot::Reference),
        ("Slotfirst0".to_owned(), Slot::First(0)),
        ("Slotfirst1".to_owned(), Slot::First(1)),
        ("Slotlast".to_owned(), Slot::Last),
        ("Slotchair".to_owned(), Slot::Chair),
    ];
    if !before.is_empty() {
        slots.push((before.to_owned(), Slot::Before));
    }
    slots.extend((0..=DAYS).map(|after| ((day + Days::new(after)).to_string(), Slot::Day(after))));
    slots.extend((0..ENTRIES).map(|at| (format!("Slotsaid{at}x"), Slot::Said(at))));
    slots.extend((0..RESTRICTED_ENTRIES).map(|at| (format!("Slothidden{at}x"), Slot::Hidden(at))));
    slots
}

fn pieces(text: &str, slots: &[(String, Slot)]) -> Vec<Piece> {
    let mut places: Vec<(usize, usize, Slot)> = Vec::new();
    for (name, slot) in slots {
        let found = text.match_indices(name.as_str());
        places.extend(found.map(|(at, _)| (at, name.len(), *slot)));
    }
    places.sort_by_key(|place| place.0);
    let mut pieces = Vec::new();
    let mut done = 0;
    for (at, length, slot) in places {
        pieces.push(Piece::Text(text[done..at].to_owned()));
        pieces.push(Piece::Slot(slot));
        done = at + length;
    }
    pieces.push(Piece::Text(text[done..].to_owned()));
    pieces
}

pub fn write(path: &Path, text: &str) {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .unwrap();
    file.write_all(text.as_bytes()).unwrap();
}
