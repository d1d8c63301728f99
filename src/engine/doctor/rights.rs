//! Owners, groups and rights of everything the program keeps: what differs from what it makes itself, whom that lets
//! in, and how it is put right. What a team's folder should look like is decision record 13.

use super::{Checked, Entry, Facts, Finding, Kind, Place, Role};
use crate::store::accounts;
use std::collections::HashSet;
use std::path::Path;

const SETGID: u32 = 0o2000;
const STICKY: u32 = 0o1000;
const TEAM_LOCK: u32 = 0o660;

/// Entries with the same fault are one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    NotAFolder,
    NotInTheGroup,
    Anothers,
    OthersMayChange,
    OthersMayLook,
    ClosedToYou,
    SecondName,
    NotAFile,
    OutsideTheTeam,
    WrongGroup,
    NoSetgid,
    NotSticky,
    TeamMayChange,
    OpenToTheTeam,
    AuditIsAnothers,
    SettingsMayBeChanged,
    CanBeReplaced,
}

pub(super) fn checked(facts: &Facts) -> Checked {
    let mut found: Vec<(Fault, Vec<&Entry>)> = Vec::new();
    let mut add = |fault: Fault, entry| match found.iter_mut().find(|(known, _)| *known == fault) {
        Some((_, entries)) => entries.push(entry),
        None => found.push((fault, vec![entry])),
    };
    for entry in &facts.above {
        if can_be_replaced(facts, entry) {
            add(Fault::CanBeReplaced, entry);
        }
    }
    for place in &facts.places {
        let handed_on = handed_on(place);
        for entry in &place.entries {
            if let Some(fault) = fault_of(facts, place, &handed_on, entry) {
                add(fault, entry);
            }
        }
    }
    let mut findings: Vec<Finding> = found
        .iter()
        .filter_map(|(fault, entries)| {
            let first = entries.first()?;
            Some(told(facts, *fault, first, entries.len()))
        })
        .collect();
    findings.extend(no_audit_yet(facts));
    findings.extend(of_a_member(facts));
    let count: usize = facts.places.iter().map(|place| place.entries.len()).sum();
    let well = match count {
        0 => "There are no folders of the program yet. They are made when they are needed, for you alone.".to_owned(),
        _ => format!("{count} files and folders are as they should be, and nobody else gets in."),
    };
    Checked {
        area: "Rights",
        well,
        findings,
    }
}

/// Whoever may write to a folder can put another one in the place of what is in it, unless it is sticky.
fn can_be_replaced(facts: &Facts, entry: &Entry) -> bool {
    let is_trusted = entry.owner == 0 || entry.owner == facts.account;
    // Where everybody has a group of their own, it has the number of the account.
    let is_own_group = entry.group == facts.account || entry.group == 0;
    let others = match is_own_group {
        true => 0o002,
        false => 0o022,
    };
    !is_trusted || entry.mode & others != 0 && entry.mode & STICKY == 0
}

fn is_team(facts: &Facts, root: &Entry) -> bool {
    root.kind == Kind::Folder
        && root.mode & (SETGID | 0o070) == SETGID | 0o070
        && root.mode & 0o007 == 0
        && facts.groups.contains(&root.group)
}

/// The folders of meetings that all of the team may read and continue.
fn handed_on(place: &Place) -> HashSet<&Path> {
    let meetings = place.path.join("meetings");
    let folders = place.entries.iter().filter(|entry| {
        let year = entry.path.parent();
        entry.kind == Kind::Folder
            && entry.mode & 0o020 != 0
            && year.and_then(Path::parent) == Some(&meetings)
    });
    folders.map(|entry| entry.path.as_path()).collect()
}

