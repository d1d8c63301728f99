//! The hits of a search through all minutes, read aloud: each with its number, a few at a time. A number opens the page
//! there.

use crate::app::protocol::message::{Key, Message};
use crate::app::screens::find::finding::{Finding, State};
use crate::domain::search::{Card, Hit};

const SAID_AT_ONCE: usize = 20;
const LETTERS: usize = 160;

#[derive(Debug, Default)]
pub(super) struct Hits {
    told: Option<(String, usize)>,
    goes_on: bool,
}

impl Hits {
    pub(super) fn take(&mut self, finding: &Finding, line: &str) -> Vec<Message> {
        let line = line.trim();
        match line {
            "" => {
                self.goes_on = true;
                Vec::new()
            }
            "back" | "/back" | "/home" => vec![Message::Key(Key::Esc)],
            "quit" | "/quit" | "q" => vec![Message::Key(Key::Ctrl('q'))],
            "help" | "/help" | "?" => vec![Message::Key(Key::F(1))],
            "restricted" => self.anew("/restricted"),
            _ => match super::number(line, finding.findings.hits()) {
                Some(row) => {
                    let mut messages = vec![Message::Key(Key::Home)];
                    messages.extend(vec![Message::Key(Key::Down); row]);
                    messages.push(Message::Key(Key::Enter));
                    messages
                }
                None => self.anew(line),
            },
        }
    }

    fn anew(&mut self, line: &str) -> Vec<Message> {
        self.told = None;
        let words = ["/findall ", "/find ", "find "]
            .iter()
            .find_map(|command| line.strip_prefix(command))
            .unwrap_or(line);
        vec![Message::Line(words.to_owned())]
    }

    pub(super) fn tell(&mut self, finding: &Finding) -> Vec<String> {
        let goes_on = std::mem::take(&mut self.goes_on);
        let told = self.told.take();
        let before = told.filter(|(asked, _)| *asked == finding.asked);
        let from = match &before {
            Some((_, said)) if goes_on => *said,
            Some((_, said)) => {
                self.told = Some((finding.asked.clone(), *said));
                return Vec::new();
            }
            None => 0,
        };
        let hits = finding.findings.hits();
        let until = (from + SAID_AT_ONCE).min(hits);
        self.told = Some((finding.asked.clone(), until));
        let mut rows = Vec::new();
        if !finding.fault.is_empty() {
            return vec![finding.fault.clone()];
        }
        if from == 0 && finding.state == State::Found {
            rows.push(match hits {
                0 => "Nothing was found. Fewer words, or only the beginning of one: school*."
                    .to_owned(),
                _ => format!("{}.", finding.findings.counted()),
            });
            rows.push(finding.findings.unshown.words());
        }
        let mut meeting = "";
        for at in from..until {
            let Some((card, hit)) = finding.findings.hit(at) else {
                break;
            };
            if card.id != meeting {
                rows.push(meeting_words(card));
                meeting = &card.id;
            }
            rows.push(hit_words(at + 1, hit));
        }
        let more = match until < hits {
            true => "An empty line reads the next ones; ",
            false => "",
        };
        rows.push(format!("{more}A number opens the minutes there; other words start a new search; person:kelly, agency:school, from:2026 and others narrow it; back goes back."));
        rows
    }

    /// The search was left: everything is told again on the next visit.
    pub(super) fn forget(&mut self) {
        self.told = None;
    }
}

fn meeting_words(card: &Card) -> String {
    let day = card
        .at
        .map_or_else(String::new, |at| at.format("%-d %b %Y").to_string());
    let practice = if card.made_up {
        "practice, made up"
    } else {
        ""
    };
    let words = [
        &card.reference,
        card.title.as_str(),
        &card.state,
        &day,
        practice,
    ];
    let words = words.into_iter().filter(|words| !words.is_empty());
    format!("{}:", words.collect::<Vec<_>>().join(", "))
}

fn hit_words(number: usize, hit: &Hit) -> String {
    format!(
        "{number}. {}{} ({}, {})",
        hit.warning(),
        hit.context(LETTERS).marked("[", "]"),
        hit.place_words(),
        hit.passage.at.format("%H:%M")
    )
}
