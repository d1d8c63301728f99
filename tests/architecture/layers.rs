//! Which layer may name which, and the one place where files, terminal and clock may be touched.

use super::Fault;
use super::source::{Named, Token, named_paths};

/// The layers, and what each may name besides itself.
pub const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("documents", &["domain"]),
    ("formats", &["documents", "domain"]),
    ("store", &["domain"]),
    ("app", &["domain", "documents"]),
    ("ui", &["app", "domain", "documents"]),
    ("plain", &["app", "domain", "documents"]),
    (
        "engine",
        &["app", "domain", "store", "documents", "formats"],
    ),
    (
        "terminal",
        &[
            "domain",
            "app",
            "ui",
            "plain",
            "store",
            "documents",
            "formats",
            "engine",
        ],
    ),
    (
        "command_line",
        &[
            "domain",
            "app",
            "plain",
            "store",
            "documents",
            "formats",
            "engine",
            "terminal",
        ],
    ),
    // main.rs, and lib.rs with its list of modules.
    ("main", &["command_line", "terminal"]),
];

/// The houses of the domain, from left to right: each may use those on its left, and none on its right.
pub const STREET: &[&str] = &[
    "visibility",
    "problem",
    "toml_reader",
    "text",
    "calendar",
    "settings",
    "agenda",
    "record",
    "meeting",
    "line",
    "rules",
    "minutes",
    "history",
    "search",
    "room",
];

/// A path that only certain places may name. A part in the middle of a path counts: `ratatui::crossterm`.
struct Home {
    path: &'static [&'static str],
    at_the_start: bool,
    /// Folders and files under `src/`.
    only_in: &'static [&'static str],
    rule: &'static str,
}

const HOMES: &[Home] = &[
    Home {
        path: &["std", "fs"],
        at_the_start: true,
        only_in: &["store/"],
        rule: "files are read and written only in src/store",
    },
    Home {
        path: &["rustix", "fs"],
        at_the_start: true,
        only_in: &["store/", "engine/", "terminal/"],
        rule: "files are touched only in src/store (and synced in src/engine and src/terminal)",
    },
    Home {
        path: &["ratatui"],
        at_the_start: true,
        only_in: &["ui/", "terminal/"],
        rule: "ratatui is used only in src/ui and src/terminal",
    },
    Home {
        path: &["crossterm"],
        at_the_start: false,
        only_in: &["terminal/"],
        rule: "crossterm is used only in src/terminal",
    },
    Home {
        path: &["Local", "now"],
        at_the_start: false,
        only_in: CLOCK,
        rule: CLOCK_RULE,
    },
    Home {
        path: &["Utc", "now"],
        at_the_start: false,
        only_in: CLOCK,
        rule: CLOCK_RULE,
    },
    Home {
        path: &["SystemTime"],
        at_the_start: false,
        only_in: CLOCK,
        rule: CLOCK_RULE,
    },
    Home {
        path: &["Instant", "now"],
        at_the_start: false,
        only_in: &["terminal/", "engine/", "store/", "command_line/"],
        rule: "elapsed time is measured only in src/terminal, src/engine, src/store and src/command_line: the rest is pure",
    },
];
const CLOCK: &[&str] = &["engine/clock.rs"];
const CLOCK_RULE: &str = "the clock is read only in src/engine/clock.rs and passed on from there";

/// Faults against the arrows and the homes. `file` is relative to the package: `src/ui/mod.rs`.
pub fn faults_of_layers(file: &str, code: &[Token]) -> Vec<Fault> {
    let inside_src = file.strip_prefix("src/").unwrap_or(file);
    let module = module_of(inside_src);
    let layer = if module.is_empty() {
        "main"
    } else {
        module[0].as_str()
    };
    let mut faults = Vec::new();
    let mut fault = |line: usize, rule: String| {
        faults.push(Fault {
            file: file.to_owned(),
            line,
            rule,
        })
    };

    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == layer) else {
        fault(
            1,
            format!(
                "`{layer}` is no layer: add it to ARROWS in tests/architecture/layers.rs and to ARCHITECTURE.md"
            ),
        );
        return faults;
    };
    let house = (layer == "domain").then(|| module.get(1)).flatten();
    if let Some(house) = house.filter(|house| place_in_street(house).is_none()) {
        fault(
            1,
            format!(
                "`{house}` has no place in the domain: add it to STREET in tests/architecture/layers.rs, right of every house that it uses, and to the picture in ARCHITECTURE.md"
            ),
        );
    }
    for named in named_paths(code) {
        let path = path_inside(&named, &module);
        if let (Some(house), Some([_, rest @ ..])) = (house, path.as_deref())
            && path.as_ref().is_some_and(|path| path[0] == "domain")
            && let Some(rule) = fault_in_the_street(house, rest)
        {
            fault(named.line, rule);
        }
        if let Some(other) = path.map(|path| path[0].clone()) {
            let may = if allowed.is_empty() {
                "nothing else".to_owned()
            } else {
                allowed.join(", ")
            };
            let is_layer = ARROWS.iter().any(|(name, _)| *name == other);
            if !is_layer {
                let path = named.path.join("::");
                fault(
                    named.line,
                    format!("`{path}` goes through the crate's root: name the layer it lives in"),
                );
            } else if other != layer && !allowed.contains(&other.as_str()) {
                fault(
                    named.line,
                    format!("`{layer}` names `{other}`: {layer} may use {may}"),
                );
            }
        }
        for home in HOMES {
            let holds = named
                .path
                .windows(home.path.len())
                .position(|part| part == home.path);
            let counts = holds.is_some_and(|place| place == 0 || !home.at_the_start);
            if counts
                && !home
                    .only_in
                    .iter()
                    .any(|place| inside_src.starts_with(place))
            {
                fault(
                    named.line,
                    format!("`{}`: {}", named.path.join("::"), home.rule),
                );
            }
        }
    }
    faults
}

