//! The rules between the settings of an agenda, and building an [`Agenda`] from a file.

use std::collections::BTreeMap;

use super::{Agenda, CloseCheck, Mode, OwnKind, ScaleAsked, Section, Statement, Voice, words};
use crate::domain::toml_reader::{Fault, Faults, Span, Table, not_known, read};
use crate::domain::visibility::Visibility;

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
        .map(|table| rules.section(table))
        .collect();
    let language = rules.language(&root);
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
        match self.ids.get(&(sort, id.to_string())) {
            Some(first) => {
                let message =
                    format!("There is already a {sort} with the name \"{id}\", on line {first}.");
                self.faults
                    .add(&at, message, "Give it a name that is used only once.");
            }
            None => {
                self.ids.insert((sort, id.to_string()), line);
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
            statements.push(Statement { id, title, text });
        }
        statements
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
            checks.push(CloseCheck::Question {
                id,
                question: table.text("question").to_string(),
            });
        }
        checks
    }

    fn section(&mut self, table: &Table) -> Section {
        let id = self.id(table, "section");
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
            minutes: table
                .whole("minutes")
                .and_then(|minutes| u32::try_from(minutes).ok())
                .unwrap_or(0),
            required: table.yes("required"),
            visibility: match table.text("visibility") {
                "" => Visibility::Everyone,
                word => Visibility::from_word(word),
            },
            statement,
            questions: texts("questions"),
            scales,
            dates: texts("dates"),
            parts: table
                .tables("part")
                .iter()
                .map(|part| self.section(part))
                .collect(),
            ..Section::default()
        }
    }

    fn heading(&mut self, table: &Table) {
        for name in [
            "mode",
            "minutes",
            "kinds",
            "first_voice",
            "required",
            "visibility",
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
