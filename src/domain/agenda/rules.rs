//! The rules between the settings of an agenda, and building an [`Agenda`] from a file.

use std::collections::BTreeMap;

use super::{
    Agenda, CloseCheck, DateIs, Mode, NamedDate, OwnKind, ScaleAsked, Section, Statement, Voice,
    words,
};
use crate::domain::settings::people_words::plain_words;
use crate::domain::settings::scales::ScaleSettings;
use crate::domain::text::tokens::words_of;
use crate::domain::toml_reader::{Fault, Faults, Span, Table, not_known, read};
use crate::domain::visibility::Visibility;

/// Letters: about four rows of a narrow screen.
const LONGEST_TITLE: usize = 100;
const LONGEST_QUESTION: usize = 500;
/// Minutes, ten hours.
const LONGEST_MEETING: i64 = 600;

/// Checks the text of an agenda file and makes the agenda.
///
/// # Errors
/// All faults of the file at once, in the order of the text.
pub fn check(text: &str) -> Result<Agenda, Vec<Fault>> {
    let reading = read(text, &super::AGENDA);
    let root = reading.root;
    let mut rules = Rules {
        faults: reading.faults,
        own_kinds: Vec::new(),
        statements: Vec::new(),
        ids: BTreeMap::new(),
    };
    let kinds = rules.own_kinds(&root);
    let statements = rules.statements(&root);
    let close_checks = rules.close_checks(&root);
    let sections = root
        .tables("section")
        .iter()
        .map(|table| rules.section(table, None))
        .collect();
    rules.lengths(&root);
    rules.planned_minutes(&root);
    let language = rules.language(&root);
    let dates = rules.dates(&root);
    let agenda = Agenda {
        id: root.text("id").to_string(),
        version: root.text("version").to_string(),
        title: root.text("title").to_string(),
        kind: root.text("meeting").to_string(),
        language,
        about: root.text("about").to_string(),
        guide: root.text("guide").trim().to_string(),
        kinds,
        statements,
        dates,
        close_checks,
        sections,
        ..Agenda::default()
    };
    if rules.faults.is_empty() {
        Ok(agenda)
    } else {
        Err(rules.faults.into_sorted())
    }
}

/// What can be done with this agenda, but is probably not meant: no fault, but worth a look. `scales` are those in use.
pub fn remarks(text: &str, scales: &ScaleSettings) -> Vec<Fault> {
    let reading = read(text, &super::AGENDA);
    let mut remarks = reading.faults;
    let root = reading.root;
    let named: Vec<&str> = root
        .tables("date")
        .iter()
        .map(|date| date.text("name"))
        .collect();
    let sections = root.tables("section").iter();
    for table in sections.flat_map(|section| std::iter::once(section).chain(section.tables("part")))
    {
        for (name, at) in table.texts("dates") {
            if named.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                continue;
            }
            let lower = name.to_lowercase();
            let guess = match lower.contains(words::CORE_GROUP) {
                true => "a core group, by the words in its name",
                false if lower.contains("review") => "a review, by the words in its name",
                false => "neither a core group nor a review",
            };
            remarks.add(
                &at,
                format!("It is only guessed what this date is: {guess}."),
                format!("Say it: [[date]], name = \"{name}\", is = \"core_group\" (or \"review\", or \"other\")."),
            );
        }
        for scale in table.tables("scale") {
            let id = scale.text("id");
            let bands = scales.scales.iter().find(|bands| bands.id == id);
            let ends = [scale.whole("from"), scale.whole("to")];
            let why = match bands {
                None => "scales.toml has no bands for this scale",
                Some(bands) if bands.bands.is_empty() => "scales.toml has no bands for this scale",
                Some(bands) if !ends.contains(&Some(bands.worst)) => {
                    "the worst number in scales.toml is neither end of this scale"
                }
                Some(_) => continue,
            };
            remarks.add(
                &scale.place_of("id"),
                format!("No score on \"{id}\" alarms anybody, however bad it is: {why}."),
                format!("Add a [[scale]] with id = \"{id}\", worst and bands to scales.toml (`talking-piece settings new scales`)."),
            );
        }
    }
    remarks.into_sorted()
}

