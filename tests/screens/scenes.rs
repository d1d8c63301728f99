//! The states that are drawn: a made-up family and the people around it, in every section that has a table.

use super::driver::{Driver, Screen, at};
use super::past_scenes;
use std::sync::LazyLock;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::view::View;
use talking_piece::documents::Arranged;
use talking_piece::domain::agenda::BUILT_IN;
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::minutes::{open_minutes, restricted_part};
use talking_piece::domain::problem::Problem;
use talking_piece::domain::search::{Card, Open};
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

const PEOPLE: &[&str] = &[
    "/meeting 2214-K; place: Lantern House; format: in person; why: worries about quarrels at home",
    "/child Ella Smith; called: Ella; born: 4 Mar 2018",
    "/child Noah Smith; born: 9 Sep 2023",
    "/child Robin Smith; born: 1 Aug 2026",
    "/person KS Kelly Smith; role: mother",
    "/person DS Dan Smith; role: father",
    "/person AP A Patel; role: social worker; agency: Children's services",
    "/person JO J Okafor; role: health visitor; agency: Health",
    "/person PH PC Hall; role: police officer; agency: Police",
    "/person ST M Stone; role: teacher; agency: Harbour School",
    "/person CH R Lowe; role: Chair",
];

/// People are recorded, but nothing has begun.
pub fn prepared(agenda: &str) -> Driver {
    let mut driver = Driver::meeting(agenda, false);
    driver.clock("13:40").lines(PEOPLE);
    driver
}

fn begun(agenda: &str, section: &str) -> Driver {
    let mut driver = prepared(agenda);
    driver
        .clock("14:00")
        .lines(&["/begin", "/arrive all", &format!("/section {section}")]);
    driver
}

/// Ninety-nine people, of whom the fortieth speaks.
fn many() -> Driver {
    let mut driver = Driver::meeting("restorative-icpc", false);
    driver.clock("13:40");
    for number in 10..109 {
        let line = format!("/person N{number} Neighbour{number} Oakbridge; role: neighbour");
        driver.lines(&[line.as_str()]);
    }
    driver
        .clock("14:00")
        .lines(&["/begin", "/arrive all", "/section purpose"]);
    driver.lines(&["N12: one", "N49: two"]);
    driver
}

/// The impact on the children, in the middle of it.
pub fn impact() -> Driver {
    let mut driver = begun("restorative-icpc", "purpose");
    driver.lines(&[
        "CH: * We are here because of the quarrels at home",
        "/skip no police report yet",
        "/section 4.1",
        "/view Ella; by: letter; words: \"I want it quiet at night.\"; read by: AP; shared: read out",
        "/section 4.2",
    ]);
    driver.clock("14:20").lines(&[
        "KS: I did not know she heard it.",
        "JO: + Ella runs to her mum at nursery. @ella",
        "AP: ! Ella has missed nine days of school.",
        "Noah has stopped talking again. #new",
        "PH: there is something about bail that cannot be said here #restricted",
        "QX: the two boys upstairs",
        "KS: no that is wrong",
        "/strike wrong person",
        ": they both went quiet",
    ]);
    driver.saved();
    driver
}

fn with(mut driver: Driver, lines: &[&str]) -> Driver {
    driver.lines(lines).saved();
    driver
}

pub fn home() -> Driver {
    let mut driver = Driver::new();
    let meeting = |id: &str, reference: &str, state: &str, children: &[&str]| Card {
        id: id.into(),
        reference: reference.into(),
        title: "Restorative initial conference".into(),
        kind: "icpc".into(),
        state: state.into(),
        at: Some(at("14:00")),
        children: children.iter().map(|name| (*name).to_owned()).collect(),
        ..Card::default()
    };
    let mut broken = meeting("a", "2214-K", "open", &["Ella", "Noah", "Robin"]);
    broken.interrupted_at = Some(at("14:32"));
    broken.open = Open {
        actions: 2,
        to_look_at: 1,
    };
    let mut practice = meeting("c", "0000-P", "preparing", &["Mira"]);
    practice.made_up = true;
    let mut held = meeting("d", "1920-T", "open", &["Toby"]);
    held.note = "open at another desk".into();
    (held.kind, held.title) = ("core_group".into(), "Core group".into());
    driver.send(Message::Meetings(vec![
        meeting("b", "1873-B", "closed", &["Lena"]),
        practice,
        held,
        broken,
    ]));
    driver
}

