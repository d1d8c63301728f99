//! Plain mode letter by letter: the draft always has what was typed, and the minutes are those of whole lines.

use super::driver::Driver;
use proptest::prelude::*;
use talking_piece::app::protocol::message::Message;
use talking_piece::plain::Plain;

const LINES: [&str; 20] = [
    "KS: I was scared to tell anyone",
    "SW: we heard it from the school",
    "XY: nobody knows this label",
    "KS:",
    "/action",
    "Kelly books speech therapy",
    "by the twelfth; or sooner",
    ".",
    "",
    "/marmalade",
    "/help",
    "/undo",
    "/aside",
    "/find scared",
    "/strike 1",
    "/section plan",
    "/append 1 and more",
    "/wish EL: a garden",
    "/close",
    "back",
];

struct Typist {
    plain: Plain,
    d: Driver,
}

impl Typist {
    fn send(&mut self, messages: impl IntoIterator<Item = Message>) {
        for message in messages {
            self.d.send(message);
        }
    }

    fn show(&mut self, line: &str) {
        let message = self.plain.typing(&self.d.app, line);
        self.send(message);
    }

    fn enter(&mut self, line: &str) -> Vec<String> {
        self.d.app.status.clear();
        let before = self.d.app.place;
        let messages = self.plain.take(&self.d.app, line);
        self.send(messages);
        let message = self.plain.entered(&self.d.app, before);
        self.send(message);
        self.plain.tell(&self.d.app)
    }

    /// The line that can be gone on with, if there is one.
    fn goes_on_with(&mut self) -> String {
        match self.plain.goes_on_with(&self.d.app) {
            Some(message) => {
                self.send([message]);
                let editor = self.d.app.editor.as_ref();
                editor.map_or_else(String::new, |editor| editor.line.text().to_owned())
            }
            None => String::new(),
        }
    }

    fn draft(&self) -> &str {
        let draft = self.d.disk.standing_draft();
        draft.map_or("", |draft| draft.text.as_str())
    }

    fn entries(&self) -> Vec<String> {
        let events = self.d.disk.events();
        events.map(|logged| format!("{:?}", logged.event)).collect()
    }
}

fn typist(plain: Plain) -> Typist {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    Typist { plain, d }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_draft_has_each_letter_and_the_minutes_are_those_of_whole_lines(
        chosen in prop::collection::vec((0..LINES.len(), 0usize..6), 1..12),
    ) {
        let mut whole = typist(Plain::default());
        let mut letters = typist(Plain::by_letters());
        for (line, slips) in chosen {
            let line = LINES[line];
            let kept = letters.goes_on_with();
            // Taken back first: the other one types a new line.
            for count in (0..kept.chars().count()).rev() {
                let rest: String = kept.chars().take(count).collect();
                letters.show(&rest);
            }
            let mut typed = String::new();
            for (at, letter) in line.chars().enumerate() {
                if at < slips {
                    letters.show(&format!("{typed}\u{e9}"));
                    letters.show(&typed);
                }
                typed.push(letter);
                letters.show(&typed);
                // An answer is kept as a field of a line, where a backslash makes some signs words.
                let draft = letters.draft().replace('\\', "");
                prop_assert!(
                    draft.trim_end().ends_with(typed.trim()),
                    "{typed:?} is not in the draft {draft:?}"
                );
            }
            letters.enter(line);
            whole.enter(line);
            prop_assert_eq!(letters.entries(), whole.entries(), "{:?}", line);
            prop_assert_eq!(letters.d.app.place, whole.d.app.place, "{:?}", line);
        }
    }
}