struct Rules<'a> {
    faults: Faults<'a>,
    own_kinds: Vec<String>,
    statements: Vec<String>,
    /// For each sort of thing and each of its ids, the line of the first.
    ids: BTreeMap<(&'static str, String), usize>,
}

impl Rules<'_> {
    /// For each sort of thing and each id, the line where it first appears.
    fn id(&mut self, table: &Table, sort: &'static str) -> String {
        let id = table.text("id").to_string();
        if !id.is_empty() {
            self.only_once(&id, table.place_of("id"), sort);
        }
        id
    }

    fn only_once(&mut self, id: &str, at: Span, sort: &'static str) {
        let line = self.faults.line_of(at.start);
        // Nobody could tell "our-plan" and "our_plan" apart when they are said aloud.
        let key = (sort, id.replace('_', "-"));
        match self.ids.get(&key) {
            Some(first) => {
                let message =
                    format!("There is already a {sort} with the name \"{id}\", on line {first}.");
                self.faults
                    .add(&at, message, "Give it a name that is used only once.");
            }
            None => {
                self.ids.insert(key, line);
            }
        }
    }

    fn language(&mut self, root: &Table) -> String {
        let language = root.text("language");
        let mut parts = language.split('-');
        let first = parts.next().unwrap_or_default();
        let begins =
            (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic());
        let goes_on = parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        });
        if language.is_empty() {
            return "en-GB".to_string();
        }
        if !(begins && goes_on) {
            let message = format!("\"{language}\" is not the short sign of a language.");
            self.faults.add(
                &root.place_of("language"),
                message,
                "\"en-GB\" for English, \"cy\" for Welsh",
            );
        }
        language.to_string()
    }

    fn own_kinds(&mut self, root: &Table) -> Vec<OwnKind> {
        let mut kinds = Vec::new();
        for table in root.tables("kind") {
            let id = self.id(table, "kind");
            if words::title_of(words::CONTRIBUTION_KINDS, &id).is_some() {
                let message = format!(
                    "\"{id}\" is a kind that is known already; it cannot be defined again."
                );
                self.faults.add(
                    &table.place_of("id"),
                    message,
                    "Give it another name, or leave its [[kind]] out: the known one can be used as it is.",
                );
            }
            let title = table.text("title");
            let is_known = words::CONTRIBUTION_KINDS
                .iter()
                .any(|(known, words)| *known != id && words.eq_ignore_ascii_case(title));
            if is_known {
                self.faults.add(
                    &table.place_of("title"),
                    format!("There is a kind called \"{title}\" already."),
                    "Give it another title, so that the two can be told apart.",
                );
            }
            let instead = "Give it another title, so that the two can be told apart.";
            self.words_once("title of a kind", title, table.place_of("title"), instead);
            self.own_kinds.push(id.clone());
            kinds.push(OwnKind {
                id,
                title: table.text("title").to_string(),
            });
        }
        kinds
    }

    fn statements(&mut self, root: &Table) -> Vec<Statement> {
        let mut statements = Vec::new();
        for table in root.tables("statement") {
            let id = self.id(table, "statement");
            self.statements.push(id.clone());
            let (title, text) = (
                table.text("title").to_string(),
                table.text("text").to_string(),
            );
            if text.trim().is_empty() && table.given("text") {
                self.faults.add(
                    &table.place_of("text"),
                    "This statement has no words to read.",
                    "text = \"…\"",
                );
            }
            let instead = "Give it another title, so that the two can be told apart.";
            self.words_once(
                "title of a statement",
                &title,
                table.place_of("title"),
                instead,
            );
            self.words_once(
                "text of a statement",
                &text,
                table.place_of("text"),
                "Keep one of the two.",
            );
            statements.push(Statement { id, title, text });
        }
        statements
    }

    /// Each is the name of a date that a section sets.
    fn dates(&mut self, root: &Table) -> Vec<NamedDate> {
        let sections = root.tables("section").iter();
        let set: Vec<String> = sections
            .flat_map(|section| std::iter::once(section).chain(section.tables("part")))
            .flat_map(|section| section.texts("dates"))
            .map(|(name, _)| name.to_lowercase())
            .collect();
        let mut dates = Vec::new();
        for table in root.tables("date") {
            let name = table.text("name");
            if !name.is_empty() {
                self.only_once(&name.to_lowercase(), table.place_of("name"), "date");
                if !set.contains(&name.to_lowercase()) {
                    let instead = not_known(name, set.iter().map(String::as_str));
                    let message = format!("No section sets a date with the name \"{name}\".");
                    let instead = match set.is_empty() {
                        true => format!("Add a line to a section: dates = [\"{name}\"]"),
                        false => instead,
                    };
                    self.faults.add(&table.place_of("name"), message, instead);
                }
            }
            dates.push(NamedDate {
                name: name.to_string(),
                is: DateIs::from(table.text("is")),
            });
        }
        dates
    }

    fn close_checks(&mut self, root: &Table) -> Vec<CloseCheck> {
        let mut checks = Vec::new();
        for table in root.tables("close_check") {
            let own = table.given("question") || table.given("id");
            if table.given("check") {
                let check = table.text("check").to_string();
                if own {
                    let name = if table.given("question") {
                        "question"
                    } else {
                        "id"
                    };
                    self.faults.add(
                        &table.name_place(name),
                        "A close-check is either one that the program knows, or a question of your own.",
                        "Add a separate [[close_check]] for the question.",
                    );
                } else if !check.is_empty() {
                    self.only_once(&check, table.place_of("check"), "close-check");
                }
                checks.push(CloseCheck::Known { check });
                continue;
            }
            for name in ["id", "question"] {
                if !table.given(name) {
                    self.faults.add(
                        &table.span(),
                        format!("This close-check has no \"{name}\"."),
                        "Add check = \"childs_views\" (or another check), or id and question for a question of your own.",
                    );
                }
            }
            let id = self.id(table, "close-check");
            if words::CHECKS.iter().any(|(word, _)| *word == id) {
                self.faults.add(
                    &table.place_of("id"),
                    format!("\"{id}\" is the name of a check that the program makes itself."),
                    "Give your question another id.",
                );
            }
            let question = table.text("question");
            let instead = "Ask it once, or ask something else here.";
            self.words_once("question", question, table.place_of("question"), instead);
            checks.push(CloseCheck::Question {
                id,
                question: table.text("question").to_string(),
            });
        }
        checks
    }

    /// Something that people read or type must not be there twice.
    fn words_once(&mut self, sort: &'static str, words: &str, at: Span, instead: &str) {
        // `Is it so?` and `is it so ?` are one question.
        let folded = plain_words(words).join(" ");
        if folded.is_empty() {
            return;
        }
        let line = self.faults.line_of(at.start);
        match self.ids.get(&(sort, folded.clone())) {
            Some(first) => {
                let message = format!("This {sort} is on line {first} already.");
                self.faults.add(&at, message, instead);
            }
            None => {
                self.ids.insert((sort, folded), line);
            }
        }
    }

    fn each_once(&mut self, table: &Table, name: &str) {
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (word, at) in table.texts(name) {
            // Capitals and full stops do not make another question of it.
            let words = words_of(word);
            if !words.is_empty() && seen.contains(&words) {
                let message = format!("\"{word}\" is named twice.");
                self.faults.add(&at, message, "Take one of them out.");
            }
            seen.push(words);
        }
    }

    /// What people read in one row, or say in one breath, is not a text.
    fn lengths(&mut self, root: &Table) {
        self.line_within(root, "title", LONGEST_TITLE);
        for name in ["kind", "statement"] {
            for table in root.tables(name) {
                self.line_within(table, "title", LONGEST_TITLE);
            }
        }
        for table in root.tables("close_check") {
            self.line_within(table, "question", LONGEST_QUESTION);
        }
        for section in root.tables("section") {
            for table in std::iter::once(section).chain(section.tables("part")) {
                self.line_within(table, "title", LONGEST_TITLE);
                for name in ["prompts", "questions", "dates"] {
                    for (words, at) in table.texts(name) {
                        self.within(name, words, at, LONGEST_QUESTION);
                    }
                }
                for scale in table.tables("scale") {
                    for name in ["question", "low", "high"] {
                        self.line_within(scale, name, LONGEST_QUESTION);
                    }
                }
            }
        }
    }

    fn line_within(&mut self, table: &Table, name: &str, most: usize) {
        self.within(name, table.text(name), table.place_of(name), most);
    }

    fn within(&mut self, name: &str, words: &str, at: Span, most: usize) {
        let letters = words.chars().count();
        if letters > most {
            self.faults.add(
                &at,
                format!("\"{name}\" has {letters} letters; {most} are the most, because it is shown in one place on a small screen."),
                "Say it in fewer words; a longer text goes into prompts, or into a [[statement]].",
            );
        }
    }

    /// Told where the planned day gets longer than anybody meets.
    fn planned_minutes(&mut self, root: &Table) {
        let sections = root.tables("section").iter();
        let all =
            sections.flat_map(|section| std::iter::once(section).chain(section.tables("part")));
        let mut sum: i64 = 0;
        for table in all {
            let before = sum;
            sum += table.whole("minutes").unwrap_or(0);
            if before <= LONGEST_MEETING && sum > LONGEST_MEETING {
                self.faults.add(
                    &table.place_of("minutes"),
                    format!("Up to here {sum} minutes are planned; nobody meets for longer than {LONGEST_MEETING}."),
                    "fewer minutes, or 0 for no limit",
                );
            }
        }
    }

    /// `heading`: the title of the section it is a part of.
    fn section(&mut self, table: &Table, heading: Option<&str>) -> Section {
        let id = self.id(table, "section");
        let title = match heading {
            Some(heading) => format!("{heading}: {}", table.text("title")),
            None => table.text("title").to_owned(),
        };
        let instead = "Give this section another title, so that the two can be told apart.";
        if !table.text("title").is_empty() {
            self.words_once("title", &title, table.place_of("title"), instead);
        }
        for (question, at) in table.texts("questions") {
            let instead = "Ask it once, or ask something else here.";
            self.words_once("question", question, at, instead);
        }
        for (date, at) in table.texts("dates") {
            self.words_once("date to set", date, at, "Set it in one section only.");
        }
        self.each_once(table, "kinds");
        self.each_once(table, "records");
        self.each_once(table, "first_voice");
        self.each_once(table, "prompts");
        let heading = table.given("part");
        if heading {
            self.heading(table);
        } else if !table.given("mode") && !table.broken("mode") && !table.broken("part") {
            self.faults.add(
                &table.span(),
                "This section does not say what is recorded in it.",
                "Add a line: mode = \"contributions\" (or another mode).",
            );
        }
        if !heading {
            self.mode_and_settings(table);
        }
        for (kind, at) in table.texts("kinds") {
            self.kind(kind, &at);
        }
        let scales = table
            .tables("scale")
            .iter()
            .map(|scale| self.scale(scale))
            .collect();
        let texts = |name| {
            table
                .texts(name)
                .into_iter()
                .map(|(text, _)| text.to_string())
                .collect()
        };
        let statement = Some(table.text("statement").to_string()).filter(|id| !id.is_empty());
        Section {
            id,
            title: table.text("title").to_string(),
            prompts: texts("prompts"),
            mode: Some(table.text("mode"))
                .filter(|mode| !mode.is_empty())
                .map_or(Mode::default(), Mode::from),
            first_voice: table
                .texts("first_voice")
                .into_iter()
                .map(|(voice, _)| Voice::from(voice))
                .collect(),
            kinds: texts("kinds"),
            records: texts("records"),
            minutes: table
                .whole("minutes")
                .and_then(|minutes| u32::try_from(minutes).ok())
                .unwrap_or(0),
            required: table.yes("required"),
            visibility: match table.text("visibility") {
                "" => Visibility::Everyone,
                word => Visibility::from_word(word),
            },
            not_for: texts("not_for"),
            statement,
            questions: texts("questions"),
            scales,
            dates: texts("dates"),
            parts: table
                .tables("part")
                .iter()
                .map(|part| self.section(part, Some(table.text("title"))))
                .collect(),
            ..Section::default()
        }
    }

    fn heading(&mut self, table: &Table) {
        for name in [
            "mode",
            "minutes",
            "kinds",
            "records",
            "first_voice",
            "required",
            "visibility",
            "not_for",
            "statement",
            "questions",
            "dates",
            "scale",
        ] {
            if table.given(name) {
                let message = format!(
                    "This section has parts, so it is a heading only and has no \"{name}\"."
                );
                self.faults.add(
                    &table.name_place(name),
                    message,
                    format!("Put \"{name}\" into its parts, not here."),
                );
            }
        }
    }

    fn mode_and_settings(&mut self, table: &Table) {
        let mode = table.text("mode");
        for (name, its_mode, instead) in [
            (
                "statement",
                "statement",
                "a line: statement = \"the id of a [[statement]]\"",
            ),
            ("questions", "yes_no_reason", "a line: questions = [\"…\"]"),
            ("dates", "dates", "a line: dates = [\"First core group\"]"),
            (
                "scale",
                "scale",
                "a [[section.scale]] below it, with both its ends in words",
            ),
        ] {
            let empty = name != "statement" && table.given(name) && table.length_of(name) == 0;
            if mode == its_mode && (!table.given(name) || empty) && !table.broken(name) {
                let message = format!("A section with the mode \"{mode}\" needs \"{name}\".");
                self.faults
                    .add(&table.place_of("mode"), message, format!("Add {instead}"));
            } else if mode != its_mode && !mode.is_empty() && table.given(name) {
                let message = format!(
                    "\"{name}\" belongs to the mode \"{its_mode}\"; this section has the mode \"{mode}\"."
                );
                self.faults.add(
                    &table.name_place(name),
                    message,
                    format!("mode = \"{its_mode}\", or no \"{name}\" here"),
                );
            }
        }
        if mode == "private_time" && table.given("kinds") {
            self.faults.add(
                &table.name_place("kinds"),
                "Nothing that is said in private time is recorded, so it has no kinds of contribution.",
                "Leave \"kinds\" out of this section.",
            );
        }
        if mode == "private_time" && table.given("records") {
            self.faults.add(
                &table.name_place("records"),
                "Nothing is recorded in private time, so it offers no records.",
                "Leave \"records\" out of this section.",
            );
        }
        let statement = table.text("statement");
        if !statement.is_empty() && !self.statements.iter().any(|id| id == statement) {
            let instead = if self.statements.is_empty() {
                format!("Add a [[statement]] with id = \"{statement}\".")
            } else {
                not_known(statement, self.statements.iter().map(String::as_str))
            };
            self.faults.add(
                &table.place_of("statement"),
                format!("There is no statement with the name \"{statement}\"."),
                instead,
            );
        }
    }

    fn kind(&mut self, kind: &str, at: &Span) {
        let known = words::CONTRIBUTION_KINDS.iter().map(|word| word.0);
        let all = known.chain(self.own_kinds.iter().map(String::as_str));
        if !all.clone().any(|id| id == kind) {
            let instead = format!("{}; or define it with [[kind]]", not_known(kind, all));
            self.faults.add(
                at,
                format!("\"{kind}\" is not a kind of contribution."),
                instead,
            );
        }
    }

    fn scale(&mut self, table: &Table) -> ScaleAsked {
        let (from, to) = (table.whole("from"), table.whole("to"));
        if from.is_some() && from == to {
            self.faults.add(
                &table.place_of("to"),
                "This scale begins and ends with the same number.",
                "two different numbers, such as from = 0 and to = 10",
            );
        }
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            self.faults.add(
                &table.place_of("from"),
                format!("This scale counts down from {from} to {to}; a scale begins with its smaller number."),
                format!("from = {to} and to = {from}, with low and high saying what each end means"),
            );
        }
        let (low, high) = (table.text("low"), table.text("high"));
        if !low.is_empty() && low.eq_ignore_ascii_case(high) {
            self.faults.add(
                &table.place_of("high"),
                "Both ends of this scale mean the same.",
                "Say what the bigger number means.",
            );
        }
        let instead = "Ask each scale once, with an id of its own.";
        let question = table.text("question");
        self.words_once("question", question, table.place_of("question"), instead);
        ScaleAsked {
            id: self.id(table, "scale"),
            question: table.text("question").to_string(),
            from: from.unwrap_or(0),
            to: to.unwrap_or(0),
            low: table.text("low").to_string(),
            high: table.text("high").to_string(),
        }
    }
}