fn agendas() -> Driver {
    let mut driver = Driver::new();
    let agendas = BUILT_IN.iter().map(|(id, _)| built_in(id).unwrap());
    driver.send(Message::Settings {
        agendas: agendas.collect(),
        abbreviations: Vec::new(),
    });
    driver.keys(&[Key::Char('+'), Key::Down]);
    driver
}

static ALL: LazyLock<Vec<(&str, Driver)>> = LazyLock::new(made);

/// The first six are the screens; the others are states of them.
pub fn all() -> Vec<(&'static str, Driver)> {
    ALL.clone()
}

pub fn driver_of(name: &str) -> &'static Driver {
    let found = ALL.iter().find(|(it, _)| *it == name);
    &found.unwrap_or_else(|| panic!("no scene {name}")).1
}

/// The scene as it is usually seen: 80x24, in colour.
pub fn scene(name: &str) -> Screen {
    scene_at(name, 80, 24)
}

pub fn scene_at(name: &str, columns: u16, rows: u16) -> Screen {
    drawn(name, columns, rows, &Theme::of(Colours::Either))
}

pub fn drawn(name: &str, columns: u16, rows: u16, theme: &Theme) -> Screen {
    let (buffer, cursor) = driver_of(name).draw(columns, rows, theme);
    Screen::of(&buffer, Some(cursor), theme.plain)
}

fn made() -> Vec<(&'static str, Driver)> {
    let mut close = impact();
    close.lines(&["/close"]);
    let mut help = impact();
    help.keys(&[Key::F(1), Key::Down, Key::Down]);
    let mut scenes = vec![
        ("home", home()),
        ("agendas", agendas()),
        ("prepare", prepared("restorative-icpc")),
        ("recording", impact()),
        ("close", close),
        ("help", help),
    ];
    scenes.extend(states_of_the_line());
    scenes.extend(pages());
    scenes.extend(super::finding::finding());
    scenes.extend(tables());
    scenes.extend(past_scenes::all());
    scenes.extend(super::ways_on::all());
    scenes
}

fn states_of_the_line() -> Vec<(&'static str, Driver)> {
    let mut typing = impact();
    typing.typed("DS: #feeling I keep thinking about what she wrote, and about the nights when we thought that they were asleep");
    let mut people = impact();
    people.typed("k");
    let mut commands = impact();
    commands.typed("/s").keys(&[Key::Down]);
    let mut form = impact();
    form.typed("/action Kelly books speech therapy; who: KS; by: soon; measure: ");
    let mut selected = impact();
    selected.keys(&[Key::Up, Key::Up, Key::Up, Key::Up]);
    let mut editing = impact();
    editing.keys(&[Key::Up, Key::Up, Key::Up, Key::Up, Key::Enter]);
    let mut striking = impact();
    striking.keys(&[Key::Up]);
    striking.typed("/strike ");
    let mut alarm = impact();
    alarm.send(Message::SaveFailed(Problem::not_saved_or_read(
        "The disk is full. Your words are kept in memory and on this screen; make room or call your help desk.",
    )));
    alarm.typed("KS: I");
    let mut refused = prepared("restorative-icpc");
    refused.lines(&["KS: hello"]);
    let mut practice = Driver::meeting("core-group", true);
    practice.clock("13:40").lines(PEOPLE).lines(&["/begin"]);
    let mut catch_up = impact();
    catch_up.lines(&["/catchup"]);
    let mut filtered = home();
    filtered.typed("len");
    let mut closed = impact();
    closed.lines(&["/close because the family was tired"]);
    let mut chosen_person = prepared("restorative-icpc");
    chosen_person.keys(&[Key::Up, Key::Up]);
    let mut empty = Driver::meeting("restorative-icpc", false);
    empty.saved();
    vec![
        ("typing", typing),
        ("people", people),
        ("commands", commands),
        ("form", form),
        ("selected", selected),
        ("editing", editing),
        ("striking", striking),
        ("alarm", alarm),
        ("refused", refused),
        ("practice", practice),
        ("catch_up", catch_up),
        ("home_filtered", filtered),
        ("home_empty", Driver::new()),
        ("closed", closed),
        ("prepare_empty", empty),
        ("prepare_selected", chosen_person),
    ]
}