fn fault_of(
    facts: &Facts,
    place: &Place,
    handed_on: &HashSet<&Path>,
    entry: &Entry,
) -> Option<Fault> {
    let root = place.entries.first()?;
    let is_root = entry.path == place.path;
    if is_root && entry.kind != Kind::Folder {
        return Some(Fault::NotAFolder);
    }
    match entry.kind {
        Kind::Link | Kind::Other => return Some(Fault::NotAFile),
        Kind::File if entry.names > 1 => return Some(Fault::SecondName),
        Kind::Folder | Kind::File => {}
    }
    let settings = place.path.join("settings");
    let is_settings = place.role == Role::Settings || entry.path.starts_with(settings);
    match place.role {
        Role::Data if is_team(facts, root) => in_a_team(facts, place, handed_on, entry),
        Role::Data if root.mode & 0o2027 == 0o2020 => is_root.then_some(Fault::NotInTheGroup),
        _ if is_settings => own_settings(facts, entry),
        _ => in_private(facts, entry, is_root && place.role == Role::Data),
    }
}

fn own_settings(facts: &Facts, entry: &Entry) -> Option<Fault> {
    let is_trusted = entry.owner == 0 || entry.owner == facts.account;
    if !is_trusted || entry.mode & 0o022 != 0 {
        return Some(Fault::SettingsMayBeChanged);
    }
    closed_to_its_owner(facts, entry)
}

fn in_private(facts: &Facts, entry: &Entry, is_data_root: bool) -> Option<Fault> {
    if entry.owner != facts.account {
        return Some(Fault::Anothers);
    }
    if entry.mode & 0o022 != 0 {
        return Some(Fault::OthersMayChange);
    }
    // Names in the data folder itself say nothing about anybody.
    if entry.mode & 0o077 != 0 && !is_data_root {
        return Some(Fault::OthersMayLook);
    }
    closed_to_its_owner(facts, entry)
}

fn closed_to_its_owner(facts: &Facts, entry: &Entry) -> Option<Fault> {
    let wanted = match entry.kind {
        Kind::Folder => 0o700,
        _ => 0o400,
    };
    let is_shut = entry.owner == facts.account && entry.mode & wanted != wanted;
    (is_shut || entry.is_closed && entry.owner == facts.account).then_some(Fault::ClosedToYou)
}

fn in_a_team(
    facts: &Facts,
    place: &Place,
    handed_on: &HashSet<&Path>,
    entry: &Entry,
) -> Option<Fault> {
    let root = place.entries.first()?;
    let below = entry.path.strip_prefix(&place.path).ok()?;
    let parts: Vec<&str> = below.iter().filter_map(|part| part.to_str()).collect();
    if entry.mode & 0o007 != 0 {
        return Some(Fault::OutsideTheTeam);
    }
    if entry.mode & 0o070 != 0 && entry.group != root.group {
        return Some(Fault::WrongGroup);
    }
    let team_writes = entry.mode & 0o020 != 0;
    match (entry.kind, parts.as_slice()) {
        (Kind::Folder, _) if entry.mode & 0o070 != 0 && entry.mode & SETGID == 0 => {
            return Some(Fault::NoSetgid);
        }
        (Kind::Folder, ["audit"]) if entry.owner != 0 => return Some(Fault::AuditIsAnothers),
        (Kind::Folder, ["meetings" | "audit" | "seals"] | ["meetings", _])
            if team_writes && entry.mode & STICKY == 0 =>
        {
            return Some(Fault::NotSticky);
        }
        (Kind::File, [.., name])
            if team_writes && !(*name == "lock" && entry.mode == TEAM_LOCK) =>
        {
            return Some(Fault::TeamMayChange);
        }
        (
            _,
            [
                "meetings",
                year,
                id,
                "journal" | "draft" | "recovered" | "restricted.json",
                ..,
            ],
        ) if entry.mode & 0o070 != 0
            && !handed_on.contains(place.path.join("meetings").join(year).join(id).as_path()) =>
        {
            return Some(Fault::OpenToTheTeam);
        }
        _ => {}
    }
    closed_to_its_owner(facts, entry)
}

