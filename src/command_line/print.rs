//! The one place that prints: data to standard output, messages to standard error. A reader that has gone is a normal
//! end.

use crate::documents::document::Document;
use crate::documents::{self, Material};
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean;
use crate::formats::{FORMATS, Format, USUAL, format};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Serialize;
use std::error::Error;
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Data that could not be printed: minutes that are cut off must not look like success.
static FAILED: AtomicBool = AtomicBool::new(false);

/// The options of every command that prints a document.
#[derive(Debug, Args)]
pub(super) struct PageOptions {
    /// The format it is printed in
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats(), default_value = USUAL.id)]
    format: &'static Format,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

impl PageOptions {
    /// # Errors
    /// Where the document has nothing for this format; nothing is printed then.
    pub(super) fn print(&self, document: &Document) -> Result<(), Problem> {
        page(&self.bytes(document)?)?;
        self.tell_in_words(document);
        Ok(())
    }

    /// Says which letters of it are told in words.
    pub(super) fn tell_in_words(&self, document: &Document) {
        let told = self.format.told_in_words([document].into_iter());
        tell(&told.unwrap_or_default());
    }

    pub(super) fn format_and_width(&self) -> (&'static Format, usize) {
        (self.format, self.width.into())
    }

    pub(super) fn bytes(&self, document: &Document) -> Result<Vec<u8>, Problem> {
        self.format.printed(document, usize::from(self.width))
    }
}

/// The options of a command that prints either a document or the value that it is made from.
#[derive(Debug, Args)]
pub(super) struct PageOrJson {
    /// As JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    page: PageOptions,
}

impl PageOrJson {
    pub(super) fn print(
        &self,
        value: &impl Serialize,
        material: Material<'_>,
    ) -> Result<(), Problem> {
        if self.json {
            json(value);
            return Ok(());
        }
        self.page.print(&documents::page(material))
    }
}

pub(super) fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let known = FORMATS.iter().map(|known| {
        PossibleValue::new(known.id).help(format!("{}: {}", known.title, known.about))
    });
    PossibleValuesParser::new(known).try_map(|id| built_in(&id))
}

/// One that this program was built without is refused before anything is opened.
fn built_in(id: &str) -> Result<&'static Format, Box<dyn Error + Send + Sync>> {
    let known = format(id).ok_or("there is no such format")?;
    match known.is_built_in {
        true => Ok(known),
        false => Err(known.not_built_in().into()),
    }
}

pub(super) fn data(text: &str) {
    bytes(text.as_bytes());
}

/// A document as it was printed.
///
/// # Errors
/// Where it is no text and nobody but a person in front of a terminal would get it.
pub(super) fn page(printed: &[u8]) -> Result<(), Problem> {
    if std::str::from_utf8(printed).is_err() && io::stdout().is_terminal() {
        return Err(
            Problem::wrong_input("A terminal cannot show this format: it is not text.")
                .safe("Nothing was printed.")
                .next("Behind the command, > and the name of a file puts it there."),
        );
    }
    bytes(printed);
    Ok(())
}

pub(super) fn bytes(data: &[u8]) {
    let mut out = io::stdout().lock();
    // `head` and the like close the pipe when they have enough.
    if let Err(error) = out.write_all(data).and_then(|()| out.flush())
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        FAILED.store(true, Ordering::Relaxed);
    }
}

fn json(value: &impl Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => data(&format!("{text}\n")),
        Err(_) => FAILED.store(true, Ordering::Relaxed),
    }
}

pub(super) fn could_not_print() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// A message to the person; an empty one prints nothing.
pub(super) fn tell(words: &str) {
    if !words.is_empty() {
        let mut out = io::stderr().lock();
        // In a shared place somebody else may have written what the message quotes.
        let _ = writeln!(out, "{}", clean(words).text);
    }
}

