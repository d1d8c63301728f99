//! The machine around the minutes: the disk, the settings, the locale, the terminal, the swap space, the SSH server and
//! the clock.

use super::{Checked, Encrypted, Facts, Finding, NotKnown, Room, Ssh, Tried};
use crate::store::disk_facts::Nature;
use crate::store::disk_space::{REFUSE_BELOW, WARN_BELOW};
use chrono::{Datelike, TimeDelta};

const MIB: u64 = 1024 * 1024;
/// A meeting makes some 20 files.
const FEW_FILES: u64 = 1000;
/// A lost connection should be noticed while somebody still waits for it, in seconds.
const LONGEST_SILENCE: u64 = 120;
/// Two machines, or a clock that is being set, may differ by this much without meaning anything.
const SLACK: TimeDelta = TimeDelta::minutes(1);
const YEARS: std::ops::RangeInclusive<i32> = 2026..=2099;

fn checked(area: &'static str, well: impl Into<String>, findings: Vec<Finding>) -> Checked {
    Checked {
        area,
        well: well.into(),
        findings,
    }
}

pub(super) fn disk(facts: &Facts) -> Checked {
    let disk = match &facts.disk {
        Ok(disk) => disk,
        Err(NotKnown(why)) => {
            let finding = Finding::attention(
                format!("The disk of the data folder cannot be looked at ({why})."),
                "Whether a meeting can be saved there is not known.",
                "Ask IT, or name another folder with --data.",
            );
            return checked("Disk", "", vec![finding]);
        }
    };
    let mut found = Vec::new();
    let has = |words: &[&str]| {
        let mut options = disk.options.iter();
        options.any(|option| words.contains(&option.as_str()))
    };
    if disk.read_only {
        found.push(Finding::attention(
            "The disk of the data folder can only be read.",
            "Old minutes can be read; no meeting can be taken.",
            "Ask IT: a disk that became read-only by itself is often a broken one.",
        ));
    }
    found.extend(nature(facts));
    if disk.system.nature == Nature::Network
        && has(&["nolock", "local_lock=all", "local_lock=flock"])
    {
        found.push(Finding::attention(
            "The network folder was mounted so that locks do not reach other machines.",
            "Two people on two machines could write in one meeting. No word is lost by it, but they do not see each other.",
            "Ask IT to mount it with locks (without nolock and local_lock).",
        ));
    }
    if has(&["nobarrier", "barrier=0"]) {
        found.push(Finding::attention(
            "The disk was mounted without barriers.",
            "It says that something is saved before it is: a power cut can take entries that the header called saved.",
            "Ask IT to mount it without nobarrier or barrier=0.",
        ));
    }
    let free = disk.free / MIB;
    if disk.free < REFUSE_BELOW {
        found.push(Finding::attention(
            format!("The disk has {free} MiB left."),
            "That is too little: no meeting starts.",
            "Free some space, or name another folder with --data.",
        ));
    } else if disk.free < WARN_BELOW {
        found.push(Finding::attention(
            format!("The disk has {free} MiB left."),
            "That is enough for one meeting.",
            "Free some space before the next one.",
        ));
    }
    if let Some(files) = disk.free_files.filter(|files| *files < FEW_FILES) {
        found.push(Finding::attention(
            format!("The disk can take only {files} more files (inodes)."),
            "It counts as full when there are none left, however much room it has.",
            "Ask IT to clear away small files, or name another folder with --data.",
        ));
    }
    found.extend(trial(facts));
    let system = disk.system.name;
    let tried = match &facts.tried {
        Tried::NotYet => "the data folder is made with the first meeting",
        Tried::Wrote {
            room: Room::NotTried,
            ..
        } => {
            "a file could be made and locked there; whether a quota applies is not known here (`quota -s`)"
        }
        _ => "a file could be made and locked there, and 20 MiB were to be had",
    };
    checked(
        "Disk",
        format!("{system}, {free} MiB left; {tried}."),
        found,
    )
}