fn no_audit_yet(facts: &Facts) -> Option<Finding> {
    let data = facts.places.iter().find(|place| place.role == Role::Data)?;
    let root = data.entries.first().filter(|root| is_team(facts, root))?;
    let audit = data.path.join("audit");
    let is_there = data.entries.iter().any(|entry| entry.path == audit);
    (!is_there).then(|| {
        Finding::note(
            "There is no folder audit/ in the team's folder yet.",
            "The first of the team who opens closed minutes makes it, and can then remove a colleague's record of access.",
            format!("Let IT make it once: {}.", audit_command(&audit, root.group)),
        )
    })
}

/// Folders above the meetings that one of the team owns, or from which anybody may move away what is in them. It is told of
/// whatever comes of it, and only root can prevent it.
fn of_a_member(facts: &Facts) -> Option<Finding> {
    let data = facts.places.iter().find(|place| place.role == Role::Data)?;
    let root = data.entries.first().filter(|root| is_team(facts, root))?;
    let is_above = |entry: &&Entry| {
        let below = entry.path.strip_prefix(&data.path).unwrap_or(&entry.path);
        let parts: Vec<&str> = below.iter().filter_map(|part| part.to_str()).collect();
        let is_above = matches!(parts.as_slice(), ["meetings" | "seals"] | ["meetings", _]);
        let is_root = entry.path == data.path;
        let is_members = entry.kind == Kind::Folder && entry.owner != 0 && (is_above || is_root);
        is_members || is_root && entry.mode & STICKY == 0
    };
    let paths: Vec<&Path> = data
        .entries
        .iter()
        .filter(is_above)
        .map(|entry| entry.path.as_path())
        .collect();
    if paths.is_empty() {
        return None;
    }
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let quoted: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
    let group = accounts::group(root.group);
    Some(Finding::note(
        format!(
            "Of the team's folders, root does not guard: {}.",
            names.join(", ")
        ),
        "Whoever owns such a folder, or in the data folder anybody of the team, can move a colleague's meeting or record of seals away and put another in its place. Everybody who looks at it is told, but it is not prevented.",
        format!(
            "Let IT change it once: install -d -o root -g {group} -m 3770 {}.",
            quoted.join(" ")
        ),
    ))
}

fn audit_command(audit: &Path, group: u32) -> String {
    let (path, group) = (quoted(audit), accounts::group(group));
    format!("install -d -o root -g {group} -m 3770 {path}")
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}