/// The evening before: one person has accepted, two have not answered, one has declined.
fn invited() -> Driver {
    let mut driver = prepared("restorative-icpc");
    driver.lines(&[
        "/person KS; invited: 2 Nov 2026; answered: 4 Nov 2026",
        "/person DS; invited: 2 Nov 2026",
        "/person PH; attendance: no answer",
        "/person JO; attendance: declined",
    ]);
    driver
}

const LAST_SCORE: &str = "question: How safe is this child in everyday life right now?; from: 0; to: 10; high: This child is as safe as any child should be; on: 4 May 2026";

/// A review: all scores are in, one beside last time's, one that cannot be compared, one that needs somebody to act.
fn scores_shown() -> Driver {
    let mut driver = begun("restorative-rcpc", "6.2");
    driver.lines(&[
        "/leave PH",
        "/leave ST",
        "/leave JO",
        &format!(
            "/lastscore safety; by: KS; score: 4; low: This child is not safe at all; {LAST_SCORE}"
        ),
        &format!("/lastscore safety; by: DS; score: 4; low: Nobody is worried; {LAST_SCORE}"),
        "/scale 1; by: KS; score: 6.5; why: I ask for help now",
        "/scale 1; by: DS; score: 1; why: I am not there at night",
        "/scale 1; by: AP; score: 5; why: it holds, most days",
    ]);
    driver.saved();
    driver
}

/// The number is being typed: the ends of the scale are beside the question.
fn score_typed() -> Driver {
    let mut driver = begun("restorative-rcpc", "6.2");
    driver.lines(&["/scale 1; by: KS; score: 6.5; why: I ask for help now"]);
    driver.typed("/scale 1; by: DS; score: ");
    driver
}

/// The record of the impact on the children, read from the list of meetings.
pub fn page(restricted: bool, at: Option<&str>) -> Driver {
    let mut driver = impact();
    let meeting = driver.app.editor.take().unwrap().meeting;
    let minutes = open_minutes(&meeting);
    let part = restricted.then(|| restricted_part(&meeting));
    let document = Arranged::default().page(&minutes, part.as_ref());
    driver.app.place = Place::Home;
    driver.app.status = Default::default();
    let mut view = View::record("m-1");
    if let View::Record {
        restricted: wanted, ..
    } = &mut view
    {
        *wanted = restricted;
    }
    driver.send(Message::Page {
        view,
        document: Box::new(document),
        at: at.map(str::to_owned),
    });
    driver
}

fn pages() -> Vec<(&'static str, Driver)> {
    let mut found = page(false, None);
    found.typed("ella");
    found.keys(&[Key::Enter, Key::Enter]);
    let mut headings = page(false, None);
    headings
        .typed("/contents")
        .keys(&[Key::Enter, Key::Down, Key::Down]);
    let mut commands = page(false, None);
    commands.typed("/v").keys(&[Key::Down]);
    let mut refused = page(false, None);
    refused.send(Message::NotOpened(Problem::not_saved_or_read(
        "These minutes were not opened: the opening could not be put on the record.",
    )));
    vec![
        ("page", page(false, None)),
        ("page_at_a_record", page(false, Some("e3"))),
        ("page_restricted", page(true, Some("e6"))),
        ("page_found", found),
        ("page_headings", headings),
        ("page_commands", commands),
        ("page_refused", refused),
    ]
}