/// On a terminal the person is asked; otherwise the first line of input is used.
pub(super) fn ask(what: &str) -> io::Result<String> {
    if io::stdin().is_terminal() {
        let mut out = io::stderr().lock();
        let _ = write!(out, "{what}");
        let _ = out.flush();
    }
    let mut line = Vec::new();
    io::stdin().lock().read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command_line::CommandLine;
    use crate::documents::Arranged;
    use crate::documents::made_up::MADE_UP as DOCUMENT;
    use crate::formats::made_up::MADE_UP as FORMAT;
    use clap::{Arg, Command, CommandFactory, Parser};

    #[derive(Debug, Parser)]
    struct AnyCommand {
        #[command(flatten)]
        page: PageOptions,
    }

    fn page(arguments: &[&str]) -> PageOptions {
        AnyCommand::try_parse_from([&["it"], arguments].concat())
            .unwrap()
            .page
    }

    fn everywhere<'c>(command: &'c Command, long: &str, found: &mut Vec<(&'c str, &'c Arg)>) {
        let arguments = command.get_arguments();
        let meant = arguments.filter(|argument| argument.get_long() == Some(long));
        found.extend(meant.map(|argument| (command.get_name(), argument)));
        for below in command.get_subcommands() {
            everywhere(below, long, found);
        }
    }

    fn offered(argument: &Arg) -> Vec<String> {
        let values = argument.get_possible_values();
        values
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect()
    }

    #[test]
    fn a_format_that_is_one_line_in_the_table_is_offered_by_every_command_that_prints_a_document() {
        let command = CommandLine::command();
        let (mut commands, mut wide) = (Vec::new(), Vec::new());
        everywhere(&command, "as", &mut commands);
        everywhere(&command, "width", &mut wide);
        let names = |of: &[(&str, &Arg)]| {
            of.iter()
                .map(|(name, _)| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(&commands),
            [
                "read", "export", "papers", "access", "compare", "follow", "due", "guide", "manual"
            ]
        );
        assert_eq!(names(&commands), names(&wide));
        for (name, argument) in commands {
            assert_eq!(
                offered(argument),
                FORMATS.iter().map(|known| known.id).collect::<Vec<_>>(),
                "{name}"
            );
        }
        let document = Document::new("A page", "en-GB");
        assert_eq!(
            page(&["--as", FORMAT.id, "--width", "40"])
                .bytes(&document)
                .unwrap(),
            b"\xffA page in 40"
        );
    }

    #[test]
    fn text_of_78_columns_is_printed_when_nobody_asks_for_something_else() {
        let page = page(&[]);
        assert_eq!((page.format.id, page.width), ("text", 78));
    }

    #[test]
    fn json_is_no_format_of_a_document_so_both_cannot_be_asked_for() {
        for command in [&["read", "m"][..], &["compare", "m", "n"], &["due"]] {
            let both = [&["it"], command, &["--json", "--as", "text"]].concat();
            assert!(CommandLine::try_parse_from(both).is_err(), "{command:?}");
            let json = [&["it"], command, &["--json"]].concat();
            assert!(CommandLine::try_parse_from(json).is_ok(), "{command:?}");
        }
    }

    #[test]
    fn a_document_of_minutes_that_is_one_line_in_the_table_is_offered_by_read() {
        let command = CommandLine::command();
        let mut orders = Vec::new();
        everywhere(&command, "by", &mut orders);
        let [(_, argument)] = orders.as_slice() else {
            panic!("{orders:?}");
        };
        assert_eq!(
            offered(argument),
            Arranged::all().map(|one| one.kind().id).collect::<Vec<_>>()
        );
        assert!(offered(argument).contains(&DOCUMENT.id.to_owned()));
        for word in [DOCUMENT.id, "made"] {
            assert!(CommandLine::try_parse_from(["it", "read", "m", "--by", word]).is_ok());
        }
        let wrong = CommandLine::try_parse_from(["it", "read", "m", "--by", "colour"]);
        assert!(wrong.unwrap_err().to_string().contains(DOCUMENT.id));
    }
}