fn told(facts: &Facts, fault: Fault, entry: &Entry, count: usize) -> Finding {
    let path = entry.path.display();
    let all = match count {
        0 | 1 => String::new(),
        2 => " (and 1 more)".to_owned(),
        many => format!(" (and {} more)", many - 1),
    };
    let whose = accounts::user(entry.owner);
    let mode = format!("{:04o}", entry.mode);
    let at = quoted(&entry.path);
    let closed = match entry.kind {
        Kind::Folder => format!("chmod u=rwx,go= {at}"),
        _ => format!("chmod u=rw,go= {at}"),
    };
    let for_each = match count {
        0 | 1 => "",
        _ => " and so on for each",
    };
    let (is, means, next) = match fault {
        Fault::NotAFolder => (
            format!("{path} is not a folder."),
            "The program needs a folder there and starts no meeting.".to_owned(),
            "Move it away, or name another folder with --data.".to_owned(),
        ),
        Fault::NotInTheGroup => (
            format!(
                "{path} is shared with the group {}, which this account is not in.",
                accounts::group(entry.group)
            ),
            "The program does not use such a folder.".to_owned(),
            "Ask IT to put you into the group, then log in again; `id` lists your groups.".to_owned(),
        ),
        Fault::Anothers => (
            format!("{path} belongs to {whose}{all}."),
            "The program does not trust what another account can change, and does not use it.".to_owned(),
            "Ask IT how it came there. If it is yours, IT gives it back with chown.".to_owned(),
        ),
        Fault::OthersMayChange => (
            format!("Other accounts can change {path} (mode {mode}){all}."),
            "They can put words into your minutes, or take them away. The program refuses such folders.".to_owned(),
            format!("{closed}{for_each}. Ask IT who has been there."),
        ),
        Fault::OthersMayLook => (
            format!("Other accounts can look into {path} (mode {mode}){all}."),
            "They may read what it holds, restricted words too.".to_owned(),
            format!("{closed}{for_each}."),
        ),
        Fault::ClosedToYou => (
            format!("You cannot get into {path} yourself (mode {mode}){all}."),
            "What is in it is in no list, and cannot be opened or continued.".to_owned(),
            match entry.kind {
                Kind::Folder => format!("chmod u+rwx {at}{for_each}."),
                _ => format!("chmod u+rw {at}{for_each}."),
            },
        ),
        Fault::SecondName => (
            format!("{path} has a second name elsewhere (a hard link){all}."),
            "Whoever has the other name may read or change it. The program does not read such a file.".to_owned(),
            format!("Put a copy of it in its place: cp {at} {at}.new && mv {at}.new {at}. Backups must copy, not link."),
        ),
        Fault::NotAFile => (
            format!("{path} is a link or a device, not a file or folder{all}."),
            "The program never follows or opens it.".to_owned(),
            "Put the file or folder itself in its place, or remove the link.".to_owned(),
        ),
        Fault::OutsideTheTeam => (
            format!("Accounts outside the team can reach {path} (mode {mode}){all}."),
            "The folder of a team is for its group alone. The program refuses one that is open to all.".to_owned(),
            format!("chmod o= {at}{for_each}."),
        ),
        Fault::WrongGroup => (
            format!(
                "{path} belongs to the group {}, not to the team's{all}.",
                accounts::group(entry.group)
            ),
            "Another group gets in, and the team may not.".to_owned(),
            format!("Its owner or IT: chgrp with the team's group, {at}{for_each}."),
        ),
        Fault::NoSetgid => (
            format!("{path} does not pass the team's group on to what is made in it (mode {mode}){all}."),
            "New files there belong to the group of whoever made them, and the team cannot read them.".to_owned(),
            format!("Its owner or IT: chmod g+s {at}{for_each}."),
        ),
        Fault::NotSticky => (
            format!("Anybody in the team can move or remove what a colleague made in {path} (mode {mode}){all}."),
            "A meeting can vanish, or another be put in its place.".to_owned(),
            format!("Its owner or IT: chmod +t {at}{for_each}."),
        ),
        Fault::TeamMayChange => (
            format!("The team can change the file {path} (mode {mode}){all}."),
            "Each file has one writer, so that nobody writes into a colleague's words.".to_owned(),
            format!("Its owner: chmod g-w {at}{for_each}."),
        ),
        Fault::OpenToTheTeam => (
            format!("The team can reach {path}, but that meeting was not handed on (mode {mode}){all}."),
            "It holds restricted words and what was taken back.".to_owned(),
            match entry.owner == facts.account {
                true => format!("chmod g= {at}{for_each}."),
                false => format!("Tell {whose}: chmod g= {at}{for_each}."),
            },
        ),
        Fault::AuditIsAnothers => (
            format!("{path} belongs to {whose}, not to root."),
            "Its owner can remove a colleague's record of who opened closed minutes.".to_owned(),
            format!("Let IT change it once: chown root {at} && chmod 3770 {at}."),
        ),
        Fault::SettingsMayBeChanged => (
            format!("Other accounts can change your settings in {path} (it belongs to {whose}, mode {mode}){all}."),
            "They can change deadlines, words and agendas of your meetings.".to_owned(),
            format!("chmod go-w {at}{for_each}; IT changes the owner with chown."),
        ),
        Fault::CanBeReplaced => (
            format!("{path} can be changed by others (it belongs to {whose}, mode {mode}){all}."),
            "They can put another folder in the place of the one with the minutes.".to_owned(),
            format!("Its owner or IT: chmod go-w {at}, or keep the minutes elsewhere with --data."),
        ),
    };
    Finding::attention(is, means, next)
}