fn tables() -> Vec<(&'static str, Driver)> {
    let icpc = "restorative-icpc";
    let mut break_on = impact();
    break_on.lines(&["/break cup of tea"]);
    let mut in_table = begun(icpc, "core-group");
    in_table.lines(&[
        "/date Review conference; on: in 3 months",
        "/date First core group; on: 1 Dec",
    ]);
    in_table.keys(&[Key::Up, Key::Up]);
    let mut due = begun(icpc, "core-group");
    due.lines(&[
        "/meeting strategy: 5 Nov 2026",
        "/date First core group; on: 7 Dec",
        "/date Review conference; on: 17 Feb 2027",
        "/dates",
    ]);
    due.keys(&[Key::Down, Key::Down]);
    let mut asked_again = invited();
    asked_again.lines(&["/noreply"]).keys(&[Key::Down]);
    vec![
        ("due_dates", due),
        ("invitations", invited()),
        ("no_reply", asked_again),
        (
            "attendance",
            with(
                with(prepared(icpc), &["/begin", "/arrive all"]),
                &["/leave PH", "KS: hello all"],
            ),
        ),
        (
            "who_came",
            with(
                with(
                    prepared(icpc),
                    &[
                        "/person ST; attendance: apologies, report sent",
                        "/person DS; attendance: video; answer: coming",
                        "/begin",
                        "/arrive KS, AP and CH",
                        "/arrive JO by video",
                    ],
                ),
                &[
                    "/arrive JO by phone",
                    "JO: can you hear me",
                    "PH: hello all",
                ],
            ),
        ),
        ("round_of_many", many()),
        (
            "childs_views",
            with(
                begun(icpc, "4.1"),
                &[
                    "/view Ella; by: letter; words: \"I want it quiet at night.\"; read by: AP; shared: read out",
                    "/view Ella; by: through an advocate; wants: her own room; agreed: not with the parents",
                    "/view Noah; by: not asked; reason: he is too young to be asked in words",
                    "KS: I have read it",
                ],
            ),
        ),
        (
            "plan",
            with(
                begun(icpc, "plan"),
                &[
                    "/action Kelly books speech therapy for Noah; who: KS; by: 12 Dec; measure: letter seen; outcome: Noah can say what he needs",
                    "/action Dan sleeps at his brother's on weekdays; who: DS",
                    "/whatif Kelly misses two visits; then: A Patel calls the same day; told: yes",
                    "DS: = my brother has a spare room",
                ],
            ),
        ),
        (
            "decision",
            with(
                begun(icpc, "decision"),
                &[
                    "/agency Health; child: Ella; view: child in need plan; by: JO; reason: she thrives with her mother",
                    "/agency Police; child: Ella; view: child protection plan; by: PH",
                    "/agency Harbour School; child: Ella; view: child protection plan; by: ST; reason: nine days missed",
                    "/decision Ella; is: child protection plan starts; category: emotional abuse; reasons: quarrels at night",
                ],
            ),
        ),
        (
            "dates",
            with(
                begun(icpc, "core-group"),
                &["/date First core group; on: 1 Dec; at: 10:00; place: Harbour School"],
            ),
        ),
        (
            "yes_no",
            with(
                begun("core-group", "new-worries"),
                &["/no nobody has seen anything new"],
            ),
        ),
        ("break", break_on),
        ("selected_in_table", in_table),
        (
            "scale",
            with(
                begun("signs-of-safety-cpc", "overall"),
                &[
                    "/scale 1; by: KS; score: 6; child: Ella; why: I ask for help now",
                    "PH: 4 for me",
                ],
            ),
        ),
        ("scale_shown", scores_shown()),
        ("scale_typing", score_typed()),
        (
            "statement",
            with(begun("family-group-conference", "before-private"), &[]),
        ),
        (
            "private",
            with(begun("family-group-conference", "private"), &[]),
        ),
    ]
}