fn nature(facts: &Facts) -> Option<Finding> {
    let disk = facts.disk.as_ref().ok()?;
    let name = disk.system.name;
    match disk.system.nature {
        Nature::Disk => None,
        Nature::Network => Some(Finding::note(
            format!("The data folder is on another machine ({name})."),
            "A slow or lost network delays saving; entries then go to your state folder until it is back. Who may read is decided by the other machine.",
            "Nothing, if IT chose it. A folder on this machine is safer.",
        )),
        Nature::Memory => Some(Finding::attention(
            format!("The data folder is in memory ({name})."),
            "All minutes are gone when the machine is switched off.",
            "Name a folder on a disk with --data.",
        )),
        Nature::Layer => Some(Finding::note(
            "The data folder is in the layer of a container (overlay).",
            "All minutes are gone when the container is removed.",
            "Keep them in a volume, or name another folder with --data.",
        )),
        Nature::WithoutRights => Some(Finding::attention(
            format!("The disk of the data folder ({name}) keeps no rights of files."),
            "Everybody who may use this disk may read all of the minutes.",
            "Name a folder on another disk with --data.",
        )),
        Nature::NotKnown => Some(Finding::note(
            "The kind of disk under the data folder is not known to this program.",
            "Whether it locks, and keeps what it confirms, is not known either.",
            "Ask IT, if in doubt.",
        )),
    }
}

fn trial(facts: &Facts) -> Vec<Finding> {
    let (locks, room) = match &facts.tried {
        Tried::NotYet => return Vec::new(),
        Tried::CannotWrite(why) => {
            return vec![Finding::attention(
                format!("No file can be made in the data folder ({why})."),
                "No meeting can be taken there.",
                "See what is said about rights and room above and below, or ask IT.",
            )];
        }
        Tried::Wrote { locks, room } => (*locks, *room),
    };
    let mut found = Vec::new();
    if !locks {
        found.push(Finding::attention(
            "The data folder cannot lock files.",
            "A second person who opens the same meeting is not stopped. No word is lost by it, but the two do not see each other.",
            "Ask IT for a folder that can lock.",
        ));
    }
    if let Room::Refused(number) = room {
        let is_quota = number == rustix::io::Errno::DQUOT.raw_os_error();
        let is_limit = number == rustix::io::Errno::FBIG.raw_os_error();
        let (is, next) = match (is_quota, is_limit) {
            (true, _) => (
                "Your quota leaves less than 20 MiB.",
                "Delete files of yours, or ask IT for a larger quota.",
            ),
            (_, true) => (
                "This account may not make files of 20 MiB (ulimit -f).",
                "Ask IT to raise the limit.",
            ),
            _ => (
                "20 MiB could not be kept in the data folder.",
                "Free some space, or ask IT.",
            ),
        };
        found.push(Finding::attention(
            is,
            "A meeting may run out of room. Its entries are then kept elsewhere, and it says where.",
            next,
        ));
    }
    found
}

pub(super) fn settings(facts: &Facts) -> Checked {
    let notes = facts.settings.iter();
    let found = notes.map(|note| {
        Finding::attention(
            note.as_str(),
            "No meeting starts with settings that are not what you think they are.",
            "Mend the file; `talking-piece settings check` shows each line.",
        )
    });
    checked(
        "Settings",
        "All settings files can be used.",
        found.collect(),
    )
}

pub(super) fn locale(facts: &Facts) -> Checked {
    let names_utf8 = |value: &str| value.to_uppercase().replace('-', "").contains("UTF8");
    let (is, well) = match &facts.locale {
        Some((name, value)) if names_utf8(value) => (None, format!("{name}={value}.")),
        Some((name, value)) => (
            Some(format!("The locale ({name}={value}) does not name UTF-8.")),
            String::new(),
        ),
        None => (Some("No locale is set (LANG).".to_owned()), String::new()),
    };
    let found = is.map(|is| {
        Finding::attention(
            is,
            "Only plain ASCII is drawn: \u{e9} and \u{201c} look like ? on the screen. What you type is kept as you typed it.",
            "export LANG=C.UTF-8 (in ~/.profile), and set the terminal itself to UTF-8.",
        )
    });
    checked("Locale", well, found.into_iter().collect())
}

