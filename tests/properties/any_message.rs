//! Any message that can come, the likely ones more often.

use proptest::prelude::*;
use proptest::sample::select;
use talking_piece::app::protocol::message::{Key, Lost, Message};
use talking_piece::domain::problem::Problem;

/// Words of many scripts, signs of the shorthand, and what no line should hold.
const WORDS: &[&str] = &[
    "KS: ",
    "k:",
    "XX: ",
    "all: ",
    ": ",
    "SW/EL: ",
    "+ ",
    "! ",
    "= ",
    "? ",
    "\"",
    "\\",
    "??",
    " #new",
    " #restricted",
    " #restr",
    " #open",
    " @ella",
    " @nobody",
    " #observation ",
    "words",
    " ",
    "hv ",
    "ليلى قالت",
    "Łucja Świątek",
    "👩\u{200d}👧",
    "e\u{301}",
    "/",
    ";",
    ": ",
    "12 Dec",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "a\nb",
    "\r\n",
    "\t",
];

/// Lines that do something.
const LINES: &[&str] = &[
    "/child Ella Nettlesworth; born: 4 Mar 2017",
    "/child Noah; called: No",
    "/person KS Kelly Nettlesworth; role: mother",
    "/person DS Dan; role: father",
    "/person KS Someone Else; role: neighbour",
    "/person Anil Marlowe; role: social worker",
    "/begin",
    "/next",
    "/section 3",
    "/section 4.2",
    "/section nowhere",
    "/skip no time",
    "/skip",
    "/arrive all",
    "/arrive KS",
    "/arrive KS DS",
    "/leave KS",
    "/leave all",
    "/break",
    "/break tea",
    "/private",
    "/undo",
    "/undo",
    "/redo",
    "/edit",
    "/edit KS: it was otherwise",
    "/edit ^2 DS: not so",
    "/append",
    "/append and more #restricted",
    "/strike wrong",
    "/mark #restricted",
    "/mark ?? @ella +",
    "/mark done",
    "/mark nonsense",
    "/find words",
    "/catchup",
    "/aside",
    "/prepare",
    "/record",
    "/close",
    "/close because of the weather",
    "/reopen more came",
    "/help",
    "/new",
    "/x",
    "/s",
    "/action Kelly books a visit; who: KS; by: 12 Dec",
    "/act Dan calls",
    "/whatif it rains; then: umbrella",
    "/view Ella; by: letter; words: \"quiet\"",
    "/view Nobody; by: letter",
    "/view Ella; by: letter; shared: chair only",
    "/agency Health; child: Ella; view: early help",
    "/decision Ella; is: no plan",
    "/date Review; on: 1 Mar",
    "/yes because",
    "/no",
    "/scale 1; by: KS; score: 6",
    "/statement",
    "/meeting 22-K; venue: hall",
    "KS: I was there",
    "KS: + it went well @ella",
    "DS: \"exactly so\"",
    "XX: who is this",
    "just words",
    ": it is cold",
    "all: agreed #new ??",
    "SW: address #restricted",
];

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        6 => select(WORDS).prop_map(|word| Key::Char(word.chars().find(|it| !it.is_control()).unwrap_or('x'))),
        3 => select(vec!['a', 'x', 'm', 'k', ' ', '/', ':', '"', '1', 'é', 'ل', '\u{301}', '👩', '\u{200d}']).prop_map(Key::Char),
        6 => Just(Key::Enter),
        6 => select(vec![Key::Tab, Key::BackTab, Key::Esc, Key::Up, Key::Down, Key::Backspace]),
        3 => select(vec![Key::Left, Key::Right, Key::WordLeft, Key::WordRight, Key::Home, Key::End, Key::Delete,
            Key::PageUp, Key::PageDown, Key::Newline]),
        2 => select(vec!['z', 'y', 'n', 'u', 'a', 'e', 'w']).prop_map(Key::Ctrl),
        1 => select(vec![1u8, 8, 12]).prop_map(Key::F),
    ]
}

/// One step: a key, or several that make sense together.
pub fn step() -> impl Strategy<Value = Vec<Message>> {
    let typed = |text: &str| {
        let keys = text.chars().map(|letter| Message::Key(Key::Char(letter)));
        keys.collect::<Vec<_>>()
    };
    let typed_and_entered = move |text: &str| {
        let mut keys = typed(text);
        keys.push(Message::Key(Key::Enter));
        keys
    };
    prop_oneof![
        8 => key().prop_map(|key| vec![Message::Key(key)]),
        5 => select(LINES).prop_map(typed_and_entered),
        3 => select(LINES).prop_map(typed),
        4 => select(LINES).prop_map(|line| vec![Message::Line(line.to_owned())]),
        3 => prop::collection::vec(select(WORDS), 1..6).prop_map(|words| vec![Message::Paste(words.concat())]),
        1 => any::<String>().prop_map(|text| vec![Message::Paste(text)]),
        2 => (select(vec![Key::Up, Key::Down]), 2..9usize).prop_map(|(arrow, rows)| vec![Message::Wheel { arrow, rows }]),
        2 => prop::collection::vec(select(WORDS), 0..5).prop_map(|words| vec![Message::Line(words.concat())]),
        1 => (select(WORDS), select(LINES)).prop_map(|(word, line)| vec![Message::Unread(format!("{word}{line}"), "why".into())]),
        1 => (0u16..600, 0u16..300).prop_map(|(columns, rows)| vec![Message::Resize { columns, rows }]),
        1 => select(vec![Message::Saved(3), Message::SaveFailed(Problem::not_saved_or_read("full")), Message::BadBytes(2), Message::Note("so".into())])
            .prop_map(|message| vec![message]),
    ]
}

/// A hang-up, and what the world does then.
pub fn lost() -> impl Strategy<Value = Message> {
    select(vec![Lost::HungUp, Lost::Terminated]).prop_map(Message::Lost)
}
