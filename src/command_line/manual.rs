//! `manual` and `completions`: what explains the program, out of the program itself. The man page and the completions
//! are made from the command line as it is, so they cannot be older than it.

use super::{CommandLine, Ending, print};
use crate::documents::manual::{Meant, list_of, looked_up, part_of};
use crate::domain::problem::Problem;
use crate::formats::{Format, USUAL};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::{self, IsTerminal, Write};

/// For a file or a pipe, and where a terminal does not say how wide it is.
const USUAL_WIDTH: u16 = 80;

#[derive(Debug, Args)]
pub(super) struct Manual {
    /// The page, and a part of it where you want only that: `records action`; or words to look for in all pages
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
    /// The format it is printed in
    #[arg(long = "as", value_name = "FORMAT", value_parser = print::formats(), default_value = USUAL.id)]
    format: &'static Format,
    /// Width of the text in columns (default: that of the terminal, or 80)
    #[arg(long, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: Option<u16>,
    /// The man page of the program, for `man -l`
    #[arg(long, conflicts_with_all = ["topic", "width"])]
    man: bool,
}

pub(super) fn run(wanted: &Manual) -> Ending {
    if wanted.man {
        let mut page = Vec::new();
        return printed(man_page(&mut page), &page);
    }
    let typed = wanted.topic.join(" ");
    let document = match looked_up(&typed) {
        Ok(Meant::Page(page, None)) => page.document(),
        Ok(Meant::Page(page, Some(part))) => part_of(page.document(), &part),
        Ok(Meant::Places(places, have_all)) => list_of(&typed, &places, have_all),
        Err(why) => return Ending::Stopped(why),
    };
    let width = wanted.width.unwrap_or_else(width);
    let printed = wanted.format.printed(&document, usize::from(width));
    match printed.and_then(|printed| print::page(&printed)) {
        Ok(()) => Ending::Done,
        Err(why) => Ending::Stopped(why),
    }
}

pub(super) fn completions(shell: Shell) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut CommandLine::command(),
        "talking-piece",
        &mut script,
    );
    printed(Ok(()), &script)
}

fn printed(made: io::Result<()>, bytes: &[u8]) -> Ending {
    match made {
        Ok(()) => {
            print::data(&String::from_utf8_lossy(bytes));
            Ending::Done
        }
        Err(error) => Ending::Stopped(Problem::not_saved_or_read(format!(
            "The man page could not be made ({error})."
        ))),
    }
}

/// The page of the program, with the help of each sub-command under a heading of its own.
fn man_page(page: &mut Vec<u8>) -> io::Result<()> {
    let command = CommandLine::command();
    clap_mangen::Man::new(command.clone()).render(page)?;
    let mut parts = Vec::new();
    parts_of(&command, "talking-piece", &mut parts);
    for mut part in parts {
        let help = part.render_long_help().to_string();
        let name = part.get_bin_name().unwrap_or_default().to_uppercase();
        writeln!(page, ".SH \"{name}\"\n.nf")?;
        for line in help.lines() {
            // A backslash, a hyphen and a sign at the beginning mean something to man.
            let line = line.replace('\\', "\\e").replace('-', "\\-");
            let steers = line.starts_with(['.', '\'']);
            writeln!(page, "{}{line}", if steers { "\\&" } else { "" })?;
        }
        writeln!(page, ".fi")?;
    }
    Ok(())
}

/// Each sub-command under its whole name: `talking-piece agenda check`.
fn parts_of(command: &clap::Command, name: &str, parts: &mut Vec<clap::Command>) {
    for inner in command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help")
    {
        let name = format!("{name} {}", inner.get_name());
        parts.push(
            inner
                .clone()
                .bin_name(name.clone())
                .display_name(name.clone()),
        );
        parts_of(inner, &name, parts);
    }
}

fn width() -> u16 {
    let out = io::stdout();
    let size = out
        .is_terminal()
        .then(|| rustix::termios::tcgetwinsize(&out));
    match size {
        Some(Ok(size)) if size.ws_col >= 20 => size.ws_col.min(400),
        _ => USUAL_WIDTH,
    }
}