/// The module that a file is: `domain/record/mod.rs` is `domain::record`.
fn module_of(inside_src: &str) -> Vec<String> {
    let mut parts: Vec<String> = inside_src
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if parts.last().is_some_and(|last| last == "mod") || matches!(inside_src, "main.rs" | "lib.rs")
    {
        parts.pop();
    }
    parts
}

fn place_in_street(house: &str) -> Option<usize> {
    STREET.iter().position(|known| *known == house)
}

/// What is wrong when a file of this house names a path of the domain (`rest` is without `domain` itself).
fn fault_in_the_street(house: &str, rest: &[String]) -> Option<String> {
    let Some(other) = rest.first().filter(|part| *part != "*") else {
        return Some(format!(
            "`{house}` names the whole domain: name the house that it needs"
        ));
    };
    let here = place_in_street(house)?;
    let path = rest.join("::");
    match place_in_street(other) {
        None => Some(format!(
            "`domain::{path}` is in no house: a name of the domain lives in one of STREET in tests/architecture/layers.rs"
        )),
        Some(there) if there > here => {
            let may = match &STREET[..here] {
                [] => "no other house".to_owned(),
                left => left.join(", "),
            };
            Some(format!(
                "`{house}` names `domain::{path}`, and `{other}` stands on its right: {house} may use {may}. Move what both need to the left, or ask through a trait that lives in `{house}` and is implemented in `{other}`"
            ))
        }
        Some(_) => None,
    }
}

/// Where a path leads, if it leads into this crate: `super` and `self` are followed. Never empty.
fn path_inside(named: &Named, module: &[String]) -> Option<Vec<String>> {
    let mut from: Vec<String> = module.iter().chain(&named.inside).cloned().collect();
    let mut parts = named.path.iter();
    match named.path.first()?.as_str() {
        "crate" | "talking_piece" => from.clear(),
        "self" => {}
        "super" => drop(from.pop()),
        _ => return None,
    }
    parts.next();
    for part in parts {
        match part.as_str() {
            "super" => drop(from.pop()),
            "self" => {}
            _ => from.push(part.clone()),
        }
    }
    // The root itself (`use crate as all`) has every layer in it, and is none.
    if from.is_empty() {
        from.push("crate".to_owned());
    }
    Some(from)
}

/// The rooms of `src/app`: each may use those before it, none behind it. `App` is known to all of them.
pub const ROOMS_OF_APP: &[&str] = &["protocol", "editing", "screens", "commands"];

/// Faults against the order of the rooms. What lies in `src/app` itself holds them together, and may use all of them.
pub fn faults_of_rooms(file: &str, code: &[Token]) -> Vec<Fault> {
    let module = module_of(file.strip_prefix("src/").unwrap_or(file));
    let [app, room, ..] = module.as_slice() else {
        return Vec::new();
    };
    if app != "app" || file == format!("src/app/{room}.rs") {
        return Vec::new();
    }
    let order = ROOMS_OF_APP.join(", ");
    let fault = |line: usize, rule: String| Fault {
        file: file.to_owned(),
        line,
        rule,
    };
    let Some(at) = ROOMS_OF_APP.iter().position(|known| known == room) else {
        let rule = format!(
            "`{room}` is no room of app: add it to ROOMS_OF_APP in tests/architecture/layers.rs, in its place, or move this file into {order}"
        );
        return vec![fault(1, rule)];
    };
    let paths = named_paths(code).into_iter();
    let inside_app = paths.filter_map(|named| {
        let path = path_inside(&named, &module)?;
        let (first, inside) = path.split_first()?;
        // `use crate::app` has every room in it, and is none.
        let room = inside.first().map_or("", String::as_str).to_owned();
        (first == "app").then_some((named.line, room))
    });
    inside_app
        .filter(|(_, other)| match ROOMS_OF_APP.iter().position(|known| known == other) {
            Some(there) => there > at,
            None => other != "App",
        })
        .map(|(line, other)| {
            let rule = match ROOMS_OF_APP.contains(&other.as_str()) {
                true => format!(
                    "`app::{room}` names `app::{other}`, which lies behind it: each room may use those before it ({order}); move what is needed into `{room}` or before it, or let the caller hand it over as a row of the table does"
                ),
                false if other.is_empty() => format!(
                    "`app::{room}` names all of `app`: name the room, or `App`"
                ),
                false => format!(
                    "`app::{room}` names `app::{other}`: of app itself a room knows `App` only; move `{other}` into a room ({order})"
                ),
            };
            fault(line, rule)
        })
        .collect()
}