pub(super) fn terminal(facts: &Facts) -> Checked {
    let found = match facts.term.as_deref() {
        Some("dumb") => Some(Finding::note(
            "TERM is dumb.",
            "The program speaks in lines and questions, as with --plain, and shows no screens.",
            "Nothing, if you want it so. Otherwise set TERM to what your terminal is, for example xterm-256color.",
        )),
        None => Some(Finding::note(
            "TERM is not set.",
            "The program takes the terminal for an ordinary one. Other programs may not.",
            "Log in through a terminal, or set TERM, for example to xterm-256color.",
        )),
        Some(_) => None,
    };
    let term = facts.term.as_deref().unwrap_or_default();
    checked(
        "Terminal",
        format!("TERM={term}."),
        found.into_iter().collect(),
    )
}

pub(super) fn swap(facts: &Facts) -> Checked {
    let found = facts.swap.iter().filter_map(|(name, encrypted)| match encrypted {
        Encrypted::Yes | Encrypted::InMemory => None,
        Encrypted::No => Some(Finding::attention(
            format!("The swap space {name} is not encrypted."),
            "Words of a meeting can stay on that disk after the program has ended.",
            "Ask IT to encrypt it, or to do without swap.",
        )),
        Encrypted::NotKnown => Some(Finding::note(
            format!("Whether the swap space {name} is encrypted cannot be told from here."),
            "If it is not, words of a meeting can stay on that disk after the program has ended.",
            "Ask IT.",
        )),
    });
    let well = match facts.swap.is_empty() {
        true => "There is none, so no words of a meeting get on a disk that way.",
        false => "No words of a meeting get on a disk unencrypted that way.",
    };
    checked("Swap", well, found.collect())
}

pub(super) fn ssh(facts: &Facts) -> Checked {
    const ADVICE: &str =
        "Ask IT for ClientAliveInterval 15 and ClientAliveCountMax 3 in sshd_config.";
    const LATE: &str = "When the connection breaks, the old session may hold the meeting for minutes or hours. The new one reads only until it has ended. Nothing is lost by it.";
    let (found, well) = match facts.ssh {
        Ssh::NotUsed => (None, "This is no SSH session.".to_owned()),
        Ssh::NotKnown => (
            Some(Finding::note(
                "The settings of the SSH server are not yours to read.",
                "How soon it notices a broken connection is not known. Until then the old session holds the meeting.",
                ADVICE,
            )),
            String::new(),
        ),
        Ssh::Server { interval: 0, .. } | Ssh::Server { count: 0, .. } => (
            Some(Finding::attention(
                "The SSH server does not ask whether you are still there (ClientAliveInterval).",
                LATE,
                ADVICE,
            )),
            String::new(),
        ),
        Ssh::Server { interval, count } => {
            let silence = interval.saturating_mul(count);
            let late = silence > LONGEST_SILENCE;
            (
                late.then(|| {
                    Finding::attention(
                        format!("The SSH server notices a broken connection only after {silence} seconds."),
                        LATE,
                        ADVICE,
                    )
                }),
                format!("The server notices a broken connection after {silence} seconds."),
            )
        }
    };
    checked("SSH", well, found.into_iter().collect())
}

pub(super) fn clock(facts: &Facts) -> Checked {
    const NEXT: &str = "Ask IT to set the clock (`timedatectl` shows it). Entries keep their order whatever it says.";
    let now = facts.now.format("%H:%M on %-d %B %Y");
    let year = facts.now.year();
    let mut found = Vec::new();
    if !YEARS.contains(&year) {
        found.push(Finding::attention(
            format!("The clock says {now}."),
            "Each entry carries the time, and deadlines are counted from the day.",
            NEXT,
        ));
    }
    if let Some(newest) = facts.newest.filter(|newest| *newest > facts.now + SLACK) {
        let newest = newest.format("%H:%M on %-d %B %Y");
        found.push(Finding::attention(
            format!("The clock says {now}, but the newest entry was made at {newest}."),
            "Either the clock is behind now, or it was ahead then. New entries would carry a time before older ones.",
            NEXT,
        ));
    }
    let well = match facts.newest {
        Some(newest) => format!(
            "{now}; the newest entry is from {}.",
            newest.format("%H:%M on %-d %B %Y")
        ),
        None => format!("{now}; there is no entry yet to compare it with."),
    };
    checked("Clock", well, found)
}
